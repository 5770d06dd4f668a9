import { Input } from 'antd';
import { evaluate } from 'feelin';
import { useMemo, useState } from 'react';
import { useTranslation } from 'react-i18next';
import { LabelledField } from '../labelled-field.js';

/** An expression tried on values that the author writes down, as they type: what would a case with these take? */
export function FeelTrial({ feel }: { feel: string }) {
  const { t } = useTranslation('studio');
  const [sample, setSample] = useState('');
  const outcome = useMemo(() => tried(feel, sample), [feel, sample]);
  return (
    <LabelledField
      label={t('trial.label')}
      help={t('trial.help')}
      error={outcome.problem ? t(`trial.${outcome.problem}`, { detail: outcome.detail }) : undefined}
    >
      {({ id }) => (
        <>
          <Input.TextArea
            id={id}
            value={sample}
            placeholder='{ "urgency": 3 }'
            autoSize={{ minRows: 1, maxRows: 5 }}
            onChange={({ target }) => setSample(target.value)}
          />
          {outcome.problem ? null : (
            <output className="ys-step-outcome">{t('trial.outcome', { value: outcome.detail })}</output>
          )}
        </>
      )}
    </LabelledField>
  );
}

function tried(feel: string, sample: string): { problem?: 'badSample' | 'badFeel'; detail: string } {
  let values: Record<string, unknown> = {};
  try {
    if (sample.trim()) values = JSON.parse(sample) as Record<string, unknown>;
  } catch {
    return { problem: 'badSample', detail: '' };
  }
  try {
    const { value } = evaluate(feel.replace(/^\s*=/, ''), values);
    return { detail: JSON.stringify(value ?? null) };
  } catch (error) {
    return { problem: 'badFeel', detail: (error as Error).message };
  }
}
