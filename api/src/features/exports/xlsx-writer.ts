import type { Writable } from 'node:stream';
import ExcelJS from 'exceljs';
import { SHANGHAI_OFFSET_MS } from '../../../../common/src/working-time/shanghai-time.js';
import { drained } from './drained.js';
import type { ExportRow, ExportWriter, Watermark } from './export.model.js';
import { type ExportColumn, exportColumns, exportWords } from './export-words.model.js';

/** A sheet holds 1,048,576 rows; two are the head. */
const ROWS_OF_A_SHEET = 1_000_000;
/** Bytes that may wait to be compressed. */
const MUCH = 1024 * 1024;

const WIDTHS: Partial<Record<ExportColumn, number>> = { number: 18, title: 48, category: 32, place: 24, unit: 18 };

/**
 * What of the sheet's stream tells whether it is read as fast as it is written; not among the library's types. Its streams are of an age
 * that has no `writableLength`.
 */
interface SheetStream {
  pipes: (NodeJS.EventEmitter & { _writableState: { length: number } })[];
}

/** One sheet after the other, written as rows come; the watermark stands in the first row and below every printed page. */
export class XlsxWriter implements ExportWriter {
  private readonly book: ExcelJS.stream.xlsx.WorkbookWriter;
  private sheet: ExcelJS.Worksheet | null = null;
  private sheets = 0;
  private rows = 0;

  constructor(
    sink: Writable,
    private readonly mark: Watermark,
    private readonly signal: AbortSignal,
  ) {
    this.book = new ExcelJS.stream.xlsx.WorkbookWriter({ stream: sink, useStyles: true, useSharedStrings: false });
  }

  async write(rows: readonly ExportRow[]): Promise<void> {
    for (const row of rows) {
      const sheet = this.sheetForOneMore();
      sheet.addRow(exportColumns.map((column) => cell(row[column]))).commit();
      this.rows += 1;
    }
    const { stream } = this.sheet as unknown as { stream: SheetStream };
    for (const pipe of stream.pipes) if (pipe._writableState.length > MUCH) await drained(pipe, this.signal);
  }

  async end(): Promise<void> {
    this.sheetForOneMore().commit();
    await this.book.commit();
  }

  private sheetForOneMore(): ExcelJS.Worksheet {
    if (this.sheet && this.rows < ROWS_OF_A_SHEET) return this.sheet;
    this.sheet?.commit();
    this.sheets += 1;
    this.rows = 0;
    this.sheet = this.newSheet();
    return this.sheet;
  }

  private newSheet(): ExcelJS.Worksheet {
    const words = exportWords[this.mark.language];
    // A single ampersand begins a code of the footer.
    const text = this.mark.text.replaceAll('&', '&&');
    const sheet = this.book.addWorksheet(this.sheets === 1 ? words.sheet : `${words.sheet} ${this.sheets}`, {
      views: [{ state: 'frozen', ySplit: 2 }],
      pageSetup: { orientation: 'landscape', paperSize: 9, fitToPage: true, fitToWidth: 1, fitToHeight: 0 },
      headerFooter: { oddHeader: `&C${words.mark}`, oddFooter: `&L${text}&R${words.page}` },
    });
    sheet.pageSetup.printTitlesRow = '1:2';
    sheet.columns = exportColumns.map((column) => ({ width: WIDTHS[column] ?? 14 }));
    sheet.addRow([this.mark.text]).commit();
    const heads = sheet.addRow(exportColumns.map((column) => words.columns[column]));
    heads.font = { bold: true };
    heads.commit();
    for (const [index, column] of exportColumns.entries())
      if (['received', 'due', 'closed'].includes(column)) sheet.getColumn(index + 1).numFmt = 'yyyy-mm-dd hh:mm';
    return sheet;
  }
}

/** Spreadsheets know no zones: a date is written as the city's clock showed it. Texts are texts here, never formulas. */
function cell(value: string | number | Date | null): string | number | Date | null {
  return value instanceof Date ? new Date(value.getTime() + SHANGHAI_OFFSET_MS) : value;
}
