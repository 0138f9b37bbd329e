import type { ExportForm } from './export-form.ts';

/** Items that one file holds. */
export const MAX_EXPORTED = 10_000;
/** A PDF with documents is for reading: pages are pictures in it. */
export const MAX_IN_PDF = 250;
/** Bytes of the documents in one archive: what its format holds, less room for names and tables. */
export const MAX_DOCUMENT_BYTES = 3_500_000_000;
/** How long a file can be fetched. */
export const KEEP_DAYS = 7;
/** Of a business, at the same time. */
export const MAX_UNDER_WAY = 5;

/** Why a file could not be made. */
export const exportProblems = {
  permission: 'Whoever asked for it may not export any more.',
  unexpected: 'Something went wrong on our side, several times. Ask for it again; if that fails too, tell an admin.',
  tooLarge: 'It became larger than one file may be. Export fewer items at a time.',
} as const;
export type ExportProblem = keyof typeof exportProblems;

export const formatNames = { CSV: 'CSV', XLSX: 'Excel', PDF: 'PDF', ZIP: 'ZIP' } as const satisfies Record<
  ExportForm['format'],
  string
>;

/** Small enough to be made while somebody waits for the answer. */
export function isQuick(form: ExportForm, { items, byteSize }: { items: number; byteSize: number }): boolean {
  if (form.format === 'PDF') return !form.withDocuments && items <= 300;
  if (form.format === 'ZIP') return items <= 100 && byteSize <= 30_000_000;
  return items <= 1_000;
}

/** Why so many items are not exported in this form; null when they can be. */
export function tooMuch(form: ExportForm, { items, byteSize }: { items: number; byteSize: number }): string | null {
  if (items > MAX_EXPORTED) return `A file holds at most ${MAX_EXPORTED} items. Nothing was exported: choose fewer.`;
  if (form.format === 'PDF' && form.withDocuments && items > MAX_IN_PDF)
    return `A PDF with documents holds at most ${MAX_IN_PDF} items. Nothing was exported: choose fewer, or a ZIP.`;
  if (form.format === 'ZIP' && byteSize > MAX_DOCUMENT_BYTES)
    return 'A ZIP holds at most 3.5 GB of documents. Nothing was exported: choose fewer, or the table alone.';
  return null;
}
