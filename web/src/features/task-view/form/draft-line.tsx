import { useTranslation } from 'react-i18next';
import { clockTime } from '../../../lib/format-time.js';
import type { DraftState } from './use-draft.js';

/** "已自动保存 10:42" */
export function DraftLine({ state }: { state: DraftState }) {
  const { t, i18n } = useTranslation('tasks');
  const time = 'at' in state ? clockTime(state.at, i18n.language) : '';
  return (
    <span
      className={`ys-draft-line small ${state.kind === 'failed' || state.kind === 'local' ? 'warn' : 'soft'}`}
      role="status"
    >
      {state.kind === 'none' ? '' : t(`draft.${state.kind}`, { time })}
    </span>
  );
}
