/** What of bpmn-js' model is used here; the libraries' own types do not reach through camunda-bpmn-js. */
export interface Moddle {
  $type: string;
  $parent?: Moddle;
  id?: string;
  name?: string;
  get(name: string): unknown;
}

export interface Shape {
  id: string;
  type: string;
  x: number;
  y: number;
  width: number;
  height: number;
  waypoints?: { x: number; y: number }[];
  labelTarget?: unknown;
  businessObject: Moddle;
}

/** One undoable change; several of them together are one step back. */
export interface Command {
  cmd: 'element.updateModdleProperties' | 'element.updateProperties';
  context: { element: unknown; moddleElement?: Moddle; properties: Record<string, unknown> };
}

export interface Factory {
  create(type: string, properties: Record<string, unknown>): Moddle;
}

/** A list of a model element; none is empty. */
export function list(element: Moddle, name: string): Moddle[] {
  return (element.get(name) as Moddle[] | undefined) ?? [];
}

/** The extension of that type, e.g. `zeebe:TaskHeaders`. */
export function extensionOf(element: Moddle, type: string): Moddle | undefined {
  const holder = element.get('extensionElements') as Moddle | undefined;
  return holder ? list(holder, 'values').find(({ $type }) => $type === type) : undefined;
}

export function text(element: Moddle | undefined, name: string): string {
  const value = element?.get(name);
  return value === undefined || value === null ? '' : String(value);
}

export function isA(element: Moddle, type: string): boolean {
  return (element as Moddle & { $instanceOf?: (type: string) => boolean }).$instanceOf?.(type) ?? false;
}
