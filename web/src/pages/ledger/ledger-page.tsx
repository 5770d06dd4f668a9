import { PrinterOutlined } from '@ant-design/icons';
import { Button, type InputRef } from 'antd';
import { useCallback, useEffect, useMemo, useRef, useState } from 'react';
import { useTranslation } from 'react-i18next';
import { useHref } from 'react-router';
import {
  type CaseListChoice,
  everything,
  isNarrowed,
  readCaseList,
  writeCaseList,
} from '../../../../common/src/case-list/case-list-address.js';
import { ExportMenu } from '../../features/ledger/export-menu.js';
import { LedgerBar } from '../../features/ledger/ledger-bar.js';
import { cardColumns, ledgerColumns, usualColumns } from '../../features/ledger/ledger-columns.js';
import { LedgerRows } from '../../features/ledger/ledger-rows.js';
import { LedgerViews } from '../../features/ledger/ledger-views.js';
import { useLedger } from '../../features/ledger/use-ledger.js';
import { useLedgerCount } from '../../features/ledger/use-ledger-count.js';
import { ViewsMenu } from '../../features/ledger/views-menu.js';
import { useAddress } from '../../lib/use-address.js';
import '../../features/ledger/ledger.css';
import { usePreferences } from '../../lib/preferences.js';
import { usePermission } from '../../lib/session.js';
import { useShortcuts } from '../../lib/shortcuts.js';
import { useMedia } from '../../lib/use-media.js';
import { LinkButton } from '../../ui/link-button.js';
import { readColumns } from '../../ui/lists/column-order.js';
import { NewsBar } from '../../ui/lists/news-bar.js';
import { PageHeader } from '../../ui/page-header.js';
import { SkeletonBar } from '../../ui/skeleton.js';
import { BrokenState, EmptyState } from '../../ui/states.js';

const SKELETON_ROWS = ['a', 'b', 'c', 'd', 'e', 'f', 'g', 'h'];

/** 问题台账: every case the reader may see, narrowed by what the address says. */
export function LedgerPage() {
  const { t, i18n } = useTranslation('ledger');
  const [search, setSearch] = useAddress();
  const choice = useMemo(() => readCaseList(search), [search]);
  const go = useCallback((next: CaseListChoice) => setSearch(writeCaseList(next), { replace: true }), [setSearch]);
  const list = useLedger(choice);
  const [readings, setReadings] = useState(0);
  const count = useLedgerCount(choice, readings);
  const { ledgerColumns: chosen } = usePreferences();
  const wide = useMedia('(min-width: 1400px)');
  const phone = useMedia('(max-width: 860px)');
  const mayReceive = usePermission('receiveCase');
  const mayExport = usePermission('exportCases');
  const textField = useRef<InputRef>(null);
  const table = useRef<HTMLDivElement>(null);
  const columns = phone ? cardColumns : (readColumns(ledgerColumns, chosen) ?? usualColumns);
  const printed = useHref(`/cases/print?${writeCaseList(choice)}`);

  useEffect(() => {
    document.title = `${t('title')} · ${t('common:product.name')}`;
  }, [t]);

  function reload() {
    setReadings(readings + 1);
    void list.refresh();
  }

  function move(by: 1 | -1) {
    const links = [...(table.current?.querySelectorAll<HTMLElement>('[data-row-link]') ?? [])];
    const here = links.findIndex((link) => link.closest('tr')?.contains(document.activeElement));
    const next = links[here === -1 ? (by === 1 ? 0 : links.length - 1) : here + by];
    next?.focus();
    next?.scrollIntoView({ block: 'nearest' });
  }
  useShortcuts({
    j: () => move(1),
    k: () => move(-1),
    n: () => list.stale && reload(),
    '/': () => textField.current?.focus(),
  });

  const all = list.rows && !list.hasMore ? { value: list.rows.length, kind: 'EXACT' } : count;
  // An estimate is said as roughly as it is known.
  const number = new Intl.NumberFormat(i18n.language, all?.kind === 'ESTIMATE' ? { maximumSignificantDigits: 2 } : {});
  const many = all
    ? t(all.kind === 'EXACT' ? 'count' : 'countAbout', { count: all.value, shown: number.format(all.value) })
    : '';

  return (
    <div className={`ys-ledger${wide ? ' wide' : ''}`}>
      {wide ? <LedgerViews choice={choice} onGo={go} /> : null}
      <section className="ys-ledger-list" aria-label={t('title')}>
        <PageHeader
          title={t('title')}
          extra={
            <span role="status" className="soft" title={all?.kind === 'ESTIMATE' ? t('countAboutWhy') : undefined}>
              {many}
            </span>
          }
          actions={
            <>
              {phone ? null : (
                <Button href={printed} target="_blank" icon={<PrinterOutlined aria-hidden="true" />}>
                  {t('print.label')}
                </Button>
              )}
              {mayExport ? <ExportMenu choice={choice} /> : null}
              {mayReceive ? (
                <LinkButton to="/intake" primary>
                  {t('newCase')}
                </LinkButton>
              ) : null}
            </>
          }
        />
        <LedgerBar
          choice={choice}
          onGo={go}
          onReload={reload}
          search={textField}
          views={wide ? null : <ViewsMenu choice={choice} onGo={go} />}
          withColumns={!phone}
        />
        <NewsBar words={list.stale && list.rows ? t('changed') : null} onShow={reload} />
        <div ref={table} className="ys-ledger-scroll">
          {list.rows === null && list.error ? (
            <BrokenState error={list.error} kept={t('kept')} onRetry={reload} />
          ) : null}
          {list.rows === null && !list.error ? (
            <div role="status" aria-label={t('common:state.loading')} className="ys-ledger-skeleton">
              {SKELETON_ROWS.map((key) => (
                <SkeletonBar key={key} width="100%" height={16} />
              ))}
            </div>
          ) : null}
          {list.rows?.length === 0 ? (
            isNarrowed(choice) || choice.state !== 'all' ? (
              <EmptyState
                title={t('empty.title')}
                text={t('empty.text')}
                actions={<Button onClick={() => go({ ...everything, state: 'all' })}>{t('empty.showAll')}</Button>}
              />
            ) : (
              <EmptyState title={t('empty.allTitle')} text={t('empty.allText')} />
            )
          ) : null}
          {list.rows && list.rows.length > 0 ? (
            <>
              <LedgerRows rows={list.rows} columns={columns} />
              <div className="ys-ledger-foot">
                {list.hasMore ? (
                  <Button loading={list.busy} onClick={list.more}>
                    {list.busy ? t('loadingMore') : t('more')}
                  </Button>
                ) : null}
                <span className="soft">{t(list.hasMore ? 'shown' : 'shownAll', { count: list.rows.length })}</span>
                {list.error ? (
                  <span role="alert" className="ys-field-error">
                    {t('loadFailed')}
                  </span>
                ) : null}
              </div>
            </>
          ) : null}
        </div>
      </section>
    </div>
  );
}
