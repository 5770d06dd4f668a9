import { useTranslation } from 'react-i18next';
import type { EventLineFragment } from '../../gql/documents.generated.js';
import { exactTime, shortDateTime } from '../../lib/format-time.js';
import { useNow } from '../../lib/server-time.js';
import { EventActor } from './event-actor.js';
import { eventSentence, hasActor } from './event-sentence.js';
import '../ui.css';

/** What happened, newest first, as people would say it; what the route does by itself stands back. */
export function CaseTimeline({ events }: { events: readonly EventLineFragment[] }) {
  const { t, i18n } = useTranslation('events');
  const now = useNow(60_000);
  return (
    <ol className="ys-timeline">
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
  );
}
