import { useTranslation } from 'react-i18next';
import type { ElementLoadsQuery } from '../../../gql/documents.generated.js';
import type { DrawnElement } from '../../../ui/bpmn/bpmn-canvas.js';
import { TimeAgo } from '../../../ui/time-ago.js';

type Props = {
  loads: ElementLoadsQuery['elementLoads'];
  drawn: readonly DrawnElement[];
  chosen: string | null;
  nameOf: (elementId: string) => string;
  onChoose: (elementId: string) => void;
};

/** The numbers of the drawing as a list, the fullest step first; what an older version alone has is said so. */
export function ElementList({ loads, drawn, chosen, nameOf, onChoose }: Props) {
  const { t } = useTranslation('operations');
  const known = new Set(drawn.map(({ id }) => id));
  // A sub-process holds what stands inside it: it is no place of its own.
  const holders = new Set(drawn.filter(({ isContainer }) => isContainer).map(({ id }) => id));
  const places = loads.filter(({ elementId }) => !holders.has(elementId)).toSorted((a, b) => b.count - a.count);
  if (places.length === 0) return <p className="soft">{t('byElement.empty')}</p>;
  return (
    <section aria-labelledby="element-list">
      <h2 id="element-list">{t('byElement.elements')}</h2>
      <ul className="ys-tokens">
        {places.map(({ elementId, count, oldestSince, incidents }) => (
          <li key={elementId}>
            <button type="button" aria-pressed={chosen === elementId} onClick={() => onChoose(elementId)}>
              <strong className="number">{count}</strong>
              <span>{nameOf(elementId)}</span>
              {incidents > 0 ? <span className="ys-loads-bad">▲ {incidents}</span> : null}
              {drawn.length > 0 && !known.has(elementId) ? (
                <span className="soft small">{t('byElement.olderVersion')}</span>
              ) : null}
              <span className="soft">
                {t('byElement.oldest')}
                <TimeAgo at={oldestSince} />
              </span>
            </button>
          </li>
        ))}
      </ul>
    </section>
  );
}
