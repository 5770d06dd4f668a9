/** A component with a key, as the file has it: what is wrong with it is for the rules to say. */
export interface RawField {
  readonly key: string;
  readonly type: string;
  readonly label: string;
  readonly labelEn: string;
  readonly output: boolean;
  readonly options: readonly { readonly label: string; readonly labelEn: string; readonly value: unknown }[];
}

export interface FormFile {
  readonly kind: 'FORM';
  readonly path: string;
  readonly id: string;
  readonly schema: unknown;
  /** Fields in groups too. */
  readonly fields: readonly RawField[];
}

export type Json = Readonly<Record<string, unknown>>;

/** '' where it is no text. */
export const text = (value: unknown): string => (typeof value === 'string' ? value : '');
/** Empty where it is no object. */
export const object = (value: unknown): Json =>
  typeof value === 'object' && value !== null && !Array.isArray(value) ? (value as Json) : {};
/** Empty where it is no list. */
export const list = (value: unknown): unknown[] => (Array.isArray(value) ? value : []);

/** @throws when the text is no JSON object; the message says where */
export function readForm(path: string, json: string): FormFile {
  const schema: unknown = JSON.parse(json);
  if (typeof schema !== 'object' || schema === null || Array.isArray(schema)) throw new Error('it is no JSON object');
  return { kind: 'FORM', path, id: text(object(schema).id), schema, fields: fieldsIn(object(schema)) };
}

function fieldsIn(form: Json): RawField[] {
  return componentsIn(form).flatMap((component) => {
    const key = text(component.key);
    return key === '' ? [] : [fieldOf(key, component)];
  });
}

/** All components as the file has them, in the order in which they are asked. Without recursion: a file may nest deeper than the stack is. */
export function componentsIn(form: Json): Json[] {
  const found: Json[] = [];
  const waiting = [...list(form.components)].reverse();
  while (waiting.length > 0) {
    const component = object(waiting.pop());
    found.push(component);
    for (const inner of [...list(component.components)].reverse()) waiting.push(inner);
  }
  return found;
}

function fieldOf(key: string, component: Json): RawField {
  const properties = object(component.properties);
  return {
    key,
    type: text(component.type),
    label: text(component.label),
    labelEn: text(properties.labelEn),
    // The editor stores properties as texts.
    output: String(properties.output) === 'true',
    options: list(component.values).map((option) => ({
      label: text(object(option).label),
      labelEn: text(object(option).labelEn),
      value: object(option).value,
    })),
  };
}
