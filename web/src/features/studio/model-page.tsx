import { DownloadOutlined, EditOutlined } from '@ant-design/icons';
import { App, Button } from 'antd';
import { useEffect, useState } from 'react';
import { useTranslation } from 'react-i18next';
import { Link, useNavigate } from 'react-router';
import { useQuery } from 'urql';
import {
  DismissOfferDocument,
  ModelContentsDocument,
  OpenDraftDocument,
  StudioModelDocument,
  type StudioModelQuery,
  TakeOfferDocument,
} from '../../gql/documents.generated.js';
import type { ModelKind } from '../../gql/schema.generated.js';
import { graphqlClient } from '../../lib/graphql-client.js';
import { usePermission } from '../../lib/session.js';
import { useAddress } from '../../lib/use-address.js';
import { LinkButton } from '../../ui/link-button.js';
import { PageHeader } from '../../ui/page-header.js';
import { SkeletonText } from '../../ui/skeleton.js';
import { BrokenState, EmptyState } from '../../ui/states.js';
import { TimeAgo } from '../../ui/time-ago.js';
import { ModelDrawing } from './model-drawing.js';
import { ModelHistory } from './model-history.js';
import { exportModel } from './model-kind.js';
import { modelName } from './model-name.js';
import { ModelVersions } from './model-versions.js';
import { prefetchEditor } from './prefetch-editor.js';
import { studioSentence } from './studio-sentence.js';
import './studio.css';

type Model = NonNullable<StudioModelQuery['model']>;

/** One model: what runs now or ran in a version, its versions, what is being drawn of it, what the product offers. */
export function ModelPageContent({ kind, modelId }: { kind: ModelKind; modelId: string }) {
  const { t } = useTranslation(['studio', 'cases']);
  const [{ data, error, fetching }, ask] = useQuery({
    query: StudioModelDocument,
    variables: { kind, modelId },
    requestPolicy: 'cache-and-network',
  });
  const again = () => ask({ requestPolicy: 'network-only' });
  if (error && !data) return <BrokenState error={error} onRetry={again} />;
  if (!data?.model) {
    if (fetching || !data) return <SkeletonText lines={8} />;
    return (
      <EmptyState
        title={t('model.missing')}
        text={t('model.missingText', { id: modelId })}
        actions={<LinkButton to="/models">{t('model.toLibrary')}</LinkButton>}
      />
    );
  }
  return <FoundModel model={data.model} onChanged={again} />;
}

function FoundModel({ model, onChanged }: { model: Model; onChanged: () => void }) {
  const { t } = useTranslation(['studio', 'cases']);
  const { message } = App.useApp();
  const navigate = useNavigate();
  const [address, setAddress] = useAddress();
  const mayDesign = usePermission('designModels');
  const [busy, setBusy] = useState(false);
  const { kind, modelId, draft } = model;
  const [latest] = model.versions;
  const wanted = Number(address.get('version') ?? 0);
  const shown = model.versions.find(({ version }) => version === wanted) ?? latest;
  const [{ data: contents, error }] = useQuery({
    query: ModelContentsDocument,
    variables: { kind, modelId },
    pause: !shown,
  });
  const content = contents?.model?.versions.find(({ id }) => id === shown?.id)?.content;

  useEffect(() => {
    if (mayDesign) void prefetchEditor(kind);
  }, [mayDesign, kind]);

  async function draw() {
    if (draft) return navigate(`/studio/${draft.id}`);
    setBusy(true);
    const { data, error: refused } = await graphqlClient.mutation(OpenDraftDocument, { kind, modelId }).toPromise();
    setBusy(false);
    if (data) navigate(`/studio/${data.openDraft.id}`);
    else if (refused) message.error(studioSentence(refused, t));
  }

  return (
    <>
      <PageHeader
        title={modelName(model, t)}
        extra={
          <span className="soft">
            {t(`kindOne.${kind}`)} · {modelId}
          </span>
        }
        actions={
          <>
            {shown && content ? (
              <Button icon={<DownloadOutlined />} onClick={() => exportModel(kind, modelId, content, shown.version)}>
                {t('model.export')}
              </Button>
            ) : null}
            {mayDesign ? (
              <Button type="primary" icon={<EditOutlined />} loading={busy} onClick={draw}>
                {t(draft ? 'model.goOn' : 'model.change')}
              </Button>
            ) : null}
          </>
        }
      />
      <div className="ys-studio-page">
        {draft ? (
          <p className="ys-studio-notice">
            {draft.lockedBy && !draft.mine
              ? t('model.drawnBy', { person: draft.lockedBy })
              : t('model.hasDraft', { person: draft.updatedBy })}{' '}
            <TimeAgo at={draft.updatedAt} />
          </p>
        ) : null}
        {model.offer ? <Offer offer={model.offer} model={model} mayDesign={mayDesign} onChanged={onChanged} /> : null}
        {shown ? (
          <>
            {shown === latest ? null : (
              <p className="ys-studio-notice">
                {t('model.older', { version: shown.version, latest: latest?.version })}{' '}
                <Link to="?">{t('model.toLatest')}</Link>
              </p>
            )}
            {error && !contents ? (
              <BrokenState error={error} />
            ) : content === undefined ? (
              <SkeletonText lines={6} />
            ) : (
              <ModelDrawing key={shown.id} kind={kind} modelId={modelId} content={content} version={shown.version} />
            )}
            <ModelVersions
              model={model}
              shown={shown.version}
              onShow={(version) => setAddress(version === latest?.version ? {} : { version: String(version) })}
            />
          </>
        ) : (
          <EmptyState title={t('model.neverDeployed')} text={t('model.neverDeployedText')} />
        )}
        <ModelHistory kind={kind} modelId={modelId} />
      </div>
    </>
  );
}

/** A file of a newer product beside a designer's version: taken as a draft or left. */
function Offer({
  offer,
  model,
  mayDesign,
  onChanged,
}: {
  offer: NonNullable<Model['offer']>;
  model: Model;
  mayDesign: boolean;
  onChanged: () => void;
}) {
  const { t } = useTranslation('studio');
  const { message } = App.useApp();
  const navigate = useNavigate();
  const [busy, setBusy] = useState(false);

  async function take() {
    setBusy(true);
    const { data, error } = await graphqlClient.mutation(TakeOfferDocument, { id: offer.id }).toPromise();
    setBusy(false);
    if (data) navigate(`/studio/${data.takeOffer.id}`);
    else if (error) message.error(studioSentence(error, t));
  }

  async function dismiss() {
    setBusy(true);
    const { error } = await graphqlClient.mutation(DismissOfferDocument, { id: offer.id }).toPromise();
    setBusy(false);
    if (error) message.error(studioSentence(error, t));
    else onChanged();
  }

  return (
    <section className="ys-studio-offer" aria-label={t('offer.title')}>
      <h2>{t('offer.title')}</h2>
      <p>
        {t('offer.text')} <TimeAgo at={offer.offeredAt} />
      </p>
      <div className="ys-studio-acts">
        {mayDesign ? (
          <>
            <Button type="primary" loading={busy} onClick={take}>
              {t('offer.take')}
            </Button>
            <Button disabled={busy} onClick={dismiss}>
              {t('offer.dismiss')}
            </Button>
          </>
        ) : null}
        <Button onClick={() => exportModel(model.kind, model.modelId, offer.content)}>{t('offer.export')}</Button>
      </div>
    </section>
  );
}
