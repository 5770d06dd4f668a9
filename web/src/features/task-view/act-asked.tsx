import { useTranslation } from 'react-i18next';
import { shortDateTime } from '../../lib/format-time.js';
import { useNow } from '../../lib/server-time.js';
import type { ViewedTask } from './task-header.js';

/** What waits on the case, by the kind of task that answers it. */
const ACTS: Record<string, string> = {
  checkWithdrawal: 'WITHDRAWAL',
  approveVoid: 'VOID',
  followInstruction: 'INSTRUCTION',
};

/** Whether a task of this kind answers what somebody asked for on the case. */
export const asksForAct = (kind: string): boolean => kind in ACTS;

/** What is to be decided or followed, in the words of who asked. */
export function ActAsked({ task }: { task: ViewedTask }) {
  const { t, i18n } = useTranslation('tasks');
  const now = useNow();
  const asked = task.case.pendingActs.filter(({ kind }) => kind === ACTS[task.kind]);
  if (asked.length === 0) return null;
  return (
    <section className="ys-contact" aria-labelledby="task-asked">
      <h3 id="task-asked">{t(`asked.${task.kind}`)}</h3>
      {asked.map((act) => (
        <div key={act.requestedAt}>
          <p style={{ whiteSpace: 'pre-wrap', overflowWrap: 'anywhere' }}>{act.reason}</p>
          <p className="soft small">
            {t('extension.askedBy', {
              by: act.requestedBy?.name ?? t('asked.citizen'),
              at: shortDateTime(act.requestedAt, now, i18n.language),
            })}
          </p>
        </div>
      ))}
    </section>
  );
}
