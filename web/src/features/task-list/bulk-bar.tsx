import { App, Button } from 'antd';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import type { ListRow } from './list-state.js';

type BulkBarProps = {
  rows: ListRow[];
  onClaim: (row: ListRow, quiet: boolean) => Promise<boolean>;
  onRelease: (row: ListRow, quiet: boolean) => Promise<boolean>;
  onClear: () => void;
  /** Rows as they stand when undo is pressed, by id. */
  current: (id: string) => ListRow | undefined;
};

/** For several tasks at once: says beforehand how many it will touch, afterwards how many it did, and can take it back. */
export function BulkBar({ rows, onClaim, onRelease, onClear, current }: BulkBarProps) {
  const { t } = useTranslation('tasks');
  const { message } = App.useApp();
  const [busy, setBusy] = useState(0);
  const claimable = rows.filter((row) => row.actions.includes('claim'));
  const releasable = rows.filter((row) => row.actions.includes('release'));

  async function each(list: ListRow[], act: (row: ListRow, quiet: boolean) => Promise<boolean>): Promise<ListRow[]> {
    const done: ListRow[] = [];
    for (const [index, row] of list.entries()) {
      setBusy(list.length - index);
      if (await act(row, true)) done.push(row);
    }
    setBusy(0);
    return done;
  }

  async function run(
    words: 'claimed' | 'released',
    list: ListRow[],
    act: BulkBarProps['onClaim'],
    back: BulkBarProps['onClaim'],
  ) {
    const done = await each(list, act);
    onClear();
    const key = `bulk-${Date.now()}`;
    const undo = async () => {
      message.destroy(key);
      const again = await each(
        done.flatMap((row) => current(row.id) ?? []),
        back,
      );
      message.info(t('bulk.undone', { count: again.length }));
    };
    message.open({
      key,
      type: done.length === list.length ? 'success' : 'warning',
      duration: 8,
      content: (
        <>
          {t(`bulk.${words}`, { count: done.length })}
          {done.length < list.length ? t('bulk.missed', { count: list.length - done.length }) : null}
          {done.length > 0 ? (
            <Button type="link" size="small" onClick={() => void undo()}>
              {t('bulk.undo')}
            </Button>
          ) : null}
        </>
      ),
    });
  }

  return (
    <section className="ys-bulk" aria-label={t('bulk.label')}>
      <strong>{t('bulk.selected', { count: rows.length })}</strong>
      <Button
        type="primary"
        disabled={claimable.length === 0 || busy > 0}
        onClick={() => run('claimed', claimable, onClaim, onRelease)}
      >
        {t('bulk.claim', { count: claimable.length })}
      </Button>
      <Button
        disabled={releasable.length === 0 || busy > 0}
        onClick={() => run('released', releasable, onRelease, onClaim)}
      >
        {t('bulk.release', { count: releasable.length })}
      </Button>
      {busy > 0 ? <span role="status">{t('bulk.busy', { count: busy })}</span> : null}
      <Button type="text" onClick={onClear}>
        {t('bulk.clear')}
      </Button>
    </section>
  );
}
