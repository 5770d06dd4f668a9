import { useTranslation } from 'react-i18next';
import { SkeletonText } from '../../../ui/skeleton.js';
import type { BoardChoice } from './board-choice.js';
import type { Counts } from './use-counts.js';

type Props = { choice: BoardChoice; counts: Counts | undefined; onChange: (choice: BoardChoice) => void };

/** Units with open cases, most unanswered first: how many cases, under supervision, unanswered, overdue. */
export function UnitCounts({ choice, counts, onChange }: Props) {
  const { t } = useTranslation('supervision');
  if (!counts) return <SkeletonText lines={5} />;
  if (counts.units.length === 0) return <p className="soft">{t('units.none')}</p>;
  const columns = ['cases', 'supervised', 'unanswered', 'red'] as const;
  return (
    <table className="ys-supervised-units">
      <thead>
        <tr>
          <th scope="col">{t('units.unit')}</th>
          {columns.map((column) => (
            <th key={column} scope="col">
              {t(`units.${column}`)}
            </th>
          ))}
        </tr>
      </thead>
      <tbody>
        {counts.units.map((row) => (
          <tr key={row.unit?.id ?? 'none'} data-chosen={(row.unit && choice.unitId === row.unit.id) || undefined}>
            <th scope="row">
              {row.unit ? (
                <button
                  type="button"
                  className="plain-button"
                  aria-pressed={choice.unitId === row.unit.id}
                  onClick={() =>
                    onChange({ ...choice, unitId: choice.unitId === row.unit?.id ? null : (row.unit?.id ?? null) })
                  }
                >
                  {row.unit.shortName}
                </button>
              ) : (
                <span className="soft">{t('units.noUnit')}</span>
              )}
            </th>
            {columns.map((column) => (
              <td key={column} data-column={column} data-none={row[column] === 0 || undefined}>
                {row[column]}
              </td>
            ))}
          </tr>
        ))}
      </tbody>
    </table>
  );
}
