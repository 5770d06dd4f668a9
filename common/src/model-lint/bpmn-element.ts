/**
 * An element as bpmn-moddle gives it. Every property may be missing: files come from any tool, and a broken one is to be
 * described, not refused.
 */
export interface BpmnElement {
  readonly $type: string;
  readonly $instanceOf?: (type: string) => boolean;
  readonly $parent?: BpmnElement;
  readonly id?: string;
  readonly name?: string;
  readonly documentation?: readonly { text?: string }[];
  readonly extensionElements?: { values?: readonly BpmnElement[] };
  readonly rootElements?: readonly BpmnElement[];
  readonly diagrams?: readonly { plane?: { planeElement?: readonly DrawnPart[] } }[];
  readonly flowElements?: readonly BpmnElement[];
  readonly artifacts?: readonly BpmnElement[];
  readonly laneSets?: readonly { lanes?: readonly BpmnElement[] }[];
  readonly childLaneSet?: { lanes?: readonly BpmnElement[] };
  readonly participants?: readonly BpmnElement[];
  readonly messageFlows?: readonly BpmnElement[];
  readonly isExecutable?: boolean;
  readonly triggeredByEvent?: boolean;
  readonly isForCompensation?: boolean;
  /** Flows; read-bpmn.ts adds those that the file names at one end only. */
  incoming?: BpmnElement[];
  outgoing?: BpmnElement[];
  readonly sourceRef?: BpmnElement;
  readonly targetRef?: BpmnElement;
  readonly default?: BpmnElement;
  readonly attachedToRef?: BpmnElement;
  readonly conditionExpression?: { body?: string };
  readonly eventDefinitions?: readonly BpmnElement[];
  readonly messageRef?: BpmnElement;
  readonly loopCharacteristics?: BpmnElement;
  // What the engine adds.
  readonly type?: string;
  readonly key?: string;
  readonly value?: string;
  readonly values?: readonly BpmnElement[];
  readonly formId?: string;
  readonly candidateGroups?: string;
  readonly decisionId?: string;
  readonly processId?: string;
  readonly propagateAllChildVariables?: boolean;
  readonly resultVariable?: string;
  readonly inputElement?: string;
  readonly inputCollection?: string;
  readonly outputCollection?: string;
  readonly correlationKey?: string;
  readonly inputParameters?: readonly { source?: string; target?: string }[];
  readonly outputParameters?: readonly { source?: string; target?: string }[];
}

/** A shape or a line of the diagram. */
export interface DrawnPart {
  readonly bpmnElement?: BpmnElement;
  readonly bounds?: unknown;
  readonly waypoint?: readonly unknown[];
}

/** @param type such as `bpmn:FlowNode`; elements of other vocabularies are never one */
export function isA(element: BpmnElement, type: string): boolean {
  return element.$type === type || (element.$instanceOf?.(type) ?? false);
}

/** @param type such as `zeebe:FormDefinition` @returns the extension, undefined when the element has none */
export function extension(element: BpmnElement, type: string): BpmnElement | undefined {
  return element.extensionElements?.values?.find((value) => value.$type === type);
}

/** What a step means to the platform, see workflows/README.md. */
export function headers(element: BpmnElement): Readonly<Record<string, string | undefined>> {
  const values = extension(element, 'zeebe:TaskHeaders')?.values ?? [];
  return Object.fromEntries(values.map(({ key, value }) => [key ?? '', value ?? '']));
}

/** The type of the job that a service task makes. */
export function jobType(element: BpmnElement): string | undefined {
  return extension(element, 'zeebe:TaskDefinition')?.type;
}

/** Whether its author wrote down something about it. */
export function isDocumented(element: BpmnElement): boolean {
  return (element.documentation ?? []).some(({ text }) => typeof text === 'string' && text.trim() !== '');
}

/** Messages of the events and receive tasks of an element, one for each definition. */
export function messagesOf(element: BpmnElement): BpmnElement[] {
  const own = element.messageRef ? [element.messageRef] : [];
  const ofEvents = (element.eventDefinitions ?? []).flatMap(({ messageRef }) => (messageRef ? [messageRef] : []));
  return [...own, ...ofEvents];
}
