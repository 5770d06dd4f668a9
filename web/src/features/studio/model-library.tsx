import { PlusOutlined, UploadOutlined } from '@ant-design/icons';
import { App, Button, Input, Segmented } from 'antd';
import { useRef, useState } from 'react';
import { useTranslation } from 'react-i18next';
import { Link, useNavigate } from 'react-router';
import { useQuery } from 'urql';
import { ImportModelDocument, type ModelRowFragment, StudioModelsDocument } from '../../gql/documents.generated.js';
import { errorFacts } from '../../lib/error-facts.js';
import { graphqlClient } from '../../lib/graphql-client.js';
import { usePermission } from '../../lib/session.js';
import { useAddress } from '../../lib/use-address.js';
import { useTypedText } from '../../lib/use-typed-text.js';
import { PageHeader } from '../../ui/page-header.js';
import { SkeletonText } from '../../ui/skeleton.js';
import { BrokenState, EmptyState } from '../../ui/states.js';
import { Tag } from '../../ui/tag.js';
import { TimeAgo } from '../../ui/time-ago.js';
import { KINDS, kindOf, modelHref } from './model-kind.js';
import { modelName } from './model-name.js';
import { NewModelDialog } from './new-model-dialog.js';
import { studioSentence } from './studio-sentence.js';
import { TemplateCatalogue } from './template-catalogue.js';
import './studio.css';

/** Beside the kinds of models. */
const TEMPLATES = 'TEMPLATE';

/** All models of the house: what runs, who brought it when, how many cases are on it, what is being drawn. */
export function ModelLibrary() {
  const { t } = useTranslation(['studio', 'cases']);
  const [address, setAddress] = useAddress();
  const mayDesign = usePermission('designModels');
  const kind = kindOf(address.get('kind') ?? undefined) ?? 'PROCESS';
  const templates = address.get('kind') === TEMPLATES.toLowerCase();
  const text = address.get('q') ?? '';
  const set = (name: string, value: string) =>
    setAddress(
      (before) => {
        const next = new URLSearchParams(before);
        if (value) next.set(name, value);
        else next.delete(name);
        return next;
      },
      { replace: true },
    );
  const [typed, type] = useTypedText(text, (rested) => set('q', rested));
  const [{ data, error, fetching }, ask] = useQuery({
    query: StudioModelsDocument,
    variables: { kind, text: text || null },
    requestPolicy: 'cache-and-network',
    pause: templates,
  });
  const [creating, setCreating] = useState(false);

  return (
    <>
      <PageHeader
        title={t('library.title')}
        extra={<span className="soft">{t('library.extra')}</span>}
        actions={
          mayDesign ? (
            <>
              <ImportButton />
              {templates ? null : (
                <Button type="primary" icon={<PlusOutlined />} onClick={() => setCreating(true)}>
                  {t(`library.new.${kind}`)}
                </Button>
              )}
            </>
          ) : null
        }
      />
      <div className="ys-studio-tools">
        <Segmented
          value={templates ? TEMPLATES : kind}
          options={[
            ...KINDS.map((value) => ({ value, label: t(`kind.${value}`) })),
            { value: TEMPLATES, label: t('templates.title') },
          ]}
          onChange={(next) => set('kind', next.toLowerCase())}
        />
        <Input.Search
          value={typed}
          allowClear
          aria-label={t('library.search')}
          placeholder={t('library.search')}
          onChange={({ target }) => type(target.value)}
        />
      </div>
      {templates ? (
        <TemplateCatalogue text={text} />
      ) : error && !data ? (
        <BrokenState error={error} onRetry={() => ask({ requestPolicy: 'network-only' })} />
      ) : data ? (
        <ModelTable models={data.models} text={text} fetching={fetching} />
      ) : (
        <div className="ys-studio-page">
          <SkeletonText lines={8} />
        </div>
      )}
      {creating ? <NewModelDialog kind={kind} onClose={() => setCreating(false)} /> : null}
    </>
  );
}

function ModelTable({
  models,
  text,
  fetching,
}: {
  models: readonly ModelRowFragment[];
  text: string;
  fetching: boolean;
}) {
  const { t } = useTranslation(['studio', 'cases']);
  if (models.length === 0 && !fetching) {
    return <EmptyState title={t(text ? 'library.noneFound' : 'library.none')} text={t('library.noneText')} />;
  }
  const rows = models.toSorted((one, other) => rank(one.modelId) - rank(other.modelId));
  return (
    <div className="ys-studio-page">
      <table className="ys-models-table">
        <thead>
          <tr>
            <th scope="col">{t('library.name')}</th>
            <th scope="col">{t('library.version')}</th>
            <th scope="col">{t('library.deployed')}</th>
            <th scope="col">{t('library.running')}</th>
            <th scope="col">{t('library.marks')}</th>
          </tr>
        </thead>
        <tbody>
          {rows.map((model) => (
            <tr key={model.id}>
              <th scope="row">
                <Link to={modelHref(model.kind, model.modelId)}>{modelName(model, t)}</Link>
                <span className="soft small">{model.modelId}</span>
              </th>
              <td className="number" data-label={t('library.version')}>
                {model.latest ? t('library.versionOf', { version: model.latest.version }) : t('library.never')}
              </td>
              <td data-label={t('library.deployed')}>
                {model.latest ? (
                  <>
                    {model.latest.packaged ? t('library.packaged') : model.latest.deployedBy}
                    {' · '}
                    <TimeAgo at={model.latest.deployedAt} />
                  </>
                ) : (
                  '—'
                )}
              </td>
              <td className="number" data-label={t('library.running')}>
                {model.kind === 'PROCESS' ? <Running model={model} /> : <span className="soft">—</span>}
              </td>
              <td data-label={t('library.marks')}>
                <Marks model={model} />
              </td>
            </tr>
          ))}
        </tbody>
      </table>
    </div>
  );
}

function Running({ model }: { model: ModelRowFragment }) {
  const { t } = useTranslation('studio');
  const all = model.versions.reduce((sum, { openInstances }) => sum + openInstances, 0);
  const older = model.versions
    .filter(({ version }) => version !== model.latest?.version)
    .reduce((sum, { openInstances }) => sum + openInstances, 0);
  return (
    <>
      {all}
      {older > 0 ? <span className="soft small"> {t('library.older', { count: older })}</span> : null}
    </>
  );
}

function Marks({ model: { draft, offer } }: { model: ModelRowFragment }) {
  const { t } = useTranslation('studio');
  return (
    <span className="ys-studio-marks">
      {draft ? (
        <Link to={`/studio/${draft.id}`}>
          <Tag tone="brand">
            {draft.lockedBy ? t('library.drawnBy', { person: draft.lockedBy }) : t('library.draft')}
          </Tag>
        </Link>
      ) : null}
      {offer ? <Tag tone="yellow">{t('library.offer')}</Tag> : null}
    </span>
  );
}

/** A file of any BPMN tool: it becomes a draft; what the engine will not run is said there. */
function ImportButton() {
  const { t } = useTranslation('studio');
  const { message, modal } = App.useApp();
  const navigate = useNavigate();
  const input = useRef<HTMLInputElement>(null);
  const [busy, setBusy] = useState(false);

  async function read(file: File | undefined) {
    if (!file) return;
    setBusy(true);
    const { data, error } = await graphqlClient
      .mutation(ImportModelDocument, { fileName: file.name, content: await file.text() })
      .toPromise();
    setBusy(false);
    if (data) return navigate(`/studio/${data.importModel.id}`);
    if (!error) return;
    const { name, details } = errorFacts(error);
    if (name === 'ModelHasDraft') {
      modal.confirm({
        title: t('library.hasDraft'),
        content: t('library.hasDraftText'),
        okText: t('library.toDraft'),
        cancelText: t('common:action.cancel'),
        onOk: () => navigate(`/studio/${String(details.draftId)}`),
      });
    } else message.error(studioSentence(error, t));
  }

  return (
    <>
      <input
        ref={input}
        type="file"
        hidden
        accept=".bpmn,.dmn,.form,.xml,.json"
        aria-label={t('library.import')}
        onChange={({ target }) => {
          void read(target.files?.[0]);
          // The same file again is a new choice.
          target.value = '';
        }}
      />
      <Button icon={<UploadOutlined />} loading={busy} onClick={() => input.current?.click()}>
        {t('library.import')}
      </Button>
    </>
  );
}

/** The way of a case first, the others as they come. */
const rank = (modelId: string) => (modelId === 'case-main' ? 0 : 1);
