import { ReloadOutlined } from '@ant-design/icons';
import { Button } from 'antd';
import { useCallback, useEffect, useRef } from 'react';
import { useTranslation } from 'react-i18next';
import { Link } from 'react-router';
import { useQuery } from 'urql';
import { DeadlineTable } from '../../features/deadlines/deadline-table.js';
import '../../features/deadlines/deadlines.css';
import { DeadlineBoardDocument } from '../../gql/documents.generated.js';
import { useLiveChanges } from '../../lib/live-changes.js';
import { PageHeader } from '../../ui/page-header.js';
import { SkeletonBar } from '../../ui/skeleton.js';
import { BrokenState, EmptyState } from '../../ui/states.js';

const GATHER_MS = 400;
/** Cases fall due without anybody doing anything. */
const ASK_AGAIN_MS = 30_000;
const SKELETON_ROWS = ['a', 'b', 'c', 'd', 'e', 'f'];

/** 时限: what is overdue, due today, tomorrow, this week and later, and what stands still, by unit. */
export function DeadlinesPage() {
  const { t } = useTranslation('deadlines');
  const [{ data, error }, ask] = useQuery({ query: DeadlineBoardDocument, requestPolicy: 'cache-and-network' });
  const reread = useCallback(() => ask({ requestPolicy: 'network-only' }), [ask]);
  const planned = useRef<ReturnType<typeof setTimeout>>(undefined);
  useLiveChanges('case', () => {
    planned.current ??= setTimeout(() => {
      planned.current = undefined;
      reread();
    }, GATHER_MS);
  });
  useEffect(() => {
    const timer = setInterval(reread, ASK_AGAIN_MS);
    return () => {
      clearInterval(timer);
      clearTimeout(planned.current);
    };
  }, [reread]);
  useEffect(() => {
    document.title = `${t('title')} · ${t('common:product.name')}`;
  }, [t]);

  if (!data && error) return <BrokenState error={error} onRetry={reread} />;
  return (
    <>
      <PageHeader
        title={t('title')}
        extra={<span className="soft">{t('about')}</span>}
        actions={
          <Button icon={<ReloadOutlined />} onClick={reread}>
            {t('common:action.refresh')}
          </Button>
        }
      />
      <div className="ys-deadline-board">
        {error ? (
          <p role="alert" className="ys-field-error">
            {t('stale')}
          </p>
        ) : null}
        {data ? (
          data.deadlineBoard.rows.length > 0 ? (
            <DeadlineTable board={data.deadlineBoard} />
          ) : (
            <EmptyState
              title={t('emptyTitle')}
              text={t('emptyText')}
              actions={
                <Link to="/cases">
                  <Button>{t('toCases')}</Button>
                </Link>
              }
            />
          )
        ) : (
          <div role="status" aria-label={t('common:state.loading')} className="ys-deadlines-loading">
            {SKELETON_ROWS.map((key) => (
              <SkeletonBar key={key} width="100%" height={16} />
            ))}
          </div>
        )}
      </div>
    </>
  );
}
