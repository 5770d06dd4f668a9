import { App, Input } from 'antd';
import { type ReactNode, useState } from 'react';
import { useTranslation } from 'react-i18next';
import type { CombinedError } from 'urql';
import { errorSentence } from '../../../lib/error-facts.js';
import { FormDialog } from '../../../ui/form-dialog.js';
import { LabelledField } from '../../../ui/labelled-field.js';

type Props = {
  title: string;
  verb: string;
  danger?: boolean;
  disabled?: boolean;
  text?: string;
  /** What the reader hears when it went well. */
  done: string;
  /** False: a word is welcome, not needed. */
  needsReason?: boolean;
  reasonLabel?: string;
  send: (reason: string) => Promise<{ error?: CombinedError | undefined }>;
  onClose: () => void;
  onDone: () => void;
  children?: ReactNode;
};

/** A dialog of operations: what it is about, and the reason without which nothing is done. */
export function ActFrame(props: Props) {
  const { title, verb, danger = false, disabled = false, text, done, needsReason = true, reasonLabel } = props;
  const { t } = useTranslation('operations');
  const { message } = App.useApp();
  const [reason, setReason] = useState('');
  const [problem, setProblem] = useState<string>();
  const [busy, setBusy] = useState(false);

  async function submit() {
    if (needsReason && !reason.trim()) return setProblem(t('common:fieldRule.required'));
    setBusy(true);
    const { error } = await props.send(reason.trim());
    setBusy(false);
    if (error) {
      message.error(errorSentence(error, t, 'operations:refusal'));
      return;
    }
    message.success(done);
    props.onClose();
    props.onDone();
  }

  return (
    <FormDialog
      title={title}
      verb={verb}
      busy={busy}
      danger={danger}
      disabled={disabled}
      onSubmit={submit}
      onClose={props.onClose}
    >
      {text ? <p>{text}</p> : null}
      {props.children}
      <LabelledField label={reasonLabel ?? t('act.reason')} error={problem}>
        {(names) => (
          <Input.TextArea
            {...names}
            value={reason}
            rows={3}
            maxLength={2000}
            onChange={({ target }) => {
              setReason(target.value);
              setProblem(undefined);
            }}
          />
        )}
      </LabelledField>
    </FormDialog>
  );
}
