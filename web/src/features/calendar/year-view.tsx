import { useMemo } from 'react';
import { useTranslation } from 'react-i18next';
import { shanghaiDate } from '../../../../common/src/working-time/shanghai-time.js';
import type { CalendarDay, YearState } from '../../../../common/src/working-time/working-calendar.js';
import type { CalendarYearQuery } from '../../gql/documents.generated.js';
import { serverNow } from '../../lib/server-time.js';
import { Tag } from '../../ui/tag.js';
import { DayMark } from './day-mark.js';
import { MonthTable } from './month-table.js';
import { type DayKind, monthsOf, workingDaysOf } from './year-days.js';

const KINDS: DayKind[] = ['work', 'weekend', 'holiday', 'makeUp', 'cityOff', 'cityWork'];

/** A year as the city works: twelve months, what the signs mean, and whether the nation's notice has come. */
export function YearView({ year, found }: { year: number; found: CalendarYearQuery['calendar'][number] | undefined }) {
  const { t } = useTranslation('calendar');
  const state = (found?.state ?? 'UNPUBLISHED') as YearState;
  const months = useMemo(() => monthsOf(year, state, (found?.days ?? []) as CalendarDay[]), [year, state, found]);
  const today = shanghaiDate(serverNow());
  return (
    <section aria-label={t('yearLabel', { year })} className="ys-year">
      <p className="ys-year-state">
        <Tag tone={state === 'PUBLISHED' ? 'brand' : 'yellow'}>{t(`state.${state}`)}</Tag>{' '}
        {t('workingDays', { count: workingDaysOf(months) })}
        {state === 'UNPUBLISHED' ? <span className="soft"> {t('unpublishedText')}</span> : null}
        {found?.papers.length ? (
          <span className="soft ys-papers">
            {' '}
            {t('papers', { papers: found.papers.join(t('common:word.listJoin')) })}
          </span>
        ) : null}
      </p>
      <ul className="ys-legend" aria-label={t('legend')}>
        {KINDS.map((kind) => (
          <li key={kind}>
            <span className="ys-legend-cell" data-kind={kind} aria-hidden="true">
              <span className="ys-day">1</span>
              <DayMark kind={kind} />
            </span>
            {t(`kind.${kind}`)}
          </li>
        ))}
      </ul>
      <div className="ys-months">
        {months.map((days, month) => (
          <MonthTable key={days[0]?.date} month={month + 1} days={days} today={today} />
        ))}
      </div>
    </section>
  );
}
