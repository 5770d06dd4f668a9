/**
 * One line of the table.
 * @typedef {{ bench: string, name: string, figure: number, unit: string, target: string | null, kept: boolean | null, ratio: number | null, compared: string | null }} Figure
 */

/** What a bench found, figure by figure. */
export class Figures {
  constructor() {
    /** @type {Figure[]} */
    this.all = [];
  }

  /**
   * @param {string} bench @param {string} name what was measured @param {number} figure @param {string} unit
   * @param {{ atLeast?: number, atMost?: number, ratio?: number, compared?: string }} [judged] the target, if it has one, and how many
   *   times what it is compared with, measured in the same run, it is
   */
  add(bench, name, figure, unit, { atLeast, atMost, ratio, compared } = {}) {
    const target = atLeast !== undefined ? `≥ ${said(atLeast)}` : atMost !== undefined ? `≤ ${said(atMost)}` : null;
    const kept = target === null ? null : atLeast !== undefined ? figure >= atLeast : figure <= Number(atMost);
    this.all.push({ bench, name, figure, unit, target, kept, ratio: ratio ?? null, compared: compared ?? null });
  }

  /** A bench that died has kept nothing. @param {string} bench @param {unknown} error */
  failed(bench, error) {
    const name = `failed: ${error instanceof Error ? error.message.split('\n')[0] : String(error)}`;
    this.all.push({ bench, name, figure: 0, unit: '', target: null, kept: false, ratio: null, compared: null });
  }

  get kept() {
    return this.all.every(({ kept }) => kept !== false);
  }

  /** @returns {string} for people */
  table() {
    const rows = [
      ['bench', 'measured', 'figure', 'unit', 'target', '', 'ratio'],
      ...this.all.map(({ bench, name, figure, unit, target, kept, ratio, compared }) => [
        bench,
        name,
        said(figure),
        unit,
        target ?? '',
        kept === null ? '' : kept ? '✓' : '✗',
        ratio === null ? '' : `${said(ratio)} × ${compared ?? ''}`.trim(),
      ]),
    ];
    const widths = rows[0].map((_, column) => Math.max(...rows.map((row) => row[column].length)));
    const right = new Set([2]);
    const line = (row) =>
      row
        .map((text, at) => (right.has(at) ? text.padStart(widths[at]) : text.padEnd(widths[at])))
        .join('  ')
        .trimEnd();
    return `${rows.map((row) => `  ${line(row)}`).join('\n')}\n`;
  }
}

/** @param {number} value */
const said = (value) =>
  Math.abs(value) >= 1_000 ? Math.round(value).toLocaleString('en') : String(Number(value.toPrecision(3)));
