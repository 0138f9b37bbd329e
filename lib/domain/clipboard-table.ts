/*
 * What spreadsheets put on the clipboard as text: cells between tabs, a row a line, and in quotation marks what holds a
 * tab, a line break or a mark itself. Excel, Google Sheets and LibreOffice agree on that.
 */

/** Rows and columns that are read of what is pasted; what is beyond them is told. */
const MAX_PASTED_ROWS = 1_000;
const MAX_PASTED_COLUMNS = 50;

export type PastedTable = {
  /** As wide as its widest row, without empty rows at the end. */
  rows: string[][];
  /** Rows that were left out, since there are too many. */
  leftOut: number;
};

/**
 * The cells of a text from the clipboard: of a spreadsheet, or of a file of such whose cells stand between semicolons or
 * commas. A comma parts cells only where that is beyond doubt, since it stands in texts and in numbers too: where
 * `isHeading` knows at least two of the first row, or each row has the same three cells or more.
 */
export function readTable(text: string, isHeading: (cell: string) => boolean = () => false): PastedTable {
  const clean = text.replace(/^\uFEFF/, '').replace(/\r\n?/g, '\n');
  const all = parted(clean, separatorOf(clean, isHeading));
  while (all.length > 1 && all.at(-1)?.every((cell) => cell.trim() === '')) all.pop();
  const rows = all.slice(0, MAX_PASTED_ROWS).map((row) => row.slice(0, MAX_PASTED_COLUMNS));
  const width = Math.max(...rows.map((row) => row.length));
  return {
    rows: rows.map((row) => [...row, ...Array<string>(width - row.length).fill('')]),
    leftOut: all.length - rows.length,
  };
}

/** The cells as a spreadsheet takes them from the clipboard. */
export function writeTable(rows: readonly (readonly string[])[]): string {
  const cell = (text: string) => (/["\t\r\n]/.test(text) ? `"${text.replaceAll('"', '""')}"` : text);
  return rows.map((cells) => cells.map(cell).join('\t')).join('\n');
}

function separatorOf(text: string, isHeading: (cell: string) => boolean): string {
  if (text.includes('\t')) return '\t';
  for (const separator of [';', ',']) {
    const rows = parted(text.trimEnd(), separator);
    const [first = []] = rows;
    const isEven = rows.length > 1 && rows.every((row) => row.length === first.length);
    const isHeaded = first.filter((cell) => isHeading(cell)).length > 1;
    if (first.length > 1 && (isHeaded || (isEven && (separator === ';' || first.length > 2)))) return separator;
  }
  return '\t';
}

/** A cell begins with a mark only where it ends with one too: otherwise that is a part of its text, as in `"A4" paper`. */
function parted(text: string, separator: string): string[][] {
  const rows: string[][] = [[]];
  // Read on from each cell to its own end, so that a long text is read once.
  const plain = new RegExp(`[^${separator}\\n]*`, 'y');
  let at = 0;
  for (;;) {
    const quoted = text[at] === '"' ? endOfQuoted(text, at, separator) : null;
    plain.lastIndex = at;
    const end = quoted ?? at + (plain.exec(text)?.[0].length ?? 0);
    const cell = text.slice(at, end);
    rows.at(-1)?.push((quoted === null ? cell : cell.slice(1, -1).replaceAll('""', '"')).trim());
    if (end >= text.length) return rows;
    if (text[end] === '\n') rows.push([]);
    at = end + 1;
  }
}

/** Where the cell ends that begins with this mark, after the mark that ends it; null where none does. */
function endOfQuoted(text: string, begin: number, separator: string): number | null {
  for (let mark = text.indexOf('"', begin + 1); mark >= 0; mark = text.indexOf('"', mark + 1)) {
    const next = text[mark + 1];
    if (next === '"') mark++;
    else return next === undefined || next === separator || next === '\n' ? mark + 1 : null;
  }
  return null;
}
