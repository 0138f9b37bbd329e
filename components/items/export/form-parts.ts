import { type CsvForm, type ExportForm, plainCsv } from '#lib/domain/export/export-form.ts';
import type { ColumnChoices } from '#lib/inbox/export/export-column-sets.ts';
import type { PickedColumns } from './column-picker.tsx';

export const fileKinds = [
  { value: 'CSV', label: 'Table (CSV)', description: 'For any spreadsheet or accounting software.' },
  { value: 'XLSX', label: 'Workbook (Excel)', description: 'With real dates and numbers.' },
  { value: 'SUMMARY', label: 'Summary (PDF)', description: 'A list of the items, and what they come to.' },
  { value: 'PDF', label: 'Summary with documents (PDF)', description: 'The same, then each page of their documents.' },
  {
    value: 'ZIP',
    label: 'Table and documents (ZIP)',
    description: 'The original of each item as it came, with a list of all files.',
  },
] as const;
export type FileKind = (typeof fileKinds)[number]['value'];

/** What was chosen for each kind of file, so that going to and fro loses nothing. */
export type FormParts = { kind: FileKind; columns: PickedColumns; csv: CsvForm };

export function formOf({ kind, columns, csv }: FormParts): ExportForm {
  if (kind === 'CSV') return { format: 'CSV', ...columns, ...csv };
  if (kind === 'XLSX' || kind === 'ZIP') return { format: kind, ...columns };
  return { format: 'PDF', withDocuments: kind === 'PDF' };
}

/** As the person exported last here. */
export function firstParts({ last, sets }: ColumnChoices): FormParts {
  const [preset] = sets;
  const kind = last?.format === 'PDF' ? (last.withDocuments ? 'PDF' : 'SUMMARY') : (last?.format ?? 'CSV');
  const columns = last && 'columns' in last ? last : preset;
  const csv = last?.format === 'CSV' ? last : plainCsv;
  return {
    kind,
    columns: { columns: columns?.columns ?? [], perLine: columns?.perLine ?? true },
    csv: { separator: csv.separator, encoding: csv.encoding, decimalMark: csv.decimalMark },
  };
}
