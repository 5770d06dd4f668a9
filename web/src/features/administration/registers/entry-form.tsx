import { App, Button } from 'antd';
import { type FormEvent, useState } from 'react';
import { useTranslation } from 'react-i18next';
import { errorSentence, fieldRules, ruleSentence } from '../../../lib/error-facts.js';
import { LabelledField } from '../../../ui/labelled-field.js';
import { fieldWords } from './cell-words.js';
import { EntryControl } from './entry-control.js';
import type { RegisterView, ShownRow, Values } from './register-view.js';

type Props = {
  view: RegisterView;
  /** Null: a new one. */
  row: ShownRow | null;
  onSaved: (values: Values, temporaryPassword: string | null) => void;
};

/** What an entry says; the server tells under each field which rule it breaks. */
export function EntryForm({ view, row, onSaved }: Props) {
  const { t } = useTranslation('administration');
  const { message } = App.useApp();
  const [values, setValues] = useState<Values>(row?.values ?? view.fresh);
  const [rules, setRules] = useState<Record<string, string>>({});
  const [problem, setProblem] = useState('');
  const [busy, setBusy] = useState(false);
  const isChanged = JSON.stringify(values) !== JSON.stringify(row?.values ?? view.fresh);

  async function save(event: FormEvent) {
    event.preventDefault();
    setBusy(true);
    const { error, temporaryPassword } = await view.save(values, row === null);
    setBusy(false);
    if (error) {
      const broken = fieldRules(error);
      setRules(broken);
      setProblem(
        Object.keys(broken).length > 0 ? t('mend', { count: Object.keys(broken).length }) : errorSentence(error, t),
      );
      return;
    }
    setRules({});
    setProblem('');
    message.success(t(row ? 'saved' : 'added', { name: String(values.name) }));
    onSaved(values, temporaryPassword ?? null);
  }

  return (
    <form className="ys-entry-form" onSubmit={save} noValidate>
      {view.fields.map((field) => {
        const rule = rules[field.name];
        return (
          <LabelledField
            key={field.name}
            label={
              <>
                {fieldWords(field.name, view.part, t)}
                {field.optional ? <span className="soft"> {t('common:word.optional')}</span> : null}
              </>
            }
            help={field.help ? t([`help.${view.part}.${field.name}`, `help.${field.name}`]) : undefined}
            error={rule ? ruleSentence(rule, t) : null}
          >
            {(names) => (
              <EntryControl
                field={field}
                names={names}
                value={values[field.name] ?? null}
                isFixed={Boolean(field.key) && row !== null}
                disabled={row?.active === false}
                onChange={(value) => setValues({ ...values, [field.name]: value })}
              />
            )}
          </LabelledField>
        );
      })}
      {problem ? (
        <p role="alert" className="ys-field-error">
          {problem}
        </p>
      ) : null}
      {row?.active === false ? (
        <p className="soft">{t('offText')}</p>
      ) : (
        <div>
          <Button type="primary" htmlType="submit" loading={busy} disabled={row !== null && !isChanged}>
            {t(row ? 'save' : `add.${view.part}`)}
          </Button>
        </div>
      )}
    </form>
  );
}
