import { componentsIn, type FormFile, type Json, list, object, text } from '../model-lint/read-form.js';
import { type Facts, type FactsOfModel, said } from './model-change.js';

/** What a form asks, field by field. Texts between fields have no key and are known by the editor's id. */
export function factsOfForm(form: FormFile): FactsOfModel {
  const facts = new Map<string, Facts>();
  for (const component of componentsIn(object(form.schema))) {
    const element = words(component.key) || words(component.id);
    if (element !== '') facts.set(element, factsOfField(element, component));
  }
  return facts;
}

function factsOfField(element: string, component: Json): Facts {
  const { required, ...limits } = object(component.validate);
  const properties = object(component.properties);
  const label = words(component.label) || words(component.text);
  return {
    thing: 'FIELD',
    name: label || element,
    aspects: said({
      LABEL: label,
      LABEL_EN: words(properties.labelEn),
      TYPE: words(component.type),
      REQUIRED: required === true ? 'true' : undefined,
      LIMITS: listed(limits),
      OPTIONS: optionsOf(component.values),
      OUTPUT: String(properties.output) === 'true' ? 'true' : undefined,
      SHOWN_WHEN: words(object(component.conditional).hide),
    }),
  };
}

function optionsOf(values: unknown): string {
  return list(values)
    .map((value) => `${words(object(value).label)} (${String(object(value).value ?? '')})`)
    .join(', ');
}

const listed = (entries: Json): string =>
  Object.entries(entries)
    .map(([key, value]) => `${key}: ${String(value)}`)
    .sort()
    .join(', ');
const words = (value: unknown): string => text(value).trim();
