import { type HttpOutput, readHttpCall, takenFrom } from './http-call.js';

const output = (changes: Partial<HttpOutput>): HttpOutput => ({
  name: 'state',
  type: 'ENUM',
  path: 'data.state',
  choices: ['OPEN', 'SHUT'],
  ...changes,
});

describe('the settings of an HTTP call', () => {
  it('are read from the headers of the step', () => {
    const { settings, problems } = readHttpCall({
      method: 'POST',
      output1: 'permitState',
      output1Type: 'ENUM',
      output1Path: 'data.0.state',
      output1Choices: 'VALID, EXPIRED',
      output3: 'fee',
      output3Type: 'NUMBER',
      output3Path: 'fee',
    });
    expect(problems).toEqual([]);
    expect(settings).toEqual({
      method: 'POST',
      outputs: [
        { name: 'permitState', type: 'ENUM', path: 'data.0.state', choices: ['VALID', 'EXPIRED'] },
        { name: 'fee', type: 'NUMBER', path: 'fee', choices: [] },
      ],
    });
  });

  it.each([
    [{}, [{ setting: 'method', problem: 'missing' }]],
    [{ method: 'DELETE' }, [{ setting: 'method', problem: 'unknownValue' }]],
    [
      { method: 'GET', output1: 'x', output1Type: 'TEXT', output1Path: 'x' },
      [{ setting: 'output1Type', problem: 'missing' }],
    ],
    [
      { method: 'GET', output1: '状态', output1Type: 'NUMBER', output1Path: '$..x' },
      [
        { setting: 'output1', problem: 'badName' },
        { setting: 'output1Path', problem: 'badPath' },
      ],
    ],
    [
      { method: 'GET', output1: 'caseId', output1Type: 'NUMBER', output1Path: 'x' },
      [{ setting: 'output1', problem: 'reserved' }],
    ],
    [
      { method: 'GET', output2: 'a', output2Type: 'ENUM', output2Path: 'x' },
      [{ setting: 'output2Choices', problem: 'noChoices' }],
    ],
    [
      {
        method: 'GET',
        output1: 'a',
        output1Type: 'NUMBER',
        output1Path: 'x',
        output2: 'a',
        output2Type: 'DATE',
        output2Path: 'y',
      },
      [{ setting: 'output2', problem: 'twice' }],
    ],
  ])('that do not hold are named: %j', (headers, problems) => {
    expect(readHttpCall(headers).problems).toEqual(problems);
  });
});

describe('what an answer brings into the engine', () => {
  it.each([
    [output({}), { data: { state: 'OPEN' } }, 'OPEN'],
    [output({}), { data: { state: '王先生 19900001111' } }, null],
    [output({ choices: ['1', '2'] }), { data: { state: 2 } }, '2'],
    [output({ type: 'NUMBER', path: 'n' }), { n: 3.5 }, 3.5],
    [output({ type: 'NUMBER', path: 'n' }), { n: '3.5' }, null],
    [output({ type: 'NUMBER', path: 'n' }), { n: 1e300 }, null],
    [output({ type: 'BOOLEAN', path: 'list.1' }), { list: [false, true] }, true],
    [output({ type: 'BOOLEAN', path: 'b' }), { b: 'true' }, null],
    [output({ type: 'DATE', path: 'd' }), { d: '2026-09-30' }, '2026-09-30'],
    [output({ type: 'DATE', path: 'd' }), { d: '2026-09-30T08:00:00+08:00' }, '2026-09-30T08:00:00+08:00'],
    [output({ type: 'DATE', path: 'd' }), { d: '2026-09-30T08:00:00' }, null],
    [output({ type: 'DATE', path: 'd' }), { d: '2026-13-45' }, null],
    [output({}), null, null],
    [output({ path: 'constructor.name', choices: ['Object'] }), {}, null],
  ])('%j of %j is %j', (given, answer, value) => {
    expect(takenFrom(given, answer)).toBe(value);
  });
});
