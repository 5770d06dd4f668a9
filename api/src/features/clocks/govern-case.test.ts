import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import fc from 'fast-check';
import { compileCalendar } from '../../../../common/src/working-time/working-calendar.js';
import { TASK_RESULTS } from '../../../../demo/task-results.mjs';
import { governedCases, lightOf, type ShownLimit } from '../../../../tests/support/lights-oracle.js';
import { openUseCases } from '../../../../tests/support/use-case-kit.js';
import type { Viewer } from '../../access/viewer.js';
import type { Sql } from '../../database/database.js';
import type { ClockRecord } from './clock.model.js';
import { type ClockKind, GOVERNING_KINDS } from './clock-kind.model.js';

const kit = await openUseCases();
const { Calendars } = await import('../calendar/calendar.public.js');
const { AssignUnitJob } = await import('../cases/assign-unit.job.js');
const { CloseCaseJob } = await import('../cases/close-case.job.js');
const { ResumeHandlingJob } = await import('../cases/resume-handling.job.js');
const { SendReplyJob } = await import('../cases/send-reply.job.js');
const { CaseQueries } = await import('../cases/cases.public.js');
const { BoardQueries } = await import('../supervision/board.queries.js');
const { CompleteTask } = await import('../tasks/complete-task.js');
const { DeadlineBoardQueries } = await import('../time-limits/deadline-board.queries.js');
const { PauseClock } = await import('../time-limits/pause-clock.js');
const { ResumeClock } = await import('../time-limits/resume-clock.js');
const { StopClock } = await import('../time-limits/stop-clock.js');
const { ClockLedger, ClockPauses, ClockRepository, ExtendClock, MoveClocks } = await import('./clocks.public.js');

const supervisor = await kit.person('SU');
const checker = await kit.person('QC', { unit: 'ZWZX' });
const dispatcher = await kit.person('DI', { unit: 'ZWZX' });
const handler = await kit.person('HA', { unit: 'SWJ' });
const leader = await kit.person('UL', { unit: 'SWJ' });

afterAll(() => kit.close());
beforeEach(() => kit.clock.set('2026-09-24T10:00:00+08:00'));

const { sql } = kit.database;
const COLUMNS: (keyof ShownLimit)[] = ['governingClockId', 'dueAt', 'yellowAt', 'pausedAt', 'provisional'];
const shownBy = (row: ShownLimit) => Object.fromEntries(COLUMNS.map((column) => [column, row[column]]));

/** Every list shows what the live clocks say now. @returns the kind that governs this case */
async function everyScreenAgrees(caseId: string): Promise<string | null> {
  const now = kit.clock.now();
  const open = await governedCases(kit.sql);
  const expected = new Map(open.map((each) => [each.caseId, each]));

  const list = await kit.get(CaseQueries).list(sql, supervisor, { open: true }, 'DUE_ASC', { first: 200 }, now);
  expect(list.nodes.map((row) => [row.id, shownBy(row)])).toEqual(
    expect.arrayContaining(open.map((each) => [each.caseId, shownBy(each)])),
  );
  const [stored] = await kit.sql`select red_at from cases where id = ${caseId}`;
  expect(stored?.red_at ?? null).toEqual(expected.get(caseId)?.dueAt ?? null);

  for (const wanted of ['RED', 'YELLOW', 'GREEN', 'PAUSED'] as const) {
    const filter = wanted === 'PAUSED' ? { paused: true } : { light: [wanted] };
    const ids = new Set(
      open
        .filter((each) => lightOf(each, now) === wanted || (wanted === 'GREEN' && !each.governingClockId))
        .map((each) => each.caseId),
    );
    const found = await kit
      .get(CaseQueries)
      .list(sql, supervisor, { ...filter, open: true }, 'LIGHT_DESC', { first: 200 }, now);
    expect(new Set(found.nodes.map(({ id }) => id))).toEqual(ids);
    const board = await kit.get(BoardQueries).list(sql, supervisor, { filter, first: 200, seesDiscipline: true }, now);
    expect(new Set(board.nodes.map((row) => row.caseId))).toEqual(ids);
  }

  const { rows } = await kit.get(DeadlineBoardQueries).read(sql, supervisor, now);
  const units = new Set(open.filter(({ governingClockId }) => governingClockId).map(({ unitId }) => unitId));
  expect(new Set(rows.map(({ unitId }) => unitId))).toEqual(units);
  for (const row of rows) {
    const own = open.filter(({ unitId }) => unitId === row.unitId);
    expect(row).toMatchObject({
      overdue: own.filter((each) => lightOf(each, now) === 'RED').length,
      paused: own.filter((each) => each.pausedAt).length,
    });
    const { overdue, today, tomorrow, thisWeek, later } = row;
    expect(overdue + today + tomorrow + thisWeek + later).toBe(own.filter(({ dueAt }) => dueAt).length);
  }
  return expected.get(caseId)?.kind ?? null;
}

async function complete(taskId: string, by: Viewer): Promise<void> {
  const { jobKey } = await kit.task(taskId);
  const [{ kind = '' } = {}] = await kit.sql<{ kind: string }[]>`select kind from tasks where id = ${taskId}`;
  const request = { type: 'COMPLAINT', categoryCode: '05-01-01', unit: 'SWJ', place: '柳堤路', text: '自来水发黄' };
  const result = TASK_RESULTS[kind]?.({ request, kase: { urgency: 2, secrecy: 'NORMAL', reworkCount: 0 } });
  await kit.get(CompleteTask).execute(taskId, result, by);
  await kit.engineCompleted(jobKey);
}

const clockOf = async (caseId: string, kind: string): Promise<string> => {
  const [row] = await kit.sql<{ id: string }[]>`
    select id from clocks where case_id = ${caseId} and kind = ${kind} and state in ('RUNNING', 'PAUSED')`;
  if (!row) throw new Error(`no ${kind} runs`);
  return row.id;
};

describe('the light of a case', () => {
  it('is that of the limit that governs it, on every list, from receipt to close', async () => {
    const { id } = await kit.received();
    const steps: (string | null)[] = [];
    const look = async () => steps.push(await everyScreenAgrees(id));
    await look();

    const check = await kit.open('qualityCheck', id);
    await look();
    kit.clock.advance(4 * 60);
    await look();
    await complete(check, checker);
    await look();
    const dispatch = await kit.open('dispatch', id);
    await look();
    await complete(dispatch, dispatcher);
    const { assignmentId } = await kit.job(AssignUnitJob, 'assignUnit', id, { leadUnit: 'SWJ' });
    await look();
    await complete(await kit.open('acknowledge', id), handler);
    await look();
    const pause = { reason: 'STATUTORY_STEP' as const, proof: '鉴定委托书', endsWhen: '鉴定报告作出', until: null };
    await kit.get(PauseClock).execute({ clockId: await clockOf(id, 'HANDLE'), ...pause }, leader);
    await look();
    kit.clock.advance(24 * 60);
    await kit.get(ResumeClock).execute(await clockOf(id, 'HANDLE'), null, leader);
    await look();
    await kit.open('approveReply', id);
    await look();
    await kit.sql`update cases set reply_text = '您好，已处理。' where id = ${id}`;
    await kit.job(SendReplyJob, 'sendReply', id, { assignmentId });
    await look();
    const review = await kit.open('closeReview', id);
    await look();
    await complete(review, checker);
    await kit.open('followUp', id);
    await look();
    await kit.job(ResumeHandlingJob, 'startRework', id, { assignmentId, reworkNo: 0 });
    await look();
    await kit.job(CloseCaseJob, 'closeCase', id);
    await everyScreenAgrees(id);
    expect(steps).toEqual([
      null,
      'ACCEPT',
      'ACCEPT',
      null,
      'DISPATCH',
      'HANDLE',
      'HANDLE',
      'HANDLE',
      'HANDLE',
      'HANDLE',
      'FIRST_CONTACT',
      'CLOSE_REVIEW',
      'FOLLOW_UP',
      'HANDLE',
    ]);
    expect(await kit.case(id)).toMatchObject({ governing_clock_id: null, due_at: null, yellow_at: null, red_at: null });
  });

  it('is red while the centre itself is late, under nobody’s unit', async () => {
    const { id } = await kit.received();
    await kit.open('qualityCheck', id);
    kit.clock.set('2026-09-24T18:30:00+08:00');
    expect(await everyScreenAgrees(id)).toBe('ACCEPT');
    const { rows } = await kit.get(DeadlineBoardQueries).read(sql, supervisor, kit.clock.now());
    expect(rows.find(({ unitId }) => unitId === null)?.overdue).toBeGreaterThan(0);
  });

  it('passes to the next limit in order when handling is stopped early', async () => {
    const { id } = await kit.assigned('SWJ');
    await kit.open('acknowledge', id);
    for (const next of ['SIGN', 'REPLY', 'FIRST_CONTACT', null]) {
      const governing = (await kit.case(id)).governing_clock_id;
      await kit.get(StopClock).execute(governing, '市政府已统一处理', supervisor);
      expect(await everyScreenAgrees(id)).toBe(next);
    }
  });

  it('says that it is provisional while its clock is', async () => {
    kit.clock.set('2026-12-28T10:00:00+08:00');
    const { id } = await kit.assigned('SWJ');
    expect(await kit.case(id)).toMatchObject({ provisional: true });
    expect(await everyScreenAgrees(id)).toBe('HANDLE');
  });

  it('is not that of a clock beside the route', async () => {
    const { id } = await kit.received();
    const beside = 'APPROVAL INSTRUCTION EXTENSION_REVIEW WITHDRAWAL_CHECK VOID_APPROVAL RETURN_RULING'.split(' ');
    await kit.database.inTransaction(async (tx) => {
      for (const kind of beside as ClockKind[])
        await kit.get(ClockLedger).start(tx, { caseId: id, kind, startedAt: kit.clock.now() });
      await kit.get(ClockLedger).start(tx, { caseId: id, kind: 'HANDLE', subjectId: id, startedAt: kit.clock.now() });
    });
    expect(await everyScreenAgrees(id)).toBeNull();
  });
});

type Act = { what: 'start' | 'end' | 'pause' | 'resume' | 'extend' | 'calendar'; kind: ClockKind; minutes: number };

const act: fc.Arbitrary<Act> = fc.record({
  what: fc.constantFrom('start', 'start', 'start', 'end', 'end', 'pause', 'resume', 'extend', 'calendar'),
  kind: fc.constantFrom('HANDLE', 'HANDLE', 'REPLY', 'REPLY', ...GOVERNING_KINDS, 'APPROVAL', 'CO_HANDLE'),
  minutes: fc.integer({ min: 1, max: 3000 }),
});
/** Without any holiday: whatever runs over 国庆 is due earlier by it. */
const otherCalendar = compileCalendar({ years: [{ year: 2026, state: 'PUBLISHED' }], days: [] });

describe('whatever happens to the clocks of a case', () => {
  async function perform(caseId: string, { what, kind }: Act): Promise<void> {
    const at = kit.clock.now();
    const by = { id: supervisor.id, at };
    const actor = { kind: 'USER', id: supervisor.id } as const;
    await kit.database.inTransaction(async (tx: Sql) => {
      await tx`select from cases where id = ${caseId} for no key update`;
      const ledger = kit.get(ClockLedger);
      if (what === 'start') return void (await ledger.start(tx, { caseId, kind, startedAt: at }));
      if (what === 'end') return ledger.end(tx, caseId, [kind], 'MET', at);
      const live = await kit.get(ClockRepository).live(tx, caseId, kind);
      if (!live) return;
      const clock = (await kit.get(ClockRepository).find(tx, live.id)) as ClockRecord;
      const calendar = what === 'calendar' ? otherCalendar : await kit.get(Calendars).current(tx);
      const terms = { reason: 'STATUTORY_STEP' as const, proof: '委托书', endsWhen: '报告', until: null };
      if (what === 'pause' && clock.state === 'RUNNING') await kit.get(ClockPauses).pause(tx, clock, terms, by);
      if (what === 'resume' && clock.state === 'PAUSED') await kit.get(ClockPauses).resume(tx, clock, { actor, at });
      if (what === 'extend')
        await kit
          .get(ExtendClock)
          .execute(tx, clock, '1wd', { actor, at, reason: '需要检测' })
          .catch(() => {});
      if (what === 'calendar' && clock.state === 'RUNNING')
        await kit.get(MoveClocks).execute(tx, [clock], { reason: 'CALENDAR', actor, at }, calendar);
    });
  }

  it('its columns are those of the governing clock, and its version is raised once for each change of them', async () => {
    await fc.assert(
      fc.asyncProperty(fc.array(act, { minLength: 5, maxLength: 25 }), async (acts) => {
        kit.clock.set('2026-09-24T10:00:00+08:00');
        const { id } = await kit.received();
        const columns = async () => {
          const { version, governing_clock_id, due_at, yellow_at, red_at, paused_at, provisional } = await kit.case(id);
          return { version, shown: { governing_clock_id, due_at, yellow_at, red_at, paused_at, provisional } };
        };
        for (const each of acts) {
          const before = await columns();
          await perform(id, each);
          const after = await columns();
          const expected = (await governedCases(kit.sql)).find(({ caseId }) => caseId === id);
          expect(after.shown).toEqual({
            governing_clock_id: expected?.governingClockId,
            due_at: expected?.dueAt,
            yellow_at: expected?.yellowAt,
            red_at: expected?.dueAt,
            paused_at: expected?.pausedAt,
            provisional: expected?.provisional,
          });
          const changed = JSON.stringify(before.shown) !== JSON.stringify(after.shown);
          expect(after.version - before.version).toBe(changed ? 1 : 0);
          kit.clock.advance(each.minutes);
        }
      }),
      { numRuns: 12 },
    );
  }, 120_000);
});

describe('the migration', () => {
  it('gives open cases the clock that governs them, and takes the due moment from all others', async () => {
    const waiting = await kit.received();
    await kit.open('qualityCheck', waiting.id);
    const { id } = await kit.assigned('SWJ');
    const ended = await kit.assigned('SWJ');
    await kit.job(CloseCaseJob, 'closeCase', ended.id);
    // As it was: the ended one with its last promise, the waiting one without a light.
    await kit.sql`
      update cases set governing_clock_id = null, due_at = case when id in (${id}, ${ended.id}) then received_at end, yellow_at = null, red_at = null,
        paused_at = null, provisional = false`;
    const file = readFileSync(join(import.meta.dirname, '../../../../migrations/0019-governing-clock.sql'), 'utf8');
    const up = (file.split('-- migrate:down')[0] as string).replaceAll(/^--.*$/gm, '');
    const statements = up.split(';').filter((statement) => /update cases/.test(statement));
    expect(statements).toHaveLength(2);
    for (const statement of statements) await kit.sql.unsafe(statement);
    expect(await everyScreenAgrees(waiting.id)).toBe('ACCEPT');
    expect(await everyScreenAgrees(id)).toBe('HANDLE');
    expect(await kit.case(ended.id)).toMatchObject({ governing_clock_id: null, due_at: null });
  });
});
