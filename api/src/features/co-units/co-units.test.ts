import { CoWork } from '../../../../tests/support/co-work.js';
import { verifyChain } from '../../../../tests/support/event-chain.js';
import { openUseCases } from '../../../../tests/support/use-case-kit.js';
import type { Viewer } from '../../access/viewer.js';

const kit = await openUseCases();
const { CaseQueries } = await import('../cases/case.queries.js');
const { seesIdentity } = await import('../../access/scope.js');
const { CompleteTask } = await import('../tasks/complete-task.js');
const { ClaimTask } = await import('../tasks/claim-task.js');
const { actionsOn } = await import('../cases/case-actions.js');
const { CasePartsQueries, CaseRepository, EndOfCase, SendReplyJob } = await import('../cases/cases.public.js');
const { AddCoUnits } = await import('./add-co-units.js');
const work = await CoWork.open(kit);
const { dispatcher, leadHandler, handlers } = work;
const leader = await kit.person('UL', { unit: 'SWJ' });
const coLeader = await kit.person('UL', { unit: 'CGJ' });

afterAll(() => kit.close());
beforeEach(() => kit.clock.set('2026-09-24T10:00:00+08:00'));

const reads = async (viewer: Viewer, id: string) =>
  (await kit.get(CaseQueries).find(kit.database.sql, viewer, { id })) !== null;
const draft = async (caseId: string) => {
  const id = await kit.open('draftReply', caseId);
  return kit.get(CompleteTask).execute(id, { replyText: '已经清淤。' }, leadHandler);
};

describe('asking units to help', () => {
  it('gives each a matter, 80 % of the lead’s span, a process of its own, and its leaders a notice', async () => {
    const { id } = await kit.assigned('SWJ');
    const [cgj, hbsq] = await work.add(id, ['CGJ', 'HBSQ']);
    expect(await work.share(cgj as string)).toMatchObject({
      kind: 'CO',
      status: 'PENDING_SIGN',
      matter: '请CGJ查清沟渠来水',
      assigned_by: dispatcher.id,
    });
    expect(await work.clocks(cgj as string)).toMatchObject([
      { span: '4wd', round: 1, subject_id: cgj, state: 'RUNNING' },
    ]);
    expect(await work.clocks(hbsq as string)).toMatchObject([{ span: '4wd', round: 1 }]);
    const started = (await kit.outbox(id)).filter(({ command }) => command.name === 'msg.case.counit.added');
    expect(started.map(({ command }) => command)).toMatchObject([
      {
        correlationKey: cgj,
        messageId: cgj,
        variables: { caseId: id, assignmentId: cgj, subjectId: cgj, coUnit: 'CGJ', leadUnit: 'SWJ' },
      },
      { correlationKey: hbsq, messageId: hbsq },
    ]);
    expect(await kit.notices(coLeader.id)).toContainEqual({ kind: 'case.coUnitAdded' });
    expect((await kit.eventTypes(id)).filter((type) => type === 'case.coUnitAdded')).toHaveLength(2);
    expect((await kit.case(id)).status).not.toBe('SUBMITTED');
  });

  it('shows them the case with the requester masked, and only them', async () => {
    const { id } = await kit.assigned('SWJ');
    const [share] = await work.add(id, ['CGJ']);
    expect(await reads(handlers.CGJ as Viewer, id)).toBe(true);
    const row = await kit.get(CaseQueries).find(kit.database.sql, handlers.CGJ as Viewer, { id });
    expect(row && seesIdentity(handlers.CGJ as Viewer, row)).toBe(false);
    expect(await reads(handlers.RQGS as Viewer, id)).toBe(false);
    await work.delivered(share as string);
    await work.judged(share as string);
    expect(await reads(handlers.CGJ as Viewer, id)).toBe(true);
  });

  it.each([
    ['the lead', ['SWJ'], 'LeadIsNoCoUnit'],
    ['who helps already', ['CGJ'], 'AlreadyCoUnit'],
    ['a unit that is closed', ['RQGS'], 'UnitNotInUse'],
  ])('refuses %s, and with it all others', async (_who, units, name) => {
    const { id } = await kit.assigned('SWJ');
    await work.add(id, ['CGJ']);
    await kit.sql`update units set active = ${name !== 'UnitNotInUse'} where code = 'RQGS'`;
    await expect(work.add(id, ['HBSQ', ...units])).rejects.toMatchObject({ name });
    await kit.sql`update units set active = true where code = 'RQGS'`;
    expect((await work.shares(id)).map(({ code }) => code)).toEqual(['CGJ']);
  });

  it.each([
    ['nobody', []],
    ['one twice', ['CGJ', 'CGJ']],
  ])('refuses a list with %s', async (_what, units) => {
    const { id } = await kit.assigned('SWJ');
    await expect(work.add(id, units)).rejects.toMatchObject({ code: 'INVALID' });
  });

  it.each(['', '看', '字'.repeat(501)])('refuses a matter that says nothing or too much', async (matter) => {
    const { id } = await kit.assigned('SWJ');
    const asked = [{ unitId: kit.units.get('CGJ') ?? '', matter }];
    const add = async () => kit.get(AddCoUnits).execute(id, asked, dispatcher);
    await expect(add()).rejects.toMatchObject({ name: 'InvalidInput' });
  });

  it('takes a matter of a few characters', async () => {
    const { id } = await kit.assigned('SWJ');
    await kit.get(AddCoUnits).execute(id, [{ unitId: kit.units.get('CGJ') ?? '', matter: '清理路面' }], dispatcher);
    expect((await work.shares(id)).map(({ matter }) => matter)).toEqual(['清理路面']);
  });

  it('is offered to whom it would be granted, and no longer once the reply is drafted', async () => {
    const offered = async (viewer: Viewer, id: string) => {
      const row = await kit.get(CaseQueries).find(kit.database.sql, viewer, { id });
      const parts = kit.get(CasePartsQueries);
      const actions = actionsOn(row as NonNullable<typeof row>, viewer, {
        pending: [],
        assignments: await parts.assignments(kit.database.sql, id),
        replyWritten: await parts.isReplyWritten(kit.database.sql, id),
      });
      return actions.includes('addCoUnits');
    };
    const { id } = await kit.assigned('SWJ');
    await work.add(id, ['CGJ']);
    const all = [dispatcher, leadHandler, handlers.CGJ as Viewer];
    expect(await Promise.all(all.map((viewer) => offered(viewer, id)))).toEqual([true, true, false]);
    await work.exit((await work.shares(id))[0].id);
    await draft(id);
    expect(await Promise.all([dispatcher, leadHandler].map((viewer) => offered(viewer, id)))).toEqual([false, false]);
  });

  it('refuses before the case has a unit, once its reply is written, and after its end', async () => {
    const { id: early } = await kit.received();
    await expect(work.add(early, ['CGJ'])).rejects.toMatchObject({ name: 'CaseWithoutUnit' });
    const { id } = await kit.assigned('SWJ');
    await draft(id);
    await expect(work.add(id, ['CGJ'])).rejects.toMatchObject({ name: 'ReplyIsWritten' });
    await kit.sql`update cases set status = 'CLOSED', closed_at = received_at where id = ${id}`;
    await expect(work.add(id, ['CGJ'])).rejects.toMatchObject({ name: 'CaseEnded' });
  });

  it('is for dispatchers, supervisors and the lead unit’s own people', async () => {
    const { id } = await kit.assigned('SWJ');
    for (const by of [leadHandler, leader, await kit.person('SU')]) {
      const [share] = await work.add(id, ['CGJ'], by);
      await work.exit(share as string);
    }
    await expect(work.add(id, ['RQGS'], coLeader)).rejects.toMatchObject({ name: 'NotYourUnitsCase' });
    for (const role of ['CA', 'QC', 'CO', 'FU', 'LD', 'AU'] as const)
      await expect(work.add(id, ['RQGS'], await kit.person(role, { unit: 'SWJ' }))).rejects.toMatchObject({
        name: 'NotPermitted',
      });
  });

  it('raises an alarm for a unit that nobody works in', async () => {
    const { id } = await kit.assigned('CGJ');
    await kit.sql`update users set active = false where id = ${(handlers.HBSQ as Viewer).id}`;
    await work.add(id, ['HBSQ']);
    await kit.sql`update users set active = true where id = ${(handlers.HBSQ as Viewer).id}`;
    const alarms = await kit.sql`select from ops_alarms where kind = 'NO_CO_HANDLER' and case_id = ${id}`;
    expect(alarms).toHaveLength(1);
  });
});

describe('the share of a co-unit', () => {
  it('is signed, delivered and accepted, each told to the other side', async () => {
    const { id } = await kit.assigned('SWJ');
    const [share] = (await work.add(id, ['CGJ'])) as [string];
    const sign = await work.complete('coAcknowledge', share, {}, handlers.CGJ as Viewer);
    expect(await work.share(share)).toMatchObject({ status: 'SIGNED', signed_by: handlers.CGJ?.id });
    expect(await kit.task(sign)).toMatchObject({ unit_id: kit.units.get('CGJ'), assignment_id: share });
    expect(await work.clocks(share, 'SIGN')).toMatchObject([{ state: 'MET', span: '4wh' }]);
    await work.complete('coHandle', share, { result: '已封堵排口两处' }, handlers.CGJ as Viewer);
    expect(await work.share(share)).toMatchObject({ status: 'SUBMITTED', result: '已封堵排口两处' });
    expect(await work.clocks(share)).toMatchObject([{ state: 'MET' }]);
    const accept = await work.judged(share);
    expect(await kit.task(accept)).toMatchObject({ unit_id: kit.units.get('SWJ') });
    expect(await work.share(share)).toMatchObject({ status: 'ACCEPTED', accepted_by: leadHandler.id });
    expect((await kit.eventTypes(id)).filter((type) => /case\.co/.test(type) && type !== 'case.contacted')).toEqual([
      'case.coUnitAdded',
      'case.coUnitSigned',
      'case.coUnitSubmitted',
      'case.coResultAccepted',
    ]);
    const told = (await kit.notices(leader.id)).map(({ kind }) => kind);
    expect(told).toEqual(expect.arrayContaining(['case.coUnitSigned', 'case.coUnitSubmitted']));
    expect((await kit.notices(handlers.CGJ?.id ?? '')).map(({ kind }) => kind)).toContain('case.coResultAccepted');
    expect(await verifyChain(kit.sql, `case:${id}`)).toBeGreaterThan(4);
  });

  it('leaves the lead’s own signing and limits alone', async () => {
    const { id, assignmentId } = await kit.assigned('SWJ');
    const lead = await kit.open('acknowledge', id);
    const [share] = (await work.add(id, ['CGJ'])) as [string];
    await work.delivered(share);
    const [sign] = await kit.sql`
      select state from clocks where case_id = ${id} and kind = 'SIGN' and assignment_id is null`;
    expect(sign).toMatchObject({ state: 'RUNNING' });
    expect(await kit.task(lead)).toMatchObject({ state: 'OPEN', assignment_id: assignmentId });
    const [own] = await kit.sql`select status from assignments where id = ${assignmentId}`;
    expect(own).toMatchObject({ status: 'PENDING_SIGN' });
  });

  it('goes back with a reason and 80 % of the rework’s span', async () => {
    const { id } = await kit.assigned('SWJ');
    const [share] = (await work.add(id, ['CGJ'])) as [string];
    await work.delivered(share);
    await expect(work.complete('acceptCoResult', share, { coAccepted: 'NO' }, leadHandler)).rejects.toMatchObject({
      details: { fields: { refusal: 'required' } },
    });
    await work.judged(share, '没有说明污水去向');
    expect(await work.share(share)).toMatchObject({ status: 'WORKING', refusal: '没有说明污水去向' });
    expect(await work.clocks(share)).toMatchObject([
      { state: 'MET', span: '4wd' },
      { state: 'RUNNING', span: '19wh', round: 2 },
    ]);
    const again = await work.complete('coHandle', share, { result: '污水已接入管网' }, handlers.CGJ as Viewer);
    expect((await kit.task(again)).dueAt).toEqual((await work.clocks(share)).at(-1).due_at);
    expect(await work.share(share)).toMatchObject({ status: 'SUBMITTED', refusal: null, result: '污水已接入管网' });
  });

  it('is never accepted by who wrote it, whatever the road', async () => {
    const { id } = await kit.assigned('SWJ');
    const [share] = (await work.add(id, ['CGJ'])) as [string];
    const both = await kit.person(['HA', 'UL'], { unit: 'CGJ' });
    await work.complete('coAcknowledge', share, {}, both);
    await work.complete('coHandle', share, { result: '已清运' }, both);
    await kit.sql`update users set unit_id = ${kit.units.get('SWJ') ?? ''} where id = ${both.id}`;
    const moved = { ...both, unitId: kit.units.get('SWJ') ?? '', unitCode: 'SWJ' };
    const task = await work.task('acceptCoResult', share);
    await expect(kit.get(ClaimTask).execute(task, moved)).rejects.toMatchObject({ name: 'OwnCoResult' });
    await expect(
      kit.sql`update assignments set status = 'ACCEPTED', accepted_by = ${both.id}, accepted_at = now() where id = ${share}`,
    ).rejects.toThrow('nobody_accepts_their_own_result');
  });

  it('may be asked for again once it was accepted', async () => {
    const { id } = await kit.assigned('SWJ');
    const [first] = (await work.add(id, ['CGJ'])) as [string];
    await work.delivered(first);
    await work.judged(first);
    await work.add(id, ['CGJ']);
    expect((await work.shares(id)).map(({ status }) => status)).toEqual(['ACCEPTED', 'PENDING_SIGN']);
  });
});

describe('the lead’s reply', () => {
  it('waits for every co-unit, and says for whom and what to do', async () => {
    const { id, assignmentId } = await kit.assigned('SWJ');
    const [cgj, rqgs] = (await work.add(id, ['CGJ', 'RQGS'])) as [string, string];
    await work.delivered(cgj);
    await expect(draft(id)).rejects.toMatchObject({
      name: 'CoUnitsNotDone',
      code: 'CONFLICT',
      details: { units: 'CGJ单位、RQGS单位' },
    });
    await work.judged(cgj);
    await expect(draft(id)).rejects.toMatchObject({ details: { units: 'RQGS单位' } });
    await expect(
      kit.sql`update tasks set state = 'COMPLETING', holder_id = ${leadHandler.id} where case_id = ${id} and kind = 'draftReply'`,
    ).rejects.toThrow('a cooperating unit of case');
    await expect(kit.sql`update assignments set status = 'SUBMITTED' where id = ${assignmentId}`).rejects.toThrow(
      'a cooperating unit of case',
    );
    await work.exit(rqgs);
    await draft(id);
    await kit.job(SendReplyJob, 'sendReply', id, { assignmentId });
    expect((await kit.case(id)).replied_at).not.toBeNull();
  });

  it('goes out as ever where nobody helps', async () => {
    const { id, assignmentId } = await kit.assigned('SWJ');
    await draft(id);
    await kit.job(SendReplyJob, 'sendReply', id, { assignmentId });
    expect((await kit.case(id)).replied_at).not.toBeNull();
  });
});

describe('a co-unit that leaves', () => {
  it('takes its tasks, limits and process along, and sees the case no more', async () => {
    const { id } = await kit.assigned('SWJ');
    const [share] = (await work.add(id, ['CGJ'])) as [string];
    const task = await work.task('coAcknowledge', share);
    await expect(work.exit(share, dispatcher, ' ')).rejects.toMatchObject({ name: 'InvalidInput' });
    await expect(work.exit(share, coLeader)).rejects.toMatchObject({ name: 'NotYourUnitsCase' });
    await expect(work.exit(share, leadHandler)).rejects.toMatchObject({ name: 'NotPermitted' });
    await work.exit(share, leader);
    expect(await kit.task(task)).toMatchObject({ state: 'CANCELED' });
    expect(await work.share(share)).toMatchObject({
      status: 'EXITED',
      exit_reason: '查明与该单位无关',
      exited_by: leader.id,
    });
    const live = await kit.sql`select from clocks where assignment_id = ${share} and state in ('RUNNING', 'PAUSED')`;
    expect(live).toHaveLength(0);
    const [{ instance_key: instanceKey } = {}] = await kit.sql`select instance_key::text from tasks where id = ${task}`;
    expect(await kit.outbox(id)).toContainEqual(
      expect.objectContaining({ kind: 'CANCEL_INSTANCE', command: { instanceKey } }),
    );
    expect(await reads(handlers.CGJ as Viewer, id)).toBe(false);
    expect(await kit.eventTypes(id)).toContain('case.coUnitExited');
    await expect(work.exit(share)).rejects.toMatchObject({ name: 'CoAssignmentEnded' });
  });

  it('before the engine had started its process is cancelled at the first task', async () => {
    const { id } = await kit.assigned('SWJ');
    const [share] = (await work.add(id, ['CGJ'])) as [string];
    await work.exit(share);
    expect(await work.task('coAcknowledge', share)).toBe('');
    expect((await kit.outbox(id)).at(-1)).toMatchObject({ kind: 'CANCEL_INSTANCE' });
  });
});

it.each(['WITHDRAWN', 'VOID', 'MERGED', 'CLOSED'] as const)(
  'leaves no instance and no limit of a co-unit behind when the case ends as %s',
  async (outcome) => {
    const { id } = await kit.assigned('SWJ');
    const [share] = (await work.add(id, ['CGJ'])) as [string];
    const job = await kit.userTaskJob('coAcknowledge', id, { subjectId: share });
    await kit.opened(job);
    await kit.database.inTransaction(async (sql) => {
      const record = await kit.get(CaseRepository).get(sql, id);
      await kit.get(EndOfCase).close(sql, record, outcome, { askingInstance: '1' });
    });
    expect((await work.clocks(share)).map(({ state }) => state)).toEqual(['STOPPED']);
    expect(await kit.outbox(id)).toContainEqual(
      expect.objectContaining({ kind: 'CANCEL_INSTANCE', command: { instanceKey: job.instanceKey } }),
    );
    expect(await work.task('coHandle', share)).toBe('');
  },
);
