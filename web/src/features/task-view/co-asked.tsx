import { useTranslation } from 'react-i18next';
import { shortDateTime } from '../../lib/format-time.js';
import { useNow } from '../../lib/server-time.js';
import { FoldedText } from '../../ui/folded-text.js';
import type { ViewedTask } from './task-header.js';

/** What is asked is read before work begins: more of it stands than of what is only looked up. */
const LINES = 8;

const KINDS = ['coAcknowledge', 'coHandle', 'acceptCoResult'];

/** Whether a task of this kind is about a co-unit's share of the case. */
export const isCoWork = (kind: string): boolean => KINDS.includes(kind);

/** What the co-unit was asked for, what it delivered, and why that went back. */
export function CoAsked({ task }: { task: ViewedTask }) {
  const { t, i18n } = useTranslation('tasks');
  const now = useNow(60_000);
  const share = task.case.assignments.find(({ id }) => id === task.subjectId);
  if (!share) return null;
  const said = (name: string | undefined, at: string | null) => (
    <p className="soft small">
      {name ?? t('common:word.unknown')}
      {at ? ` · ${shortDateTime(at, now, i18n.language)}` : ''}
    </p>
  );
  return (
    <section className="ys-contact" aria-labelledby="task-co">
      <h3 id="task-co">{t('co.title', { unit: share.unit.shortName })}</h3>
      <dl className="ys-facts">
        <dt>{t('co.matter')}</dt>
        <dd>
          <FoldedText text={share.matter ?? ''} lines={LINES} />
          {said(share.assignedBy?.name, share.assignedAt)}
        </dd>
        {share.result ? (
          <>
            <dt>{t('co.result')}</dt>
            <dd>
              <FoldedText text={share.result} lines={LINES} />
              {said(share.resultBy?.name, share.submittedAt)}
            </dd>
          </>
        ) : null}
        {share.refusal ? (
          <>
            <dt>{t('co.refusal')}</dt>
            <dd>
              <FoldedText text={share.refusal} lines={LINES} />
            </dd>
          </>
        ) : null}
      </dl>
    </section>
  );
}

/** Before the reply is written: which co-units it still waits for. */
export function CoWaiting({ of }: { of: ViewedTask['case'] }) {
  const { t } = useTranslation('tasks');
  const waiting = of.assignments.filter(({ kind, over }) => kind === 'CO' && !over);
  if (waiting.length === 0) return null;
  return (
    <section className="ys-contact" aria-labelledby="task-co-waiting">
      <h3 id="task-co-waiting">{t('co.waiting')}</h3>
      <p className="soft">{t('co.waitingText')}</p>
      <ul>
        {waiting.map(({ id, unit, status }) => (
          <li key={id}>
            {unit.shortName} · {t(`common:assignmentStatus.${status}`)}
          </li>
        ))}
      </ul>
    </section>
  );
}
