import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { SendInterimReplyDocument } from '../../gql/documents.generated.js';
import { errorSentence } from '../../lib/error-facts.js';
import { graphqlClient } from '../../lib/graphql-client.js';
import { FormDialog } from '../form-dialog.js';
import { WordsField } from '../words-field.js';

/** As long as the final reply may be. */
const LONGEST = 4000;

type Props = { caseId: string; onClose: () => void; onDone: () => void };

/** 阶段答复: a first answer the citizen reads at once; what was written stays when the server refuses. */
export function InterimReplyDialog({ caseId, onClose, onDone }: Props) {
  const { t } = useTranslation();
  const [text, setText] = useState('');
  const [busy, setBusy] = useState(false);
  const [problem, setProblem] = useState<string | null>(null);

  async function submit() {
    if (!text.trim()) return setProblem(t('interimReply.required'));
    setBusy(true);
    setProblem(null);
    const { error } = await graphqlClient.mutation(SendInterimReplyDocument, { caseId, text }).toPromise();
    setBusy(false);
    if (error) return setProblem(errorSentence(error, t));
    onDone();
    onClose();
  }

  return (
    <FormDialog
      title={t('interimReply.title')}
      verb={t('interimReply.submit')}
      busy={busy}
      onSubmit={submit}
      onClose={onClose}
    >
      <p>{t('interimReply.effect')}</p>
      <WordsField
        label={t('interimReply.field')}
        help={t('interimReply.help')}
        error={problem}
        maxLength={LONGEST}
        value={text}
        onChange={(words) => {
          setText(words);
          setProblem(null);
        }}
      />
    </FormDialog>
  );
}
