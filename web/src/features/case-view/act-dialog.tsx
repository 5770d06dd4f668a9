import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import type { CombinedError } from 'urql';
import {
  InstructCaseDocument,
  SupplementCaseDocument,
  UrgeCaseDocument,
  ViewRequesterDocument,
  type ViewRequesterMutation,
  VoidCaseDocument,
  WithdrawCaseDocument,
} from '../../gql/documents.generated.js';
import { errorSentence } from '../../lib/error-facts.js';
import { graphqlClient } from '../../lib/graphql-client.js';
import { AttachmentUpload } from '../../ui/attachments/attachment-upload.js';
import type { UploadedFile } from '../../ui/attachments/upload-attachment.js';
import { FormDialog } from '../../ui/form-dialog.js';
import { WordsField } from '../../ui/words-field.js';

export type WordedAct = 'urge' | 'supplement' | 'withdraw' | 'void' | 'instruct' | 'viewRequester';

const PREFIX: Record<WordedAct, string> = {
  urge: 'urge',
  supplement: 'supplement',
  withdraw: 'withdraw',
  void: 'void',
  instruct: 'instruct',
  viewRequester: 'view',
};
/** A reason of one word is no reason. */
const MIN = 2;

type Props = {
  act: WordedAct;
  caseId: string;
  number: string;
  onClose: () => void;
  onDone?: () => void;
  onSeen?: (requester: ViewRequesterMutation['viewRequester']) => void;
};

/** One act on a case that needs a few words; what was written stays when the server refuses. */
export function ActDialog({ act, caseId, number, onClose, onDone, onSeen }: Props) {
  const { t } = useTranslation('cases');
  const [text, setText] = useState('');
  const [files, setFiles] = useState<UploadedFile[]>([]);
  const [uploading, setUploading] = useState(false);
  const [busy, setBusy] = useState(false);
  const [problem, setProblem] = useState<string | null>(null);
  const name = PREFIX[act];

  async function submit() {
    const words = text.trim();
    if (act !== 'urge' && words.length < MIN) {
      setProblem(words ? t('actDialog.tooShort', { count: MIN }) : t('actDialog.required'));
      return;
    }
    setBusy(true);
    setProblem(null);
    const { error, seen } = await send(act, caseId, words, files);
    setBusy(false);
    if (error) return setProblem(errorSentence(error, t));
    if (seen) onSeen?.(seen);
    onDone?.();
    onClose();
  }

  return (
    <FormDialog
      title={t(`actDialog.${name}Title`, { number })}
      verb={t(`actDialog.${name}Submit`)}
      busy={busy}
      danger={act === 'void'}
      disabled={uploading}
      onSubmit={submit}
      onClose={onClose}
    >
      <p>{t(`actDialog.${name}Text`)}</p>
      <WordsField
        label={t(`actDialog.${name}Field`)}
        error={problem}
        value={text}
        onChange={(words) => {
          setText(words);
          setProblem(null);
        }}
      />
      {act === 'supplement' ? <AttachmentUpload files={files} onChange={setFiles} onBusy={setUploading} /> : null}
    </FormDialog>
  );
}

type Answer = { error?: CombinedError | undefined; seen?: ViewRequesterMutation['viewRequester'] | undefined };

async function send(act: WordedAct, caseId: string, text: string, files: UploadedFile[]): Promise<Answer> {
  switch (act) {
    case 'urge':
      return graphqlClient.mutation(UrgeCaseDocument, { caseId, note: text || null }).toPromise();
    case 'supplement': {
      const attachmentIds = files.map((file) => file.id);
      return graphqlClient.mutation(SupplementCaseDocument, { caseId, text, attachmentIds }).toPromise();
    }
    case 'withdraw':
      return graphqlClient.mutation(WithdrawCaseDocument, { caseId, reason: text }).toPromise();
    case 'void':
      return graphqlClient.mutation(VoidCaseDocument, { caseId, reason: text }).toPromise();
    case 'instruct':
      return graphqlClient.mutation(InstructCaseDocument, { caseId, text }).toPromise();
    case 'viewRequester': {
      const { data, error } = await graphqlClient.mutation(ViewRequesterDocument, { caseId, reason: text }).toPromise();
      return { error, seen: data?.viewRequester };
    }
  }
}
