import { useVirtualizer } from '@tanstack/react-virtual';
import { Button } from 'antd';
import { type CSSProperties, useCallback, useEffect, useMemo, useRef } from 'react';
import { useTranslation } from 'react-i18next';
import { errorSentence } from '../../lib/error-facts.js';
import { usePreferences } from '../../lib/preferences.js';
import { useNow } from '../../lib/server-time.js';
import { useWidth } from '../../lib/use-width.js';
import { readColumns } from '../../ui/lists/column-order.js';
import { SkeletonBar } from '../../ui/skeleton.js';
import { type Column, columns, columnsThatFit, gridOf, narrowColumns, usualColumns } from './columns.js';
import type { ListRow } from './list-state.js';
import { TaskRow } from './task-row.js';
import { titleLines } from './title-lines.js';
import type { TaskList } from './use-task-list.js';

type TaskRowsProps = {
  list: TaskList;
  /** Where scrolling is remembered. */
  memory: string;
  /** Two lines a row: there is a telephone's width, or the task stands beside the list. */
  narrow: boolean;
  cursor: number;
  openId: string | null;
  selected: ReadonlySet<string>;
  onOpen: (row: ListRow, index: number) => void;
  onSelect: (row: ListRow, index: number, range: boolean) => void;
};

const scrolled = new Map<string, number>();

/** The rows, virtualised; the list has the focus and names the row at the cursor. */
export function TaskRows({ list, memory, narrow, cursor, openId, selected, onOpen, onSelect }: TaskRowsProps) {
  const { t } = useTranslation('tasks');
  const { density, columns: chosen } = usePreferences();
  const now = useNow();
  const scroller = useRef<HTMLDivElement>(null);
  const dense = density === 'dense';
  const width = useWidth(scroller);
  const heads = narrow ? 0 : headsHeight;
  const height = narrow ? (dense ? 56 : 64) : dense ? 32 : 40;
  const lines = useCallback(
    (index: number) => (narrow ? titleLines(list.rows[index]?.title ?? '', width) : 1),
    [narrow, list.rows, width],
  );
  const rows = useVirtualizer({
    count: list.rows.length,
    getScrollElement: () => scroller.current,
    estimateSize: (index) => height + (lines(index) - 1) * SECOND_LINE,
    getItemKey: useCallback((index: number) => list.rows[index]?.id ?? index, [list.rows]),
    overscan: 12,
    scrollMargin: heads,
    scrollPaddingStart: heads,
    initialOffset: () => scrolled.get(memory) ?? 0,
  });

  // biome-ignore lint/correctness/useExhaustiveDependencies: another row height means other offsets
  useEffect(() => {
    rows.measure();
    if (cursor >= 0) rows.scrollToIndex(cursor, { align: 'auto' });
  }, [height]);

  // biome-ignore lint/correctness/useExhaustiveDependencies: another width breaks titles elsewhere
  useEffect(() => rows.measure(), [width]);

  // biome-ignore lint/correctness/useExhaustiveDependencies: only a move of the cursor scrolls, never new rows
  useEffect(() => {
    if (cursor >= 0) rows.scrollToIndex(cursor, { align: 'auto' });
  }, [cursor]);

  const shown = useMemo(() => {
    if (narrow) return narrowColumns;
    return columnsThatFit(readColumns(columns, chosen) ?? usualColumns, width);
  }, [narrow, chosen, width]);
  const items = rows.getVirtualItems();
  const last = items.at(-1)?.index ?? -1;
  const { more } = list;
  useEffect(() => {
    if (last >= list.rows.length - 15) more();
  }, [last, list.rows.length, more]);

  const atCursor = list.rows[cursor];
  return (
    <div
      ref={scroller}
      className={`ys-task-rows${narrow ? ' narrow' : ''}`}
      role="listbox"
      aria-label={t('list')}
      aria-multiselectable="true"
      style={narrow ? undefined : ({ '--ys-task-grid': gridOf(shown) } as CSSProperties)}
      aria-activedescendant={atCursor ? `task-row-${atCursor.id}` : undefined}
      tabIndex={0}
      onScroll={(event) => scrolled.set(memory, event.currentTarget.scrollTop)}
    >
      {narrow ? null : <ColumnHeads columns={shown} />}
      <div role="presentation" style={{ height: rows.getTotalSize(), position: 'relative' }}>
        {items.map((item) => {
          const row = list.rows[item.index];
          return row ? (
            <TaskRow
              key={row.id}
              row={row}
              index={item.index}
              now={now}
              style={{
                position: 'absolute',
                inset: '0 0 auto 0',
                height: item.size,
                transform: `translateY(${item.start - heads}px)`,
              }}
              columns={shown}
              atCursor={item.index === cursor}
              open={row.id === openId}
              selected={selected.has(row.id)}
              onOpen={onOpen}
              onSelect={onSelect}
            />
          ) : null;
        })}
      </div>
      {list.loadingMore ? (
        <div className="ys-task-more" role="status">
          <SkeletonBar width="70%" />
        </div>
      ) : null}
      {list.error && !list.loadingMore ? (
        <div className="ys-task-more" role="alert">
          {errorSentence(list.error, t)} <Button onClick={list.more}>{t('common:action.retry')}</Button>
        </div>
      ) : null}
      {!list.hasNext && list.rows.length > 12 ? (
        <p className="ys-task-more soft">{t('end', { count: list.rows.length })}</p>
      ) : null}
    </div>
  );
}

const headsHeight = 28;
const SECOND_LINE = 22;

/** Says what the columns are; each cell says its own part to who hears the rows. */
function ColumnHeads({ columns }: { columns: readonly Column[] }) {
  const { t } = useTranslation('tasks');
  const head = (column: Column) => (
    <span key={column} className="one-line">
      {column === 'channel' ? null : t(`column.${column}`)}
    </span>
  );
  return (
    <div className="ys-task-heads soft" aria-hidden="true" style={{ height: headsHeight }}>
      <span />
      <span>{t('column.light')}</span>
      {columns[0] === 'number' ? head('number') : null}
      <span>{t('column.title')}</span>
      {(columns[0] === 'number' ? columns.slice(1) : columns).map(head)}
    </div>
  );
}
