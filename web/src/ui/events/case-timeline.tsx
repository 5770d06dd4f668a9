import { memo, useMemo } from 'react';
import { useTranslation } from 'react-i18next';
import { shanghaiDate } from '../../../../common/src/working-time/shanghai-time.js';
import type { EventLineFragment } from '../../gql/documents.generated.js';
import { clockTime, dayOfWeekInWords, exactTime } from '../../lib/format-time.js';
import { useNow } from '../../lib/server-time.js';
import { FoldedText } from '../folded-text.js';
import { daysOfEvents } from './days-of-events.js';
import { EventActor } from './event-actor.js';
import { eventSentence, hasActor } from './event-sentence.js';
import './case-timeline.css';

/** Of a long note: who reads on asks for it. */
const LINES = 4;

/** What happened, newest first, by days, as people would say it; what the route does by itself stands back. */
export function CaseTimeline({ events }: { events: readonly EventLineFragment[] }) {
  const { t, i18n } = useTranslation('events');
  const now = useNow(60_000);
  const days = useMemo(() => daysOfEvents(events), [events]);
  const today = shanghaiDate(now);
  // Sentences say the year of another year: the day is enough for that, and does not change with every minute.
  const began = Date.parse(`${today}T00:00:00+08:00`);
  return (
    <div className="ys-timeline">
      {days.map((day) => (
        <section key={day.date} className="ys-timeline-day">
          <h3>
            {dayOfWeekInWords(`${day.date}T12:00:00+08:00`, now, i18n.language)}
            {day.date === today ? <span className="soft"> {t('today')}</span> : null}
          </h3>
          <ol>
            {day.events.map((event) => (
              <Entry key={event.id} event={event} day={began} />
            ))}
          </ol>
        </section>
      ))}
    </div>
  );
}

type EntryProps = { event: EventLineFragment; day: number };

/** Hundreds of them stand in a long history: only what changed is drawn again. */
const Entry = memo(function Entry({ event, day }: EntryProps) {
  const { t, i18n } = useTranslation('events');
  return (
    <li data-person={hasActor(event)}>
      <time dateTime={event.eventAt} title={exactTime(event.eventAt, i18n.language)}>
        {clockTime(event.eventAt, i18n.language)}
      </time>
      <FoldedText
        lines={LINES}
        lead={
          hasActor(event) ? (
            <b>
              <EventActor event={event} />{' '}
            </b>
          ) : null
        }
        text={eventSentence(event, t, i18n.language, day)}
      />
    </li>
  );
});
