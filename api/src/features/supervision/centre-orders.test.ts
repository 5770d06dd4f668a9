import { SupervisionDesk } from '../../../../tests/support/supervision-desk.js';
import { openUseCases } from '../../../../tests/support/use-case-kit.js';

const kit = await openUseCases();
const { OpenSupervision } = await import('./open-supervision.js');
const desk = await SupervisionDesk.open(kit);
const { supervisor, leader } = desk.people;
const checker = await kit.person('QC', { unit: 'ZWZX' });
const dispatcher = await kit.person('DI', { unit: 'ZWZX' });

afterAll(() => kit.close());
beforeEach(() => kit.clock.set('2026-09-14T10:00:00+08:00'));

const levels = async (caseId: string) => (await desk.orders(caseId)).map(({ level, trigger }) => [level, trigger]);
const stateOf = async (id: string) => (await kit.sql`select state from supervision_orders where id = ${id}`)[0]?.state;

describe('a late step of the centre itself', () => {
  /** A case that waits at this step, whose limit runs out now. */
  async function late(elementId: string, kind: string) {
    const { id: caseId } = await kit.received();
    const task = await kit.open(elementId, caseId);
    const clock = await desk.turnRed(caseId, kind);
    return { caseId, task, clock };
  }

  it('opens L1 addressed to the centre, answered by whom the step stands with, and rings its duty desk', async () => {
    const { caseId } = await late('qualityCheck', 'ACCEPT');
    const order = await desk.order(caseId, 1);
    expect(order).toMatchObject({ trigger: 'RED', step: 'ACCEPT', unit_id: kit.units.get('ZWZX'), at_desk: false });
    const [call] = await desk.calls(caseId);
    expect(call).toMatchObject({ unit_id: kit.units.get('ZWZX'), order_id: order.id, at_desk: false });
    const told = async (viewer: { id: string }) => (await kit.notices(viewer.id)).map(({ kind }) => kind);
    expect(await told(checker)).toContain('supervision.opened');
    expect(await told(dispatcher)).not.toContain('supervision.opened');
    const supervisors = await kit.sql`
      select kind from notifications where user_id = ${supervisor.id} and case_id = ${caseId}`;
    expect(supervisors).toEqual([{ kind: 'supervision.opened' }]);
    await desk.decide(caseId, order.id, 1);
    const answer = await desk.task('answerSupervision', caseId, order.id);
    const groups = await kit.sql`select group_name from task_candidates where task_id = ${answer}`;
    expect(groups).toEqual([{ group_name: 'role:QC' }]);
    const { due_at: due } = await desk.clock(caseId, 'SUPERVISION_ANSWER', order.id);
    // The centre's own hours, 08:00 to 20:00: four of them after 12:00.
    expect(due.toISOString()).toBe('2026-09-14T08:00:00.000Z');
  });

  it('that stands with nobody is the supervisors’ own', async () => {
    const { id: caseId } = await kit.received();
    await desk.turnRed(caseId, 'HANDOVER');
    expect(await desk.order(caseId, 1)).toMatchObject({ step: 'HANDOVER', at_desk: true });
    expect(await desk.calls(caseId)).toMatchObject([{ unit_id: kit.units.get('ZWZX') }]);
    expect(await desk.alarms('NO_HANDLER')).toEqual(
      expect.arrayContaining([expect.objectContaining({ subject: kit.units.get('ZWZX') })]),
    );
  });

  it('climbs to L2, which the head of the hotline signs, and no further', async () => {
    const { caseId, clock } = await late('qualityCheck', 'ACCEPT');
    await desk.ring(caseId, clock.id, '2026-09-23T23:00:00+08:00');
    expect(await levels(caseId)).toEqual([
      [1, 'RED'],
      [2, 'UNANSWERED'],
    ]);
    const l2 = await desk.order(caseId, 2);
    expect(l2).toMatchObject({ step: 'ACCEPT' });
    expect((await kit.notices(leader.id)).map(({ kind }) => kind)).toContain('supervision.opened');
    await desk.decide(caseId, l2.id, 2);
    const of = { caseId, orderId: l2.id };
    await desk.complete('signSupervision', of, { measures: '增派人手' }, leader);
    await desk.complete('answerSupervision', of, { answer: '已核对' }, checker);
    const limit = await desk.clock(caseId, 'SUPERVISION_ANSWER', (await desk.order(caseId, 1)).id);
    await desk.ring(caseId, limit.id, '2026-09-28T23:00:00+08:00');
    expect(await levels(caseId)).toHaveLength(2);
    expect((await kit.notices(supervisor.id)).map(({ kind }) => kind)).toContain('clock.overdueDay');
  });

  it('keeps its order beside those about the unit, until the step is done', async () => {
    const { id: caseId, assignmentId } = await kit.assigned('SWJ');
    const ofUnit = await kit.get(OpenSupervision).execute({ caseId, level: 1, reason: '请速办' }, supervisor);
    await kit.open('closeReview', caseId);
    await desk.turnRed(caseId, 'CLOSE_REVIEW');
    const step = await kit.sql`select id from supervision_orders where case_id = ${caseId} and step = 'CLOSE_REVIEW'`;
    expect(step).toHaveLength(1);
    await desk.replied(caseId, assignmentId);
    expect(await stateOf(ofUnit)).toBe('CLOSED');
    expect(await stateOf(step[0]?.id)).toBe('OPEN');
    await desk.decide(caseId, step[0]?.id, 1);
    await kit.pass('closeReview', caseId, { reviewOutcome: 'REJECTED', comment: '请补充照片' }, checker);
    expect(await stateOf(step[0]?.id)).toBe('CLOSED');
    expect((await desk.calls(caseId)).filter(({ state }) => state === 'QUEUED')).toEqual([]);
    const [limit] = await kit.sql`select state from clocks where subject_id = ${step[0]?.id}`;
    expect(limit).toMatchObject({ state: 'STOPPED' });
    expect((await kit.outbox(caseId)).map(({ kind }) => kind)).toContain('CANCEL_INSTANCE');
  });
});
