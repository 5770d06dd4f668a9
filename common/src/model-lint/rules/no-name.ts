import { type BpmnElement, isA } from '../bpmn-element.js';
import { lanesOf, participantsOf } from '../models.js';
import type { Rule } from '../rule.js';

export const noName: Rule = {
  code: 'no-name',
  file(file, _around, report) {
    if (file.kind !== 'PROCESS') return;
    const elements = file.processes.flatMap((process) => process.elements.filter(needsName));
    const pools = [...participantsOf(file), ...file.processes.flatMap(lanesOf)];
    for (const { id, name } of [...elements, ...pools]) {
      if (!name?.trim())
        report(id, 'has no name: say what is done (task), asked (gateway), answered (flow) or has happened (event)');
    }
  },
};

function needsName(element: BpmnElement): boolean {
  if (element.$type === 'bpmn:SequenceFlow') return element.conditionExpression !== undefined;
  // A gateway where ways only come together asks nothing.
  const joins = isA(element, 'bpmn:Gateway') && (element.outgoing ?? []).length < 2;
  return isA(element, 'bpmn:FlowNode') && !joins;
}
