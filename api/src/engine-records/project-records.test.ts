import { openRecordKit } from '../../../tests/support/record-kit.js';
import {
  AT,
  activated,
  CASE,
  completed,
  element,
  INSTANCE,
  line,
  started,
  userTaskJob,
} from '../../../tests/support/record-lines.js';

const kit = await openRecordKit();
const { engineId, heard, send, sql } = kit;

beforeEach(() => kit.reset());

afterAll(() => kit.close());

it('knows the case of an instance from its message, and the case knows its instance', async () => {
  await send(started(1), activated(2, INSTANCE, 'case-main', 'PROCESS'));
  const [instance] = await sql`select * from process_instances`;
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
  const [row] = await sql`select engine_id, instance_key from cases`;
  expect(row).toEqual({ engine_id: engineId, instance_key: INSTANCE });
});

it.each([
  ['in two deliveries', (a: string, b: string) => [[a], [b]]],
  ['in one delivery', (a: string, b: string) => [[a, b]]],
])('finds the case by its number, %s', async (_, split) => {
  for (const lines of split(started(1, 'LC2611210000017', {}), activated(2, INSTANCE, 'case-main', 'PROCESS')))
    await send(...lines);
  expect(await sql`select case_id from process_instances`).toEqual([{ case_id: CASE }]);
});

it('knows the case also when the instance was there before what names its case', async () => {
  await send(activated(1, INSTANCE, 'case-main', 'PROCESS'));
  await send(
    line(2, 'PROCESS_INSTANCE_CREATION', 'CREATED', '9', {
      processInstanceKey: `#${INSTANCE}`,
      variables: { caseId: CASE },
    }),
  );
  expect(await sql`select case_id from process_instances`).toEqual([{ case_id: CASE }]);
});

it('stands a case that is not ours', async () => {
  await send(started(1, 'K1', { caseId: 'not a uuid' }), activated(2, INSTANCE, 'case-main', 'PROCESS'));
  expect(await sql`select case_id from process_instances`).toEqual([{ case_id: null }]);
  expect(await sql`select 1 from parked_records`).toHaveLength(0);
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
    await sql`select instance_key, case_id, state from process_instances where process_id = 'called' order by 1`;
  expect(rows.map((row) => `${row.instance_key} ${row.case_id} ${row.state}`)).toEqual([
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
  const steps = await sql`select element_id, pass, state, left_at from route_steps order by entered_at`;
  expect(steps.map((row) => `${row.element_id} ${row.pass} ${row.state}`)).toEqual([
    'draft 1 COMPLETED',
    'approve 1 COMPLETED',
    'draft 2 TERMINATED',
    'draft 3 ACTIVE',
  ]);
  expect(steps[0]!.left_at).toEqual(new Date(AT + 3));
  const flows = await sql`select flow_id from route_flows order by position`;
  expect(flows.map((row) => row.flow_id)).toEqual(['f1', 'f2']);
});

it('keeps the last word on how a job ended', async () => {
  await send(userTaskJob(1, 'ERROR_THROWN', '77'), userTaskJob(2, 'COMPLETED', '77'), userTaskJob(3, 'CANCELED', '78'));
  expect(await sql`select job_key, ending from job_ends order by job_key`).toEqual([
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
  const [open] = await sql`select * from incidents`;
  expect(open).toMatchObject({
    incident_key: '90',
    case_id: CASE,
    element_id: 'sendReply',
    job_key: null,
    resolved_at: null,
  });
  await send(line(5, 'INCIDENT', 'RESOLVED', '90', incident('NO_CATCH_EVENT_FOUND')));
  const [resolved] = await sql`select resolved_at from incidents`;
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
  const [done, failed] = await sql`select * from decision_evaluations order by position`;
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
  expect(done!.matched_rules.map((rule: { ruleId: string }) => rule.ruleId)).toEqual(['r1', 'r7']);
  expect(failed).toMatchObject({ case_id: null, element_id: null, matched_rules: [], failure: 'two rules hit' });
  const resources = await sql`select kind, resource_id, version, content from deployed_resources order by key`;
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
  expect(await sql`select kind, resource_id, version, resource_name, content from deployed_resources`).toEqual([
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
      subjectId: null,
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

it('tells of a job that went to another version with its instance', async () => {
  await kit.send(
    started(1),
    activated(2, INSTANCE, 'case-main', 'PROCESS'),
    userTaskJob(3, 'CREATED', '2251799813685261'),
  );
  await kit.send(
    userTaskJob(4, 'MIGRATED', '2251799813685261', { elementId: 'handleAgain', processDefinitionVersion: 2 }),
  );
  expect(kit.heard.ends).toEqual(['migrated 2251799813685261 to handleAgain of case-main 2']);
});

it('opens tasks of a re-seated instance with the move that started it, which the case follows', async () => {
  const [moveId, next] = ['0199d000-0000-7000-8000-0000000000aa', '2251799813685999'];
  await kit.send(started(1, 'LC2611210000017'), activated(2, INSTANCE, 'case-main', 'PROCESS'));
  await kit.sql`
    insert into instance_moves (id, engine_id, instance_key, process_id, case_id, way, source_key, target_key, mapping, asked_at, cancel_sent_at, create_sent_at)
    values (${moveId}, ${kit.engineId}, ${INSTANCE}, 'case-main', ${CASE}, 'RESEAT', 1, 2, '[]', now(), now(), now())`;
  await kit.send(
    line(5, 'PROCESS_INSTANCE_CREATION', 'CREATED', '2251799813685998', {
      bpmnProcessId: 'case-main',
      version: 2,
      processDefinitionKey: '#2',
      processInstanceKey: `#${next}`,
      variables: { caseId: CASE, reseatId: moveId },
    }),
    activated(6, next, 'case-main', 'PROCESS', { processInstanceKey: `#${next}` }),
    userTaskJob(7, 'CREATED', '2251799813685262', { processInstanceKey: `#${next}` }),
  );
  expect(kit.heard.opens).toMatchObject([
    { key: '2251799813685262', instanceKey: next, caseId: CASE, reseatId: moveId },
  ]);
  const [kase] = await kit.sql`select instance_key::text as key from cases`;
  expect(kase?.key).toBe(next);
});
