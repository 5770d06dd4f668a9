import { SupervisionDesk } from '../../../../tests/support/supervision-desk.js';
import { openUseCases } from '../../../../tests/support/use-case-kit.js';

const kit = await openUseCases();
const { OpenSupervision } = await import('./open-supervision.js');
const { ConcludeHandoverJob } = await import('./conclude-handover.job.js');
const { InspectCase } = await import('./inspect-case.js');
const { may } = await import('../../access/permissions.js');
const desk = await SupervisionDesk.open(kit);
const { supervisor, otherSupervisor, leader, handler, unitLeader, auditor, administrator } = desk.people;
const open = async (caseId: string, level: number, more: Record<string, unknown> = {}, by = supervisor) =>
  kit.get(OpenSupervision).execute({ caseId, level, reason: '群众反映强烈', ...more }, by);

afterAll(() => kit.close());
beforeEach(() => kit.clock.set('2026-09-14T10:00:00+08:00'));

describe('an authorised supervisor', () => {
  it.each([1, 2, 3, 4])('opens L%i directly', async (level) => {
    const { id: caseId } = await kit.assigned('SWJ');
    await open(caseId, level);
    expect(await desk.order(caseId, level)).toMatchObject({ trigger: 'MANUAL', opened_by: supervisor.id });
    expect(await desk.messages(caseId, 'msg.supervision.open')).toEqual([
      expect.objectContaining({ requestedLevel: level, red: 'NO', reworkNo: 0, linkedCases: 0 }),
    ]);
  });

  it('opens levels side by side, one live order each', async () => {
    const { id: caseId } = await kit.assigned('SWJ');
    for (const level of [3, 1, 2]) await open(caseId, level);
    expect((await desk.orders(caseId)).map(({ level }) => level)).toEqual([1, 2, 3]);
    await expect(open(caseId, 2)).rejects.toMatchObject({ name: 'LevelAlreadyOpen', code: 'CONFLICT' });
    await expect(
      kit.sql`
        insert into supervision_orders (id, number, case_id, level, requested_level, trigger, at_desk, state, opened_at)
        values (gen_random_uuid(), 'DB2609149999X', ${caseId}, 2, 2, 'RED', true, 'OPEN', now())`,
    ).rejects.toThrow('one_live_order_of_a_level');
  });

  it('says why, and names a level that exists', async () => {
    const { id: caseId } = await kit.assigned('SWJ');
    await expect(open(caseId, 1, { reason: ' ' })).rejects.toMatchObject({
      details: { fields: { reason: 'required' } },
    });
    for (const level of [0, 6, 1.5])
      await expect(open(caseId, level)).rejects.toMatchObject({ details: { fields: { level: 'unknownValue' } } });
  });

  it('reports a risk to many, which the decision makes L4', async () => {
    const { id: caseId } = await kit.assigned('SWJ');
    await open(caseId, 1, { risk: true });
    expect(await desk.order(caseId, 1)).toMatchObject({ trigger: 'RISK' });
    expect(await desk.messages(caseId, 'msg.supervision.open')).toEqual([expect.objectContaining({ massRisk: 'YES' })]);
  });

  it('links other cases; five of them are a matter for joint supervision', async () => {
    const { id: caseId } = await kit.assigned('SWJ');
    const others = [];
    for (let made = 0; made < 5; made += 1) others.push(await kit.received());
    await open(caseId, 1, { linkedCases: others.map(({ number }) => number.toLowerCase()) });
    expect(await desk.order(caseId, 1)).toMatchObject({ trigger: 'LINKED' });
    expect(await desk.messages(caseId, 'msg.supervision.open')).toEqual([expect.objectContaining({ linkedCases: 5 })]);
    await expect(open(caseId, 2, { linkedCases: ['LC0000000000000'] })).rejects.toMatchObject({
      name: 'UnknownReference',
    });
  });

  it('does not step into a case that has ended', async () => {
    const { id: caseId } = await kit.assigned('SWJ');
    await kit.sql`update cases set status = 'CLOSED', closed_at = received_at where id = ${caseId}`;
    await expect(open(caseId, 1)).rejects.toMatchObject({ name: 'CaseEnded' });
  });

  it('is a supervisor or a leader, nobody else', async () => {
    const { id: caseId } = await kit.assigned('SWJ');
    for (const person of [handler, unitLeader, auditor, administrator])
      await expect(open(caseId, 1, {}, person)).rejects.toMatchObject({ name: 'NotPermitted' });
    await open(caseId, 1, {}, leader);
  });
});

describe('a case whose unit has nobody', () => {
  it('is answered by the duty desk, and an alarm stands until somebody has seen to it', async () => {
    const { id: caseId } = await kit.assigned('RQGS');
    await desk.turnRed(caseId);
    expect(await desk.order(caseId, 1)).toMatchObject({ at_desk: true });
    expect(await desk.messages(caseId, 'msg.supervision.open')).toEqual([
      expect.objectContaining({ answerer: 'DESK', signer: 'DESK' }),
    ]);
    const unitId = kit.units.get('RQGS');
    for (const kind of ['NO_HANDLER', 'NO_UNIT_LEADER', 'NO_DUTY_PHONE'])
      expect((await desk.alarms(kind)).map(({ subject }) => subject)).toContain(unitId);
    const [call] = await desk.calls(caseId);
    expect(call).toMatchObject({ at_desk: true, unit_id: kit.units.get('ZWZX') });
    expect((await kit.notices(supervisor.id)).map(({ kind }) => kind)).toContain('supervision.noDutyPhone');
  });

  it('raises one alarm however often it happens', async () => {
    await kit.sql`delete from ops_alarms`;
    for (let times = 0; times < 3; times += 1) await desk.turnRed((await kit.assigned('RQGS')).id);
    expect(await desk.alarms('NO_DUTY_PHONE')).toEqual([expect.objectContaining({ times: 3 })]);
  });

  it('without any supervisor is an alarm too', async () => {
    await kit.sql`update users set active = false where id in (select user_id from roles_of_users where role = 'SU')`;
    try {
      await desk.turnRed((await kit.assigned('SWJ')).id);
      expect(await desk.alarms('NO_SUPERVISOR')).toHaveLength(1);
    } finally {
      await kit.sql`update users set active = true`;
    }
  });

  it('before it is dispatched stands with the desk, and that is no alarm', async () => {
    await kit.sql`delete from ops_alarms`;
    const { id: caseId } = await kit.received();
    await open(caseId, 2);
    expect(await desk.order(caseId, 2)).toMatchObject({ at_desk: true, unit_id: null });
    expect(await desk.alarms('NO_HANDLER')).toEqual([]);
  });

  it('is seen on the operations page and put right there', async () => {
    await desk.turnRed((await kit.assigned('RQGS')).id);
    const { OperationsQueries } = await import('../operations/operations.queries.js');
    const { ResolveAlarm } = await import('../operations/resolve-alarm.js');
    const queries = new OperationsQueries();
    const before = await queries.alarms(kit.database.sql);
    const alarm = before.find(({ kind }) => kind === 'NO_DUTY_PHONE');
    const resolve = new ResolveAlarm(kit.database, kit.clock);
    await expect(resolve.execute(alarm?.id ?? '', handler)).rejects.toMatchObject({ name: 'NotPermitted' });
    expect(await resolve.execute(alarm?.id ?? '', supervisor)).toBe(true);
    expect(await resolve.execute(alarm?.id ?? '', supervisor)).toBe(false);
    expect(await queries.alarms(kit.database.sql)).toHaveLength(before.length - 1);
  });

  it('gets its duty phone, and the alarm is settled', async () => {
    await desk.turnRed((await kit.assigned('RQGS')).id);
    const { SetDutyPhone } = await import('./set-duty-phone.js');
    const unitId = kit.units.get('RQGS') ?? '';
    const set = async (phone: string, by = administrator) => kit.get(SetDutyPhone).execute(unitId, phone, by);
    await expect(set('19900007777', supervisor)).rejects.toMatchObject({ name: 'NotPermitted' });
    await expect(set('call me')).rejects.toMatchObject({ details: { fields: { phone: 'unknownValue' } } });
    await set('199 0000 7777');
    expect((await desk.alarms('NO_DUTY_PHONE')).map(({ subject }) => subject)).not.toContain(unitId);
    const [kept] = await kit.sql`select masked_phone, phone_cipher from duty_phones where unit_id = ${unitId}`;
    expect(kept?.masked_phone).toBe('199****7777');
    expect(kept?.phone_cipher.toString()).not.toContain('19900007777');
    await set('');
    expect(await kit.sql`select from duty_phones where unit_id = ${unitId}`).toHaveLength(0);
  });
});

describe('L5, a hand-over to discipline', () => {
  async function proposed(by = supervisor) {
    const { id: caseId, assignmentId } = await kit.assigned('SWJ');
    const orderId = await open(caseId, 5, { misconduct: 'SHIRKING' }, by);
    await desk.decide(caseId, orderId, 5);
    return { caseId, assignmentId, orderId };
  }
  const first = (of: { caseId: string; orderId: string }, by = otherSupervisor, agreed = 'YES') =>
    desk.complete(
      'approveHandoverFirst',
      of,
      { handoverFirst: agreed, comment: agreed === 'NO' ? '证据不足' : null },
      by,
    );
  const second = (of: { caseId: string; orderId: string }, by = leader, agreed = 'YES') =>
    desk.complete(
      'approveHandoverSecond',
      of,
      { handoverSecond: agreed, comment: agreed === 'NO' ? '证据不足' : null },
      by,
    );

  it('rests on a kind of misconduct, and no other level does', async () => {
    const { id: caseId } = await kit.assigned('SWJ');
    await expect(open(caseId, 5)).rejects.toMatchObject({ details: { fields: { misconduct: 'required' } } });
    await expect(open(caseId, 3, { misconduct: 'RUDE' })).rejects.toMatchObject({
      details: { fields: { misconduct: 'unknownValue' } },
    });
  });

  it('is recorded after two approvals by two others, with sealed evidence', async () => {
    const of = await proposed();
    await first(of);
    await second(of);
    await kit.job(ConcludeHandoverJob, 'recordHandover', of.caseId, { subjectId: of.orderId });
    expect(await desk.order(of.caseId, 5)).toMatchObject({ state: 'ACCEPTED' });
    const [handover] = await kit.sql`select * from supervision_handovers where order_id = ${of.orderId}`;
    const { canonicalJson } = await import('../events/events.public.js');
    const { createHash } = await import('node:crypto');
    expect(createHash('sha256').update(canonicalJson(handover?.evidence)).digest()).toEqual(handover?.sha256);
    expect(handover?.evidence).toMatchObject({ misconduct: 'SHIRKING', approvals: [{ step: 1 }, { step: 2 }] });
    expect(handover?.evidence.events).toHaveLength(handover?.events);
    await kit.job(ConcludeHandoverJob, 'recordHandover', of.caseId, { subjectId: of.orderId });
    const types = (await kit.eventTypes(of.caseId)).filter((type) => type.startsWith('case.discipline'));
    expect(types).toEqual([
      'case.disciplineProposed',
      'case.disciplineReviewed',
      'case.disciplineReviewed',
      'case.disciplineHandedOver',
    ]);
  });

  it('has no limit of its own', async () => {
    const of = await proposed();
    await desk.task('approveHandoverFirst', of.caseId, of.orderId);
    expect(await kit.sql`select from clocks where subject_id = ${of.orderId}`).toHaveLength(0);
  });

  it('is approved neither by its proposer nor twice by the same person', async () => {
    const of = await proposed();
    await expect(first(of, supervisor)).rejects.toMatchObject({ name: 'SameHandoverPerson' });
    await first(of, otherSupervisor);
    await expect(second(of, supervisor)).rejects.toMatchObject({ name: 'SameHandoverPerson' });
    await expect(second(of, otherSupervisor)).rejects.toMatchObject({ name: 'SameHandoverPerson' });
  });

  it('is refused by the database for the same ids, whatever the application says', async () => {
    const of = await proposed();
    const approval = (step: number, by: string, proposedBy = supervisor.id) => kit.sql`
      insert into supervision_approvals (order_id, step, proposed_by, by_user, approved, at)
      values (${of.orderId}, ${step}, ${proposedBy}, ${by}, true, now())`;
    await expect(approval(1, supervisor.id)).rejects.toThrow('nobody_approves_what_they_proposed');
    // Somebody else named as the proposer does not help.
    await expect(approval(1, supervisor.id, leader.id)).rejects.toThrow('approvals_of_an_order');
    await approval(1, otherSupervisor.id);
    await expect(approval(2, otherSupervisor.id)).rejects.toThrow('two_persons_approve_a_handover');
    await expect(approval(1, leader.id)).rejects.toThrow('supervision_approvals_pkey');
    await approval(2, leader.id);
  });

  it('is never opened by the platform itself', async () => {
    const { id: caseId } = await kit.assigned('SWJ');
    await expect(
      kit.sql`
        insert into supervision_orders (id, number, case_id, level, requested_level, trigger, at_desk, state, opened_at, misconduct)
        values (gen_random_uuid(), 'DB2609148888X', ${caseId}, 5, 5, 'RED', true, 'OPEN', now(), 'RUDE')`,
    ).rejects.toThrow('discipline_is_proposed_by_a_person');
  });

  it('is dropped when one of the two refuses, saying why', async () => {
    const of = await proposed();
    await expect(
      desk.complete('approveHandoverFirst', of, { handoverFirst: 'NO' }, otherSupervisor),
    ).rejects.toMatchObject({ details: { fields: { comment: 'required' } } });
    await first(of, otherSupervisor, 'NO');
    await kit.job(ConcludeHandoverJob, 'dropHandover', of.caseId, { subjectId: of.orderId });
    expect(await desk.order(of.caseId, 5)).toMatchObject({ state: 'DROPPED' });
    expect(await kit.sql`select from supervision_handovers where order_id = ${of.orderId}`).toHaveLength(0);
  });

  it('goes on after the reply, which closes the other levels', async () => {
    const of = await proposed();
    await open(of.caseId, 1);
    await desk.replied(of.caseId, of.assignmentId);
    expect(await desk.order(of.caseId, 1)).toMatchObject({ state: 'CLOSED' });
    expect(await desk.order(of.caseId, 5)).toMatchObject({ state: 'OPEN' });
  });

  it('stands on no list of the unit concerned and in no timeline it reads', async () => {
    const of = await proposed();
    const task = await desk.task('approveHandoverFirst', of.caseId, of.orderId);
    await first(of);
    const { TaskQueries } = await import('../tasks/task.queries.js');
    const { mayReadTask } = await import('../tasks/confidential-kinds.js');
    const { EventQueries } = await import('../events/event.queries.js');
    const { ProcessQueries } = await import('../processes/process.queries.js');
    const { sql } = kit.database;
    expect(await kit.get(TaskQueries).find(sql, unitLeader, task)).toBeNull();
    expect(await kit.get(TaskQueries).find(sql, supervisor, task)).not.toBeNull();
    expect(mayReadTask('approveHandoverFirst', unitLeader)).toBe(false);
    expect(mayReadTask('answerSupervision', unitLeader)).toBe(true);
    const told = async (seesDiscipline: boolean) => {
      const { nodes } = await kit.get(EventQueries).timeline(sql, of.caseId, { first: 200, seesDiscipline });
      return nodes.filter(({ type, body }) => /discipline/.test(type) || /^approveHandover/.test(String(body.kind)));
    };
    expect(await told(false)).toEqual([]);
    expect((await told(true)).length).toBeGreaterThan(2);
    const routes = async (seesDiscipline: boolean) =>
      (await kit.get(ProcessQueries).routes(sql, of.caseId, seesDiscipline)).map(({ processId }) => processId);
    expect(await routes(false)).not.toContain('case-supervision');
    expect(await routes(true)).toContain('case-supervision');
  });

  it('is no matter for the unit concerned', () => {
    for (const person of [handler, unitLeader]) expect(may(person, 'readDiscipline')).toBe(false);
    for (const person of [supervisor, leader, auditor]) expect(may(person, 'readDiscipline')).toBe(true);
  });
});

describe('an inspection', () => {
  it("is a supervisor's task and ends with what was found", async () => {
    const { id: caseId } = await kit.assigned('SWJ');
    await kit.get(InspectCase).execute(caseId, '看看是否真的修好', supervisor);
    const [ordered] = await kit.sql`select id, state from inspections where case_id = ${caseId}`;
    expect(ordered).toMatchObject({ state: 'PENDING' });
    expect(await desk.messages(caseId, 'msg.inspection.ordered')).toEqual([
      expect.objectContaining({ subjectId: ordered?.id }),
    ]);
    await desk.complete('inspectOnSite', { caseId, orderId: ordered?.id }, { findings: '已恢复供水' }, otherSupervisor);
    const [done] = await kit.sql`select state, findings, done_by from inspections where case_id = ${caseId}`;
    expect(done).toEqual({ state: 'DONE', findings: '已恢复供水', done_by: otherSupervisor.id });
    expect(await kit.eventTypes(caseId)).toEqual(expect.arrayContaining(['case.inspectionOrdered', 'case.inspected']));
  });

  it('is ordered by supervisors and leaders only', async () => {
    const { id: caseId } = await kit.assigned('SWJ');
    const order = async () => kit.get(InspectCase).execute(caseId, '看看', handler);
    await expect(order()).rejects.toMatchObject({ name: 'NotPermitted' });
  });
});
