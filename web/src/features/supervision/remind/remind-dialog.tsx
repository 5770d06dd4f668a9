import { Alert, Button, Input, Modal } from 'antd';
import { useCallback, useEffect, useState } from 'react';
import { useTranslation } from 'react-i18next';
import { RemindUnitsDocument, type RemindUnitsMutation } from '../../../gql/documents.generated.js';
import { errorSentence } from '../../../lib/error-facts.js';
import { plainClient } from '../../../lib/graphql-client.js';
import { LabelledField } from '../../../ui/labelled-field.js';
import { SkeletonText } from '../../../ui/skeleton.js';
import { ReminderResultList } from './reminder-results.js';

export type ReminderBatch = RemindUnitsMutation['remindUnits'];

type Props = {
  /** Chosen cases, by id. */
  chosen: ReadonlyMap<string, string>;
  onClose: () => void;
  onSent: (batch: ReminderBatch) => void;
};

/** 批量提醒: what would happen, case by case, before anything does. */
export function RemindDialog({ chosen, onClose, onSent }: Props) {
  const { t } = useTranslation('supervision');
  const [note, setNote] = useState('');
  const [trial, setTrial] = useState<ReminderBatch | null>(null);
  const [failure, setFailure] = useState<string | null>(null);
  const [busy, setBusy] = useState(false);
  const [caseIds] = useState(() => [...chosen.keys()]);

  const send = useCallback(
    async (dryRun: boolean, words: string) => {
      setFailure(null);
      const { data, error } = await plainClient
        .mutation(RemindUnitsDocument, { caseIds, note: words || null, dryRun })
        .toPromise();
      if (error) setFailure(errorSentence(error, t));
      return data?.remindUnits ?? null;
    },
    [caseIds, t],
  );
  const tryOut = useCallback(async () => setTrial(await send(true, '')), [send]);
  useEffect(() => void tryOut(), [tryOut]);

  async function confirm() {
    if (busy) return;
    setBusy(true);
    const batch = await send(false, note.trim());
    setBusy(false);
    if (batch) onSent(batch);
  }

  const count = trial?.results.filter(({ outcome }) => outcome === 'REMINDED').length ?? 0;
  return (
    <Modal
      open
      width={640}
      title={t('remind.title', { count: caseIds.length })}
      okText={t('remind.submit', { count })}
      cancelText={t('common:action.cancel')}
      okButtonProps={{ disabled: count === 0 }}
      confirmLoading={busy}
      onOk={confirm}
      onCancel={onClose}
    >
      <div className="ys-supervision-dialog">
        <p>{t('remind.text')}</p>
        {trial ? (
          <section aria-label={t('remind.trial')}>
            <p role="status">
              <b>{t('remind.sum', { count, skipped: trial.results.length - count })}</b>
            </p>
            <ReminderResultList dry results={trial.results} numberOf={(id) => chosen.get(id) ?? ''} />
          </section>
        ) : failure ? null : (
          <SkeletonText lines={Math.min(6, caseIds.length)} />
        )}
        <LabelledField label={t('remind.note')}>
          {(names) => (
            <Input.TextArea
              {...names}
              autoSize={{ minRows: 2, maxRows: 6 }}
              maxLength={500}
              value={note}
              onChange={(event) => setNote(event.target.value)}
            />
          )}
        </LabelledField>
        {failure ? (
          <Alert
            type="error"
            showIcon
            title={failure}
            role="alert"
            action={
              trial ? null : (
                <Button size="small" onClick={tryOut}>
                  {t('common:action.retry')}
                </Button>
              )
            }
          />
        ) : null}
      </div>
    </Modal>
  );
}
