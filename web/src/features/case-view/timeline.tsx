import { Button } from 'antd';
import { useTranslation } from 'react-i18next';
import type { CaseChangeEventFragment } from '../../gql/documents.generated.js';
import { exactTime, shortDateTime } from '../../lib/format-time.js';
import { useNow } from '../../lib/server-time.js';
import { EventActor } from './event-actor.js';
import { eventSentence, hasActor } from './event-sentence.js';

type Props = {
  events: CaseChangeEventFragment[];
  hasMore: boolean;
  busy: boolean;
  failed: boolean;
  onMore: () => void;
};

/** What happened, newest first, as people would say it. */
export function Timeline({ events, hasMore, busy, failed, onMore }: Props) {
  const { t, i18n } = useTranslation('cases');
  const now = useNow(60_000);
  if (events.length === 0) return <p className="soft">{t('view.timelineEmpty')}</p>;
  return (
    <>
      <ol className="ys-timeline ys-case-timeline">
        {events.map((event) => (
          <li key={event.id} data-person={hasActor(event)}>
            {hasActor(event) ? (
              <b>
                <EventActor event={event} />{' '}
              </b>
            ) : null}
            <span>{eventSentence(event, t, i18n.language, now)}</span>
            <time dateTime={event.eventAt} title={exactTime(event.eventAt, i18n.language)}>
              {shortDateTime(event.eventAt, now, i18n.language)}
            </time>
          </li>
        ))}
      </ol>
      {failed ? (
        <p role="alert" className="ys-field-error">
          {t('common:errorCode.NETWORK')}
        </p>
      ) : null}
      {hasMore ? (
        <Button size="small" loading={busy} onClick={onMore}>
          {t('view.timelineMore')}
        </Button>
      ) : null}
    </>
  );
}
