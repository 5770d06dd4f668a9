import { App } from 'antd';
import { useCallback } from 'react';
import { useTranslation } from 'react-i18next';
import type { TaskRowFragment } from '../../gql/documents.generated.js';
import { errorFacts, errorSentence } from '../../lib/error-facts.js';
import { useSignedIn } from '../../lib/session.js';
import { type ActOutcome, claimTask, releaseTask } from '../../lib/task-acts/task-acts.js';

type Row = TaskRowFragment;

/** Claim and release on rows: shown at once, taken back with the reason when refused. */
export function useRowActs(change: (row: Row) => void) {
  const { t } = useTranslation('tasks');
  const { user } = useSignedIn();
  const { message } = App.useApp();

  const settle = useCallback(
    (before: Row, outcome: ActOutcome, quiet: boolean): boolean => {
      if (!outcome.overtaken) change(outcome.row ?? before);
      if (!outcome.error) return true;
      if (!quiet) message.warning(lostSentence(outcome, user.id, t) ?? errorSentence(outcome.error, t));
      return false;
    },
    [change, message, t, user.id],
  );

  /** @returns whether the task is mine now. */
  const claim = useCallback(
    async (row: Row, quiet = false): Promise<boolean> => {
      if (!row.actions.includes('claim')) return false;
      change({
        ...row,
        state: 'CLAIMED',
        holder: { id: user.id, name: user.name },
        actions: ['release', 'complete'],
        refusal: null,
      });
      return settle(row, await claimTask(row.id), quiet);
    },
    [change, settle, user.id, user.name],
  );

  /** @returns whether it is free again. */
  const release = useCallback(
    async (row: Row, quiet = false): Promise<boolean> => {
      if (!row.actions.includes('release')) return false;
      change({ ...row, state: 'OPEN', holder: null, actions: ['claim'], refusal: null });
      return settle(row, await releaseTask(row.id), quiet);
    },
    [change, settle],
  );

  return { claim, release };
}

/** "已被温可行领取" when someone else was faster. */
function lostSentence(
  { row, error }: ActOutcome,
  me: string,
  t: (key: string, values: { name: string }) => string,
): string | null {
  const lost = error && errorFacts(error).code === 'CONFLICT' && row?.holder && row.holder.id !== me;
  return lost && row.holder ? t('lostTo', { name: row.holder.name }) : null;
}
