import { useTranslation } from 'react-i18next';
import { clockTime } from '../../lib/format-time.js';
import type { SavingState } from './use-draft-saving.js';

/** Whether what is drawn is kept. */
export function SavingLine({ state }: { state: SavingState }) {
  const { t, i18n } = useTranslation('studio');
  const warns = state.kind === 'away' || state.kind === 'refused';
  return (
    <span className={`ys-draft-line small ${warns ? 'warn' : 'soft'}`} role="status" data-testid="saving">
      {state.kind === 'saved' ? t('saving.saved', { time: clockTime(state.at, i18n.language) }) : null}
      {state.kind === 'refused'
        ? t('saving.refused', { problem: t(`problem.${state.problem}`, { defaultValue: t('problem.other') }) })
        : null}
      {state.kind === 'unsaved' || state.kind === 'saving' || state.kind === 'away' ? t(`saving.${state.kind}`) : null}
    </span>
  );
}
