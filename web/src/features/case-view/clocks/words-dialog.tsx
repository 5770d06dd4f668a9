import { Input } from 'antd';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { ResumeClockDocument, StopClockDocument } from '../../../gql/documents.generated.js';
import { errorSentence } from '../../../lib/error-facts.js';
import { graphqlClient } from '../../../lib/graphql-client.js';
import { LabelledField } from '../../../ui/labelled-field.js';
import { ClockDialog } from './clock-dialog.js';

type Props = {
  act: 'resume' | 'stop';
  clock: { id: string; kind: string };
  number: string;
  onClose: () => void;
  onDone: () => void;
};

/** Going on (a note is welcome) and ending early (a reason is a must). */
export function WordsDialog({ act, clock, number, onClose, onDone }: Props) {
  const { t } = useTranslation('cases');
  const [text, setText] = useState('');
  const [problem, setProblem] = useState<string | null>(null);
  const [failure, setFailure] = useState<string | null>(null);
  const [busy, setBusy] = useState(false);

  async function submit() {
    if (busy) return;
    const words = text.trim();
    if (act === 'stop' && !words) return setProblem(t('actDialog.required'));
    setBusy(true);
    setFailure(null);
    const { error } =
      act === 'stop'
        ? await graphqlClient.mutation(StopClockDocument, { clockId: clock.id, reason: words }).toPromise()
        : await graphqlClient.mutation(ResumeClockDocument, { clockId: clock.id, note: words || null }).toPromise();
    setBusy(false);
    if (error) return setFailure(errorSentence(error, t));
    onDone();
    onClose();
  }

  return (
    <ClockDialog
      act={act}
      clock={t(`common:clock.${clock.kind}`)}
      number={number}
      busy={busy}
      failure={failure}
      onSubmit={submit}
      onClose={onClose}
    >
      <LabelledField label={t(`clockAct.${act}Field`)} error={problem}>
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
    </ClockDialog>
  );
}
