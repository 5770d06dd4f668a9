import { Button } from 'antd';
import { useEffect, useRef, useState } from 'react';
import { useTranslation } from 'react-i18next';
import type { RouteOnDiagramFragment } from '../../gql/documents.generated.js';
import { shortDateTime } from '../../lib/format-time.js';
import { useNow } from '../../lib/server-time.js';
import { isWorthTelling } from './route-marks.js';

type Props = {
  route: Pick<RouteOnDiagramFragment, 'steps'>;
  /** Element id → name in the model; the id stands in where the model could not be read. */
  names: Map<string, string>;
  lateElementIds: readonly string[];
  /** Where there is a drawing beside it: shows the step on it. */
  onStep?: (elementId: string) => void;
};

/** On a telephone the last steps tell where a case stands; the ones before are asked for. */
const LAST = 10;

/** The same way in words, for ears and narrow screens, the first step first. */
export function RouteList({ route, names, lateElementIds, onStep }: Props) {
  const { t, i18n } = useTranslation('cases');
  const now = useNow(60_000);
  const [all, setAll] = useState(false);
  const list = useRef<HTMLOListElement>(null);
  const steps = route.steps.filter(isWorthTelling);
  const few = onStep !== undefined && steps.length > LAST + 2 && !all;

  // Where the list scrolls by itself, it opens at the step of now.
  useEffect(() => {
    list.current?.scrollTo({ top: list.current.scrollHeight });
  }, []);

  if (steps.length === 0) return <p className="soft">{t('route.noSteps')}</p>;
  return (
    <div className="ys-route-steps" data-few={few}>
      {few ? (
        <Button size="small" className="ys-route-all" onClick={() => setAll(true)}>
          {t('route.showAll', { count: steps.length })}
        </Button>
      ) : null}
      <ol ref={list} className="ys-route-list" aria-label={t('route.asList')}>
        {steps.map((step, index) => {
          const name = names.get(step.elementId) || step.elementId;
          return (
            <li
              key={`${step.elementId}-${step.pass}-${step.enteredAt}`}
              data-state={step.state}
              data-early={index < steps.length - LAST}
            >
              <span className="soft number">{index + 1}</span>
              <div>
                {onStep ? (
                  <button type="button" className="plain-button" onClick={() => onStep(step.elementId)}>
                    {name}
                  </button>
                ) : (
                  <strong>{name}</strong>
                )}
                {step.pass > 1 ? <em> · {t('route.pass', { pass: step.pass })}</em> : null}
                {step.state === 'ACTIVE' && lateElementIds.includes(step.elementId) ? (
                  <b className="ys-route-late"> ▲ {t('route.late')}</b>
                ) : null}
                <p className="soft small">
                  <time dateTime={step.enteredAt}>{shortDateTime(step.enteredAt, now, i18n.language)}</time>
                  {step.person ? ` · ${step.person}` : ''}
                </p>
              </div>
              <span className="soft small">{t(`route.state.${step.state}`, { defaultValue: step.state })}</span>
            </li>
          );
        })}
      </ol>
    </div>
  );
}
