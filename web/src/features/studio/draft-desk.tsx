import { DownloadOutlined, ExperimentOutlined } from '@ant-design/icons';
import { App, Button } from 'antd';
import { useCallback, useEffect, useMemo, useRef, useState } from 'react';
import { useTranslation } from 'react-i18next';
import { useNavigate } from 'react-router';
import {
  CloseDraftDocument,
  DiscardDraftDocument,
  type DraftFieldsFragment,
  type StudioSetQuery,
  TakeOverDraftDocument,
} from '../../gql/documents.generated.js';
import { exactTime } from '../../lib/format-time.js';
import { graphqlClient, plainClient } from '../../lib/graphql-client.js';
import { usePermission } from '../../lib/session.js';
import { useMedia } from '../../lib/use-media.js';
import { PageHeader } from '../../ui/page-header.js';
import { Tag } from '../../ui/tag.js';
import { ConflictDialog } from './conflict-dialog.js';
import { DraftEditor, type EditorHandle } from './draft-editor.js';
import { FindingsPanel } from './lint/findings-panel.js';
import { useFindings } from './lint/use-findings.js';
import { ModelDrawing } from './model-drawing.js';
import { exportModel, modelHref } from './model-kind.js';
import { modelName } from './model-name.js';
import { ProposeDialog } from './propose-dialog.js';
import { SavingLine } from './saving-line.js';
import { studioSentence } from './studio-sentence.js';
import { TrialDrawer } from './trial/trial-drawer.js';
import { useDraftSaving } from './use-draft-saving.js';

type Props = {
  draft: DraftFieldsFragment;
  set: StudioSetQuery;
  /** What the server has is read again. */
  onReload: () => void;
  onHeld: (draft: DraftFieldsFragment) => void;
};

/** The work on one draft: its editor, what is wrong with it, and its way to being used. */
export function DraftDesk({ draft, set, onReload, onHeld }: Props) {
  const { t, i18n } = useTranslation(['studio', 'cases', 'trials']);
  const { message, modal } = App.useApp();
  const navigate = useNavigate();
  const narrow = useMedia('(max-width: 900px)');
  const mayDesign = usePermission('designModels');
  const { kind, modelId, path } = draft;
  const [content, setContent] = useState(draft.content);
  const [proposing, setProposing] = useState(false);
  /** Once opened it stays, with what came of it. */
  const [trying, setTrying] = useState<'no' | 'open' | 'aside'>('no');
  const saving = useDraftSaving(draft);
  const editor = useRef<EditorHandle | null>(null);
  const lost = saving.state.kind === 'takenOver';
  const editable = draft.mine && mayDesign && !lost;

  const changes = useMemo(() => [{ path, content }], [path, content]);
  const findings = useFindings(set.modelFiles, changes, set.modelCity);

  const onChange = useCallback(
    (next: string) => {
      setContent(next);
      saving.keep(next);
    },
    [saving.keep],
  );

  // Whoever leaves lets others draw. What waits is saved first.
  const leaving = useRef({ saving, id: draft.id, mine: draft.mine });
  leaving.current = { saving, id: draft.id, mine: draft.mine };
  const kept = useRef(true);
  useEffect(
    () => () => {
      const { saving: last, id, mine } = leaving.current;
      if (!mine || !kept.current) return;
      const drawn = last.isTouched() ? editor.current?.text() : undefined;
      void (async () => {
        const text = await drawn;
        if (text) last.keep(text);
        if (await last.flush()) await plainClient.mutation(CloseDraftDocument, { id }).toPromise();
      })();
    },
    [],
  );

  async function takeOver() {
    const { data, error } = await graphqlClient.mutation(TakeOverDraftDocument, { id: draft.id }).toPromise();
    if (data) {
      kept.current = false;
      onHeld(data.takeOverDraft);
    } else if (error) message.error(studioSentence(error, t));
  }

  function discard() {
    modal.confirm({
      title: t('draft.discardTitle'),
      content: t('draft.discardText'),
      okText: t('draft.discard'),
      okButtonProps: { danger: true },
      cancelText: t('common:action.cancel'),
      onOk: async () => {
        const { data, error } = await graphqlClient.mutation(DiscardDraftDocument, { id: draft.id }).toPromise();
        if (error) return message.error(studioSentence(error, t));
        if (!data) return;
        kept.current = false;
        navigate(draft.baseVersion === null ? '/models' : modelHref(kind, modelId));
      },
    });
  }

  /** What the last moments drew is part of what is proposed, or tried. */
  async function saveAll() {
    if (!editable) return true;
    const last = await editor.current?.text();
    if (last !== undefined && last !== content) onChange(last);
    return saving.flush();
  }

  async function propose() {
    if (await saveAll()) setProposing(true);
  }

  async function repair(what: 'useJobWorkerUserTask' | 'layOut') {
    if (what === 'useJobWorkerUserTask') return editor.current?.toPlatformTasks?.();
    try {
      const { layOut } = await import('../../../../common/src/model-layout/lay-out.js');
      saving.keep(await layOut(content));
      if (!(await saving.flush())) return;
      kept.current = false;
      onReload();
    } catch {
      message.error(t('findings.layOutFailed'));
    }
  }

  const panel = (
    <FindingsPanel
      findings={findings}
      path={path}
      onPoint={(element) => editor.current?.point(element)}
      {...(editable ? { onRepair: repair } : {})}
    />
  );
  return (
    <div className="ys-draft">
      <PageHeader
        title={modelName(draft, t) || modelId}
        extra={
          <>
            <Tag>{t(`kindOne.${kind}`)}</Tag>
            <span className="soft small">{modelId}</span>
            {editable ? <SavingLine state={saving.state} /> : null}
          </>
        }
        actions={
          <>
            <Button icon={<DownloadOutlined />} onClick={() => exportModel(kind, modelId, content)}>
              {t('model.export')}
            </Button>
            {mayDesign ? (
              <Button icon={<ExperimentOutlined />} onClick={() => setTrying('open')}>
                {t('trials:open')}
              </Button>
            ) : null}
            {editable ? (
              <>
                <Button danger onClick={discard}>
                  {t('draft.discard')}
                </Button>
                <Button type="primary" onClick={propose}>
                  {t('draft.propose')}
                </Button>
              </>
            ) : null}
          </>
        }
      />
      {draft.mine && !lost ? null : (
        <div className="ys-draft-banner" role="status">
          <span>
            {lost && saving.state.kind === 'takenOver'
              ? t('draft.takenOver', { person: saving.state.by })
              : t('draft.lockedBy', {
                  person: draft.lockedBy,
                  at: draft.lockedAt ? exactTime(draft.lockedAt, i18n.language) : '',
                })}
          </span>
          {lost && saving.unsaved() ? (
            <Button size="small" onClick={() => exportModel(kind, modelId, saving.unsaved() ?? content)}>
              {t('draft.exportMine')}
            </Button>
          ) : null}
          {mayDesign ? (
            <Button size="small" onClick={takeOver}>
              {t('draft.takeOver')}
            </Button>
          ) : null}
        </div>
      )}
      {editable && narrow ? <p className="ys-draft-banner">{t('draft.narrow')}</p> : null}
      {editable && !narrow ? (
        <DraftEditor
          draft={draft}
          set={set}
          findings={findings}
          panel={panel}
          onTouch={saving.touch}
          onChange={onChange}
          onReady={(handle) => {
            editor.current = handle;
          }}
          onLayOut={() => repair('layOut')}
        />
      ) : (
        <div className="ys-studio-page">
          <ModelDrawing kind={kind} modelId={modelId} content={draft.content} version={draft.baseVersion ?? 0} />
          {panel}
        </div>
      )}
      {saving.state.kind === 'changed' ? (
        <ConflictDialog
          by={saving.state.by}
          at={saving.state.at}
          onTheirs={() => {
            kept.current = false;
            onReload();
          }}
          onMine={() => saving.state.kind === 'changed' && saving.overwrite(saving.state.revision)}
          onExport={() => exportModel(kind, modelId, saving.unsaved() ?? content)}
        />
      ) : null}
      {trying === 'no' ? null : (
        <TrialDrawer
          draft={draft}
          content={content}
          open={trying === 'open'}
          onSave={saveAll}
          onClose={() => setTrying('aside')}
        />
      )}
      {proposing ? (
        <ProposeDialog
          draft={draft}
          set={set}
          onClose={() => setProposing(false)}
          onProposed={(id) => navigate(`/releases/${id}`)}
        />
      ) : null}
    </div>
  );
}
