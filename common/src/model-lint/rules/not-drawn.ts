import { type BpmnElement, isA } from '../bpmn-element.js';
import { lanesOf, participantsOf } from '../models.js';
import type { Rule } from '../rule.js';

const LINES = ['bpmn:SequenceFlow', 'bpmn:MessageFlow', 'bpmn:Association'];
const SHAPES = [
  'bpmn:FlowNode',
  'bpmn:DataObjectReference',
  'bpmn:DataStoreReference',
  'bpmn:Participant',
  'bpmn:Lane',
  'bpmn:TextAnnotation',
  'bpmn:Group',
];

export const notDrawn: Rule = {
  code: 'not-drawn',
  file(file, _around, report) {
    if (file.kind !== 'PROCESS') return;
    const elements = file.processes.flatMap((process) => [...process.elements, ...(process.element.artifacts ?? [])]);
    if (elements.length > 0 && file.drawn.size === 0) {
      report('', 'nothing is drawn: have it laid out', {}, { repair: 'layOut' });
      return;
    }
    const flows = (file.definitions.rootElements ?? []).flatMap(({ messageFlows }) => messageFlows ?? []);
    const pools = [...participantsOf(file), ...file.processes.flatMap(lanesOf)];
    for (const element of [...elements, ...pools, ...flows]) {
      const part = file.drawn.get(element.id ?? '');
      if (LINES.includes(element.$type) ? (part?.waypoint?.length ?? 0) < 2 : isShape(element) && !part?.bounds)
        report(element.id, 'is not drawn: draw it, or have the model laid out', {}, { repair: 'layOut' });
    }
  },
};

const isShape = (element: BpmnElement) => SHAPES.some((type) => isA(element, type));
