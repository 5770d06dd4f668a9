import type { Writable } from 'node:stream';
import { shanghaiIso } from '../../../../common/src/working-time/shanghai-time.js';
import { drained } from './drained.js';
import type { ExportRow, ExportWriter, Watermark } from './export.model.js';
import { exportColumns, exportWords } from './export-words.model.js';

const BOM = '\ufeff';

/** RFC 4180 in UTF-8 with a byte order mark, so that spreadsheets read Chinese; the watermark is the first line. */
export class CsvWriter implements ExportWriter {
  private begun = false;

  constructor(
    private readonly sink: Writable,
    private readonly mark: Watermark,
    private readonly signal: AbortSignal,
  ) {}

  async write(rows: readonly ExportRow[]): Promise<void> {
    const lines = rows.map((row) => exportColumns.map((column) => cell(row[column])).join(','));
    await this.put([...this.head(), ...lines]);
  }

  async end(): Promise<void> {
    await this.put(this.head());
    this.sink.end();
  }

  private head(): string[] {
    if (this.begun) return [];
    this.begun = true;
    const { columns } = exportWords[this.mark.language];
    return [`${BOM}${cell(this.mark.text)}`, exportColumns.map((column) => cell(columns[column])).join(',')];
  }

  private async put(lines: string[]): Promise<void> {
    if (lines.length === 0) return;
    if (!this.sink.write(`${lines.join('\r\n')}\r\n`)) await drained(this.sink, this.signal);
  }
}

/** Spreadsheets take a text that begins like a formula for one, and would run it: an apostrophe before it makes it a text. */
const LIKE_A_FORMULA = /^[=+\-@\t\r]/;

function cell(value: string | number | Date | null): string {
  if (value === null) return '';
  if (typeof value === 'number') return String(value);
  if (value instanceof Date) return localTime(value);
  const text = LIKE_A_FORMULA.test(value) ? `'${value}` : value;
  return /[",\r\n]/.test(text) ? `"${text.replaceAll('"', '""')}"` : text;
}

/** `2026-11-23 10:42`, the city's time. */
export const localTime = (at: Date): string => shanghaiIso(at.getTime()).slice(0, 16).replace('T', ' ');
