/// <reference path="../types/bpmn-moddle.d.ts" />
import { BpmnModdle } from 'bpmn-moddle';
import zeebe from 'zeebe-bpmn-moddle/resources/zeebe.json' with { type: 'json' };
import type { BpmnElement } from '../model-lint/bpmn-element.js';
import { connect, elementsIn } from '../model-lint/read-bpmn.js';
import { type Box, layOutScope, type Point, partsOf, type ScopeLayout } from './scope-layout.js';

const moddle = new BpmnModdle({ zeebe });

const POOL_LABEL = 30;
const BETWEEN_POOLS = 60;
const LEFT = 160;

/** What is written of an element; those of other tools may lack an id. */
type Written = Omit<{ -readonly [K in keyof BpmnElement]: BpmnElement[K] }, 'diagrams'> & {
  processRef?: BpmnElement;
  collaborationRef?: BpmnElement;
  dataInputAssociations?: BpmnElement[];
  dataOutputAssociations?: BpmnElement[];
  flowNodeRef?: BpmnElement[];
  diagrams?: unknown[];
};

/**
 * Draws a model anew, whatever was drawn before: pools and lanes, sub-processes open, notes and data beneath. Elements
 * without an id get one, and flows that are named at one end only are named at both. A process that stands in no pool has a
 * page of its own.
 * @throws when the text is no BPMN
 */
export async function layOut(xml: string): Promise<string> {
  const { rootElement } = await moddle.fromXML(xml.replace(/^\uFEFF/, ''));
  const definitions = rootElement as Written;
  const roots = definitions.rootElements ?? [];
  const processes = roots.filter(({ $type }) => $type === 'bpmn:Process');
  giveIds(roots);
  for (const process of processes) connect(elementsIn(process));
  const collaboration = roots.find(({ $type, participants }) => $type === 'bpmn:Collaboration' && participants?.length);
  const drawing = new Drawing();
  const diagrams: unknown[] = [];
  const pooled = new Set((collaboration?.participants ?? []).map((pool) => (pool as Written).processRef));
  if (collaboration) diagrams.push(drawing.page(collaboration, (page) => drawPools(page, collaboration)));
  const alone = processes.filter((process) => !pooled.has(process));
  // The page that is opened is the first: what can run comes before what is only drawn.
  for (const process of alone.toSorted((a, b) => Number(b.isExecutable ?? false) - Number(a.isExecutable ?? false)))
    diagrams.push(drawing.page(process, (page) => drawProcess(page, layOutProcess(process), { x: LEFT, y: 80 })));
  definitions.diagrams = diagrams;
  const { xml: text } = await moddle.toXML(definitions, { format: true });
  return text;
}

function giveIds(roots: readonly BpmnElement[]): void {
  const all = roots.flatMap((root) => [
    root,
    ...elementsIn(root),
    ...(root.artifacts ?? []),
    ...elementsIn(root).flatMap(({ artifacts }) => artifacts ?? []),
    ...(root.participants ?? []),
    ...(root.messageFlows ?? []),
    ...leavesOf(root).flatMap(({ line }) => line),
  ]);
  const known = new Set(all.map(({ id }) => id));
  let number = 0;
  for (const element of all) {
    if (element.id) continue;
    const kind = element.$type.replace(/^.*:/, '');
    do number += 1;
    while (known.has(`${kind}_${number}`));
    (element as Written).id = `${kind}_${number}`;
  }
}

interface Leaf {
  lane: BpmnElement;
  /** The lanes that it lies in, outermost first, itself last. */
  line: BpmnElement[];
}

/** Lanes without lanes inside, from top to bottom. */
function leavesOf(process: BpmnElement): Leaf[] {
  const down = (lanes: readonly BpmnElement[], line: BpmnElement[]): Leaf[] =>
    lanes.flatMap((lane) => {
      const inside = lane.childLaneSet?.lanes ?? [];
      const here = [...line, lane];
      return inside.length > 0 ? down(inside, here) : [{ lane, line: here }];
    });
  return (process.laneSets ?? []).flatMap(({ lanes }) => down(lanes ?? [], []));
}

function drawPools(page: Page, collaboration: BpmnElement): void {
  const pools = (collaboration.participants ?? []).map((pool) => {
    const process = (pool as Written).processRef;
    return { pool, laidOut: process?.flowElements?.length ? layOutProcess(process) : null };
  });
  const inner = Math.max(600, ...pools.map(({ laidOut }) => laidOut?.width ?? 0));
  let y = 80;
  for (const { pool, laidOut } of pools) {
    const height = laidOut?.height ?? 60;
    page.shape(pool, { x: LEFT, y, width: inner + POOL_LABEL, height }, { isHorizontal: true });
    if (laidOut) drawProcess(page, { ...laidOut, width: inner }, { x: LEFT + POOL_LABEL, y });
    y += height + BETWEEN_POOLS;
  }
  let x = LEFT;
  for (const note of (collaboration.artifacts ?? []).filter(({ $type }) => $type !== 'bpmn:Association')) {
    page.shape(note, { x, y, width: 100, height: 50 });
    x += 140;
  }
  for (const line of [...(collaboration.messageFlows ?? []), ...(collaboration.artifacts ?? [])]) page.straight(line);
}

interface LaidOutProcess {
  process: BpmnElement;
  layout: ScopeLayout;
  leaves: Leaf[];
  /** Of the names of the lanes, one in another. */
  depth: number;
  /** The lanes' names included. */
  width: number;
  height: number;
}

function layOutProcess(process: BpmnElement): LaidOutProcess {
  const leaves = leavesOf(process);
  const laneOf = (node: BpmnElement) =>
    Math.max(
      0,
      leaves.findIndex(({ line }) => line.some((lane) => (lane as Written).flowNodeRef?.includes(node))),
    );
  const layout = layOutScope(partsOf(process), Math.max(1, leaves.length), laneOf);
  const depth = Math.max(0, ...leaves.map(({ line }) => line.length)) * POOL_LABEL;
  return { process, layout, leaves, depth, width: layout.width + depth, height: layout.height };
}

function drawProcess(page: Page, laidOut: LaidOutProcess, at: Point): void {
  const { process, layout, leaves, depth } = laidOut;
  const from = { x: at.x + depth, y: at.y };
  drawLanes(page, leaves, layout.bands, at, laidOut);
  for (const [element, box] of layout.shapes) {
    const isExpanded = (element.flowElements ?? []).length > 0;
    page.shape(
      element,
      { ...box, x: box.x + from.x, y: box.y + from.y },
      {
        ...(isExpanded && { isExpanded }),
        ...(element.$type === 'bpmn:ExclusiveGateway' && { isMarkerVisible: true }),
      },
    );
  }
  for (const [flow, points] of layout.lines)
    page.line(
      flow,
      points.map(({ x, y }) => ({ x: x + from.x, y: y + from.y })),
    );
  for (const element of [process, ...elementsIn(process)]) {
    const { artifacts = [], dataInputAssociations = [], dataOutputAssociations = [] } = element as Written;
    for (const line of artifacts.filter(({ $type }) => $type === 'bpmn:Association')) page.straight(line);
    for (const data of dataInputAssociations) page.between(data, firstOf(data.sourceRef), element);
    for (const data of dataOutputAssociations) page.between(data, element, data.targetRef);
  }
}

const firstOf = (given: unknown): BpmnElement | undefined =>
  (Array.isArray(given) ? given[0] : given) as BpmnElement | undefined;

function drawLanes(
  page: Page,
  leaves: readonly Leaf[],
  bands: readonly { top: number; bottom: number }[],
  at: Point,
  size: { width: number; height: number },
): void {
  const drawn = new Map<BpmnElement, { depth: number; top: number; bottom: number }>();
  for (const [number, { line }] of leaves.entries()) {
    // The first and the last reach to the edges of the pool.
    const top = number === 0 ? 0 : (bands[number]?.top ?? 0);
    const bottom = number === leaves.length - 1 ? size.height : (bands[number]?.bottom ?? 0);
    for (const [depth, lane] of line.entries()) {
      const before = drawn.get(lane);
      drawn.set(lane, {
        depth,
        top: Math.min(before?.top ?? top, top),
        bottom: Math.max(before?.bottom ?? bottom, bottom),
      });
    }
  }
  for (const [lane, { depth, top, bottom }] of drawn) {
    const x = at.x + depth * POOL_LABEL;
    const width = size.width - depth * POOL_LABEL;
    page.shape(lane, { x, y: at.y + top, width, height: bottom - top }, { isHorizontal: true });
  }
}

/** Ids of drawn parts are unique in a file, as those of the model. */
class Drawing {
  private readonly ids = new Set<string>();

  page(root: BpmnElement, draw: (page: Page) => void): unknown {
    const page = new Page((wanted) => this.idOf(wanted));
    draw(page);
    const plane = moddle.create('bpmndi:BPMNPlane', {
      id: this.idOf(`${root.id}_plane`),
      bpmnElement: root,
      planeElement: page.parts,
    });
    return moddle.create('bpmndi:BPMNDiagram', { id: this.idOf(`${root.id}_diagram`), plane });
  }

  private idOf(wanted: string): string {
    let id = wanted;
    for (let number = 2; this.ids.has(id); number += 1) id = `${wanted}_${number}`;
    this.ids.add(id);
    return id;
  }
}

class Page {
  readonly parts: unknown[] = [];
  private readonly boxes = new Map<BpmnElement, Box>();

  constructor(private readonly idOf: (wanted: string) => string) {}

  shape(element: BpmnElement, { x, y, width, height }: Box, more: Record<string, unknown> = {}): void {
    this.boxes.set(element, { x, y, width, height });
    const bounds = moddle.create('dc:Bounds', {
      x: Math.round(x),
      y: Math.round(y),
      width,
      height: Math.round(height),
    });
    this.parts.push(
      moddle.create('bpmndi:BPMNShape', { id: this.idOf(`${element.id}_di`), bpmnElement: element, bounds, ...more }),
    );
  }

  line(element: BpmnElement, points: readonly Point[]): void {
    const waypoint = points.map(({ x, y }) => moddle.create('dc:Point', { x: Math.round(x), y: Math.round(y) }));
    this.parts.push(
      moddle.create('bpmndi:BPMNEdge', { id: this.idOf(`${element.id}_di`), bpmnElement: element, waypoint }),
    );
  }

  /** From its one end to its other, where both are drawn. */
  straight(element: BpmnElement): void {
    this.between(element, element.sourceRef, element.targetRef);
  }

  between(element: BpmnElement, one: BpmnElement | undefined, other: BpmnElement | undefined): void {
    const [from, to] = [this.boxes.get(one as BpmnElement), this.boxes.get(other as BpmnElement)];
    if (!from || !to) return;
    const isBelow = to.y >= from.y + from.height;
    const isAbove = to.y + to.height <= from.y;
    this.line(element, [
      { x: from.x + from.width / 2, y: isBelow ? from.y + from.height : isAbove ? from.y : from.y + from.height / 2 },
      { x: to.x + to.width / 2, y: isBelow ? to.y : isAbove ? to.y + to.height : to.y + to.height / 2 },
    ]);
  }
}
