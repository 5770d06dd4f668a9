const IN_A_ROW = 25;
const STEP = { width: 100, height: 80, right: 150, down: 130, left: 160, top: 80 };
const BPMN = 'http://www.omg.org/spec/BPMN/20100524';
const DD = 'http://www.omg.org/spec/DD/20100524';

/** @param {number} at @returns the id of a step of `largeModel` */
export const stepId = (at) => `step_${at}`;

/**
 * A process as large as a page can bear: user tasks one after the other, in rows, between a start and an end.
 * @param {string} id @param {number} elements steps and flows together
 */
export function largeModel(id, elements) {
  const steps = Math.floor((elements - 3) / 2);
  const nodes = ['start', ...Array.from({ length: steps }, (_, at) => stepId(at)), 'end'];
  const flows = nodes.slice(1).map((to, at) => ({ id: `flow_${at}`, from: nodes[at], to }));
  const inOut = (at) =>
    `${at > 0 ? `<bpmn:incoming>flow_${at - 1}</bpmn:incoming>` : ''}${at < nodes.length - 1 ? `<bpmn:outgoing>flow_${at}</bpmn:outgoing>` : ''}`;
  const parts = nodes.map((node, at) => {
    if (node === 'start') return `<bpmn:startEvent id="start" name="开始">${inOut(at)}</bpmn:startEvent>`;
    if (node === 'end') return `<bpmn:endEvent id="end" name="结束">${inOut(at)}</bpmn:endEvent>`;
    return `<bpmn:userTask id="${node}" name="第 ${at} 步"><bpmn:extensionElements><zeebe:assignmentDefinition candidateGroups="=[&#34;role:QC&#34;]" /></bpmn:extensionElements>${inOut(at)}</bpmn:userTask>`;
  });
  const boxes = nodes.map((_, at) => box(at, nodes.length));
  const shapes = nodes.map(
    (node, at) =>
      `<bpmndi:BPMNShape id="${node}_di" bpmnElement="${node}"><dc:Bounds x="${boxes[at].x}" y="${boxes[at].y}" width="${boxes[at].width}" height="${boxes[at].height}" /></bpmndi:BPMNShape>`,
  );
  const edges = flows.map(({ id: flow }, at) => {
    const [from, to] = [boxes[at], boxes[at + 1]];
    const way =
      from.row === to.row
        ? [
            [from.x + from.width, from.y + from.height / 2],
            [to.x, to.y + to.height / 2],
          ]
        : [
            [from.x + from.width / 2, from.y + from.height],
            [from.x + from.width / 2, to.y - 25],
            [to.x + to.width / 2, to.y - 25],
            [to.x + to.width / 2, to.y],
          ];
    return `<bpmndi:BPMNEdge id="${flow}_di" bpmnElement="${flow}">${way.map(([x, y]) => `<di:waypoint x="${x}" y="${y}" />`).join('')}</bpmndi:BPMNEdge>`;
  });
  return `<?xml version="1.0" encoding="UTF-8"?>
<bpmn:definitions xmlns:bpmn="${BPMN}/MODEL" xmlns:bpmndi="${BPMN}/DI" xmlns:dc="${DD}/DC" xmlns:di="${DD}/DI" xmlns:zeebe="http://camunda.org/schema/zeebe/1.0" xmlns:modeler="http://camunda.org/schema/modeler/1.0" id="definitions" targetNamespace="http://bpmn.io/schema/bpmn" modeler:executionPlatform="Camunda Cloud" modeler:executionPlatformVersion="8.5.0">
<bpmn:process id="${id}" name="一张大图" isExecutable="true">
${parts.join('\n')}
${flows.map(({ id: flow, from, to }) => `<bpmn:sequenceFlow id="${flow}" sourceRef="${from}" targetRef="${to}" />`).join('\n')}
</bpmn:process>
<bpmndi:BPMNDiagram id="diagram"><bpmndi:BPMNPlane id="plane" bpmnElement="${id}">
${shapes.join('\n')}
${edges.join('\n')}
</bpmndi:BPMNPlane></bpmndi:BPMNDiagram>
</bpmn:definitions>
`;
}

function box(at, count) {
  const small = at === 0 || at === count - 1;
  const [width, height] = small ? [36, 36] : [STEP.width, STEP.height];
  const row = Math.floor(at / IN_A_ROW);
  const x = STEP.left + (at % IN_A_ROW) * STEP.right + (STEP.width - width) / 2;
  const y = STEP.top + row * STEP.down + (STEP.height - height) / 2;
  return { row, x, y, width, height };
}
