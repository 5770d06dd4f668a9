import { z } from 'zod/mini';

export type FieldType =
  | 'textfield'
  | 'textarea'
  | 'number'
  | 'datetime'
  | 'checkbox'
  | 'radio'
  | 'select'
  | 'checklist';
export type LayoutType = 'text' | 'group' | 'separator' | 'spacer';
export type Picker = 'category' | 'unit' | 'attachments' | 'case';
export type OptionValue = string | number | boolean;

export interface FieldOption {
  readonly value: OptionValue;
  readonly label: string;
  readonly labelEn: string;
}

/** A field a person fills in. Rules that do not apply are null; English texts are empty where the author gave none. */
export interface FormField {
  readonly item: 'FIELD';
  readonly type: FieldType;
  readonly id: string;
  readonly key: string;
  readonly label: string;
  readonly labelEn: string;
  readonly description: string;
  readonly descriptionEn: string;
  readonly required: boolean;
  readonly minLength: number | null;
  readonly maxLength: number | null;
  readonly min: number | null;
  readonly max: number | null;
  readonly pattern: string | null;
  readonly decimalDigits: number | null;
  /** What a datetime field holds. */
  readonly subtype: 'date' | 'time' | 'datetime';
  readonly options: readonly FieldOption[];
  /** FEEL conditions that hide the field: its own and those of the groups around it; one that is true is enough. */
  readonly hideWhen: readonly string[];
  readonly picker: Picker | null;
  /** The value becomes a variable of the engine. */
  readonly output: boolean;
  readonly readonly: boolean;
  /** Shown, but neither checked nor kept. */
  readonly disabled: boolean;
  readonly defaultValue: unknown;
  /** Width in sixteenths of the row; null for all of it. */
  readonly columns: number | null;
}

/** A part of the page without a value; only a group has items. */
export interface FormLayout {
  readonly item: 'LAYOUT';
  readonly type: LayoutType;
  readonly id: string;
  readonly label: string;
  readonly labelEn: string;
  /** Markdown of a text. */
  readonly text: string;
  readonly textEn: string;
  readonly hideWhen: readonly string[];
  readonly items: readonly FormItem[];
  readonly columns: number | null;
}

export type FormItem = FormField | FormLayout;

export type FormProblem =
  | 'notAForm'
  | 'unknownComponent'
  | 'badComponent'
  | 'badKey'
  | 'duplicateKey'
  | 'groupPath'
  | 'dynamicValues'
  | 'noValues'
  | 'duplicateValue'
  | 'badLimit'
  | 'badPattern'
  | 'unknownValidation'
  | 'unknownPicker'
  | 'brokenCondition'
  | 'unknownVariable'
  | 'freeTextOutput';

/** Why a form cannot be used as its author meant; `at` is the key, id or place of the component. */
export interface FormIssue {
  readonly problem: FormProblem;
  readonly at: string;
  readonly detail: string;
}

export interface FormSchema {
  readonly id: string;
  /** The page as drawn, groups nested. */
  readonly items: readonly FormItem[];
  /** All fields in order, those in groups too. */
  readonly fields: readonly FormField[];
  /** What could not be read; the rest of the form works. */
  readonly issues: readonly FormIssue[];
}

/** What can be asked; screens of the studio offer the same. */
export const FIELD_TYPES = [
  'textfield',
  'textarea',
  'number',
  'datetime',
  'checkbox',
  'radio',
  'select',
  'checklist',
] as const;
const LAYOUT_TYPES: readonly string[] = ['text', 'group', 'separator', 'spacer'];
const PICKERS: readonly string[] = ['category', 'unit', 'attachments', 'case'];
// Keys become FEEL names and properties of objects.
const KEY = /^(?!(?:__proto__|constructor|prototype)$)[A-Za-z_]\w{0,63}$/;
const MAX_DEPTH = 10;

const text = z.optional(z.string());
// The form-js editor writes limits as numbers, as texts and as empty texts.
const limit = z.optional(z.union([z.number(), z.string()]));
const flag = z.optional(z.union([z.boolean(), z.string()]));

const Component = z.object({
  type: z.string(),
  id: text,
  key: text,
  label: text,
  description: text,
  text,
  path: text,
  subtype: z.optional(z.enum(['date', 'time', 'datetime'])),
  decimalDigits: z.optional(z.number()),
  values: z.optional(
    z.array(z.object({ value: z.union([z.string(), z.number(), z.boolean()]), label: z.string(), labelEn: text })),
  ),
  valuesKey: text,
  valuesExpression: text,
  defaultValue: z.optional(z.unknown()),
  readonly: flag,
  disabled: flag,
  conditional: z.optional(z.object({ hide: text })),
  validate: z.optional(
    z.object({
      required: z.optional(z.boolean()),
      minLength: limit,
      maxLength: limit,
      min: limit,
      max: limit,
      pattern: text,
      validationType: text,
    }),
  ),
  properties: z.optional(z.record(z.string(), z.unknown())),
  layout: z.optional(z.object({ columns: z.optional(z.nullable(z.number())) })),
  components: z.optional(z.array(z.unknown())),
});
type Component = z.infer<typeof Component>;

const Form = z.object({ id: text, components: z.array(z.unknown()) });

/** Reads a form-js JSON schema. Never throws: a part that cannot be read is left out and named in `issues`. */
export function parseFormSchema(schema: unknown): FormSchema {
  const form = Form.safeParse(schema);
  if (!form.success) {
    return {
      id: '',
      items: [],
      fields: [],
      issues: [{ problem: 'notAForm', at: '', detail: z.prettifyError(form.error) }],
    };
  }
  const reading: Reading = { fields: [], issues: [] };
  const items = readItems(form.data.components, '', [], reading, 0);
  return { id: form.data.id ?? '', items, fields: reading.fields, issues: reading.issues };
}

interface Reading {
  readonly fields: FormField[];
  readonly issues: FormIssue[];
}

function readItems(
  components: readonly unknown[],
  place: string,
  hideWhen: readonly string[],
  reading: Reading,
  depth: number,
): FormItem[] {
  return components.flatMap((raw, index): FormItem[] => {
    const at = `${place}/${index}`;
    const parsed = Component.safeParse(raw);
    if (!parsed.success || depth > MAX_DEPTH) {
      const detail = parsed.success ? 'too deep' : z.prettifyError(parsed.error);
      reading.issues.push({ problem: 'badComponent', at, detail });
      return [];
    }
    const component = parsed.data;
    const condition = component.conditional?.hide?.trim().replace(/^=/, '').trim() ?? '';
    const conditions = condition === '' ? hideWhen : [...hideWhen, condition];
    if ((FIELD_TYPES as readonly string[]).includes(component.type)) {
      const field = readField(component, at, conditions, reading);
      return field === null ? [] : [field];
    }
    if (LAYOUT_TYPES.includes(component.type)) {
      return [readLayout(component, at, conditions, reading, depth)];
    }
    reading.issues.push({
      problem: 'unknownComponent',
      at: component.key ?? component.id ?? at,
      detail: component.type,
    });
    return [];
  });
}

function readLayout(
  component: Component,
  at: string,
  hideWhen: readonly string[],
  reading: Reading,
  depth: number,
): FormLayout {
  if (component.path !== undefined && component.path !== '') {
    // Values are flat: a path would nest them out of reach of the rules.
    reading.issues.push({ problem: 'groupPath', at: component.id ?? at, detail: component.path });
  }
  const isGroup = component.type === 'group';
  return {
    item: 'LAYOUT',
    type: component.type as LayoutType,
    id: component.id ?? at,
    label: component.label ?? '',
    labelEn: property(component, 'labelEn'),
    text: component.text ?? '',
    textEn: property(component, 'textEn'),
    hideWhen,
    items: isGroup ? readItems(component.components ?? [], at, hideWhen, reading, depth + 1) : [],
    columns: component.layout?.columns ?? null,
  };
}

function readField(
  component: Component,
  place: string,
  hideWhen: readonly string[],
  reading: Reading,
): FormField | null {
  const key = component.key ?? '';
  const at = key || component.id || place;
  const report = (problem: FormProblem, detail: string) => reading.issues.push({ problem, at, detail });
  if (!KEY.test(key)) {
    report('badKey', key);
    return null;
  }
  if (reading.fields.some((field) => field.key === key)) {
    report('duplicateKey', key);
    return null;
  }
  const limitOf = (name: 'minLength' | 'maxLength' | 'min' | 'max') => {
    const value = component.validate?.[name] ?? '';
    const number = value === '' ? null : Number(value);
    if (number === null || Number.isFinite(number)) {
      return number;
    }
    report('badLimit', `${name}: ${value}`);
    return null;
  };
  const picker = component.properties?.picker;
  const pickerWorks = PICKERS.includes(picker as string) && component.type === 'textfield';
  if (picker !== undefined && !pickerWorks) {
    report('unknownPicker', String(picker));
  }
  if (component.valuesKey !== undefined || component.valuesExpression !== undefined) {
    report('dynamicValues', component.valuesKey ?? component.valuesExpression ?? '');
  }
  const field: FormField = {
    item: 'FIELD',
    type: component.type as FieldType,
    id: component.id ?? key,
    key,
    label: component.label ?? '',
    labelEn: property(component, 'labelEn'),
    description: component.description ?? '',
    descriptionEn: property(component, 'descriptionEn'),
    required: component.validate?.required ?? false,
    minLength: limitOf('minLength'),
    maxLength: limitOf('maxLength'),
    min: limitOf('min'),
    max: limitOf('max'),
    pattern: component.validate?.pattern || null,
    decimalDigits: component.decimalDigits ?? null,
    subtype: component.subtype ?? 'date',
    options: (component.values ?? []).map(({ value, label, labelEn = '' }) => ({ value, label, labelEn })),
    hideWhen,
    picker: pickerWorks ? (picker as Picker) : null,
    output: isTrue(component.properties?.output),
    readonly: isTrue(component.readonly),
    disabled: isTrue(component.disabled),
    defaultValue: component.defaultValue,
    columns: component.layout?.columns ?? null,
  };
  if (component.validate?.validationType !== undefined && component.validate.validationType !== 'custom') {
    report('unknownValidation', component.validate.validationType);
  }
  reading.fields.push(field);
  return field;
}

function property(component: Component, name: string): string {
  const value = component.properties?.[name];
  return typeof value === 'string' ? value : '';
}

/** Modelling tools store extension properties as texts. */
function isTrue(value: unknown): boolean {
  return value === true || value === 'true';
}
