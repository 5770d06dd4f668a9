import { type BpmnElement, extension, isA, jobType } from '../model-lint/bpmn-element.js';
import type { ProcessModel } from '../model-lint/read-bpmn.js';
import { type ElementMapping, placesOf } from './element-mapping.js';

/** Where an instance is now. */
export interface Standing {
  /** Ids of the elements that are active; the sub-processes around them may be among them. The same id twice: two tokens. */
  readonly active: readonly string[];
  /** Joins that a token has reached and where it waits for the others; nothing is active there. */
  readonly parked?: readonly string[];
  /** Elements that an incident holds at their door, coming or going; not among the active ones. */
  readonly stuck?: readonly string[];
  /** A call activity of another instance runs it: it cannot be cancelled by itself. */
  readonly called?: boolean;
}

export type PlacementCode =
  // In no way.
  | 'unknown-element'
  | 'not-mapped'
  | 'parked-token'
  | 'inside-loop'
  | 'called-by-another'
  | 'nothing-active'
  // Not in place.
  | 'boundary-event'
  | 'event-based-gateway'
  | 'catch-event'
  | 'receive-task'
  | 'multi-instance'
  | 'event-sub-process'
  | 'other-waiting'
  | 'stuck'
  | 'type-changed'
  | 'scope-changed'
  // What re-seating loses.
  | 'loop-begins-anew'
  | 'call-begins-anew';

export interface PlacementReason {
  readonly code: PlacementCode;
  /** Of the version that `side` says. */
  readonly element: string;
  readonly side: 'BEFORE' | 'AFTER';
}

export interface Placement {
  /** RESEAT: cancelled and started at the same elements. */
  readonly way: 'IN_PLACE' | 'RESEAT' | 'IMPOSSIBLE';
  /** Why not in place; empty when it is. */
  readonly reasons: readonly PlacementReason[];
  /** The steps it waits at and where they are in the newer version; the sub-processes around them go without saying. */
  readonly at: readonly ElementMapping[];
}

const IMPOSSIBLE: ReadonlySet<PlacementCode> = new Set<PlacementCode>([
  'unknown-element',
  'not-mapped',
  'parked-token',
  'inside-loop',
  'called-by-another',
  'nothing-active',
]);

/** What waits by itself, and what it is called where it keeps an instance from moving in place. */
const WAITING: Readonly<Record<string, PlacementCode>> = {
  'bpmn:EventBasedGateway': 'event-based-gateway',
  'bpmn:IntermediateCatchEvent': 'catch-event',
  'bpmn:ReceiveTask': 'receive-task',
};

/**
 * How instances of one version come to another: measured on Zeebe 8.5.8 (engine.md section 8). What was not measured is not done in
 * place; re-seating does it.
 * @returns a function that places one instance
 */
export function placementOf(
  before: ProcessModel,
  after: ProcessModel,
  mapping: readonly ElementMapping[],
): (standing: Standing) => Placement {
  const sources = new Map(before.elements.map((element) => [element.id ?? '', element]));
  const targets = new Map(after.elements.map((element) => [element.id ?? '', element]));
  const targetPlaces = new Set(placesOf(after).map(({ id }) => id));
  const to = new Map(mapping.map((pair) => [pair.from, pair.to]));
  const listening = [...listeners(before, 'BEFORE'), ...listeners(after, 'AFTER')];
  const targetOf = (id: string | undefined) => {
    const target = to.get(id ?? '');
    return target !== undefined && targetPlaces.has(target) ? targets.get(target) : undefined;
  };

  return ({ active, parked = [], stuck = [], called = false }) => {
    const reasons: PlacementReason[] = [...listening];
    const say = (code: PlacementCode, element: string, side: 'BEFORE' | 'AFTER' = 'BEFORE') => {
      if (!reasons.some((known) => known.code === code && known.element === element && known.side === side))
        reasons.push({ code, element, side });
    };
    for (const join of parked) say('parked-token', join);
    if (active.length + parked.length + stuck.length === 0) say('nothing-active', before.id);
    for (const id of stuck) say('stuck', id);
    const places = [...active, ...stuck].map((id) => ({ id, element: sources.get(id) }));
    for (const { id, element } of places) if (!element) say('unknown-element', id);
    const known = places.flatMap(({ element }) => (element ? [element] : []));
    const around = new Set(known.flatMap((element) => scopesOf(element, before)));
    const leaves = onceWhereLooped(known.filter((element) => !around.has(element)));
    const at: ElementMapping[] = [];

    for (const element of leaves) {
      const id = element.id ?? '';
      const target = targetOf(id);
      if (!target) {
        say('not-mapped', id);
        continue;
      }
      at.push({ from: id, to: target.id ?? '' });
      if (scopesOf(target, after).some(({ loopCharacteristics }) => loopCharacteristics))
        say('inside-loop', target.id ?? '', 'AFTER');
      const waits = waitingAs(element);
      if (waits) say(waits, id);
      if (element.$type !== target.$type) say('type-changed', target.id ?? '', 'AFTER');
    }
    // The sub-processes around it are active too, and move with it.
    for (const element of new Set([...known, ...around])) {
      if (around.has(element) && element.loopCharacteristics) say('inside-loop', element.id ?? '');
      const target = targetOf(element.id);
      if (!target) continue;
      if (!sameScope(element, target)) say('scope-changed', element.id ?? '');
      sayBorders(element, target);
      if (element.loopCharacteristics) say('multi-instance', element.id ?? '');
      if (target.loopCharacteristics) say('multi-instance', target.id ?? '', 'AFTER');
    }

    if (reasons.length > 0) {
      if (called) say('called-by-another', before.id);
      for (const element of leaves) {
        if (element.loopCharacteristics) say('loop-begins-anew', element.id ?? '');
        if (element.$type === 'bpmn:CallActivity') say('call-begins-anew', element.id ?? '');
      }
    }
    const impossible = reasons.some(({ code }) => IMPOSSIBLE.has(code));
    return { way: impossible ? 'IMPOSSIBLE' : reasons.length > 0 ? 'RESEAT' : 'IN_PLACE', reasons, at };

    function sameScope(element: BpmnElement, target: BpmnElement): boolean {
      const [scope, targetScope] = [element.$parent, target.$parent];
      if (scope === before.element) return targetScope === after.element;
      return targetScope !== undefined && targetOf(scope?.id) === targetScope;
    }

    /** A message may come or go with the step; a timer may not, and nothing else was measured. */
    function sayBorders(element: BpmnElement, target: BpmnElement): void {
      const old = bordersOf(element, before);
      const coming = bordersOf(target, after);
      for (const border of old) if (!isMessage(border) || coming.length > 0) say('boundary-event', border.id ?? '');
      for (const border of coming)
        if (!isMessage(border) || old.length > 0) say('boundary-event', border.id ?? '', 'AFTER');
    }
  };
}

/** Sub-processes around an element, the innermost first. */
function scopesOf(element: BpmnElement, process: ProcessModel): BpmnElement[] {
  const scopes: BpmnElement[] = [];
  for (let scope = element.$parent; scope && scope !== process.element; scope = scope.$parent)
    if (isA(scope, 'bpmn:SubProcess')) scopes.push(scope);
  return scopes;
}

/** Event sub-processes anywhere: an instance of such a process is never moved in place. */
function listeners(process: ProcessModel, side: 'BEFORE' | 'AFTER'): PlacementReason[] {
  return process.elements
    .filter(({ triggeredByEvent }) => triggeredByEvent)
    .map(({ id }) => ({ code: 'event-sub-process', element: id ?? '', side }));
}

const bordersOf = (element: BpmnElement, process: ProcessModel): BpmnElement[] =>
  process.elements.filter(({ attachedToRef }) => attachedToRef === element);

const isMessage = ({ eventDefinitions }: BpmnElement): boolean =>
  eventDefinitions?.length === 1 && eventDefinitions[0]?.$type === 'bpmn:MessageEventDefinition';

/** A body of a loop and what runs in it share an id. */
function onceWhereLooped(elements: readonly BpmnElement[]): BpmnElement[] {
  return elements.filter((element, place) => !element.loopCharacteristics || elements.indexOf(element) === place);
}

/** Null where the engine is known to move what waits so: jobs of people and services, sub-processes, calls. */
function waitingAs(element: BpmnElement): PlacementCode | null {
  const { $type } = element;
  if (Object.hasOwn(WAITING, $type)) return WAITING[$type] ?? null;
  if ($type === 'bpmn:UserTask') return extension(element, 'zeebe:UserTask') ? 'other-waiting' : null;
  if ($type === 'bpmn:ServiceTask') return jobType(element) === undefined ? 'other-waiting' : null;
  if ($type === 'bpmn:SubProcess' || $type === 'bpmn:CallActivity') return null;
  return 'other-waiting';
}
