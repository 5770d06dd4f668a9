import { useTranslation } from 'react-i18next';
import type { CalendarChangeFieldsFragment } from '../../gql/documents.generated.js';
import { TimeAgo } from '../../ui/time-ago.js';
import { changeTitle } from './change-title.js';

/** Changes that were carried out or dropped, the newest first, with what they did. */
export function ChangeHistory({ changes }: { changes: readonly CalendarChangeFieldsFragment[] }) {
  const { t } = useTranslation('calendar');
  return (
    <section aria-labelledby="calendar-history">
      <h2 id="calendar-history">{t('history.title')}</h2>
      {changes.length === 0 ? <p className="soft">{t('history.none')}</p> : null}
      <ul className="ys-calendar-history">
        {changes.map((change) => (
          <li key={change.id}>
            <strong>{changeTitle(change, t)}</strong>
            <span>
              {change.state === 'DONE'
                ? t('history.done', { count: change.moved, cases: change.movedCases })
                : t('history.dropped')}
            </span>
            <span className="soft">
              {change.decidedBy} {change.decidedAt ? <TimeAgo at={change.decidedAt} /> : null}
            </span>
          </li>
        ))}
      </ul>
    </section>
  );
}
