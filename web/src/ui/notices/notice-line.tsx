import { useTranslation } from 'react-i18next';
import type { NoticeLineFragment } from '../../gql/documents.generated.js';
import { noticeFacts } from '../../lib/notice-facts.js';
import { serverNow } from '../../lib/server-time.js';
import { TimeAgo } from '../time-ago.js';
import { noticeSentence } from './notice-sentence.js';
import './notices.css';

/** One notice: what happened, when, of which case; unread ones are marked, by more than their colour. */
export function NoticeLine({ notice, onFollow }: { notice: NoticeLineFragment; onFollow: () => void }) {
  const { t, i18n } = useTranslation();
  return (
    <button type="button" className={`ys-notice${notice.readAt ? '' : ' unread'}`} onClick={onFollow}>
      <span>
        {notice.readAt ? null : <span className="visually-hidden">{t('bell.unread')} </span>}
        {noticeSentence(notice.kind, noticeFacts(notice.details), t, i18n.language, serverNow())}
        {notice.times > 1 ? (
          <span className="ys-notice-times">{t('notice.times', { count: notice.times })}</span>
        ) : null}
      </span>
      <span className="soft small">
        <TimeAgo at={notice.createdAt} />
        {notice.caseNumber ? <span className="number"> · {notice.caseNumber}</span> : null}
      </span>
    </button>
  );
}
