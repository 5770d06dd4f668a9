import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import type { ModelKind } from '../model-text/read-model-text.js';
import { compareModels, UnreadableModel } from './compare-models.js';
import type { ModelChange } from './model-change.js';

const shipped = (path: string): string => readFileSync(join(import.meta.dirname, '../../../workflows', path), 'utf8');
const ROUTE = shipped('processes/case-main.bpmn');
const DEADLINES = shipped('decisions/dmn_deadlines.dmn');
const HANDLE = shipped('forms/form-handle.form');

/** Replaces what must be there exactly once. */
function edited(text: string, what: string, by: string): string {
  expect(text.split(what)).toHaveLength(2);
  return text.replace(what, () => by);
}

async function changed(kind: ModelKind, before: string, after: string): Promise<Partial<ModelChange>[]> {
  const changes = await compareModels(kind, before, after);
  return changes.map(({ kind: how, thing, aspect, element, before: was, after: is }) => ({
    kind: how,
    thing,
    aspect,
    element,
    before: was,
    after: is,
  }));
}

it.each([
  ['PROCESS', ROUTE],
  ['DECISION', DEADLINES],
  ['FORM', HANDLE],
] as const)('finds nothing between a %s and itself', async (kind, content) => {
  expect(await compareModels(kind, content, content)).toEqual([]);
});

describe('between two versions of a process', () => {
  it('says a limit, candidates, a form and a name of a step', async () => {
    const step = /<bpmn:userTask id="closeReview"[\s\S]*?<\/bpmn:userTask>/.exec(ROUTE)?.[0] ?? '';
    const other = step
      .replace(/name="[^"]*"/, 'name="办结再审"')
      .replace(/formId="[^"]*"/, 'formId="form-other"')
      .replace(/candidateGroups="[^"]*"/, 'candidateGroups="=&#34;role:LD&#34;"')
      .replace('key="clock" value="CLOSE_REVIEW"', 'key="clock" value="FOLLOW_UP"');
    const changes = await changed('PROCESS', ROUTE, edited(ROUTE, step, other));
    expect(changes.map(({ element, aspect }) => [element, aspect])).toEqual(
      expect.arrayContaining([
        ['closeReview', 'NAME'],
        ['closeReview', 'FORM'],
        ['closeReview', 'CANDIDATES'],
        ['closeReview', 'LIMIT'],
      ]),
    );
    expect(changes).toContainEqual({
      kind: 'CHANGED',
      thing: 'STEP',
      aspect: 'LIMIT',
      element: 'closeReview',
      before: 'CLOSE_REVIEW',
      after: 'FOLLOW_UP',
    });
    // The ways from and to it are the same under its new name.
    expect(new Set(changes.map(({ element }) => element))).toEqual(new Set(['closeReview']));
  });

  it('says the condition of a way', async () => {
    const [, condition = ''] = /<bpmn:conditionExpression[^>]*>([^<]+)</.exec(ROUTE) ?? [];
    const after = ROUTE.replace(`>${condition}<`, '>=urgency &gt; 3<');
    expect(await changed('PROCESS', ROUTE, after)).toContainEqual(
      expect.objectContaining({ thing: 'FLOW', aspect: 'CONDITION', after: '=urgency > 3' }),
    );
  });

  it('names what came and what went, with the way of a flow', async () => {
    const without = ROUTE.replace(/<bpmn:userTask id="closeReview"[\s\S]*?<\/bpmn:userTask>/, '');
    expect(await changed('PROCESS', ROUTE, without)).toContainEqual(
      expect.objectContaining({ kind: 'REMOVED', thing: 'STEP', aspect: 'THING', element: 'closeReview' }),
    );
    expect(await changed('PROCESS', without, ROUTE)).toContainEqual(
      expect.objectContaining({ kind: 'ADDED', thing: 'STEP', aspect: 'THING', element: 'closeReview' }),
    );
  });

  it('does not speak of where things are drawn', async () => {
    const moved = ROUTE.replace(/<dc:Bounds x="\d+"/, '<dc:Bounds x="9999"');
    expect(moved).not.toBe(ROUTE);
    expect(await compareModels('PROCESS', ROUTE, moved)).toEqual([]);
  });
});

describe('between two versions of a decision', () => {
  const rule = /<rule id="([^"]+)">[\s\S]*?<\/rule>/;
  const [first = '', id = ''] = rule.exec(DEADLINES) ?? [];

  it('says a row before and after, and a row that is gone', async () => {
    const text = /<outputEntry[^>]*>\s*<text>([^<]*)<\/text>/.exec(first)?.[1] ?? '';
    const row = first.replace(`<text>${text}</text>`, '<text>"7wd"</text>');
    const [change] = await changed(
      'DECISION',
      DEADLINES,
      DEADLINES.replace(first, () => row),
    );
    expect(change).toMatchObject({ kind: 'CHANGED', thing: 'ROW', aspect: 'ROW', element: id });
    expect(change?.after).toContain('"7wd"');
    expect(change?.before).not.toContain('"7wd"');
    expect(await changed('DECISION', DEADLINES, DEADLINES.replace(first, ''))).toContainEqual(
      expect.objectContaining({ kind: 'REMOVED', thing: 'ROW', element: id }),
    );
  });

  it('says that the same rows come in another order', async () => {
    const rest = DEADLINES.replace(first, '');
    const [second = ''] = rule.exec(rest) ?? [];
    const swapped = rest.replace(second, () => `${second}${first}`);
    const [change, ...others] = await changed('DECISION', DEADLINES, swapped);
    expect(others).toEqual([]);
    expect(change).toMatchObject({ thing: 'DECISION', aspect: 'ROW_ORDER' });
    expect(change?.after).toMatch(/^2, 1/);
  });
});

describe('between two versions of a form', () => {
  const form = JSON.parse(HANDLE) as { components: { key: string; validate?: { required?: boolean } }[] };
  const withFields = (components: unknown[]): string => JSON.stringify({ ...form, components });

  it('says a field that is no longer required, one that came, and another order', async () => {
    const [first, ...others] = form.components;
    const loose = { ...first, validate: { ...first?.validate, required: false } };
    const fresh = { type: 'textfield', key: 'fresh', label: '新的一问' };
    expect(await changed('FORM', HANDLE, withFields([loose, ...others, fresh]))).toEqual([
      { kind: 'CHANGED', thing: 'FIELD', aspect: 'REQUIRED', element: first?.key, before: 'true', after: null },
      { kind: 'ADDED', thing: 'FIELD', aspect: 'THING', element: 'fresh', before: null, after: null },
    ]);
    const [order] = await changed('FORM', HANDLE, withFields([...others, first]));
    expect(order).toMatchObject({ thing: 'FORM', aspect: 'FIELD_ORDER' });
  });
});

it('says which of the two cannot be read', async () => {
  await expect(compareModels('PROCESS', ROUTE, '<broken')).rejects.toMatchObject({ which: 'after' });
  await expect(compareModels('FORM', 'no JSON', HANDLE)).rejects.toBeInstanceOf(UnreadableModel);
});
