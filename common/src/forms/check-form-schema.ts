import { conditionProblem } from './condition.js';
import { type FormField, type FormIssue, type FormItem, parseFormSchema } from './form-schema.js';

/**
 * Everything that keeps a form-js JSON schema from working as its author meant; empty for a form that may be deployed.
 * The engine keeps no texts of people, so an output is an enum, a number, a date, yes or no, or a picked category or unit.
 */
export function checkFormSchema(schema: unknown): FormIssue[] {
  const form = parseFormSchema(schema);
  const keys = form.fields.map(({ key }) => key);
  return [...form.issues, ...form.fields.flatMap(fieldIssues), ...conditionIssues(form.items, keys, [])];
}

function fieldIssues(field: FormField): FormIssue[] {
  const issues: FormIssue[] = [];
  const report = (problem: FormIssue['problem'], detail: string) => issues.push({ problem, at: field.key, detail });
  const hasOptions = field.type === 'radio' || field.type === 'select' || field.type === 'checklist';
  if (hasOptions && field.options.length === 0) {
    report('noValues', field.type);
  }
  const values = field.options.map(({ value }) => value);
  for (const value of new Set(values.filter((value, index) => values.indexOf(value) !== index))) {
    report('duplicateValue', String(value));
  }
  if (field.pattern !== null && !isPattern(field.pattern)) {
    report('badPattern', field.pattern);
  }
  if (field.output && !mayBeOutput(field)) {
    report('freeTextOutput', field.type);
  }
  return issues;
}

function mayBeOutput({ type, picker }: FormField): boolean {
  switch (type) {
    case 'textfield':
      return picker === 'category' || picker === 'unit';
    case 'textarea':
    case 'checklist':
      return false;
    default:
      return true;
  }
}

function conditionIssues(items: readonly FormItem[], keys: readonly string[], outer: readonly string[]): FormIssue[] {
  return items.flatMap((item) => {
    // Conditions of the groups around an item are reported at the group.
    const own = item.hideWhen.slice(outer.length);
    const at = item.item === 'FIELD' ? item.key : item.id;
    const issues = own.flatMap((condition) => {
      const found = conditionProblem(condition, keys);
      return found === null ? [] : [{ ...found, at }];
    });
    return item.item === 'LAYOUT' ? [...issues, ...conditionIssues(item.items, keys, item.hideWhen)] : issues;
  });
}

function isPattern(pattern: string): boolean {
  try {
    new RegExp(pattern, 'u');
    return true;
  } catch {
    return false;
  }
}
