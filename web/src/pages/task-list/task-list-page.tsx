import type { InputRef } from 'antd';
import { useCallback, useEffect, useMemo, useRef, useState } from 'react';
import { useTranslation } from 'react-i18next';
import { useNavigate } from 'react-router';
import { BulkBar } from '../../features/task-list/bulk-bar.js';
import { FilterBar } from '../../features/task-list/filter-bar.js';
import {
  countFilters,
  defaultAddress,
  type ListAddress,
  readAddress,
  writeAddress,
} from '../../features/task-list/list-address.js';
import type { ListRow } from '../../features/task-list/list-state.js';
import { TaskRows } from '../../features/task-list/task-rows.js';
import { TaskRowsSkeleton } from '../../features/task-list/task-rows-skeleton.js';
import { useRowActs } from '../../features/task-list/use-row-acts.js';
import { useTaskList } from '../../features/task-list/use-task-list.js';
import { ViewsPane } from '../../features/task-list/views-pane.js';
import { TaskView } from '../../features/task-view/task-view.js';
import { useShortcuts } from '../../lib/shortcuts.js';
import { useAddress } from '../../lib/use-address.js';
import { useMedia } from '../../lib/use-media.js';
import { useTaskCounts } from '../../lib/use-task-counts.js';
import { NewsBar } from '../../ui/lists/news-bar.js';
import { BrokenState } from '../../ui/states.js';
import { ListEmpty } from './list-empty.js';
import './task-list-page.css';

/** The work list: views, list and the task itself beside each other as far as the screen allows. */
export function TaskListPage() {
  const { t } = useTranslation('tasks');
  const navigate = useNavigate();
  const [search, setSearch] = useAddress();
  const wide = useMedia('(min-width: 1400px)');
  const phone = useMedia('(max-width: 899px)');
  const roomy = useMedia('(min-width: 1840px)');
  const address = useMemo(() => readAddress(search), [search]);
  const openId = phone ? null : search.get('task');
  // Two lines a row: there is a telephone's width, or the task stands beside the list.
  const narrow = phone || (openId !== null && !roomy);
  const list = useTaskList(address);
  const counts = useTaskCounts();
  const { claim, release } = useRowActs(list.change);
  const [cursorId, setCursorId] = useState<string | null>(openId);
  // Keys may come faster than React draws: the cursor moves here first.
  const cursorNow = useRef(cursorId);
  const place = useCallback((id: string) => {
    cursorNow.current = id;
    setCursorId(id);
  }, []);
  const [selected, setSelected] = useState<ReadonlySet<string>>(new Set());
  const anchor = useRef(0);
  const textField = useRef<InputRef>(null);
  const { rows } = list;
  const cursor = rows.findIndex((row) => row.id === cursorId);
  const here = writeAddress(address).toString();

  useEffect(() => {
    document.title = `${t('title')} · ${t('common:product.name')}`;
  }, [t]);
  // biome-ignore lint/correctness/useExhaustiveDependencies: another list, another selection
  useEffect(() => setSelected(new Set()), [here]);

  const go = useCallback(
    (next: ListAddress, replace = false) => {
      const to = writeAddress(next);
      if (openId) to.set('task', openId);
      setSearch(to, { replace });
    },
    [openId, setSearch],
  );

  const show = useCallback(
    (id: string | null) => {
      if (phone && id) return void navigate(`/tasks/${id}`);
      setSearch(
        (before) => {
          const to = new URLSearchParams(before);
          if (id) to.set('task', id);
          else to.delete('task');
          return to;
        },
        // Moving through the list with a key held down, what was chosen last is what is drawn.
        { flushSync: false },
      );
    },
    [phone, navigate, setSearch],
  );

  const open = useCallback(
    (row: ListRow, index: number) => {
      anchor.current = index;
      place(row.id);
      show(row.id);
    },
    [place, show],
  );

  const current = useRef(rows);
  current.current = rows;
  const select = useCallback(
    (row: ListRow, index: number, range: boolean) => {
      const from = range ? Math.min(anchor.current, index) : index;
      const to = range ? Math.max(anchor.current, index) : index;
      setSelected((before) => {
        const next = new Set(before);
        if (!range && next.has(row.id)) next.delete(row.id);
        else for (const one of current.current.slice(from, to + 1)) next.add(one.id);
        return next;
      });
      anchor.current = index;
      place(row.id);
    },
    [place],
  );

  const indexNow = () => current.current.findIndex((row) => row.id === cursorNow.current);
  const move = (step: number) => {
    const index = indexNow();
    const row = rows[Math.max(0, Math.min(rows.length - 1, index < 0 ? 0 : index + step))];
    if (row) place(row.id);
  };
  const at = (act: (row: ListRow, index: number) => unknown) => () => {
    const row = current.current[indexNow()];
    if (row) act(row, indexNow());
  };

  useShortcuts({
    j: () => move(1),
    k: () => move(-1),
    ArrowDown: () => move(1),
    ArrowUp: () => move(-1),
    Enter: at(open),
    d: at((row) => document.querySelector<HTMLElement>(`[id="task-row-${row.id}"] .ys-clock-button`)?.click()),
    c: at((row) => claim(row)),
    r: at((row) => release(row)),
    x: at((row, index) => select(row, index, false)),
    X: at((row, index) => select(row, index, true)),
    n: () => list.news.size > 0 && list.reload(),
    '/': () => textField.current?.focus(),
    Escape: () => (selected.size > 0 ? setSelected(new Set()) : show(null)),
  });

  /** After a task is done: the next one of the list that is still open. */
  const next = useCallback(
    (doneId: string) => {
      const index = current.current.findIndex((row) => row.id === doneId);
      const after = [...current.current.slice(index + 1), ...current.current.slice(0, Math.max(index, 0))];
      const row = after.find(
        (one) => !one.gone && one.id !== doneId && one.actions.some((act) => act === 'complete' || act === 'claim'),
      );
      return row
        ? () => {
            place(row.id);
            show(row.id);
          }
        : null;
    },
    [place, show],
  );

  const newsWords = list.news.size > 0 ? t('news', { count: list.news.size }) : list.stale ? t('stale') : null;
  const chosen = rows.filter((row) => selected.has(row.id));
  return (
    <div className={`ys-tasks${wide ? ' wide' : ''}${openId ? ' with-task' : ''}`}>
      {wide ? <ViewsPane address={address} counts={counts} onGo={go} /> : null}
      <section className="ys-tasks-list" aria-label={t('title')}>
        <h1 className="visually-hidden">{t('title')}</h1>
        <FilterBar
          address={address}
          onGo={go}
          onReload={list.reload}
          search={textField}
          withScope={!wide}
          withColumns={!narrow}
        />
        <NewsBar words={newsWords} onShow={list.reload} />
        {list.status === 'loading' ? <TaskRowsSkeleton /> : null}
        {list.status === 'failed' ? (
          <BrokenState error={list.error ?? undefined} kept={t('kept')} onRetry={list.reload} />
        ) : null}
        {list.status === 'ready' && rows.length === 0 ? (
          <ListEmpty
            scope={address.scope}
            filtered={countFilters(address) > 0 || address.text !== ''}
            onClear={() => go({ ...defaultAddress, scope: address.scope })}
            onScope={(scope) => go({ ...defaultAddress, scope })}
          />
        ) : null}
        {list.status === 'ready' && rows.length > 0 ? (
          <TaskRows
            key={here}
            list={list}
            memory={here}
            narrow={narrow}
            cursor={cursor}
            openId={openId}
            selected={selected}
            onOpen={open}
            onSelect={select}
          />
        ) : null}
        {chosen.length > 0 ? (
          <BulkBar
            rows={chosen}
            onClaim={claim}
            onRelease={release}
            onClear={() => setSelected(new Set())}
            current={(id) => current.current.find((row) => row.id === id)}
          />
        ) : null}
      </section>
      {openId ? (
        <aside className="ys-tasks-task" aria-label={t('task')}>
          <TaskView
            key={openId}
            taskId={openId}
            onRow={list.change}
            next={next}
            onOpen={show}
            onLeave={() => show(null)}
            onClose={() => show(null)}
          />
        </aside>
      ) : null}
    </div>
  );
}
