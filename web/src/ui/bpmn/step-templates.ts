import type { Language } from '../../lib/i18n.js';

/** An element template of workflows/templates: Chinese, with its English beside it in `metadata.en`. */
export interface StepTemplate {
  id: string;
  name: string;
  description?: string;
  metadata?: {
    en?: {
      name: string;
      description?: string;
      groups?: Record<string, string>;
      properties?: Record<string, EnglishProperty>;
    };
  };
  groups?: { id: string; label: string }[];
  properties: {
    id?: string;
    label?: string;
    description?: string;
    value?: string;
    binding: { type: string; property?: string };
    choices?: { name: string; value: string }[];
  }[];
}
interface EnglishProperty {
  label?: string;
  description?: string;
  choices?: Record<string, string>;
}

const files = import.meta.glob<{ default: StepTemplate }>('../../../../workflows/templates/*.json', { eager: true });

/** The templates of steps that the platform does something for, in the reader's language. */
export function stepTemplates(language: Language): StepTemplate[] {
  const all = Object.values(files).map((file) => file.default);
  return language === 'en' ? all.map(inEnglish) : all;
}

function inEnglish(template: StepTemplate): StepTemplate {
  const english = template.metadata?.en;
  if (!english) return template;
  return {
    ...template,
    name: english.name,
    ...(english.description ? { description: english.description } : {}),
    ...(template.groups
      ? { groups: template.groups.map(({ id, label }) => ({ id, label: english.groups?.[id] ?? label })) }
      : {}),
    properties: template.properties.map((property) => {
      const words = english.properties?.[property.id ?? ''];
      if (!words) return property;
      return {
        ...property,
        ...(words.label ? { label: words.label } : {}),
        ...(words.description ? { description: words.description } : {}),
        ...(property.choices
          ? { choices: property.choices.map(({ name, value }) => ({ name: words.choices?.[value] ?? name, value })) }
          : {}),
      };
    }),
  };
}

/** The type of the job that a step of this template makes; undefined where it makes none. */
export function jobOfTemplate({ properties }: Pick<StepTemplate, 'properties'>): string | undefined {
  const type = properties.find(
    ({ binding }) =>
      binding.type === 'zeebe:taskDefinition:type' ||
      (binding.type === 'zeebe:taskDefinition' && binding.property === 'type'),
  );
  return type?.value;
}
