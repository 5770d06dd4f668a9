import { Segmented } from 'antd';
import { Fragment, useEffect, useState } from 'react';
import { useTranslation } from 'react-i18next';
import { Link } from 'react-router';
import { useQuery } from 'urql';
import { StudioReleaseDocument, type StudioReleaseQuery } from '../../gql/documents.generated.js';
import { exactTime } from '../../lib/format-time.js';
import { LinkButton } from '../../ui/link-button.js';
import { PageHeader } from '../../ui/page-header.js';
import { SkeletonText } from '../../ui/skeleton.js';
import { BrokenState, EmptyState } from '../../ui/states.js';
import { Tag } from '../../ui/tag.js';
import { ChangesList } from './changes/changes-list.js';
import { ReleaseEffect } from './effect/release-effect.js';
import { ModelDrawing } from './model-drawing.js';
import { modelHref } from './model-kind.js';
import { modelName } from './model-name.js';
import { ReleaseActs } from './release-acts.js';
import { ReleaseFindings } from './release-findings.js';
import { ReleaseStateTag } from './release-state-tag.js';
import './studio.css';

type Release = NonNullable<StudioReleaseQuery['release']>;

/** On its way to the engine: what becomes of it is looked for. */
const LOOK_AGAIN_MS = 2_000;

/** One release: what changes, what is wrong with it, who asked and who decided, and the decision itself. */
export function ReleasePageContent({ id }: { id: string }) {
  const { t } = useTranslation(['studio', 'cases']);
  const [{ data, error, fetching }, ask] = useQuery({
    query: StudioReleaseDocument,
    variables: { id },
    requestPolicy: 'cache-and-network',
  });
  const release = data?.release;
  const underWay =
    release?.state === 'APPROVED' && (!release.effectiveAt || Date.parse(release.effectiveAt) <= Date.now());
  useEffect(() => {
    if (!underWay) return;
    const timer = setInterval(() => ask({ requestPolicy: 'network-only' }), LOOK_AGAIN_MS);
    return () => clearInterval(timer);
  }, [underWay, ask]);

  const again = () => ask({ requestPolicy: 'network-only' });
  if (error && !data) return <BrokenState error={error} onRetry={again} />;
  if (!release) {
    if (!data || fetching) return <SkeletonText lines={8} />;
    return (
      <EmptyState
        title={t('release.missing')}
        text={t('release.missingText')}
        actions={<LinkButton to="/releases">{t('release.toList')}</LinkButton>}
      />
    );
  }
  return (
    <>
      <PageHeader
        title={`${release.number} ${release.title}`}
        extra={<ReleaseStateTag state={release.state} />}
        actions={<ReleaseActs release={release} onChanged={again} />}
      />
      <div className="ys-studio-page">
        <Facts release={release} underWay={underWay} />
        {release.failure ? <Failure release={release} failure={release.failure} /> : null}
        <ReleaseFindings release={release} />
        {release.state === 'PROPOSED' || release.state === 'APPROVED' ? <ReleaseEffect releaseId={release.id} /> : null}
        {release.models.map((model) => (
          <ReleasedModel key={`${model.kind}${model.modelId}`} model={model} failure={release.failure} />
        ))}
      </div>
    </>
  );
}

function Facts({ release, underWay }: { release: Release; underWay: boolean }) {
  const { t, i18n } = useTranslation(['studio', 'cases']);
  const at = (moment: string) => exactTime(moment, i18n.language);
  const facts: [string, string | null | undefined][] = [
    ['release.note', release.note],
    ['release.proposed', `${release.proposedBy} · ${at(release.proposedAt)}`],
    ['release.decided', release.decidedBy ? `${release.decidedBy} · ${at(release.decidedAt ?? '')}` : null],
    ['release.decisionNote', release.decisionNote],
    ['release.effective', release.effectiveAt ? at(release.effectiveAt) : t('release.atOnce')],
    ['release.deployed', release.deployedAt ? at(release.deployedAt) : underWay ? t('release.underWay') : null],
    ['release.rollBackTo', release.rollBackTo ? t('library.versionOf', { version: release.rollBackTo }) : null],
  ];
  return (
    <dl className="ys-facts">
      {facts.map(([label, value]) =>
        value ? (
          <Fragment key={label}>
            <dt>{t(label)}</dt>
            <dd>{value}</dd>
          </Fragment>
        ) : null,
      )}
      {release.earlierRelease ? (
        <>
          <dt>{t('release.earlier')}</dt>
          <dd>
            <Link to={`/releases/${release.earlierRelease.id}`}>{release.earlierRelease.number}</Link>
          </dd>
        </>
      ) : null}
    </dl>
  );
}

function Failure({ release, failure }: { release: Release; failure: NonNullable<Release['failure']> }) {
  const { t } = useTranslation(['studio', 'cases']);
  const model = release.models.find(({ modelId }) => modelId === failure.modelId);
  return (
    <section className="ys-release-failure" role="alert">
      <h2>{t('release.failed')}</h2>
      {model || failure.element ? (
        <p>
          {model ? modelName(model, t) : failure.modelId} {failure.element ? <code>{failure.element}</code> : null}
        </p>
      ) : null}
      <pre>{failure.message}</pre>
      <p className="soft">{t('release.failedText')}</p>
    </section>
  );
}

function ReleasedModel({ model, failure }: { model: Release['models'][number]; failure: Release['failure'] }) {
  const { t } = useTranslation(['studio', 'cases']);
  const [chosen, setSide] = useState<'changes' | 'after' | 'before' | null>(null);
  const pointed = failure && failure.modelId === model.modelId ? failure.element : null;
  // What the engine refused is shown on the element that it names.
  const side = chosen ?? (pointed ? 'after' : 'changes');
  return (
    <section className="ys-released">
      <header>
        <h2>
          <Link to={modelHref(model.kind, model.modelId)}>{modelName(model, t)}</Link>
        </h2>
        <Tag>{t(`kindOne.${model.kind}`)}</Tag>
        <span className="soft small">
          {model.before ? t('release.from', { version: model.before.version }) : t('release.newModel')}
          {model.deployedVersion ? ` → ${t('library.versionOf', { version: model.deployedVersion })}` : ''}
        </span>
        <Segmented
          size="small"
          value={side}
          options={[
            { value: 'changes', label: t('release.changes') },
            { value: 'after', label: t('release.after') },
            ...(model.before ? [{ value: 'before', label: t('release.before') }] : []),
          ]}
          onChange={(next) => setSide(next as typeof side)}
        />
      </header>
      {side === 'changes' ? (
        <ChangesList kind={model.kind} before={model.before?.content ?? null} after={model.content} />
      ) : null}
      {side === 'after' ? (
        <ModelDrawing
          key="after"
          kind={model.kind}
          modelId={model.modelId}
          content={model.content}
          version={model.deployedVersion ?? (model.before?.version ?? 0) + 1}
          pointed={pointed}
        />
      ) : null}
      {side === 'before' && model.before ? (
        <ModelDrawing
          key="before"
          kind={model.kind}
          modelId={model.modelId}
          content={model.before.content}
          version={model.before.version}
        />
      ) : null}
    </section>
  );
}
