import { App, Button } from 'antd';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { RecordContactDocument } from '../../gql/documents.generated.js';
import { errorSentence } from '../../lib/error-facts.js';
import { graphqlClient } from '../../lib/graphql-client.js';
import { ContactFields, contactInput, emptyContact } from '../../ui/contact-fields.js';
import { TimeAgo } from '../../ui/time-ago.js';
import type { ViewedTask } from './task-header.js';

/** Speak to the citizen first: the contacts made, each with its proof, and recording another one. */
export function FirstContactPanel({ of, mine }: { of: ViewedTask['case']; mine: boolean }) {
  const { t } = useTranslation('tasks');
  const { message } = App.useApp();
  const reached = of.firstContacts.some((contact) => contact.outcome === 'REACHED');
  const allowed = mine && of.actions.includes('firstContact');
  const [open, setOpen] = useState(!reached && allowed);
  const [draft, setDraft] = useState(emptyContact);
  const [tried, setTried] = useState(false);
  const [busy, setBusy] = useState(false);
  const proofMissing = !draft.proof.trim();

  async function save() {
    setTried(true);
    if (proofMissing) return;
    setBusy(true);
    const input = contactInput(of.id, draft);
    const { error } = await graphqlClient.mutation(RecordContactDocument, { input }).toPromise();
    setBusy(false);
    if (error) return void message.error(errorSentence(error, t));
    message.success(t('contact.saved'));
    setDraft(emptyContact);
    setTried(false);
    setOpen(draft.outcome !== 'REACHED');
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
          <ContactFields draft={draft} onChange={setDraft} proofMissing={tried && proofMissing} />
          <Button loading={busy} onClick={save}>
            {t('contact.save')}
          </Button>
        </div>
      ) : null}
    </section>
  );
}
