import type { ModelKind } from './model.model.js';

/** The least that can be drawn on: a start that leads to an end, a table of one column each, a form without fields. */
export function blankModel(kind: ModelKind, id: string, name: string): string {
  return BLANK[kind](id, name);
}

const xml = (text: string): string =>
  text.replaceAll('&', '&amp;').replaceAll('<', '&lt;').replaceAll('>', '&gt;').replaceAll('"', '&quot;');

const BLANK: Record<ModelKind, (id: string, name: string) => string> = {
  PROCESS: (id, name) => `<?xml version="1.0" encoding="UTF-8"?>
<bpmn:definitions xmlns:bpmn="http://www.omg.org/spec/BPMN/20100524/MODEL" xmlns:bpmndi="http://www.omg.org/spec/BPMN/20100524/DI" xmlns:dc="http://www.omg.org/spec/DD/20100524/DC" xmlns:di="http://www.omg.org/spec/DD/20100524/DI" xmlns:zeebe="http://camunda.org/schema/zeebe/1.0" xmlns:modeler="http://camunda.org/schema/modeler/1.0" id="definitions_${id}" targetNamespace="http://bpmn.io/schema/bpmn" modeler:executionPlatform="Camunda Cloud" modeler:executionPlatformVersion="8.5.0">
  <bpmn:process id="${id}" name="${xml(name)}" isExecutable="true">
    <bpmn:startEvent id="start" name="开始">
      <bpmn:outgoing>toEnd</bpmn:outgoing>
    </bpmn:startEvent>
    <bpmn:sequenceFlow id="toEnd" sourceRef="start" targetRef="end" />
    <bpmn:endEvent id="end" name="结束">
      <bpmn:incoming>toEnd</bpmn:incoming>
    </bpmn:endEvent>
  </bpmn:process>
  <bpmndi:BPMNDiagram id="diagram">
    <bpmndi:BPMNPlane id="plane" bpmnElement="${id}">
      <bpmndi:BPMNShape id="start_shape" bpmnElement="start">
        <dc:Bounds x="180" y="162" width="36" height="36" />
        <bpmndi:BPMNLabel><dc:Bounds x="187" y="205" width="22" height="14" /></bpmndi:BPMNLabel>
      </bpmndi:BPMNShape>
      <bpmndi:BPMNShape id="end_shape" bpmnElement="end">
        <dc:Bounds x="432" y="162" width="36" height="36" />
        <bpmndi:BPMNLabel><dc:Bounds x="439" y="205" width="22" height="14" /></bpmndi:BPMNLabel>
      </bpmndi:BPMNShape>
      <bpmndi:BPMNEdge id="toEnd_edge" bpmnElement="toEnd">
        <di:waypoint x="216" y="180" />
        <di:waypoint x="432" y="180" />
      </bpmndi:BPMNEdge>
    </bpmndi:BPMNPlane>
  </bpmndi:BPMNDiagram>
</bpmn:definitions>
`,
  DECISION: (id, name) => `<?xml version="1.0" encoding="UTF-8"?>
<definitions xmlns="https://www.omg.org/spec/DMN/20191111/MODEL/" xmlns:dmndi="https://www.omg.org/spec/DMN/20191111/DMNDI/" xmlns:dc="http://www.omg.org/spec/DMN/20180521/DC/" xmlns:modeler="http://camunda.org/schema/modeler/1.0" id="definitions_${id}" name="${xml(name)}" namespace="http://camunda.org/schema/1.0/dmn" modeler:executionPlatform="Camunda Cloud" modeler:executionPlatformVersion="8.5.0">
  <decision id="${id}" name="${xml(name)}">
    <decisionTable id="${id}_table" hitPolicy="FIRST">
      <input id="${id}_input">
        <inputExpression id="${id}_input_expression" typeRef="string">
          <text></text>
        </inputExpression>
      </input>
      <output id="${id}_output" name="result" typeRef="string" />
    </decisionTable>
  </decision>
  <dmndi:DMNDI>
    <dmndi:DMNDiagram>
      <dmndi:DMNShape dmnElementRef="${id}">
        <dc:Bounds height="80" width="180" x="160" y="100" />
      </dmndi:DMNShape>
    </dmndi:DMNDiagram>
  </dmndi:DMNDI>
</definitions>
`,
  FORM: (id, name) =>
    `${JSON.stringify(
      {
        id,
        name,
        type: 'default',
        schemaVersion: 16,
        executionPlatform: 'Camunda Cloud',
        executionPlatformVersion: '8.5.0',
        exporter: { name: 'Yousu', version: '1' },
        components: [],
      },
      null,
      2,
    )}\n`,
};
