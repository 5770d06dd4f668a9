import { FIELD_TYPES } from '../../../../../common/src/forms/form-schema.js';
/** A component of a form-js form as it is stored; what is not named here is kept as it is. */
export interface FormComponent {
  readonly type: string;
  readonly id?: string;
  readonly key?: string;
  readonly label?: string;
  readonly description?: string;
  readonly text?: string;
  readonly subtype?: string;
  readonly values?: readonly FormOption[];
  readonly validate?: Readonly<Record<string, unknown>>;
  readonly properties?: Readonly<Record<string, unknown>>;
  readonly conditional?: { readonly hide?: string };
  readonly layout?: Readonly<Record<string, unknown>>;
  readonly components?: readonly FormComponent[];
}

export interface FormOption {
  readonly value: string | number | boolean;
  readonly label: string;
  readonly labelEn?: string;
}

export interface FormDocument {
  readonly id: string;
  readonly components: readonly FormComponent[];
}

/** Where a component stands: its place, in groups one place for each level. */
export type Place = readonly number[];

export const LAYOUT_TYPES = ['text', 'group', 'separator'] as const;
export type ItemType = (typeof FIELD_TYPES)[number] | (typeof LAYOUT_TYPES)[number];

const WITH_OPTIONS = ['radio', 'select', 'checklist'];

/** The stored text as a form; null where it is none. */
export function readForm(content: string): FormDocument | null {
  try {
    const read = JSON.parse(content) as FormDocument;
    return read !== null && typeof read === 'object' && Array.isArray(read.components) ? read : null;
  } catch {
    return null;
  }
}

export function writeForm(form: FormDocument): string {
  return `${JSON.stringify(form, null, 2)}\n`;
}

export function hasOptions(type: string): boolean {
  return WITH_OPTIONS.includes(type);
}

export function isField(type: string): boolean {
  return (FIELD_TYPES as readonly string[]).includes(type);
}

/** May its value become a variable of the engine? Only what says nothing about a person. */
export function mayBeVariable({ type, properties }: FormComponent): boolean {
  if (type === 'textfield') return properties?.picker === 'category' || properties?.picker === 'unit';
  return isField(type) && type !== 'textarea' && type !== 'checklist';
}

/** All components with their places, as they are read from top to bottom. */
export function allItems(form: FormDocument): { place: Place; item: FormComponent }[] {
  const under = (items: readonly FormComponent[], before: Place): { place: Place; item: FormComponent }[] =>
    items.flatMap((item, index) => {
      const place = [...before, index];
      return [{ place, item }, ...under(item.components ?? [], place)];
    });
  return under(form.components, []);
}

export function itemAt(form: FormDocument, place: Place): FormComponent | undefined {
  let items: readonly FormComponent[] | undefined = form.components;
  let found: FormComponent | undefined;
  for (const index of place) {
    found = items?.[index];
    items = found?.components;
  }
  return found;
}

/** The place of the component with that key or id; undefined when there is none. */
export function placeOf(form: FormDocument, keyOrId: string): Place | undefined {
  return allItems(form).find(({ item }) => item.key === keyOrId || item.id === keyOrId)?.place;
}

/** Puts a new item after a place (into it where a group stands there; at the end where none is given). */
export function addItem(form: FormDocument, after: Place | null, type: ItemType): { form: FormDocument; place: Place } {
  const made = newItem(form, type);
  const group = after && itemAt(form, after)?.type === 'group';
  const parent = after === null ? [] : group ? after : after.slice(0, -1);
  const siblings = parent.length === 0 ? form.components : (itemAt(form, parent)?.components ?? []);
  const index = after === null ? siblings.length : group ? siblings.length : (after.at(-1) ?? 0) + 1;
  return { form: withItems(form, parent, (items) => items.toSpliced(index, 0, made)), place: [...parent, index] };
}

export function removeItem(form: FormDocument, place: Place): FormDocument {
  return withItems(form, place.slice(0, -1), (items) => items.toSpliced(place.at(-1) ?? 0, 1));
}

/** Exchanges an item with its neighbour; at either end nothing happens. */
export function moveItem(form: FormDocument, place: Place, by: -1 | 1): { form: FormDocument; place: Place } {
  const parent = place.slice(0, -1);
  const from = place.at(-1) ?? 0;
  const to = from + by;
  const siblings = parent.length === 0 ? form.components : (itemAt(form, parent)?.components ?? []);
  if (to < 0 || to >= siblings.length) return { form, place };
  const moved = withItems(form, parent, (items) => {
    const item = items[from] as FormComponent;
    return items.toSpliced(from, 1).toSpliced(to, 0, item);
  });
  return { form: moved, place: [...parent, to] };
}

export function changeItem(
  form: FormDocument,
  place: Place,
  change: (item: FormComponent) => FormComponent,
): FormDocument {
  const index = place.at(-1) ?? 0;
  return withItems(form, place.slice(0, -1), (items) => items.map((item, at) => (at === index ? change(item) : item)));
}

/** Another kind of the same question: what the new kind has no use for goes. */
export function withType(item: FormComponent, type: ItemType): FormComponent {
  const { values, subtype, validate, properties, ...kept } = item;
  const limits = type === item.type ? validate : validate?.required === true ? { required: true } : undefined;
  const next: FormComponent = {
    ...kept,
    type,
    ...(limits ? { validate: limits } : {}),
    ...(hasOptions(type) ? { values: values ?? [] } : {}),
    ...(type === 'datetime' ? { subtype: subtype ?? 'date' } : {}),
    ...(properties ? { properties } : {}),
  };
  const withoutPicker = type === 'textfield' ? next : withProperty(next, 'picker', undefined);
  return mayBeVariable(withoutPicker) ? withoutPicker : withProperty(withoutPicker, 'output', undefined);
}

/** Sets a property of our own (`labelEn`, `output`, `picker`); undefined or empty takes it away. */
export function withProperty(item: FormComponent, name: string, value: unknown): FormComponent {
  return withPart(item, 'properties', name, value);
}

/** Sets a rule (`required`, `maxLength`, `min` …); undefined takes it away. */
export function withRule(item: FormComponent, name: string, value: unknown): FormComponent {
  return withPart(item, 'validate', name, value);
}

export function withCondition(item: FormComponent, hide: string): FormComponent {
  const { conditional, ...kept } = item;
  return hide.trim() === '' ? kept : { ...kept, conditional: { ...conditional, hide } };
}

/** Half of the row or all of it. */
export function withWidth(item: FormComponent, half: boolean): FormComponent {
  return withPart(item, 'layout', 'columns', half ? 8 : undefined);
}

/** A key that no field of the form has yet: `field`, `field2`, `field3` … */
export function freshKey(form: FormDocument, base: string): string {
  const taken = new Set(allItems(form).map(({ item }) => item.key));
  if (!taken.has(base)) return base;
  let number = 2;
  while (taken.has(`${base}${number}`)) number += 1;
  return `${base}${number}`;
}

function newItem(form: FormDocument, type: ItemType): FormComponent {
  const key = freshKey(form, isField(type) ? 'field' : type);
  if (!isField(type)) {
    const id = freshId(form, type);
    return {
      type,
      id,
      ...(type === 'group' ? { label: '', components: [] } : {}),
      ...(type === 'text' ? { text: '' } : {}),
    };
  }
  return {
    type,
    id: `field_${key}`,
    key,
    label: '',
    ...(hasOptions(type) ? { values: [{ value: 'A', label: '', labelEn: '' }] } : {}),
    ...(type === 'datetime' ? { subtype: 'date' } : {}),
  };
}

function freshId(form: FormDocument, base: string): string {
  const taken = new Set(allItems(form).map(({ item }) => item.id));
  let number = 1;
  while (taken.has(`${base}_${number}`)) number += 1;
  return `${base}_${number}`;
}

function withPart(
  item: FormComponent,
  part: 'properties' | 'validate' | 'layout',
  name: string,
  value: unknown,
): FormComponent {
  const { [part]: before, ...kept } = item;
  const { [name]: _, ...others } = before ?? {};
  const next = value === undefined || value === '' || value === null ? others : { ...before, [name]: value };
  return Object.keys(next).length === 0 ? kept : { ...kept, [part]: next };
}

function withItems(
  form: FormDocument,
  parent: Place,
  change: (items: readonly FormComponent[]) => readonly FormComponent[],
): FormDocument {
  const under = (items: readonly FormComponent[], place: Place): readonly FormComponent[] => {
    const [index, ...rest] = place;
    if (index === undefined) return change(items);
    return items.map((item, at) => (at === index ? { ...item, components: under(item.components ?? [], rest) } : item));
  };
  return { ...form, components: under(form.components, parent) };
}
