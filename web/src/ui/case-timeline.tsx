import type { TFunction } from 'i18next';
import { useTranslation } from 'react-i18next';
import type { EventLineFragment } from '../gql/documents.generated.js';
import { TimeAgo } from './time-ago.js';
import './ui.css';

/** What happened, newest first, in human words: who of which unit, when, what, why. */
export function CaseTimeline({ events }: { events: readonly EventLineFragment[] }) {
  const { t } = useTranslation();
  return (
    <ol className="ys-timeline">
      {events.map((event) => (
        <li key={event.id}>
          <div>
            <strong>{eventSentence(event, t)}</strong>
            {event.reason ? <span> — {event.reason}</span> : null}
          </div>
          <div className="soft small">
            {event.actor?.unit ? `${event.actor.unit.shortName} ` : ''}
            {event.actor?.name ?? t(`actorKind.${event.actorKind}`)}
            {event.onBehalfOf ? ` · ${event.onBehalfOf}` : ''} · <TimeAgo at={event.eventAt} />
          </div>
        </li>
      ))}
    </ol>
  );
}

/** "派给水务局"; an event type without words of its own is named by its type. */
export function eventSentence(event: Pick<EventLineFragment, 'type' | 'body'>, t: TFunction): string {
  const facts = event.body && typeof event.body === 'object' ? (event.body as Record<string, unknown>) : {};
  const words = Object.fromEntries(Object.entries(facts).filter(([, value]) => typeof value !== 'object'));
  const name = t([`common:taskKind.${facts.kind}`, 'common:taskKind.form']);
  return t([`common:event.${event.type}`, 'common:event.other'], { name, ...words, type: event.type });
}
