import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { useMutation } from 'urql';
import { RecordFirstContactDocument } from '../../gql/documents.generated.js';
import { errorSentence } from '../../lib/error-facts.js';
import { ContactFields, contactInput, emptyContact } from '../../ui/contact-fields.js';
import { FormDialog } from '../../ui/form-dialog.js';

type Props = { caseId: string; onClose: () => void; onDone: () => void };

/** 先行联系 with its proof. */
export function FirstContactDialog({ caseId, onClose, onDone }: Props) {
  const { t } = useTranslation('cases');
  const [draft, setDraft] = useState(emptyContact);
  const [tried, setTried] = useState(false);
  const [{ fetching, error }, record] = useMutation(RecordFirstContactDocument);
  const proofMissing = !draft.proof.trim();

  async function submit() {
    setTried(true);
    if (fetching || proofMissing) return;
    const answer = await record({ input: contactInput(caseId, draft) });
    if (answer.error) return;
    onDone();
    onClose();
  }

  return (
    <FormDialog
      title={t('actDialog.contactTitle')}
      verb={t('actDialog.contactSubmit')}
      busy={fetching}
      onSubmit={submit}
      onClose={onClose}
    >
      <p>{t('actDialog.contactText')}</p>
      <ContactFields draft={draft} onChange={setDraft} proofMissing={tried && proofMissing} />
      {error ? (
        <p role="alert" className="ys-field-error">
          {errorSentence(error, t)}
        </p>
      ) : null}
    </FormDialog>
  );
}
