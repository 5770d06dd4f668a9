import NavigatedViewer from 'camunda-bpmn-js/lib/camunda-cloud/NavigatedViewer';
import 'camunda-bpmn-js/dist/assets/camunda-cloud-navigated-viewer.css';
import './bpmn-canvas.css';

/** One drawn thing of a model: a task, gateway, event, sub-process or flow. */
export interface DrawnElement {
  id: string;
  name: string;
  /** BPMN type without prefix, e.g. `UserTask`, `SequenceFlow`. */
  type: string;
  isFlow: boolean;
  /** An expanded sub-process: it holds other elements and is never filled. */
  isContainer: boolean;
}

/** What of diagram-js is used here; the library's own types do not reach through camunda-bpmn-js. */
interface Shape {
  id: string;
  type: string;
  x: number;
  y: number;
  width: number;
  height: number;
  waypoints?: unknown[];
  labelTarget?: unknown;
  children?: unknown[];
  collapsed?: boolean;
  businessObject: { name?: string; $type: string };
}
interface Box {
  x: number;
  y: number;
  width: number;
  height: number;
}
interface CanvasModule {
  viewbox(box?: Box): Box & { inner: Box; outer: { width: number; height: number }; scale: number };
  zoom(scale?: number, center?: { x: number; y: number }): number;
  scroll(delta: { dx: number; dy: number }): void;
  resized(): void;
  addMarker(id: string, marker: string): void;
  removeMarker(id: string, marker: string): void;
}
interface RegistryModule {
  get(id: string): Shape | undefined;
  getAll(): Shape[];
}
interface OverlaysModule {
  add(id: string, type: string, overlay: object): string;
  clear(): void;
}
interface Viewer {
  importXML(xml: string): Promise<{ warnings: unknown[] }>;
  get(name: 'canvas'): CanvasModule;
  get(name: 'elementRegistry'): RegistryModule;
  get(name: 'overlays'): OverlaysModule;
  on(event: 'element.click', listener: (event: { element: Shape }) => void): void;
  destroy(): void;
}

const MARKERS = [
  'ys-done',
  'ys-now',
  'ys-late',
  'ys-taken',
  'ys-stopped',
  'ys-added',
  'ys-removed',
  'ys-changed',
] as const;
export type Marker = (typeof MARKERS)[number];

const POINTED = 'ys-pointed';

/** Where a badge sits on its element. */
export type BadgePlace = 'pass' | 'holder' | 'late' | 'change' | 'load';

const PLACES: Record<BadgePlace, object> = {
  pass: { top: -11, right: 13 },
  holder: { bottom: 2, left: 0 },
  late: { top: -12, left: -10 },
  change: { top: -12, right: 12 },
  load: { top: -12, right: 14 },
};
const ZOOM = { min: 0.15, max: 3, step: 1.2 };
const PAN = 60;
const LEGIBLE = 0.4;
const MARGIN = 24;

/**
 * A read-only drawing of one BPMN model; the only place of the web application that knows bpmn-js.
 * The wheel scrolls the page; with Ctrl (or ⌘, or a pinch) it zooms. Arrow keys pan, + and − zoom, 0 shows the whole.
 */
export class BpmnCanvas {
  private readonly viewer: Viewer;
  private readonly abort = new AbortController();
  private readonly marked: [string, Marker][] = [];
  private pointed: string | null = null;

  constructor(private readonly container: HTMLElement) {
    const Constructor = NavigatedViewer as unknown as new (options: object) => Viewer;
    this.viewer = new Constructor({ container });
    const { signal } = this.abort;
    // Captured before diagram-js sees it: a bare wheel belongs to the page.
    container.addEventListener('wheel', (event) => !(event.ctrlKey || event.metaKey) && event.stopPropagation(), {
      capture: true,
      passive: true,
      signal,
    });
    container.addEventListener('keydown', (event) => this.onKey(event), { signal });
  }

  /** Draws the model. Rejects when the XML is no BPMN or has no diagram. */
  async show(xml: string): Promise<DrawnElement[]> {
    await this.viewer.importXML(xml);
    return this.viewer
      .get('elementRegistry')
      .getAll()
      .filter((shape) => !shape.labelTarget && !['bpmn:Process', 'bpmn:Collaboration'].includes(shape.type))
      .map((shape) => ({
        id: shape.id,
        name: shape.businessObject.name ?? '',
        type: shape.type.replace(/^.*:/, ''),
        isFlow: shape.waypoints !== undefined,
        isContainer: shape.type === 'bpmn:SubProcess' && !shape.collapsed,
      }));
  }

  /** Names the drawing for screen readers and makes it reachable by Tab. */
  describe(label: string): void {
    const svg = this.container.querySelector('svg');
    svg?.setAttribute('aria-label', label);
    svg?.setAttribute('role', 'img');
  }

  /** Tells which element was clicked. */
  onPick(listener: (elementId: string) => void): void {
    this.viewer.on('element.click', ({ element }) => listener(element.id.replace(/_label$/, '')));
  }

  /** Marks one element as chosen, without moving the drawing; null: none. */
  choose(elementId: string | null): void {
    const canvas = this.viewer.get('canvas');
    if (this.pointed) canvas.removeMarker(this.pointed, POINTED);
    this.pointed = elementId && this.viewer.get('elementRegistry').get(elementId) ? elementId : null;
    if (this.pointed) canvas.addMarker(this.pointed, POINTED);
  }

  mark(elementId: string, marker: Marker): void {
    if (!this.viewer.get('elementRegistry').get(elementId)) return;
    this.viewer.get('canvas').addMarker(elementId, marker);
    this.marked.push([elementId, marker]);
  }

  /** Puts a small text on an element; the text is never read as HTML. */
  badge(elementId: string, place: BadgePlace, text: string, title: string): void {
    const shape = this.viewer.get('elementRegistry').get(elementId);
    if (!shape) return;
    const html = document.createElement('span');
    html.className = `ys-badge ys-badge-${place}`;
    html.textContent = text;
    html.title = title;
    if (place === 'holder') html.style.maxWidth = `${Math.max(shape.width, 100)}px`;
    this.viewer.get('overlays').add(elementId, `ys-${place}`, {
      html,
      position: PLACES[place],
      // Stays readable when a long model is shrunk to the width of the page.
      scale: { min: 0.75, max: 1.25 },
      // Where steps are smaller than their badges, the badges would hide the way.
      show: { minZoom: place === 'pass' ? LEGIBLE : 0 },
    });
  }

  /** Takes away all markers and badges. */
  clear(): void {
    for (const [id, marker] of this.marked.splice(0)) this.viewer.get('canvas').removeMarker(id, marker);
    this.viewer.get('overlays').clear();
  }

  /** Pixels the whole model is high where the frame's width shows all of it, never larger than drawn. */
  heightAtFullWidth(): number {
    const { model, outer } = this.measured();
    return Math.ceil(model.height * Math.min(1, outer.width / model.width));
  }

  /** Shows the whole model, never larger than drawn. */
  fit(): void {
    const { model, outer } = this.measured();
    const scale = Math.min(1, outer.width / model.width, outer.height / model.height);
    this.look(model.x + model.width / 2, model.y + model.height / 2, scale);
  }

  /** Shows one element in the middle with its neighbours, at the size it is drawn in: names are 12 px then. */
  focus(elementId: string): void {
    const shape = this.viewer.get('elementRegistry').get(elementId);
    if (shape) this.look(shape.x + shape.width / 2, shape.y + shape.height / 2, 1);
  }

  /** Shows one element as `focus` does and marks it as the one a reader of the list asked for. */
  point(elementId: string): void {
    const canvas = this.viewer.get('canvas');
    if (this.pointed) canvas.removeMarker(this.pointed, POINTED);
    this.pointed = this.viewer.get('elementRegistry').get(elementId) ? elementId : null;
    if (!this.pointed) return;
    canvas.addMarker(this.pointed, POINTED);
    this.focus(elementId);
  }

  /** Screen pixels per pixel of the drawing. */
  scale(): number {
    return this.viewer.get('canvas').viewbox().scale;
  }

  zoom(factor: number): void {
    const canvas = this.viewer.get('canvas');
    const { outer } = canvas.viewbox();
    const wanted = Math.min(ZOOM.max, Math.max(ZOOM.min, canvas.zoom() * factor));
    canvas.zoom(wanted, { x: outer.width / 2, y: outer.height / 2 });
  }

  destroy(): void {
    this.abort.abort();
    this.viewer.destroy();
  }

  /** The model with a margin around it, and the frame. */
  private measured(): { model: Box; outer: { width: number; height: number } } {
    const canvas = this.viewer.get('canvas');
    canvas.resized();
    const { inner, outer } = canvas.viewbox();
    const { x, y, width, height } = inner;
    return { model: { x: x - MARGIN, y: y - MARGIN, width: width + 2 * MARGIN, height: height + 2 * MARGIN }, outer };
  }

  /** Brings a point of the drawing to the middle, as far as the frame stays full of drawing. */
  private look(x: number, y: number, scale: number): void {
    const { model, outer } = this.measured();
    const [width, height] = [outer.width / scale, outer.height / scale];
    this.viewer.get('canvas').viewbox({
      x: within(x - width / 2, model.x, model.x + model.width - width),
      y: within(y - height / 2, model.y, model.y + model.height - height),
      width,
      height,
    });
  }

  private onKey(event: KeyboardEvent): void {
    // Ctrl with arrows is diagram-js's own panning.
    if (event.ctrlKey || event.metaKey || event.altKey) return;
    const moves: Record<string, () => void> = {
      ArrowLeft: () => this.viewer.get('canvas').scroll({ dx: PAN, dy: 0 }),
      ArrowRight: () => this.viewer.get('canvas').scroll({ dx: -PAN, dy: 0 }),
      ArrowUp: () => this.viewer.get('canvas').scroll({ dx: 0, dy: PAN }),
      ArrowDown: () => this.viewer.get('canvas').scroll({ dx: 0, dy: -PAN }),
      '+': () => this.zoom(ZOOM.step),
      '=': () => this.zoom(ZOOM.step),
      '-': () => this.zoom(1 / ZOOM.step),
      '0': () => this.fit(),
    };
    const move = moves[event.key];
    if (!move) return;
    event.preventDefault();
    event.stopPropagation();
    move();
  }
}

/** Between both ends; the middle of them where they have changed sides. */
function within(value: number, low: number, high: number): number {
  return high < low ? (low + high) / 2 : Math.min(high, Math.max(low, value));
}
