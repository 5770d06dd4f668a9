import { Button } from 'antd';
import { useCallback, useEffect, useMemo, useRef, useState } from 'react';
import { useTranslation } from 'react-i18next';
import { Link } from 'react-router';
import {
  type BoardChoice,
  everyCase,
  isNarrowed,
  readChoice,
  writeChoice,
} from '../../features/supervision/board/board-choice.js';
import { BoardFilters } from '../../features/supervision/board/board-filters.js';
import { BoardRows } from '../../features/supervision/board/board-rows.js';
import { LevelTabs } from '../../features/supervision/board/level-tabs.js';
import { UnitCounts } from '../../features/supervision/board/unit-counts.js';
import { useBoard } from '../../features/supervision/board/use-board.js';
import { useCounts } from '../../features/supervision/board/use-counts.js';
import { RemindDialog, type ReminderBatch } from '../../features/supervision/remind/remind-dialog.js';
import { UndoWindow } from '../../features/supervision/remind/undo-window.js';
import { useAddress } from '../../lib/use-address.js';
import '../../features/supervision/supervision-desk.css';
import { usePermission } from '../../lib/session.js';
import { useShortcuts } from '../../lib/shortcuts.js';
import { useMedia } from '../../lib/use-media.js';
import { PageHeader } from '../../ui/page-header.js';
import { SkeletonBar } from '../../ui/skeleton.js';
import { BrokenState, EmptyState } from '../../ui/states.js';

const SKELETON_ROWS = ['a', 'b', 'c', 'd', 'e', 'f', 'g', 'h'];
/** The API reminds no more at once. */
const MOST_CHOSEN = 200;

/** 督办台: every open case from its first minute, unanswered first; supervision opened, units reminded in bulk. */
export function SupervisionPage() {
  const { t } = useTranslation('supervision');
  const [search, setSearch] = useAddress();
  const choice = useMemo(() => readChoice(search), [search]);
  const change = useCallback((next: BoardChoice) => setSearch(writeChoice(next), { replace: true }), [setSearch]);
  const board = useBoard(choice);
  const counts = useCounts();
  const mayRemind = usePermission('remindUnits');
  const mayReadCalls = usePermission('readOutboundCalls');
  const wide = useMedia('(min-width: 1200px)');
  const list = useRef<HTMLDivElement>(null);
  // Number by id: what was chosen stays chosen and nameable when its row is on another page of the board.
  const [chosen, setChosen] = useState<ReadonlyMap<string, string>>(new Map());
  const [reminding, setReminding] = useState(false);
  const [sent, setSent] = useState<{ batch: ReminderBatch; numbers: ReadonlyMap<string, string> } | null>(null);
  const rows = board.rows ?? [];

  useEffect(() => {
    document.title = `${t('title')} · ${t('common:product.name')}`;
  }, [t]);

  function select(entries: readonly { id: string; number: string }[], on: boolean) {
    setChosen((before) => {
      const next = new Map(before);
      for (const { id, number } of entries) {
        if (!on) next.delete(id);
        else if (next.size < MOST_CHOSEN) next.set(id, number);
      }
      return next;
    });
  }
  function selectOne(caseId: string, on: boolean) {
    const row = rows.find((one) => one.case.id === caseId);
    if (row) select([row.case], on);
  }

  function move(by: 1 | -1) {
    const links = [...(list.current?.querySelectorAll<HTMLElement>('[data-row-link]') ?? [])];
    const here = links.findIndex((link) => link.closest('tr')?.contains(document.activeElement));
    const next = links[here === -1 ? (by === 1 ? 0 : links.length - 1) : here + by];
    next?.focus();
    next?.scrollIntoView({ block: 'nearest' });
  }
  useShortcuts({
    j: () => move(1),
    k: () => move(-1),
    '/': () => list.current?.querySelector<HTMLElement>('input[type=search], .ys-board-search input')?.focus(),
    Escape: () => setChosen(new Map()),
  });

  const units = <UnitCounts choice={choice} counts={counts} onChange={change} />;
  return (
    <>
      <PageHeader
        title={t('title')}
        extra={<span className="soft">{t('about')}</span>}
        actions={
          mayReadCalls ? (
            <Link to="/calls">
              <Button>{t('toCalls')}</Button>
            </Link>
          ) : null
        }
      />
      <div className="ys-desk" ref={list}>
        <LevelTabs choice={choice} counts={counts} onChange={change} />
        {wide ? (
          <aside className="ys-desk-units" aria-label={t('units.label')}>
            {units}
          </aside>
        ) : (
          <details className="ys-desk-units">
            <summary>{t('units.label')}</summary>
            {units}
          </details>
        )}
        <div className="ys-desk-list">
          <BoardFilters choice={choice} onChange={change} />
          {board.stale && board.rows ? (
            <Button type="dashed" block onClick={board.refresh}>
              {t('list.changed')}
            </Button>
          ) : null}
          {board.rows === null && board.error ? <BrokenState error={board.error} onRetry={board.refresh} /> : null}
          {board.rows === null && !board.error ? (
            <div role="status" aria-label={t('common:state.loading')} className="ys-desk-loading">
              {SKELETON_ROWS.map((key) => (
                <SkeletonBar key={key} width="100%" height={16} />
              ))}
            </div>
          ) : null}
          {board.rows?.length === 0 ? (
            isNarrowed(choice) ? (
              <EmptyState
                title={t('empty.filteredTitle')}
                text={t('empty.filteredText')}
                actions={<Button onClick={() => change(everyCase)}>{t('filter.reset')}</Button>}
              />
            ) : (
              <EmptyState title={t('empty.title')} text={t('empty.text')} />
            )
          ) : null}
          {rows.length > 0 ? (
            <>
              <BoardRows
                rows={rows}
                selected={new Set(chosen.keys())}
                onSelect={mayRemind ? selectOne : null}
                onSelectAll={(on) =>
                  select(
                    rows.map((row) => row.case),
                    on,
                  )
                }
                onDone={board.soon}
              />
              <div className="ys-desk-foot">
                {board.hasMore ? (
                  <Button loading={board.busy} onClick={board.more}>
                    {t('common:action.showMore')}
                  </Button>
                ) : null}
                <span className="soft">
                  {t(board.hasMore ? 'list.shown' : 'list.shownAll', { count: rows.length })}
                </span>
                {board.error ? (
                  <span role="alert" className="ys-field-error">
                    {t('list.loadFailed')}
                  </span>
                ) : null}
              </div>
            </>
          ) : null}
        </div>
        {sent ? (
          <UndoWindow
            key={sent.batch.id ?? 'nobody'}
            batch={sent.batch}
            numberOf={(id) => sent.numbers.get(id) ?? ''}
            onClose={() => setSent(null)}
          />
        ) : null}
        {chosen.size > 0 && !sent ? (
          <section className="ys-remind-bar" aria-label={t('remind.bar')}>
            <div className="ys-remind-line">
              <strong>{t('remind.selected', { count: chosen.size })}</strong>
              <Button type="primary" onClick={() => setReminding(true)}>
                {t('remind.open')}
              </Button>
              {chosen.size >= MOST_CHOSEN ? (
                <span className="soft">{t('remind.most', { count: MOST_CHOSEN })}</span>
              ) : null}
              <Button type="text" onClick={() => setChosen(new Map())}>
                {t('remind.clear')}
              </Button>
            </div>
          </section>
        ) : null}
        {reminding ? (
          <RemindDialog
            chosen={chosen}
            onClose={() => setReminding(false)}
            onSent={(batch) => {
              setSent({ batch, numbers: chosen });
              setReminding(false);
              setChosen(new Map());
            }}
          />
        ) : null}
      </div>
    </>
  );
}
