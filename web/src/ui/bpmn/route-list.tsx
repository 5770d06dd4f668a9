import { useTranslation } from 'react-i18next';
import type { RouteOnDiagramFragment } from '../../gql/documents.generated.js';
import { isWorthTelling } from './route-marks.js';

type Props = {
  route: Pick<RouteOnDiagramFragment, 'steps'>;
  /** Element id → name in the model; the id stands in where the model could not be read. */
  names: Map<string, string>;
  lateElementIds: readonly string[];
};

/** The same way in words, for ears and narrow screens. */
export function RouteList({ route, names, lateElementIds }: Props) {
  const { t, i18n } = useTranslation('cases');
  const time = new Intl.DateTimeFormat(i18n.language === 'zh' ? 'zh-CN' : 'en-GB', {
    timeZone: 'Asia/Shanghai',
    month: '2-digit',
    day: '2-digit',
    hour: '2-digit',
    minute: '2-digit',
    hour12: false,
  });
  const steps = route.steps.filter(isWorthTelling);
  if (steps.length === 0) return <p className="soft">{t('route.noSteps')}</p>;
  return (
    <ol className="ys-route-list" aria-label={t('route.asList')}>
      {steps.map((step) => (
        <li key={`${step.elementId}-${step.pass}-${step.enteredAt}`} data-state={step.state}>
          <time dateTime={step.enteredAt}>{time.format(new Date(step.enteredAt))}</time>
          <span>
            <strong>{names.get(step.elementId) || step.elementId}</strong>
            {step.pass > 1 ? <em> · {t('route.pass', { pass: step.pass })}</em> : null}
            {step.person ? <span> · {step.person}</span> : null}
            {step.state === 'ACTIVE' && lateElementIds.includes(step.elementId) ? (
              <b className="ys-route-late"> ▲ {t('route.late')}</b>
            ) : null}
          </span>
          <span className="soft">{t(`route.state.${step.state}`, { defaultValue: step.state })}</span>
        </li>
      ))}
    </ol>
  );
}
