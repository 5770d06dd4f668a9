import { useTranslation } from 'react-i18next';
import type { InspectionFactsFragment } from '../../gql/documents.generated.js';
import { shortDateTime } from '../../lib/format-time.js';
import { useNow } from '../../lib/server-time.js';
import { Tag } from '../tag.js';
import './supervision.css';

/** 督查: what somebody is to look at, and what was found. */
export function InspectionFacts({ inspection }: { inspection: InspectionFactsFragment }) {
  const { t, i18n } = useTranslation();
  const now = useNow();
  const at = (instant: string) => shortDateTime(instant, now, i18n.language);
  const { state, note, findings, orderedBy, orderedAt, doneBy, doneAt } = inspection;
  return (
    <article className="ys-order" data-over={state !== 'PENDING' || undefined}>
      <header className="ys-order-head">
        <b>{t('inspection.title')}</b>
        <Tag {...(state === 'PENDING' ? { tone: 'brand' as const } : {})}>{t(`inspectionState.${state}`)}</Tag>
      </header>
      <p className="ys-order-words">{note}</p>
      {findings ? (
        <p className="ys-order-words">
          <b>{t('inspection.findings')}</b> {findings}
        </p>
      ) : null}
      <p className="soft small">
        {t('inspection.ordered', { by: orderedBy?.name ?? t('word.unknown'), at: at(orderedAt) })}
        {doneAt ? ` → ${t('inspection.done', { by: doneBy?.name ?? t('word.unknown'), at: at(doneAt) })}` : null}
      </p>
    </article>
  );
}
