import { z } from 'zod';
import { type ExportColumn, isColumn } from '#lib/domain/export/export-columns.ts';
import {
  type CsvSeparator,
  csvEncodings,
  csvSeparators,
  type DecimalMark,
  decimalMarks,
  type ExportForm,
} from '#lib/domain/export/export-form.ts';

/** Columns in their order, each once; one that this version does not know is left out. */
export const chosenColumns = z.object({
  columns: z
    .array(z.string())
    .max(100)
    .transform((names) => [...new Set(names)].filter(isColumn) as ExportColumn[])
    .refine((columns) => columns.length > 0, 'Choose at least one column.'),
  perLine: z.boolean(),
});

/** What a file is to be, from a browser or as it was stored. */
export const exportFormSchema: z.ZodType<ExportForm, unknown> = z.discriminatedUnion('format', [
  chosenColumns.extend({
    format: z.literal('CSV'),
    separator: z.enum(Object.keys(csvSeparators) as CsvSeparator[]),
    encoding: z.enum(csvEncodings),
    decimalMark: z.enum(Object.keys(decimalMarks) as DecimalMark[]),
  }),
  chosenColumns.extend({ format: z.literal('XLSX') }),
  z.object({ format: z.literal('PDF'), withDocuments: z.boolean() }),
  chosenColumns.extend({ format: z.literal('ZIP') }),
]);
