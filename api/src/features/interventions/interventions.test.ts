import { verifyChain } from '../../../../tests/support/event-chain.js';
import { openUseCases } from '../../../../tests/support/use-case-kit.js';

const kit = await openUseCases();
const { DecideIntervention } = await import('./decide-intervention.js');
const { InterventionQueries } = await import('./intervention.queries.js');
const { ProposeCancellation } = await import('./propose-cancellation.js');
const { ProposeMove } = await import('./propose-move.js');
const { ProposeVariables } = await import('./propose-variables.js');
const { SettleInterventions } = await import('./settle-interventions.js');
const { ShowInstance } = await import('./show-instance.js');
const { StandingQueries } = await import('./standing.queries.js');

const administrator = await kit.person('AD', { name: '管一' });
const other = await kit.person('AD', { name: '管二' });
const designer = await kit.person('DE');
const supervisor = await kit.person('SU');
const leader = await kit.person('LD');

const variables = kit.get(ProposeVariables);
const move = kit.get(ProposeMove);
const cancellation = kit.get(ProposeCancellation);
const decide = kit.get(DecideIntervention);
const settle = kit.get(SettleInterventions);
const show = kit.get(ShowInstance);
const standing = kit.get(StandingQueries);

await kit.sql`select ensure_record_month(now())`;
afterAll(() => kit.close());

let position = 0;

/** A case whose route stands at a step, with a variable. */
async function standingAt(elementId = 'handle', processId = 'case-main') {
  const { id: caseId, number } = await kit.received();
  const key = await kit.instanceOf(caseId, processId);
  const token = kit.models.newKey();
  await kit.sql`
    insert into route_steps (engine_id, instance_key, element_instance_key, element_id, element_type, pass, entered_at, state, process_id)
    values (${kit.engineId}, ${key}, ${token}, ${elementId}, 'USER_TASK', 1, ${kit.clock.now()}, 'ACTIVE', ${processId})`;
  return { caseId, number, key, token };
}

async function record(key: string, valueType: string, intent: string, value: Record<string, unknown>): Promise<void> {
  position += 1;
  await kit.sql`
    insert into engine_records (engine_id, partition_id, position, at, value_type, intent, key, process_instance_key, value)
    values (${kit.engineId}, 1, ${position}, now(), ${valueType}, ${intent}, ${position}, ${key}, ${kit.sql.json(value as never)})`;
}

const commandsOf = async (caseId: string) =>
  (await kit.outbox(caseId))
    .filter(({ lane }) => lane.startsWith('intervention:'))
    .map(({ kind, command }) => ({ kind, command }));

/** As the relay does when the engine has answered. */
const answer = (
  interventionId: string,
  state: 'DONE' | 'POISONED',
  outcome: string | null,
  error: string | null = null,
) =>
  kit.sql`
    update outbox set state = ${state}, outcome = ${outcome}, last_error = ${error}, done_at = case when ${state} = 'DONE' then now() end
    where lane = ${`intervention:${interventionId}`}`;

const shown = async (id: string) => kit.get(InterventionQueries).find(kit.database.sql, administrator, id);

describe('an intervention', () => {
  it('is proposed by one person and decided by another, who is told; the engine hears of it then', async () => {
    const { caseId, key } = await standingAt();
    const proposed = await cancellation.execute(key, '重复启动', administrator);
    expect(proposed).toMatchObject({
      kind: 'CANCEL_INSTANCE',
      state: 'PROPOSED',
      proposedBy: '管一',
      reason: '重复启动',
    });
    expect(proposed.number).toMatch(/^G-2026-\d{4,}$/);
    expect(await commandsOf(caseId)).toEqual([]);
    expect(await kit.notices(supervisor.id)).toContainEqual({ kind: 'intervention.proposed' });
    expect(await kit.notices(administrator.id)).not.toContainEqual({ kind: 'intervention.proposed' });
    await expect(decide.execute(proposed.id, 'APPROVED', null, administrator)).rejects.toMatchObject({
      name: 'SecondPersonDecides',
    });
    expect(await decide.execute(proposed.id, 'APPROVED', '同意', supervisor)).toMatchObject({ state: 'APPROVED' });
    expect(await commandsOf(caseId)).toEqual([{ kind: 'CANCEL_INSTANCE', command: { instanceKey: key } }]);
    await answer(proposed.id, 'DONE', 'DONE');
    await settle.execute();
    expect(await shown(proposed.id)).toMatchObject({ state: 'DONE', failure: null });
    const types = (await kit.eventTypes(caseId)).filter((type) => type.startsWith('case.intervention'));
    expect(types).toEqual(['case.interventionProposed', 'case.interventionApproved', 'case.interventionDone']);
    await verifyChain(kit.sql, `case:${caseId}`);
  });

  it('takes two persons, whatever the code says', async () => {
    const { key } = await standingAt();
    const { id } = await cancellation.execute(key, '试', administrator);
    const alone = kit.sql`
      update interventions set state = 'REJECTED', decided_by = ${administrator.id}, decided_at = now() where id = ${id}`;
    await expect(alone).rejects.toMatchObject({ constraint_name: 'interventions_take_two_persons' });
    const byNobody = kit.sql`update interventions set state = 'APPROVED', command_id = 1 where id = ${id}`;
    await expect(byNobody).rejects.toMatchObject({ constraint_name: 'interventions_are_decided_by_somebody' });
  });

  it('is rejected with a reason, and then another can be proposed', async () => {
    const { caseId, key } = await standingAt();
    const { id, number } = await cancellation.execute(key, '试', administrator);
    await expect(cancellation.execute(key, '再试', other)).rejects.toMatchObject({
      name: 'InterventionPending',
      details: { number },
    });
    await expect(decide.execute(id, 'REJECTED', ' ', other)).rejects.toMatchObject({ name: 'InvalidInput' });
    expect(await decide.execute(id, 'REJECTED', '应走撤诉', other)).toMatchObject({
      state: 'REJECTED',
      decidedBy: '管二',
    });
    await expect(decide.execute(id, 'APPROVED', null, other)).rejects.toMatchObject({ name: 'InterventionDecided' });
    expect(await commandsOf(caseId)).toEqual([]);
    await cancellation.execute(key, '再试', other);
  });

  it('needs a reason, somebody who may, and an instance that runs', async () => {
    const { key } = await standingAt();
    await expect(cancellation.execute(key, '  ', administrator)).rejects.toMatchObject({ name: 'InvalidInput' });
    for (const viewer of [supervisor, leader])
      await expect(cancellation.execute(key, '试', viewer)).rejects.toMatchObject({ name: 'NotPermitted' });
    await expect(cancellation.execute('1', '试', administrator)).rejects.toMatchObject({ name: 'InstanceNotFound' });
    await expect(cancellation.execute("'", '试', administrator)).rejects.toMatchObject({ name: 'InstanceNotFound' });
    const { id } = await cancellation.execute(key, '试', administrator);
    await expect(decide.execute(id, 'APPROVED', null, leader)).rejects.toMatchObject({ name: 'NotPermitted' });
    await kit.sql`update process_instances set state = 'COMPLETED' where instance_key = ${key}`;
    expect(await decide.execute(id, 'APPROVED', null, other)).toMatchObject({
      state: 'REFUSED',
      failure: 'INSTANCE_ENDED',
    });
    await expect(cancellation.execute(key, '试', administrator)).rejects.toMatchObject({ name: 'InstanceEnded' });
  });

  it('that the engine did not take is shown with its words, and ends when it was sent again', async () => {
    const { key } = await standingAt();
    const { id } = await cancellation.execute(key, '试', administrator);
    await decide.execute(id, 'APPROVED', null, other);
    await answer(id, 'POISONED', null, 'EngineConflict: not now');
    await settle.execute();
    expect(await shown(id)).toMatchObject({ state: 'FAILED', failure: 'EngineConflict: not now', endedAt: null });
    await answer(id, 'DONE', 'DONE');
    await Promise.all([settle.execute(), settle.execute()]);
    expect(await shown(id)).toMatchObject({ state: 'DONE', failure: null });
  });

  it('that ends the route of an open case leaves an alarm; that of a process beside the route leaves none', async () => {
    const route = await standingAt();
    await kit.sql`update cases set engine_id = ${kit.engineId}, instance_key = ${route.key} where id = ${route.caseId}`;
    const beside = await standingAt('answerSupervision', 'case-supervision');
    for (const { key } of [route, beside]) {
      const { id } = await cancellation.execute(key, '重复启动', administrator);
      await decide.execute(id, 'APPROVED', null, other);
      await answer(id, 'DONE', 'DONE');
    }
    await settle.execute();
    const alarms = await kit.sql`
      select kind, case_id from ops_alarms where subject in (${route.key}, ${beside.key}) and resolved_at is null`;
    expect(alarms).toEqual([{ kind: 'CASE_WITHOUT_ROUTE', case_id: route.caseId }]);
  });

  it('about a called process is no cancellation', async () => {
    const { key } = await standingAt();
    await kit.sql`update process_instances set parent_instance_key = 1 where instance_key = ${key}`;
    await expect(cancellation.execute(key, '试', administrator)).rejects.toMatchObject({ name: 'CalledInstance' });
  });

  it('in an instance without a case is told in the history of the model', async () => {
    const key = kit.models.newKey();
    await kit.sql`
      insert into process_instances (engine_id, instance_key, process_id, process_version, definition_key, started_at)
      values (${kit.engineId}, ${key}, 'case-void', 1, ${kit.models.definitionKey('case-void')}, ${kit.clock.now()})`;
    const { id } = await cancellation.execute(key, '无主', administrator);
    expect(await shown(id)).toMatchObject({ caseNumber: null });
    expect(
      await kit.sql`select 1 from events where stream = 'model:PROCESS:case-void' and type = 'model.interventionProposed'`,
    ).toHaveLength(1);
  });
});

describe('changing variables', () => {
  const set = (key: string, changes: { name: string; value?: unknown }[]) =>
    variables.execute(key, changes, '纠正派单', designer);

  it('sets what the model of the running version knows', async () => {
    const { caseId, key } = await standingAt();
    const changes = [
      { name: 'replyApproved', value: 'YES' },
      { name: 'leadUnit', value: 'SWJ' },
      { name: 'reworkNo', value: 2 },
    ];
    const { id } = await set(key, changes);
    await decide.execute(id, 'APPROVED', null, administrator);
    expect(await commandsOf(caseId)).toEqual([
      {
        kind: 'SET_VARIABLES',
        command: { elementInstanceKey: key, variables: { replyApproved: 'YES', leadUnit: 'SWJ', reworkNo: 2 } },
      },
    ]);
  });

  it.each([
    [
      { name: 'whatever', value: 'YES' },
      { variable: 'whatever', why: 'unknown' },
    ],
    [
      { name: 'caseId', value: '0190b7c6-0000-7000-8000-000000000001' },
      { variable: 'caseId', why: 'identity' },
    ],
    [
      { name: 'contactPhone', value: 'A' },
      { variable: 'contactPhone', why: 'personal' },
    ],
    [
      { name: 'leadUnit', value: '水务局王先生' },
      { variable: 'leadUnit', why: 'text' },
    ],
    [
      { name: 'leadUnit', value: '13800001111' },
      { variable: 'leadUnit', why: 'personal' },
    ],
    [
      { name: 'replyApproved', value: 'PERHAPS' },
      { variable: 'replyApproved', why: 'notListed' },
    ],
    [
      { name: 'leadUnit', value: { deep: 'YES' } },
      { variable: 'leadUnit', why: 'wrongType' },
    ],
  ])('refuses %j', async (change, details) => {
    const { key } = await standingAt();
    await expect(set(key, [change])).rejects.toMatchObject({ code: 'INVALID', details });
  });
});

describe('moving a token', () => {
  const to = (key: string, elementInstanceKey: string, target: string) =>
    move.execute(key, { elementInstanceKey, to: target }, '退回派单', administrator);

  it('takes it from where it stands to another step of the same version', async () => {
    const { caseId, key, token } = await standingAt('handle');
    const { id, what } = await to(key, token, 'dispatch');
    const names = { fromName: '办理诉求', toName: '派单' };
    expect(what).toEqual({ elementInstanceKey: token, from: 'handle', to: 'dispatch', ...names });
    await decide.execute(id, 'APPROVED', null, designer);
    expect(await commandsOf(caseId)).toEqual([
      { kind: 'MODIFY_INSTANCE', command: { instanceKey: key, elementInstanceKey: token, to: 'dispatch' } },
    ]);
    await answer(id, 'DONE', 'REFUSED');
    await settle.execute();
    expect(await shown(id)).toMatchObject({ state: 'REFUSED', failure: 'STEP_LEFT' });
  });

  it('goes nowhere that is no place for a token, and not from where nobody stands', async () => {
    const { key, token } = await standingAt('handle');
    for (const target of ['handle', 'nowhere', 'caseReceived', 'flow_handle_x'])
      await expect(to(key, token, target)).rejects.toMatchObject({ name: 'NoSuchTarget' });
    const elsewhere = await standingAt('dispatch');
    await expect(to(key, elsewhere.token, 'dispatch')).rejects.toMatchObject({ name: 'StepLeft' });
    await expect(to(key, 'x', 'dispatch')).rejects.toMatchObject({ name: 'StepLeft' });
  });

  it('is refused where the step was left before the second person looked', async () => {
    const { caseId, key, token } = await standingAt('handle');
    const { id } = await to(key, token, 'dispatch');
    await kit.sql`update route_steps set state = 'COMPLETED', left_at = now() where element_instance_key = ${token}`;
    expect(await decide.execute(id, 'APPROVED', null, other)).toMatchObject({ state: 'REFUSED', failure: 'STEP_LEFT' });
    expect(await commandsOf(caseId)).toEqual([]);
  });
});

describe('what operators see', () => {
  it('counts what stands at each element, with the oldest, and lists it page by page', async () => {
    const process = 'case-inspection';
    for (let each = 0; each < 5; each += 1) {
      kit.clock.advance(1);
      await standingAt('inspectOnSite', process);
    }
    const left = await standingAt('inspectOnSite', process);
    await kit.sql`update route_steps set state = 'COMPLETED', left_at = now() where element_instance_key = ${left.token}`;
    const loads = await standing.elementLoads(kit.database.sql, kit.engineId, process);
    expect(loads).toMatchObject([{ elementId: 'inspectOnSite', count: 5, incidents: 0 }]);
    const seen: string[] = [];
    let after: string | null = null;
    do {
      const asked = { processId: process, elementId: 'inspectOnSite', first: 2, after };
      const page = await standing.standing(kit.database.sql, administrator, kit.engineId, asked);
      seen.push(...page.nodes.map(({ elementInstanceKey }) => elementInstanceKey));
      after = page.pageInfo.hasNextPage ? page.pageInfo.endCursor : null;
    } while (after);
    expect(new Set(seen).size).toBe(5);
    const asked = { processId: process, elementId: 'inspectOnSite', after: 'nonsense' };
    await expect(standing.standing(kit.database.sql, administrator, kit.engineId, asked)).rejects.toMatchObject({
      name: 'InvalidInput',
    });
  });

  it('counts what could not even enter its step', async () => {
    const { caseId, key } = await standingAt('handle', 'case-withdrawal');
    const [incident, element] = [kit.models.newKey(), kit.models.newKey()];
    await kit.sql`
      insert into incidents (engine_id, incident_key, instance_key, case_id, process_id, element_id, element_instance_key, error_type, message, created_at)
      values (${kit.engineId}, ${incident}, ${key}, ${caseId}, 'case-withdrawal', 'withdrawalGateway', ${element}, 'CONDITION_ERROR', 'x', ${kit.clock.now()})`;
    const loads = await standing.elementLoads(kit.database.sql, kit.engineId, 'case-withdrawal');
    expect(loads).toContainEqual(expect.objectContaining({ elementId: 'withdrawalGateway', count: 1, incidents: 1 }));
    const asked = { processId: 'case-withdrawal', elementId: 'withdrawalGateway' };
    const { nodes } = await standing.standing(kit.database.sql, administrator, kit.engineId, asked);
    expect(nodes).toMatchObject([{ elementInstanceKey: element, hasIncident: true }]);
    const act = { elementInstanceKey: element, to: 'endWithdrawn' };
    await expect(move.execute(key, act, '绕过', administrator)).resolves.toMatchObject({ kind: 'MOVE_TOKEN' });
  });

  it('reads only what stands now, by its index', async () => {
    const plan = await kit.sql.begin(async (sql) => {
      // An empty table would be read whole.
      await sql`set local enable_seqscan = off`;
      return sql`
        explain select element_id, count(*), min(entered_at) from route_steps
        where engine_id = 1 and process_id = 'case-main' and state = 'ACTIVE' group by element_id`;
    });
    expect(plan.map((row) => row['QUERY PLAN']).join('\n')).toContain('route_steps_standing');
  });

  it('shows an instance without any content of its case to who has no right to cases', async () => {
    const { key, number } = await standingAt('handle');
    await record(key, 'VARIABLE', 'CREATED', { name: 'category', value: '"05-01-01"', scopeKey: key });
    await record(key, 'VARIABLE', 'UPDATED', { name: 'reworkNo', value: '1', scopeKey: key });
    await record(key, 'VARIABLE', 'UPDATED', { name: 'reworkNo', value: '2', scopeKey: key });
    await record(key, 'VARIABLE', 'CREATED', { name: 'local', value: '3', scopeKey: '77' });
    const forAdministrator = await show.execute(key, administrator);
    expect(forAdministrator).toMatchObject({ key, processId: 'case-main', state: 'ACTIVE', caseNumber: number });
    const of = (name: string, instance = forAdministrator) => instance?.variables.find((each) => each.name === name);
    expect(of('category')).toEqual({ name: 'category', value: null, choices: [], changeable: true });
    expect(of('replyApproved')).toMatchObject({ choices: expect.arrayContaining(['"YES"', '"NO"']), changeable: true });
    expect(of('caseId')).toMatchObject({ changeable: false });
    expect(of('local')).toBeUndefined();
    expect(forAdministrator?.targets.map(({ elementId }) => elementId)).toEqual(
      expect.arrayContaining(['handle', 'dispatch', 'closeCase']),
    );
    expect(forAdministrator?.targets.some(({ elementId }) => elementId === 'caseReceived')).toBe(false);
    const forSupervisor = await show.execute(key, supervisor);
    expect(of('category', forSupervisor)?.value).toBe('"05-01-01"');
    expect(of('reworkNo', forSupervisor)?.value).toBe('2');
    expect(forSupervisor?.targets).toEqual([]);
    await expect(show.execute(key, leader)).rejects.toMatchObject({ name: 'NotPermitted' });
    expect(await show.execute('12', administrator)).toBeNull();
  });

  it('does not tell who is looked into for misconduct', async () => {
    const { caseId, key } = await standingAt('handle');
    await kit.sql`
      insert into supervision_orders (id, number, case_id, level, requested_level, trigger, reason, at_desk, state, opened_by, opened_at, misconduct, engine_id, instance_key)
      values (gen_random_uuid(), 'DB2609240001X', ${caseId}, 5, 5, 'MANUAL', '试', true, 'OPEN', ${leader.id}, ${kit.clock.now()}, 'RUDE', ${kit.engineId}, ${key})`;
    expect((await show.execute(key, administrator))?.caseNumber).toBeNull();
    expect((await show.execute(key, supervisor))?.caseNumber).not.toBeNull();
  });
});
