import { useTranslation } from 'react-i18next';
import type { LedgerRowFragment } from '../../gql/documents.generated.js';
import { useNow } from '../../lib/server-time.js';
import { LedgerCell } from './ledger-cell.js';
import type { LedgerColumn } from './ledger-columns.js';

/** Rows of the ledger: a table that scrolls sideways where the columns need it, one block each on a telephone. */
export function LedgerRows({ rows, columns }: { rows: LedgerRowFragment[]; columns: readonly LedgerColumn[] }) {
  const { t } = useTranslation('ledger');
  const now = useNow();
  return (
    <table className="ys-ledger-rows">
      <thead>
        <tr>
          {columns.map((column) => (
            <th key={column} scope="col">
              {t(`column.${column}`)}
            </th>
          ))}
        </tr>
      </thead>
      <tbody>
        {rows.map((row) => (
          <tr key={row.id} data-testid={`ledger-${row.number}`}>
            {columns.map((column) => (
              <LedgerCell key={column} column={column} row={row} now={now} shown={columns} />
            ))}
          </tr>
        ))}
      </tbody>
    </table>
  );
}
