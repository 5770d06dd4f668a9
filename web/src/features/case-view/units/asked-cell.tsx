import { useTranslation } from 'react-i18next';
import type { CaseUnitsTabQuery } from '../../../gql/documents.generated.js';

export type AskedUnit = NonNullable<CaseUnitsTabQuery['case']>['assignments'][number];

/** What a unit was asked, what came of it, and why it went back or the unit left; for the lead the ground of its dispatch. */
export function AskedCell({ assignment }: { assignment: AskedUnit }) {
  const { t } = useTranslation('cases');
  const { matter, legalBasis, result, resultBy, refusal, exitReason } = assignment;
  const asked = matter ?? legalBasis;
  if (!asked && !result) return <span className="soft">—</span>;
  return (
    <div className="ys-units-asked">
      <span>{asked}</span>
      {result ? (
        <span>
          <span className="soft">{t('coUnits.result', { name: resultBy?.name ?? '' })}</span> {result}
        </span>
      ) : null}
      {refusal ? (
        <span data-tone="refusal">
          <span className="soft">{t('coUnits.refusal')}</span> {refusal}
        </span>
      ) : null}
      {exitReason ? (
        <span>
          <span className="soft">{t('coUnits.exitReason')}</span> {exitReason}
        </span>
      ) : null}
    </div>
  );
}
