import { extensionOf, isA, list, type Moddle, type Shape, text } from './moddle.js';

/** What the engine and the platform know of one element, in the words of this product. Empty text: not said. */
export interface StepFacts {
  id: string;
  /** BPMN type without prefix: `UserTask`, `SequenceFlow`, `Process` … */
  type: string;
  name: string;
  documentation: string;
  /** Task headers: task, status, phase, clock … */
  headers: Readonly<Record<string, string>>;
  /** Id of the element template it follows. */
  template: string;
  jobType: string;
  formId: string;
  /** FEEL, with its leading `=`. */
  candidateGroups: string;
  decisionId: string;
  resultVariable: string;
  calledProcess: string;
  /** Of a flow out of a gateway that chooses; null everywhere else. */
  condition: { feel: string; isDefault: boolean } | null;
  /** Of an event or receive task that waits for a message; null everywhere else. */
  messageName: string | null;
  /** It says that the engine keeps its task itself, which this product's engine does not: it is refused. */
  engineTask: boolean;
}

/** Takes a change; only what it names is changed. */
export type StepChange = Partial<
  Pick<
    StepFacts,
    | 'name'
    | 'documentation'
    | 'headers'
    | 'formId'
    | 'candidateGroups'
    | 'decisionId'
    | 'resultVariable'
    | 'calledProcess'
    | 'jobType'
  >
> & { condition?: string; isDefault?: boolean; messageName?: string };

export function stepFacts({ businessObject: element }: Shape): StepFacts {
  const task = extensionOf(element, 'zeebe:TaskHeaders');
  const decision = extensionOf(element, 'zeebe:CalledDecision');
  const message = messageHolder(element);
  return {
    id: element.id ?? '',
    type: element.$type.replace(/^.*:/, ''),
    name: element.name ?? '',
    documentation: text(list(element, 'documentation')[0], 'text'),
    headers: Object.fromEntries(
      (task ? list(task, 'values') : []).map((header) => [text(header, 'key'), text(header, 'value')]),
    ),
    template: text(element, 'zeebe:modelerTemplate'),
    jobType: text(extensionOf(element, 'zeebe:TaskDefinition'), 'type'),
    formId: text(extensionOf(element, 'zeebe:FormDefinition'), 'formId'),
    candidateGroups: text(extensionOf(element, 'zeebe:AssignmentDefinition'), 'candidateGroups'),
    decisionId: text(decision, 'decisionId'),
    resultVariable: text(decision, 'resultVariable'),
    calledProcess: text(extensionOf(element, 'zeebe:CalledElement'), 'processId'),
    condition: conditionOf(element),
    messageName: message ? text(message.get('messageRef') as Moddle | undefined, 'name') : null,
    engineTask: extensionOf(element, 'zeebe:UserTask') !== undefined,
  };
}

/** What carries the reference to a message: the event's definition, or the receive task itself. */
export function messageHolder(element: Moddle): Moddle | undefined {
  if (element.$type === 'bpmn:ReceiveTask') return element;
  if (!isA(element, 'bpmn:CatchEvent')) return undefined;
  return list(element, 'eventDefinitions').find(({ $type }) => $type === 'bpmn:MessageEventDefinition');
}

function conditionOf(element: Moddle): StepFacts['condition'] {
  if (element.$type !== 'bpmn:SequenceFlow') return null;
  const source = element.get('sourceRef') as Moddle | undefined;
  if (!source || !['bpmn:ExclusiveGateway', 'bpmn:InclusiveGateway'].includes(source.$type)) return null;
  if (list(source, 'outgoing').length < 2) return null;
  return {
    feel: text(element.get('conditionExpression') as Moddle | undefined, 'body'),
    isDefault: source.get('default') === element,
  };
}
