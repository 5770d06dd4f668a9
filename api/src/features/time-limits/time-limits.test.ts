import { verifyChain } from '../../../../tests/support/event-chain.js';
import { openUseCases } from '../../../../tests/support/use-case-kit.js';
import type { EngineJob } from '../../process-engine/process-engine.js';

const kit = await openUseCases();
const { ClockTickJob } = await import('../clocks/clocks.public.js');
const { ClockRepository } = await import('../clocks/clocks.public.js');
const { EndOfCase, CaseRepository } = await import('../cases/cases.public.js');
const { SupplementCase } = await import('../cases/supplement-case.js');
const { CompleteTask } = await import('../tasks/complete-task.js');
const { DecideExtensionJob } = await import('./decide-extension.job.js');
const { DeadlineBoardQueries } = await import('./deadline-board.queries.js');
const { PauseClock } = await import('./pause-clock.js');
const { RequestExtension } = await import('./request-extension.js');
const { ResumeClock } = await import('./resume-clock.js');
const { StopClock } = await import('./stop-clock.js');

const handler = await kit.person('HA', { unit: 'SWJ' });
const leader = await kit.person('UL', { unit: 'SWJ' });
const stranger = await kit.person('UL', { unit: 'CGJ' });
const dispatcher = await kit.person('DI');
const supervisor = await kit.person('SU');

afterAll(() => kit.close());
// Thursday before 国庆: 5 working days end on 10-09, with a make-up Saturday on 10-10.
beforeEach(() => kit.clock.set('2026-09-24T10:00:00+08:00'));

interface Row {
  id: string;
  state: string;
  due: string;
  light: string;
  nextTickAt: Date | null;
}

async function clockOf(caseId: string, kind = 'HANDLE'): Promise<Row> {
  const [row] = await kit.sql<Row[]>`
    select id, state, to_char(due_at at time zone 'Asia/Shanghai', 'YYYY-MM-DD"T"HH24:MI') as due, light, next_tick_at as "nextTickAt"
    from clocks where case_id = ${caseId} and kind = ${kind} order by started_at desc, id desc limit 1`;
  if (!row) throw new Error(`no ${kind} clock`);
  return row;
}

const tick = (clockId: string) => kit.get(ClockTickJob).handle({ clockId });

/** Rings at the stored tick, as the engine would, until the moment has passed. */
async function ringUntil(caseId: string, moment: string, kind = 'HANDLE'): Promise<void> {
  const end = new Date(`${moment}:00+08:00`);
  for (;;) {
    const { id, nextTickAt } = await clockOf(caseId, kind);
    if (!nextTickAt || nextTickAt > end) break;
    kit.clock.set(nextTickAt.toISOString());
    await tick(id);
  }
  kit.clock.set(end.toISOString());
}

const told = (caseId: string, type = 'clock.light') =>
  kit.sql<{ body: Record<string, unknown> }[]>`
    select body from events where case_id = ${caseId} and type = ${type} and body ->> 'clock' = 'HANDLE' order by seq`.then(
    (rows) => rows.map(({ body }) => body),
  );

const pause = async (clockId: string, by = leader, until: Date | null = null) =>
  kit
    .get(PauseClock)
    .execute({ clockId, reason: 'STATUTORY_STEP', proof: '鉴定委托书 3 号', endsWhen: '鉴定报告作出', until }, by);

describe('an alarm', () => {
  it('turns yellow at 75 %, reminds at 90 %, turns red at the due moment and speaks every working day after', async () => {
    const { id } = await kit.assigned('SWJ');
    expect(await clockOf(id)).toMatchObject({ due: '2026-10-09T18:00', light: 'GREEN' });
    await ringUntil(id, '2026-10-12T18:11');
    expect((await told(id)).map(({ newLight }) => newLight)).toEqual(['YELLOW', 'RED']);
    expect(await told(id, 'clock.reminded')).toHaveLength(1);
    // Saturday 10-10 is a make-up workday, Sunday is not, Monday is.
    expect((await told(id, 'clock.overdueDay')).map(({ overdueDays }) => overdueDays)).toEqual([1, 2]);
    expect(await verifyChain(kit.sql, `case:${id}`)).toBeGreaterThan(2);
  });

  it('rings at most ten minutes after its moment, and the light does not wait for it', async () => {
    const { id } = await kit.assigned('SWJ');
    await ringUntil(id, '2026-10-09T17:59');
    const { nextTickAt } = await clockOf(id);
    const late = (nextTickAt?.getTime() ?? 0) - Date.parse('2026-10-09T18:00:00+08:00');
    expect(late).toBeGreaterThanOrEqual(0);
    expect(late).toBeLessThan(600_000);
  });

  it('that rings twice for one moment tells it once', async () => {
    const { id } = await kit.assigned('SWJ');
    const { id: clockId, nextTickAt } = await clockOf(id);
    kit.clock.set((nextTickAt as Date).toISOString());
    const first = await tick(clockId);
    expect(await tick(clockId)).toEqual(first);
    expect(await told(id)).toHaveLength(1);
  });

  it('that rings too early, because the engine is ahead, waits instead of telling', async () => {
    const { id } = await kit.assigned('SWJ');
    const { id: clockId, nextTickAt } = await clockOf(id);
    kit.clock.set(new Date((nextTickAt as Date).getTime() - 5_000).toISOString());
    await expect(tick(clockId)).rejects.toMatchObject({ name: 'TryAgainLater', backOffMs: 5_000 });
  });

  it('ends with its clock, and with its case whatever the route', async () => {
    const { id } = await kit.assigned('SWJ');
    const { id: clockId } = await clockOf(id);
    await kit.database.inTransaction(async (sql) => {
      const record = await kit.get(CaseRepository).get(sql, id);
      await kit.get(EndOfCase).close(sql, record, 'MERGED', { askingInstance: '1' });
    });
    expect(await tick(clockId)).toMatchObject({ clockState: 'ENDED' });
    const messages = await kit.outbox(id);
    const named = (name: string) =>
      messages.filter(({ command }) => command.name === name).map(({ command }) => command.correlationKey);
    expect(new Set(named('msg.clock.stopped'))).toEqual(new Set(named('msg.clock.started')));
  });

  it('tells those who hold the case and its leaders', async () => {
    const { id } = await kit.assigned('SWJ');
    await ringUntil(id, '2026-10-09T18:11');
    expect((await kit.notices(leader.id)).map(({ kind }) => kind)).toEqual(
      expect.arrayContaining(['clock.yellow', 'clock.reminder', 'clock.red']),
    );
  });
});

describe('a pause', () => {
  it('takes the promise off every list while it lasts, and gives back exactly the time it lasted', async () => {
    const { id } = await kit.assigned('SWJ');
    const task = await kit.open('handle', id);
    const { id: clockId } = await clockOf(id);
    kit.clock.set('2026-09-28T10:00:00+08:00');
    await pause(clockId);
    const [held] = await kit.sql`
      select c.due_at, c.paused_at is not null as paused, t.due_at = 'infinity' as unlimited, t.paused_at is not null as "taskPaused"
      from cases c join tasks t on t.case_id = c.id where t.id = ${task}`;
    expect(held).toMatchObject({ due_at: null, paused: true, unlimited: true, taskPaused: true });
    kit.clock.set('2026-09-29T12:00:00+08:00');
    await kit.get(ResumeClock).execute(clockId, '报告已收到', handler);
    // One working day and two hours: 10-09 18:00 becomes Monday 10-12 11:00, for 10-10 works and 10-11 does not.
    expect(await clockOf(id)).toMatchObject({ state: 'RUNNING', due: '2026-10-12T11:00' });
    const [again] = await kit.sql`
      select c.due_at = k.due_at and t.due_at = k.due_at and l.due_at = k.due_at as agrees, c.paused_at, t.paused_at as "taskPaused"
      from clocks k join cases c on c.id = k.case_id join tasks t on t.clock_id = k.id join task_candidates l on l.task_id = t.id
      where k.id = ${clockId}`;
    expect(again).toEqual({ agrees: true, paused_at: null, taskPaused: null });
    expect(await verifyChain(kit.sql, `case:${id}`)).toBeGreaterThan(2);
  });

  it('with a named end goes on by itself then, not when the alarm happens to ring', async () => {
    const { id } = await kit.assigned('SWJ');
    const { id: clockId } = await clockOf(id);
    await pause(clockId, leader, new Date('2026-09-28T10:00:00+08:00'));
    kit.clock.set('2026-09-28T15:00:00+08:00');
    await tick(clockId);
    // Paused from Thursday 10:00 to Monday 10:00: the trigger day does not count, the holiday does not either: one hour.
    expect(await clockOf(id)).toMatchObject({ state: 'RUNNING', due: '2026-10-10T10:00' });
  });

  it('that waits for the citizen goes on when the citizen adds something, any other does not', async () => {
    const { id } = await kit.assigned('SWJ');
    const { id: clockId } = await clockOf(id);
    kit.clock.set('2026-09-28T10:00:00+08:00');
    const terms = { proof: '通话记录 7 号', endsWhen: '收到合同照片' };
    await kit.get(PauseClock).execute({ clockId, reason: 'CITIZEN_EVIDENCE', ...terms }, leader);
    kit.clock.set('2026-09-29T12:00:00+08:00');
    await kit.get(SupplementCase).execute(id, '合同照片在此', [], { kind: 'CITIZEN' });
    expect(await clockOf(id)).toMatchObject({ state: 'RUNNING', due: '2026-10-12T11:00' });
    const [moved] = (await told(id, 'clock.moved')).slice(-1);
    expect(moved).toMatchObject({ reason: 'RESUMED', newDueAt: '2026-10-12T03:00:00.000Z' });
    const [notice] = await kit.sql`
      select details from notifications where case_id = ${id} and user_id = ${leader.id} and kind = 'clock.resumed'`;
    expect(notice?.details).toMatchObject({ clock: 'HANDLE', dueAt: '2026-10-12T03:00:00.000Z' });

    await pause(clockId);
    await kit.get(SupplementCase).execute(id, '还有一张', [], { kind: 'CITIZEN' });
    expect(await clockOf(id)).toMatchObject({ state: 'PAUSED' });
  });

  it('is for promises to the citizen only', async () => {
    const { id } = await kit.assigned('SWJ');
    await kit.open('acknowledge', id);
    const { id: clockId } = await clockOf(id, 'SIGN');
    await expect(pause(clockId)).rejects.toMatchObject({ name: 'InvalidInput' });
  });

  it.each([
    ['a handler', () => handler, 'NotPermitted'],
    ['another unit', () => stranger, 'NotYourUnitsCase'],
  ])('is not made by %s', async (_, who, name) => {
    const { id } = await kit.assigned('SWJ');
    await expect(pause((await clockOf(id)).id, who())).rejects.toMatchObject({ name });
  });

  it('needs proof and a named end, and cannot begin twice', async () => {
    const { id } = await kit.assigned('SWJ');
    const { id: clockId } = await clockOf(id);
    const input = { clockId, reason: 'FORCE_MAJEURE' as const, proof: ' ', endsWhen: '水退' };
    await expect((async () => kit.get(PauseClock).execute(input, leader))()).rejects.toMatchObject({
      details: { fields: { proof: 'required' } },
    });
    await pause(clockId);
    await expect(pause(clockId)).rejects.toMatchObject({ name: 'ClockNotRunning' });
  });

  it('ends with its case, so that nothing stands still for ever', async () => {
    const { id } = await kit.assigned('SWJ');
    await pause((await clockOf(id)).id);
    await kit.database.inTransaction(async (sql) => {
      const record = await kit.get(CaseRepository).get(sql, id);
      await kit.get(EndOfCase).close(sql, record, 'WITHDRAWN', { askingInstance: '1' });
    });
    const open =
      await kit.sql`select from clock_pauses p join clocks k on k.id = p.clock_id where k.case_id = ${id} and p.resumed_at is null`;
    expect(open).toHaveLength(0);
    expect(await clockOf(id)).toMatchObject({ state: 'STOPPED', nextTickAt: null });
  });
});

describe('an extension', () => {
  async function asked(span = '2wd'): Promise<{ caseId: string; extensionId: string }> {
    const { id } = await kit.assigned('SWJ');
    await kit.get(RequestExtension).execute({ caseId: id, span, reason: '需要第三方检测' }, handler);
    const [row] = await kit.sql<{ id: string }[]>`select id from extensions where case_id = ${id}`;
    return { caseId: id, extensionId: row?.id ?? '' };
  }
  const decide = (caseId: string, extensionId: string, outcome: string) =>
    kit
      .get(DecideExtensionJob)
      .handle({ caseId, subjectId: extensionId }, { headers: { outcome } } as unknown as EngineJob);

  it('moves the due moment once unit and hotline agree, turns a red light back, and tells the citizen why', async () => {
    const { caseId, extensionId } = await asked();
    await ringUntil(caseId, '2026-10-09T18:11');
    expect(await clockOf(caseId)).toMatchObject({ light: 'RED' });
    await kit.pass('approveExtensionUnit', caseId, { extensionUnitApproved: 'YES' }, leader);
    await kit.pass('approveExtension', caseId, { extensionApproved: 'YES' }, dispatcher);
    await decide(caseId, extensionId, 'GRANTED');
    await decide(caseId, extensionId, 'GRANTED');
    // Saturday 10-10 and Monday 10-12.
    expect(await clockOf(caseId)).toMatchObject({ due: '2026-10-12T18:00', light: 'GREEN' });
    expect(await told(caseId, 'clock.moved')).toEqual([
      expect.objectContaining({ reason: 'EXTENDED', span: '2wd', oldLight: 'RED', newLight: 'GREEN' }),
    ]);
    const messages = await kit.sql`select text from citizen_messages where case_id = ${caseId} and kind = 'PROGRESS'`;
    expect(messages).toEqual([{ text: '需要第三方检测' }]);
    await ringUntil(caseId, '2026-10-12T18:11');
    expect((await told(caseId)).map(({ newLight }) => newLight)).toEqual(['YELLOW', 'RED', 'YELLOW', 'RED']);
  });

  it('that is refused changes nothing but the record', async () => {
    const { caseId, extensionId } = await asked();
    const before = await clockOf(caseId);
    await kit.pass('approveExtensionUnit', caseId, { extensionUnitApproved: 'NO', comment: '可以按时办结' }, leader);
    await decide(caseId, extensionId, 'REFUSED');
    expect(await clockOf(caseId)).toEqual(before);
  });

  it('is told to whoever asked, who need not hold a task of the case', async () => {
    const { caseId, extensionId } = await asked();
    await kit.pass('approveExtensionUnit', caseId, { extensionUnitApproved: 'NO', comment: '可以按时办结' }, leader);
    await decide(caseId, extensionId, 'REFUSED');
    const told = await kit.sql`
      select from notifications where user_id = ${handler.id} and case_id = ${caseId} and kind = 'case.extensionDecided'`;
    expect(told).toHaveLength(1);
  });

  it('is at most as long as the decision table says, and none for life and safety', async () => {
    const { id } = await kit.assigned('SWJ');
    const ask = async (span: string) =>
      kit.get(RequestExtension).execute({ caseId: id, span, reason: '检测' }, handler);
    await expect(ask('6wd')).rejects.toMatchObject({ name: 'ExtensionTooLong', details: { longest: '5wd' } });
    await expect(ask('24h')).rejects.toMatchObject({ name: 'ExtensionTooLong' });
    await expect(ask('很久')).rejects.toMatchObject({ name: 'InvalidInput' });
    await kit.sql`delete from clock_spans where case_id = ${id} and kind = 'EXTENSION'`;
    await expect(ask('1wd')).rejects.toMatchObject({ name: 'NoExtension' });
  });

  it('waits for its decision before another is asked for', async () => {
    const { caseId } = await asked();
    await expect(
      kit.get(RequestExtension).execute({ caseId, span: '1wd', reason: '再要一天' }, handler),
    ).rejects.toMatchObject({ name: 'ExtensionPending' });
  });

  it('is granted by two people, neither of whom asked: the rule and the database say so', async () => {
    const both = await kit.person(['HA', 'UL'], { unit: 'SWJ' });
    const { id } = await kit.assigned('SWJ');
    await kit.get(RequestExtension).execute({ caseId: id, span: '1wd', reason: '检测' }, both);
    const task = await kit.open('approveExtensionUnit', id);
    await expect(kit.get(CompleteTask).execute(task, { extensionUnitApproved: 'YES' }, both)).rejects.toMatchObject({
      name: 'SameExtensionPerson',
    });
    const [row] = await kit.sql<{ id: string }[]>`select id from extensions where case_id = ${id}`;
    await expect(
      kit.sql`update extensions set unit_decided_by = ${both.id} where id = ${row?.id ?? ''}`,
    ).rejects.toThrow('nobody_grants_what_they_asked');
    await expect(
      kit.sql`update extensions set unit_decided_by = ${leader.id}, decided_by = ${leader.id}, state = 'GRANTED', decided_at = now() where id = ${row?.id ?? ''}`,
    ).rejects.toThrow('two_persons_grant_an_extension');
  });

  it('is dropped when the reply went out meanwhile', async () => {
    const { caseId, extensionId } = await asked();
    await kit.pass('approveExtensionUnit', caseId, { extensionUnitApproved: 'YES' }, leader);
    await kit.pass('approveExtension', caseId, { extensionApproved: 'YES' }, dispatcher);
    await kit.sql`update clocks set state = 'MET', stopped_at = due_at, next_tick_at = null where case_id = ${caseId}`;
    await decide(caseId, extensionId, 'GRANTED');
    const [row] = await kit.sql`select state from extensions where id = ${extensionId}`;
    expect(row).toEqual({ state: 'DROPPED' });
  });

  it('is dropped when the case ends while it waits, so that nothing is pending for ever', async () => {
    const { caseId, extensionId } = await asked();
    await kit.database.inTransaction(async (sql) => {
      const record = await kit.get(CaseRepository).get(sql, caseId);
      await kit.get(EndOfCase).close(sql, record, 'WITHDRAWN', { askingInstance: '1' });
    });
    const [row] =
      await kit.sql`select state, decided_at = ${kit.clock.now()} as "atTheEnd" from extensions where id = ${extensionId}`;
    expect(row).toEqual({ state: 'DROPPED', atTheEnd: true });
  });

  it.each([
    ['another unit', () => kit.person('HA', { unit: 'CGJ' }), 'NotYourUnitsCase'],
    ['the hotline', () => Promise.resolve(dispatcher), 'NotPermitted'],
  ])('is not asked for by %s', async (_, who, name) => {
    const { id } = await kit.assigned('SWJ');
    const ask = async () => kit.get(RequestExtension).execute({ caseId: id, span: '1wd', reason: '检测' }, await who());
    await expect(ask()).rejects.toMatchObject({ name });
  });
});

describe('a limit that no longer matters', () => {
  it('is stopped by a supervisor with a reason; tasks lose their due moment', async () => {
    const { id } = await kit.assigned('SWJ');
    const task = await kit.open('handle', id);
    const { id: clockId } = await clockOf(id);
    await expect((async () => kit.get(StopClock).execute(clockId, '市政府已统一处理', leader))()).rejects.toMatchObject(
      {
        name: 'NotPermitted',
      },
    );
    await kit.get(StopClock).execute(clockId, '市政府已统一处理', supervisor);
    const [row] =
      await kit.sql`select t.due_at = 'infinity' as unlimited, k.kind from tasks t join cases c on c.id = t.case_id left join clocks k on k.id = c.governing_clock_id where t.id = ${task}`;
    // The promise is gone; the next limit in order shows.
    expect(row).toEqual({ unlimited: true, kind: 'REPLY' });
    expect(await kit.eventTypes(id)).toContain('clock.stopped');
  });
});

describe('the deadline board', () => {
  it('counts what a person may see by unit and by the day it is due', async () => {
    const own = await kit.assigned('SWJ');
    const other = await kit.assigned('CGJ');
    await kit.sql`update cases set due_at = null where id not in (${own.id}, ${other.id})`;
    const board = (who: typeof leader) => kit.get(DeadlineBoardQueries).read(kit.database.sql, who, kit.clock.now());
    kit.clock.set('2026-10-08T10:00:00+08:00');
    expect((await board(leader)).rows).toMatchObject([{ overdue: 0, today: 0, tomorrow: 1, thisWeek: 0, later: 0 }]);
    expect((await board(supervisor)).rows.reduce((sum, { tomorrow }) => sum + tomorrow, 0)).toBe(2);
    kit.clock.set('2026-10-09T18:00:00+08:00');
    expect((await board(leader)).rows).toMatchObject([{ overdue: 1, tomorrow: 0 }]);
  });
});

describe('many alarms for one minute', () => {
  it('are spread over ten minutes, none is lost', async () => {
    const { id } = await kit.assigned('SWJ');
    const model = await clockOf(id);
    await kit.sql`
      insert into clocks (id, case_id, subject_id, kind, span, office_class, started_at, due_at, original_due_at, yellow_at, remind_at, state, spread_ms, next_tick_at)
      select gen_random_uuid(), case_id, gen_random_uuid(), kind, span, office_class, started_at, due_at, original_due_at, yellow_at, remind_at, state, (n * 14000) % 600000, yellow_at + (n * 14000) % 600000 * interval '1 ms'
      from clocks, generate_series(1, 40) n where id = ${model.id}`;
    kit.clock.set('2026-10-20T09:00:00+08:00');
    const clocks = await kit.sql<{ id: string }[]>`select id from clocks where case_id = ${id} and kind = 'HANDLE'`;
    await Promise.all(clocks.map(({ id: clockId }) => tick(clockId)));
    const [row] =
      await kit.sql`select count(*)::int as n from clocks where case_id = ${id} and kind = 'HANDLE' and light = 'RED' and next_tick_at > ${kit.clock.now()}`;
    expect(row).toEqual({ n: 41 });
    expect(await kit.get(ClockRepository).live(kit.database.sql, id, 'HANDLE')).not.toBeNull();
  });
});
