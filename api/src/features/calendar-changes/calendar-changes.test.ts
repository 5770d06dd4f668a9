import { verifyChain } from '../../../../tests/support/event-chain.js';
import { openUseCases } from '../../../../tests/support/use-case-kit.js';
import { waitFor } from '../../../../tests/support/wait-for.js';

const kit = await openUseCases();
const { PreviewCalendarYear } = await import('./preview-calendar-year.js');
const { PreviewCityDays } = await import('./preview-city-days.js');
const { PreviewOfficeHours } = await import('./preview-office-hours.js');
const { ConfirmCalendarChange } = await import('./confirm-calendar-change.js');
const { DropCalendarChange } = await import('./drop-calendar-change.js');
const { RECALCULATION_LANES } = await import('./confirm-calendar-change.js');
const { RecalculateDeadlines } = await import('./recalculate-deadlines.js');
const { CalendarChangeQueries } = await import('./calendar-change.queries.js');
const { Calendars } = await import('../calendar/calendar.public.js');
const { PauseClock } = await import('../time-limits/pause-clock.js');

const administrator = await kit.person('AD');
const leader = await kit.person('UL', { unit: 'SWJ' });
const supervisor = await kit.person('SU', { unit: 'ZWZX' });

afterAll(() => kit.close());

const monday = (off: boolean) =>
  JSON.stringify({
    year: 2027,
    papers: ['国办发明电〔2026〕7号'],
    days: [
      ...['2027-01-01', '2027-05-03', '2027-10-01'].map((date) => ({ name: '节日', date, isOffDay: true })),
      // Monday off, the Sunday before it worked instead.
      { name: '元旦', date: '2027-01-04', isOffDay: off },
      { name: '元旦', date: '2027-01-10', isOffDay: false },
    ],
  });

/** A case handled by the water office since Monday, 28 December 2026: five working days reach into 2027. */
async function handled() {
  kit.clock.set('2026-12-28T10:00:00+08:00');
  return kit.assigned('SWJ');
}

async function clockOf(caseId: string, kind = 'HANDLE') {
  const [row] = await kit.sql`
    select *, to_char(due_at at time zone 'Asia/Shanghai', 'YYYY-MM-DD HH24:MI') as due from clocks where case_id = ${caseId} and kind = ${kind}`;
  return row as Record<string, unknown> & { id: string; due: string; provisional: boolean };
}

const change = async (id: string) =>
  (await kit.get(CalendarChangeQueries).find(kit.sql as never, id)) as never as Record<string, unknown>;
const confirm = (id: string) => kit.get(ConfirmCalendarChange).execute(id, administrator);
const portion = () => kit.get(RecalculateDeadlines).execute();
/** Cases of one lane are gone through one after the other. */
const laneOf = (caseId: string) => Number.parseInt(caseId.slice(-2), 16) % RECALCULATION_LANES;
const portions = async () => {
  while (await portion());
};

async function recalculated(id: string) {
  await waitFor(async () => {
    await portions();
    return (await change(id)).state === 'DONE';
  }, 'every deadline is recalculated');
}

const importYear = (off = true) =>
  kit.get(PreviewCalendarYear).execute({ year: 2027, text: monday(off) }, administrator);

const moves = async (caseId: string) =>
  kit.sql`select body, actor_kind from events where case_id = ${caseId} and type = 'clock.moved' order by seq`;

/** The calendar as it was seeded. */
beforeEach(async () => {
  await kit.sql`delete from calendar_changes`;
  await kit.sql`delete from calendar_days where source = 'CITY' or notice_year = 2027`;
  await kit.sql`delete from calendar_years where year = 2027`;
  await kit.sql`update clocks set state = 'STOPPED', stopped_at = greatest(started_at, due_at), next_tick_at = null where state in ('RUNNING', 'PAUSED')`;
  kit.get(Calendars).forget();
});

describe('importing the notice of a year', () => {
  it('shows what would move before anything does, then moves it with an event and one notice, and makes it certain', async () => {
    const { id: caseId, number } = await handled();
    expect(await clockOf(caseId)).toMatchObject({ due: '2027-01-05 18:00', provisional: true });

    const id = await importYear();
    expect(await change(id)).toMatchObject({ state: 'PREVIEW', moving: 1, becomingCertain: 1 });
    const page = await kit.get(CalendarChangeQueries).moves(kit.sql as never, id, {});
    expect(page.nodes).toMatchObject([{ caseNumber: number, clock: 'HANDLE', provisional: false }]);
    expect(page.nodes[0]?.newDueAt).toEqual(new Date('2027-01-06T18:00:00+08:00'));
    expect(await clockOf(caseId)).toMatchObject({ due: '2027-01-05 18:00', provisional: true });

    await confirm(id);
    await recalculated(id);
    expect(await clockOf(caseId)).toMatchObject({ due: '2027-01-06 18:00', provisional: false });
    expect(await kit.case(caseId)).toMatchObject({ due_at: new Date('2027-01-06T10:00:00Z'), provisional: false });
    expect(await moves(caseId)).toMatchObject([
      {
        actor_kind: 'SYSTEM',
        body: {
          reason: 'CALENDAR',
          oldDueAt: '2027-01-05T10:00:00.000Z',
          newDueAt: '2027-01-06T10:00:00.000Z',
          provisional: false,
          changeId: id,
        },
      },
    ]);
    const notices =
      await kit.sql`select kind, details from notifications where user_id = ${leader.id} and case_id = ${caseId}`;
    expect(notices).toMatchObject([{ kind: 'clock.calendarMoved', details: { newDueAt: '2027-01-06T10:00:00.000Z' } }]);
    expect(await change(id)).toMatchObject({ state: 'DONE', moved: 1, movedCases: 1 });
    await verifyChain(kit.sql, `case:${caseId}`);
  });

  it('leaves a deadline alone that neither moves nor becomes certain', async () => {
    kit.clock.set('2026-12-14T10:00:00+08:00');
    const { id: caseId } = await kit.assigned('SWJ');
    const before = await clockOf(caseId);
    const id = await importYear();
    await confirm(id);
    await recalculated(id);
    expect(await clockOf(caseId)).toEqual(before);
    expect(await moves(caseId)).toHaveLength(0);
  });

  it('does not touch a clock that stands still; it is reckoned by the new calendar when it goes on', async () => {
    const { id: caseId } = await handled();
    const { id: clockId } = await clockOf(caseId);
    await kit
      .get(PauseClock)
      .execute(
        { clockId, reason: 'CITIZEN_EVIDENCE', proof: '短信通知', endsWhen: '收到照片', until: null } as never,
        supervisor,
      );
    const before = await clockOf(caseId);
    const id = await importYear();
    await confirm(id);
    await recalculated(id);
    expect(await clockOf(caseId)).toEqual(before);
  });

  it('is an event of the year: who, the old and the new', async () => {
    const id = await importYear();
    await confirm(id);
    await recalculated(id);
    const events =
      await kit.sql`select type, actor_id, body from events where stream = 'calendar:2027' and body ->> 'changeId' = ${id} order by seq`;
    expect(events).toMatchObject([
      {
        type: 'calendar.changed',
        actor_id: administrator.id,
        body: {
          old: { state: 'UNPUBLISHED', papers: [] },
          new: { state: 'PUBLISHED', papers: ['国办发明电〔2026〕7号'] },
        },
      },
      { type: 'calendar.recalculated', body: { moved: 0 } },
    ]);
    await verifyChain(kit.sql, 'calendar:2027');
  });

  it('again takes the place of the first one', async () => {
    const { id: caseId } = await handled();
    for (const off of [true, false]) {
      const id = await importYear(off);
      await confirm(id);
      await recalculated(id);
    }
    expect(await clockOf(caseId)).toMatchObject({ due: '2027-01-05 18:00', provisional: false });
    const days = await kit.sql`select kind from calendar_days where date = '2027-01-04'`;
    expect(days).toMatchObject([{ kind: 'WORK' }]);
  });

  it('that is refused leaves nothing behind', async () => {
    const text = monday(true).replace('"2027-01-10"', '"2027-01-04"');
    await expect(kit.get(PreviewCalendarYear).execute({ year: 2027, text }, administrator)).rejects.toMatchObject({
      name: 'CalendarFileRefused',
      details: { rule: 'duplicateDate', line: 1 },
    });
    expect(await kit.sql`select from calendar_changes`).toHaveLength(0);
  });
});

describe('the recalculation', () => {
  it('goes on where a process died, and does nothing twice', async () => {
    const cases = [await handled(), await handled(), await handled()];
    const id = await importYear();
    await confirm(id);
    // Dies after its work, before its commit.
    await kit.sql`alter table recalculation_lanes add constraint died check (moved = 0) not valid`;
    await expect(portions()).rejects.toMatchObject({ constraint_name: 'died' });
    await kit.sql`alter table recalculation_lanes drop constraint died`;
    for (const { id: caseId } of cases) expect(await clockOf(caseId)).toMatchObject({ provisional: true });
    await portion();
    // As if the process had died after its commit: the next one begins where the row says.
    await recalculated(id);
    expect(await portion()).toBe(false);
    for (const { id: caseId } of cases) {
      expect(await clockOf(caseId)).toMatchObject({ due: '2027-01-06 18:00', provisional: false });
      expect(await moves(caseId)).toHaveLength(1);
      const notices = await kit.sql`select from notifications where case_id = ${caseId} and user_id = ${leader.id}`;
      expect(notices).toHaveLength(1);
    }
  });

  it('tells a person of many cases in one line instead of one for each', async () => {
    const cases: string[] = [];
    while (cases.length < 6) cases.push((await handled()).id);
    const id = await importYear();
    await confirm(id);
    await recalculated(id);
    const notices = await kit.sql`
      select kind, case_id, details from notifications
      where user_id = ${leader.id} and (kind = 'calendar.recalculated' or kind = 'clock.calendarMoved' and case_id = any(${cases}))`;
    expect(notices).toEqual([{ kind: 'calendar.recalculated', case_id: null, details: { cases: 6, year: 2027 } }]);
    expect(await kit.sql`select from recalculation_people`).toHaveLength(0);
  });

  it('counts a case that both rounds move once', async () => {
    const cases: string[] = [];
    while (cases.length < 6) cases.push((await handled()).id);
    const id = await importYear();
    await confirm(id);
    // Lanes go at their own pace: only that of the case to be met again has just ended its first round.
    const lane = laneOf(cases[0] ?? '');
    const firstRound = () =>
      kit.sql`select from recalculation_lanes where change_id = ${id} and lane = ${lane} and round = 1`;
    while ((await firstRound()).length > 0) await portion();
    // Set by the old calendar meanwhile.
    await kit.sql`
      update clocks set due_at = '2027-01-05T18:00:00+08:00', yellow_at = started_at, remind_at = started_at, provisional = true
      where case_id = ${cases[0] ?? ''} and kind = 'HANDLE'`;
    await recalculated(id);
    expect(await moves(cases[0] ?? '')).toHaveLength(2);
    const [notice] = await kit.sql`
      select details from notifications where user_id = ${leader.id} and kind = 'calendar.recalculated' order by created_at desc, id desc limit 1`;
    expect(notice).toMatchObject({ details: { cases: 6 } });
    const [ended] = await kit.sql`
      select body from events where type = 'calendar.recalculated' order by recorded_at desc limit 1`;
    expect(ended).toMatchObject({ body: { moved: 7, cases: 6 } });
  });

  it('by two processes at once moves each deadline once', async () => {
    const cases = await Promise.all([handled(), handled()]);
    const id = await importYear();
    await confirm(id);
    await Promise.all([recalculated(id), recalculated(id)]);
    for (const { id: caseId } of cases) expect(await moves(caseId)).toHaveLength(1);
  });

  it('finds a clock that was set by the old calendar while the first round was on its way', async () => {
    const { id: early } = await handled();
    let late = early;
    while (late === early || laneOf(late) !== laneOf(early)) late = (await handled()).id;
    await kit.sql`update clocks set due_at = started_at, yellow_at = started_at, remind_at = started_at, next_tick_at = started_at, provisional = false where case_id = ${early} and kind = 'HANDLE'`;
    const id = await importYear();
    await confirm(id);
    while ((await clockOf(late)).provisional) await portion();
    const due = '2027-01-05T18:00:00+08:00';
    await kit.sql`update clocks set due_at = ${due}, next_tick_at = ${due}, provisional = true where case_id = ${early} and kind = 'HANDLE'`;
    await recalculated(id);
    expect(await clockOf(early)).toMatchObject({ due: '2027-01-06 18:00', provisional: false });
  });

  it('tells the alarm only where it must ring earlier', async () => {
    const { id: caseId } = await handled();
    const told = async () => {
      const rows = await kit.outbox(caseId);
      return rows.filter(({ command }) => command.name === 'msg.clock.changed').length;
    };
    const later = await importYear();
    await confirm(later);
    await recalculated(later);
    expect(await told()).toBe(0);
    const earlier = await kit
      .get(PreviewCityDays)
      .execute({ from: '2027-01-02', to: '2027-01-03', kind: 'WORK', name: '集中办理' }, administrator);
    await confirm(earlier);
    await recalculated(earlier);
    expect(await clockOf(caseId)).toMatchObject({ due: '2027-01-03 18:00' });
    expect(await told()).toBe(1);
  });
});

describe('a city', () => {
  it('closes its offices for a typhoon and takes it back', async () => {
    kit.clock.set('2026-09-14T10:00:00+08:00');
    const { id: caseId } = await kit.assigned('SWJ');
    expect(await clockOf(caseId)).toMatchObject({ due: '2026-09-20 18:00' });
    const closed = await kit
      .get(PreviewCityDays)
      .execute({ from: '2026-09-16', to: '2026-09-17', kind: 'OFF', name: '台风停工' }, administrator);
    await confirm(closed);
    await recalculated(closed);
    expect(await clockOf(caseId)).toMatchObject({ due: '2026-09-22 18:00' });
    const open = await kit.get(PreviewCityDays).execute({ from: '2026-09-17', to: '2026-09-17' }, administrator);
    expect(await change(open)).toMatchObject({ moving: 2 });
    await confirm(open);
    await recalculated(open);
    expect(await clockOf(caseId)).toMatchObject({ due: '2026-09-21 18:00' });
  });

  it('sets other office hours, and only the clocks of that class follow', async () => {
    const { id: caseId } = await handled();
    const id = await kit.get(PreviewOfficeHours).execute(
      [
        { officeClass: 'OFFICE', opens: '08:30', closes: '12:00' },
        { officeClass: 'OFFICE', opens: '14:00', closes: '17:30' },
      ],
      administrator,
    );
    await confirm(id);
    await recalculated(id);
    expect(await clockOf(caseId)).toMatchObject({ due: '2027-01-05 17:30', provisional: true });
    const back = await kit.get(PreviewOfficeHours).execute(
      [
        { officeClass: 'OFFICE', opens: '09:00', closes: '12:00' },
        { officeClass: 'OFFICE', opens: '13:00', closes: '18:00' },
      ],
      administrator,
    );
    await confirm(back);
    await recalculated(back);
    expect(await clockOf(caseId)).toMatchObject({ due: '2027-01-05 18:00' });
  });

  it.each([
    [
      [
        { officeClass: 'OFFICE', opens: '09:00', closes: '13:00' },
        { officeClass: 'OFFICE', opens: '12:00', closes: '18:00' },
      ],
    ],
    [[{ officeClass: 'SHIFT', opens: '18:00', closes: '09:00' }]],
    [[{ officeClass: 'ALWAYS', opens: '09:00', closes: '18:00' }]],
    [[{ officeClass: 'OFFICE', opens: '9', closes: '18:00' }]],
    [[]],
  ])('cannot keep hours such as %j', async (hours) => {
    await expect(kit.get(PreviewOfficeHours).execute(hours, administrator)).rejects.toMatchObject({
      name: 'InvalidInput',
    });
  });

  it.each([
    [{ from: '2026-02-30', to: '2026-03-01', kind: 'OFF', name: '台风' }],
    [{ from: '2026-03-02', to: '2026-03-01', kind: 'OFF', name: '台风' }],
    [{ from: '2026-03-01', to: '2026-09-01', kind: 'OFF', name: '台风' }],
    [{ from: '2026-03-01', to: '2026-03-01', kind: 'OFF', name: '  ' }],
  ] as const)('cannot close on days such as %j', async (input) => {
    await expect(kit.get(PreviewCityDays).execute(input, administrator)).rejects.toMatchObject({
      name: 'InvalidInput',
    });
  });
});

describe('a change of the calendar', () => {
  it('waits until the one under way is finished or dropped', async () => {
    const first = await importYear();
    await expect(importYear()).rejects.toMatchObject({ name: 'CalendarChangeUnderWay', code: 'CONFLICT' });
    await kit.get(DropCalendarChange).execute(first, administrator);
    await expect(confirm(first)).rejects.toMatchObject({ name: 'CalendarChangeDecided' });
    const second = await importYear();
    await kit.get(DropCalendarChange).execute(second, administrator);
  });

  it('is nobody’s but an administrator’s', async () => {
    const id = await importYear();
    for (const role of ['SU', 'LD', 'UL', 'DE', 'AU'] as const) {
      const person = await kit.person(role, { unit: 'ZWZX' });
      const refused = { name: 'NotPermitted' };
      await expect(
        kit.get(PreviewCalendarYear).execute({ year: 2027, text: monday(true) }, person),
      ).rejects.toMatchObject(refused);
      await expect(kit.get(ConfirmCalendarChange).execute(id, person)).rejects.toMatchObject(refused);
      await expect(kit.get(DropCalendarChange).execute(id, person)).rejects.toMatchObject(refused);
    }
  });

  it('is heard by other processes at once', async () => {
    const elsewhere = new Calendars(kit.database);
    await elsewhere.onApplicationBootstrap();
    const { isWorkingDay } = await import('../../../../common/src/working-time/working-calendar.js');
    expect(isWorkingDay('2027-01-04', await elsewhere.current(kit.database.sql))).toBe(true);
    await confirm(await importYear());
    await waitFor(
      async () => !isWorkingDay('2027-01-04', await elsewhere.current(kit.database.sql)),
      'the other process has heard',
    );
    await elsewhere.onApplicationShutdown();
  });
});
