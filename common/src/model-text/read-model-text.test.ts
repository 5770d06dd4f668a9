import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { readModelText } from './read-model-text.js';

const shipped = (path: string) => readFileSync(join(import.meta.dirname, '../../../workflows', path), 'utf8');
const process = (inner: string, prefix = 'bpmn:') =>
  `<?xml version="1.0"?><${prefix}definitions xmlns${prefix ? ':bpmn' : ''}="http://www.omg.org/spec/BPMN/20100524/MODEL">${inner}</${prefix}definitions>`;
const problemOf = (text: string) => {
  const { problem, ...rest } = readModelText(text);
  return 'line' in rest && rest.line !== null ? `${problem} in line ${rest.line}` : problem;
};

describe('a model says of itself', () => {
  it.each([
    ['processes/case-main.bpmn', { kind: 'PROCESS', id: 'case-main', name: '工单主流程' }],
    ['decisions/dmn_urgency.dmn', { kind: 'DECISION', id: 'dmn_urgency', name: '紧急程度' }],
    ['forms/form-handle.form', { kind: 'FORM', id: 'form-handle', name: 'form-handle' }],
  ])('what it is: %s', (path, model) => {
    expect(readModelText(shipped(path)).model).toEqual(model);
  });

  it('the process that runs, of several, with its name as it is read', () => {
    const pools = '<process id="citizen"/><process id="office" isExecutable="true" name="A &amp; B"/>';
    expect(readModelText(`\ufeff${process(pools, '')}`).model).toEqual({
      kind: 'PROCESS',
      id: 'office',
      name: 'A & B',
    });
  });

  it('the process that was drawn, where none runs and the first is empty', () => {
    const pools = '<bpmn:process id="main"/><bpmn:process id="pool"><bpmn:startEvent id="s"/></bpmn:process>';
    expect(readModelText(process(pools)).model?.id).toBe('pool');
  });

  it.each([
    ['', 'empty'],
    ['hello', 'notJson'],
    ['{"components": []}', 'noFormId'],
    ['{"id": "a"}', 'otherLanguage'],
    ['<a/>', 'otherLanguage'],
    ['<a>\n<b>\n</a>', 'notXml in line 3'],
    [process(''), 'noProcess'],
    [process('<bpmn:process id="a/b"/>'), 'unusableId'],
    [process('<bpmn:process id="a"/>\u0000'), 'controlCharacters'],
    [process(`<bpmn:process id="a"/>${' '.repeat(10 * 1024 * 1024)}`), 'tooLarge'],
  ])('why it is none', (text, problem) => {
    expect(problemOf(text)).toBe(problem);
  });
});

it('never throws, whatever is made of a model', () => {
  const text = shipped('processes/case-void.bpmn');
  let seed = 7;
  const random = (below: number) => {
    seed = (seed * 48_271) % 2_147_483_647;
    return seed % below;
  };
  for (let round = 0; round < 300; round += 1) {
    const at = random(text.length);
    const broken = `${text.slice(0, at)}${'<>&"\'/=!?-[]'.charAt(random(12))}${text.slice(at + random(40))}`;
    expect(() => readModelText(broken)).not.toThrow();
  }
});
