import { CSV_MARK, csvLines } from '#lib/domain/csv.ts';
import {
  columnKind,
  columnsIn,
  columnTitle,
  type ExportColumn,
  exportRows,
} from '#lib/domain/export/export-columns.ts';
import { type ChosenColumns, type CsvForm, csvSeparators, decimalMarks } from '#lib/domain/export/export-form.ts';
import type { Workspace } from '#lib/domain/paths.ts';
import { csvEncoder } from './csv-encoder.ts';
import type { ExportedPage } from './export-pages.ts';

/** A part of a table: its columns are the same in all. */
export type TablePart = { columns: ExportColumn[]; titles: string[]; rows: string[][] };

/** The rows of items, page by page; without items, the titles alone. */
export async function* tableParts(
  pages: AsyncIterable<ExportedPage>,
  workspace: Workspace,
  chosen: ChosenColumns,
): AsyncGenerator<TablePart> {
  let columns: ExportColumn[] | null = null;
  for await (const { rows, lists } of pages) {
    columns ??= columnsIn(chosen.columns, lists);
    const asked = { columns, perLine: chosen.perLine };
    yield {
      columns,
      titles: columns.map((column) => columnTitle(column, workspace, lists)),
      rows: rows.flatMap(({ item }) => exportRows(item, lists, asked)),
    };
  }
}

/** A CSV file, part by part. */
export async function* csvParts(parts: AsyncIterable<TablePart>, form: CsvForm): AsyncGenerator<Uint8Array> {
  const encode = csvEncoder(form.encoding);
  const signs = { separator: csvSeparators[form.separator], decimalMark: decimalMarks[form.decimalMark] };
  let isFirst = true;
  for await (const { columns, titles, rows } of parts) {
    const numbers = new Set(
      columns.flatMap((column, place) => (['number', 'amount'].includes(columnKind(column)) ? [place] : [])),
    );
    const text = csvLines(isFirst ? [titles, ...rows] : rows, { ...signs, numbers });
    // Of UTF-8 and UTF-16, by which spreadsheets know them.
    yield encode(isFirst && form.encoding !== 'windows' ? `${CSV_MARK}${text}` : text);
    isFirst = false;
  }
}
