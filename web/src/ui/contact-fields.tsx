import { Input, Radio } from 'antd';
import { useTranslation } from 'react-i18next';
import type { ContactOutcome, ContactWay } from '../gql/schema.generated.js';
import { LabelledField } from './labelled-field.js';
import { WordsField } from './words-field.js';

export type ContactDraft = { way: ContactWay; outcome: ContactOutcome; proof: string; note: string };

export const emptyContact: ContactDraft = { way: 'PHONE', outcome: 'REACHED', proof: '', note: '' };

/** As the API takes it. */
export function contactInput(caseId: string, { way, outcome, proof, note }: ContactDraft) {
  return { caseId, way, outcome, proof: proof.trim(), note: note.trim() || null };
}

const ways: ContactWay[] = ['PHONE', 'VISIT', 'SMS', 'ONLINE'];
const outcomes: ContactOutcome[] = ['REACHED', 'NOT_REACHED'];

type Props = {
  draft: ContactDraft;
  onChange: (draft: ContactDraft) => void;
  /** The proof was asked for and is not there. */
  proofMissing: boolean;
};

/** How the requester was contacted, with what outcome and what proof. */
export function ContactFields({ draft, onChange, proofMissing }: Props) {
  const { t } = useTranslation();
  return (
    <>
      <LabelledField label={t('contact.way')}>
        {(names) => (
          <Radio.Group
            id={names.id}
            aria-labelledby={names['aria-labelledby']}
            value={draft.way}
            onChange={(event) => onChange({ ...draft, way: event.target.value })}
            options={ways.map((value) => ({ value, label: t(`contactWay.${value}`) }))}
          />
        )}
      </LabelledField>
      <LabelledField label={t('contact.outcome')}>
        {(names) => (
          <Radio.Group
            id={names.id}
            aria-labelledby={names['aria-labelledby']}
            value={draft.outcome}
            onChange={(event) => onChange({ ...draft, outcome: event.target.value })}
            options={outcomes.map((value) => ({ value, label: t(`contactOutcome.${value}`) }))}
          />
        )}
      </LabelledField>
      <LabelledField label={t('contact.proof')} error={proofMissing ? t('contact.proofRequired') : null}>
        {(names) => (
          <Input
            {...names}
            maxLength={200}
            placeholder={t('contact.proofHint')}
            value={draft.proof}
            onChange={(event) => onChange({ ...draft, proof: event.target.value })}
          />
        )}
      </LabelledField>
      <WordsField
        label={t('contact.note')}
        small
        maxLength={1000}
        value={draft.note}
        onChange={(note) => onChange({ ...draft, note })}
      />
    </>
  );
}
