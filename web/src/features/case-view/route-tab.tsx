import { Select } from 'antd';
import { useMemo, useState } from 'react';
import { useTranslation } from 'react-i18next';
import { useQuery } from 'urql';
import { type CaseNowFragment, CaseRouteDocument, type CaseRouteQuery } from '../../gql/documents.generated.js';
import { shortDateTime } from '../../lib/format-time.js';
import { useLiveChanges } from '../../lib/live-changes.js';
import { useNow } from '../../lib/server-time.js';
import { RouteDiagram } from '../../ui/bpmn/route-diagram.js';
import { FoldedText } from '../../ui/folded-text.js';
import { SkeletonBar } from '../../ui/skeleton.js';
import { BrokenState, EmptyState } from '../../ui/states.js';
import { isLive } from './ball-holder.js';

type Decision = NonNullable<CaseRouteQuery['case']>['decisions'][number];
type Props = { caseId: string; tasks: CaseNowFragment['tasks'] };

/** The way the case went on the models that really ran, and the decisions on that way. */
export function RouteTab({ caseId, tasks }: Props) {
  const { t, i18n } = useTranslation('cases');
  const now = useNow(60_000);
  const [chosen, setChosen] = useState<string | null>(null);
  const [{ data, error, fetching }, ask] = useQuery({
    query: CaseRouteDocument,
    variables: { id: caseId },
    requestPolicy: 'cache-and-network',
  });
  useLiveChanges('case', (change) => {
    if (!change || change.caseId === caseId) ask({ requestPolicy: 'network-only' });
  });
  const routes = data?.case?.route ?? [];
  const route =
    routes.find((one) => one.instanceKey === chosen) ??
    routes.find((one) => one.processId === 'case-main') ??
    routes[0];
  const late = useMemo(
    () =>
      tasks
        .filter(
          (task) => isLive(task) && task.processId === route?.processId && task.dueAt && Date.parse(task.dueAt) <= now,
        )
        .map((task) => task.elementId),
    [tasks, route?.processId, now],
  );

  if (!data && error) return <BrokenState error={error} kept={t('state.kept')} onRetry={() => ask()} />;
  if (!data && fetching) return <SkeletonBar width="100%" height={360} />;
  if (!route) return <EmptyState title={t('route.empty')} />;
  const name = (processId: string) => t(`processName.${processId}`, { defaultValue: processId });
  return (
    <div className="ys-case-part">
      {routes.length > 1 ? (
        <Select
          className="ys-route-choice"
          value={route.instanceKey}
          aria-label={t('route.choose')}
          popupMatchSelectWidth={false}
          onChange={setChosen}
          options={routes.map((one) => ({
            value: one.instanceKey,
            label: [
              `${name(one.processId)} v${one.version}`,
              one.startedAt ? shortDateTime(one.startedAt, now, i18n.language) : null,
              t(`route.state.${one.state}`, { defaultValue: one.state }),
            ]
              .filter(Boolean)
              .join(' · '),
          }))}
        />
      ) : (
        <p className="soft">
          {name(route.processId)} v{route.version}
        </p>
      )}
      <RouteDiagram key={route.instanceKey} route={route} lateElementIds={late} />
      <Decisions decisions={data?.case?.decisions ?? []} />
    </div>
  );
}

function Decisions({ decisions }: { decisions: Decision[] }) {
  const { t, i18n } = useTranslation('cases');
  const now = useNow(60_000);
  if (decisions.length === 0) return null;
  return (
    <>
      <h3>{t('route.decisions')}</h3>
      <ul className="ys-case-decisions">
        {decisions.map((decision) => (
          <li key={`${decision.decisionId}-${decision.elementId}-${decision.at}`}>
            <b>{t(`decision.${decision.decisionId}`, { defaultValue: decision.decisionId })}</b>
            {decision.decisionVersion ? (
              <span className="soft"> {t('route.decisionVersion', { version: decision.decisionVersion })}</span>
            ) : null}
            <span className="soft">
              {decision.matchedRuleIds.length > 0
                ? ` · ${t('route.decisionRule', { rules: decision.matchedRuleIds.join(', ') })}`
                : ''}
            </span>
            <code>
              <FoldedText
                lines={2}
                text={
                  decision.failure
                    ? t('route.decisionFailed', { failure: decision.failure })
                    : JSON.stringify(decision.output)
                }
              />
            </code>
            <time dateTime={decision.at} className="soft small">
              {shortDateTime(decision.at, now, i18n.language)}
            </time>
          </li>
        ))}
      </ul>
    </>
  );
}
