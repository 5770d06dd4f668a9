import { holds } from './condition.js';
import { readFieldValue } from './field-value.js';
import type { FormField, FormItem, FormSchema } from './form-schema.js';

/** The fields a person sees with these values, in order, those inside groups too. Never throws on odd values. */
export function visibleFields(schema: FormSchema, data: unknown): FormField[] {
  const isVisible = visibility(schema, data);
  return schema.fields.filter(isVisible);
}

/** The page with hidden parts left out, groups nested: what the browser draws. */
export function visibleItems(schema: FormSchema, data: unknown): FormItem[] {
  const isVisible = visibility(schema, data);
  const prune = (items: readonly FormItem[]): FormItem[] =>
    items
      .filter(isVisible)
      .map((item) => (item.item === 'LAYOUT' && item.items.length > 0 ? { ...item, items: prune(item.items) } : item));
  return prune(schema.items);
}

/** The value a client sent under a key of its own; inherited properties and other shapes of data count as nothing. */
export function sentValue(data: unknown, key: string): unknown {
  return typeof data === 'object' && data !== null && Object.hasOwn(data, key)
    ? (data as Record<string, unknown>)[key]
    : undefined;
}

/**
 * A hidden field counts as empty for the conditions of others, so hiding can go on from field to field. Each round
 * settles one step of such a chain; conditions that hide each other in a circle stop after as many rounds as fields.
 */
function visibility(schema: FormSchema, data: unknown): (item: FormItem) => boolean {
  const conditions = conditionsOf(schema.items);
  const read = schema.fields.map((field) => [field, readFieldValue(field, sentValue(data, field.key)).value] as const);
  let hiding: ReadonlySet<string> = new Set();
  const isVisible = (item: FormItem) => !item.hideWhen.some((condition) => hiding.has(condition));
  for (let round = 0; round <= schema.fields.length; round += 1) {
    const values = Object.fromEntries(read.map(([field, value]) => [field.key, isVisible(field) ? value : null]));
    const next = new Set([...conditions].filter((condition) => holds(condition, values)));
    if (next.size === hiding.size && [...next].every((condition) => hiding.has(condition))) {
      break;
    }
    hiding = next;
  }
  return isVisible;
}

function conditionsOf(items: readonly FormItem[]): Set<string> {
  return new Set(
    items.flatMap((item) => [...item.hideWhen, ...(item.item === 'LAYOUT' ? conditionsOf(item.items) : [])]),
  );
}
