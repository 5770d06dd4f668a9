import { App, Button, Input } from 'antd';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { SetDutyPhoneDocument } from '../../../gql/documents.generated.js';
import { errorSentence, fieldRules, ruleSentence } from '../../../lib/error-facts.js';
import { plainClient } from '../../../lib/graphql-client.js';
import { LabelledField } from '../../../ui/labelled-field.js';
import type { ShownRow } from './register-view.js';

/** The phone that rings when a limit of the unit runs out: shown masked, written anew, never read out. */
export function DutyPhone({ row, onChanged }: { row: ShownRow; onChanged: () => void }) {
  const { t } = useTranslation('administration');
  const { message } = App.useApp();
  const [phone, setPhone] = useState('');
  const [wrong, setWrong] = useState('');

  async function set(next: string) {
    const { error } = await plainClient.mutation(SetDutyPhoneDocument, { unitId: row.id, phone: next }).toPromise();
    if (error) return setWrong(fieldRules(error).phone ? ruleSentence('phone', t) : errorSentence(error, t));
    setWrong('');
    setPhone('');
    message.success(t(next ? 'dutyPhone.set' : 'dutyPhone.removed'));
    onChanged();
  }

  return (
    <section className="ys-duty-phone">
      <LabelledField
        label={t('field.dutyPhone')}
        help={t(row.dutyPhone ? 'dutyPhone.now' : 'dutyPhone.none', { phone: row.dutyPhone })}
        error={wrong}
      >
        {({ 'aria-labelledby': _, ...names }) => (
          <Input
            {...names}
            value={phone}
            inputMode="tel"
            autoComplete="off"
            maxLength={30}
            disabled={!row.active}
            placeholder={t('dutyPhone.write')}
            onChange={({ target }) => setPhone(target.value)}
          />
        )}
      </LabelledField>
      <div className="ys-entry-acts">
        <Button disabled={phone.trim() === '' || !row.active} onClick={() => set(phone)}>
          {t('dutyPhone.save')}
        </Button>
        {row.dutyPhone && row.active ? <Button onClick={() => set('')}>{t('dutyPhone.remove')}</Button> : null}
      </div>
    </section>
  );
}
