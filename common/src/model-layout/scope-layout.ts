import { type BpmnElement, isA } from '../model-lint/bpmn-element.js';

/** In pixels from the upper left corner of its scope. */
export interface Box {
  x: number;
  y: number;
  width: number;
  height: number;
}

export interface Point {
  x: number;
  y: number;
}

/** Where everything of a process or sub-process is drawn. */
export interface ScopeLayout {
  width: number;
  height: number;
  shapes: Map<BpmnElement, Box>;
  lines: Map<BpmnElement, Point[]>;
  /** Upper and lower edge of each lane, in the order given. */
  bands: { top: number; bottom: number }[];
}

const GAP = 60;
const MARGIN = 40;
/** Rows of one lane; more nodes above each other than this nobody draws. */
const ROWS_OF_A_LANE = 100_000;

/**
 * Lays out one level from left to right: each node stands right of those that lead to it, in the row of the first of them
 * where that is free; lines run in the spaces between. Sub-processes are laid out inside and stand open.
 * @param laneOf number of the lane of a node, 0 to `lanes` - 1
 */
export function layOutScope(
  elements: readonly BpmnElement[],
  lanes = 1,
  laneOf: (node: BpmnElement) => number = () => 0,
): ScopeLayout {
  const inner = new Map<BpmnElement, ScopeLayout>();
  const nodes = elements.filter((element) => isA(element, 'bpmn:FlowNode') && !isBoundary(element));
  for (const node of nodes) if (partsOf(node).length > 0) inner.set(node, layOutScope(partsOf(node)));
  const boundaries = elements.filter(
    (element) => isBoundary(element) && nodes.includes(element.attachedToRef as BpmnElement),
  );
  const flows = elements.filter(({ $type }) => $type === 'bpmn:SequenceFlow');
  const links = linksOf(flows, nodes, boundaries);
  const ranks = ranksOf(nodes, links);
  const rows = rowsOf(nodes, links, ranks, laneOf);
  const grid = gridOf(nodes, ranks, rows, lanes, (node) => sizeOf(node, inner.get(node)));
  const shapes = grid.boxes;
  for (const event of boundaries) shapes.set(event, boundaryBox(event, boundaries, shapes));
  const others = elements.filter((element) => isLoose(element));
  let { width, height } = grid;
  if (others.length > 0) {
    let x = MARGIN;
    for (const other of others) {
      const size = sizeOf(other, undefined);
      shapes.set(other, { x, y: height, ...size });
      x += size.width + GAP;
    }
    width = Math.max(width, x);
    height += 100;
  }
  const lines = new Map<BpmnElement, Point[]>();
  let lane = 0;
  for (const flow of flows) {
    const points = pointsOf(flow, shapes, grid.rowBottom, height + 12 + (lane % 3) * 10);
    if (points.length > 4) lane += 1;
    if (points.length > 0) lines.set(flow, points);
  }
  height += MARGIN;
  for (const [node, layout] of inner) moveInto(shapes.get(node) as Box, layout, shapes, lines);
  return { width, height, shapes, lines, bands: grid.bands };
}

/** Everything on the level below, drawings and notes too. */
export const partsOf = (element: BpmnElement): BpmnElement[] => [
  ...(element.flowElements ?? []),
  ...(element.artifacts ?? []),
];

const isBoundary = (element: BpmnElement): boolean => element.$type === 'bpmn:BoundaryEvent';
const LOOSE = ['bpmn:DataObjectReference', 'bpmn:DataStoreReference', 'bpmn:TextAnnotation', 'bpmn:Group'];
const isLoose = (element: BpmnElement): boolean =>
  LOOSE.includes(element.$type) || (isBoundary(element) && !element.attachedToRef);

interface Link {
  from: BpmnElement;
  to: BpmnElement;
}

/** Who follows whom; what leaves a boundary event leaves its step. */
function linksOf(
  flows: readonly BpmnElement[],
  nodes: readonly BpmnElement[],
  boundaries: readonly BpmnElement[],
): Link[] {
  const known = new Set(nodes);
  return flows.flatMap(({ sourceRef, targetRef }) => {
    const from = sourceRef && boundaries.includes(sourceRef) ? sourceRef.attachedToRef : sourceRef;
    return from && targetRef && from !== targetRef && known.has(from) && known.has(targetRef)
      ? [{ from, to: targetRef }]
      : [];
  });
}

/** The longest way from a beginning, without the lines that lead back. */
function ranksOf(nodes: readonly BpmnElement[], links: readonly Link[]): Map<BpmnElement, number> {
  const next = new Map(nodes.map((node) => [node, links.filter(({ from }) => from === node).map(({ to }) => to)]));
  const entered = new Set(links.map(({ to }) => to));
  const order: BpmnElement[] = [];
  const state = new Map<BpmnElement, 'OPEN' | 'DONE'>();
  const forward: Link[] = [];
  for (const start of [...nodes.filter((node) => !entered.has(node)), ...nodes]) {
    if (state.has(start)) continue;
    state.set(start, 'OPEN');
    const path = [{ node: start, at: 0 }];
    for (let step = path.at(-1); step; step = path.at(-1)) {
      const to = next.get(step.node)?.[step.at++];
      if (!to) {
        state.set(step.node, 'DONE');
        order.push(step.node);
        path.pop();
      } else if (state.get(to) !== 'OPEN') {
        forward.push({ from: step.node, to });
        if (!state.has(to)) {
          state.set(to, 'OPEN');
          path.push({ node: to, at: 0 });
        }
      }
    }
  }
  const ranks = new Map<BpmnElement, number>();
  const after = new Map<BpmnElement, BpmnElement[]>();
  for (const { from, to } of forward) after.set(from, [...(after.get(from) ?? []), to]);
  for (const node of order.reverse()) {
    const rank = ranks.get(node) ?? 0;
    ranks.set(node, rank);
    for (const to of after.get(node) ?? []) ranks.set(to, Math.max(ranks.get(to) ?? 0, rank + 1));
  }
  return ranks;
}

function rowsOf(
  nodes: readonly BpmnElement[],
  links: readonly Link[],
  ranks: ReadonlyMap<BpmnElement, number>,
  laneOf: (node: BpmnElement) => number,
): Map<BpmnElement, number> {
  const rows = new Map<BpmnElement, number>();
  const taken = new Set<string>();
  const before = new Map<BpmnElement, BpmnElement>();
  for (const { from, to } of links) if (!before.has(to)) before.set(to, from);
  const inOrder = nodes.toSorted((a, b) => (ranks.get(a) ?? 0) - (ranks.get(b) ?? 0));
  for (const node of inOrder) {
    const rank = ranks.get(node) ?? 0;
    const first = laneOf(node) * ROWS_OF_A_LANE;
    const wanted = rows.get(before.get(node) as BpmnElement) ?? first;
    let row = wanted >= first && wanted < first + ROWS_OF_A_LANE ? wanted : first;
    while (taken.has(`${rank} ${row}`)) row += 1;
    taken.add(`${rank} ${row}`);
    rows.set(node, row);
  }
  return rows;
}

interface Grid {
  boxes: Map<BpmnElement, Box>;
  width: number;
  height: number;
  bands: { top: number; bottom: number }[];
  /** Lower edge of the row in which a box stands. */
  rowBottom: (box: Box) => number;
}

function gridOf(
  nodes: readonly BpmnElement[],
  ranks: ReadonlyMap<BpmnElement, number>,
  rows: ReadonlyMap<BpmnElement, number>,
  lanes: number,
  size: (node: BpmnElement) => { width: number; height: number },
): Grid {
  const widths: number[] = [];
  const heights = new Map<number, number>();
  for (let lane = 0; lane < lanes; lane += 1) heights.set(lane * ROWS_OF_A_LANE, 80);
  for (const node of nodes) {
    const { width, height } = size(node);
    const [rank, row] = [ranks.get(node) ?? 0, rows.get(node) ?? 0];
    widths[rank] = Math.max(widths[rank] ?? 0, width);
    heights.set(row, Math.max(heights.get(row) ?? 0, height));
  }
  const lefts: number[] = [];
  let x = MARGIN;
  for (const [rank, width] of widths.entries()) {
    lefts[rank] = x;
    x += (width ?? 0) + GAP;
  }
  const tops = new Map<number, number>();
  const bands: { top: number; bottom: number }[] = [];
  let y = MARGIN;
  for (const row of [...heights.keys()].sort((a, b) => a - b)) {
    tops.set(row, y);
    const lane = Math.floor(row / ROWS_OF_A_LANE);
    const top = y - GAP / 2;
    y += (heights.get(row) ?? 0) + GAP;
    bands[lane] = { top: bands[lane]?.top ?? top, bottom: y - GAP / 2 };
  }
  const boxes = new Map<BpmnElement, Box>();
  for (const node of nodes) {
    const { width, height } = size(node);
    const [rank, row] = [ranks.get(node) ?? 0, rows.get(node) ?? 0];
    boxes.set(node, {
      x: (lefts[rank] ?? 0) + ((widths[rank] ?? 0) - width) / 2,
      y: (tops.get(row) ?? 0) + ((heights.get(row) ?? 0) - height) / 2,
      width,
      height,
    });
  }
  const bottoms = [...tops].map(([row, top]) => top + (heights.get(row) ?? 0));
  const rowBottom = (box: Box) => Math.min(...bottoms.filter((bottom) => bottom >= box.y + box.height - 18));
  return { boxes, width: Math.max(x, 200), height: y, bands, rowBottom };
}

function sizeOf(element: BpmnElement, inner: ScopeLayout | undefined): { width: number; height: number } {
  if (inner) return { width: inner.width, height: inner.height + 20 };
  if (isA(element, 'bpmn:Event')) return { width: 36, height: 36 };
  if (isA(element, 'bpmn:Gateway')) return { width: 50, height: 50 };
  if (element.$type.startsWith('bpmn:Data')) return { width: 50, height: 50 };
  return { width: 100, height: element.$type === 'bpmn:TextAnnotation' ? 50 : 80 };
}

/** On the lower edge of its step, beside those that stand there already. */
function boundaryBox(event: BpmnElement, all: readonly BpmnElement[], shapes: ReadonlyMap<BpmnElement, Box>): Box {
  const host = shapes.get(event.attachedToRef as BpmnElement) as Box;
  const place = all.filter(({ attachedToRef }) => attachedToRef === event.attachedToRef).indexOf(event);
  return { x: host.x + 12 + place * 42, y: host.y + host.height - 18, width: 36, height: 36 };
}

function pointsOf(
  flow: BpmnElement,
  shapes: ReadonlyMap<BpmnElement, Box>,
  rowBottom: (box: Box) => number,
  under: number,
): Point[] {
  const from = shapes.get(flow.sourceRef as BpmnElement);
  const to = shapes.get(flow.targetRef as BpmnElement);
  if (!from || !to) return [];
  const fromMiddle = { x: from.x + from.width / 2, y: from.y + from.height / 2 };
  const toMiddle = { x: to.x + to.width / 2, y: to.y + to.height / 2 };
  const right = from.x + from.width;
  const atBoundary = isBoundary(flow.sourceRef as BpmnElement);
  if (to.x < right || from === to) {
    return [
      { x: fromMiddle.x, y: from.y + from.height },
      { x: fromMiddle.x, y: under },
      { x: toMiddle.x, y: under },
      { x: toMiddle.x, y: to.y + to.height },
    ];
  }
  const entry = { x: to.x, y: toMiddle.y };
  const isNear = to.x - right < GAP * 2.5;
  if (!atBoundary && isNear) {
    if (fromMiddle.y === toMiddle.y) return [{ x: right, y: fromMiddle.y }, entry];
    const turn = to.x - GAP / 2;
    return [{ x: right, y: fromMiddle.y }, { x: turn, y: fromMiddle.y }, { x: turn, y: toMiddle.y }, entry];
  }
  const channel = rowBottom(from) + 22;
  const turn = to.x - 20;
  const exit = atBoundary
    ? [
        { x: fromMiddle.x, y: from.y + from.height },
        { x: fromMiddle.x, y: channel },
      ]
    : [
        { x: right, y: fromMiddle.y },
        { x: right + 20, y: fromMiddle.y },
        { x: right + 20, y: channel },
      ];
  return [...exit, { x: turn, y: channel }, { x: turn, y: toMiddle.y }, entry];
}

function moveInto(
  host: Box,
  inner: ScopeLayout,
  shapes: Map<BpmnElement, Box>,
  lines: Map<BpmnElement, Point[]>,
): void {
  for (const [element, box] of inner.shapes) shapes.set(element, { ...box, x: box.x + host.x, y: box.y + host.y + 10 });
  for (const [flow, points] of inner.lines)
    lines.set(
      flow,
      points.map(({ x, y }) => ({ x: x + host.x, y: y + host.y + 10 })),
    );
}
