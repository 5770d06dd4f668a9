/// <reference path="../types/bpmn-moddle.d.ts" />
import { BpmnModdle } from 'bpmn-moddle';
import zeebe from 'zeebe-bpmn-moddle/resources/zeebe.json' with { type: 'json' };
import type { BpmnElement, DrawnPart } from './bpmn-element.js';

/** A process of a file, with everything in it. */
export interface ProcessModel {
  readonly path: string;
  readonly id: string;
  readonly element: BpmnElement;
  /** All flow elements, those inside sub-processes too, in the order of the file. */
  readonly elements: readonly BpmnElement[];
}

export interface BpmnFile {
  readonly kind: 'PROCESS';
  readonly path: string;
  /** In characters. */
  readonly size: number;
  readonly definitions: BpmnElement;
  /** What the reader could not make sense of, in its words. */
  readonly warnings: readonly string[];
  readonly processes: readonly ProcessModel[];
  /** Shapes and lines by the id of what they draw. */
  readonly drawn: ReadonlyMap<string, DrawnPart>;
}

const moddle = new BpmnModdle({ zeebe });

/** @throws when the text is no BPMN at all; the message says where */
export async function readBpmn(path: string, xml: string): Promise<BpmnFile> {
  const { rootElement, warnings } = await moddle.fromXML(xml);
  const definitions = rootElement as BpmnElement;
  const processes = (definitions.rootElements ?? []).filter(({ $type }) => $type === 'bpmn:Process');
  const models = processes.map((element) => ({ path, id: element.id ?? '', element, elements: elementsIn(element) }));
  for (const { elements } of models) connect(elements);
  return {
    kind: 'PROCESS',
    path,
    size: xml.length,
    definitions,
    warnings: warnings.map(({ message }) => message),
    processes: models,
    drawn: drawnParts(definitions),
  };
}

/** Without recursion: a file may nest deeper than the stack is. */
export function elementsIn(process: BpmnElement): BpmnElement[] {
  const all: BpmnElement[] = [];
  const open = [{ elements: process.flowElements ?? [], next: 0 }];
  for (let level = open.at(-1); level; level = open.at(-1)) {
    const element = level.elements[level.next++];
    if (!element) open.pop();
    else {
      all.push(element);
      if (element.flowElements) open.push({ elements: element.flowElements, next: 0 });
    }
  }
  return all;
}

/** Many tools write a flow's ends only at the flow, not at the elements: that is as good, and rules look at the elements. */
export function connect(elements: readonly BpmnElement[]): void {
  const known = new Set(elements.flatMap(({ incoming, outgoing }) => [...(incoming ?? []), ...(outgoing ?? [])]));
  for (const flow of elements) {
    const { $type, sourceRef, targetRef } = flow;
    if ($type !== 'bpmn:SequenceFlow' || known.has(flow)) continue;
    if (sourceRef) {
      sourceRef.outgoing ??= [];
      sourceRef.outgoing.push(flow);
    }
    if (targetRef) {
      targetRef.incoming ??= [];
      targetRef.incoming.push(flow);
    }
  }
}

function drawnParts(definitions: BpmnElement): Map<string, DrawnPart> {
  const parts = new Map<string, DrawnPart>();
  for (const { plane } of definitions.diagrams ?? []) {
    for (const part of plane?.planeElement ?? []) {
      if (part.bpmnElement?.id) parts.set(part.bpmnElement.id, part);
    }
  }
  return parts;
}
