import { Button } from 'antd';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { UndoRemindersDocument } from '../../../gql/documents.generated.js';
import { errorSentence } from '../../../lib/error-facts.js';
import { plainClient } from '../../../lib/graphql-client.js';
import { useNow } from '../../../lib/server-time.js';
import { useShortcuts } from '../../../lib/shortcuts.js';
import type { ReminderBatch } from './remind-dialog.js';
import { ReminderResultList } from './reminder-results.js';
import { secondsLeft } from './seconds-left.js';

const TICK_MS = 250;

type Props = { batch: ReminderBatch; numberOf: (caseId: string) => string; onClose: () => void };

/** After a bulk reminder: what became of each case, and the seconds in which all of it can be taken back. */
export function UndoWindow({ batch, numberOf, onClose }: Props) {
  const { t } = useTranslation('supervision');
  const now = useNow(TICK_MS);
  const [undone, setUndone] = useState<'no' | 'yes' | 'late'>('no');
  const [busy, setBusy] = useState(false);
  const [failure, setFailure] = useState<string | null>(null);
  const count = batch.results.filter(({ outcome }) => outcome === 'REMINDED').length;
  const left = secondsLeft(batch.releaseAt, now);
  const open = batch.id !== null && undone === 'no' && left > 0;

  async function undo() {
    if (!open || busy || !batch.id) return;
    setBusy(true);
    setFailure(null);
    const { data, error } = await plainClient.mutation(UndoRemindersDocument, { batchId: batch.id }).toPromise();
    setBusy(false);
    if (error) setFailure(errorSentence(error, t));
    if (data) setUndone(data.undoReminders ? 'yes' : 'late');
  }
  useShortcuts(open ? { z: () => void undo() } : {});

  const state =
    undone === 'yes' ? 'undone' : undone === 'late' ? 'late' : !batch.id ? 'nobody' : open ? 'waits' : 'sent';
  return (
    <section className="ys-remind-bar" aria-label={t('remind.result')}>
      <div className="ys-remind-line">
        {/* Read out once for each state, not once a second. */}
        <strong role="status">{t(`remind.${state}`, { count })}</strong>
        {open ? (
          <>
            <span className="number" aria-hidden="true">
              {t('remind.seconds', { count: left })}
            </span>
            <Button type="primary" loading={busy} onClick={undo}>
              {t('remind.undo')}
            </Button>
          </>
        ) : null}
        {failure ? (
          <span role="alert" className="ys-field-error">
            {failure}
          </span>
        ) : null}
        <Button type="text" onClick={onClose}>
          {t('common:action.close')}
        </Button>
      </div>
      {undone === 'yes' ? null : (
        <details open={batch.results.length <= 5}>
          <summary>{t('remind.perCase', { count: batch.results.length })}</summary>
          <ReminderResultList dry={open} results={batch.results} numberOf={numberOf} />
        </details>
      )}
    </section>
  );
}
