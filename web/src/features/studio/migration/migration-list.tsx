import { useTranslation } from 'react-i18next';
import { Link } from 'react-router';
import { useQuery } from 'urql';
import { StudioMigrationsDocument } from '../../../gql/documents.generated.js';
import { LinkButton } from '../../../ui/link-button.js';
import { PageHeader } from '../../../ui/page-header.js';
import { SkeletonText } from '../../../ui/skeleton.js';
import { BrokenState, EmptyState } from '../../../ui/states.js';
import { TimeAgo } from '../../../ui/time-ago.js';
import { modelName } from '../model-name.js';
import { MigrationStateTag } from './migration-state-tag.js';
import '../studio.css';
import './migration.css';

/** Every plan to take running cases to another version, and what became of it; newest first. */
export function MigrationList() {
  const { t } = useTranslation(['migrations', 'cases']);
  const [{ data, error }, ask] = useQuery({ query: StudioMigrationsDocument, requestPolicy: 'cache-and-network' });
  return (
    <>
      <PageHeader
        title={t('list.title')}
        extra={<span className="soft">{t('list.extra')}</span>}
        actions={<LinkButton to="/releases">{t('list.toReleases')}</LinkButton>}
      />
      {error && !data ? (
        <BrokenState error={error} onRetry={() => ask({ requestPolicy: 'network-only' })} />
      ) : !data ? (
        <div className="ys-studio-page">
          <SkeletonText lines={6} />
        </div>
      ) : data.migrations.length === 0 ? (
        <EmptyState title={t('list.none')} text={t('list.noneText')} />
      ) : (
        <ul className="ys-releases ys-studio-page">
          {data.migrations.map((migration) => {
            const { id, number, processId, processName: name, targetVersion: version, counts, plannedBy } = migration;
            const process = modelName({ kind: 'PROCESS', modelId: processId, name }, t);
            return (
              <li key={id}>
                <div>
                  <Link to={`/migrations/${id}`}>
                    <span className="number">{number}</span> {t('list.line', { process, version })}
                  </Link>
                  <MigrationStateTag state={migration.state} />
                </div>
                <p className="soft small">
                  {t('list.plannedBy', { person: plannedBy })} · <TimeAgo at={migration.plannedAt} /> ·{' '}
                  {t('list.counts', { total: counts.total, moved: counts.moved })}
                  {counts.failed > 0 ? ` · ${t('list.failed', { count: counts.failed })}` : ''}
                </p>
              </li>
            );
          })}
        </ul>
      )}
    </>
  );
}
