import { useTranslation } from 'react-i18next';
import type { TrialProgressFragment } from '../../../gql/documents.generated.js';
import { exactTime } from '../../../lib/format-time.js';
import { checkWords, problemWords, stepWords } from './trial-words.js';

const SIGNS = { PASSED: '✓', FAILED: '✗', SKIPPED: '–' } as const;

/** Step by step what was tried: what went as written, and what was expected and is not so. */
export function TrialSteps({ steps }: { steps: TrialProgressFragment['steps'] }) {
  const { t, i18n } = useTranslation(['trials', 'common']);
  return (
    <ol className="ys-trial-steps">
      {steps.map((step, index) => (
        // biome-ignore lint/suspicious/noArrayIndexKey: a step's place is what it is.
        <li key={index} data-outcome={step.outcome}>
          <span className="ys-trial-sign" aria-hidden="true">
            {SIGNS[step.outcome]}
          </span>
          <div>
            <p>
              <span className="visually-hidden">{t(`outcome.${step.outcome}`)} </span>
              {stepWords(step, t)}
              <span className="soft small">
                {[step.as, step.at && exactTime(step.at, i18n.language)].filter(Boolean).join(' · ')}
              </span>
            </p>
            {step.problem ? <p className="ys-trial-problem">{problemWords(step.problem, t)}</p> : null}
            {step.checks.length > 0 ? (
              <ul>
                {step.checks.map((check) => {
                  const { what, expected, seen } = checkWords(check, t);
                  return (
                    <li key={check.what} data-passed={check.passed}>
                      {check.passed ? (
                        <span className="soft">{t('checkPassed', { what, expected })}</span>
                      ) : (
                        <>
                          {t('checkFailed', { what })}
                          <span className="ys-trial-values">
                            <span>{t('expected', { value: expected })}</span>
                            <strong>{t('seen', { value: seen })}</strong>
                          </span>
                        </>
                      )}
                    </li>
                  );
                })}
              </ul>
            ) : null}
          </div>
          {step.line > 0 ? <span className="soft small">{t('line', { line: step.line })}</span> : null}
        </li>
      ))}
    </ol>
  );
}
