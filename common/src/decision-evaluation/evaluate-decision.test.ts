import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { type DecisionTable, readDmn } from '../model-lint/read-dmn.js';
import { evaluateDecision } from './evaluate-decision.js';

const table = (changes: Partial<DecisionTable>): DecisionTable => ({
  hitPolicy: 'FIRST',
  aggregation: '',
  inputs: [{ expression: 'n', label: '', allowed: '' }],
  outputs: [{ name: 'out', label: '' }],
  rows: [
    { id: 'small', inputs: ['< 10'], outputs: ['"small"'] },
    { id: 'any', inputs: ['-'], outputs: ['n + 1'] },
  ],
  ...changes,
});
const answer = (changes: Partial<DecisionTable>, variables: Record<string, unknown>) =>
  evaluateDecision(table(changes), variables);

it('answers the first row that matches, with the value of its one output', () => {
  expect(answer({}, { n: 3 })).toEqual({ output: 'small', matchedRules: ['small'], failure: null });
  expect(answer({}, { n: 30 })).toMatchObject({ output: 31, matchedRules: ['any'] });
});

it('answers null where no row matches and where an input is missing', () => {
  const rows = [{ id: 'r', inputs: ['> 1'], outputs: ['1'] }];
  expect(answer({ rows }, { n: 0 }).output).toBeNull();
  expect(answer({ rows }, {}).output).toBeNull();
  expect(answer({ rows, hitPolicy: 'COLLECT' }, { n: 0 }).output).toBeNull();
});

it('fails where two rows of a UNIQUE table match', () => {
  expect(answer({ hitPolicy: 'UNIQUE' }, { n: 3 })).toMatchObject({
    output: null,
    failure: '2 rows match: small, any',
  });
});

it('collects, and adds up', () => {
  const rows = [
    { id: 'a', inputs: ['-'], outputs: ['5'] },
    { id: 'b', inputs: ['3, 4'], outputs: ['7'] },
  ];
  expect(answer({ hitPolicy: 'RULE ORDER', rows }, { n: 3 }).output).toEqual([5, 7]);
  expect(answer({ hitPolicy: 'COLLECT', aggregation: 'SUM', rows }, { n: 3 }).output).toBe(12);
  expect(answer({ hitPolicy: 'COLLECT', aggregation: 'COUNT', rows }, { n: 9 }).output).toBe(1);
});

it('never throws at what cannot be read', () => {
  expect(answer({ rows: [{ id: 'r', inputs: ['(('], outputs: ['1'] }] }, { n: 1 }).output).toBeNull();
});

it('answers the limits of the shipped table', () => {
  const xml = readFileSync(join(import.meta.dirname, '../../../workflows/decisions/dmn_deadlines.dmn'), 'utf8');
  const limits = readDmn('dmn_deadlines.dmn', xml).decisions[0]?.table as DecisionTable;
  expect(evaluateDecision(limits, { urgency: 4, caseType: 'HELP', statutoryLimit: '' }).output).toMatchObject({
    ACCEPT: '15m',
    HANDLE: '2h',
    EXTENSION: null,
  });
  expect(evaluateDecision(limits, { urgency: 2, caseType: 'COMPLAINT', statutoryLimit: '45wd' }).output).toMatchObject({
    HANDLE: '45wd',
  });
});
