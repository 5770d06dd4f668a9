/** Engine time runs this much ahead of application time in these records. */
export const LEAD_MS = 3_600_000;
/** Application time of position 0; each position is a millisecond later. */
export const AT = Date.UTC(2026, 10, 21, 8);
export const CASE = '0199d000-0000-7000-8000-00000000000c';
export const INSTANCE = '2251799813685251';

/** A record as the exporter writes it. Keys are given as text and written as bare numbers. */
export function line(
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

export function bulk(...lines: string[]): string {
  return lines
    .map((text) => {
      const partition = /"partitionId":(\d+)/.exec(text)?.[1] ?? '1';
      const position = /"position":(\d+)/.exec(text)?.[1] ?? '0';
      return `{"index":{"_id":"${partition}-${position}","_index":"zeebe-record","routing":"${partition}"}}\n${text}\n`;
    })
    .join('');
}

export const element = (id: string, type: string, more: object = {}) => ({
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

export const started = (position: number, correlationKey = 'K1', variables: object = { caseId: CASE }) =>
  line(position, 'MESSAGE_START_EVENT_SUBSCRIPTION', 'CORRELATED', '2251799813685300', {
    messageName: 'msg.case.received',
    correlationKey,
    messageKey: '#2251799813685299',
    startEventId: 's',
    processInstanceKey: `#${INSTANCE}`,
    variables,
  });

export const activated = (position: number, key: string, id: string, type: string, more: object = {}) =>
  line(position, 'PROCESS_INSTANCE', 'ELEMENT_ACTIVATED', key, element(id, type, more));

export const completed = (position: number, key: string, id: string, type: string) =>
  line(position, 'PROCESS_INSTANCE', 'ELEMENT_COMPLETED', key, element(id, type));

export const userTaskJob = (position: number, intent: string, key: string, more: object = {}) =>
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
