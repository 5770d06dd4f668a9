import { compileCalendar } from '../../../common/src/working-time/working-calendar.js';
import { clockOf, reckonClock } from './case-clock.js';

const clock = (id: string, kind: string, dueAt: string, state = 'RUNNING') => ({ id, kind, dueAt, state });

describe('the clock behind a due moment', () => {
  it('is the one due then, of several of a kind', () => {
    const clocks = [clock('a', 'CO_HANDLE', '2026-11-27T10:00:00Z'), clock('b', 'CO_HANDLE', '2026-11-30T10:00:00Z')];
    expect(clockOf(clocks, ['CO_HANDLE'], '2026-11-27T10:00:00Z')?.id).toBe('a');
  });

  it('is the one that stands still when nothing is due', () => {
    const clocks = [
      clock('a', 'HANDLE', '2026-11-27T10:00:00Z', 'PAUSED'),
      clock('b', 'HANDLE', '2026-11-20T10:00:00Z', 'STOPPED'),
    ];
    expect(clockOf(clocks, ['HANDLE'], null)?.id).toBe('a');
  });

  it('is the newest of the kind when all have ended, and none of another kind', () => {
    const clocks = [
      clock('a', 'SIGN', '2026-11-20T10:00:00Z', 'MET'),
      clock('b', 'SIGN', '2026-11-21T10:00:00Z', 'MET'),
    ];
    expect(clockOf(clocks, ['SIGN'], null)?.id).toBe('b');
    expect(clockOf(clocks, ['HANDLE'], null)).toBeUndefined();
  });
});

describe('the reckoning of a clock', () => {
  const calendar = compileCalendar({ years: [{ year: 2026, state: 'PUBLISHED' }], days: [] });
  const fiveDays = {
    startedAt: '2026-11-20T02:00:00Z',
    span: '5wd',
    officeClass: 'OFFICE',
    extensions: [] as string[],
    pauses: [],
  };

  it('says when it is due and which days did not count', () => {
    const reckoned = reckonClock(fiveDays, Date.parse('2026-11-23T02:00:00Z'), calendar);
    expect(new Date(reckoned?.due ?? 0).toISOString()).toBe('2026-11-27T10:00:00.000Z');
    expect(reckoned?.skipped.map(({ date }) => date)).toEqual(['2026-11-21', '2026-11-22']);
  });

  it('is unknown without a calendar, and for what it cannot add up', () => {
    expect(reckonClock(fiveDays, 0, undefined)).toBeNull();
    expect(reckonClock({ ...fiveDays, extensions: ['24h'] }, 0, calendar)).toBeNull();
  });
});
