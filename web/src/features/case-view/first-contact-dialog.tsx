import { Input, Modal, Radio } from 'antd';
import { type KeyboardEvent, useState } from 'react';
import { useTranslation } from 'react-i18next';
import { useMutation } from 'urql';
import { RecordFirstContactDocument } from '../../gql/documents.generated.js';
import type { ContactOutcome, ContactWay } from '../../gql/schema.generated.js';
import { errorSentence } from '../../lib/error-facts.js';
import { LabelledField } from '../../ui/labelled-field.js';

const WAYS: readonly ContactWay[] = ['PHONE', 'VISIT', 'SMS', 'ONLINE'];
const OUTCOMES: readonly ContactOutcome[] = ['REACHED', 'NOT_REACHED'];

type Props = { caseId: string; onClose: () => void; onDone: () => void };

/** 先行联系 with its proof. */
export function FirstContactDialog({ caseId, onClose, onDone }: Props) {
  const { t } = useTranslation('cases');
  const [way, setWay] = useState<ContactWay>('PHONE');
  const [outcome, setOutcome] = useState<ContactOutcome>('REACHED');
  const [proof, setProof] = useState('');
  const [note, setNote] = useState('');
  const [problem, setProblem] = useState<string | null>(null);
  const [failure, setFailure] = useState<string | null>(null);
  const [{ fetching }, record] = useMutation(RecordFirstContactDocument);

  async function submit() {
    if (fetching) return;
    if (!proof.trim()) return setProblem(t('actDialog.required'));
    setFailure(null);
    const { error } = await record({
      input: { caseId, way, outcome, proof: proof.trim(), note: note.trim() || null },
    });
    if (error) return setFailure(errorSentence(error, t));
    onDone();
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
      title={t('actDialog.contactTitle')}
      okText={t('actDialog.contactSubmit')}
      cancelText={t('act.cancel')}
      confirmLoading={fetching}
      onOk={submit}
      onCancel={onClose}
    >
      {/* biome-ignore lint/a11y/noStaticElementInteractions: Ctrl-Enter belongs to the whole dialog. */}
      <div className="ys-case-dialog" onKeyDown={onKeyDown}>
        <p>{t('actDialog.contactText')}</p>
        <LabelledField label={t('actDialog.contactWay')}>
          {({ id }) => (
            <Radio.Group
              id={id}
              value={way}
              onChange={(event) => setWay(event.target.value)}
              options={WAYS.map((value) => ({ value, label: t(`common:contactWay.${value}`) }))}
            />
          )}
        </LabelledField>
        <LabelledField label={t('actDialog.contactOutcome')}>
          {({ id }) => (
            <Radio.Group
              id={id}
              value={outcome}
              onChange={(event) => setOutcome(event.target.value)}
              options={OUTCOMES.map((value) => ({ value, label: t(`common:contactOutcome.${value}`) }))}
            />
          )}
        </LabelledField>
        <LabelledField label={t('actDialog.contactProof')} error={problem}>
          {({ id, ...names }) => (
            <Input
              {...names}
              id={id}
              autoFocus
              maxLength={200}
              value={proof}
              onChange={(event) => {
                setProof(event.target.value);
                setProblem(null);
              }}
            />
          )}
        </LabelledField>
        <LabelledField label={t('actDialog.contactNote')} error={failure}>
          {(names) => (
            <Input.TextArea
              {...names}
              autoSize={{ minRows: 2, maxRows: 8 }}
              maxLength={2000}
              value={note}
              onChange={(event) => setNote(event.target.value)}
            />
          )}
        </LabelledField>
      </div>
    </Modal>
  );
}
