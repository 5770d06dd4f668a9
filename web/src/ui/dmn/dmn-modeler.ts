import 'dmn-js/dist/assets/diagram-js.css';
import 'dmn-js/dist/assets/dmn-font/css/dmn.css';
import 'dmn-js/dist/assets/dmn-js-decision-table.css';
import 'dmn-js/dist/assets/dmn-js-decision-table-controls.css';
import 'dmn-js/dist/assets/dmn-js-drd.css';
import 'dmn-js/dist/assets/dmn-js-literal-expression.css';
import 'dmn-js/dist/assets/dmn-js-shared.css';
import Modeler from 'dmn-js/lib/Modeler';
import Viewer from 'dmn-js/lib/NavigatedViewer';
import { type LibraryWords, translator } from '../library-words.js';
import './decision-editor.css';

/** One page of a DMN file: a decision, or the drawing of how decisions depend on each other. */
export interface DecisionView {
  id: string;
  name: string;
  type: 'drd' | 'decisionTable' | 'literalExpression' | 'boxedExpression';
}

interface View {
  id?: string;
  name?: string;
  type: DecisionView['type'];
  element: { id: string; name?: string };
}
interface CommandStack {
  undo(): void;
  redo(): void;
  canUndo(): boolean;
  canRedo(): boolean;
}
interface ActiveViewer {
  get(name: 'commandStack'): CommandStack;
  on(event: string, listener: () => void): void;
}
interface Library {
  importXML(xml: string): Promise<{ warnings: unknown[] }>;
  saveXML(options: { format: boolean }): Promise<{ xml: string }>;
  getViews(): View[];
  getActiveView(): View | undefined;
  getActiveViewer(): ActiveViewer | undefined;
  open(view: View): Promise<unknown>;
  on(event: string, listener: () => void): void;
  destroy(): void;
}

interface Hooks {
  onChanged: () => void;
  /** Other pages, or another of them is open. */
  onViews: (views: DecisionView[], active: string) => void;
}

/** Decision tables; the only place of the web application that knows dmn-js. */
export class DmnModeler {
  private readonly library: Library;
  private readonly heard = new WeakSet<object>();

  constructor(
    host: HTMLElement,
    { words, readOnly }: { words: LibraryWords; readOnly: boolean },
    private readonly hooks: Hooks,
  ) {
    const Constructor = (readOnly ? Viewer : Modeler) as unknown as new (options: object) => Library;
    const ours = { additionalModules: [{ translate: ['value', translator(words)] }] };
    this.library = new Constructor({
      container: host,
      drd: ours,
      decisionTable: ours,
      literalExpression: ours,
      boxedExpression: ours,
    });
    this.library.on('views.changed', () => {
      this.listen();
      this.hooks.onViews(this.views(), this.active());
    });
  }

  /** Opens the first decision of a file. Rejects when the text is no DMN. */
  async open(xml: string): Promise<void> {
    await this.library.importXML(xml);
    const table = this.library.getViews().find(({ type }) => type === 'decisionTable');
    if (table) await this.library.open(table);
  }

  async show(id: string): Promise<void> {
    const view = this.library.getViews().find(({ element }) => element.id === id);
    if (view) await this.library.open(view);
  }

  async text(): Promise<string> {
    return (await this.library.saveXML({ format: true })).xml;
  }

  undo(): void {
    this.stack()?.undo();
  }

  redo(): void {
    this.stack()?.redo();
  }

  canUndo(): boolean {
    return this.stack()?.canUndo() ?? false;
  }

  canRedo(): boolean {
    return this.stack()?.canRedo() ?? false;
  }

  destroy(): void {
    this.library.destroy();
  }

  private views(): DecisionView[] {
    return this.library.getViews().map(({ element, type }) => ({ id: element.id, name: element.name ?? '', type }));
  }

  private active(): string {
    return this.library.getActiveView()?.element.id ?? '';
  }

  private stack(): CommandStack | undefined {
    return this.library.getActiveViewer()?.get('commandStack');
  }

  /** Each page has a command stack of its own. */
  private listen(): void {
    const viewer = this.library.getActiveViewer();
    if (!viewer || this.heard.has(viewer)) return;
    this.heard.add(viewer);
    viewer.on('commandStack.changed', () => this.hooks.onChanged());
  }
}
