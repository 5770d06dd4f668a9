import { Input, InputNumber } from 'antd';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { formatSpan, parseSpan } from '../../../../../common/src/working-time/span.js';
import { RequestExtensionDocument } from '../../../gql/documents.generated.js';
import { errorFacts, errorSentence } from '../../../lib/error-facts.js';
import { shortDue } from '../../../lib/format-time.js';
import { graphqlClient } from '../../../lib/graphql-client.js';
import { serverNow } from '../../../lib/server-time.js';
import { LabelledField } from '../../../ui/labelled-field.js';
import { ClockDialog } from './clock-dialog.js';

type Props = {
  caseId: string;
  clock: { kind: string; span: string; dueAt: string };
  number: string;
  onClose: () => void;
  onDone: () => void;
};

type Problems = { span?: string; reason?: string };

/** 延期申请: how long on top, in the clock's own unit, and why; how long at most the server says. */
export function ExtensionDialog({ caseId, clock, number, onClose, onDone }: Props) {
  const { t, i18n } = useTranslation('cases');
  const { unit } = parseSpan(clock.span);
  const [amount, setAmount] = useState<number | null>(1);
  const [reason, setReason] = useState('');
  const [problems, setProblems] = useState<Problems>({});
  const [failure, setFailure] = useState<string | null>(null);
  const [busy, setBusy] = useState(false);

  async function submit() {
    if (busy) return;
    const found: Problems = {
      ...(amount ? {} : { span: t('actDialog.required') }),
      ...(reason.trim() ? {} : { reason: t('actDialog.required') }),
    };
    setProblems(found);
    if (!amount || Object.keys(found).length > 0) return;
    setBusy(true);
    setFailure(null);
    const { error } = await graphqlClient
      .mutation(RequestExtensionDocument, { caseId, span: formatSpan({ amount, unit }), reason: reason.trim() })
      .toPromise();
    setBusy(false);
    if (!error) {
      onDone();
      return onClose();
    }
    const words = errorSentence(error, t);
    if (errorFacts(error).name === 'ExtensionTooLong') setProblems({ span: words });
    else setFailure(words);
  }

  return (
    <ClockDialog
      act="requestExtension"
      clock={t(`common:clock.${clock.kind}`)}
      number={number}
      busy={busy}
      failure={failure}
      onSubmit={submit}
      onClose={onClose}
    >
      <p>{t('clockAct.dueNow', { at: shortDue(clock.dueAt, serverNow(), i18n.language) })}</p>
      <LabelledField label={t('clockAct.span')} error={problems.span ?? null}>
        {({ id, status, ...names }) => (
          <InputNumber
            id={id}
            aria-describedby={names['aria-describedby']}
            status={status}
            className="ys-clock-span"
            autoFocus
            min={1}
            max={999}
            precision={0}
            value={amount}
            suffix={t(`clockAct.unit.${unit}`)}
            onChange={(value) => {
              setAmount(value);
              setProblems(({ span: _, ...others }) => others);
            }}
          />
        )}
      </LabelledField>
      <LabelledField label={t('clockAct.why')} help={t('clockAct.whyHelp')} error={problems.reason ?? null}>
        {(names) => (
          <Input.TextArea
            {...names}
            autoSize={{ minRows: 3, maxRows: 10 }}
            maxLength={2000}
            value={reason}
            onChange={(event) => {
              setReason(event.target.value);
              setProblems(({ reason: _, ...others }) => others);
            }}
          />
        )}
      </LabelledField>
    </ClockDialog>
  );
}
