import { createTestDatabase } from '../../../tests/support/database.js';
import { testSettings } from '../../../tests/support/settings.js';
import type { UserTaskJob } from '../process-engine/user-task-listener.js';

const db = await createTestDatabase();
testSettings(db.appUrl);

const { Database } = await import('../database/database.js');
const { EngineIdentity } = await import('../process-engine/engine-identity.js');
const { UserTaskListener } = await import('../process-engine/user-task-listener.js');
const { readDelivery } = await import('./record-lines.js');
const { StoreRecords } = await import('./store-records.js');

const LEAD_MS = 3_600_000;
const AT = Date.UTC(2026, 10, 21, 8);
const CASE = '0199d000-0000-7000-8000-00000000000c';
const INSTANCE = '2251799813685251';

class HeardTasks extends UserTaskListener {
  readonly opens: UserTaskJob[] = [];
  readonly ends: string[] = [];
  failure: Error | null = null;
  async opened(_sql: unknown, job: UserTaskJob): Promise<void> {
    if (this.failure) throw this.failure;
    this.opens.push(job);
  }
  async completed(_sql: unknown, _engineId: number, jobKey: string): Promise<void> {
    this.ends.push(`completed ${jobKey}`);
  }
  async canceled(_sql: unknown, _engineId: number, jobKey: string): Promise<void> {
    this.ends.push(`canceled ${jobKey}`);
  }
}

/** A record as the exporter writes it. Keys are given as text and written as bare numbers. */
function line(
  position: number,
  valueType: string,
  intent: string,
  key: string,
  value: object,
  partitionId = 1,
): string {
  const numbers = JSON.stringify(value).replace(/"#(-?\d+)"/g, '$1');
  return `{"partitionId":${partitionId},"value":${numbers},"key":${key},"position":${position},"timestamp":${AT + LEAD_MS + position},"valueType":"${valueType}","brokerVersion":"8.5.8","recordType":"EVENT","intent":"${intent}","sourceRecordPosition":${position - 1},"rejectionType":"NULL_VAL","rejectionReason":"","authorizations":{"authorized_tenants":["<default>"]},"recordVersion":1,"sequence":${position}}`;
}

function bulk(...lines: string[]): string {
  return lines
    .map((text) => {
      const partition = /"partitionId":(\d+)/.exec(text)?.[1] ?? '1';
      const position = /"position":(\d+)/.exec(text)?.[1] ?? '0';
      return `{"index":{"_id":"${partition}-${position}","_index":"zeebe-record","routing":"${partition}"}}\n${text}\n`;
    })
    .join('');
}

const element = (id: string, type: string, more: object = {}) => ({
  version: 1,
  bpmnElementType: type,
  bpmnEventType: 'UNSPECIFIED',
  elementId: id,
  flowScopeKey: `#${INSTANCE}`,
  processInstanceKey: `#${INSTANCE}`,
  parentProcessInstanceKey: '#-1',
  parentElementInstanceKey: '#-1',
  processDefinitionKey: '#2251799813685249',
  bpmnProcessId: 'case-main',
  tenantId: '<default>',
  ...more,
});

const started = (position: number, correlationKey = 'K1', variables: object = { caseId: CASE }) =>
  line(position, 'MESSAGE_START_EVENT_SUBSCRIPTION', 'CORRELATED', '2251799813685300', {
    messageName: 'msg.case.received',
    correlationKey,
    messageKey: '#2251799813685299',
    startEventId: 's',
    processInstanceKey: `#${INSTANCE}`,
    variables,
  });

const activated = (position: number, key: string, id: string, type: string, more: object = {}) =>
  line(position, 'PROCESS_INSTANCE', 'ELEMENT_ACTIVATED', key, element(id, type, more));

const completed = (position: number, key: string, id: string, type: string) =>
  line(position, 'PROCESS_INSTANCE', 'ELEMENT_COMPLETED', key, element(id, type));

const userTaskJob = (position: number, intent: string, key: string, more: object = {}) =>
  line(position, 'JOB', intent, key, {
    type: 'io.camunda.zeebe:userTask',
    retries: 1,
    jobKind: 'BPMN_ELEMENT',
    elementId: 'handle',
    elementInstanceKey: '#2251799813685260',
    processInstanceKey: `#${INSTANCE}`,
    processDefinitionKey: '#2251799813685249',
    processDefinitionVersion: 1,
    bpmnProcessId: 'case-main',
    deadline: -1,
    variables: {},
    customHeaders: { task: 'handle', 标题: '办理环节', 'io.camunda.zeebe:candidateGroups': '["role:HA"]' },
    ...more,
  });

const database = new Database();
await db.sql`insert into engines (name, lead_ms) values ('test', ${LEAD_MS})`;
const identity = new EngineIdentity(database);
await identity.load();
const { engineId } = identity;
await db.sql`insert into requesters (id, kind, masked_name, created_at) values (${CASE}, 'ANONYMOUS', '匿名', now())`;
await db.sql`
  insert into cases (id, number, check_code_hash, idempotency_key, type, channel, title, original_text, requester_id, status, phase, received_at)
  values (${CASE}, 'LC2611210000017', '\\x00', 'key', 'HELP', 'WEB_FORM', '路灯不亮', '路灯不亮', ${CASE}, 'RECEIVED', 'RECEIVE', now())`;

let heard: HeardTasks;
let store: InstanceType<typeof StoreRecords>;
const send = (...lines: string[]): Promise<void> => store.execute(readDelivery(bulk(...lines)));

beforeEach(async () => {
  heard = new HeardTasks();
  store = new StoreRecords(database, identity, heard);
  await db.sql`truncate engine_records, record_positions, parked_records, process_instances, route_steps, route_flows, job_ends,
    incidents, decision_evaluations, deployed_resources`;
  await db.sql`update cases set engine_id = null, instance_key = null`;
});

afterAll(async () => {
  await database.onApplicationShutdown();
  await db.drop();
});

describe('storing', () => {
  it('keeps what is needed, in application time, and counts everything as seen', async () => {
    await send(
      line(1, 'PROCESS_INSTANCE', 'ELEMENT_ACTIVATING', INSTANCE, element('case-main', 'PROCESS')),
      activated(2, INSTANCE, 'case-main', 'PROCESS'),
      line(3, 'DEPLOYMENT', 'CREATED', '5', {}),
      line(4, 'VARIABLE', 'MIGRATED', '6', { name: 'caseId', value: 'null' }),
    );
    const rows = await db.sql`select position, at, value_type, process_instance_key from engine_records`;
    expect(rows).toHaveLength(1);
    expect(rows[0]).toMatchObject({ position: '2', at: new Date(AT + 2), value_type: 'PROCESS_INSTANCE' });
    const [seen] = await db.sql`select position, record_at from record_positions`;
    expect(seen).toMatchObject({ position: '4', record_at: new Date(AT + 4) });
  });

  it('stores a delivery once however often and in whatever pieces it is sent again', async () => {
    const lines = [
      started(1),
      activated(2, INSTANCE, 'case-main', 'PROCESS'),
      activated(3, '2251799813685252', 'a', 'USER_TASK'),
      completed(4, '2251799813685252', 'a', 'USER_TASK'),
      activated(5, '2251799813685253', 'a', 'USER_TASK'),
      userTaskJob(6, 'CREATED', '77'),
    ];
    await send(...lines.slice(0, 4));
    await send(...lines.slice(0, 4));
    await send(...lines.slice(1, 3));
    await send(...lines.slice(2));
    await Promise.all([send(...lines), send(...lines)]);
    const positions = await db.sql`select position::integer as p from engine_records order by position`;
    expect(positions.map((row) => row['p'])).toEqual([1, 2, 3, 4, 5, 6]);
    const passes = await db.sql`select pass, state from route_steps where element_id = 'a' order by pass`;
    expect(passes.map((row) => `${row['pass']} ${row['state']}`)).toEqual(['1 COMPLETED', '2 ACTIVE']);
    expect(heard.opens).toHaveLength(1);
  });

  it('keeps positions of partitions apart', async () => {
    await send(line(7, 'TIMER', 'CREATED', '1', {}), line(3, 'TIMER', 'CREATED', '2', {}, 2));
    await send(line(5, 'TIMER', 'CREATED', '3', {}), line(4, 'TIMER', 'CREATED', '4', {}, 2));
    const rows = await db.sql`select partition_id || '-' || position as id from engine_records order by 1`;
    expect(rows.map((row) => row['id'])).toEqual(['1-7', '2-3', '2-4']);
  });

  it('keeps keys beyond 2^53 exactly', async () => {
    const key = '11258999068426241';
    await send(
      line(1, 'JOB', 'COMPLETED', key, {
        type: 't',
        elementInstanceKey: '#11258999068426243',
        processInstanceKey: '#-1',
      }),
    );
    const [row] = await db.sql`select key, element_instance_key as e, process_instance_key as p from engine_records`;
    expect(row).toEqual({ key, e: '11258999068426243', p: null });
    const [end] = await db.sql`select job_key from job_ends`;
    expect(end).toEqual({ job_key: key });
  });

  it('makes the month it needs', async () => {
    const old = line(1, 'TIMER', 'CREATED', '1', {}).replace(
      /"timestamp":\d+/,
      `"timestamp":${Date.UTC(2019, 2, 1) + LEAD_MS}`,
    );
    await send(old);
    const [row] = await db.sql`select tableoid::regclass::text as part from engine_records`;
    expect(row).toEqual({ part: 'engine_records_2019_03' });
  });

  it('parks a line that cannot be stored, and only that', async () => {
    const good = Array.from({ length: 9 }, (_, n) => line(n + 1, 'TIMER', 'CREATED', '1', {}));
    good[4] = line(5, 'TIMER', 'CREATED', '1', {}).replace('"key":1,', '"key":1,"broken":');
    await send(...good);
    expect(await db.sql`select 1 from engine_records`).toHaveLength(8);
    const parked = await db.sql`select partition_id, position, line, error from parked_records`;
    expect(parked).toHaveLength(1);
    expect(parked[0]).toMatchObject({ partition_id: 1, position: '5', line: good[4] });
    const [seen] = await db.sql`select position from record_positions`;
    expect(seen).toEqual({ position: '9' });
  });

  it('parks a record that a projection cannot take, and stores it when it can', async () => {
    heard.failure = new Error('the tasks feature has a bug');
    await send(
      started(1),
      activated(2, INSTANCE, 'case-main', 'PROCESS'),
      userTaskJob(3, 'CREATED', '77'),
      userTaskJob(4, 'COMPLETED', '78'),
    );
    expect(await db.sql`select position::integer from parked_records where resolved_at is null`).toEqual([
      { position: 3 },
    ]);
    expect(heard.ends).toEqual(['completed 78']);
    expect(await store.retryParked()).toBe(0);
    heard.failure = null;
    expect(await store.retryParked()).toBe(1);
    expect(heard.opens).toHaveLength(1);
    expect(await db.sql`select 1 from parked_records where resolved_at is null`).toHaveLength(0);
    expect(await db.sql`select 1 from engine_records`).toHaveLength(4);
  });

  it('refuses the whole delivery when the database fails, and stores all of it the next time', async () => {
    heard.failure = Object.assign(new Error('terminating connection'), { code: '57P01' });
    const lines = [started(1), activated(2, INSTANCE, 'case-main', 'PROCESS'), userTaskJob(3, 'CREATED', '77')];
    await expect(send(...lines)).rejects.toThrow('terminating connection');
    expect(await db.sql`select 1 from engine_records`).toHaveLength(0);
    expect(await db.sql`select 1 from record_positions`).toHaveLength(0);
    heard.failure = null;
    await send(...lines);
    expect(await db.sql`select 1 from engine_records`).toHaveLength(3);
  });
});

describe('projections', () => {
  it('knows the case of an instance from its message, and the case knows its instance', async () => {
    await send(started(1), activated(2, INSTANCE, 'case-main', 'PROCESS'));
    const [instance] = await db.sql`select * from process_instances`;
    expect(instance).toMatchObject({
      engine_id: engineId,
      instance_key: INSTANCE,
      process_id: 'case-main',
      process_version: 1,
      definition_key: '2251799813685249',
      parent_instance_key: null,
      case_id: CASE,
      state: 'ACTIVE',
      started_at: new Date(AT + 2),
    });
    const [row] = await db.sql`select engine_id, instance_key from cases`;
    expect(row).toEqual({ engine_id: engineId, instance_key: INSTANCE });
  });

  it.each([
    ['in two deliveries', (a: string, b: string) => [[a], [b]]],
    ['in one delivery', (a: string, b: string) => [[a, b]]],
  ])('finds the case by its number, %s', async (_, split) => {
    for (const lines of split(started(1, 'LC2611210000017', {}), activated(2, INSTANCE, 'case-main', 'PROCESS')))
      await send(...lines);
    expect(await db.sql`select case_id from process_instances`).toEqual([{ case_id: CASE }]);
  });

  it('knows the case also when the instance was there before what names its case', async () => {
    await send(activated(1, INSTANCE, 'case-main', 'PROCESS'));
    await send(
      line(2, 'PROCESS_INSTANCE_CREATION', 'CREATED', '9', {
        processInstanceKey: `#${INSTANCE}`,
        variables: { caseId: CASE },
      }),
    );
    expect(await db.sql`select case_id from process_instances`).toEqual([{ case_id: CASE }]);
  });

  it('stands a case that is not ours', async () => {
    await send(started(1, 'K1', { caseId: 'not a uuid' }), activated(2, INSTANCE, 'case-main', 'PROCESS'));
    expect(await db.sql`select case_id from process_instances`).toEqual([{ case_id: null }]);
    expect(await db.sql`select 1 from parked_records`).toHaveLength(0);
  });

  it('gives called processes the case of their caller at any depth, and ends them', async () => {
    const child = (key: string, parent: string) => ({
      processInstanceKey: `#${key}`,
      parentProcessInstanceKey: `#${parent}`,
      bpmnProcessId: 'called',
    });
    await send(
      started(1),
      activated(2, INSTANCE, 'case-main', 'PROCESS'),
      activated(3, '31', 'called', 'PROCESS', child('31', INSTANCE)),
      activated(4, '32', 'called', 'PROCESS', child('32', '31')),
      activated(5, '33', 'called', 'PROCESS', child('33', '32')),
      line(6, 'PROCESS_INSTANCE', 'ELEMENT_TERMINATED', '33', element('called', 'PROCESS', child('33', '32'))),
    );
    const rows =
      await db.sql`select instance_key, case_id, state from process_instances where process_id = 'called' order by 1`;
    expect(rows.map((row) => `${row['instance_key']} ${row['case_id']} ${row['state']}`)).toEqual([
      `31 ${CASE} ACTIVE`,
      `32 ${CASE} ACTIVE`,
      `33 ${CASE} TERMINATED`,
    ]);
  });

  it('draws the way as numbered passes and taken flows', async () => {
    await send(
      activated(1, INSTANCE, 'case-main', 'PROCESS'),
      activated(2, '10', 'draft', 'USER_TASK'),
      completed(3, '10', 'draft', 'USER_TASK'),
      line(4, 'PROCESS_INSTANCE', 'SEQUENCE_FLOW_TAKEN', '11', element('f1', 'SEQUENCE_FLOW')),
      activated(5, '12', 'approve', 'USER_TASK'),
      completed(6, '12', 'approve', 'USER_TASK'),
      line(7, 'PROCESS_INSTANCE', 'SEQUENCE_FLOW_TAKEN', '13', element('f2', 'SEQUENCE_FLOW')),
      activated(8, '14', 'draft', 'USER_TASK'),
      line(9, 'PROCESS_INSTANCE', 'ELEMENT_TERMINATED', '14', element('draft', 'USER_TASK')),
      activated(10, '15', 'draft', 'USER_TASK'),
    );
    const steps = await db.sql`select element_id, pass, state, left_at from route_steps order by entered_at`;
    expect(steps.map((row) => `${row['element_id']} ${row['pass']} ${row['state']}`)).toEqual([
      'draft 1 COMPLETED',
      'approve 1 COMPLETED',
      'draft 2 TERMINATED',
      'draft 3 ACTIVE',
    ]);
    expect(steps[0]!['left_at']).toEqual(new Date(AT + 3));
    const flows = await db.sql`select flow_id from route_flows order by position`;
    expect(flows.map((row) => row['flow_id'])).toEqual(['f1', 'f2']);
  });

  it('keeps the last word on how a job ended', async () => {
    await send(
      userTaskJob(1, 'ERROR_THROWN', '77'),
      userTaskJob(2, 'COMPLETED', '77'),
      userTaskJob(3, 'CANCELED', '78'),
    );
    expect(await db.sql`select job_key, ending from job_ends order by job_key`).toEqual([
      { job_key: '77', ending: 'COMPLETED' },
      { job_key: '78', ending: 'CANCELED' },
    ]);
  });

  it('lists incidents with their case and element until they are resolved', async () => {
    const incident = (elementId: string) => ({
      errorType: 'UNHANDLED_ERROR_EVENT',
      errorMessage: 'nobody catches it',
      elementId,
      elementInstanceKey: '#10',
      processInstanceKey: `#${INSTANCE}`,
      bpmnProcessId: 'case-main',
      jobKey: '#-1',
    });
    await send(
      started(1),
      activated(2, INSTANCE, 'case-main', 'PROCESS'),
      activated(3, '10', 'sendReply', 'SERVICE_TASK'),
      line(4, 'INCIDENT', 'CREATED', '90', incident('NO_CATCH_EVENT_FOUND')),
    );
    const [open] = await db.sql`select * from incidents`;
    expect(open).toMatchObject({
      incident_key: '90',
      case_id: CASE,
      element_id: 'sendReply',
      job_key: null,
      resolved_at: null,
    });
    await send(line(5, 'INCIDENT', 'RESOLVED', '90', incident('NO_CATCH_EVENT_FOUND')));
    const [resolved] = await db.sql`select resolved_at from incidents`;
    expect(resolved).toEqual({ resolved_at: new Date(AT + 5) });
  });

  it('says which rules of which version decided on which inputs', async () => {
    const dmn = Buffer.from('<definitions/>').toString('base64');
    await send(
      line(1, 'DECISION_REQUIREMENTS', 'CREATED', '20', {
        resource: dmn,
        decisionRequirementsKey: '#20',
        decisionRequirementsId: 'rules',
        decisionRequirementsVersion: 3,
        resourceName: 'rules.dmn',
      }),
      line(2, 'DECISION', 'CREATED', '21', {
        decisionId: 'dmn_urgency',
        decisionKey: '#21',
        version: 3,
        decisionRequirementsId: 'rules',
      }),
      started(3),
      activated(4, INSTANCE, 'case-main', 'PROCESS'),
      line(5, 'DECISION_EVALUATION', 'EVALUATED', '22', {
        decisionId: 'dmn_urgency',
        decisionKey: '#21',
        decisionOutput: '4',
        elementId: 'decideUrgency',
        elementInstanceKey: '#30',
        processInstanceKey: `#${INSTANCE}`,
        evaluatedDecisions: [
          {
            decisionId: 'dmn_urgency',
            decisionType: 'DECISION_TABLE',
            evaluatedInputs: [{ inputId: 'i1', inputName: '急情', inputValue: '"FIRE"' }],
            matchedRules: [
              {
                ruleId: 'r1',
                ruleIndex: 1,
                evaluatedOutputs: [{ outputId: 'o', outputName: '紧急程度', outputValue: '4' }],
              },
              { ruleId: 'r7', ruleIndex: 7, evaluatedOutputs: [] },
            ],
          },
        ],
      }),
      line(6, 'DECISION_EVALUATION', 'FAILED', '23', {
        decisionId: 'dmn_urgency',
        decisionKey: '#21',
        decisionOutput: 'null',
        evaluationFailureMessage: 'two rules hit',
        elementId: '',
        processInstanceKey: '#-1',
        evaluatedDecisions: [],
      }),
    );
    const [done, failed] = await db.sql`select * from decision_evaluations order by position`;
    expect(done).toMatchObject({
      case_id: CASE,
      instance_key: INSTANCE,
      element_id: 'decideUrgency',
      decision_id: 'dmn_urgency',
      decision_version: 3,
      output: 4,
      failure: null,
      inputs: [{ decisionId: 'dmn_urgency', inputId: 'i1', inputName: '急情', inputValue: '"FIRE"' }],
    });
    expect(done!['matched_rules'].map((rule: { ruleId: string }) => rule.ruleId)).toEqual(['r1', 'r7']);
    expect(failed).toMatchObject({ case_id: null, element_id: null, matched_rules: [], failure: 'two rules hit' });
    const resources = await db.sql`select kind, resource_id, version, content from deployed_resources order by key`;
    expect(resources).toEqual([
      { kind: 'DECISION_REQUIREMENTS', resource_id: 'rules', version: 3, content: '<definitions/>' },
      { kind: 'DECISION', resource_id: 'dmn_urgency', version: 3, content: null },
    ]);
  });

  it('keeps the Chinese text of a deployed process, once per key in a cluster', async () => {
    const resource = Buffer.from('<process name="办理"/>').toString('base64');
    const process = (position: number, partition: number) =>
      line(
        position,
        'PROCESS',
        'CREATED',
        '40',
        {
          resource,
          version: 2,
          bpmnProcessId: 'case-main',
          processDefinitionKey: '#40',
          resourceName: 'case-main.bpmn',
        },
        partition,
      );
    await send(process(1, 1), process(1, 2));
    expect(await db.sql`select kind, resource_id, version, resource_name, content from deployed_resources`).toEqual([
      {
        kind: 'PROCESS',
        resource_id: 'case-main',
        version: 2,
        resource_name: 'case-main.bpmn',
        content: '<process name="办理"/>',
      },
    ]);
  });

  it('opens user tasks that the stream lost, with their case and the assignment of the moment', async () => {
    const variable = (position: number, value: string) =>
      line(position, 'VARIABLE', 'UPDATED', '50', {
        name: 'assignmentId',
        value,
        scopeKey: `#${INSTANCE}`,
        processInstanceKey: `#${INSTANCE}`,
      });
    await send(
      started(1),
      activated(2, INSTANCE, 'case-main', 'PROCESS'),
      variable(3, '"a-1"'),
      userTaskJob(4, 'CREATED', '6755399441056805'),
      variable(5, '"a-2"'),
      userTaskJob(6, 'CREATED', '78'),
      variable(7, 'null'),
      userTaskJob(8, 'CREATED', '79'),
      userTaskJob(9, 'COMPLETED', '6755399441056805'),
      userTaskJob(10, 'CANCELED', '78'),
    );
    expect(heard.opens).toEqual([
      {
        engineId,
        key: '6755399441056805',
        instanceKey: INSTANCE,
        elementInstanceKey: '2251799813685260',
        elementId: 'handle',
        processId: 'case-main',
        processVersion: 1,
        definitionKey: '2251799813685249',
        headers: { task: 'handle', 标题: '办理环节', 'io.camunda.zeebe:candidateGroups': '["role:HA"]' },
        caseId: CASE,
        assignmentId: 'a-1',
      },
      expect.objectContaining({ key: '78', assignmentId: 'a-2' }),
      expect.objectContaining({ key: '79', assignmentId: null }),
    ]);
    expect(heard.ends).toEqual(['completed 6755399441056805', 'canceled 78']);
  });

  it('leaves service jobs and tasks of no case to themselves', async () => {
    await send(
      activated(1, INSTANCE, 'case-main', 'PROCESS'),
      userTaskJob(2, 'CREATED', '77'),
      userTaskJob(3, 'CREATED', '78', { type: 'send-reply' }),
      userTaskJob(4, 'COMPLETED', '78', { type: 'send-reply' }),
    );
    expect(heard.opens).toEqual([]);
    expect(heard.ends).toEqual([]);
  });
});
