import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { ExitCoUnitDocument } from '../../../gql/documents.generated.js';
import { errorSentence } from '../../../lib/error-facts.js';
import { graphqlClient } from '../../../lib/graphql-client.js';
import { FormDialog } from '../../../ui/form-dialog.js';
import { WordsField } from '../../../ui/words-field.js';

type Props = { assignmentId: string; unit: string; onClose: () => void; onDone: () => void };

/** A co-unit leaves the case: why, and what that ends. */
export function ExitCoUnitDialog({ assignmentId, unit, onClose, onDone }: Props) {
  const { t } = useTranslation('cases');
  const [reason, setReason] = useState('');
  const [problem, setProblem] = useState<string | null>(null);
  const [busy, setBusy] = useState(false);

  async function submit() {
    if (!reason.trim()) return setProblem(t('actDialog.required'));
    setBusy(true);
    setProblem(null);
    const { error } = await graphqlClient.mutation(ExitCoUnitDocument, { assignmentId, reason }).toPromise();
    setBusy(false);
    if (error) return setProblem(errorSentence(error, t));
    onDone();
    onClose();
  }

  return (
    <FormDialog
      title={t('coUnits.exitTitle', { unit })}
      verb={t('coUnits.exitSubmit')}
      busy={busy}
      danger
      onSubmit={submit}
      onClose={onClose}
    >
      <p>{t('coUnits.exitText')}</p>
      <WordsField
        label={t('coUnits.exitField')}
        error={problem}
        value={reason}
        onChange={(words) => {
          setReason(words);
          setProblem(null);
        }}
      />
    </FormDialog>
  );
}
