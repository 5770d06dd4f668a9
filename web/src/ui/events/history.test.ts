import { daysOfEvents } from './days-of-events.js';
import { kindOfEvent } from './event-kind.js';

describe('daysOfEvents', () => {
  it('begins a new day at midnight in the city', () => {
    const at = (eventAt: string) => ({ eventAt });
    const days = daysOfEvents([at('2026-11-22T16:00:00Z'), at('2026-11-22T15:59:59Z'), at('2026-11-21T16:00:00Z')]);
    expect(days.map(({ date, events }) => [date, events.length])).toEqual([
      ['2026-11-23', 1],
      ['2026-11-22', 2],
    ]);
  });
});

describe('kindOfEvent', () => {
  it.each([
    ['case.urged', 'citizen'],
    ['case.supplemented', 'citizen'],
    ['clock.moved', 'deadline'],
    ['case.extensionDecided', 'deadline'],
    ['case.supervisionOpened', 'supervision'],
    ['case.outboundCallPlaced', 'supervision'],
    ['task.claimed', 'work'],
    ['case.dispatched', 'work'],
    ['anything.new', 'work'],
  ])('%s is about %s', (type, kind) => expect(kindOfEvent(type)).toBe(kind));
});
