import { App, Button } from 'antd';
import { type ReactNode, useCallback, useMemo } from 'react';
import { useTranslation } from 'react-i18next';
import { CreateModelDocument, type DraftFieldsFragment, type StudioSetQuery } from '../../gql/documents.generated.js';
import { graphqlClient } from '../../lib/graphql-client.js';
import { BpmnEditor } from '../../ui/bpmn/bpmn-editor.js';
import { DecisionEditor } from '../../ui/dmn/decision-editor.js';
import { EmptyState } from '../../ui/states.js';
import { FormEditor } from './form/form-editor.js';
import { findingWords } from './lint/finding-words.js';
import { marksOf } from './lint/marks.js';
import type { Findings } from './lint/use-findings.js';
import { stepChoices } from './step-choices.js';
import { studioSentence } from './studio-sentence.js';

export interface EditorHandle {
  text(): Promise<string>;
  point(element: string): void;
  toPlatformTasks?(): void;
}

type Props = {
  draft: DraftFieldsFragment;
  set: StudioSetQuery;
  findings: Findings;
  panel: ReactNode;
  onTouch: () => void;
  onChange: (content: string) => void;
  onReady: (handle: EditorHandle) => void;
  onLayOut: () => void;
};

/** The editor of a draft's kind. */
export function DraftEditor({ draft, set, findings, panel, onTouch, onChange, onReady, onLayOut }: Props) {
  const { t } = useTranslation(['studio', 'lint', 'cases']);
  const { message } = App.useApp();

  const createForm = useCallback(
    async (name: string) => {
      const { data, error } = await graphqlClient.mutation(CreateModelDocument, { kind: 'FORM', name }).toPromise();
      if (error) message.error(studioSentence(error, t));
      else message.success(t('step.formMade', { name }));
      return data?.createModel.modelId ?? null;
    },
    [message, t],
  );
  const choices = useMemo(() => stepChoices(set, createForm, t), [set, createForm, t]);
  const marks = useMemo(
    () => marksOf(findings.list ?? [], draft.path, (finding) => findingWords(finding, t).what),
    [findings.list, draft.path, t],
  );

  if (draft.kind === 'FORM')
    return <FormEditor content={draft.content} findings={panel} onChange={onChange} onReady={onReady} />;
  if (draft.kind === 'DECISION')
    return (
      <DecisionEditor xml={draft.content} findings={panel} onTouch={onTouch} onChange={onChange} onReady={onReady} />
    );
  if (!/<(\w+:)?BPMNPlane\b/.test(draft.content)) {
    return (
      <EmptyState
        title={t('editor.noDiagram')}
        text={t('editor.noDiagramText')}
        actions={
          <Button type="primary" onClick={onLayOut}>
            {t('findings.repair.layOut')}
          </Button>
        }
      />
    );
  }
  return (
    <BpmnEditor
      xml={draft.content}
      marks={marks}
      findings={{ count: findings.list?.length ?? 0, panel }}
      choices={choices}
      onTouch={onTouch}
      onChange={onChange}
      onReady={onReady}
    />
  );
}
