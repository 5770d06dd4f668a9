import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { feelNames } from '../../../../common/src/model-lint/feel-names.js';
import { readBpmn } from '../../../../common/src/model-lint/read-bpmn.js';
import { SAMPLE_CASES, sampleValue, writtenValue } from './sample-cases.js';

const PROCESSES = join(import.meta.dirname, '../../../../workflows/processes');

describe('sample cases', () => {
  it('have a value for everything that a condition of the shipped processes reads', async () => {
    const files = readdirSync(PROCESSES).map((name) => readBpmn(name, readFileSync(join(PROCESSES, name), 'utf8')));
    const read = (await Promise.all(files)).flatMap(({ processes }) =>
      processes.flatMap(({ elements }) =>
        elements.flatMap(({ conditionExpression }) => feelNames(conditionExpression?.body?.trim())),
      ),
    );
    expect(read.length).toBeGreaterThan(20);
    for (const sample of SAMPLE_CASES)
      expect(read.filter((name) => sampleValue(sample, name) === undefined)).toEqual([]);
  });

  it('take values as people write them', () => {
    expect(['3', '-1.5', 'true', 'false', '', ' null ', 'ACCEPT'].map(writtenValue)).toEqual([
      3,
      -1.5,
      true,
      false,
      null,
      null,
      'ACCEPT',
    ]);
  });
});
