import type { ExportColumn } from './export-columns.ts';

/** Which columns, in their order, and whether each line of an item is a row. */
export type ChosenColumns = { columns: ExportColumn[]; perLine: boolean };

export const csvSeparators = { comma: ',', semicolon: ';', tab: '\t' } as const;
export type CsvSeparator = keyof typeof csvSeparators;

/** `windows` is what old programs in Western Europe and America read: it has no other letters. */
export const csvEncodings = ['utf8', 'utf16', 'windows'] as const;
export type CsvEncoding = (typeof csvEncodings)[number];

export const decimalMarks = { point: '.', comma: ',' } as const;
export type DecimalMark = keyof typeof decimalMarks;

export type CsvForm = { separator: CsvSeparator; encoding: CsvEncoding; decimalMark: DecimalMark };

/** What a file is to be. */
export type ExportForm =
  | ({ format: 'CSV' } & ChosenColumns & CsvForm)
  | ({ format: 'XLSX' } & ChosenColumns)
  | { format: 'PDF'; withDocuments: boolean }
  | ({ format: 'ZIP' } & ChosenColumns);

export const plainCsv: CsvForm = { separator: 'comma', encoding: 'utf8', decimalMark: 'point' };
