import type { ExportColumn, ExportLanguage } from './export-words.model.js';

export type ExportFormat = 'CSV' | 'XLSX';

/** One case as an export shows it: words, never codes; instants as such; the requester always masked. */
export type ExportRow = Record<ExportColumn, string | number | Date | null>;

/** Who took what out of the house, when, under which number: on every sheet. */
export interface Watermark {
  language: ExportLanguage;
  /** One line: the warning, who, when, number. */
  text: string;
}

/** Writes rows as they come; ends when all are written. */
export interface ExportWriter {
  write(rows: readonly ExportRow[]): Promise<void>;
  end(): Promise<void>;
}
