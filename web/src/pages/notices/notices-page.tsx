import { Button, Segmented } from 'antd';
import { useCallback, useEffect } from 'react';
import { useTranslation } from 'react-i18next';
import { useNavigate } from 'react-router';
import { type NoticeLineFragment, NoticesDocument, ReadNoticesDocument } from '../../gql/documents.generated.js';
import { plainClient } from '../../lib/graphql-client.js';
import { useKeysetPages } from '../../lib/keyset-pages.js';
import { useLiveChanges } from '../../lib/live-changes.js';
import { noticePath } from '../../lib/notice-facts.js';
import { useAddress } from '../../lib/use-address.js';
import { LinkButton } from '../../ui/link-button.js';
import { NoticeLine } from '../../ui/notices/notice-line.js';
import { PageHeader } from '../../ui/page-header.js';
import { SkeletonText } from '../../ui/skeleton.js';
import { BrokenState, EmptyState } from '../../ui/states.js';
import './notices-page.css';

const idOf = (notice: NoticeLineFragment): string => notice.id;

/** Everything that came under the bell, newest first. */
export function NoticesPage() {
  const { t } = useTranslation();
  const navigate = useNavigate();
  const [search, setSearch] = useAddress();
  const unreadOnly = search.has('unread');
  const ask = useCallback(
    async (first: number, after: string | null) => {
      const { data, error } = await plainClient.query(NoticesDocument, { unreadOnly, first, after }).toPromise();
      return { page: data?.notices, error };
    },
    [unreadOnly],
  );
  const { rows, hasMore, error, busy, more, reread } = useKeysetPages(ask, idOf);
  useLiveChanges('notice', () => void reread());
  useEffect(() => {
    document.title = `${t('bell.title')} · ${t('product.name')}`;
  }, [t]);

  async function markRead(ids: string[] | null) {
    await plainClient.mutation(ReadNoticesDocument, { ids }).toPromise();
    void reread();
  }

  function follow(notice: NoticeLineFragment) {
    if (!notice.readAt) void markRead([notice.id]);
    const path = noticePath(notice);
    if (path) navigate(path);
  }

  return (
    <>
      <PageHeader
        title={t('bell.title')}
        actions={
          <>
            <LinkButton to="/profile#notices">{t('bell.choose')}</LinkButton>
            <Button disabled={!rows?.some(({ readAt }) => !readAt)} onClick={() => markRead(null)}>
              {t('bell.readAll')}
            </Button>
          </>
        }
      />
      <div className="ys-notices-page">
        <div>
          <Segmented
            value={unreadOnly ? 'unread' : 'all'}
            onChange={(choice) => setSearch(choice === 'unread' ? { unread: '1' } : {}, { replace: true })}
            options={[
              { value: 'all', label: t('bell.allChoice') },
              { value: 'unread', label: t('bell.unread') },
            ]}
          />
        </div>
        {rows === null && error ? <BrokenState error={error} onRetry={() => void reread()} /> : null}
        {rows && error ? (
          <p role="alert" className="ys-field-error">
            {t('state.listNotReread')}
          </p>
        ) : null}
        {rows === null && !error ? <SkeletonText lines={6} /> : null}
        {rows?.length === 0 ? (
          <EmptyState title={t(unreadOnly ? 'bell.noUnread' : 'bell.none')} text={t('bell.empty')} />
        ) : null}
        {rows && rows.length > 0 ? (
          <ul className="ys-notices">
            {rows.map((notice) => (
              <li key={notice.id}>
                <NoticeLine notice={notice} onFollow={() => follow(notice)} />
                {notice.readAt ? null : (
                  <Button type="text" size="small" onClick={() => markRead([notice.id])}>
                    {t('bell.read')}
                  </Button>
                )}
              </li>
            ))}
          </ul>
        ) : null}
        {hasMore ? (
          <div>
            <Button loading={busy} onClick={more}>
              {t('action.showMore')}
            </Button>
          </div>
        ) : null}
      </div>
    </>
  );
}
