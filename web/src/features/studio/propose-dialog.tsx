import { Checkbox, DatePicker, Input } from 'antd';
import type { Dayjs } from 'dayjs';
import { useMemo, useState } from 'react';
import { useTranslation } from 'react-i18next';
import {
  type DraftFieldsFragment,
  ProposeReleaseDocument,
  type StudioSetQuery,
} from '../../gql/documents.generated.js';
import { errorFacts } from '../../lib/error-facts.js';
import { graphqlClient } from '../../lib/graphql-client.js';
import { FormDialog } from '../../ui/form-dialog.js';
import { LabelledField } from '../../ui/labelled-field.js';
import { modelName } from './model-name.js';
import { studioSentence } from './studio-sentence.js';
import { useOpenDrafts } from './use-open-drafts.js';

type Props = {
  draft: DraftFieldsFragment;
  set: StudioSetQuery;
  onClose: () => void;
  onProposed: (releaseId: string) => void;
};

interface Refusal {
  path: string;
  element: string;
  message: string;
}

/** What goes to a leader: which drafts together, why, and from when on. */
export function ProposeDialog({ draft, onClose, onProposed }: Props) {
  const { t } = useTranslation(['studio', 'cases']);
  const drafts = useOpenDrafts();
  const others = useMemo(() => drafts.filter(({ id }) => id !== draft.id), [drafts, draft.id]);
  const named = useMemo(
    () => others.filter(({ modelId }) => draft.content.includes(`"${modelId}"`)).map(({ id }) => id),
    [others, draft.content],
  );
  const [chosen, setChosen] = useState<string[] | null>(null);
  const [title, setTitle] = useState('');
  const [note, setNote] = useState('');
  const [from, setFrom] = useState<Dayjs | null>(null);
  const [busy, setBusy] = useState(false);
  const [problem, setProblem] = useState<string>();
  const [refusals, setRefusals] = useState<readonly Refusal[]>([]);
  const together = chosen ?? named;

  async function propose() {
    if (!title.trim()) return setProblem(t('common:fieldRule.required'));
    setBusy(true);
    setRefusals([]);
    const { data, error } = await graphqlClient
      .mutation(ProposeReleaseDocument, {
        draftIds: [draft.id, ...together],
        title: title.trim(),
        note: note.trim() || null,
        effectiveAt: from?.toISOString() ?? null,
      })
      .toPromise();
    setBusy(false);
    if (data) return onProposed(data.proposeRelease.id);
    if (!error) return;
    const { name, details } = errorFacts(error);
    if (name === 'ReleaseHasFindings') setRefusals(details.findings as Refusal[]);
    setProblem(studioSentence(error, t));
  }

  return (
    <FormDialog title={t('propose.title')} verb={t('propose.verb')} busy={busy} onSubmit={propose} onClose={onClose}>
      <LabelledField label={t('propose.name')} help={t('propose.nameHelp')} error={problem}>
        {(names) => (
          <Input
            {...names}
            value={title}
            maxLength={100}
            onChange={({ target }) => {
              setTitle(target.value);
              setProblem(undefined);
            }}
          />
        )}
      </LabelledField>
      {refusals.length > 0 ? (
        <ul className="ys-propose-refusals">
          {refusals.map(({ path, element, message }) => (
            <li key={`${path}${element}${message}`}>
              <code>{element || path}</code> {message}
            </li>
          ))}
        </ul>
      ) : null}
      <LabelledField label={t('propose.note')}>
        {(names) => (
          <Input.TextArea {...names} value={note} rows={3} onChange={({ target }) => setNote(target.value)} />
        )}
      </LabelledField>
      {others.length > 0 ? (
        <LabelledField label={t('propose.together')} help={t('propose.togetherHelp')}>
          {(names) => (
            <Checkbox.Group
              aria-labelledby={names['aria-labelledby']}
              value={together}
              options={others.map(({ id, kind, modelId, name, lockedBy, mine }) => ({
                value: id,
                label: `${t(`kindOne.${kind}`)} · ${modelName({ kind, modelId, name }, t)}${lockedBy && !mine ? ` (${lockedBy})` : ''}`,
              }))}
              style={{ display: 'grid', gap: 4 }}
              onChange={(next) => setChosen(next as string[])}
            />
          )}
        </LabelledField>
      ) : null}
      <LabelledField label={t('propose.from')} help={t('propose.fromHelp')}>
        {({ id }) => (
          <DatePicker
            id={id}
            showTime={{ format: 'HH:mm' }}
            format="YYYY-MM-DD HH:mm"
            value={from}
            onChange={setFrom}
          />
        )}
      </LabelledField>
    </FormDialog>
  );
}
