/** Small routes of cases for tests of migration, which the engine runs: `case-main` in two versions. */

const HEAD = `<?xml version="1.0" encoding="UTF-8"?>
<bpmn:definitions xmlns:bpmn="http://www.omg.org/spec/BPMN/20100524/MODEL" xmlns:xsi="http://www.w3.org/2001/XMLSchema-instance" xmlns:zeebe="http://camunda.org/schema/zeebe/1.0" id="definitions" targetNamespace="http://bpmn.io/schema/bpmn">
  <bpmn:message id="received" name="msg.case.received" />`;

/** Elements in a row. @param borders events attached to steps, which lead to an end of their own */
function route(version: string, steps: readonly string[], borders = ''): string {
  const ids = ['start', ...steps.map((step) => /id="([^"]+)"/.exec(step)?.[1] ?? ''), 'end'];
  const flows = ids
    .slice(1)
    .map((id, place) => `<bpmn:sequenceFlow id="f${place}" sourceRef="${ids[place]}" targetRef="${id}" />`);
  const wired = steps.map((step, place) =>
    step.replace(
      '<!--flows-->',
      `<bpmn:incoming>f${place}</bpmn:incoming><bpmn:outgoing>f${place + 1}</bpmn:outgoing>`,
    ),
  );
  return `${HEAD}
  <bpmn:process id="case-main" name="工单主流程" isExecutable="true">
    <bpmn:documentation>${version}</bpmn:documentation>
    <bpmn:startEvent id="start"><bpmn:outgoing>f0</bpmn:outgoing><bpmn:messageEventDefinition id="startMessage" messageRef="received" /></bpmn:startEvent>
    ${wired.join('\n')}
    <bpmn:endEvent id="end"><bpmn:incoming>f${steps.length}</bpmn:incoming></bpmn:endEvent>
    ${flows.join('\n')}
    ${borders}
  </bpmn:process>
</bpmn:definitions>`;
}

export const userTask = (
  id: string,
  name: string,
  { group = 'role:QC', clock = '', flows = '<!--flows-->' } = {},
): string =>
  `<bpmn:userTask id="${id}" name="${name}"><bpmn:extensionElements>
    <zeebe:formDefinition formId="form-note" />
    <zeebe:assignmentDefinition candidateGroups="=[&quot;${group}&quot;]" />
    <zeebe:taskHeaders><zeebe:header key="phase" value="HANDLE" />${clock && `<zeebe:header key="clock" value="${clock}" />`}</zeebe:taskHeaders>
  </bpmn:extensionElements>${flows}</bpmn:userTask>`;

/** A step in a page of its own. */
const page = (id: string, inside: string): string => `<bpmn:subProcess id="${id}" name="受理"><!--flows-->
  <bpmn:startEvent id="${id}Start"><bpmn:outgoing>${id}a</bpmn:outgoing></bpmn:startEvent>
  ${inside}
  <bpmn:endEvent id="${id}End"><bpmn:incoming>${id}b</bpmn:incoming></bpmn:endEvent>
  <bpmn:sequenceFlow id="${id}a" sourceRef="${id}Start" targetRef="${/userTask id="([^"]+)"/.exec(inside)?.[1]}" />
  <bpmn:sequenceFlow id="${id}b" sourceRef="${/userTask id="([^"]+)"/.exec(inside)?.[1]}" targetRef="${id}End" />
</bpmn:subProcess>`;

const within = (id: string) => ({
  flows: `<bpmn:incoming>${id}a</bpmn:incoming><bpmn:outgoing>${id}b</bpmn:outgoing>`,
});

const late = (
  on: string,
): string => `<bpmn:boundaryEvent id="late_${on}" attachedToRef="${on}"><bpmn:outgoing>l_${on}</bpmn:outgoing>
    <bpmn:timerEventDefinition id="late_${on}_timer"><bpmn:timeDuration xsi:type="bpmn:tFormalExpression">P90D</bpmn:timeDuration></bpmn:timerEventDefinition></bpmn:boundaryEvent>
  <bpmn:endEvent id="lateEnd_${on}"><bpmn:incoming>l_${on}</bpmn:incoming></bpmn:endEvent>
  <bpmn:sequenceFlow id="l_${on}" sourceRef="late_${on}" targetRef="lateEnd_${on}" />`;

/** 受理 (a step in a page of its own, with a clock), then 决定, which a timer watches over. */
export const FIRST_VERSION = route(
  'first',
  [
    page('receiving', userTask('check', '核对', { clock: 'ACCEPT', ...within('receiving') })),
    userTask('decide', '决定', { clock: 'HANDLE' }),
  ],
  late('decide'),
);

/** 核对 has another id, 复核 comes in between, 决定 is another group's and still watched over. */
export const SECOND_VERSION = route(
  'second',
  [
    page('receiving', userTask('verify', '核对', { clock: 'ACCEPT', ...within('receiving') })),
    userTask('confirm', '复核'),
    userTask('decide', '决定', { clock: 'HANDLE', group: 'role:DI' }),
  ],
  late('decide'),
);

/** A process of one place `a`, which is what it is given; a message `x` is known by `k`. */
export const small = (id: string, inside: string): string => `<?xml version="1.0" encoding="UTF-8"?>
<bpmn:definitions xmlns:bpmn="http://www.omg.org/spec/BPMN/20100524/MODEL" xmlns:xsi="http://www.w3.org/2001/XMLSchema-instance" xmlns:zeebe="http://camunda.org/schema/zeebe/1.0" id="definitions" targetNamespace="http://bpmn.io/schema/bpmn">
  <bpmn:message id="x" name="msg.x"><bpmn:extensionElements><zeebe:subscription correlationKey="=k" /></bpmn:extensionElements></bpmn:message>
  <bpmn:process id="${id}" isExecutable="true">
    <bpmn:startEvent id="start"><bpmn:outgoing>in</bpmn:outgoing></bpmn:startEvent>
    ${inside}
    <bpmn:endEvent id="end"><bpmn:incoming>out</bpmn:incoming></bpmn:endEvent>
    <bpmn:sequenceFlow id="in" sourceRef="start" targetRef="${/page/.test(inside) ? 'page' : 'a'}" />
    <bpmn:sequenceFlow id="out" sourceRef="${/page/.test(inside) ? 'page' : inside.includes('eventBasedGateway') ? 'after' : 'a'}" targetRef="end" />
  </bpmn:process>
</bpmn:definitions>`;

const wired = (type: string, inside = '', attributes = ''): string =>
  `<bpmn:${type} id="a" ${attributes}>${inside}<bpmn:incoming>in</bpmn:incoming><bpmn:outgoing>out</bpmn:outgoing></bpmn:${type}>`;
const definition = (what: 'timer' | 'message', id: string): string =>
  what === 'timer'
    ? `<bpmn:timerEventDefinition id="${id}"><bpmn:timeDuration xsi:type="bpmn:tFormalExpression">P90D</bpmn:timeDuration></bpmn:timerEventDefinition>`
    : `<bpmn:messageEventDefinition id="${id}" messageRef="x" />`;
const border = (what: 'timer' | 'message', on = 'a'): string => `
  <bpmn:boundaryEvent id="border" attachedToRef="${on}"><bpmn:outgoing>over</bpmn:outgoing>${definition(what, 'borderEvent')}</bpmn:boundaryEvent>
  <bpmn:endEvent id="borderEnd"><bpmn:incoming>over</bpmn:incoming></bpmn:endEvent><bpmn:sequenceFlow id="over" sourceRef="border" targetRef="borderEnd" />`;
const TASK = wired('userTask');
const JOB = wired(
  'serviceTask',
  '<bpmn:extensionElements><zeebe:taskDefinition type="nobody" /></bpmn:extensionElements>',
);
const LOOP = wired(
  'userTask',
  '<bpmn:multiInstanceLoopCharacteristics><bpmn:extensionElements><zeebe:loopCharacteristics inputCollection="=items" inputElement="item" /></bpmn:extensionElements></bpmn:multiInstanceLoopCharacteristics>',
).replace(/(<bpmn:multi.*?<\/bpmn:multiInstanceLoopCharacteristics>)(.*)(<\/bpmn:userTask>)/, '$2$1$3');
const PAGE = `<bpmn:subProcess id="page"><bpmn:incoming>in</bpmn:incoming><bpmn:outgoing>out</bpmn:outgoing>
  <bpmn:startEvent id="pageStart"><bpmn:outgoing>pageIn</bpmn:outgoing></bpmn:startEvent>
  <bpmn:userTask id="a"><bpmn:incoming>pageIn</bpmn:incoming><bpmn:outgoing>pageOut</bpmn:outgoing></bpmn:userTask>
  <bpmn:endEvent id="pageEnd"><bpmn:incoming>pageOut</bpmn:incoming></bpmn:endEvent>
  <bpmn:sequenceFlow id="pageIn" sourceRef="pageStart" targetRef="a" /><bpmn:sequenceFlow id="pageOut" sourceRef="a" targetRef="pageEnd" />
</bpmn:subProcess>`;
const LISTENER = `<bpmn:subProcess id="listener" triggeredByEvent="true">
  <bpmn:startEvent id="heard" isInterrupting="false"><bpmn:outgoing>on</bpmn:outgoing>${definition('timer', 'heardEvent')}</bpmn:startEvent>
  <bpmn:endEvent id="listenerEnd"><bpmn:incoming>on</bpmn:incoming></bpmn:endEvent><bpmn:sequenceFlow id="on" sourceRef="heard" targetRef="listenerEnd" />
</bpmn:subProcess>`;
const GATEWAY = `<bpmn:eventBasedGateway id="a"><bpmn:incoming>in</bpmn:incoming><bpmn:outgoing>g1</bpmn:outgoing><bpmn:outgoing>g2</bpmn:outgoing></bpmn:eventBasedGateway>
  <bpmn:intermediateCatchEvent id="after"><bpmn:incoming>g1</bpmn:incoming><bpmn:outgoing>out</bpmn:outgoing>${definition('timer', 'afterEvent')}</bpmn:intermediateCatchEvent>
  <bpmn:intermediateCatchEvent id="other"><bpmn:incoming>g2</bpmn:incoming><bpmn:outgoing>g3</bpmn:outgoing>${definition('message', 'otherEvent')}</bpmn:intermediateCatchEvent>
  <bpmn:endEvent id="otherEnd"><bpmn:incoming>g3</bpmn:incoming></bpmn:endEvent>
  <bpmn:sequenceFlow id="g1" sourceRef="a" targetRef="after" /><bpmn:sequenceFlow id="g2" sourceRef="a" targetRef="other" /><bpmn:sequenceFlow id="g3" sourceRef="other" targetRef="otherEnd" />`;
const CAUGHT = `<bpmn:intermediateCatchEvent id="a"><bpmn:incoming>in</bpmn:incoming><bpmn:outgoing>out</bpmn:outgoing>${definition('timer', 'e')}</bpmn:intermediateCatchEvent>`;
/** So that a version that says the same is another version. */
const again = '<!-- again -->';

/** Two versions each, where a token stands at `a`. */
export const PAIRS: [name: string, before: string, after: string][] = [
  ['a user task', TASK, TASK + again],
  ['a job of a service', JOB, JOB + again],
  ['a task in a page', PAGE, PAGE + again],
  ['a timer comes', TASK, TASK + border('timer')],
  ['a timer goes', TASK + border('timer'), TASK],
  ['a message comes', TASK, TASK + border('message')],
  ['a message goes', TASK + border('message'), TASK],
  ['a message stays', TASK + border('message'), TASK + border('message') + again],
  ['a timer comes to the page around', PAGE, PAGE + border('timer', 'page')],
  ['a task moves into a page', TASK, PAGE],
  ['a task moves out of a page', PAGE, TASK],
  ['a person becomes a service', TASK, JOB],
  ['a loop', LOOP, LOOP + again],
  ['a task becomes a loop', TASK, LOOP],
  ['an event sub-process comes', TASK, TASK + LISTENER],
  ['an event sub-process goes', TASK + LISTENER, TASK],
  ['an event-based gateway', GATEWAY, GATEWAY + again],
  ['a caught timer', CAUGHT, CAUGHT + again],
  ['a receive task', wired('receiveTask', '', 'messageRef="x"'), wired('receiveTask', '', 'messageRef="x"') + again],
];
