import { Input } from 'antd';
import { useTranslation } from 'react-i18next';
import {
  DAY_MS,
  dayOfDate,
  shanghaiDate,
  startOfShanghaiDay,
} from '../../../../common/src/working-time/shanghai-time.js';
import './lists.css';

type DayRangeProps = {
  name: string;
  /** Days in the city, `2026-11-01`. */
  since: string | null;
  until: string | null;
  onChange: (since: string | null, until: string | null) => void;
};

/** From one day to another, both counted. */
export function DayRange({ name, since, until, onChange }: DayRangeProps) {
  const { t } = useTranslation();
  return (
    <div className="ys-filter-range">
      <Input
        type="date"
        aria-label={t('lists.since', { name })}
        value={since ?? ''}
        max={until ?? undefined}
        onChange={(event) => onChange(event.target.value || null, until)}
      />
      <span aria-hidden="true">–</span>
      <Input
        type="date"
        aria-label={t('lists.until', { name })}
        value={until ?? ''}
        min={since ?? undefined}
        onChange={(event) => onChange(since, event.target.value || null)}
      />
    </div>
  );
}

type DueDaysProps = {
  name: string;
  /** ISO instants; from inclusive, to exclusive. */
  dueFrom: string | null;
  dueTo: string | null;
  onChange: (dueFrom: string | null, dueTo: string | null) => void;
};

/** Due on these days, kept as instants. */
export function DueDays({ name, dueFrom, dueTo, onChange }: DueDaysProps) {
  return (
    <DayRange
      name={name}
      since={dueFrom && shanghaiDate(Date.parse(dueFrom))}
      // The bound is the first moment that no longer counts.
      until={dueTo && shanghaiDate(Date.parse(dueTo) - 1)}
      onChange={(since, until) => onChange(since && startOf(since, 0), until && startOf(until, DAY_MS))}
    />
  );
}

const startOf = (date: string, plus: number) => new Date(startOfShanghaiDay(dayOfDate(date)) + plus).toISOString();
