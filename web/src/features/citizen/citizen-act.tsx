import { Button } from 'antd';
import { type FormEvent, useState } from 'react';
import { useTranslation } from 'react-i18next';
import type { CombinedError, OperationResult } from 'urql';
import {
  type ProgressFieldsFragment,
  SupplementByCitizenDocument,
  UrgeByCitizenDocument,
  WithdrawByCitizenDocument,
} from '../../gql/documents.generated.js';
import { plainClient } from '../../lib/graphql-client.js';
import { AttachmentUpload } from '../../ui/attachments/attachment-upload.js';
import type { UploadedFile } from '../../ui/attachments/upload-attachment.js';
import { WordsField } from '../../ui/words-field.js';
import { progressError } from './citizen-error.js';
import type { CitizenKey } from './progress-form.js';

export type CitizenActKind = 'urge' | 'supplement' | 'withdraw';

type Props = {
  act: CitizenActKind;
  citizenKey: CitizenKey;
  onDone: (progress: ProgressFieldsFragment) => void;
  onCancel: () => void;
};

/** Urging, adding or withdrawing: a few words and one button, in the place where it was asked for. */
export function CitizenAct({ act, citizenKey, onDone, onCancel }: Props) {
  const { t } = useTranslation('citizen');
  const [text, setText] = useState('');
  const [files, setFiles] = useState<UploadedFile[]>([]);
  const [uploading, setUploading] = useState(false);
  const [busy, setBusy] = useState(false);
  const [problem, setProblem] = useState<string | null>(null);
  const [failure, setFailure] = useState<string | null>(null);

  async function submit(event: FormEvent) {
    event.preventDefault();
    if (busy) return;
    if (act !== 'urge' && !text.trim()) {
      setProblem(t(act === 'withdraw' ? 'error.reasonRequired' : 'error.supplementRequired'));
      return;
    }
    if (uploading) return setFailure(t('error.uploading'));
    setBusy(true);
    setFailure(null);
    const { progress, error } = await send(act, citizenKey, text.trim(), files);
    setBusy(false);
    if (progress) onDone(progress);
    else setFailure(`${error ? progressError(error, t) : ''} ${t('act.failed')}`);
  }

  return (
    <form className="ys-citizen-form ys-citizen-act" noValidate onSubmit={submit}>
      <h2>{t(`act.${act}Title`)}</h2>
      {act === 'supplement' ? null : <p>{t(`act.${act}Text`)}</p>}
      <WordsField
        label={t(`act.${act}Field`)}
        error={problem}
        autoFocus
        value={text}
        onChange={(words) => {
          setText(words);
          setProblem(null);
        }}
      />
      {act === 'supplement' ? <AttachmentUpload files={files} onChange={setFiles} onBusy={setUploading} /> : null}
      {failure ? (
        <p role="alert" className="ys-citizen-alert">
          {failure}
        </p>
      ) : null}
      <div className="ys-citizen-buttons">
        <Button type="primary" danger={act === 'withdraw'} htmlType="submit" loading={busy} block>
          {t(`act.${act}Submit`)}
        </Button>
        <Button block onClick={onCancel}>
          {t('act.cancel')}
        </Button>
      </div>
    </form>
  );
}

async function send(
  act: CitizenActKind,
  key: CitizenKey,
  text: string,
  files: UploadedFile[],
): Promise<{ progress: ProgressFieldsFragment | undefined; error: CombinedError | undefined }> {
  if (act === 'urge') {
    return pick(await plainClient.mutation(UrgeByCitizenDocument, { key, note: text || null }).toPromise());
  }
  if (act === 'supplement') {
    const attachmentIds = files.map((file) => file.id);
    return pick(await plainClient.mutation(SupplementByCitizenDocument, { key, text, attachmentIds }).toPromise());
  }
  return pick(await plainClient.mutation(WithdrawByCitizenDocument, { key, reason: text }).toPromise());
}

/** All three mutations answer with the same progress under their own name. */
function pick<D extends object>(answer: OperationResult<D>) {
  const progress = Object.values(answer.data ?? {}).find((value) => typeof value === 'object');
  return { progress: progress as ProgressFieldsFragment | undefined, error: answer.error };
}
