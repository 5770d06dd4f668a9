import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { groupEntries, groupsFeel } from './candidate-groups.js';

const FOLDER = join(import.meta.dirname, '../../../../workflows/processes');
const used = readdirSync(FOLDER).flatMap((name) =>
  [...readFileSync(join(FOLDER, name), 'utf8').matchAll(/candidateGroups="([^"]+)"/g)].map(([, feel = '']) =>
    feel.replaceAll('&quot;', '"'),
  ),
);

describe('candidate groups', () => {
  it.each([
    ['', []],
    ['="role:QC"', ['"role:QC"']],
    ['=["role:QC", "role:DI"]', ['"role:QC"', '"role:DI"']],
    ['= [ "unit:" + leadUnit + ":HA" ,"team:QC"]', ['"unit:" + leadUnit + ":HA"', '"team:QC"']],
    ['=["a,b", groups]', ['"a,b"', 'groups']],
  ])('of %s are its entries', (feel, entries) => {
    expect(groupEntries(feel)).toEqual(entries);
  });

  it.each(['=if a then ["role:QC"] else groups', '=["role:QC"', '=[upper case("x")]', '=append(x, "y")'])(
    'of %s are left to its author',
    (feel) => {
      expect(groupEntries(feel)).toBeNull();
    },
  );

  it('say the same after they were taken apart, for every step of the product', () => {
    expect(used.length).toBeGreaterThan(20);
    for (const feel of used) {
      const entries = groupEntries(feel);
      if (entries) expect(groupsFeel(entries)).toBe(feel);
      else expect(feel).toContain('if ');
    }
  });
});
