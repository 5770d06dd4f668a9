import type { CellValue } from 'exceljs';
import { ImportRefused } from '../administration.errors.js';
import { checkArchive } from './check-archive.js';
import type { ColumnWords } from './table-words.js';

export const LARGEST_FILE = 5 * 1024 * 1024;
export const MOST_LINES = 20_000;

export interface TableLine {
  /** As the program that made the table counts: the header is 1. */
  line: number;
  /** Field → what is written there, without blanks around. */
  cells: Record<string, string>;
}

export interface Table {
  sheet: string;
  /** Field → letter of its column. */
  columns: Record<string, string>;
  lines: TableLine[];
}

/**
 * The first sheet of an uploaded workbook; headers in either language, in any order, and columns nobody knows are ignored.
 * @throws ImportRefused
 */
export async function readTable(file: Buffer, words: readonly ColumnWords[]): Promise<Table> {
  if (file.length > LARGEST_FILE) throw new ImportRefused('tooLarge');
  checkArchive(file);
  // Only when somebody imports: the library is a third of a second of every start.
  const { default: ExcelJS } = await import('exceljs');
  const workbook = new ExcelJS.Workbook();
  try {
    await workbook.xlsx.load(file as never);
  } catch {
    throw new ImportRefused('notATable');
  }
  const sheet = workbook.worksheets[0];
  if (!sheet) throw new ImportRefused('empty');
  if (sheet.rowCount - 1 > MOST_LINES) throw new ImportRefused('tooManyLines', { most: MOST_LINES });
  const header = sheet.getRow(1);
  const places = new Map<string, number>();
  header.eachCell((cell, place) => {
    const said = textOf(cell.value).toLowerCase();
    const known = words.find(({ header: { zh, en } }) => said === zh.toLowerCase() || said === en.toLowerCase());
    if (known && !places.has(known.field)) places.set(known.field, place);
  });
  if (places.size === 0) throw new ImportRefused('noHeader');
  const missing = words.filter(({ field, needed }) => needed && !places.has(field));
  if (missing.length > 0)
    throw new ImportRefused('missingColumn', {
      sheet: sheet.name,
      zh: missing.map((column) => column.header.zh).join('、'),
      en: missing.map((column) => column.header.en).join(', '),
    });
  const lines: TableLine[] = [];
  sheet.eachRow((row, line) => {
    if (line === 1) return;
    const cells = Object.fromEntries([...places].map(([field, place]) => [field, textOf(row.getCell(place).value)]));
    if (Object.values(cells).some((text) => text !== '')) lines.push({ line, cells });
  });
  if (lines.length === 0) throw new ImportRefused('empty');
  const columns = Object.fromEntries([...places].map(([field, place]) => [field, sheet.getColumn(place).letter]));
  return { sheet: sheet.name, columns, lines };
}

function textOf(value: CellValue): string {
  if (value === null || value === undefined) return '';
  if (typeof value !== 'object') return String(value).trim();
  if (value instanceof Date) return value.toISOString();
  if ('richText' in value)
    return value.richText
      .map(({ text }) => text)
      .join('')
      .trim();
  if ('text' in value) return textOf(value.text as CellValue);
  if ('result' in value) return textOf(value.result as CellValue);
  return '';
}
