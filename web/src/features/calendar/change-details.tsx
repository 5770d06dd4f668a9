import type { TFunction } from 'i18next';
import { useTranslation } from 'react-i18next';
import type { CalendarChangeFieldsFragment } from '../../gql/documents.generated.js';
import { stretches } from './office-hours-panel.js';

type Entry = CalendarChangeFieldsFragment['days'][number]['before'];

/** What the calendar says now and what it would say, day by day or class by class, and what is unusual about it. */
export function ChangeDetails({ change }: { change: CalendarChangeFieldsFragment }) {
  const { t } = useTranslation('calendar');
  const rows =
    change.kind === 'OFFICE_HOURS'
      ? [...new Set(change.hoursAfter.map(({ officeClass }) => officeClass))].map((officeClass) => ({
          key: officeClass,
          what: t(`officeClass.${officeClass}`, { defaultValue: officeClass }),
          before: stretches(change.hoursBefore, officeClass) || t('entry.none'),
          after: stretches(change.hoursAfter, officeClass),
        }))
      : change.days.map(({ date, before, after }) => ({
          key: date,
          what: date,
          before: entryWords(before, t),
          after: entryWords(after, t),
        }));
  return (
    <>
      {change.warnings.length > 0 ? (
        <ul className="ys-calendar-warnings" aria-label={t('change.warnings')}>
          {change.warnings.map(({ rule, line, found }) => (
            <li key={`${rule}${found}`}>
              <span aria-hidden="true">◆ </span>
              {t([`warning.${rule}`, 'warning.other'], { line, found })}
            </li>
          ))}
        </ul>
      ) : null}
      {rows.length === 0 ? (
        <p className="soft">{t('change.nothingNew')}</p>
      ) : (
        <details open={rows.length <= 12}>
          <summary>{t('change.days', { count: rows.length })}</summary>
          <div className="ys-moves">
            <table>
              <thead>
                <tr>
                  <th scope="col">{t(change.kind === 'OFFICE_HOURS' ? 'change.class' : 'change.date')}</th>
                  <th scope="col">{t('change.now')}</th>
                  <th scope="col">{t('change.then')}</th>
                </tr>
              </thead>
              <tbody>
                {rows.map(({ key, what, before, after }) => (
                  <tr key={key}>
                    <td className="number">{what}</td>
                    <td>{before}</td>
                    <td>{after}</td>
                  </tr>
                ))}
              </tbody>
            </table>
          </div>
        </details>
      )}
    </>
  );
}

function entryWords(entry: Entry, t: TFunction): string {
  if (!entry) return t('calendar:entry.none');
  return t(`calendar:entry.${entry.kind}`, { name: entry.name });
}
