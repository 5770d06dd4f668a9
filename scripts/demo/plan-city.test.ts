import { readFileSync } from 'node:fs';
import { dueAt, yellowAt } from '../../common/src/working-time/due-at.js';
import { compileCalendar } from '../../common/src/working-time/working-calendar.js';
import { nationalCalendar } from '../local/calendar-tables.mjs';
import { beginOf } from '../local/demo-past.mjs';
import { planCity } from './plan-city.mjs';
import { dayOf, momentOf, WorkHours, wordsOf } from './work-hours.mjs';

interface Planned {
  n: number;
  at: number;
  until?: string;
  ends?: string;
  duplicateOf?: number;
  sinceReceipt?: number;
  categoryCode: string;
  areaCode: string;
  text: string;
  requester: { kind: string; name?: string; phone?: string };
}

const read = (file: string) => JSON.parse(readFileSync(`demo/${file}`, 'utf8'));
const codesOf = (file: string) =>
  readFileSync(`demo/${file}`, 'utf8')
    .trim()
    .split(/\r?\n/)
    .slice(1)
    .map((line) => line.split(','));
const hours = new WorkHours(nationalCalendar().data.days as never);
const at = (text: string) => Date.parse(`${text}:00+08:00`);
const PRESENT = at('2026-11-22T18:00');

const plan = (size: 'full' | 'small', presentAt = PRESENT): Planned[] =>
  planCity({
    begins: beginOf(presentAt, size),
    presentAt,
    size,
    written: [...read('requests.json'), ...read('stories.json')],
    templates: read('templates.json'),
    areas: codesOf('areas.csv').map(([code = '', , name = '', kind = '']) => ({ code, name, kind })),
    hours,
  }) as Planned[];

describe('the plan of a demo city', () => {
  it('is the same for the same begin, and another for another', () => {
    expect(plan('full')).toEqual(plan('full'));
    expect(plan('full', PRESENT - 7 * 86_400_000)).not.toEqual(plan('full'));
  });

  it('has about 150 running cases over all steps and 60 to 100 that are over, and a small city of about 30', () => {
    const full = plan('full');
    const live = full.filter(({ until }) => until);
    expect(live.length).toBeGreaterThanOrEqual(140);
    expect(live.length).toBeLessThanOrEqual(190);
    expect(full.length - live.length).toBeGreaterThanOrEqual(60);
    expect(full.length - live.length).toBeLessThanOrEqual(100);
    expect(plan('small').length).toBeGreaterThanOrEqual(25);
    expect(plan('small').length).toBeLessThanOrEqual(40);
  });

  it('lets nothing arrive before the city begins or after the present, and a duplicate after what it repeats', () => {
    for (const size of ['full', 'small'] as const) {
      const all = plan(size);
      const begins = beginOf(PRESENT, size);
      expect(all.filter((one) => one.at < begins || one.at > PRESENT).map(({ n }) => n)).toEqual([]);
      for (const { duplicateOf, at: moment } of all.filter((one) => one.duplicateOf))
        expect(all.find(({ n }) => n === duplicateOf)?.at).toBeLessThan(moment);
    }
  });

  it('has a yellow light in the small city on every day, at every hour', () => {
    const calendar = compileCalendar(nationalCalendar().data as never);
    const yellowFrom = (dispatched: number) =>
      [yellowAt(dispatched, '5wd', 'OFFICE', calendar), dueAt(dispatched, '5wd', 'OFFICE', calendar).due] as const;
    const without = [];
    for (let moment = at('2026-09-20T00:30'); moment < at('2026-10-18T00:00'); moment += 5 * 3_600_000) {
      const lights = plan('small', moment)
        .filter(({ sinceReceipt }) => sinceReceipt)
        .flatMap(({ at: received }) => [received, received + 85 * 60_000])
        .map((dispatched) => {
          const [yellow, due] = yellowFrom(dispatched);
          return yellow <= moment && moment < due;
        });
      if (lights.length === 0 || lights.includes(false)) without.push(wordsOf(moment));
    }
    expect(without).toEqual([]);
  });

  it('takes people, leaves and areas from the invented city alone', () => {
    const leaves = new Set(codesOf('categories.csv').map(([code]) => code));
    const areas = new Set(codesOf('areas.csv').map(([code]) => code));
    const all = plan('full');
    for (const { categoryCode, areaCode } of all) {
      expect(leaves).toContain(categoryCode);
      expect(areas).toContain(areaCode);
    }
    const phones = all.flatMap(({ requester }) => requester.phone ?? []);
    expect(phones).toHaveLength(new Set(phones).size);
    expect(phones.filter((phone) => !/^199\d{8}$/.test(phone))).toEqual([]);
    expect(all.filter(({ text }) => text.includes('{p}'))).toEqual([]);
  });

  it('has at least sixty different texts, and three hundred leaves to choose from', () => {
    expect(new Set(read('templates.json').map(({ text }: { text: string }) => text)).size).toBeGreaterThanOrEqual(60);
    expect(
      codesOf('categories.csv').filter(([code = '']) => code.split('-').length === 3).length,
    ).toBeGreaterThanOrEqual(300);
  });
});

describe('office hours of the demo’s people', () => {
  it('skip nights, lunch, weekends and 国庆, and work on the make-up Saturday', () => {
    expect(wordsOf(hours.after(at('2026-09-24T11:50'), 20))).toBe('2026-09-24 13:10');
    expect(wordsOf(hours.after(at('2026-09-30T17:30'), 60))).toBe('2026-10-08 09:30');
    expect(wordsOf(hours.after(at('2026-10-09T17:00'), 120))).toBe('2026-10-10 10:00');
    expect(wordsOf(hours.after(at('2026-11-21T10:00'), 0))).toBe('2026-11-23 09:00');
  });

  it('count backward as they count forward', () => {
    for (const minutes of [1, 200, 480, 2_000, 6_500]) {
      const later = hours.after(at('2026-09-28T10:07'), minutes);
      expect(hours.after(later, -minutes)).toBe(at('2026-09-28T10:07'));
    }
  });

  it('begin a city at nine of a working day, and earlier where a holiday lies in between', () => {
    expect(wordsOf(beginOf(at('2026-11-23T10:00'), 'small'))).toBe('2026-11-11 09:00');
    expect(wordsOf(beginOf(at('2026-11-20T10:00'), 'small'))).toBe('2026-11-06 09:00');
    expect(wordsOf(beginOf(at('2026-10-07T10:00'), 'small'))).toBe('2026-09-20 09:00');
    expect(wordsOf(beginOf(at('2026-11-23T10:00'), 'full'))).toBe('2026-09-24 09:00');
    expect(momentOf(dayOf(PRESENT), 18 * 60)).toBe(PRESENT);
  });
});
