import type { BpmnElement } from './bpmn-element.js';
import { extension, messagesOf } from './bpmn-element.js';
import type { ModelFile } from './finding.js';
import { ROUTE, ROUTE_MESSAGE } from './platform.js';
import { type BpmnFile, type ProcessModel, readBpmn } from './read-bpmn.js';
import { type Decision, type DmnFile, readDmn } from './read-dmn.js';
import { type FormFile, readForm } from './read-form.js';

/** A file that cannot be read: what is wrong with it. */
export interface Unreadable {
  readonly kind: 'UNREADABLE';
  readonly path: string;
  readonly reason: string;
  /** Not even tried: the size in megabytes. */
  readonly tooLarge?: string;
}

export type ReadFile = BpmnFile | DmnFile | FormFile | Unreadable;

export interface MessageStart {
  readonly process: ProcessModel;
  readonly element: BpmnElement;
}

/** Everything that runs together. */
export interface Models {
  readonly files: readonly ReadFile[];
  readonly processes: readonly ProcessModel[];
  readonly processById: ReadonlyMap<string, ProcessModel>;
  /** Start events of processes by the name of the message that they wait for. */
  readonly starts: ReadonlyMap<string, readonly MessageStart[]>;
  readonly decisions: ReadonlyMap<string, Decision>;
  readonly forms: ReadonlyMap<string, FormFile>;
}

/** In characters: reading takes up to forty times as much memory. */
const LARGEST = 20_000_000;
/** Reading the whole set takes longer than all rules: files are remembered by their text. */
const MOST_KEPT = 20_000_000;
const kept = new Map<string, { content: string; read: Promise<ReadFile> }>();

export async function readModels(set: readonly ModelFile[]): Promise<Models> {
  const files = await Promise.all(set.map(readKept));
  const processes = files.flatMap((file) => (file.kind === 'PROCESS' ? file.processes : []));
  return {
    files,
    processes,
    processById: byId(processes),
    starts: messageStarts(processes),
    decisions: byId(files.flatMap((file) => (file.kind === 'DECISION' ? file.decisions : []))),
    forms: byId(files.flatMap((file) => (file.kind === 'FORM' ? [file] : []))),
  };
}

/** The last one of an id counts, as in the engine. */
function byId<T extends { readonly id: string }>(all: readonly T[]): Map<string, T> {
  return new Map(all.map((each) => [each.id, each]));
}

function messageStarts(processes: readonly ProcessModel[]): Map<string, MessageStart[]> {
  const starts = new Map<string, MessageStart[]>();
  for (const process of processes) {
    for (const { element, message } of awaited(process)) {
      if (!message.name || !startsProcess(element)) continue;
      const known = starts.get(message.name);
      if (known) known.push({ process, element });
      else starts.set(message.name, [{ process, element }]);
    }
  }
  return starts;
}

function readKept(file: ModelFile): Promise<ReadFile> {
  const known = kept.get(file.path);
  kept.delete(file.path);
  if (known?.content === file.content) {
    kept.set(file.path, known);
    return known.read;
  }
  const read = readModel(file);
  kept.set(file.path, { content: file.content, read });
  let size = 0;
  for (const [path, { content }] of [...kept].reverse()) {
    size += content.length;
    if (size > MOST_KEPT) kept.delete(path);
  }
  return read;
}

/** Never throws: a broken file is described. */
async function readModel({ path, content }: ModelFile): Promise<ReadFile> {
  if (content.length > LARGEST)
    return { kind: 'UNREADABLE', path, reason: '', tooLarge: (content.length / 1_000_000).toFixed(1) };
  try {
    const text = content.replace(/^\uFEFF/, '');
    switch (kindOf(path, text)) {
      case 'PROCESS':
        return await readBpmn(path, text);
      case 'DECISION':
        return readDmn(path, text);
      case 'FORM':
        return readForm(path, text);
    }
  } catch (error) {
    const reason = error instanceof Error ? error.message : String(error);
    return { kind: 'UNREADABLE', path, reason: reason.split('\n')[0] ?? '' };
  }
}

/** By the name, and by the beginning of a file with a name of its own. */
function kindOf(path: string, text: string): 'PROCESS' | 'DECISION' | 'FORM' {
  if (path.endsWith('.bpmn')) return 'PROCESS';
  if (path.endsWith('.dmn')) return 'DECISION';
  if (path.endsWith('.form')) return 'FORM';
  const beginning = text.slice(0, 4000);
  if (/^\s*[{[]/.test(beginning)) return 'FORM';
  return beginning.includes('omg.org/spec/DMN') ? 'DECISION' : 'PROCESS';
}

/** The elements of a process that wait for a message, with the message. */
export function awaited(process: ProcessModel): { element: BpmnElement; message: BpmnElement }[] {
  return process.elements
    .filter(
      ({ $type }) => $type !== 'bpmn:EndEvent' && $type !== 'bpmn:IntermediateThrowEvent' && $type !== 'bpmn:SendTask',
    )
    .flatMap((element) => messagesOf(element).map((message) => ({ element, message })));
}

/** Whether it is the way of a case from receipt to close. */
export function isRoute(process: ProcessModel): boolean {
  return (
    process.id === ROUTE ||
    awaited(process).some(({ element, message }) => startsProcess(element) && message.name === ROUTE_MESSAGE)
  );
}

/** A start event of the process itself, not of a sub-process. */
export function startsProcess(element: BpmnElement): boolean {
  return element.$type === 'bpmn:StartEvent' && element.$parent?.$type === 'bpmn:Process';
}

export function formOf(element: BpmnElement, { forms }: Models): FormFile | undefined {
  return forms.get(extension(element, 'zeebe:FormDefinition')?.formId ?? '');
}

export function decisionOf(element: BpmnElement, { decisions }: Models): Decision | undefined {
  return decisions.get(extension(element, 'zeebe:CalledDecision')?.decisionId ?? '');
}

/** The pools of a file. */
export function participantsOf({ definitions }: BpmnFile): BpmnElement[] {
  return (definitions.rootElements ?? []).flatMap(({ participants }) => participants ?? []);
}

/** The lanes of a process, those inside lanes too. */
export function lanesOf({ element }: ProcessModel): BpmnElement[] {
  const lanes: BpmnElement[] = [];
  const waiting = (element.laneSets ?? []).flatMap((set) => set.lanes ?? []);
  for (let lane = waiting.pop(); lane; lane = waiting.pop()) {
    lanes.push(lane);
    waiting.push(...(lane.childLaneSet?.lanes ?? []));
  }
  return lanes;
}
