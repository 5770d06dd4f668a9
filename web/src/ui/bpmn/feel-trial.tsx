import { AutoComplete, Select } from 'antd';
import { evaluate } from 'feelin';
import { useMemo, useState } from 'react';
import { useTranslation } from 'react-i18next';
import { feelNames } from '../../../../common/src/model-lint/feel-names.js';
import { LabelledField } from '../labelled-field.js';
import { SAMPLE_CASES, type SampleCase, type SampleValue, sampleValue, writtenValue } from './sample-cases.js';

/** An expression tried on a sample case as it is typed: the values it reads stand below it and can be changed. */
export function FeelTrial({ feel }: { feel: string }) {
  const { t } = useTranslation('studio');
  const [sample, setSample] = useState<SampleCase>('ordinary');
  const [written, setWritten] = useState<Readonly<Record<string, string>>>({});
  const names = useMemo(() => feelNames(feel.startsWith('=') ? feel : `=${feel}`), [feel]);
  const values = Object.fromEntries(
    names.map((name) => [
      name,
      name in written ? writtenValue(written[name] ?? '') : (sampleValue(sample, name) ?? null),
    ]),
  );
  const outcome = tried(feel, values);
  return (
    <section className="ys-feel-trial" aria-label={t('trial.label')}>
      <LabelledField label={t('trial.label')}>
        {({ id }) => (
          <Select
            id={id}
            value={sample}
            options={SAMPLE_CASES.map((value) => ({ value, label: t(`trial.sample.${value}`) }))}
            onChange={(chosen) => {
              setSample(chosen);
              setWritten({});
            }}
          />
        )}
      </LabelledField>
      <dl>
        {names.map((name) => (
          <div key={name}>
            <dt>
              <code>{name}</code>
            </dt>
            <dd>
              <AutoComplete
                size="small"
                aria-label={name}
                value={written[name] ?? shown(values[name])}
                placeholder={t('trial.nothing')}
                options={othersOf(name).map((value) => ({ value }))}
                onChange={(words: string) => setWritten((before) => ({ ...before, [name]: words }))}
              />
            </dd>
          </div>
        ))}
      </dl>
      {outcome.problem === null ? (
        <output className="ys-step-outcome">{t('trial.outcome', { value: outcome.value })}</output>
      ) : (
        <p role="alert" className="ys-step-outcome">
          {t('trial.badFeel', { detail: outcome.problem })}
        </p>
      )}
    </section>
  );
}

const shown = (value: SampleValue | undefined): string => (value === null || value === undefined ? '' : String(value));

/** What the variable says in the samples: the values people will want to try. */
const othersOf = (name: string): string[] => [
  ...new Set(SAMPLE_CASES.map((sample) => shown(sampleValue(sample, name))).filter((value) => value !== '')),
];

function tried(feel: string, values: Readonly<Record<string, SampleValue>>): { problem: string | null; value: string } {
  try {
    const { value } = evaluate(feel.replace(/^\s*=/, ''), { ...values });
    return { problem: null, value: JSON.stringify(value ?? null) };
  } catch (error) {
    return { problem: (error as Error).message, value: '' };
  }
}
