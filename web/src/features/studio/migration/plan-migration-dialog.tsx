import { App, Input, InputNumber } from 'antd';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { useNavigate } from 'react-router';
import { PlanMigrationDocument } from '../../../gql/documents.generated.js';
import { errorFacts, errorSentence } from '../../../lib/error-facts.js';
import { graphqlClient } from '../../../lib/graphql-client.js';
import { FormDialog } from '../../../ui/form-dialog.js';
import { LabelledField } from '../../../ui/labelled-field.js';

type Props = { processId: string; version: number; instances: number; onClose: () => void };

const BATCH = 20;

/** Lays out how running instances would come to this version; nothing moves before a leader has said yes. */
export function PlanMigrationDialog({ processId, version, instances, onClose }: Props) {
  const { t } = useTranslation('migrations');
  const { message } = App.useApp();
  const navigate = useNavigate();
  const [note, setNote] = useState('');
  const [batchSize, setBatchSize] = useState<number | null>(BATCH);
  const [busy, setBusy] = useState(false);

  async function plan() {
    setBusy(true);
    const { data, error } = await graphqlClient
      .mutation(PlanMigrationDocument, { input: { processId, version, note: note.trim() || null, batchSize } })
      .toPromise();
    setBusy(false);
    if (data) return navigate(`/migrations/${data.planMigration.id}`);
    if (!error) return;
    const { name, details } = errorFacts(error);
    if (name === 'MigrationIsLive') navigate(`/migrations/${String(details.migrationId)}`);
    message.error(errorSentence(error, t, 'migrations:refusal'));
  }

  return (
    <FormDialog
      title={t('plan.title', { version })}
      verb={t('plan.verb')}
      busy={busy}
      onSubmit={async () => void (await plan())}
      onClose={onClose}
    >
      <p>{t('plan.text', { count: instances })}</p>
      <LabelledField label={t('plan.note')}>
        {(names) => (
          <Input.TextArea {...names} value={note} rows={3} onChange={({ target }) => setNote(target.value)} />
        )}
      </LabelledField>
      <LabelledField label={t('plan.batchSize')} help={t('plan.batchSizeHelp')}>
        {({ id }) => <InputNumber id={id} min={1} max={500} value={batchSize} onChange={setBatchSize} />}
      </LabelledField>
    </FormDialog>
  );
}
