import { Button, Input } from 'antd';
import { type FormEvent, useState } from 'react';
import { useTranslation } from 'react-i18next';
import { ChangePasswordDocument, type ViewerFieldsFragment } from '../../gql/documents.generated.js';
import { errorFacts, errorSentence, fieldRules, ruleSentence } from '../../lib/error-facts.js';
import { plainClient } from '../../lib/graphql-client.js';
import { LabelledField } from '../../ui/labelled-field.js';
import './account.css';

type Wrong = { current?: string; next?: string; again?: string; other?: string };

/** The present password and a new one twice; the server says which rule a new one breaks. */
export function PasswordForm({ onChanged }: { onChanged: (viewer: ViewerFieldsFragment) => void }) {
  const { t } = useTranslation('account');
  const [typed, setTyped] = useState({ current: '', next: '', again: '' });
  const [wrong, setWrong] = useState<Wrong>({});
  const [busy, setBusy] = useState(false);

  async function change(event: FormEvent) {
    event.preventDefault();
    const { current, next, again } = typed;
    const empty = (text: string) => (text === '' ? t('common:fieldRule.required') : undefined);
    const missing = { current: empty(current), next: empty(next), again: empty(again) };
    if (missing.current || missing.next || missing.again) return setWrong(missing as Wrong);
    if (next !== again) return setWrong({ again: t('password.differs') });
    setBusy(true);
    const { data, error } = await plainClient.mutation(ChangePasswordDocument, { current, next }).toPromise();
    setBusy(false);
    if (data) {
      setTyped({ current: '', next: '', again: '' });
      setWrong({});
      return onChanged(data.changePassword);
    }
    if (!error) return;
    const rule = fieldRules(error).next;
    if (rule) setWrong({ next: ruleSentence(rule, t) });
    else if (errorFacts(error).name === 'WrongPassword') setWrong({ current: errorSentence(error, t) });
    else setWrong({ other: errorSentence(error, t) });
  }

  const field = (name: 'current' | 'next' | 'again', complete: string, help?: string) => (
    <LabelledField label={t(`password.${name}`)} help={help} error={wrong[name]}>
      {({ 'aria-labelledby': _, ...names }) => (
        <Input.Password
          {...names}
          autoComplete={complete}
          maxLength={200}
          value={typed[name]}
          onChange={({ target }) => setTyped({ ...typed, [name]: target.value })}
        />
      )}
    </LabelledField>
  );

  return (
    <form className="ys-password-form" onSubmit={change} noValidate>
      {field('current', 'current-password')}
      {field('next', 'new-password', t('password.help'))}
      {field('again', 'new-password')}
      {wrong.other ? (
        <p role="alert" className="ys-field-error">
          {wrong.other}
        </p>
      ) : null}
      <div>
        <Button type="primary" htmlType="submit" loading={busy}>
          {t('password.change')}
        </Button>
      </div>
    </form>
  );
}
