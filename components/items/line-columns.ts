import type { CodingLine } from '#lib/domain/coding/coding.ts';
import type { LineField } from '#lib/domain/coding/line-fields.ts';
import type { Workspace } from '#lib/domain/paths.ts';
import type { TaxMode } from '#lib/domain/tax.ts';

export type LineColumnName = LineField | 'net';

/** A column of the line items: a field of a line, or what follows from its amounts. */
export type LineColumn = {
  name: LineColumnName;
  label: string;
  /** Its width in the grid. */
  track: string;
  isNumber: boolean;
  /** Nothing is published without it. */
  isRequired: boolean;
};

const required: ReadonlySet<LineColumnName> = new Set(['accountId', 'taxRateId', 'total']);

/**
 * With two tracking categories all of them fit beside the sidebar on a screen of 1280 px. Rows are laid out each by itself,
 * so nothing here goes by what is in them: that is `trackOf`.
 */
const tracks = {
  text: 'minmax(7.5rem, 2fr)',
  choice: 'minmax(6.75rem, 1.4fr)',
  few: 'minmax(4.75rem, 1fr)',
  units: '0.4fr',
  amount: '0.6fr',
} as const;

/** The least width of a column of numbers: of its heading, and of the longest of them in digits, so that a million is never cut. */
export function trackOf({ name, track, isNumber }: LineColumn, longest: number): string {
  if (!isNumber) return track;
  const least = name === 'quantity' ? '4.25rem' : name === 'taxAmount' ? '4.5rem' : '5.5rem';
  return `minmax(max(${least}, calc(${longest.toFixed(1)}ch + 0.85rem)), ${track})`;
}

/** Columns that are there only where they are used or asked for. */
export const optionalColumns = [
  'tracking1OptionId',
  'tracking2OptionId',
  'productId',
  'rebillableContactId',
  'secondTaxAmount',
] as const;
export type OptionalColumn = (typeof optionalColumns)[number];

export type ShownColumns = { [name in OptionalColumn]?: boolean };

/** Tracking is there while the books have it; what was bought, and for whom, once somebody asks for it. */
const isShownAtFirst: Record<OptionalColumn, boolean> = {
  tracking1OptionId: true,
  tracking2OptionId: true,
  productId: false,
  rebillableContactId: false,
  secondTaxAmount: false,
};

/** Those optional columns that the books and the workspace have at all, each with its name. */
export function offeredColumns(
  tracking: readonly { name: string }[],
  workspace: Workspace,
  secondTax: string | null = null,
): { name: OptionalColumn; label: string }[] {
  const names: Record<OptionalColumn, string | undefined> = {
    tracking1OptionId: tracking[0]?.name,
    tracking2OptionId: tracking[1]?.name,
    productId: 'Product',
    // What is sold is charged to its customer already.
    rebillableContactId: workspace === 'COSTS' ? 'Rebill to' : undefined,
    secondTaxAmount: secondTax === null ? undefined : `Of the tax, ${secondTax}`,
  };
  return optionalColumns.flatMap((name) => {
    const label = names[name];
    return label === undefined ? [] : { name, label };
  });
}

/** Whether an optional column is shown: what is in it is never hidden. */
export function isColumnShown(name: OptionalColumn, lines: readonly CodingLine[], chosen: ShownColumns): boolean {
  return lines.some((line) => line[name] !== null) || (chosen[name] ?? isShownAtFirst[name]);
}

/** The columns of a document's lines, in the order in which they are filled in. Without tax there is nothing to say of it. */
export function lineColumns(
  taxMode: TaxMode,
  optional: readonly { name: OptionalColumn; label: string }[],
): LineColumn[] {
  const column = (name: LineColumnName, label: string, track: string, isNumber = false): LineColumn => ({
    name,
    label,
    track,
    isNumber,
    isRequired: required.has(name),
  });
  const hasTax = taxMode !== 'NONE';
  return [
    column('description', 'Description', tracks.text),
    column('quantity', 'Quantity', tracks.units, true),
    column('unitAmount', 'Unit price', tracks.amount, true),
    column('accountId', 'Category', tracks.choice),
    ...(hasTax ? [column('taxRateId', 'Tax rate', tracks.choice)] : []),
    ...(hasTax ? [column('net', 'Net', tracks.amount, true), column('taxAmount', 'Tax', tracks.amount, true)] : []),
    column('total', hasTax ? 'Gross' : 'Total', tracks.amount, true),
    ...optional.flatMap(({ name, label }) => {
      if (name !== 'secondTaxAmount') return column(name, label, tracks.few);
      return hasTax ? column(name, label, tracks.amount, true) : [];
    }),
  ];
}
