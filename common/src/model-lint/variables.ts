import { type BpmnElement, extension, headers, isA, jobType } from './bpmn-element.js';
import { httpOutputs } from './http-outputs.js';
import { awaited, formOf, type Models } from './models.js';
import { FROM_TASKS, JOBS, MESSAGES } from './platform.js';
import type { ProcessModel } from './read-bpmn.js';

/**
 * Names of all variables that something in a process can set, wherever it stands in it, and those of the processes it
 * calls.
 * @returns null when that cannot be known, because a process that is not in the set gives all of its own
 */
export function givenVariables(process: ProcessModel, models: Models): ReadonlySet<string> | null {
  const given = new Set(['caseId']);
  const seen = new Set([process]);
  for (const each of seen) {
    for (const { message } of awaited(each)) {
      for (const variable of messageVariables(message.name)) given.add(variable);
    }
    for (const element of each.elements) {
      for (const variable of variablesFrom(element, models)) given.add(variable);
      if (!givesEverything(element)) continue;
      const called = models.processById.get(extension(element, 'zeebe:CalledElement')?.processId ?? '');
      if (!called) return null;
      seen.add(called);
    }
  }
  return given;
}

/** A call gives back all variables of the called process unless it says otherwise. */
function givesEverything(element: BpmnElement): boolean {
  if (!isA(element, 'bpmn:CallActivity')) return false;
  return extension(element, 'zeebe:CalledElement')?.propagateAllChildVariables !== false;
}

function messageVariables(name: string | undefined): readonly string[] {
  return name !== undefined && Object.hasOwn(MESSAGES, name) ? (MESSAGES[name]?.variables ?? []) : [];
}

/** What an element leaves in its process. With output mappings only what they name. */
function variablesFrom(element: BpmnElement, models: Models): string[] {
  const loop = extension(element.loopCharacteristics ?? element, 'zeebe:LoopCharacteristics');
  const looped = [loop?.inputElement, loop?.outputCollection].filter((name) => name !== undefined);
  const mapped = extension(element, 'zeebe:IoMapping')?.outputParameters ?? [];
  if (mapped.length > 0) return [...looped, ...mapped.flatMap(({ target }) => firstName(target))];
  const result = [
    extension(element, 'zeebe:CalledDecision')?.resultVariable,
    extension(element, 'zeebe:Script')?.resultVariable,
  ];
  return [
    ...looped,
    ...(formOf(element, models)?.fields ?? []).filter(({ output }) => output).map(({ key }) => key),
    ...of(JOBS, jobType(element)),
    ...httpOutputs(element).map(({ name }) => name),
    ...of(FROM_TASKS, headers(element).task),
    ...result.filter((name) => name !== undefined),
  ];
}

function firstName(target: string | undefined): string[] {
  return target === undefined ? [] : [target.split('.')[0] ?? ''];
}

function of(lists: Readonly<Record<string, readonly string[]>>, name: string | undefined): readonly string[] {
  return name !== undefined && Object.hasOwn(lists, name) ? (lists[name] ?? []) : [];
}
