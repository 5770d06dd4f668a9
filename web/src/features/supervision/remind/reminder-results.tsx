import { useTranslation } from 'react-i18next';
import type { RemindUnitsMutation } from '../../../gql/documents.generated.js';

export type ReminderResults = RemindUnitsMutation['remindUnits']['results'];

type Props = {
  results: ReminderResults;
  /** Only tried: what would happen. */
  dry: boolean;
  /** Numbers of what was chosen; the server tells none of a case it does not show. */
  numberOf: (caseId: string) => string;
};

/** Case by case: who is reminded, or why nobody is. */
export function ReminderResultList({ results, dry, numberOf }: Props) {
  const { t } = useTranslation('supervision');
  return (
    <ul className="ys-remind-results">
      {results.map((result) => {
        const reminded = result.outcome === 'REMINDED';
        return (
          <li key={result.caseId} data-outcome={result.outcome}>
            <span className="number">{result.number ?? numberOf(result.caseId)}</span>
            <span className="one-line">{result.unit?.shortName}</span>
            <span className={reminded ? 'ys-remind-yes' : 'soft'}>
              <span aria-hidden="true">{reminded ? '✓ ' : '– '}</span>
              {reminded
                ? t(dry ? 'remind.would' : 'remind.reminded', { count: result.people })
                : t([`remind.skipped.${result.reason}`, 'remind.skipped.other'])}
            </span>
          </li>
        );
      })}
    </ul>
  );
}
