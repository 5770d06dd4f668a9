import { SupervisionDesk } from '../../../../tests/support/supervision-desk.js';
import { openUseCases } from '../../../../tests/support/use-case-kit.js';

const kit = await openUseCases();
const { PlaceDueCalls } = await import('./calls/place-due-calls.js');
const { AcknowledgeDemoCall } = await import('./calls/acknowledge-demo-call.js');
const desk = await SupervisionDesk.open(kit);
const { supervisor, handler, unitLeader } = desk.people;

afterAll(() => kit.close());
beforeEach(() => kit.clock.set('2026-09-24T10:00:00+08:00'));

describe('a limit that runs out', () => {
  it('opens L1 and calls the duty phone; the order closes with the reply, not with the answer', async () => {
    const { id: caseId, assignmentId } = await kit.assigned('SWJ');
    await desk.turnRed(caseId);

    const order = await desk.order(caseId, 1);
    expect(order).toMatchObject({ trigger: 'RED', state: 'OPEN', at_desk: false, opened_by: null });
    expect(order.number).toMatch(/^DB\d{10}[\dX]$/);
    expect(await kit.case(caseId)).toMatchObject({ supervision_level: 1, supervision_rank: 0 });
    expect(await desk.messages(caseId, 'msg.supervision.open')).toEqual([
      expect.objectContaining({
        subjectId: order.id,
        requestedLevel: 1,
        red: 'YES',
        leadUnit: 'SWJ',
        answerer: 'UNIT',
      }),
    ]);
    const [limit] = await kit.sql`
      select span, due_at, subject_id from clocks where case_id = ${caseId} and kind = 'SUPERVISION_ANSWER'`;
    expect(limit).toMatchObject({ span: '4wh', subject_id: order.id });

    const [call] = await desk.calls(caseId);
    expect(call).toMatchObject({ state: 'QUEUED', order_id: order.id, masked_phone: '199****8888', at_desk: false });
    await kit.get(PlaceDueCalls).execute();
    await kit.get(AcknowledgeDemoCall).execute(call.id, supervisor);
    expect((await desk.calls(caseId))[0]).toMatchObject({ state: 'ACKNOWLEDGED', attempt: 1 });

    expect(await desk.decide(caseId, order.id, 1)).toBe(1);
    await desk.complete('answerSupervision', { caseId, orderId: order.id }, { answer: '今日修复' }, handler);
    expect(await desk.order(caseId, 1)).toMatchObject({ state: 'ANSWERED', answered_by: handler.id });
    expect(await kit.case(caseId)).toMatchObject({ supervision_level: 1, supervision_rank: 1 });
    await desk.complete('reviewSupervision', { caseId, orderId: order.id }, { answerSufficient: 'YES' }, supervisor);
    expect(await desk.order(caseId, 1)).toMatchObject({
      state: 'ACCEPTED',
      accepted_by: supervisor.id,
      closed_at: null,
    });

    await desk.replied(caseId, assignmentId);
    expect(await desk.order(caseId, 1)).toMatchObject({ state: 'CLOSED' });
    expect(await kit.case(caseId)).toMatchObject({ supervision_level: null, supervision_rank: 1 });
    const types = await kit.eventTypes(caseId);
    const told = types.filter((type) => type.startsWith('case.supervision') || type.startsWith('case.outboundCall'));
    expect(told).toEqual([
      'case.supervisionOpened',
      'case.outboundCallQueued',
      'case.outboundCallPlaced',
      'case.outboundCallAcknowledged',
      'case.supervisionAnswered',
      'case.supervisionAccepted',
      'case.supervisionClosed',
    ]);
  });

  it('tells the unit and the supervisors', async () => {
    const { id: caseId } = await kit.assigned('SWJ');
    await desk.turnRed(caseId);
    for (const person of [handler, unitLeader, supervisor]) {
      const told = await kit.sql`
        select from notifications where user_id = ${person.id} and case_id = ${caseId} and kind = 'supervision.opened'`;
      expect(told).toHaveLength(1);
    }
  });

  it('opens one order however many limits run out, and calls once at a time', async () => {
    const { id: caseId } = await kit.assigned('SWJ');
    await desk.turnRed(caseId, 'SIGN');
    await desk.turnRed(caseId, 'FIRST_CONTACT');
    expect(await desk.orders(caseId)).toHaveLength(1);
    expect(await desk.calls(caseId)).toHaveLength(1);
  });

  it.each(['FOLLOW_UP', 'CLOSE_REVIEW', 'DISPATCH', 'ACCEPT'])(
    'of the centre itself (%s) opens one about its step',
    async (kind) => {
      const { id: caseId } = await kit.assigned('SWJ');
      await desk.turnRed(caseId, kind);
      expect(await desk.orders(caseId)).toMatchObject([{ level: 1, step: kind, unit_id: kit.units.get('ZWZX') }]);
    },
  );

  it('that only turns yellow opens none', async () => {
    const { id: caseId } = await kit.assigned('SWJ');
    const clock = await desk.clock(caseId, 'HANDLE');
    await desk.ring(caseId, clock.id, new Date(clock.due_at.getTime() - 60_000));
    expect(await desk.orders(caseId)).toEqual([]);
  });

  it('after the case has ended opens none', async () => {
    const { id: caseId } = await kit.assigned('SWJ');
    const clock = await desk.clock(caseId, 'REPLY');
    await kit.sql`update cases set status = 'CLOSED', closed_at = received_at where id = ${caseId}`;
    await desk.ring(caseId, clock.id, clock.due_at);
    expect(await desk.orders(caseId)).toEqual([]);
  });
});

describe('an order', () => {
  async function supervised() {
    const received = await kit.assigned('SWJ');
    await desk.turnRed(received.id);
    const order = await desk.order(received.id, 1);
    await desk.decide(received.id, order.id, 1);
    return { caseId: received.id, assignmentId: received.assignmentId, orderId: order.id };
  }

  it('goes back to the unit when its answer is not enough, with a reason and a new limit', async () => {
    const of = await supervised();
    await desk.complete('answerSupervision', of, { answer: '正在处理' }, handler);
    const refuse = (refusal?: string) =>
      desk.complete('reviewSupervision', of, { answerSufficient: 'NO', refusal }, supervisor);
    await expect(refuse()).rejects.toMatchObject({ details: { fields: { refusal: 'required' } } });
    await refuse('没有写明办结时间');
    expect(await desk.order(of.caseId, 1)).toMatchObject({ state: 'OPEN', refusal: '没有写明办结时间' });
    expect(await kit.case(of.caseId)).toMatchObject({ supervision_rank: 0 });
    await desk.complete('answerSupervision', of, { answer: '明日上午修复' }, handler);
    const limits = await kit.sql`
      select state from clocks where case_id = ${of.caseId} and subject_id = ${of.orderId} order by started_at, id`;
    expect(limits.map(({ state }) => state)).toEqual(['MET', 'MET']);
    expect(await kit.eventTypes(of.caseId)).toContain('case.supervisionRefused');
  });

  it('is not judged by whoever answered it', async () => {
    const of = await supervised();
    const both = await kit.person(['HA', 'SU'], { unit: 'SWJ' });
    await desk.complete('answerSupervision', of, { answer: '今日修复' }, both);
    await expect(desk.complete('reviewSupervision', of, { answerSufficient: 'YES' }, both)).rejects.toMatchObject({
      name: 'OwnAnswer',
      code: 'FORBIDDEN',
    });
    await expect(
      kit.sql`update supervision_orders set state = 'ACCEPTED', accepted_by = ${both.id}, accepted_at = now() where id = ${of.orderId}`,
    ).rejects.toThrow('nobody_accepts_their_own_answer');
  });

  it('left unanswered closes with the reply, and its process and its calls end', async () => {
    const of = await supervised();
    await desk.replied(of.caseId, of.assignmentId);
    expect(await desk.order(of.caseId, 1)).toMatchObject({ state: 'CLOSED' });
    expect((await desk.calls(of.caseId))[0]).toMatchObject({ state: 'DROPPED' });
    const { instance_key: instanceKey } = await desk.order(of.caseId, 1);
    expect(await kit.outbox(of.caseId)).toContainEqual(
      expect.objectContaining({ kind: 'CANCEL_INSTANCE', command: { instanceKey: String(instanceKey) } }),
    );
    const running = await kit.sql`
      select from clocks where case_id = ${of.caseId} and kind = 'SUPERVISION_ANSWER' and state = 'RUNNING'`;
    expect(running).toHaveLength(0);
  });

  it('closed before the engine came to it ends its process at once', async () => {
    const { id: caseId, assignmentId } = await kit.assigned('SWJ');
    await desk.turnRed(caseId);
    const order = await desk.order(caseId, 1);
    await desk.replied(caseId, assignmentId);
    expect(await desk.decide(caseId, order.id, 1)).toBe(0);
  });

  it('closed by the reply is not answered any more', async () => {
    const of = await supervised();
    const task = await desk.task('answerSupervision', of.caseId, of.orderId);
    await desk.replied(of.caseId, of.assignmentId);
    const { CompleteTask } = await import('../tasks/complete-task.js');
    await expect(kit.get(CompleteTask).execute(task, { answer: '迟到的答复' }, handler)).rejects.toMatchObject({
      name: 'OrderNotWaiting',
      code: 'CONFLICT',
    });
  });

  it.each([
    ['CLOSED', 'CLOSED'],
    ['WITHDRAWN', 'DROPPED'],
    ['VOID', 'DROPPED'],
    ['MERGED', 'DROPPED'],
  ] as const)('of a case that ends as %s is %s', async (outcome, expected) => {
    const of = await supervised();
    const { CaseRepository, EndOfCase } = await import('../cases/cases.public.js');
    await kit.database.inTransaction(async (sql) => {
      const record = await kit.get(CaseRepository).get(sql, of.caseId);
      await kit.get(EndOfCase).close(sql, record, outcome, { askingInstance: '1' });
    });
    expect(await desk.order(of.caseId, 1)).toMatchObject({ state: expected });
    expect(await kit.case(of.caseId)).toMatchObject({ supervision_level: null });
    expect((await desk.calls(of.caseId))[0]).toMatchObject({ state: 'DROPPED' });
  });
});
