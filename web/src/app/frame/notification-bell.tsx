import { BellOutlined } from '@ant-design/icons';
import { Badge, Button } from 'antd';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { useNavigate } from 'react-router';
import { useQuery } from 'urql';
import {
  NotificationsDocument,
  type NotificationsQuery,
  ReadNotificationsDocument,
} from '../../gql/documents.generated.js';
import { plainClient } from '../../lib/graphql-client.js';
import { useLiveChanges } from '../../lib/live-changes.js';
import { serverNow } from '../../lib/server-time.js';
import { usePermission } from '../../lib/session.js';
import { PanelPopover } from '../../ui/panel-popover.js';
import { TimeAgo } from '../../ui/time-ago.js';
import { noticeSentence } from './notice-sentence.js';

type Notice = NotificationsQuery['notifications'][number];

/** What happened for me: unread first seen as a number, each leading to its case. */
export function NotificationBell() {
  const { t, i18n } = useTranslation();
  const navigate = useNavigate();
  const readsDeadlines = usePermission('readDeadlines');
  const [open, setOpen] = useState(false);
  const [{ data }, ask] = useQuery({
    query: NotificationsDocument,
    variables: { unreadOnly: false },
    requestPolicy: 'cache-and-network',
  });
  const notices = data?.notifications ?? [];
  const unread = notices.filter((notice) => !notice.readAt);
  useLiveChanges('case', () => ask({ requestPolicy: 'network-only' }));

  async function markRead(ids: string[] | null) {
    await plainClient.mutation(ReadNotificationsDocument, { ids }).toPromise();
    ask({ requestPolicy: 'network-only' });
  }

  function follow(notice: Notice) {
    setOpen(false);
    if (!notice.readAt) void markRead([notice.id]);
    const { taskId } = detailsOf(notice);
    if (typeof taskId === 'string') navigate(`/tasks/${taskId}`);
    else if (notice.caseNumber) navigate(`/cases/${encodeURIComponent(notice.caseNumber)}`);
    else if (notice.kind === 'calendar.recalculated') navigate(readsDeadlines ? '/deadlines' : '/tasks');
  }

  const list = (
    <div className="ys-bell-list">
      <div className="ys-bell-head">
        <h3>{t('bell.title')}</h3>
        <Button type="link" size="small" disabled={unread.length === 0} onClick={() => markRead(null)}>
          {t('bell.readAll')}
        </Button>
      </div>
      {notices.length === 0 ? (
        <p className="soft" style={{ padding: 16 }}>
          {t('bell.empty')}
        </p>
      ) : null}
      {notices.map((notice) => (
        <button
          key={notice.id}
          type="button"
          className={`ys-bell-item${notice.readAt ? '' : ' unread'}`}
          onClick={() => follow(notice)}
        >
          <div>{noticeSentence(notice.kind, detailsOf(notice), t, i18n.language, serverNow())}</div>
          <div className="soft small">
            <TimeAgo at={notice.createdAt} />
            {notice.caseNumber ? <span className="number"> · {notice.caseNumber}</span> : null}
          </div>
        </button>
      ))}
    </div>
  );

  return (
    <PanelPopover label={t('bell.title')} open={open} onOpenChange={setOpen} placement="bottomRight" content={list}>
      <Badge className="ys-bell" count={unread.length} size="small" color="var(--ys-brand)">
        <Button
          type="text"
          icon={<BellOutlined />}
          aria-label={t('bell.label', { count: unread.length })}
          title={t('bell.title')}
        />
      </Badge>
    </PanelPopover>
  );
}

function detailsOf({ details }: Notice): Record<string, unknown> {
  return details && typeof details === 'object' ? (details as Record<string, unknown>) : {};
}
