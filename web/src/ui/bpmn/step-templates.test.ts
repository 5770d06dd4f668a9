import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { Ajv } from 'ajv';
import { JOBS } from '../../../../common/src/model-lint/platform.js';

/** Comes with the editor of element templates. */
const SCHEMA = join(
  import.meta.dirname,
  '../../../../node_modules/@camunda/zeebe-element-templates-json-schema/resources/schema.json',
);
const FOLDER = join(import.meta.dirname, '../../../../workflows/templates');
const templates = readdirSync(FOLDER).map((name) => ({
  name,
  template: JSON.parse(readFileSync(join(FOLDER, name), 'utf8')),
}));
type Property = { id?: string; value?: string; label?: string; choices?: unknown[]; binding: Record<string, string> };

describe('templates of steps', () => {
  it('follow the schema of element templates', () => {
    const schema = JSON.parse(readFileSync(SCHEMA, 'utf8'));
    const isTemplate = new Ajv({ strict: false }).compile(schema);
    for (const { name, template } of templates) {
      isTemplate(template);
      expect([name, isTemplate.errors]).toEqual([name, null]);
    }
  });

  it('are there once for every job that the platform takes, and for no other', () => {
    const types = templates.flatMap(({ template }) =>
      template.properties
        .filter(({ binding }: Property) => binding.type === 'zeebe:taskDefinition' && binding.property === 'type')
        .map(({ value }: Property) => value),
    );
    // A test of the server compares this list with its handlers, and another the models with it.
    expect(types.sort()).toEqual(Object.keys(JOBS).sort());
  });

  it('have their English beside their Chinese', () => {
    for (const { name, template } of templates) {
      const { en } = template.metadata;
      expect([name, Boolean(en.name && en.description)]).toEqual([name, true]);
      for (const { id = '', label, choices } of template.properties as Property[]) {
        if (label) expect([name, id, en.properties[id]?.label]).toEqual([name, id, expect.any(String)]);
        if (choices) expect([name, id, Object.keys(en.properties[id].choices)]).toHaveLength(3);
      }
    }
  });
});
