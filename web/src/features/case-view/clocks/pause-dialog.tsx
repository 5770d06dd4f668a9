import { Input, Radio } from 'antd';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { instantOf, shanghaiIso } from '../../../../../common/src/working-time/shanghai-time.js';
import { PauseClockDocument } from '../../../gql/documents.generated.js';
import type { PauseReason } from '../../../gql/schema.generated.js';
import { errorSentence, fieldRules } from '../../../lib/error-facts.js';
import { graphqlClient } from '../../../lib/graphql-client.js';
import { serverNow } from '../../../lib/server-time.js';
import { LabelledField } from '../../../ui/labelled-field.js';
import { ClockDialog } from './clock-dialog.js';

/** The law knows no others (domain.md section 2.6 point 5). */
const REASONS: readonly PauseReason[] = ['CITIZEN_EVIDENCE', 'STATUTORY_STEP', 'EXTENSION_REVIEW', 'FORCE_MAJEURE'];

type Props = {
  clock: { id: string; kind: string };
  number: string;
  onClose: () => void;
  onDone: () => void;
};

type Problems = { reason?: string; proof?: string; endsWhen?: string; until?: string };

/** 停表: for which lawful reason, proved by what, ended by what. */
export function PauseDialog({ clock, number, onClose, onDone }: Props) {
  const { t } = useTranslation('cases');
  const [reason, setReason] = useState<PauseReason | null>(null);
  const [proof, setProof] = useState('');
  const [endsWhen, setEndsWhen] = useState('');
  const [until, setUntil] = useState('');
  const [problems, setProblems] = useState<Problems>({});
  const [failure, setFailure] = useState<string | null>(null);
  const [busy, setBusy] = useState(false);
  const solve = (field: keyof Problems) => setProblems(({ [field]: _, ...others }) => others);

  async function submit() {
    if (busy) return;
    const missing = t('actDialog.required');
    const found: Problems = {
      ...(reason ? {} : { reason: missing }),
      ...(proof.trim() ? {} : { proof: missing }),
      ...(endsWhen.trim() ? {} : { endsWhen: missing }),
      ...(until && instantOf(until) <= serverNow() ? { until: t('clockAct.untilPast') } : {}),
    };
    setProblems(found);
    if (!reason || Object.keys(found).length > 0) return;
    setBusy(true);
    setFailure(null);
    const { error } = await graphqlClient
      .mutation(PauseClockDocument, {
        clockId: clock.id,
        reason,
        proof: proof.trim(),
        endsWhen: endsWhen.trim(),
        until: until ? shanghaiIso(instantOf(until)) : null,
      })
      .toPromise();
    setBusy(false);
    if (!error) {
      onDone();
      return onClose();
    }
    // The server's clock may have passed the moment meanwhile.
    if (fieldRules(error).until) setProblems({ until: t('clockAct.untilPast') });
    else setFailure(errorSentence(error, t));
  }

  return (
    <ClockDialog
      act="pause"
      clock={t(`common:clock.${clock.kind}`)}
      number={number}
      busy={busy}
      failure={failure}
      onSubmit={submit}
      onClose={onClose}
    >
      <LabelledField label={t('clockAct.reason')} error={problems.reason ?? null}>
        {(names) => (
          <Radio.Group
            id={names.id}
            aria-labelledby={names['aria-labelledby']}
            className="ys-clock-reasons"
            value={reason}
            onChange={(event) => {
              setReason(event.target.value);
              solve('reason');
            }}
            options={REASONS.map((value) => ({ value, label: t(`common:pauseReason.${value}`) }))}
          />
        )}
      </LabelledField>
      <LabelledField label={t('clockAct.proof')} help={t('clockAct.proofHelp')} error={problems.proof ?? null}>
        {(names) => (
          <Input
            {...names}
            maxLength={200}
            value={proof}
            onChange={(event) => {
              setProof(event.target.value);
              solve('proof');
            }}
          />
        )}
      </LabelledField>
      <LabelledField label={t('clockAct.endsWhen')} help={t('clockAct.endsWhenHelp')} error={problems.endsWhen ?? null}>
        {(names) => (
          <Input.TextArea
            {...names}
            autoSize={{ minRows: 2, maxRows: 6 }}
            maxLength={500}
            value={endsWhen}
            onChange={(event) => {
              setEndsWhen(event.target.value);
              solve('endsWhen');
            }}
          />
        )}
      </LabelledField>
      <LabelledField
        label={
          <>
            {t('clockAct.until')} <span className="soft small">{t('common:word.optional')}</span>
          </>
        }
        help={t('clockAct.untilHelp')}
        error={problems.until ?? null}
      >
        {(names) => (
          <Input
            {...names}
            type="datetime-local"
            value={until}
            onChange={(event) => {
              setUntil(event.target.value);
              solve('until');
            }}
          />
        )}
      </LabelledField>
    </ClockDialog>
  );
}
