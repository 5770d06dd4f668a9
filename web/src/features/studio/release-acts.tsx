import { App, Button, Input } from 'antd';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import {
  ApproveReleaseDocument,
  RejectReleaseDocument,
  RetryReleaseDocument,
  type StudioReleaseQuery,
  WithdrawReleaseDocument,
} from '../../gql/documents.generated.js';
import { graphqlClient } from '../../lib/graphql-client.js';
import { FormDialog } from '../../ui/form-dialog.js';
import { LabelledField } from '../../ui/labelled-field.js';
import { studioSentence } from './studio-sentence.js';

type Release = NonNullable<StudioReleaseQuery['release']>;
type Act = 'approve' | 'reject' | 'withdraw' | 'retry';

/** What the reader may do with a release: another leader decides, who proposed it takes it back or tries again. */
export function ReleaseActs({ release, onChanged }: { release: Release; onChanged: () => void }) {
  const { t } = useTranslation('studio');
  const [act, setAct] = useState<Act | null>(null);
  const { mayDecide, mine, state } = release;
  return (
    <>
      {state === 'PROPOSED' && mine && !mayDecide ? <span className="soft">{t('release.anotherDecides')}</span> : null}
      {mayDecide ? (
        <>
          <Button danger onClick={() => setAct('reject')}>
            {t('release.reject')}
          </Button>
          <Button type="primary" onClick={() => setAct('approve')}>
            {t('release.approve')}
          </Button>
        </>
      ) : null}
      {mine && (state === 'PROPOSED' || state === 'APPROVED' || state === 'FAILED') ? (
        <Button onClick={() => setAct('withdraw')}>{t('release.withdraw')}</Button>
      ) : null}
      {mine && state === 'FAILED' ? (
        <Button type="primary" onClick={() => setAct('retry')}>
          {t('release.retry')}
        </Button>
      ) : null}
      {act ? <ActDialog act={act} release={release} onClose={() => setAct(null)} onDone={onChanged} /> : null}
    </>
  );
}

function ActDialog(props: { act: Act; release: Release; onClose: () => void; onDone: () => void }) {
  const { act, release, onClose, onDone } = props;
  const { t } = useTranslation('studio');
  const { message } = App.useApp();
  const [note, setNote] = useState('');
  const [busy, setBusy] = useState(false);
  const [problem, setProblem] = useState<string>();
  const decides = act === 'approve' || act === 'reject';

  async function send() {
    const said = note.trim();
    if (act === 'reject' && !said) return setProblem(t('common:fieldRule.required'));
    const { id } = release;
    setBusy(true);
    const { error } = await {
      approve: () => graphqlClient.mutation(ApproveReleaseDocument, { id, note: said || null }).toPromise(),
      reject: () => graphqlClient.mutation(RejectReleaseDocument, { id, note: said }).toPromise(),
      withdraw: () => graphqlClient.mutation(WithdrawReleaseDocument, { id }).toPromise(),
      retry: () => graphqlClient.mutation(RetryReleaseDocument, { id }).toPromise(),
    }[act]();
    setBusy(false);
    if (error) {
      message.error(studioSentence(error, t));
      return;
    }
    onClose();
    onDone();
  }

  return (
    <FormDialog
      title={t(`release.${act}Title`, { number: release.number })}
      verb={t(`release.${act}`)}
      busy={busy}
      danger={act === 'reject' || act === 'withdraw'}
      onSubmit={send}
      onClose={onClose}
    >
      <p>{t(`release.${act}Text`)}</p>
      {decides ? (
        <LabelledField label={t(act === 'reject' ? 'release.why' : 'release.remark')} error={problem}>
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
