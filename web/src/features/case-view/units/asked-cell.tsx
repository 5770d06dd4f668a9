import { useTranslation } from 'react-i18next';
import type { CaseUnitsTabQuery } from '../../../gql/documents.generated.js';
import { FoldedText } from '../../../ui/folded-text.js';

export type AskedUnit = NonNullable<CaseUnitsTabQuery['case']>['assignments'][number];

/** Of a long matter in a table of many units. */
const LINES = 4;

/** What a unit was asked, what came of it, and why it went back or the unit left; for the lead the ground of its dispatch. */
export function AskedCell({ assignment }: { assignment: AskedUnit }) {
  const { t } = useTranslation('cases');
  const { matter, legalBasis, result, resultBy, refusal, exitReason } = assignment;
  const asked = matter ?? legalBasis;
  if (!asked && !result) return <span className="soft">—</span>;
  return (
    <div className="ys-units-asked">
      {asked ? <FoldedText text={asked} lines={LINES} /> : null}
      {result ? said(t('coUnits.result', { name: resultBy?.name ?? '' }), result) : null}
      {refusal ? <div data-tone="refusal">{said(t('coUnits.refusal'), refusal)}</div> : null}
      {exitReason ? said(t('coUnits.exitReason'), exitReason) : null}
    </div>
  );
}

function said(what: string, text: string) {
  return <FoldedText lead={<span className="soft">{what} </span>} text={text} lines={LINES} />;
}
