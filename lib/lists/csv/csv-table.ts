import { type CsvProblem, type CsvRow, readCsv } from '#lib/domain/csv.ts';
import { fail, ok, type Result } from '#lib/domain/result.ts';
import { comparable } from '#lib/domain/text.ts';

/** A line of a file, by its headings; a heading that the file lacks is undefined, and leaves what it is about. */
export type CsvEntry<Title extends string> = { line: number; cells: { [title in Title]?: string } };

export type CsvTable<Title extends string> = {
  entries: CsvEntry<Title>[];
  /** Headings that say nothing here. */
  unused: string[];
};

/** A file with headings, of which these are known and one of `needed` has to be there. */
export function readCsvTable<Title extends string>(
  bytes: Uint8Array,
  known: readonly Title[],
  needed: readonly Title[],
): Result<CsvTable<Title>, CsvProblem> {
  const read = readCsv(bytes);
  if (!read.ok) return read;
  const [headings, ...rows] = read.value;
  if (!headings) return fail({ line: 1, message: 'The file is empty.' });
  const titles = titlesOf(headings.cells, known);
  const twice = titles.find((title, index) => title !== null && titles.indexOf(title) !== index);
  if (twice) return fail({ line: headings.line, message: `Two columns are called ${twice}.` });
  if (!needed.some((title) => titles.includes(title))) {
    return fail({
      line: headings.line,
      message: `The first line has to name the columns, with ${needed.join(' or ')} among them. Export the list to see how.`,
    });
  }
  return ok({
    entries: rows.map((row) => entryOf(row, titles)),
    unused: headings.cells.filter((cell, index) => titles[index] === null && cell !== ''),
  });
}

/** What other programs call our columns in the files that they make. */
const otherNames: Readonly<Record<string, string>> = {
  'category name': 'Name',
  'category code': 'Code',
  'account name': 'Name',
  'account code': 'Code',
  'account type': 'Type',
  'tax code': 'Tax rate',
  'tax rate name': 'Name',
  'supplier name': 'Name',
  'customer name': 'Name',
  'contact name': 'Name',
};

/** By our names and, where a column has none of them, by those of others. A star says that others ask for it. */
function titlesOf<Title extends string>(headings: readonly string[], known: readonly Title[]): (Title | null)[] {
  const named = headings.map((cell) => comparable(cell.replace(/^\*\s*/, '')));
  const own = named.map((name) => known.find((title) => comparable(title) === name) ?? null);
  const free = known.filter((title) => !own.includes(title));
  return own.map((title, index) => {
    const other = otherNames[named[index] ?? ''];
    return title ?? free.find((each) => each === other) ?? null;
  });
}

function entryOf<Title extends string>({ line, cells }: CsvRow, titles: readonly (Title | null)[]): CsvEntry<Title> {
  const entry: CsvEntry<Title> = { line, cells: {} };
  for (const [index, title] of titles.entries()) if (title !== null) entry.cells[title] = cells[index] ?? '';
  return entry;
}
