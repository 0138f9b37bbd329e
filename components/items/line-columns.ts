import type { LineField } from '#lib/domain/coding/line-fields.ts';
import type { TaxMode } from '#lib/domain/tax.ts';

/** A column of the line items: a field of a line, or what follows from its amounts. */
export type LineColumn = {
  name: Exclude<LineField, 'productId' | 'rebillableContactId'> | 'net';
  label: string;
  /** Its width in the grid. */
  track: string;
  isNumber: boolean;
  /** Nothing is published without it. */
  isRequired: boolean;
};

const required: ReadonlySet<LineColumn['name']> = new Set(['accountId', 'taxRateId', 'total']);

/** With two tracking categories all of them fit beside the sidebar on a screen of 1280 px. */
const tracks = {
  text: 'minmax(8rem, 2fr)',
  choice: 'minmax(7.5rem, 1.5fr)',
  few: 'minmax(5.5rem, 1fr)',
  units: '4.25rem',
  amount: 'minmax(5rem, 0.7fr)',
} as const;

/** The columns of a document's lines, in the order in which they are filled in. Without tax there is nothing to say of it. */
export function lineColumns(taxMode: TaxMode, tracking: readonly { name: string }[]): LineColumn[] {
  const column = (name: LineColumn['name'], label: string, track: string, isNumber = false) => ({
    name,
    label,
    track,
    isNumber,
    isRequired: required.has(name),
  });
  const hasTax = taxMode !== 'NONE';
  return [
    column('description', 'Description', tracks.text),
    column('accountId', 'Category', tracks.choice),
    ...(hasTax ? [column('taxRateId', 'Tax rate', tracks.choice)] : []),
    ...tracking.map(({ name }, slot) =>
      column(slot === 0 ? 'tracking1OptionId' : 'tracking2OptionId', name, tracks.few),
    ),
    column('quantity', 'Quantity', tracks.units, true),
    column('unitAmount', 'Unit price', tracks.amount, true),
    ...(hasTax ? [column('net', 'Net', tracks.amount, true), column('taxAmount', 'Tax', tracks.amount, true)] : []),
    column('total', 'Total', tracks.amount, true),
  ];
}
