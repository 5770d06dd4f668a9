import { shanghaiDate } from '../../../../common/src/working-time/shanghai-time.js';

/** Events of one day in the city, `2026-11-22`, in the order they came in. */
export interface DayOfEvents<Event> {
  date: string;
  events: Event[];
}

/** @param events in order of time, either way round */
export function daysOfEvents<Event extends { eventAt: string }>(events: readonly Event[]): DayOfEvents<Event>[] {
  const days: DayOfEvents<Event>[] = [];
  for (const event of events) {
    const date = shanghaiDate(Date.parse(event.eventAt));
    const last = days.at(-1);
    if (last?.date === date) last.events.push(event);
    else days.push({ date, events: [event] });
  }
  return days;
}
