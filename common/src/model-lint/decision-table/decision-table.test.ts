import { CITY, shippedModels } from '../../../../tests/support/shipped-models.js';
import type { Finding } from '../finding.js';
import { lintModels } from '../lint-models.js';

const shipped = shippedModels();

/** A table with these rows; each is its input cells, then the output. */
function table(policy: string, inputs: readonly string[], rows: readonly (readonly string[])[], output = 'result') {
  const written = (text: string) => text.replaceAll('&', '&amp;').replaceAll('<', '&lt;');
  const cell = (name: string, text = '') => `<${name}><text>${written(text)}</text></${name}>`;
  const content = `<definitions xmlns="https://www.omg.org/spec/DMN/20191111/MODEL/" id="d" name="d" namespace="n">
<decision id="own_table" name="t"><decisionTable ${policy}>
${inputs.map((input) => `<input>${cell('inputExpression', input)}</input>`).join('')}
<output name="${output}"/>
${rows
  .map(
    (row, index) =>
      `<rule id="row${index + 1}">${row
        .slice(0, -1)
        .map((text) => cell('inputEntry', text))
        .join('')}${cell('outputEntry', row.at(-1))}</rule>`,
  )
  .join('')}
</decisionTable></decision></definitions>`;
  return lintModels([...shipped, { path: 'own.dmn', content }], ['own.dmn'], CITY);
}

const seen = (findings: readonly Finding[]) => findings.map(({ rule, element }) => `${rule}: ${element}`);

describe('a decision table', () => {
  const about = async (findings: Promise<Finding[]>) =>
    (await findings)
      .filter(({ rule }) => rule.startsWith('decision-'))
      .map(({ rule, element, details }) => [rule, element, details.example ?? details.cell ?? '']);

  it('of UNIQUE rows must not hit twice', async () => {
    expect(
      await about(
        table(
          '',
          ['n', 's'],
          [
            ['< 5', '-', '1'],
            ['>= 4', '"A"', '2'],
            ['>= 4', 'not("A")', '3'],
          ],
        ),
      ),
    ).toEqual([
      ['decision-overlap', 'row2', 'n = 4, s = "A"'],
      ['decision-overlap', 'row3', 'n = 4, s = "…"'],
    ]);
    expect(
      await about(
        table(
          '',
          ['n'],
          [
            ['< 5', '1'],
            ['>= 5', '2'],
          ],
        ),
      ),
    ).toEqual([]);
  });

  it('of ANY rows may hit twice with one answer', async () => {
    expect(
      await about(
        table(
          'hitPolicy="ANY"',
          ['n'],
          [
            ['<= 5', '1'],
            ['>= 5', '1'],
          ],
        ),
      ),
    ).toEqual([]);
    expect(
      await about(
        table(
          'hitPolicy="ANY"',
          ['n'],
          [
            ['<= 5', '1'],
            ['>= 5', '2'],
          ],
        ),
      ),
    ).toEqual([['decision-overlap', 'row2', 'n = 5']]);
  });

  it('is told where no row hits, with an example', async () => {
    expect(
      await about(
        table(
          '',
          ['n'],
          [
            ['[1..5]', '1'],
            ['> 6.5', '2'],
            ['< 1', '3'],
          ],
        ),
      ),
    ).toEqual([['decision-gap', 'own_table', 'n = 5.75']]);
    expect(
      await about(
        table(
          '',
          ['s', 'b'],
          [
            ['"A", "B"', 'true', '1'],
            ['not("A", "B")', '-', '2'],
          ],
        ),
      ),
    ).toEqual([['decision-gap', 'own_table', 's = "A", b = false']]);
    expect(
      await about(
        table(
          'hitPolicy="FIRST"',
          ['d'],
          [
            ['< date("2026-01-01")', '1'],
            ['> @"2026-01-01"', '2'],
          ],
        ),
      ),
    ).toEqual([['decision-gap', 'own_table', 'd = 2026-01-01']]);
    expect(
      await about(
        table(
          'hitPolicy="FIRST"',
          ['d'],
          [
            ['starts with(?, "05")', '1'],
            ['null', '2'],
          ],
        ),
      ),
    ).toMatchObject([['decision-gap', 'own_table', 'd = "…"']]);
  });

  it('knows the choices of forms, and what the author promises', async () => {
    expect(
      await about(
        table(
          '',
          ['closeType'],
          [
            ['"SOLVED", "PARTLY_SOLVED"', '1'],
            ['"EXPLAINED"', '2'],
          ],
        ),
      ),
    ).toEqual([]);
    expect(
      await about(
        table(
          '',
          ['closeType'],
          [
            ['"SOLVED"', '1'],
            ['"EXPLAINED"', '2'],
          ],
        ),
      ),
    ).toEqual([['decision-gap', 'own_table', 'closeType = "PARTLY_SOLVED"']]);
  });

  it('of FIRST rows is told which row never counts', async () => {
    expect(
      await about(
        table(
          'hitPolicy="FIRST"',
          ['n', 's'],
          [
            ['< 5', '-', '1'],
            ['>= 3', '-', '2'],
            ['4', '"A"', '3'],
            ['-', '-', '4'],
          ],
        ),
      ),
    ).toEqual([
      ['decision-unreachable-row', 'row3', ''],
      ['decision-unreachable-row', 'row4', ''],
    ]);
  });

  it('that collects may find nothing', async () => {
    expect(
      await about(
        table(
          'hitPolicy="COLLECT"',
          ['n'],
          [
            ['< 5', '1'],
            ['< 3', '2'],
          ],
        ),
      ),
    ).toEqual([]);
  });

  it('is told which cell is not understood, and nothing is guessed', async () => {
    expect(
      await about(
        table(
          '',
          ['n'],
          [
            ['limit + 1', '1'],
            ['< 3', '2'],
            ['< 4', '3'],
          ],
        ),
      ),
    ).toEqual([
      ['decision-not-analysed', 'row1', 'limit + 1'],
      ['decision-overlap', 'row3', 'n = 2'],
    ]);
  });

  it('of levels never gives less for more', async () => {
    const rows = (level: string) => [
      ['>= 2', '3'],
      ['>= 5', level],
    ];
    const told = async (level: string) =>
      seen(await table('hitPolicy="COLLECT" aggregation="MAX"', ['n'], rows(level), 'level'));
    expect(await told('2')).toEqual(['escalation-levels: row2']);
    expect(await told('4')).toEqual([]);
  });
});
