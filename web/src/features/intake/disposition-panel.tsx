import { Select } from 'antd';
import { useTranslation } from 'react-i18next';
import type { Disposition } from '../../gql/schema.generated.js';
import { LabelledField } from '../../ui/labelled-field.js';

const CHOICES: readonly Disposition[] = [
  'ANSWER_NOW',
  'EMERGENCY',
  'STATUTORY_CHANNEL',
  'SECRET',
  'UNLAWFUL',
  'BEYOND_DUTY',
];

type Props = { value: Disposition | null; onChange: (disposition: Disposition | null) => void };

/** What the receiver already knows about the way this will go; tucked away because it is usually left to the rules. */
export function DispositionPanel({ value, onChange }: Props) {
  const { t } = useTranslation('intake');
  const merged = value === 'DUPLICATE_NO_NEW_FACT';
  const choices = merged ? [...CHOICES, value] : CHOICES;
  return (
    <details className="ys-intake-panel" open={value !== null || undefined}>
      <summary>
        <h3>{t('disposition')}</h3>
        <span className="soft">{value ? t(`common:disposition.${value}`) : t('dispositionEmpty')}</span>
      </summary>
      <LabelledField label={<span className="visually-hidden">{t('disposition')}</span>} help={t('dispositionHelp')}>
        {({ id, ...names }) => (
          <Select
            id={id}
            {...names}
            value={value}
            disabled={merged}
            allowClear
            placeholder={t('dispositionEmpty')}
            onChange={(disposition: Disposition | undefined) => onChange(disposition ?? null)}
            options={choices.map((choice) => ({
              value: choice,
              label: t(`common:disposition.${choice}`),
              help: t(`dispositionHelpOf.${choice}`),
            }))}
            optionRender={({ data }) => (
              <span className="ys-intake-option">
                <span>{data.label}</span>
                <small className="soft">{data.help}</small>
              </span>
            )}
          />
        )}
      </LabelledField>
    </details>
  );
}
