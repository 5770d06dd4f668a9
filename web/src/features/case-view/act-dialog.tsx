import { Input, Modal } from 'antd';
import { type KeyboardEvent, useCallback, useState } from 'react';
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
import { LabelledField } from '../../ui/labelled-field.js';

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
  const changeFiles = useCallback((change: (files: UploadedFile[]) => UploadedFile[]) => setFiles(change), []);
  const name = PREFIX[act];

  async function submit() {
    if (busy || uploading) return;
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

  function onKeyDown(event: KeyboardEvent) {
    if (event.key === 'Enter' && (event.ctrlKey || event.metaKey)) {
      event.preventDefault();
      void submit();
    }
  }

  return (
    <Modal
      open
      title={t(`actDialog.${name}Title`, { number })}
      okText={t(`actDialog.${name}Submit`)}
      cancelText={t('act.cancel')}
      okButtonProps={{ danger: act === 'void', disabled: uploading }}
      confirmLoading={busy}
      onOk={submit}
      onCancel={onClose}
    >
      {/* biome-ignore lint/a11y/noStaticElementInteractions: Ctrl-Enter belongs to the whole dialog. */}
      <div className="ys-case-dialog" onKeyDown={onKeyDown}>
        <p>{t(`actDialog.${name}Text`)}</p>
        <LabelledField label={t(`actDialog.${name}Field`)} error={problem}>
          {(names) => (
            <Input.TextArea
              {...names}
              autoFocus
              autoSize={{ minRows: 3, maxRows: 10 }}
              maxLength={2000}
              value={text}
              onChange={(event) => {
                setText(event.target.value);
                setProblem(null);
              }}
            />
          )}
        </LabelledField>
        {act === 'supplement' ? <AttachmentUpload files={files} onChange={changeFiles} onBusy={setUploading} /> : null}
      </div>
    </Modal>
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
