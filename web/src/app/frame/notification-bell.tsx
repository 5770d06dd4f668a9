import { BellOutlined } from '@ant-design/icons';
import { Badge, Button } from 'antd';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { Link, useNavigate } from 'react-router';
import { useQuery } from 'urql';
import { type NoticeLineFragment, NotificationsDocument, ReadNoticesDocument } from '../../gql/documents.generated.js';
import { plainClient } from '../../lib/graphql-client.js';
import { useLiveChanges } from '../../lib/live-changes.js';
import { noticePath } from '../../lib/notice-facts.js';
import { NoticeLine } from '../../ui/notices/notice-line.js';
import { PanelPopover } from '../../ui/panel-popover.js';

/** What happened for me: unread first seen as a number, each leading to its case; all of them have a page. */
export function NotificationBell() {
  const { t } = useTranslation();
  const navigate = useNavigate();
  const [open, setOpen] = useState(false);
  const [{ data }, ask] = useQuery({ query: NotificationsDocument, requestPolicy: 'cache-and-network' });
  const notices = data?.notifications ?? [];
  const unread = data?.unreadNotices ?? 0;
  useLiveChanges('notice', () => ask({ requestPolicy: 'network-only' }));

  async function markRead(ids: string[] | null) {
    await plainClient.mutation(ReadNoticesDocument, { ids }).toPromise();
    ask({ requestPolicy: 'network-only' });
  }

  function follow(notice: NoticeLineFragment) {
    setOpen(false);
    if (!notice.readAt) void markRead([notice.id]);
    navigate(noticePath(notice) ?? '/notices');
  }

  const list = (
    <div className="ys-bell-list">
      <div className="ys-bell-head">
        <h3>{t('bell.title')}</h3>
        <Button type="link" size="small" disabled={unread === 0} onClick={() => markRead(null)}>
          {t('bell.readAll')}
        </Button>
      </div>
      {notices.length === 0 ? (
        <p className="soft" style={{ padding: 16 }}>
          {t('bell.empty')}
        </p>
      ) : null}
      {notices.map((notice) => (
        <NoticeLine key={notice.id} notice={notice} onFollow={() => follow(notice)} />
      ))}
      <Link className="ys-bell-all" to="/notices" onClick={() => setOpen(false)}>
        {t('bell.all')}
      </Link>
    </div>
  );

  return (
    <PanelPopover label={t('bell.title')} open={open} onOpenChange={setOpen} placement="bottomRight" content={list}>
      <Badge className="ys-bell" count={unread} overflowCount={99} size="small" color="var(--ys-brand)">
        <Button
          type="text"
          icon={<BellOutlined />}
          aria-label={t('bell.label', { count: unread })}
          title={t('bell.title')}
        />
      </Badge>
    </PanelPopover>
  );
}
