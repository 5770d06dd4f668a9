import { type BpmnElement, extension, headers, isA, jobType, messagesOf } from '../model-lint/bpmn-element.js';
import type { BpmnFile } from '../model-lint/read-bpmn.js';
import { type Facts, type FactsOfModel, said } from './model-change.js';

/** Headers that have an aspect of their own. */
const OWN_HEADERS = ['task', 'status', 'phase', 'clock'];

/** What a process says of itself, its steps and its flows; where they are drawn is not asked. */
export function factsOfProcesses(file: BpmnFile): FactsOfModel {
  const facts = new Map<string, Facts>();
  for (const { id, element, elements } of file.processes) {
    facts.set(id, {
      thing: 'PROCESS',
      name: element.name || id,
      aspects: said({ NAME: element.name, DOCUMENTATION: documentationOf(element) }),
    });
    for (const each of elements) if (each.id) facts.set(each.id, isFlow(each) ? factsOfFlow(each) : factsOfStep(each));
  }
  return facts;
}

const isFlow = (element: BpmnElement): boolean => isA(element, 'bpmn:SequenceFlow');
const nameOf = (element: BpmnElement | undefined): string => element?.name?.trim() || element?.id || '';

function factsOfFlow(flow: BpmnElement): Facts {
  const way = `${nameOf(flow.sourceRef)} → ${nameOf(flow.targetRef)}`;
  return {
    thing: 'FLOW',
    name: flow.name?.trim() || way,
    aspects: said({ NAME: flow.name, WAY: way, CONDITION: flow.conditionExpression?.body?.trim() }),
    keys: said({ WAY: `${flow.sourceRef?.id ?? ''} → ${flow.targetRef?.id ?? ''}` }),
  };
}

function factsOfStep(element: BpmnElement): Facts {
  const { task, status, phase, clock, ...others } = headers(element);
  const assignment = extension(element, 'zeebe:AssignmentDefinition');
  const called = extension(element, 'zeebe:CalledDecision');
  const form = extension(element, 'zeebe:FormDefinition');
  const job = extension(element, 'zeebe:TaskDefinition');
  const subprocess = extension(element, 'zeebe:CalledElement');
  return {
    thing: 'STEP',
    name: nameOf(element),
    aspects: said({
      NAME: element.name,
      TYPE: typeOf(element),
      INSIDE: isA(element.$parent ?? element, 'bpmn:SubProcess') ? nameOf(element.$parent) : undefined,
      DEFAULT_WAY: element.default && nameOf(element.default.targetRef),
      ATTACHED_TO: element.attachedToRef && nameOf(element.attachedToRef),
      LIMIT: clock,
      TASK: task,
      STATUS: status,
      PHASE: phase,
      HEADERS: pairs(Object.entries(others).filter(([key]) => !OWN_HEADERS.includes(key))),
      CANDIDATES: pairs([
        ['groups', assignment?.candidateGroups],
        ['assignee', (assignment as { assignee?: string } | undefined)?.assignee],
      ]),
      FORM: form?.formId ?? (form as { formKey?: string } | undefined)?.formKey,
      DECISION: called && `${called.decisionId ?? ''} → ${called.resultVariable ?? ''}`,
      JOB: job && [jobType(element), (job as { retries?: string }).retries].filter(Boolean).join(' × '),
      MESSAGE: messagesOf(element)
        .map((message) => pairs([[nameOf(message), extension(message, 'zeebe:Subscription')?.correlationKey ?? '']]))
        .join('; '),
      TIMER: timersOf(element),
      CALLED_PROCESS: subprocess?.processId,
      VARIABLES: mappings(extension(element, 'zeebe:IoMapping')),
      REPETITION: repetitionOf(element),
      DOCUMENTATION: documentationOf(element),
    }),
    keys: said({
      INSIDE: element.$parent?.id,
      DEFAULT_WAY: element.default?.id,
      ATTACHED_TO: element.attachedToRef?.id,
    }),
  };
}

/** `UserTask`, `IntermediateCatchEvent (Timer)`. */
function typeOf(element: BpmnElement): string {
  const plain = (type: string): string => type.replace(/^[^:]*:/, '');
  const events = (element.eventDefinitions ?? []).map(({ $type }) => plain($type).replace(/EventDefinition$/, ''));
  return events.length > 0 ? `${plain(element.$type)} (${events.join(', ')})` : plain(element.$type);
}

function timersOf(element: BpmnElement): string {
  return (element.eventDefinitions ?? [])
    .flatMap((event) =>
      ['timeDate', 'timeCycle', 'timeDuration'].map(
        (key) => (event as unknown as Record<string, { body?: string }>)[key]?.body,
      ),
    )
    .filter(Boolean)
    .join('; ');
}

function repetitionOf({ loopCharacteristics }: BpmnElement): string | undefined {
  if (!loopCharacteristics) return undefined;
  const loop = extension(loopCharacteristics, 'zeebe:LoopCharacteristics');
  const sequential = (loopCharacteristics as { isSequential?: boolean }).isSequential;
  return `${sequential ? 'sequential' : 'parallel'} ${loop?.inputCollection ?? ''}`.trim();
}

function mappings(mapping: BpmnElement | undefined): string {
  const lines = (direction: string, list: readonly { source?: string; target?: string }[] | undefined) =>
    (list ?? []).map(({ source, target }) => `${direction} ${target ?? ''} ${source ?? ''}`.trim());
  return [...lines('in', mapping?.inputParameters), ...lines('out', mapping?.outputParameters)].join('\n');
}

const documentationOf = ({ documentation }: BpmnElement): string =>
  (documentation ?? [])
    .map(({ text }) => text?.trim() ?? '')
    .filter(Boolean)
    .join('\n');

const pairs = (entries: readonly (readonly [string, string | undefined])[]): string =>
  entries
    .filter(([, value]) => value !== undefined && value !== '')
    .map(([key, value]) => `${key}: ${value}`)
    .join(', ');
