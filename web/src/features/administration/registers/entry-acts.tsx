import { App, Button } from 'antd';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { EndSessionsDocument, ResetPasswordDocument, SetInUseDocument } from '../../../gql/documents.generated.js';
import { errorSentence } from '../../../lib/error-facts.js';
import { plainClient } from '../../../lib/graphql-client.js';
import { useSignedIn } from '../../../lib/session.js';
import type { RegisterView, ShownRow } from './register-view.js';

type Props = {
  view: RegisterView;
  row: ShownRow;
  onChanged: () => void;
  onSecret: (secret: { login: string; password: string }) => void;
};

/** Out of use and back; of people also a new password and the end of their sessions. Each is asked once more. */
export function EntryActs({ view, row, onChanged, onSecret }: Props) {
  const { t } = useTranslation('administration');
  const { message, modal } = App.useApp();
  const { user } = useSignedIn();
  const [refusal, setRefusal] = useState('');
  const isMe = view.kind === 'USER' && row.key === user.login;

  async function setInUse(active: boolean) {
    const { error } = await plainClient
      .mutation(SetInUseDocument, { register: view.kind, key: row.key, active })
      .toPromise();
    if (error) return setRefusal(errorSentence(error, t));
    setRefusal('');
    message.success(t(active ? 'act.activated' : 'act.deactivated', { name: row.name }));
    onChanged();
  }

  async function resetPassword() {
    const { data, error } = await plainClient.mutation(ResetPasswordDocument, { login: row.key }).toPromise();
    if (error) return setRefusal(errorSentence(error, t));
    onChanged();
    if (data) onSecret({ login: row.key, password: data.resetPassword.temporaryPassword });
  }

  async function endSessions() {
    const { data, error } = await plainClient.mutation(EndSessionsDocument, { id: null, login: row.key }).toPromise();
    if (error) return setRefusal(errorSentence(error, t));
    message.success(t('sessions.ended', { count: data?.endSessions ?? 0 }));
    onChanged();
  }

  function sure(act: 'deactivate' | 'resetPassword' | 'endSessions', then: () => Promise<void>) {
    modal.confirm({
      title: t(`act.${act}Sure`, { name: row.name }),
      content: t([`act.${act}Text.${view.part}`, `act.${act}Text.other`]),
      okText: t(`act.${act}`),
      okButtonProps: { danger: act === 'deactivate' },
      cancelText: t('common:action.cancel'),
      onOk: then,
    });
  }

  return (
    <section className="ys-entry-acts" aria-label={t('act.title')}>
      {view.kind === 'USER' && row.active && !isMe ? (
        <>
          <Button onClick={() => sure('resetPassword', resetPassword)}>{t('act.resetPassword')}</Button>
          <Button onClick={() => sure('endSessions', endSessions)}>{t('act.endSessions')}</Button>
        </>
      ) : null}
      {row.active ? (
        <Button danger disabled={isMe} onClick={() => sure('deactivate', () => setInUse(false))}>
          {t('act.deactivate')}
        </Button>
      ) : (
        <Button type="primary" onClick={() => setInUse(true)}>
          {t('act.activate')}
        </Button>
      )}
      {isMe ? <p className="soft">{t('act.notMyself')}</p> : null}
      {refusal ? (
        <p role="alert" className="ys-field-error">
          {refusal}
        </p>
      ) : null}
    </section>
  );
}
