import { formatValue } from 'hucre';
import { type CellValue, readXlsx as readWorkbook, type Sheet } from 'hucre/xlsx';
import { OfficeParts } from './office-parts.ts';
import { Blocks, type Cell, type OfficeText, UnreadableOffice } from './office-text.ts';

/** Of one sheet. */
const MAX_ROWS = 5_000;
const MAX_COLUMNS = 40;
/** Columns that fit upright. */
const UPRIGHT_COLUMNS = 7;

/** A workbook's sheets as tables, each under its name; hidden sheets, rows and columns are left out. */
export async function readXlsx(bytes: Uint8Array): Promise<OfficeText> {
  (await OfficeParts.open(bytes)).requireModest();
  const workbook = await readWorkbook(bytes, {
    readStyles: true,
    maxRows: MAX_ROWS,
    sheets: ({ hidden, veryHidden }) => !hidden && !veryHidden,
  }).catch(() => Promise.reject(new UnreadableOffice('broken')));
  const blocks = new Blocks();
  let isWide = false;
  const sheets = workbook.sheets.map((sheet) => ({ sheet, rows: rowsOf(sheet) })).filter(({ rows }) => rows.length > 0);
  for (const { sheet, rows } of sheets) {
    blocks.pageBreak();
    if (sheets.length > 1) blocks.paragraph(sheet.name, { isBold: true, size: 13 });
    for (const image of sheet.images ?? []) blocks.picture(image.data);
    blocks.table(rows);
    isWide ||= Math.max(...rows.map((row) => row.length)) > UPRIGHT_COLUMNS;
  }
  return blocks.whole({ isWide });
}

/** Without the empty rows at its end and columns at its sides. */
function rowsOf(sheet: Sheet): Cell[][] {
  const rows = sheet.rows.map((row, place) =>
    row.slice(0, MAX_COLUMNS * 4).map((value, column) => cellOf(sheet, value, place, column)),
  );
  const width = Math.max(0, ...rows.map((row) => row.length));
  const used = Array.from({ length: width }, (_, column) => rows.some((row) => row[column]?.text));
  const columns = used.flatMap((isUsed, column) => (isUsed ? [column] : [])).slice(0, MAX_COLUMNS);
  return rows
    .map((row) => columns.map((column) => row[column] ?? { text: '', isBold: false, align: 'left' as const }))
    .filter((row) => row.some(({ text }) => text !== ''));
}

function cellOf(sheet: Sheet, own: CellValue, row: number, column: number): Cell {
  const cell = sheet.cells?.get(`${row},${column}`);
  const value = cell?.formulaResult ?? own;
  const isNumber = typeof value === 'number' || value instanceof Date;
  const align = cell?.style?.alignment?.horizontal;
  return {
    text: textOf(value, cell?.style?.numFmt),
    isBold: cell?.style?.font?.bold === true,
    align: align === 'right' || align === 'center' ? align : isNumber && align !== 'left' ? 'right' : 'left',
  };
}

/** As the sheet shows it. A date without a form of its own is written as ISO has it. */
function textOf(value: CellValue, format: string | undefined): string {
  if (value === null || value === undefined) return '';
  if (typeof value === 'string') return value.trim();
  if (value instanceof Date && !format) return value.toISOString().slice(0, 10);
  try {
    return formatValue(value, format ?? 'General').trim();
  } catch {
    return String(value);
  }
}
