import { Input } from 'antd';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { useNavigate } from 'react-router';
import { CreateModelDocument } from '../../gql/documents.generated.js';
import type { ModelKind } from '../../gql/schema.generated.js';
import { graphqlClient } from '../../lib/graphql-client.js';
import { FormDialog } from '../../ui/form-dialog.js';
import { LabelledField } from '../../ui/labelled-field.js';
import { studioSentence } from './studio-sentence.js';

/** A name is all that a new model needs. */
export function NewModelDialog({ kind, onClose }: { kind: ModelKind; onClose: () => void }) {
  const { t } = useTranslation('studio');
  const navigate = useNavigate();
  const [name, setName] = useState('');
  const [busy, setBusy] = useState(false);
  const [problem, setProblem] = useState<string>();

  async function create() {
    if (!name.trim()) return setProblem(t('common:fieldRule.required'));
    setBusy(true);
    const { data, error } = await graphqlClient.mutation(CreateModelDocument, { kind, name: name.trim() }).toPromise();
    setBusy(false);
    if (data) navigate(`/studio/${data.createModel.id}`);
    else if (error) setProblem(studioSentence(error, t));
  }

  return (
    <FormDialog
      title={t(`library.new.${kind}`)}
      verb={t('library.create')}
      busy={busy}
      onSubmit={create}
      onClose={onClose}
    >
      <LabelledField label={t('library.nameOfNew')} help={t(`library.nameHelp.${kind}`)} error={problem}>
        {(names) => (
          <Input
            {...names}
            value={name}
            maxLength={100}
            onChange={({ target }) => {
              setName(target.value);
              setProblem(undefined);
            }}
            onPressEnter={create}
          />
        )}
      </LabelledField>
    </FormDialog>
  );
}
