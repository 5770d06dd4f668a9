import SimulationModule from 'bpmn-js-token-simulation/lib/modeler';
import Modeler from 'camunda-bpmn-js/lib/camunda-cloud/Modeler';
import 'camunda-bpmn-js/dist/assets/camunda-cloud-modeler.css';
import 'bpmn-js-token-simulation/assets/css/bpmn-js-token-simulation.css';
import { type LibraryWords, translateUnasked, translator } from '../library-words.js';
import './bpmn-canvas.css';
import './bpmn-editor.css';
import { engineModule } from './engine-panel.js';
import type { Command, Factory, Moddle, Shape } from './moddle.js';
import { stepCommands, withoutEngineTask } from './step-commands.js';
import { type StepChange, type StepFacts, stepFacts } from './step-facts.js';
import { jobOfTemplate } from './step-templates.js';

interface Box {
  x: number;
  y: number;
  width: number;
  height: number;
}
interface Services {
  canvas: {
    addMarker(id: string, marker: string): void;
    removeMarker(id: string, marker: string): void;
    getRootElement(): Shape;
    zoom(scale?: number, center?: 'auto'): number;
    viewbox(box?: Box): Box & { inner: Box; outer: { width: number; height: number } };
    resized(): void;
    scrollToElement(element: Shape, padding: number): void;
    focus(): void;
  };
  elementRegistry: { get(id: string): Shape | undefined; getAll(): Shape[] };
  selection: { get(): Shape[]; select(elements: Shape | Shape[] | null): void };
  commandStack: {
    undo(): void;
    redo(): void;
    canUndo(): boolean;
    canRedo(): boolean;
    execute(name: string, context: unknown): void;
  };
  modeling: { updateLabel(element: Shape, name: string): void };
  bpmnFactory: Factory;
  editorActions: { trigger(name: string): void };
  minimap: { toggle(): void; isOpen(): boolean };
  elementTemplates: { applyTemplate(element: Shape, template: object): void; getAll(element: Shape): Template[] };
  elementTemplatesLoader: { setTemplates(templates: readonly object[]): void };
  overlays: { add(id: string, type: string, overlay: object): string; remove(filter: { type: string }): void };
  toggleMode: { toggleMode(active: boolean): void };
  propertiesPanel: { attachTo(host: HTMLElement): void; detach(): void };
}
interface Library {
  importXML(xml: string): Promise<{ warnings: { message?: string }[] }>;
  saveXML(options: { format: boolean }): Promise<{ xml?: string }>;
  getDefinitions(): Moddle;
  get<Name extends keyof Services>(name: Name): Services[Name];
  on(event: string, listener: (event: { trigger?: string }) => void): void;
  destroy(): void;
}
interface Template {
  id: string;
  name: string;
  properties: { value?: string; binding: { type: string; property?: string } }[];
}

/** What is wrong at an element, for its mark. */
export interface ElementMark {
  elementId: string;
  level: 'error' | 'warning';
  /** How many there are. */
  count: number;
  title: string;
}

export interface ModelerHooks {
  /** The drawing differs from what was opened or saved; asked for its text when there is time. */
  onChanged: () => void;
  /** Another element has the selection, or the selected one was changed. The process itself when nothing is selected. */
  onStep: (step: StepFacts) => void;
}

const MARK = 'ys-finding';
/** Pixels that the tools on the left cover. */
const PALETTE = 128;
const MARGIN = 24;

/**
 * A drawing that can be changed; with `BpmnCanvas` the only place of the web application that knows bpmn-js. Every change goes
 * through the command stack: all of them can be undone.
 */
export class BpmnModeler {
  private readonly library: Library;
  private readonly endTranslating: () => void;
  private marked: ElementMark[] = [];

  /** @param hosts where the drawing and the library's properties panel are put */
  constructor(
    hosts: { canvas: HTMLElement; panel: HTMLElement },
    options: { words: LibraryWords; templates: readonly object[] },
    private readonly hooks: ModelerHooks,
  ) {
    const Constructor = Modeler as unknown as new (options: object) => Library;
    this.library = new Constructor({
      container: hosts.canvas,
      propertiesPanel: { parent: hosts.panel, tooltip: {}, description: {}, getFeelPopupLinks: () => [] },
      additionalModules: [{ translate: ['value', translator(options.words)] }, SimulationModule, engineModule],
      elementTemplateChooser: true,
    });
    this.library.get('elementTemplatesLoader').setTemplates(options.templates);
    this.endTranslating = translateUnasked([hosts.canvas, hosts.panel], options.words);
    this.library.on('commandStack.changed', ({ trigger }) => {
      if (trigger !== 'clear') this.hooks.onChanged();
    });
    for (const event of ['selection.changed', 'elements.changed', 'import.done'])
      this.library.on(event, () => this.tellStep());
  }

  /** Draws the model. Rejects when the text is no BPMN or has no diagram. @returns what could not be read, in the library's words */
  async open(xml: string): Promise<string[]> {
    const { warnings } = await this.library.importXML(xml);
    this.fit();
    return warnings.map(({ message }) => message ?? '');
  }

  /** The model as BPMN text. */
  async text(): Promise<string> {
    const { xml } = await this.library.saveXML({ format: true });
    return xml ?? '';
  }

  /** The process as it is drawn: what is selected, or the process itself. */
  step(): StepFacts | null {
    const [only, second] = this.library.get('selection').get();
    const shape = only && !second ? only : this.library.get('canvas').getRootElement();
    return shape?.businessObject ? stepFacts(shape) : null;
  }

  change(id: string, change: StepChange): void {
    const shape = this.shape(id);
    if (!shape) return;
    if (change.name !== undefined && change.name !== (shape.businessObject.name ?? '')) this.rename(shape, change.name);
    const { bpmnFactory, definitions } = {
      bpmnFactory: this.library.get('bpmnFactory'),
      definitions: this.library.getDefinitions(),
    };
    this.execute(stepCommands(shape, change, bpmnFactory, definitions));
  }

  /** Templates that fit an element, with the type of the job they make; empty where they make none. */
  templatesFor(id: string): { id: string; name: string; jobType: string }[] {
    const shape = this.shape(id);
    const templates = shape ? this.library.get('elementTemplates').getAll(shape) : [];
    return templates.map(({ id, name, properties }) => ({ id, name, jobType: jobOfTemplate({ properties }) ?? '' }));
  }

  applyTemplate(id: string, templateId: string): void {
    const shape = this.shape(id);
    const templates = this.library.get('elementTemplates');
    const template = shape && templates.getAll(shape).find((each) => each.id === templateId);
    if (shape && template) templates.applyTemplate(shape, template);
  }

  /** User tasks of an engine's own become tasks of the platform, in one step. */
  toPlatformTasks(): void {
    this.execute(this.library.get('elementRegistry').getAll().flatMap(withoutEngineTask));
  }

  /** Selects an element and brings it into view. */
  point(id: string): void {
    const shape = this.library.get('elementRegistry').get(id);
    if (!shape) {
      this.library.get('selection').select(null);
      return;
    }
    this.library.get('canvas').scrollToElement(shape, 120);
    this.library.get('selection').select(shape);
    this.library.get('canvas').focus();
  }

  /** Shows where something is wrong; replaces what was shown. */
  mark(marks: readonly ElementMark[]): void {
    const canvas = this.library.get('canvas');
    const overlays = this.library.get('overlays');
    for (const { elementId, level } of this.marked)
      if (this.has(elementId)) canvas.removeMarker(elementId, `${MARK}-${level}`);
    overlays.remove({ type: MARK });
    this.marked = marks.filter(({ elementId }) => this.has(elementId));
    for (const { elementId, level, count, title } of this.marked) {
      canvas.addMarker(elementId, `${MARK}-${level}`);
      const html = document.createElement('span');
      html.className = `${MARK}-badge ${MARK}-badge-${level}`;
      html.textContent = count > 1 ? String(count) : '!';
      html.title = title;
      overlays.add(elementId, MARK, { html, position: { top: -10, left: -10 } });
    }
  }

  undo(): void {
    this.library.get('commandStack').undo();
  }

  redo(): void {
    this.library.get('commandStack').redo();
  }

  canUndo(): boolean {
    return this.library.get('commandStack').canUndo();
  }

  canRedo(): boolean {
    return this.library.get('commandStack').canRedo();
  }

  /** Opens the search over names and ids. */
  find(): void {
    // After the click that asked for it: that one would close it again.
    setTimeout(() => this.library.get('editorActions').trigger('find'));
  }

  toggleMinimap(): boolean {
    this.library.get('minimap').toggle();
    return this.library.get('minimap').isOpen();
  }

  /** Lets tokens run over the drawing; nothing can be changed meanwhile. */
  simulate(active: boolean): void {
    this.library.get('toggleMode').toggleMode(active);
  }

  /** Shows the whole model beside the tools, never larger than drawn. */
  fit(): void {
    const canvas = this.library.get('canvas');
    canvas.resized();
    const { inner, outer } = canvas.viewbox();
    const room = { width: outer.width - PALETTE - MARGIN, height: outer.height - 2 * MARGIN };
    // A few small steps are not blown up to the width of the screen.
    const scale = Math.min(1, room.width / inner.width, room.height / inner.height);
    const [width, height] = [outer.width / scale, outer.height / scale];
    canvas.viewbox({
      x: inner.x - (PALETTE + (room.width - inner.width * scale) / 2) / scale,
      y: inner.y - (height - inner.height) / 2,
      width,
      height,
    });
  }

  zoom(factor: number): void {
    const canvas = this.library.get('canvas');
    canvas.zoom(Math.min(4, Math.max(0.2, canvas.zoom() * factor)), 'auto');
  }

  destroy(): void {
    this.endTranslating();
    this.library.destroy();
  }

  private shape(id: string): Shape | undefined {
    return this.library.get('elementRegistry').get(id);
  }

  private has(id: string): boolean {
    return this.shape(id) !== undefined;
  }

  private rename(shape: Shape, name: string): void {
    if (shape.type === 'bpmn:Process')
      this.execute([{ cmd: 'element.updateProperties', context: { element: shape, properties: { name } } }]);
    else this.library.get('modeling').updateLabel(shape, name);
  }

  private execute(commands: Command[]): void {
    if (commands.length > 0)
      this.library.get('commandStack').execute('properties-panel.multi-command-executor', commands);
  }

  private tellStep(): void {
    const step = this.step();
    if (step) this.hooks.onStep(step);
  }
}
