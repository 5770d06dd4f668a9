import { CoWork } from '../../../../tests/support/co-work.js';
import { SupervisionDesk } from '../../../../tests/support/supervision-desk.js';
import { openUseCases } from '../../../../tests/support/use-case-kit.js';
import type { Viewer } from '../../access/viewer.js';

const kit = await openUseCases();
const { OpenSupervision } = await import('./open-supervision.js');
const desk = await SupervisionDesk.open(kit);
const work = await CoWork.open(kit);
const { supervisor } = desk.people;
const coHandler = await kit.person('HA', { unit: 'CGJ' });
const coLeader = await kit.person('UL', { unit: 'CGJ' });

afterAll(() => kit.close());
beforeEach(() => kit.clock.set('2026-09-24T10:00:00+08:00'));

/** A case led by SWJ with CGJ and RQGS helping. */
async function shared() {
  const { id: caseId } = await kit.assigned('SWJ');
  const [cgj, rqgs] = (await work.add(caseId, ['CGJ', 'RQGS'])) as [string, string];
  return { caseId, cgj, rqgs };
}

/** The limit of a share runs out now. */
async function late(caseId: string, share: string): Promise<void> {
  const [clock] = await work.clocks(share);
  await desk.ring(caseId, clock.id, clock.due_at);
}

const ordersOf = async (caseId: string) =>
  (await kit.sql`
    select o.level, o.state, o.trigger, o.assignment_id as share, u.code as unit
    from supervision_orders o join units u on u.id = o.unit_id where o.case_id = ${caseId} order by o.opened_at, o.id`) as unknown as object[];

describe('a co-unit that is late', () => {
  it('gets L1 itself, with its own people and its own phone; the lead gets none', async () => {
    const { caseId, cgj } = await shared();
    const { SetDutyPhone } = await import('./set-duty-phone.js');
    await kit.get(SetDutyPhone).execute(kit.units.get('CGJ') ?? '', '19900007777', desk.people.administrator);
    await late(caseId, cgj);
    expect(await ordersOf(caseId)).toEqual([{ level: 1, state: 'OPEN', trigger: 'RED', share: cgj, unit: 'CGJ' }]);
    const order = await desk.order(caseId, 1);
    expect(await desk.messages(caseId, 'msg.supervision.open')).toMatchObject([
      { subjectId: order.id, assignmentId: cgj, leadUnit: 'CGJ', answerer: 'UNIT' },
    ]);
    expect((await desk.calls(caseId))[0]).toMatchObject({ masked_phone: '199****7777', at_desk: false });
    for (const person of [coHandler, coLeader, supervisor])
      expect((await kit.notices(person.id)).map(({ kind }) => kind)).toContain('supervision.opened');
    expect((await kit.notices(coLeader.id)).map(({ kind }) => kind)).toContain('clock.red');
    expect(await kit.case(caseId)).toMatchObject({ supervision_level: 1, supervision_rank: 0 });
    expect((await kit.case(caseId)).red_at).toEqual((await desk.clock(caseId, 'HANDLE')).due_at);

    await desk.decide(caseId, order.id, 1);
    const task = await desk.task('answerSupervision', caseId, order.id);
    expect(await kit.task(task)).toMatchObject({ unit_id: kit.units.get('CGJ'), assignment_id: cgj });
    const groups = await kit.sql`select group_name from task_candidates where task_id = ${task}`;
    expect(groups).toMatchObject([{ group_name: 'unit:CGJ:HA' }]);
  });

  it('is supervised beside the lead, each on its own ladder', async () => {
    const { caseId, cgj, rqgs } = await shared();
    // RQGS works in shifts, so its days are over sooner.
    await late(caseId, rqgs);
    await late(caseId, cgj);
    const lead = await desk.clock(caseId, 'HANDLE');
    await desk.ring(caseId, lead.id, lead.due_at);
    expect(await ordersOf(caseId)).toMatchObject([
      { level: 1, unit: 'RQGS' },
      { level: 1, unit: 'CGJ' },
      { level: 1, unit: 'SWJ', share: null },
    ]);
  });

  it('climbs by itself where its order is not answered, and only its own orders count', async () => {
    const { caseId, cgj } = await shared();
    await late(caseId, cgj);
    const order = await desk.order(caseId, 1);
    const [answer] = await kit.sql`
      select id, due_at from clocks where case_id = ${caseId} and kind = 'SUPERVISION_ANSWER' and subject_id = ${order.id}`;
    await desk.ring(caseId, answer?.id, answer?.due_at);
    expect(await ordersOf(caseId)).toMatchObject([
      { level: 1, share: cgj },
      { level: 2, trigger: 'UNANSWERED', share: cgj, unit: 'CGJ' },
    ]);
  });

  it.each(['accepted', 'exited'] as const)(
    'has its orders and calls closed once it is %s; the lead’s stay',
    async (how) => {
      const { caseId, cgj } = await shared();
      await late(caseId, cgj);
      const lead = await desk.clock(caseId, 'HANDLE');
      await desk.ring(caseId, lead.id, lead.due_at);
      if (how === 'exited') await work.exit(cgj);
      else {
        await work.delivered(cgj);
        expect((await ordersOf(caseId))[0]).toMatchObject({ state: 'OPEN', unit: 'CGJ' });
        await work.judged(cgj);
      }
      expect(await ordersOf(caseId)).toMatchObject([
        { level: 1, state: 'CLOSED', unit: 'CGJ' },
        { level: 1, state: 'OPEN', unit: 'SWJ' },
      ]);
      const [own] = await kit.sql`
      select c.state from outbound_calls c join supervision_orders o on o.id = c.order_id
      where c.case_id = ${caseId} and o.assignment_id = ${cgj}`;
      expect(own?.state ?? 'DROPPED').toBe('DROPPED');
      const running = await kit.sql`
      select from clocks k join supervision_orders o on o.id = k.subject_id
      where o.assignment_id = ${cgj} and k.state = 'RUNNING'`;
      expect(running).toHaveLength(0);
    },
  );
});

describe('a supervisor', () => {
  const open = (caseId: string, level: number, assignmentId: string | null, by: Viewer = supervisor) =>
    kit.get(OpenSupervision).execute({ caseId, level, reason: '协办单位迟迟不到场', assignmentId }, by);

  it('skips to L3 for one co-unit while the lead is supervised on L3 too', async () => {
    const { caseId, cgj } = await shared();
    await open(caseId, 3, cgj);
    await open(caseId, 3, null);
    expect(await ordersOf(caseId)).toMatchObject([
      { level: 3, unit: 'CGJ', share: cgj },
      { level: 3, unit: 'SWJ', share: null },
    ]);
    await expect(open(caseId, 3, cgj)).rejects.toMatchObject({ name: 'LevelAlreadyOpen' });
  });

  it('opens none for a share that is done or of another case', async () => {
    const { caseId, cgj } = await shared();
    const other = await shared();
    await expect(open(caseId, 1, other.cgj)).rejects.toMatchObject({ name: 'CoAssignmentNotFound' });
    await work.exit(cgj);
    await expect(open(caseId, 1, cgj)).rejects.toMatchObject({ name: 'CoAssignmentEnded' });
  });
});
