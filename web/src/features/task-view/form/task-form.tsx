import { Alert, Button } from 'antd';
import { type KeyboardEvent, useCallback, useMemo, useRef, useState } from 'react';
import { useTranslation } from 'react-i18next';
import { parseFormSchema } from '../../../../../common/src/forms/form-schema.js';
import { validateForm } from '../../../../../common/src/forms/validate-form.js';
import { visibleItems } from '../../../../../common/src/forms/visible-fields.js';
import { CompleteTaskDocument, type TaskRowFragment } from '../../../gql/documents.generated.js';
import { errorSentence, fieldRules } from '../../../lib/error-facts.js';
import { graphqlClient } from '../../../lib/graphql-client.js';
import type { UploadedFile } from '../../../ui/attachments/upload-attachment.js';
import { type FieldProblem, FormFields } from '../../../ui/form/form-fields.js';
import { type FormDraft, type FormValues, firstValues } from '../../../ui/form/form-values.js';
import { DraftLine } from './draft-line.js';
import { readLocally, unpackDraft } from './form-draft.js';
import { useDraft } from './use-draft.js';
import './task-form.css';

type TaskFormProps = {
  taskId: string;
  schema: unknown;
  stored: { draft: unknown; savedAt: string | null };
  /** What the case already says, by field key. */
  known: FormValues;
  verb: string;
  onDone: (row: TaskRowFragment) => void;
  /** Refused for a reason that is not in the fields: the task should be read again. */
  onRefused: () => void;
};

/** The form of a task I hold: drawn from form-js JSON, saved by itself, checked here by the same rules as the server's. */
export function TaskForm({ taskId, schema, stored, known, verb, onDone, onRefused }: TaskFormProps) {
  const { t } = useTranslation('tasks');
  const form = useMemo(() => parseFormSchema(schema), [schema]);
  const [start] = useState(() => firstDraft(taskId, stored, () => ({ values: firstValues(form, known), files: {} })));
  const [draft, setDraft] = useState<FormDraft>(start.draft);
  const { state, keep, stop } = useDraft(
    taskId,
    start.restoredAt ? { kind: 'restored', at: start.restoredAt } : { kind: 'none' },
  );
  const [problems, setProblems] = useState<Record<string, FieldProblem>>({});
  const [refusal, setRefusal] = useState('');
  const [sending, setSending] = useState(false);
  const uploading = useRef(new Set<string>());
  const root = useRef<HTMLFormElement>(null);
  const latest = useRef(draft);

  const update = useCallback(
    (change: (before: FormDraft) => FormDraft) => {
      latest.current = change(latest.current);
      setDraft(latest.current);
      keep(latest.current);
    },
    [keep],
  );

  const setValue = useCallback(
    (key: string, value: unknown) => {
      update((before) => ({ ...before, values: { ...before.values, [key]: value } }));
      setProblems(({ [key]: _, ...others }) => others);
    },
    [update],
  );

  const setFiles = useCallback(
    (key: string, change: (files: UploadedFile[]) => UploadedFile[]) =>
      update((before) => {
        const files = change(before.files[key] ?? []);
        return {
          values: { ...before.values, [key]: files.map(({ id }) => id) },
          files: { ...before.files, [key]: files },
        };
      }),
    [update],
  );

  const setBusy = useCallback((key: string, busy: boolean) => {
    if (busy) uploading.current.add(key);
    else uploading.current.delete(key);
  }, []);

  function show(found: Record<string, FieldProblem>) {
    setProblems(found);
    const [first] = form.fields.filter((field) => found[field.key]);
    const place = first && root.current?.querySelector<HTMLElement>(`[data-field="${first.key}"]`);
    place?.scrollIntoView({ block: 'center' });
    place?.querySelector<HTMLElement>('input, textarea, button')?.focus({ preventScroll: true });
  }

  async function submit() {
    if (sending) return;
    setRefusal('');
    if (uploading.current.size > 0) return setRefusal(t('form.waitUpload'));
    const { errors, clean } = validateForm(form, latest.current.values);
    if (Object.keys(errors).length > 0) return show(errors);
    setSending(true);
    const { data, error } = await graphqlClient
      .mutation(CompleteTaskDocument, { id: taskId, result: clean })
      .toPromise();
    setSending(false);
    if (data) {
      stop();
      return onDone(data.completeTask);
    }
    if (!error) return;
    const rules = fieldRules(error);
    setRefusal(errorSentence(error, t));
    if (Object.keys(rules).length > 0) {
      show(Object.fromEntries(Object.entries(rules).map(([key, rule]) => [key, { rule, params: {} }])));
    } else onRefused();
  }

  function sendByKey(event: KeyboardEvent) {
    if (event.key === 'Enter' && (event.ctrlKey || event.metaKey)) {
      event.preventDefault();
      void submit();
    }
  }

  const count = Object.keys(problems).length;
  return (
    <form
      ref={root}
      className="ys-form"
      noValidate
      onKeyDown={sendByKey}
      onSubmit={(event) => {
        event.preventDefault();
        void submit();
      }}
    >
      {form.issues.length > 0 ? <Alert type="warning" title={t('form.broken')} /> : null}
      {form.fields.length === 0 && form.issues.length === 0 ? <p className="soft">{t('view.noForm')}</p> : null}
      <FormFields
        items={visibleItems(form, draft.values)}
        draft={draft}
        problems={problems}
        disabled={sending}
        onValue={setValue}
        onFiles={setFiles}
        onBusy={setBusy}
      />
      {refusal ? <Alert type="error" showIcon title={refusal} role="alert" /> : null}
      <div className="ys-form-end">
        <Button type="primary" htmlType="submit" loading={sending}>
          {verb}
        </Button>
        {count > 0 ? <span className="ys-form-count">{t('form.problems', { count })}</span> : null}
        <DraftLine state={state} />
      </div>
    </form>
  );
}

/** The newest of what the server kept and what this machine kept; else the first values. */
function firstDraft(
  taskId: string,
  stored: TaskFormProps['stored'],
  otherwise: () => FormDraft,
): { draft: FormDraft; restoredAt: string | null } {
  const server = unpackDraft(stored.draft);
  const local = readLocally(taskId);
  if (local && (!server || local.at > Date.parse(stored.savedAt ?? ''))) {
    return { draft: local.draft, restoredAt: new Date(local.at).toISOString() };
  }
  return server ? { draft: server, restoredAt: stored.savedAt } : { draft: otherwise(), restoredAt: null };
}
