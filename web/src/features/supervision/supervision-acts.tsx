import { App, Button } from 'antd';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { InspectDialog } from './inspect-dialog.js';
import { OpenDialog } from './open-dialog.js';
import type { Helper } from './supervised-helpers.js';
import { levelsIn } from './supervision-levels.js';

type Props = {
  caseId: string;
  number: string;
  /** As the server says: open1 … open5, inspect, … */
  actions: readonly string[];
  /** Co-units that may be supervised by themselves. */
  helpers?: readonly Helper[];
  onDone: () => void;
  /** In a row of the board. */
  compact?: boolean;
};

/** What the server lets this reader do about a case here: open supervision, send somebody to look. */
export function SupervisionActs({ caseId, number, actions, helpers = [], onDone, compact }: Props) {
  const { t } = useTranslation('supervision');
  const { message } = App.useApp();
  const [act, setAct] = useState<'open' | 'inspect' | null>(null);
  const levels = levelsIn(actions);
  const size = compact ? { size: 'small' as const } : {};
  function done(words: string) {
    setAct(null);
    message.success(words);
    onDone();
  }
  return (
    <span className="ys-supervision-acts">
      {levels.length > 0 ? (
        <Button
          {...size}
          {...(compact ? {} : { type: 'primary' as const })}
          aria-label={compact ? t('act.openFor', { number }) : undefined}
          onClick={() => setAct('open')}
        >
          {t(compact ? 'act.openShort' : 'act.open')}
        </Button>
      ) : null}
      {actions.includes('inspect') ? (
        <Button
          {...size}
          aria-label={compact ? t('act.inspectFor', { number }) : undefined}
          onClick={() => setAct('inspect')}
        >
          {t(compact ? 'act.inspectShort' : 'act.inspect')}
        </Button>
      ) : null}
      {act === 'open' ? (
        <OpenDialog
          caseId={caseId}
          number={number}
          levels={levels}
          helpers={helpers}
          onClose={() => setAct(null)}
          onDone={done}
        />
      ) : null}
      {act === 'inspect' ? (
        <InspectDialog caseId={caseId} number={number} onClose={() => setAct(null)} onDone={done} />
      ) : null}
    </span>
  );
}
