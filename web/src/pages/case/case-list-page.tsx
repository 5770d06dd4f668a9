import { Button } from 'antd';
import { useCallback, useMemo } from 'react';
import { useTranslation } from 'react-i18next';
import { useSearchParams } from 'react-router';
import { CaseFilters } from '../../features/case-view/case-filters.js';
import '../../features/case-view/case-list.css';
import {
  type CaseListChoice,
  isNarrowed,
  readCaseList,
  writeCaseList,
} from '../../../../common/src/case-list/case-list-address.js';
import { CaseRows } from '../../features/case-view/case-rows.js';
import { useCaseList } from '../../features/case-view/use-case-list.js';
import { usePermission } from '../../lib/session.js';
import { LinkButton } from '../../ui/link-button.js';
import { PageHeader } from '../../ui/page-header.js';
import { SkeletonBar } from '../../ui/skeleton.js';
import { BrokenState, EmptyState } from '../../ui/states.js';

const SKELETON_ROWS = ['a', 'b', 'c', 'd', 'e', 'f', 'g', 'h'];

/** All cases the reader may see, narrowed by a few questions; the address holds the answers. */
export function CaseListPage() {
  const { t } = useTranslation('cases');
  const [search, setSearch] = useSearchParams();
  const choice = useMemo(() => readCaseList(search), [search]);
  const change = useCallback((next: CaseListChoice) => setSearch(writeCaseList(next), { replace: true }), [setSearch]);
  const list = useCaseList(choice);
  const mayReceive = usePermission('receiveCase');

  return (
    <>
      <PageHeader
        title={t('list.title')}
        actions={
          mayReceive ? (
            <LinkButton to="/intake" primary>
              {t('list.newCase')}
            </LinkButton>
          ) : null
        }
      />
      <div className="ys-case-list">
        <CaseFilters choice={choice} onChange={change} />
        {list.stale && list.rows ? (
          <Button type="dashed" block onClick={list.refresh}>
            {t('list.changed')}
          </Button>
        ) : null}
        {list.rows === null && list.error ? <BrokenState error={list.error} onRetry={list.refresh} /> : null}
        {list.rows === null && !list.error ? (
          <div
            role="status"
            aria-label={t('common:state.loading')}
            style={{ display: 'grid', gap: 24, paddingTop: 24 }}
          >
            {SKELETON_ROWS.map((key) => (
              <SkeletonBar key={key} width="100%" height={16} />
            ))}
          </div>
        ) : null}
        {list.rows?.length === 0 ? (
          isNarrowed(choice) || choice.state !== 'all' ? (
            <EmptyState title={t('list.emptyTitle')} text={t('list.emptyText')} />
          ) : (
            <EmptyState title={t('list.emptyAllTitle')} text={t('list.emptyAllText')} />
          )
        ) : null}
        {list.rows && list.rows.length > 0 ? (
          <>
            <CaseRows rows={list.rows} />
            <div className="ys-case-list-foot">
              {list.hasMore ? (
                <Button loading={list.busy} onClick={list.more}>
                  {list.busy ? t('list.loadingMore') : t('list.more')}
                </Button>
              ) : null}
              <span className="soft">
                {t(list.hasMore ? 'list.shown' : 'list.shownAll', { count: list.rows.length })}
              </span>
              {list.error ? (
                <span role="alert" className="ys-field-error">
                  {t('list.loadFailed')}
                </span>
              ) : null}
            </div>
          </>
        ) : null}
      </div>
    </>
  );
}
