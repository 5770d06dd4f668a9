import { verifyChain } from '../../../../tests/support/event-chain.js';
import { openUseCases } from '../../../../tests/support/use-case-kit.js';
import type { Viewer } from '../../access/viewer.js';

const kit = await openUseCases();
const { CasePartsQueries } = await import('./case-parts.queries.js');
const { CaseQueries } = await import('./case.queries.js');
const { actionsOn } = await import('./case-actions.js');
const { ClockTickJob } = await import('../clocks/clocks.public.js');
const { PauseClock } = await import('../time-limits/pause-clock.js');
const { ProgressQueries } = await import('../citizens/progress.queries.js');
const { ResumeHandlingJob } = await import('./resume-handling.job.js');
const { SendInterimReply } = await import('./send-interim-reply.js');
const { SendReplyJob } = await import('./send-reply.job.js');

const WORDS = '已派人到场，漏点找到了，配件明天到货。';
const handler = await kit.person('HA', { unit: 'SWJ' });
const leader = await kit.person('UL', { unit: 'SWJ' });
const stranger = await kit.person('HA', { unit: 'CGJ' });

afterAll(() => kit.close());
beforeEach(() => kit.clock.set('2026-09-24T10:00:00+08:00'));

const answer = async (caseId: string, text = WORDS, by: Viewer = handler) =>
  kit.get(SendInterimReply).execute(caseId, text, by);
const progress = kit.get(ProgressQueries);

interface StoredClock {
  id: string;
  state: string;
  light: string;
  stoppedAt: Date | null;
  nextTickAt: Date | null;
}
const clocks = (caseId: string, kind = 'REPLY') =>
  kit.sql<StoredClock[]>`
    select id, state, light, stopped_at as "stoppedAt", next_tick_at as "nextTickAt"
    from clocks where case_id = ${caseId} and kind = ${kind} order by started_at, id`;

async function actions(caseId: string, viewer: Viewer): Promise<string[]> {
  const row = await kit.get(CaseQueries).find(kit.database.sql, viewer, { id: caseId });
  if (!row) return [];
  const parts = kit.get(CasePartsQueries);
  return actionsOn(row, viewer, {
    pending: await parts.pendingActs(kit.database.sql, caseId),
    assignments: await parts.assignments(kit.database.sql, caseId),
    replyWritten: await parts.isReplyWritten(kit.database.sql, caseId),
  });
}

/** The way to the final reply. */
async function replied(caseId: string, assignmentId: string): Promise<void> {
  await kit.pass('draftReply', caseId, { replyText: '已经修好。' }, handler);
  await kit.pass('approveReply', caseId, { replyApproved: 'YES' }, leader);
  await kit.job(SendReplyJob, 'sendReply', caseId, { assignmentId });
}

describe('阶段答复 interim reply', () => {
  it('meets the clock of reply, which tells nobody anything more, and leaves the one of handling', async () => {
    const { id } = await kit.assigned('SWJ');
    kit.clock.advance(30);
    await answer(id);
    expect(await clocks(id)).toMatchObject([
      { state: 'MET', light: 'GREEN', stoppedAt: kit.clock.now(), nextTickAt: null },
    ]);
    expect(await clocks(id, 'HANDLE')).toMatchObject([{ state: 'RUNNING' }]);
    expect(await clocks(id, 'FIRST_CONTACT')).toMatchObject([{ state: 'RUNNING' }]);
    expect((await kit.case(id)).due_at).not.toBeNull();
  });

  it('reaches the citizen at once, with the unit, the oldest first', async () => {
    const { id } = await kit.assigned('SWJ');
    await answer(id, `  ${WORDS}  `);
    const first = kit.clock.now();
    kit.clock.advance(60);
    await answer(id, '配件到了，今晚更换。', leader);
    const [unit] = await kit.sql`select name from units where code = 'SWJ'`;
    expect(await progress.interimReplies(kit.database.sql, id)).toEqual([
      { text: WORDS, at: first, unitName: unit?.name },
      { text: '配件到了，今晚更换。', at: kit.clock.now(), unitName: unit?.name },
    ]);
    const steps = await progress.steps(kit.database.sql, id);
    expect(steps.filter(({ kind }) => kind === 'interimReplied')).toEqual([
      { kind: 'interimReplied', at: first, unitName: unit?.name },
      { kind: 'interimReplied', at: kit.clock.now(), unitName: unit?.name },
    ]);
    expect(await progress.find(kit.database.sql, id)).toMatchObject({ reply: null, repliedAt: null });
  });

  it('stands on the case with its sender, and a second one changes no clock', async () => {
    const { id } = await kit.assigned('SWJ');
    await answer(id);
    const met = await clocks(id);
    kit.clock.advance(60);
    await answer(id, '配件到了。', leader);
    expect(await clocks(id)).toEqual(met);
    const shown = await kit.get(CasePartsQueries).interimReplies(kit.database.sql, id);
    expect(shown.map(({ text, userId }) => [text, userId])).toEqual([
      [WORDS, handler.id],
      ['配件到了。', leader.id],
    ]);
  });

  it('stands in the chain without its words', async () => {
    const { id } = await kit.assigned('SWJ');
    await answer(id);
    const [event] = await kit.sql`
      select e.actor_id, e.body ->> 'unit' as unit, e.canonical, p.value
      from events e join event_private p on p.event_id = e.id
      where e.case_id = ${id} and e.type = 'case.interimReplied'`;
    expect(event).toMatchObject({ actor_id: handler.id, unit: 'SWJ', value: WORDS });
    expect(event?.canonical).not.toContain('配件');
    await verifyChain(kit.sql, `case:${id}`);
  });

  it('meets a clock that stands still, too', async () => {
    const { id } = await kit.assigned('SWJ');
    const [clock] = await clocks(id);
    const pause = { reason: 'STATUTORY_STEP', proof: '鉴定委托书', endsWhen: '鉴定报告作出', until: null } as const;
    await kit.get(PauseClock).execute({ clockId: clock?.id ?? '', ...pause }, leader);
    expect(await clocks(id)).toMatchObject([{ state: 'PAUSED' }]);
    kit.clock.advance(60);
    await answer(id);
    expect(await clocks(id)).toMatchObject([{ state: 'MET', stoppedAt: kit.clock.now() }]);
    expect(await kit.sql`select resumed_at from clock_pauses where clock_id = ${clock?.id ?? ''}`).toEqual([
      { resumed_at: kit.clock.now() },
    ]);
  });

  it('that comes late leaves the clock red', async () => {
    const { id } = await kit.assigned('SWJ');
    kit.clock.set('2026-09-30T10:00:00+08:00');
    const [clock] = await clocks(id);
    await kit.get(ClockTickJob).handle({ clockId: clock?.id ?? '' });
    await answer(id);
    expect(await clocks(id)).toMatchObject([{ state: 'MET', light: 'RED' }]);
  });

  it('may be sent again after a rework, which begins no new clock of reply', async () => {
    const { id, assignmentId } = await kit.assigned('SWJ');
    await answer(id);
    await replied(id, assignmentId);
    await kit.job(ResumeHandlingJob, 'startRework', id, { assignmentId, reworkNo: 0 });
    expect(await clocks(id)).toMatchObject([{ state: 'MET' }]);
    expect(await actions(id, handler)).toContain('interimReply');
    await answer(id, '已安排重新修理。');
    expect(await clocks(id)).toMatchObject([{ state: 'MET' }]);
    expect(await progress.interimReplies(kit.database.sql, id)).toHaveLength(2);
  });
});

describe('an interim reply is refused', () => {
  it('to another unit, and where no unit has the case', async () => {
    const { id } = await kit.assigned('SWJ');
    const refused = { name: 'NoLiveAssignment', code: 'CONFLICT' };
    await expect(answer(id, WORDS, stranger)).rejects.toMatchObject(refused);
    expect(await actions(id, stranger)).not.toContain('interimReply');
    const { id: undispatched } = await kit.received();
    await expect(answer(undispatched)).rejects.toMatchObject(refused);
    expect(await clocks(id)).toMatchObject([{ state: 'RUNNING' }]);
  });

  it.each(['CA', 'QC', 'DI', 'CO', 'SU', 'FU', 'LD', 'AU', 'DE', 'AD'] as const)('to the role %s', async (role) => {
    const { id } = await kit.assigned('SWJ');
    const person = await kit.person(role, { unit: 'SWJ' });
    await expect(answer(id, WORDS, person)).rejects.toMatchObject({ name: 'NotPermitted', code: 'FORBIDDEN' });
    expect(await actions(id, person)).not.toContain('interimReply');
  });

  it('without words, and beyond the length of a reply', async () => {
    const { id } = await kit.assigned('SWJ');
    const refused = (rule: string) => ({ name: 'InvalidInput', details: { fields: { text: rule } } });
    await expect(answer(id, ' \n ')).rejects.toMatchObject(refused('required'));
    await expect(answer(id, '字'.repeat(4001))).rejects.toMatchObject(refused('tooLong'));
    await answer(id, '字'.repeat(4000));
  });

  it('once the final reply is out', async () => {
    const { id, number, assignmentId } = await kit.assigned('SWJ');
    expect(await actions(id, handler)).toContain('interimReply');
    await replied(id, assignmentId);
    await expect(answer(id)).rejects.toMatchObject({ name: 'FinalReplySent', code: 'CONFLICT', details: { number } });
    expect(await actions(id, handler)).not.toContain('interimReply');
  });

  it('to whoever reviewed the case', async () => {
    const { id, assignmentId } = await kit.assigned('SWJ');
    const both = await kit.person(['HA', 'QC'], { unit: 'SWJ' });
    await replied(id, assignmentId);
    await kit.pass('closeReview', id, { reviewOutcome: 'REJECTED', comment: '请补充' }, both);
    await kit.job(ResumeHandlingJob, 'returnToUnit', id, { assignmentId, reworkNo: 0 });
    await expect(answer(id, WORDS, both)).rejects.toMatchObject({ name: 'DutiesSeparated' });
  });

  it('once the case has ended', async () => {
    const { id } = await kit.assigned('SWJ');
    await kit.sql`update cases set status = 'CLOSED', closed_at = now() where id = ${id}`;
    await expect(answer(id)).rejects.toMatchObject({ name: 'CaseEnded', code: 'CONFLICT' });
    expect(await actions(id, handler)).not.toContain('interimReply');
  });
});
