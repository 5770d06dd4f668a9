import { useTranslation } from 'react-i18next';
import type { Phase } from '../../gql/schema.generated.js';

const PHASES: readonly Phase[] = ['RECEIVE', 'DISPATCH', 'HANDLE', 'SUPERVISE', 'APPRAISE', 'USE'];

/** 接转办督考用 as a thin line of six; where the case is stands out by shape and weight, not by colour alone. */
export function PhaseLine({ phase, ended }: { phase: Phase; ended: boolean }) {
  const { t } = useTranslation('cases');
  const here = PHASES.indexOf(phase);
  return (
    <ol className="ys-phases" aria-label={t('view.steps')}>
      {PHASES.map((step, index) => {
        const state = index < here || (ended && index === here) ? 'done' : index === here ? 'now' : 'ahead';
        return (
          <li
            key={step}
            data-state={state}
            aria-current={index === here ? 'step' : undefined}
            title={t(`common:phaseLong.${step}`)}
          >
            <span aria-hidden="true">{state === 'done' ? '✓' : state === 'now' ? '●' : '○'}</span>{' '}
            {t(`common:phase.${step}`)}
          </li>
        );
      })}
    </ol>
  );
}
