import { randomUUID } from 'node:crypto';
import type { EngineJob, JobStream } from '../../api/src/process-engine/process-engine.js';
import { ZeebeConnection } from '../../api/src/process-engine/zeebe-connection.js';
import { openZeebeJobStream } from '../../api/src/process-engine/zeebe-job-stream.js';
import { receive, story } from '../support/case-work.js';
import type { GraphqlClient } from '../support/graphql-client.js';
import { Staff } from '../support/staff.js';
import { sharedSystem, type TestSystem } from '../support/system.js';
import { waitFor } from '../support/wait-for.js';

/** A model of this test alone: a gateway without a way out unless `probeWay` is LEFT, then a job that this test works on. */
const PROCESS_ID = `incident-probe-${randomUUID().slice(0, 8)}`;
const MODEL = `<?xml version="1.0" encoding="UTF-8"?>
<bpmn:definitions xmlns:bpmn="http://www.omg.org/spec/BPMN/20100524/MODEL" xmlns:zeebe="http://camunda.org/schema/zeebe/1.0"
  xmlns:xsi="http://www.w3.org/2001/XMLSchema-instance" id="definitions" targetNamespace="http://bpmn.io/schema/bpmn">
  <bpmn:process id="${PROCESS_ID}" isExecutable="true">
    <bpmn:startEvent id="started"><bpmn:outgoing>f0</bpmn:outgoing></bpmn:startEvent>
    <bpmn:sequenceFlow id="f0" sourceRef="started" targetRef="whichWay" />
    <bpmn:exclusiveGateway id="whichWay"><bpmn:incoming>f0</bpmn:incoming><bpmn:outgoing>f1</bpmn:outgoing></bpmn:exclusiveGateway>
    <bpmn:sequenceFlow id="f1" sourceRef="whichWay" targetRef="probe">
      <bpmn:conditionExpression xsi:type="bpmn:tFormalExpression">=probeWay = "LEFT"</bpmn:conditionExpression>
    </bpmn:sequenceFlow>
    <bpmn:serviceTask id="probe">
      <bpmn:extensionElements><zeebe:taskDefinition type="${PROCESS_ID}" retries="1" />
        <zeebe:ioMapping><zeebe:output source="=probeWay" target="probeWay" /></zeebe:ioMapping></bpmn:extensionElements>
      <bpmn:incoming>f1</bpmn:incoming><bpmn:outgoing>f2</bpmn:outgoing>
    </bpmn:serviceTask>
    <bpmn:sequenceFlow id="f2" sourceRef="probe" targetRef="ended" />
    <bpmn:endEvent id="ended"><bpmn:incoming>f2</bpmn:incoming></bpmn:endEvent>
  </bpmn:process>
</bpmn:definitions>`;

const OPERATIONS =
  '{ operations { incidents { id caseNumber processId elementId errorType message } stuckCommands { kind caseNumber } } }';
const RETRY = 'mutation Retry($id: ID!) { retryIncident(id: $id, reason: "原因已排除") }';
const STANDING = `query Standing($process: String!) {
  elementLoads(processId: $process) { elementId count incidents }
  standingTokens(processId: $process, elementId: "whichWay") { nodes { instanceKey elementInstanceKey caseNumber } }
}`;
const FIELDS = '{ id number state failure }';
const SET = `mutation Set($key: ID!, $changes: [VariableChange!]!) { proposeVariables(instanceKey: $key, changes: $changes, reason: "纠正") ${FIELDS} }`;
const MOVE = `mutation Move($key: ID!, $token: ID!) { proposeMove(instanceKey: $key, elementInstanceKey: $token, to: "probe", reason: "绕过") ${FIELDS} }`;
const CANCEL = `mutation Cancel($key: ID!) { proposeCancellation(instanceKey: $key, reason: "重复") ${FIELDS} }`;
const APPROVE = `mutation Approve($id: ID!) { approveIntervention(id: $id) ${FIELDS} }`;
const INTERVENTIONS = `query Interventions($key: ID!) { operatedInstance(key: $key) { state interventions ${FIELDS} } }`;
const HISTORY =
  'query History($id: ID!) { case(id: $id) { timeline(first: 50) { nodes { type actorKind actor { login } body } } } }';

interface Incident {
  id: string;
  caseNumber: string | null;
  processId: string;
  elementId: string;
  errorType: string;
  message: string;
}

let system: TestSystem;
let staff: Staff;
let administrator: GraphqlClient;
let connection: ZeebeConnection;
let stream: JobStream;
const jobs: EngineJob[] = [];

const call = <T>(method: string, request: object) => connection.call<T>(method, request, 20_000);

beforeAll(async () => {
  system = await sharedSystem();
  staff = new Staff(system);
  administrator = await staff.as('guanli');
  connection = new ZeebeConnection(system.zeebeAddress);
  await call('deployResource', {
    resources: [{ name: `${PROCESS_ID}.bpmn`, content: Buffer.from(MODEL) }],
    tenantId: '<default>',
  });
  stream = await openZeebeJobStream(connection, {
    type: PROCESS_ID,
    timeoutMs: 600_000,
    fetchVariables: ['caseId'],
    onJob: (job) => jobs.push(job),
    onClosed: () => {},
  });
});

afterAll(async () => {
  await stream?.close();
  await connection?.close();
  await system?.stop();
});

/** The probe runs beside the route of a real case. */
async function start(probeWay: string): Promise<{ caseId: string; number: string; instanceKey: string }> {
  const { id: caseId, number } = await receive(staff, story());
  const { processInstanceKey } = await call<{ processInstanceKey: string }>('createProcessInstance', {
    bpmnProcessId: PROCESS_ID,
    version: -1,
    variables: JSON.stringify({ caseId, probeWay }),
    tenantId: '<default>',
  });
  return { caseId, number, instanceKey: processInstanceKey };
}

const incidentsOf = async (number: string): Promise<Incident[]> =>
  (await administrator.query(OPERATIONS)).operations.incidents.filter((each: Incident) => each.caseNumber === number);

const incidentOf = (number: string, except?: string) =>
  waitFor(
    async () => (await incidentsOf(number)).find(({ id }) => id !== except),
    `the incident of ${number} stands on the list of operations`,
  );

const jobOf = (instanceKey: string, earlier = 0) =>
  waitFor(
    async () => jobs.filter((job) => job.instanceKey === instanceKey)[earlier],
    `job ${earlier + 1} of instance ${instanceKey} comes`,
  );

async function retry(id: string): Promise<void> {
  expect(await administrator.mutate(RETRY, { id })).toEqual({ retryIncident: true });
}

/** Nothing open, nothing stuck, and the instance at its end in the records. */
async function wentOn({ number, instanceKey }: { number: string; instanceKey: string }): Promise<void> {
  await waitFor(async () => (await incidentsOf(number)).length === 0, `no incident of ${number} is open`);
  await waitFor(async () => {
    const [row] = await system.sql`select state from process_instances where instance_key = ${instanceKey}`;
    return row?.state === 'COMPLETED';
  }, `instance ${instanceKey} has reached its end`);
  const { stuckCommands } = (await administrator.query(OPERATIONS)).operations;
  expect(stuckCommands.filter((each: { caseNumber: string }) => each.caseNumber === number)).toEqual([]);
}

describe('an incident of the engine', () => {
  it('at a gateway is seen with its case, and goes on once its cause is repaired', async () => {
    const probe = await start('NOWHERE');
    const incident = await incidentOf(probe.number);
    expect(incident).toMatchObject({ processId: PROCESS_ID, elementId: 'whichWay', errorType: 'CONDITION_ERROR' });
    expect(incident.message).toContain('at least one condition');
    await call('setVariables', {
      elementInstanceKey: probe.instanceKey,
      variables: JSON.stringify({ probeWay: 'LEFT' }),
      local: false,
    });
    await retry(incident.id);
    await call('completeJob', { jobKey: (await jobOf(probe.instanceKey)).key, variables: '{}' });
    await wentOn(probe);
  });

  it('comes back under a new key while its cause is still there', async () => {
    const probe = await start('NOWHERE');
    const incident = await incidentOf(probe.number);
    await retry(incident.id);
    const again = await incidentOf(probe.number, incident.id);
    expect(again).toMatchObject({ elementId: 'whichWay', errorType: 'CONDITION_ERROR' });
    await waitFor(async () => (await incidentsOf(probe.number)).length === 1, 'the first is resolved');
    await call('cancelProcessInstance', { processInstanceKey: probe.instanceKey });
    await waitFor(
      async () => (await incidentsOf(probe.number)).length === 0,
      'nobody is asked about an instance that ended',
    );
  });

  it('of a job without tries left gives it its tries back: the same job runs again', async () => {
    const probe = await start('LEFT');
    const job = await jobOf(probe.instanceKey);
    await call('failJob', { jobKey: job.key, retries: 0, errorMessage: '外部系统没有响应', retryBackOff: 0 });
    const incident = await incidentOf(probe.number);
    expect(incident).toMatchObject({ elementId: 'probe', errorType: 'JOB_NO_RETRIES', message: '外部系统没有响应' });
    await retry(incident.id);
    const again = await jobOf(probe.instanceKey, 1);
    expect(again).toMatchObject({ key: job.key, retries: 3 });
    await call('completeJob', { jobKey: again.key, variables: '{}' });
    await wentOn(probe);
  });

  it('of an error that nothing catches names the step that threw it, and is retried like the others', async () => {
    const probe = await start('LEFT');
    const job = await jobOf(probe.instanceKey);
    await call('throwError', { jobKey: job.key, errorCode: 'NOBODY_CATCHES', errorMessage: '拒绝', variables: '{}' });
    const incident = await incidentOf(probe.number);
    expect(incident).toMatchObject({ elementId: 'probe', errorType: 'UNHANDLED_ERROR_EVENT' });
    await retry(incident.id);
    const again = await jobOf(probe.instanceKey, 1);
    await call('completeJob', { jobKey: again.key, variables: '{}' });
    await wentOn(probe);
  });

  it('leaves in the history of its case who retried what, once', async () => {
    const probe = await start('NOWHERE');
    const incident = await incidentOf(probe.number);
    await call('setVariables', {
      elementInstanceKey: probe.instanceKey,
      variables: JSON.stringify({ probeWay: 'LEFT' }),
      local: false,
    });
    await Promise.all([retry(incident.id), retry(incident.id)]);
    await call('completeJob', { jobKey: (await jobOf(probe.instanceKey)).key, variables: '{}' });
    await wentOn(probe);
    const { timeline } = (await (await staff.as('zhijian')).query(HISTORY, { id: probe.caseId })).case;
    expect(timeline.nodes.filter(({ type }: { type: string }) => type === 'case.incidentRetried')).toEqual([
      {
        type: 'case.incidentRetried',
        actorKind: 'USER',
        actor: { login: 'guanli' },
        body: {
          process: PROCESS_ID,
          element: 'whichWay',
          error: 'CONDITION_ERROR',
          incident: incident.id,
          reason: '原因已排除',
        },
      },
    ]);
    expect(await administrator.mutate(RETRY, { id: incident.id })).toEqual({ retryIncident: false });
  });

  it('is retried by administrators and designers alone', async () => {
    const probe = await start('NOWHERE');
    const incident = await incidentOf(probe.number);
    for (const login of ['duban', 'zhijian', 'chengban'])
      await expect((await staff.as(login)).mutate(RETRY, { id: incident.id })).rejects.toMatchObject({
        code: 'FORBIDDEN',
      });
    await call('setVariables', {
      elementInstanceKey: probe.instanceKey,
      variables: JSON.stringify({ probeWay: 'LEFT' }),
      local: false,
    });
    expect(await (await staff.as('sheji')).mutate(RETRY, { id: incident.id })).toEqual({ retryIncident: true });
    await call('completeJob', { jobKey: (await jobOf(probe.instanceKey)).key, variables: '{}' });
    await wentOn(probe);
  });

  it('that never was is refused quietly', async () => {
    for (const id of ['1', 'not-a-key', '99999999999999999999'])
      expect(await administrator.mutate(RETRY, { id })).toEqual({ retryIncident: false });
  });
});

describe('an operator, with a second person,', () => {
  const whereIs = async ({ instanceKey }: { instanceKey: string }) => {
    const { elementLoads, standingTokens } = await administrator.query(STANDING, { process: PROCESS_ID });
    const token = standingTokens.nodes.find((each: { instanceKey: string }) => each.instanceKey === instanceKey);
    return { load: elementLoads.find((each: { elementId: string }) => each.elementId === 'whichWay'), token };
  };
  const approve = async (id: string) => {
    await expect(administrator.mutate(APPROVE, { id })).rejects.toMatchObject({ code: 'FORBIDDEN' });
    return (await (await staff.as('duban2')).mutate(APPROVE, { id })).approveIntervention;
  };
  const isDone = (instanceKey: string) =>
    waitFor(async () => {
      const { operatedInstance } = await administrator.query(INTERVENTIONS, { key: instanceKey });
      return operatedInstance.interventions[0]?.state === 'DONE';
    }, `the intervention in ${instanceKey} is done`);

  it('sees how many stand where, changes what the model knows, and the step goes on', async () => {
    const probe = await start('NOWHERE');
    const incident = await incidentOf(probe.number);
    const { load, token } = await whereIs(probe);
    expect(token).toMatchObject({ caseNumber: probe.number });
    expect(load.count).toBeGreaterThanOrEqual(1);
    expect(load.incidents).toBeGreaterThanOrEqual(1);
    const changes = [{ name: 'probeWay', value: 'LEFT' }];
    const { proposeVariables } = await administrator.mutate(SET, { key: probe.instanceKey, changes });
    expect(await approve(proposeVariables.id)).toMatchObject({ state: 'APPROVED' });
    await isDone(probe.instanceKey);
    await retry(incident.id);
    await call('completeJob', { jobKey: (await jobOf(probe.instanceKey)).key, variables: '{}' });
    await wentOn(probe);
  });

  it('moves a token past a step that cannot go on; the same command again moves nothing', async () => {
    const probe = await start('NOWHERE');
    await incidentOf(probe.number);
    const { token } = await whereIs(probe);
    const { proposeMove } = await administrator.mutate(MOVE, {
      key: probe.instanceKey,
      token: token.elementInstanceKey,
    });
    await approve(proposeMove.id);
    const job = await jobOf(probe.instanceKey);
    await isDone(probe.instanceKey);
    // As when its answer had been lost: the engine finds nobody there, and the records know why.
    const lane = `intervention:${proposeMove.id}`;
    await system.sql`
      update outbox set state = 'PENDING', outcome = null, done_at = null, attempts = 1, next_attempt_at = clock_timestamp() where lane = ${lane}`;
    await waitFor(async () => {
      const [row] = await system.sql`select state, outcome, attempts from outbox where lane = ${lane}`;
      return row?.state === 'DONE' && row.outcome === 'DONE' && row.attempts >= 2;
    }, 'the second try is known to be done');
    expect(jobs.filter(({ instanceKey }) => instanceKey === probe.instanceKey)).toHaveLength(1);
    await call('completeJob', { jobKey: job.key, variables: '{}' });
    await wentOn(probe);
  });

  it('cancels an instance', async () => {
    const probe = await start('LEFT');
    await jobOf(probe.instanceKey);
    await waitFor(
      async () =>
        (await administrator.query(INTERVENTIONS, { key: probe.instanceKey })).operatedInstance?.state === 'ACTIVE',
      'the records know the instance',
    );
    const { proposeCancellation } = await administrator.mutate(CANCEL, { key: probe.instanceKey });
    await approve(proposeCancellation.id);
    await isDone(probe.instanceKey);
    await waitFor(
      async () =>
        (await administrator.query(INTERVENTIONS, { key: probe.instanceKey })).operatedInstance.state === 'TERMINATED',
      'the instance has ended',
    );
  });
});
