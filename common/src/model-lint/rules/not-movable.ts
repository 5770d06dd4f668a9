import type { BpmnElement } from '../bpmn-element.js';
import { isRoute } from '../models.js';
import { ALARM } from '../platform.js';
import type { Rule } from '../rule.js';

/** The engine moves an instance to a new version in place only where none of these is (design.md section 3, measured). */
const UNMOVABLE: Readonly<Record<string, string>> = {
  'bpmn:BoundaryEvent': 'it is attached to a step that waits',
  'bpmn:EventBasedGateway': 'it waits for several events at once',
  'bpmn:IntermediateCatchEvent': 'it waits for an event',
  'bpmn:ReceiveTask': 'it waits for a message',
  'bpmn:ParallelGateway': 'a token may wait at the join',
  'bpmn:InclusiveGateway': 'a token may wait at the join',
  'bpmn:CallActivity': 'another process runs inside it',
};

export const notMovable: Rule = {
  code: 'not-movable',
  process(process, _around, report) {
    // Alarms are set anew from the ledger.
    if (process.id === ALARM) return;
    const route = isRoute(process);
    for (const element of process.elements) {
      const reason = reasonFor(element);
      if (reason === undefined || (!route && !waitsItself(element))) continue;
      const type = placeOf(element);
      if (route)
        report(
          element.id,
          `${type} on the route keeps waiting cases from moving to a new version in place: ${reason}`,
          {
            type,
          },
        );
      else
        report(
          element.id,
          `what waits at this ${type} cannot move to a new version in place and would be placed anew: ${reason}`,
          { type },
          { level: 'warning' },
        );
    }
  },
};

/** What it is to its author. */
function placeOf(element: BpmnElement): string {
  if (element.loopCharacteristics) return 'MultiInstance';
  return element.triggeredByEvent ? 'EventSubProcess' : element.$type.replace('bpmn:', '');
}

function reasonFor(element: BpmnElement): string | undefined {
  if (element.loopCharacteristics) return 'it runs several times';
  if (element.triggeredByEvent) return 'an event sub-process listens all the time';
  return Object.hasOwn(UNMOVABLE, element.$type) ? UNMOVABLE[element.$type] : undefined;
}

/** On other pages than the route it is said once, where the waiting is: at the gateway, not at each event behind it; at a join, not at a fork. */
function waitsItself(element: BpmnElement): boolean {
  const behindGateway = (element.incoming ?? []).some(({ sourceRef }) => sourceRef?.$type === 'bpmn:EventBasedGateway');
  const forks =
    ['bpmn:ParallelGateway', 'bpmn:InclusiveGateway'].includes(element.$type) && (element.incoming ?? []).length < 2;
  return !behindGateway && !forks;
}
