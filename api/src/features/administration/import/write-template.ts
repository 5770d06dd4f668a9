import { type ImportedKind, type Language, TABLES } from './table-words.js';

const SHEETS: Readonly<Record<ImportedKind, Readonly<Record<Language, string>>>> = {
  user: { zh: '人员', en: 'People' },
  unit: { zh: '单位', en: 'Units' },
  category: { zh: '分类', en: 'Categories' },
  area: { zh: '区域', en: 'Areas' },
};

/** An empty table with headers in this language, and a second sheet that says what each column takes. */
export async function writeTemplate(kind: ImportedKind, language: Language): Promise<Buffer> {
  const { default: ExcelJS } = await import('exceljs');
  const workbook = new ExcelJS.Workbook();
  const sheet = workbook.addWorksheet(SHEETS[kind][language], { views: [{ state: 'frozen', ySplit: 1 }] });
  const words = TABLES[kind];
  // Text everywhere: a spreadsheet would make 5 of the code 05.
  sheet.columns = words.map(({ header }) => ({ header: header[language], width: 24, style: { numFmt: '@' } }));
  sheet.getRow(1).font = { bold: true };
  const notes = workbook.addWorksheet(language === 'zh' ? '填写说明' : 'Notes');
  notes.columns = [
    { header: language === 'zh' ? '列' : 'Column', width: 20 },
    { header: language === 'zh' ? '怎样填写' : 'What to write', width: 60 },
    { header: language === 'zh' ? '可填的值' : 'Values', width: 80 },
  ];
  notes.getRow(1).font = { bold: true };
  for (const { header, note, values } of words)
    notes.addRow([
      header[language],
      note[language],
      Object.entries(values ?? {})
        .map(([code, said]) => (code === 'true' || code === 'false' ? said[language] : `${said[language]} (${code})`))
        .join(language === 'zh' ? '、' : ', '),
    ]);
  return Buffer.from(await workbook.xlsx.writeBuffer());
}
