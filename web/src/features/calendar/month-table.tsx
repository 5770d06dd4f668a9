import { useTranslation } from 'react-i18next';
import { DayMark } from './day-mark.js';
import { weekdayOf, type YearDay } from './year-days.js';

const WEEKDAYS = [0, 1, 2, 3, 4, 5, 6];

/** One month, weeks from Monday; each day says in words what it is to who cannot see its shape. */
export function MonthTable({ month, days, today }: { month: number; days: readonly YearDay[]; today: string }) {
  const { t } = useTranslation('calendar');
  const name = t(`month.${month}`);
  return (
    <table className="ys-month">
      <caption>{name}</caption>
      <thead>
        <tr>
          {WEEKDAYS.map((weekday) => (
            <th key={weekday} scope="col">
              {t(`weekday.${weekday}`)}
            </th>
          ))}
        </tr>
      </thead>
      <tbody>
        {weeksOf(days).map((week) => (
          <tr key={week.find((day) => day)?.date}>
            {WEEKDAYS.map((weekday) => {
              const day = week[weekday];
              if (!day) return <td key={weekday} />;
              const words = [t(`kind.${day.kind}`), day.name].filter(Boolean).join(t('between'));
              return (
                <td
                  key={weekday}
                  data-kind={day.kind}
                  title={day.kind === 'work' ? undefined : words}
                  aria-current={day.date === today ? 'date' : undefined}
                >
                  <span className="ys-day">{Number(day.date.slice(8))}</span>
                  <DayMark kind={day.kind} />
                  {day.kind === 'work' ? null : <span className="visually-hidden">{words}</span>}
                </td>
              );
            })}
          </tr>
        ))}
      </tbody>
    </table>
  );
}

function weeksOf(days: readonly YearDay[]): YearDay[][] {
  const weeks: YearDay[][] = [];
  for (const day of days) {
    const weekday = weekdayOf(day.date);
    if (weekday === 0 || weeks.length === 0) weeks.push([]);
    (weeks.at(-1) as YearDay[])[weekday] = day;
  }
  return weeks;
}
