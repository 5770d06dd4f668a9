import { App, Button, Input } from 'antd';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import {
  ApproveMigrationDocument,
  PauseMigrationDocument,
  RejectMigrationDocument,
  ResumeMigrationDocument,
  RetryMigrationDocument,
  type StudioMigrationQuery,
  WithdrawMigrationDocument,
} from '../../../gql/documents.generated.js';
import { errorSentence } from '../../../lib/error-facts.js';
import { graphqlClient } from '../../../lib/graphql-client.js';
import { FormDialog } from '../../../ui/form-dialog.js';
import { LabelledField } from '../../../ui/labelled-field.js';

type Migration = NonNullable<StudioMigrationQuery['migration']>;
type Act = 'approve' | 'reject' | 'withdraw' | 'pause' | 'resume' | 'retry';

/** What the reader may do: another leader decides on the plan; designers and leaders stop it, go on and try again. */
export function MigrationActs({ migration, onChanged }: { migration: Migration; onChanged: () => void }) {
  const { t } = useTranslation('migrations');
  const [act, setAct] = useState<Act | null>(null);
  const { mayDecide, maySteer, mine, state, counts } = migration;
  const acts: Act[] = [
    ...(state === 'PLANNED' && mine ? (['withdraw'] as const) : []),
    ...(mayDecide ? (['reject', 'approve'] as const) : []),
    ...(maySteer && counts.failed > 0 && (state === 'RUNNING' || state === 'PAUSED' || state === 'DONE')
      ? (['retry'] as const)
      : []),
    ...(maySteer && (state === 'APPROVED' || state === 'RUNNING') ? (['pause'] as const) : []),
    ...(maySteer && state === 'PAUSED' ? (['resume'] as const) : []),
  ];
  return (
    <>
      {state === 'PLANNED' && mine && !mayDecide ? <span className="soft">{t('act.anotherDecides')}</span> : null}
      {acts.map((each) => (
        <Button
          key={each}
          danger={each === 'reject'}
          type={each === 'approve' || each === 'resume' ? 'primary' : 'default'}
          onClick={() => setAct(each)}
        >
          {t(`act.${each}`)}
        </Button>
      ))}
      {act ? <ActDialog act={act} migration={migration} onClose={() => setAct(null)} onDone={onChanged} /> : null}
    </>
  );
}

function ActDialog(props: { act: Act; migration: Migration; onClose: () => void; onDone: () => void }) {
  const { act, migration, onClose, onDone } = props;
  const { t } = useTranslation('migrations');
  const { message } = App.useApp();
  const [note, setNote] = useState('');
  const [busy, setBusy] = useState(false);
  const [problem, setProblem] = useState<string>();
  const decides = act === 'approve' || act === 'reject';
  const { inPlace, reseat, impossible } = migration.counts;

  async function send() {
    const said = note.trim();
    if (act === 'reject' && !said) return setProblem(t('common:fieldRule.required'));
    const { id, revision } = migration;
    setBusy(true);
    const { error } = await {
      approve: () => graphqlClient.mutation(ApproveMigrationDocument, { id, revision, note: said || null }).toPromise(),
      reject: () => graphqlClient.mutation(RejectMigrationDocument, { id, revision, note: said }).toPromise(),
      withdraw: () => graphqlClient.mutation(WithdrawMigrationDocument, { id }).toPromise(),
      pause: () => graphqlClient.mutation(PauseMigrationDocument, { id }).toPromise(),
      resume: () => graphqlClient.mutation(ResumeMigrationDocument, { id }).toPromise(),
      retry: () => graphqlClient.mutation(RetryMigrationDocument, { id }).toPromise(),
    }[act]();
    setBusy(false);
    if (error) message.error(errorSentence(error, t, 'migrations:refusal'));
    else onClose();
    onDone();
  }

  return (
    <FormDialog
      title={t(`act.${act}Title`, { number: migration.number })}
      verb={t(`act.${act}`)}
      busy={busy}
      danger={act === 'reject' || act === 'withdraw'}
      onSubmit={send}
      onClose={onClose}
    >
      <p>{t(`act.${act}Text`, { inPlace, reseat, impossible })}</p>
      {decides ? (
        <LabelledField label={t(act === 'reject' ? 'act.why' : 'act.remark')} error={problem}>
          {(names) => (
            <Input.TextArea
              {...names}
              value={note}
              rows={3}
              onChange={({ target }) => {
                setNote(target.value);
                setProblem(undefined);
              }}
            />
          )}
        </LabelledField>
      ) : null}
    </FormDialog>
  );
}
