import { useTranslation } from 'react-i18next';
import type { LedgerRowFragment } from '../../gql/documents.generated.js';
import { isHandling } from '../../lib/case-clock.js';
import { shortDateTime, shortDue } from '../../lib/format-time.js';
import { lightAt } from '../../lib/remaining.js';

type PrintedLedgerProps = {
  rows: LedgerRowFragment[];
  /** When it was read (ms). */
  at: number;
  filters: string;
  /** How much of the list this is. */
  scope: string;
  /** Who printed it and when, on every sheet. */
  mark: string;
};

const columns = [
  'number',
  'title',
  'type',
  'status',
  'category',
  'area',
  'unit',
  'channel',
  'urgency',
  'received',
  'due',
  'closed',
] as const;

/** A table whose head comes again on every sheet; nothing is told by colour alone. */
export function PrintedLedger({ rows, at, filters, scope, mark }: PrintedLedgerProps) {
  const { t, i18n } = useTranslation('ledger');
  const time = (instant: string | null | undefined) => (instant ? shortDateTime(instant, at, i18n.language) : '');
  const light = (row: LedgerRowFragment) => {
    if (row.closedAt) return '';
    if (!row.pausedAt && !row.dueAt) return '';
    const word = t(`common:light.${row.pausedAt ? 'PAUSED' : lightAt(at, row.dueAt as string, row.yellowAt)}`);
    const { kind } = row.governingClock ?? {};
    if (!kind || isHandling(kind)) return word;
    return t('print.lightOf', { light: word, clock: t(`common:clock.${kind}`, { defaultValue: kind }) });
  };
  return (
    <>
      <p>
        {scope} {filters}
      </p>
      <div className="ys-print-scroll">
        <table className="ys-print-rows">
          <thead>
            <tr>
              <td colSpan={columns.length + 1} className="ys-print-mark">
                {t('print.internal')} {mark}
              </td>
            </tr>
            <tr>
              <th scope="col">{t('common:lists.light')}</th>
              {columns.map((column) => (
                <th key={column} scope="col">
                  {t(`column.${column}`)}
                </th>
              ))}
            </tr>
          </thead>
          <tbody>
            {rows.map((row) => (
              <tr key={row.id}>
                <td>{light(row)}</td>
                <td className="number">{row.number}</td>
                <td className="ys-print-title">{row.title}</td>
                <td>{t(`common:caseType.${row.type}`)}</td>
                <td>{t(`common:status.${row.status}`)}</td>
                <td>{row.category?.name}</td>
                <td>{row.area?.path}</td>
                <td>{row.leadUnit?.shortName}</td>
                <td>{t(`common:channel.${row.channel}`)}</td>
                <td>{t(`common:urgency.${row.urgency}`)}</td>
                <td>{time(row.receivedAt)}</td>
                <td>{row.closedAt || !row.dueAt ? '' : shortDue(row.dueAt, at, i18n.language)}</td>
                <td>{time(row.closedAt)}</td>
              </tr>
            ))}
          </tbody>
        </table>
      </div>
      <p className="ys-print-ground" aria-hidden="true">
        {t('print.internal')}
        <br />
        {mark}
      </p>
    </>
  );
}
