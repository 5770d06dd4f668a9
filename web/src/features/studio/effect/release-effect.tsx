import { Button } from 'antd';
import { useCallback, useState } from 'react';
import { useTranslation } from 'react-i18next';
import { useQuery } from 'urql';
import {
  EffectInstancesDocument,
  EffectOfReleaseDocument,
  type EffectOfReleaseQuery,
  type PlacedInstanceFragment,
} from '../../../gql/documents.generated.js';
import { graphqlClient } from '../../../lib/graphql-client.js';
import { useKeysetPages } from '../../../lib/keyset-pages.js';
import { SkeletonText } from '../../../ui/skeleton.js';
import { BrokenState } from '../../../ui/states.js';
import { InstancesTable } from '../migration/instances-table.js';
import { Places, Reasons, WayTag } from '../migration/placement-words.js';
import { modelName } from '../model-name.js';
import { LimitShifts } from './limit-shifts.js';
import '../migration/migration.css';

type Effect = EffectOfReleaseQuery['effectOfRelease'];
type ProcessEffect = Effect['processes'][number];

/** What a release would mean for cases, before anybody says yes. */
export function ReleaseEffect({ releaseId }: { releaseId: string }) {
  const { t } = useTranslation(['migrations', 'cases']);
  const [{ data, error }, ask] = useQuery({ query: EffectOfReleaseDocument, variables: { releaseId } });
  if (error && !data) return <BrokenState error={error} onRetry={() => ask({ requestPolicy: 'network-only' })} />;
  if (!data) return <SkeletonText lines={4} />;
  const { processes, limits, bindings, last } = data.effectOfRelease;
  const nothing = processes.every(({ open }) => open.total === 0) && !limits && bindings.length === 0;
  return (
    <section className="ys-effect" aria-label={t('effect.title')}>
      <h2>{t('effect.title')}</h2>
      {nothing ? <p className="soft">{t('effect.nothing')}</p> : null}
      {processes.map((process) => (
        <ProcessPart key={process.processId} process={process} last={last} releaseId={releaseId} />
      ))}
      {limits ? <LimitShifts limits={limits} /> : null}
      {bindings.length > 0 ? <Bindings bindings={bindings} /> : null}
    </section>
  );
}

function ProcessPart({ process, last, releaseId }: { process: ProcessEffect; last: number; releaseId: string }) {
  const { t } = useTranslation(['migrations', 'cases']);
  const [open, setOpen] = useState(false);
  const { processId, name, groups, goneSteps } = process;
  return (
    <>
      <h3>{t('effect.process', { process: modelName({ kind: 'PROCESS', modelId: processId, name }, t) })}</h3>
      <p>
        {t('effect.open', process.open)} {t('effect.stay')}
      </p>
      {groups.length > 0 ? (
        <table className="ys-models-table">
          <thead>
            <tr>
              <th scope="col">{t('instances.places')}</th>
              <th scope="col">{t('instances.way')}</th>
              <th scope="col">{t('effect.openCases')}</th>
              <th scope="col">{t('effect.endedCases', { last })}</th>
            </tr>
          </thead>
          <tbody>
            {groups.map((group) => (
              <tr key={JSON.stringify([group.places, group.reasons])}>
                <td data-label={t('instances.places')}>
                  <Places places={group.places} />
                </td>
                <td data-label={t('instances.way')}>
                  <WayTag way={group.way} />
                  <Reasons reasons={group.reasons} />
                </td>
                <td className="number" data-label={t('effect.openCases')}>
                  {group.open}
                </td>
                <td className="number" data-label={t('effect.endedCases', { last })}>
                  {group.ended}
                </td>
              </tr>
            ))}
          </tbody>
        </table>
      ) : null}
      {goneSteps.length > 0 ? (
        <p>
          {t('effect.gone')}{' '}
          {goneSteps
            .map(({ name: step, cases }) => t('effect.goneStep', { step, count: cases }))
            .join(t('common:word.listJoin'))}
        </p>
      ) : null}
      {process.open.total > 0 ? (
        <div>
          <Button onClick={() => setOpen(!open)} aria-expanded={open}>
            {t(open ? 'effect.hideCases' : 'effect.showCases')}
          </Button>
        </div>
      ) : null}
      {open ? <CasesOfEffect releaseId={releaseId} processId={processId} /> : null}
    </>
  );
}

function CasesOfEffect({ releaseId, processId }: { releaseId: string; processId: string }) {
  const ask = useCallback(
    async (first: number, after: string | null) => {
      const { data, error } = await graphqlClient
        .query(EffectInstancesDocument, { of: { releaseId, processId }, first, after })
        .toPromise();
      return { page: data?.effectInstances, error };
    },
    [releaseId, processId],
  );
  const pages = useKeysetPages<PlacedInstanceFragment>(ask, keyOf);
  return (
    <InstancesTable
      rows={pages.rows}
      error={pages.error}
      busy={pages.busy}
      hasMore={pages.hasMore}
      outcomes={false}
      onMore={pages.more}
      onRetry={pages.refresh}
    />
  );
}

const keyOf = ({ id }: PlacedInstanceFragment) => id;

/** Decisions, forms and called processes bind to the newest on entry: running cases meet them at once. */
function Bindings({ bindings }: { bindings: Effect['bindings'] }) {
  const { t } = useTranslation(['migrations', 'cases']);
  return (
    <>
      <h3>{t('effect.atOnce')}</h3>
      <p>{t('effect.atOnceText')}</p>
      <ul className="ys-plain-list">
        {bindings.map(({ kind, modelId, processId, processName, steps, openInstances }) => (
          <li key={`${kind} ${modelId} ${processId}`}>
            {t('effect.binding', {
              kind: t(`effect.kind.${kind}`),
              model: modelId,
              process: modelName({ kind: 'PROCESS', modelId: processId, name: processName }, t),
              steps: steps.map(({ name }) => name).join(t('common:word.listJoin')),
              count: openInstances,
            })}
          </li>
        ))}
      </ul>
    </>
  );
}
