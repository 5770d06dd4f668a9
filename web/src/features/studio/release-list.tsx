import { Segmented } from 'antd';
import { useTranslation } from 'react-i18next';
import { Link } from 'react-router';
import { useQuery } from 'urql';
import { StudioReleasesDocument } from '../../gql/documents.generated.js';
import type { ReleaseState } from '../../gql/schema.generated.js';
import { useAddress } from '../../lib/use-address.js';
import { LinkButton } from '../../ui/link-button.js';
import { PageHeader } from '../../ui/page-header.js';
import { SkeletonText } from '../../ui/skeleton.js';
import { BrokenState, EmptyState } from '../../ui/states.js';
import { TimeAgo } from '../../ui/time-ago.js';
import { modelName } from './model-name.js';
import { ReleaseStateTag } from './release-state-tag.js';
import './studio.css';

const STATES: readonly ReleaseState[] = ['PROPOSED', 'APPROVED', 'DEPLOYED', 'FAILED', 'REJECTED', 'WITHDRAWN'];

/** What was proposed for the engine, and what became of it; newest first. */
export function ReleaseList() {
  const { t } = useTranslation(['studio', 'cases', 'migrations']);
  const [address, setAddress] = useAddress();
  const state = STATES.find((each) => each === address.get('state')) ?? null;
  const [{ data, error }, ask] = useQuery({
    query: StudioReleasesDocument,
    variables: { state },
    requestPolicy: 'cache-and-network',
  });
  return (
    <>
      <PageHeader
        title={t('releases.title')}
        extra={<span className="soft">{t('releases.extra')}</span>}
        actions={<LinkButton to="/migrations">{t('migrations:list.title')}</LinkButton>}
      />
      <div className="ys-studio-tools">
        <Segmented
          value={state ?? ''}
          options={[
            { value: '', label: t('releases.all') },
            ...STATES.map((value) => ({ value, label: t(`releaseState.${value}`) })),
          ]}
          onChange={(next) => setAddress(next ? { state: next } : {}, { replace: true })}
        />
      </div>
      {error && !data ? (
        <BrokenState error={error} onRetry={() => ask({ requestPolicy: 'network-only' })} />
      ) : !data ? (
        <div className="ys-studio-page">
          <SkeletonText lines={6} />
        </div>
      ) : data.releases.length === 0 ? (
        <EmptyState title={t('releases.none')} text={t('releases.noneText')} />
      ) : (
        <ul className="ys-releases ys-studio-page">
          {data.releases.map((release) => (
            <li key={release.id}>
              <div>
                <Link to={`/releases/${release.id}`}>
                  <span className="number">{release.number}</span> {release.title}
                </Link>
                <ReleaseStateTag state={release.state} />
              </div>
              <p className="soft small">
                {t('releases.proposedBy', { person: release.proposedBy })} · <TimeAgo at={release.proposedAt} /> ·{' '}
                {release.models.map((model) => modelName(model, t)).join(t('common:word.listJoin'))}
              </p>
            </li>
          ))}
        </ul>
      )}
    </>
  );
}
