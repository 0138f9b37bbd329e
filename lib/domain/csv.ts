import { fail, ok, type Result } from './result.ts';

/** What spreadsheets exchange (RFC 4180, and what they make of it): read whatever program wrote it, written for all. */

export const MAX_CSV_BYTES = 4 * 1024 * 1024;
export const MAX_CSV_ROWS = 50_000;
const MAX_COLUMNS = 100;

/** `line` is where the row begins in the file, from 1. */
export type CsvRow = { line: number; cells: string[] };
export type CsvProblem = { line: number; message: string };

/** The rows that hold anything, the headings among them. The file's encoding and the sign between cells are found out. */
export function readCsv(bytes: Uint8Array): Result<CsvRow[], CsvProblem> {
  if (bytes.length > MAX_CSV_BYTES)
    return fail({ line: 1, message: `The file is larger than ${MAX_CSV_BYTES / 1024 / 1024} MB.` });
  const text = decoded(bytes);
  // Of a file of another kind, such as a workbook or a picture.
  if (text.includes('\0'))
    return fail({ line: 1, message: 'This is not a CSV file. Save it as CSV, then choose it again.' });
  return parse(text);
}

function decoded(bytes: Uint8Array): string {
  const [first, second] = bytes;
  if (first === 0xff && second === 0xfe) return new TextDecoder('utf-16le').decode(bytes);
  if (first === 0xfe && second === 0xff) return new TextDecoder('utf-16be').decode(bytes);
  try {
    // A byte order mark is left out.
    return new TextDecoder('utf-8', { fatal: true }).decode(bytes);
  } catch {
    return new TextDecoder('windows-1252').decode(bytes);
  }
}

const separators = [',', ';', '\t'] as const;

function parse(text: string): Result<CsvRow[], CsvProblem> {
  // Excel's own way of saying which sign it is.
  const told = /^sep=([,;\t])\r?\n/i.exec(text);
  const separator = told?.[1] ?? separatorOf(text);
  const rows: CsvRow[] = [];
  let line = told ? 2 : 1;
  let row: CsvRow = { line, cells: [] };
  let cell = '';
  let at = told?.[0].length ?? 0;
  const endCell = () => {
    row.cells.push(unguarded(cell.trim()));
    cell = '';
  };
  const endRow = () => {
    endCell();
    if (row.cells.some((text) => text !== '')) rows.push(row);
    row = { line, cells: [] };
  };
  while (at < text.length) {
    const sign = text[at] as string;
    if (sign === '"' && cell.trim() === '') {
      const end = endOfQuoted(text, at);
      if (end === null)
        return fail({
          line,
          message: 'The quotation mark that begins here never ends. Nothing after it could be read.',
        });
      const quoted = text.slice(at + 1, end);
      cell = quoted.replaceAll('""', '"');
      line += linesIn(quoted);
      at = end + 1;
    } else if (sign === separator) {
      endCell();
      at++;
    } else if (sign === '\n' || sign === '\r') {
      line++;
      endRow();
      at += sign === '\r' && text[at + 1] === '\n' ? 2 : 1;
    } else {
      cell += sign;
      at++;
    }
    if (row.cells.length > MAX_COLUMNS)
      return fail({ line: row.line, message: `This line has more than ${MAX_COLUMNS} columns.` });
    if (rows.length > MAX_CSV_ROWS)
      return fail({ line, message: `The file has more than ${MAX_CSV_ROWS} lines. Import it in parts.` });
  }
  endRow();
  return ok(rows);
}

/** Where a quoted cell ends: at a mark that is not doubled. */
function endOfQuoted(text: string, begin: number): number | null {
  for (let end = text.indexOf('"', begin + 1); end >= 0; end = text.indexOf('"', end + 2)) {
    if (text[end + 1] !== '"') return end;
  }
  return null;
}

const linesIn = (text: string) => text.match(/\r\n|\r|\n/g)?.length ?? 0;

/** The sign that the headings hold most often. */
function separatorOf(text: string): string {
  const headings = (/^[^\r\n]*/.exec(text)?.[0] ?? '').replace(/"[^"]*"/g, '');
  const found = separators.map((sign) => ({ sign, count: headings.split(sign).length }));
  return found.reduce((most, each) => (each.count > most.count ? each : most)).sign;
}

// What a spreadsheet takes for a formula and may carry out: https://owasp.org/www-community/attacks/CSV_Injection
const FORMULA = /^'*[=+\-@\t\r＝＋－＠]/u;
// One that parts cells at another sign than the file does, as Excel in most of Europe, begins a cell within ours there.
const WITHIN = /([;\t\r\n][\s"]*)('*[=+\-@＝＋－＠])/gu;
const GUARDED_WITHIN = /([;\t\r\n][\s"]*)'('*[=+\-@＝＋－＠])/gu;

/** An apostrophe before it makes any spreadsheet take it for text. */
function guarded(cell: string): string {
  const text = cell.replace(WITHIN, "$1'$2");
  return FORMULA.test(text) ? `'${text}` : text;
}

function unguarded(cell: string): string {
  const text = cell.startsWith("'") && FORMULA.test(cell) ? cell.slice(1) : cell;
  return text.replace(GUARDED_WITHIN, '$1$2');
}

/** What a file begins with, so that a spreadsheet knows it for UTF-8. */
export const CSV_MARK = '\uFEFF';

/** A file for any spreadsheet: UTF-8 with its mark, no cell of which is carried out as a formula. */
export function writeCsv(rows: readonly (readonly string[])[]): string {
  return CSV_MARK + csvLines(rows);
}

/**
 * The same of a part of a file. In `numbers`, columns by their place from 0, a number below zero is written as one, with
 * the `decimalMark` that whoever reads the file has.
 */
export function csvLines(
  rows: readonly (readonly string[])[],
  {
    numbers = new Set(),
    separator = ',',
    decimalMark = '.',
  }: { numbers?: ReadonlySet<number>; separator?: string; decimalMark?: string } = {},
): string {
  const written = (cell: string, column: number) =>
    numbers.has(column) && NUMBER.test(cell) ? quotedCell(cell.replace('.', decimalMark)) : quotedCell(guarded(cell));
  return rows.map((cells) => `${cells.map(written).join(separator)}\r\n`).join('');
}

/** Nothing that could be carried out. */
const NUMBER = /^-?\d+(?:\.\d+)?$/;

const quotedCell = (cell: string) => (/[",;\t\r\n]|^\s|\s$/.test(cell) ? `"${cell.replaceAll('"', '""')}"` : cell);
