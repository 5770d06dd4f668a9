import { useTranslation } from 'react-i18next';
import { Link } from 'react-router';
import { dayInWords } from '../../lib/format-time.js';
import { useNow } from '../../lib/server-time.js';
import { LightBadge } from '../../ui/light-badge.js';
import { type Board, type BoardColumn, columns, listBehind, totals } from './board-columns.js';

/** Open cases by unit and by when they are due; every number leads to its cases. */
export function DeadlineTable({ board }: { board: Board }) {
  const { t, i18n } = useTranslation('deadlines');
  const now = useNow();
  const day = (instant: string | number) => dayInWords(instant, i18n.language);
  const lastOfWeek = Date.parse(board.weekTo) - 1;
  const until: Partial<Record<BoardColumn, string>> = {
    today: day(now),
    tomorrow: day(board.tomorrowFrom),
    thisWeek: lastOfWeek > Date.parse(board.tomorrowTo) ? t('until', { day: day(lastOfWeek) }) : '',
  };
  const head = (column: BoardColumn) =>
    column === 'overdue' ? (
      <LightBadge light="RED" />
    ) : column === 'paused' ? (
      <LightBadge light="PAUSED" />
    ) : (
      t(`column.${column}`)
    );
  const number = (column: BoardColumn, count: number, unit: string | null | undefined, name: string) => (
    <td key={column} data-column={column} data-none={count === 0 || undefined}>
      <span className="ys-deadline-label">{head(column)}</span>
      {count === 0 ? (
        <span className="soft">0</span>
      ) : (
        <Link
          to={listBehind(column, unit, board)}
          aria-label={t('behind', { unit: name, column: t(`column.${column}`), count })}
        >
          {count}
        </Link>
      )}
    </td>
  );
  const sums = totals(board.rows);
  return (
    <table className="ys-deadlines">
      <thead>
        <tr>
          <th scope="col">{t('unit')}</th>
          {columns.map((column) => (
            <th key={column} scope="col">
              {head(column)}
              {until[column] ? <span className="soft small"> {until[column]}</span> : null}
            </th>
          ))}
        </tr>
      </thead>
      <tbody>
        {board.rows.map((row) => {
          const name = row.unit?.name ?? t('noUnit');
          return (
            <tr key={row.unit?.id ?? 'none'} data-testid={`deadlines-${row.unit?.id ?? 'none'}`}>
              <th scope="row">{row.unit ? name : <span className="soft">{name}</span>}</th>
              {columns.map((column) => number(column, row[column], row.unit?.id ?? null, name))}
            </tr>
          );
        })}
      </tbody>
      <tfoot>
        <tr>
          <th scope="row">{t('total')}</th>
          {columns.map((column) => number(column, sums[column], undefined, t('allUnits')))}
        </tr>
      </tfoot>
    </table>
  );
}
