import { type BpmnElement, isA } from '../model-lint/bpmn-element.js';
import type { ProcessModel } from '../model-lint/read-bpmn.js';

/** Where a token of the older version belongs in the newer one. */
export interface ElementMapping {
  readonly from: string;
  readonly to: string;
}

/** A person's word over the automatic mapping: another element, or none. */
export interface Correction {
  readonly from: string;
  readonly to: string | null;
}

/** Places a token can be at, which a mapping may name. Nothing waits at starts and ends, and events at a border belong to their step. */
export function placesOf(process: ProcessModel): BpmnElement[] {
  return process.elements.filter(
    (element) =>
      element.id !== undefined &&
      isA(element, 'bpmn:FlowNode') &&
      !['bpmn:StartEvent', 'bpmn:EndEvent', 'bpmn:BoundaryEvent'].includes(element.$type),
  );
}

/** By id; what is left by name and type, where both versions have exactly one such element left. In the order of the older version. */
export function automaticMapping(before: ProcessModel, after: ProcessModel): ElementMapping[] {
  const sources = placesOf(before);
  const targets = placesOf(after);
  const targetIds = new Set(targets.map(({ id }) => id));
  const sourceIds = new Set(sources.map(({ id }) => id));
  const moved = onlyOnes(sources.filter(({ id }) => !targetIds.has(id)));
  const arrived = onlyOnes(targets.filter(({ id }) => !sourceIds.has(id)));
  return sources.flatMap((element) => {
    const from = element.id ?? '';
    if (targetIds.has(from)) return [{ from, to: from }];
    const key = nameAndType(element);
    const to = key !== null && moved.get(key) ? arrived.get(key)?.id : undefined;
    return to === undefined ? [] : [{ from, to }];
  });
}

/** @returns the mapping with corrections of elements that both versions know; others are left aside */
export function corrected(
  mapping: readonly ElementMapping[],
  corrections: readonly Correction[],
  before: ProcessModel,
  after: ProcessModel,
): ElementMapping[] {
  const targetIds = new Set(placesOf(after).map(({ id }) => id));
  const automatic = new Map(mapping.map(({ from, to }) => [from, to]));
  const said = new Map(corrections.map(({ from, to }) => [from, to]));
  return placesOf(before).flatMap(({ id }) => {
    const from = id ?? '';
    const to = said.has(from) ? said.get(from) : automatic.get(from);
    return to !== undefined && to !== null && targetIds.has(to) ? [{ from, to }] : [];
  });
}

/** What the engine is told of a migration in place: it maps steps, and refuses events and gateways. */
export function engineMapping(
  before: ProcessModel,
  after: ProcessModel,
  mapping: readonly ElementMapping[],
): ElementMapping[] {
  const isActivity = (process: ProcessModel) =>
    new Set(process.elements.filter((element) => isA(element, 'bpmn:Activity')).map(({ id }) => id));
  const [sources, targets] = [isActivity(before), isActivity(after)];
  return mapping.filter(({ from, to }) => sources.has(from) && targets.has(to));
}

/** Elements by name and type, those that there is but one of. */
function onlyOnes(elements: readonly BpmnElement[]): Map<string, BpmnElement | null> {
  const found = new Map<string, BpmnElement | null>();
  for (const element of elements) {
    const key = nameAndType(element);
    if (key !== null) found.set(key, found.has(key) ? null : element);
  }
  return found;
}

function nameAndType({ name, $type }: BpmnElement): string | null {
  const said = name?.trim();
  return said ? `${$type}\n${said}` : null;
}
