import { type Command, extensionOf, type Factory, list, type Moddle, type Shape } from './moddle.js';
import { messageHolder, type StepChange } from './step-facts.js';

/** The commands of one change of a step, all but its name; none where nothing is to be done. */
export function stepCommands(shape: Shape, change: StepChange, factory: Factory, definitions: Moddle): Command[] {
  const element = shape.businessObject;
  const writing = new Writing(shape, factory);
  if (change.documentation !== undefined) {
    const said = change.documentation.trim()
      ? [writing.make('bpmn:Documentation', { text: change.documentation })]
      : [];
    writing.set(element, { documentation: said });
  }
  if (change.headers) writing.headers(change.headers);
  if (change.formId !== undefined) writing.extension('zeebe:FormDefinition', { formId: change.formId });
  if (change.candidateGroups !== undefined)
    writing.extension('zeebe:AssignmentDefinition', { candidateGroups: change.candidateGroups });
  if (change.jobType !== undefined)
    writing.extension('zeebe:TaskDefinition', { type: change.jobType, retries: '3' }, 'type');
  if (change.calledProcess !== undefined) writing.extension('zeebe:CalledElement', { processId: change.calledProcess });
  if (change.decisionId !== undefined || change.resultVariable !== undefined) {
    const { decisionId, resultVariable } = change;
    writing.extension('zeebe:CalledDecision', {
      ...(decisionId === undefined ? {} : { decisionId }),
      ...(resultVariable === undefined ? {} : { resultVariable }),
    });
  }
  if (change.condition !== undefined) {
    const body = change.condition.trim();
    writing.set(element, {
      conditionExpression: body ? writing.make('bpmn:FormalExpression', { body }) : undefined,
    });
  }
  if (change.isDefault !== undefined) {
    const source = element.get('sourceRef') as Moddle;
    writing.set(source, { default: change.isDefault ? element : undefined });
  }
  if (change.messageName !== undefined) writing.message(change.messageName, definitions);
  return writing.commands;
}

/** Takes an engine's own user task away: this engine leaves tasks to the platform. */
export function withoutEngineTask(shape: Shape): Command[] {
  const holder = shape.businessObject.get('extensionElements') as Moddle | undefined;
  if (!holder || !extensionOf(shape.businessObject, 'zeebe:UserTask')) return [];
  const values = list(holder, 'values').filter(({ $type }) => $type !== 'zeebe:UserTask');
  return [
    {
      cmd: 'element.updateModdleProperties',
      context: { element: shape, moddleElement: holder, properties: { values } },
    },
  ];
}

class Writing {
  readonly commands: Command[] = [];
  private holder: Moddle | undefined;

  constructor(
    private readonly shape: Shape,
    private readonly factory: Factory,
  ) {
    this.holder = shape.businessObject.get('extensionElements') as Moddle | undefined;
  }

  make(type: string, properties: Record<string, unknown>, parent = this.shape.businessObject): Moddle {
    const made = this.factory.create(type, properties);
    made.$parent = parent;
    return made;
  }

  set(moddleElement: Moddle, properties: Record<string, unknown>): void {
    this.commands.push({
      cmd: 'element.updateModdleProperties',
      context: { element: this.shape, moddleElement, properties },
    });
  }

  /** Sets properties of an extension, or adds it; without its main property (the first, unless named) it goes. */
  extension(type: string, properties: Record<string, string>, main = Object.keys(properties)[0] ?? ''): void {
    const there = extensionOf(this.shape.businessObject, type);
    const empty = properties[main] === '' && type !== 'zeebe:CalledDecision';
    if (there && !empty) this.set(there, withoutDefaults(there, properties));
    else if (there) this.keep(this.values().filter((value) => value !== there));
    else if (!empty) this.keep([...this.values(), this.make(type, properties, this.extensions())]);
  }

  headers(changed: Readonly<Record<string, string>>): void {
    const there = extensionOf(this.shape.businessObject, 'zeebe:TaskHeaders');
    const kept = (there ? list(there, 'values') : []).filter((header) => !(String(header.get('key')) in changed));
    const parent = there ?? this.make('zeebe:TaskHeaders', { values: [] }, this.extensions());
    const said = Object.entries(changed).filter(([, value]) => value !== '');
    const values = [...kept, ...said.map(([key, value]) => this.make('zeebe:Header', { key, value }, parent))];
    if (there && values.length > 0) this.set(there, { values });
    else if (there) this.keep(this.values().filter((value) => value !== there));
    else if (values.length > 0) {
      this.keep([...this.values(), parent]);
      this.set(parent, { values });
    }
  }

  message(name: string, definitions: Moddle): void {
    const holder = messageHolder(this.shape.businessObject);
    if (!holder) return;
    const roots = list(definitions, 'rootElements');
    const known = roots.find((root) => root.$type === 'bpmn:Message' && root.name === name);
    const message = known ?? this.make('bpmn:Message', { name }, definitions);
    if (!known && name) this.set(definitions, { rootElements: [...roots, message] });
    this.set(holder, { messageRef: name ? message : undefined });
  }

  private values(): Moddle[] {
    return this.holder ? list(this.holder, 'values') : [];
  }

  private extensions(): Moddle {
    if (!this.holder) {
      this.holder = this.make('bpmn:ExtensionElements', { values: [] });
      this.set(this.shape.businessObject, { extensionElements: this.holder });
    }
    return this.holder;
  }

  private keep(values: Moddle[]): void {
    this.set(this.extensions(), { values });
  }
}

/** What an author set already (a number of retries) is not overwritten by ours. */
function withoutDefaults(there: Moddle, properties: Record<string, string>): Record<string, string> {
  return Object.fromEntries(
    Object.entries(properties).filter(([name]) => name !== 'retries' || there.get('retries') === undefined),
  );
}
