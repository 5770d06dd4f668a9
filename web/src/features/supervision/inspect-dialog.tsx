import { Alert, Input, Modal } from 'antd';
import { type KeyboardEvent, useState } from 'react';
import { useTranslation } from 'react-i18next';
import { InspectCaseDocument } from '../../gql/documents.generated.js';
import { errorSentence } from '../../lib/error-facts.js';
import { graphqlClient } from '../../lib/graphql-client.js';
import { LabelledField } from '../../ui/labelled-field.js';

type Props = { caseId: string; number: string; onClose: () => void; onDone: (words: string) => void };

/** 督查: somebody is to go and look; what for. */
export function InspectDialog({ caseId, number, onClose, onDone }: Props) {
  const { t } = useTranslation('supervision');
  const [note, setNote] = useState('');
  const [tried, setTried] = useState(false);
  const [busy, setBusy] = useState(false);
  const [failure, setFailure] = useState<string | null>(null);

  async function submit() {
    if (busy) return;
    setTried(true);
    const words = note.trim();
    if (!words) return;
    setBusy(true);
    setFailure(null);
    const { error } = await graphqlClient.mutation(InspectCaseDocument, { caseId, note: words }).toPromise();
    setBusy(false);
    if (error) return setFailure(errorSentence(error, t));
    onDone(t('inspect.done'));
  }

  function onKeyDown(event: KeyboardEvent) {
    if (event.key !== 'Enter' || !(event.ctrlKey || event.metaKey)) return;
    event.preventDefault();
    void submit();
  }

  return (
    <Modal
      open
      title={t('inspect.title', { number })}
      okText={t('inspect.submit')}
      cancelText={t('common:action.cancel')}
      confirmLoading={busy}
      onOk={submit}
      onCancel={onClose}
    >
      {/* biome-ignore lint/a11y/noStaticElementInteractions: Ctrl-Enter belongs to the whole dialog. */}
      <div className="ys-supervision-dialog" onKeyDown={onKeyDown}>
        <p>{t('inspect.text')}</p>
        <LabelledField label={t('inspect.note')} error={tried && !note.trim() ? t('open.problem.required') : null}>
          {(names) => (
            <Input.TextArea
              {...names}
              autoFocus
              autoSize={{ minRows: 3, maxRows: 8 }}
              maxLength={1000}
              value={note}
              onChange={(event) => setNote(event.target.value)}
            />
          )}
        </LabelledField>
        {failure ? <Alert type="error" showIcon title={failure} role="alert" /> : null}
      </div>
    </Modal>
  );
}
