import { Progress } from 'antd';
import { Fragment, useEffect } from 'react';
import { useTranslation } from 'react-i18next';
import { Link } from 'react-router';
import { useQuery } from 'urql';
import { StudioMigrationDocument, type StudioMigrationQuery } from '../../../gql/documents.generated.js';
import { exactTime } from '../../../lib/format-time.js';
import { LinkButton } from '../../../ui/link-button.js';
import { PageHeader } from '../../../ui/page-header.js';
import { SkeletonText } from '../../../ui/skeleton.js';
import { BrokenState, EmptyState } from '../../../ui/states.js';
import { modelHref } from '../model-kind.js';
import { modelName } from '../model-name.js';
import { MigrationActs } from './migration-acts.js';
import { MigrationInstances } from './migration-instances.js';
import { MigrationMapping } from './migration-mapping.js';
import { MigrationStateTag } from './migration-state-tag.js';
import '../studio.css';
import './migration.css';

type Migration = NonNullable<StudioMigrationQuery['migration']>;

/** Batches go on meanwhile. */
const LOOK_AGAIN_MS = 2_000;

/** One migration: the plan case by case before anything is done, the decision, and what became of each. */
export function MigrationPageContent({ id }: { id: string }) {
  const { t } = useTranslation(['migrations', 'cases']);
  const [{ data, error, fetching }, ask] = useQuery({
    query: StudioMigrationDocument,
    variables: { id },
    requestPolicy: 'cache-and-network',
  });
  const migration = data?.migration;
  const underWay =
    migration?.state === 'APPROVED' || migration?.state === 'RUNNING' || (migration?.counts.sent ?? 0) > 0;
  useEffect(() => {
    if (!underWay) return;
    const timer = setInterval(() => ask({ requestPolicy: 'network-only' }), LOOK_AGAIN_MS);
    return () => clearInterval(timer);
  }, [underWay, ask]);

  const again = () => ask({ requestPolicy: 'network-only' });
  if (error && !data) return <BrokenState error={error} onRetry={again} />;
  if (!migration) {
    if (!data || fetching) return <SkeletonText lines={8} />;
    return (
      <EmptyState
        title={t('page.missing')}
        text={t('page.missingText')}
        actions={<LinkButton to="/migrations">{t('page.toList')}</LinkButton>}
      />
    );
  }
  const { processId, processName: name, targetVersion: version, number, state, counts } = migration;
  const process = modelName({ kind: 'PROCESS', modelId: processId, name }, t);
  return (
    <>
      <PageHeader
        title={`${number} ${t('list.line', { process, version })}`}
        extra={<MigrationStateTag state={state} />}
        actions={<MigrationActs migration={migration} onChanged={again} />}
      />
      <div className="ys-studio-page">
        <Facts migration={migration} process={process} />
        <Counts migration={migration} />
        <MigrationMapping key={migration.revision} migration={migration} onChanged={again} />
        <MigrationInstances
          key={`instances ${migration.revision}`}
          id={id}
          progress={`${state} ${counts.sent} ${counts.moved} ${counts.ended} ${counts.failed}`}
          planned={state === 'PLANNED'}
        />
      </div>
    </>
  );
}

function Facts({ migration, process }: { migration: Migration; process: string }) {
  const { t, i18n } = useTranslation('migrations');
  const at = (moment: string) => exactTime(moment, i18n.language);
  const versions = migration.sourceVersions.join(t('common:word.listJoin'));
  const facts: [string, string | null | undefined][] = [
    ['fact.versions', t('fact.versionsOf', { versions, target: migration.targetVersion })],
    ['fact.note', migration.note],
    ['fact.planned', `${migration.plannedBy} · ${at(migration.plannedAt)}`],
    ['fact.decided', migration.decidedBy ? `${migration.decidedBy} · ${at(migration.decidedAt ?? '')}` : null],
    ['fact.decisionNote', migration.decisionNote],
    ['fact.batchSize', t('fact.batchSizeOf', { count: migration.batchSize })],
    ['fact.done', migration.doneAt ? at(migration.doneAt) : null],
  ];
  return (
    <dl className="ys-facts">
      <dt>{t('fact.process')}</dt>
      <dd>
        <Link to={modelHref('PROCESS', migration.processId)}>{process}</Link>
      </dd>
      {facts.map(([label, value]) =>
        value ? (
          <Fragment key={label}>
            <dt>{t(label)}</dt>
            <dd>{value}</dd>
          </Fragment>
        ) : null,
      )}
    </dl>
  );
}

/** How many go which way; once it goes on, how far it has come. */
function Counts({ migration: { counts, state } }: { migration: Migration }) {
  const { t } = useTranslation('migrations');
  const over = counts.moved + counts.ended + counts.failed;
  const movable = counts.total - counts.impossible;
  const begun = state !== 'PLANNED' && state !== 'REJECTED' && state !== 'WITHDRAWN';
  const ways = (['inPlace', 'reseat', 'impossible'] as const).filter((way) => counts[way] > 0);
  const outcomes = (['waiting', 'sent', 'moved', 'ended', 'failed'] as const).filter((each) => counts[each] > 0);
  return (
    <section className="ys-migration-counts">
      <ul className="ys-counts">
        <li>
          <strong className="number">{counts.total}</strong> {t('count.total')}
        </li>
        {ways.map((way) => (
          <li key={way}>
            <strong className="number">{counts[way]}</strong> {t(`count.${way}`)}
          </li>
        ))}
      </ul>
      {begun ? (
        <>
          <Progress
            percent={movable === 0 ? 100 : Math.floor((over / movable) * 100)}
            aria-label={t('count.progress')}
            {...(counts.failed > 0 ? { status: 'exception' as const, format: (done) => `${done}%` } : {})}
          />
          <ul className="ys-counts soft">
            {outcomes.map((outcome) => (
              <li key={outcome}>
                <span className="number">{counts[outcome]}</span> {t(`instanceState.${outcome.toUpperCase()}`)}
              </li>
            ))}
          </ul>
        </>
      ) : null}
    </section>
  );
}
