import { SupervisionDesk } from '../../../../tests/support/supervision-desk.js';
import { openUseCases } from '../../../../tests/support/use-case-kit.js';

const kit = await openUseCases();
const { UrgeCase, ResumeHandlingJob, InstructCase } = {
  ...(await import('../cases/cases.public.js')),
  ...(await import('../cases/instruct-case.js')),
};
const { OrderQueries } = await import('./order.queries.js');
const desk = await SupervisionDesk.open(kit);
const { supervisor, leader, handler, unitLeader } = desk.people;
const { OpenSupervision } = await import('./open-supervision.js');

afterAll(() => kit.close());
beforeEach(() => kit.clock.set('2026-09-14T10:00:00+08:00'));

const levels = async (caseId: string) => (await desk.orders(caseId)).map(({ level, trigger }) => [level, trigger]);

describe('the ladder', () => {
  it('climbs with the working days past a limit: L2 after one, L3 after three, L4 after six', async () => {
    const { id: caseId } = await kit.assigned('SWJ');
    const clock = await desk.turnRed(caseId, 'SIGN');
    expect(clock.due_at.toISOString()).toBe('2026-09-14T07:00:00.000Z');
    // Sunday 20 September works, so that 21 September is the sixth working day past Monday the fourteenth.
    const climbed: Record<string, number[]> = {};
    for (const day of ['15', '16', '17', '18', '20', '21', '22']) {
      await desk.ring(caseId, clock.id, `2026-09-${day}T23:00:00+08:00`);
      climbed[day] = (await desk.orders(caseId)).map(({ level }) => level);
    }
    expect(climbed).toEqual({
      15: [1, 2],
      16: [1, 2],
      17: [1, 2, 3],
      18: [1, 2, 3],
      20: [1, 2, 3],
      21: [1, 2, 3, 4],
      22: [1, 2, 3, 4],
    });
    expect(await kit.case(caseId)).toMatchObject({ supervision_level: 4 });
    expect((await kit.eventTypes(caseId)).filter((type) => type === 'case.supervisionEscalated')).toHaveLength(3);
  });

  it('goes to L2 as soon as L1 is not answered within its limit', async () => {
    const { id: caseId } = await kit.assigned('SWJ');
    await desk.turnRed(caseId, 'SIGN');
    const l1 = await desk.order(caseId, 1);
    const limit = await desk.clock(caseId, 'SUPERVISION_ANSWER', l1.id);
    await desk.ring(caseId, limit.id, limit.due_at);
    expect(await levels(caseId)).toEqual([
      [1, 'RED'],
      [2, 'UNANSWERED'],
    ]);
    const told = await kit.sql`
      select from notifications where user_id = ${supervisor.id} and case_id = ${caseId} and kind = 'supervision.unanswered'`;
    expect(told).toHaveLength(1);
  });

  it('stays on L1 when that was answered in time', async () => {
    const { id: caseId } = await kit.assigned('SWJ');
    await desk.turnRed(caseId, 'SIGN');
    const l1 = await desk.order(caseId, 1);
    const limit = await desk.clock(caseId, 'SUPERVISION_ANSWER', l1.id);
    await desk.complete('answerSupervision', { caseId, orderId: l1.id }, { answer: '今日修复' }, handler);
    await desk.ring(caseId, limit.id, limit.due_at);
    expect(await levels(caseId)).toEqual([[1, 'RED']]);
  });

  it('climbs from unanswered orders by themselves: L3 two working days past the limit of L2, L4 three past that of L3', async () => {
    const { id: caseId } = await kit.assigned('SWJ');
    await kit.get(OpenSupervision).execute({ caseId, level: 2, reason: '久拖不决' }, supervisor);
    const l2 = await desk.order(caseId, 2);
    const limit = await desk.clock(caseId, 'SUPERVISION_ANSWER', l2.id);
    expect(limit.due_at.toISOString()).toBe('2026-09-14T07:00:00.000Z');
    await desk.ring(caseId, limit.id, '2026-09-15T23:00:00+08:00');
    expect(await levels(caseId)).toEqual([[2, 'MANUAL']]);
    await desk.ring(caseId, limit.id, '2026-09-16T23:00:00+08:00');
    expect(await levels(caseId)).toEqual([
      [2, 'MANUAL'],
      [3, 'UNANSWERED'],
    ]);
    const l3 = await desk.order(caseId, 3);
    kit.clock.set('2026-09-17T10:00:00+08:00');
    const ofL3 = await desk.clock(caseId, 'SUPERVISION_ANSWER', l3.id);
    await desk.ring(caseId, ofL3.id, '2026-09-20T23:00:00+08:00');
    expect(await levels(caseId)).toHaveLength(2);
    await desk.ring(caseId, ofL3.id, '2026-09-21T23:00:00+08:00');
    expect((await levels(caseId)).at(-1)).toEqual([4, 'UNANSWERED']);
  });

  it('goes to L4 when the joint meeting was not held within two working days and one more', async () => {
    const { id: caseId } = await kit.assigned('SWJ');
    const orderId = await kit.get(OpenSupervision).execute({ caseId, level: 3, reason: '多部门推诿' }, supervisor);
    await desk.decide(caseId, orderId, 3);
    const task = await desk.task('holdJointMeeting', caseId, orderId);
    const [clock] = await kit.sql`select id, kind, due_at from clocks where subject_id = ${orderId}`;
    expect(clock).toMatchObject({ kind: 'JOINT_MEETING', due_at: new Date('2026-09-16T18:00:00+08:00') });
    expect((await kit.task(task)).dueAt).toEqual(clock?.due_at);
    expect(await new OrderQueries().byId(kit.database.sql, orderId)).toMatchObject({
      answerDueAt: clock?.due_at,
      answerRunning: true,
    });
    await desk.ring(caseId, clock?.id, clock?.due_at);
    expect(await levels(caseId)).toHaveLength(1);
    const told = await kit.sql`
      select from notifications where user_id = ${supervisor.id} and case_id = ${caseId} and kind = 'supervision.unanswered'`;
    expect(told).toHaveLength(1);
    await desk.ring(caseId, clock?.id, '2026-09-17T23:00:00+08:00');
    expect((await levels(caseId)).at(-1)).toEqual([4, 'UNANSWERED']);
  });

  it('gives the leader three working days for the instruction, and tells when they are over; nothing climbs to L5', async () => {
    const { id: caseId } = await kit.assigned('SWJ');
    const orderId = await kit.get(OpenSupervision).execute({ caseId, level: 4, reason: '群众反映强烈' }, supervisor);
    await desk.decide(caseId, orderId, 4);
    await desk.task('writeInstruction', caseId, orderId);
    const [clock] = await kit.sql`select id, kind, due_at from clocks where subject_id = ${orderId}`;
    expect(clock).toMatchObject({ kind: 'LEADER_INSTRUCTION', due_at: new Date('2026-09-17T18:00:00+08:00') });
    await desk.ring(caseId, clock?.id, '2026-09-30T23:00:00+08:00');
    expect(await levels(caseId)).toHaveLength(1);
    for (const { id } of [supervisor, leader]) {
      const told = await kit.sql`
        select from notifications where user_id = ${id} and case_id = ${caseId} and kind = 'supervision.unanswered'`;
      expect(told).toHaveLength(1);
    }
    await desk.replied(caseId, (await kit.sql`select id from assignments where case_id = ${caseId}`)[0]?.id);
    expect(await kit.sql`select state from clocks where subject_id = ${orderId}`).toEqual([{ state: 'STOPPED' }]);
  });

  it('does not climb to where somebody stands already', async () => {
    const { id: caseId } = await kit.assigned('SWJ');
    const clock = await desk.turnRed(caseId, 'SIGN');
    await kit.get(OpenSupervision).execute({ caseId, level: 3, reason: '多部门推诿' }, supervisor);
    await desk.ring(caseId, clock.id, '2026-09-15T23:00:00+08:00');
    expect((await desk.orders(caseId)).map(({ level }) => level).sort()).toEqual([1, 3]);
  });
});

describe('the decision about the level', () => {
  it('tells the engine what it decides by', async () => {
    const { id: caseId } = await kit.assigned('SWJ');
    const duplicate = await kit.received();
    await kit.sql`update cases set rework_count = 1 where id = ${caseId}`;
    await kit.sql`update cases set duplicate_of = ${caseId} where id = ${duplicate.id}`;
    await kit.sql`
      insert into assignments (id, case_id, unit_id, kind, status, mode, assigned_at)
      select gen_random_uuid(), ${caseId}, id, 'LEAD', 'RETURNED', 'MANUAL', ${kit.clock.now()} from units where code in ('CGJ', 'RQGS')`;
    await desk.turnRed(caseId);
    expect(await desk.messages(caseId, 'msg.supervision.open')).toEqual([
      expect.objectContaining({
        requestedLevel: 1,
        red: 'YES',
        reworkNo: 1,
        unitsInDispute: 2,
        linkedCases: 1,
        instruction: 'NO',
        massRisk: 'NO',
      }),
    ]);
  });

  it('skips levels upwards; the answer waits for what comes first there', async () => {
    const { id: caseId } = await kit.assigned('SWJ');
    await desk.turnRed(caseId);
    const { id } = await desk.order(caseId, 1);
    expect(await desk.decide(caseId, id, 3)).toBe(3);
    expect(await desk.order(caseId, 3)).toMatchObject({ id, requested_level: 1 });
    expect(await kit.case(caseId)).toMatchObject({ supervision_level: 3 });
    const [limit] = await kit.sql`select state from clocks where subject_id = ${id}`;
    expect(limit).toMatchObject({ state: 'STOPPED' });
    expect(await kit.eventTypes(caseId)).toContain('case.supervisionEscalated');
  });

  it('never goes down, never to discipline, and asked twice changes nothing', async () => {
    const { id: caseId } = await kit.assigned('SWJ');
    await desk.turnRed(caseId);
    const { id } = await desk.order(caseId, 1);
    expect(await desk.decide(caseId, id, 2)).toBe(2);
    expect(await desk.decide(caseId, id, 1)).toBe(2);
    expect(await desk.decide(caseId, id, 5)).toBe(2);
    expect(await desk.decide(caseId, id, null)).toBe(2);
    expect(await desk.decide(caseId, id, 2)).toBe(2);
    expect((await kit.eventTypes(caseId)).filter((type) => type === 'case.supervisionEscalated')).toHaveLength(1);
  });

  it('leaves an order where it is when its level is taken', async () => {
    const { id: caseId } = await kit.assigned('SWJ');
    await kit.get(OpenSupervision).execute({ caseId, level: 2, reason: '久拖不决' }, supervisor);
    await kit.get(OpenSupervision).execute({ caseId, level: 1, reason: '请速办' }, supervisor);
    expect(await desk.decide(caseId, (await desk.order(caseId, 1)).id, 2)).toBe(1);
  });
});

describe('urges', () => {
  const urge = async (caseId: string, hours: number) => {
    kit.clock.advance(hours * 60);
    await kit.get(UrgeCase).execute(caseId, null, { kind: 'CITIZEN' });
  };

  it('twice within 24 hours raise the priority and open L1 with a call', async () => {
    const { id: caseId } = await kit.assigned('SWJ');
    const task = await kit.open('handle', caseId);
    await urge(caseId, 0);
    expect(await desk.orders(caseId)).toEqual([]);
    await urge(caseId, 23);
    expect(await levels(caseId)).toEqual([[1, 'URGES']]);
    expect(await kit.case(caseId)).toMatchObject({ urgency: 3, urge_count: 2 });
    expect(await kit.task(task)).toMatchObject({ urgency: 3 });
    expect(await desk.calls(caseId)).toHaveLength(1);
    expect(await kit.eventTypes(caseId)).toContain('case.urgencyRaised');
  });

  it('do so three times in all, however far apart', async () => {
    const { id: caseId } = await kit.assigned('SWJ');
    await urge(caseId, 0);
    await urge(caseId, 25);
    expect(await desk.orders(caseId)).toEqual([]);
    await urge(caseId, 25);
    expect(await levels(caseId)).toEqual([[1, 'URGES']]);
  });

  it('never lower the priority, and open nothing where somebody stepped in already', async () => {
    const { id: caseId } = await kit.assigned('SWJ');
    await kit.sql`update cases set urgency = 4 where id = ${caseId}`;
    await desk.turnRed(caseId);
    await urge(caseId, 0);
    await urge(caseId, 2);
    expect(await kit.case(caseId)).toMatchObject({ urgency: 4 });
    expect(await levels(caseId)).toEqual([[1, 'RED']]);
  });
});

describe('reworks', () => {
  it('for the second time go to L2', async () => {
    const { id: caseId, assignmentId } = await kit.assigned('SWJ');
    const rework = (reworkNo: number) => kit.job(ResumeHandlingJob, 'startRework', caseId, { assignmentId, reworkNo });
    await rework(0);
    expect(await desk.orders(caseId)).toEqual([]);
    await rework(1);
    expect(await levels(caseId)).toEqual([[2, 'REWORK']]);
    expect(await desk.messages(caseId, 'msg.supervision.open')).toEqual([
      expect.objectContaining({ requestedLevel: 2, reworkNo: 2 }),
    ]);
  });
});

describe("a leader's instruction", () => {
  it('opens L4 when the leader asks for it', async () => {
    const { id: caseId } = await kit.assigned('SWJ');
    await kit.get(InstructCase).execute(caseId, '限三日内解决', leader, { openL4: true });
    const order = await desk.order(caseId, 4);
    expect(order).toMatchObject({ trigger: 'INSTRUCTION', reason: '限三日内解决', opened_by: leader.id });
    const [instruction] = await kit.sql`select order_id from instructions where case_id = ${caseId}`;
    expect(instruction).toEqual({ order_id: order.id });
    expect(await desk.messages(caseId, 'msg.supervision.open')).toEqual([
      expect.objectContaining({ requestedLevel: 4, instruction: 'YES' }),
    ]);
  });

  it('opens nothing otherwise, and follows the order that stands', async () => {
    const { id: caseId } = await kit.assigned('SWJ');
    await kit.get(InstructCase).execute(caseId, '请关注', leader);
    expect(await desk.orders(caseId)).toEqual([]);
    await kit.get(InstructCase).execute(caseId, '限三日内解决', leader, { openL4: true });
    await kit.get(InstructCase).execute(caseId, '再次强调', leader, { openL4: true });
    expect(await desk.orders(caseId)).toHaveLength(1);
    const linked = await kit.sql`select from instructions where case_id = ${caseId} and order_id is not null`;
    expect(linked).toHaveLength(2);
  });

  it('is written with a date to come, and then the unit answers', async () => {
    const { id: caseId } = await kit.assigned('SWJ');
    await kit.get(InstructCase).execute(caseId, '限三日内解决', leader, { openL4: true });
    const { id: orderId } = await desk.order(caseId, 4);
    await desk.decide(caseId, orderId, 4);
    const write = (committedOn: string) =>
      desk.complete('writeInstruction', { caseId, orderId }, { instruction: '由水务局负责', committedOn }, leader);
    await expect(write('2026-09-13')).rejects.toMatchObject({ details: { fields: { committedOn: 'min' } } });
    await write('2026-09-17');
    expect(await desk.order(caseId, 4)).toMatchObject({ instruction: '由水务局负责', state: 'OPEN' });
    await desk.answered(caseId, orderId);
    expect(await desk.order(caseId, 4)).toMatchObject({ state: 'ACCEPTED' });
  });
});

describe('L2 and L3', () => {
  it('are signed by the unit leader before the unit answers', async () => {
    const { id: caseId, assignmentId } = await kit.assigned('SWJ');
    const orderId = await kit.get(OpenSupervision).execute({ caseId, level: 2, reason: '久拖不决' }, supervisor);
    await desk.decide(caseId, orderId, 2);
    const of = { caseId, orderId };
    await expect(desk.complete('signSupervision', of, { measures: '专人负责' }, handler)).rejects.toMatchObject({
      code: 'NOT_FOUND',
    });
    await desk.complete('signSupervision', of, { measures: '专人负责' }, unitLeader);
    expect(await desk.order(caseId, 2)).toMatchObject({ state: 'SIGNED', signed_by: unitLeader.id });
    expect(await kit.case(caseId)).toMatchObject({ supervision_rank: 0 });
    await desk.answered(caseId, orderId);
    await desk.replied(caseId, assignmentId);
    expect(await kit.eventTypes(caseId)).toEqual(
      expect.arrayContaining(['case.supervisionSigned', 'case.supervisionAnswered', 'case.supervisionClosed']),
    );
  });

  it('keep what the joint meeting agreed on', async () => {
    const { id: caseId } = await kit.assigned('SWJ');
    const orderId = await kit.get(OpenSupervision).execute({ caseId, level: 3, reason: '多部门推诿' }, supervisor);
    await desk.decide(caseId, orderId, 3);
    const meeting = {
      meetingUnits: '水务局、城管局',
      minutes: '水务局牵头',
      newDueOn: '2026-09-18',
      measure: 'LISTED',
    };
    await desk.complete('holdJointMeeting', { caseId, orderId }, meeting, supervisor);
    const [kept] = await kit.sql`
      select minutes, meeting_units, measure, new_due_on::text as day from supervision_orders where id = ${orderId}`;
    expect(kept).toEqual({
      minutes: '水务局牵头',
      meeting_units: '水务局、城管局',
      measure: 'LISTED',
      day: '2026-09-18',
    });
    await desk.answered(caseId, orderId);
    expect(await desk.order(caseId, 3)).toMatchObject({ state: 'ACCEPTED' });
  });
});
