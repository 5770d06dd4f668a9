import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { modelChanges } from './model-changes.js';

const read = (path: string) => readFileSync(join(import.meta.dirname, '../../../../../workflows', path), 'utf8');
const inspection = read('processes/case-inspection.bpmn');
const urgency = read('decisions/dmn_urgency.dmn');
const handle = read('forms/form-handle.form');

describe('what differs between two texts of a model', () => {
  it.each([
    ['PROCESS', inspection],
    ['DECISION', urgency],
    ['FORM', handle],
  ] as const)('is nothing where they say the same: %s', async (kind, text) => {
    expect(await modelChanges(kind, text, text)).toEqual([]);
  });

  it('names steps of a process: other people, another name, another place, gone', async () => {
    const otherPeople = inspection.replace('role:SU', 'role:QC');
    expect(await modelChanges('PROCESS', inspection, otherPeople)).toEqual([
      { what: 'changed', id: 'inspectOnSite', name: '现场督查', type: 'UserTask' },
    ]);
    const moved = inspection.replace('x="260" y="120"', 'x="300" y="120"');
    expect(await modelChanges('PROCESS', inspection, moved)).toEqual([
      { what: 'moved', id: 'inspectOnSite', name: '现场督查', type: 'UserTask' },
    ]);
    const longer = inspection.replace('<bpmn:endEvent', '<bpmn:task id="more" name="再看一次" />\n    <bpmn:endEvent');
    const added = { id: 'more', name: '再看一次', type: 'Task' };
    expect(await modelChanges('PROCESS', inspection, longer)).toEqual([{ what: 'added', ...added }]);
    expect(await modelChanges('PROCESS', longer, inspection)).toEqual([{ what: 'removed', ...added }]);
  });

  it('names questions of a form', async () => {
    const form = JSON.parse(handle);
    form.components[0].label = '怎么办的';
    form.components.pop();
    form.components.push({ type: 'checkbox', key: 'seen', label: '看过' });
    expect(await modelChanges('FORM', handle, JSON.stringify(form))).toEqual([
      { what: 'added', id: 'seen', name: '看过', type: 'checkbox' },
      { what: 'removed', id: 'evidence', name: '佐证材料', type: 'textfield' },
      { what: 'changed', id: 'measures', name: '怎么办的', type: 'textarea' },
    ]);
  });

  it('names rows of a decision table', async () => {
    const [row] = /<rule id="[^"]+">[\s\S]*?<\/rule>/.exec(urgency)!;
    const id = /id="([^"]+)"/.exec(row)![1];
    const without = await modelChanges('DECISION', urgency, urgency.replace(row, ''));
    expect(without).toEqual([expect.objectContaining({ what: 'removed', id, type: 'row' })]);
  });

  it('is unknown where one of them is no model', async () => {
    for (const kind of ['PROCESS', 'DECISION', 'FORM'] as const)
      expect(await modelChanges(kind, inspection, 'nothing at all')).toBeNull();
  });
});
