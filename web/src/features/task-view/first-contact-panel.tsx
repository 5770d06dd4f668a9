import { App, Button, Input, Radio } from 'antd';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { RecordContactDocument } from '../../gql/documents.generated.js';
import type { ContactOutcome, ContactWay } from '../../gql/schema.generated.js';
import { errorSentence } from '../../lib/error-facts.js';
import { graphqlClient } from '../../lib/graphql-client.js';
import { LabelledField } from '../../ui/labelled-field.js';
import { TimeAgo } from '../../ui/time-ago.js';
import type { ViewedTask } from './task-header.js';

const ways: ContactWay[] = ['PHONE', 'VISIT', 'SMS', 'ONLINE'];
const outcomes: ContactOutcome[] = ['REACHED', 'NOT_REACHED'];

/** Speak to the citizen first: the contacts made, each with its proof, and recording another one. */
export function FirstContactPanel({ of, mine }: { of: ViewedTask['case']; mine: boolean }) {
  const { t } = useTranslation('tasks');
  const { message } = App.useApp();
  const reached = of.firstContacts.some((contact) => contact.outcome === 'REACHED');
  const allowed = mine && of.actions.includes('firstContact');
  const [open, setOpen] = useState(!reached && allowed);
  const [way, setWay] = useState<ContactWay>('PHONE');
  const [outcome, setOutcome] = useState<ContactOutcome>('REACHED');
  const [proof, setProof] = useState('');
  const [note, setNote] = useState('');
  const [tried, setTried] = useState(false);
  const [busy, setBusy] = useState(false);

  async function save() {
    setTried(true);
    if (!proof.trim()) return;
    setBusy(true);
    const input = { caseId: of.id, way, outcome, proof: proof.trim(), note: note.trim() || null };
    const { error } = await graphqlClient.mutation(RecordContactDocument, { input }).toPromise();
    setBusy(false);
    if (error) return void message.error(errorSentence(error, t));
    message.success(t('contact.saved'));
    setProof('');
    setNote('');
    setTried(false);
    setOpen(outcome !== 'REACHED');
  }

  return (
    <section className="ys-contact" aria-label={t('contact.title')}>
      <div className="ys-contact-head">
        <h3>{t('contact.title')}</h3>
        {allowed ? (
          <Button type="link" size="small" aria-expanded={open} onClick={() => setOpen(!open)}>
            {open ? t('common:action.cancel') : t('contact.record')}
          </Button>
        ) : null}
      </div>
      {of.firstContacts.length === 0 ? <p className="soft">{t('contact.none')}</p> : null}
      <ul>
        {of.firstContacts.map((contact) => (
          <li key={contact.id}>
            {t(`common:contactWay.${contact.way}`)} · {t(`common:contactOutcome.${contact.outcome}`)}
            <span className="soft">
              {' '}
              · {contact.proof} · {contact.by?.name} <TimeAgo at={contact.contactedAt} />
            </span>
            {contact.note ? <p>{contact.note}</p> : null}
          </li>
        ))}
      </ul>
      {open ? (
        <div className="ys-contact-form">
          <LabelledField label={t('contact.way')}>
            {(names) => (
              <Radio.Group
                id={names.id}
                aria-labelledby={names['aria-labelledby']}
                value={way}
                onChange={(event) => setWay(event.target.value)}
                options={ways.map((value) => ({ value, label: t(`common:contactWay.${value}`) }))}
              />
            )}
          </LabelledField>
          <LabelledField label={t('contact.outcome')}>
            {(names) => (
              <Radio.Group
                id={names.id}
                aria-labelledby={names['aria-labelledby']}
                value={outcome}
                onChange={(event) => setOutcome(event.target.value)}
                options={outcomes.map((value) => ({ value, label: t(`common:contactOutcome.${value}`) }))}
              />
            )}
          </LabelledField>
          <LabelledField label={t('contact.proof')} error={tried && !proof.trim() ? t('contact.proofRequired') : null}>
            {(names) => (
              <Input
                {...names}
                value={proof}
                maxLength={200}
                placeholder={t('contact.proofHint')}
                onChange={(event) => setProof(event.target.value)}
              />
            )}
          </LabelledField>
          <LabelledField label={t('contact.note')}>
            {(names) => (
              <Input.TextArea
                {...names}
                value={note}
                maxLength={1000}
                autoSize={{ minRows: 2, maxRows: 8 }}
                onChange={(event) => setNote(event.target.value)}
              />
            )}
          </LabelledField>
          <Button loading={busy} onClick={save}>
            {t('contact.save')}
          </Button>
        </div>
      ) : null}
    </section>
  );
}
