import type { CalendarDate } from '../calendar-date.ts';
import { type Coding, type CodingField, type CodingLine, specOf } from '../coding/coding.ts';
import type { Column as StoredAs } from '../coding/field-kinds.ts';
import { itemTypeNames } from '../coding/fields.ts';
import { lineFields } from '../coding/line-fields.ts';
import { paymentFields } from '../coding/payment-fields.ts';
import { fieldName } from '../coding/show-value.ts';
import { shownAmount } from '../coding/shown-amount.ts';
import type { ItemStatus } from '../item-status.ts';
import type { Lists } from '../lists.ts';
import { padded, sum } from '../money.ts';
import type { Workspace } from '../paths.ts';
import { trackingFieldsOf } from '../readiness/entries.ts';
import { netOf } from '../tax.ts';
import { capitalised } from '../words.ts';

/** An item as a file tells of it. */
export type ExportedItem = {
  id: string;
  number: number;
  coding: Coding;
  /** ISO code. */
  currency: string;
  status: ItemStatus;
  addedOn: CalendarDate;
  publishedOn: CalendarDate | null;
  /** Its number in the books. */
  ledgerNumber: string | null;
  /** Where it opens. */
  url: string;
  /** The documents' names, beside the file or as they came. */
  documents: readonly string[];
};

/** What a spreadsheet takes a cell for. Numbers are plain decimals and dates are ISO, whoever reads them. */
export type CellKind = 'text' | 'number' | 'amount' | 'date';

/** A line of an item, or null for the item as a whole. */
type Row = { item: ExportedItem; line: CodingLine | null; lists: Lists };

type ColumnSpec = {
  label(workspace: Workspace, lists: Pick<Lists, 'tracking'>): string;
  kind: CellKind;
  value(row: Row): string | null | undefined;
};

const kinds: Record<StoredAs, CellKind> = {
  plain: 'text',
  date: 'date',
  amount: 'amount',
  number: 'number',
  rows: 'text',
};

/** The values of a field in a row: of its line or, for an item as a whole, of each of its lines. */
function valuesIn(field: CodingField, { item: { coding }, line }: Row): unknown[] {
  const inLines = Object.hasOwn(lineFields, field) ? (field as keyof Coding & keyof CodingLine) : null;
  if (!inLines) return [coding[field]];
  if (line) return [field === 'description' ? (line.description ?? coding.description) : line[inLines]];
  return coding.lines.length > 0 ? coding.lines.map((each) => each[inLines]) : [coding[field]];
}

const texts = (values: readonly (string | null | undefined)[]) =>
  [...new Set(values.filter((text) => typeof text === 'string' && text !== ''))].join('; ');

/** A field of the coding, as its table says it is shown. */
function field(name: Exclude<CodingField, 'lines'>, more: Partial<ColumnSpec> = {}): ColumnSpec {
  const spec = specOf(name);
  const kind = kinds[spec.column];
  return {
    label: (workspace, lists) => fieldName(name, workspace, lists),
    kind,
    value(row) {
      const values = valuesIn(name, row);
      if (kind === 'text')
        return texts(values.map((value) => spec.show(value, { lists: row.lists, numbers: 'commaPoint' })));
      return values.length === 1 ? (values[0] as string | null) : null;
    },
    ...more,
  };
}

/** An amount that is below zero where a credit note gives it back; of several lines their sum. */
function amountOf(name: 'taxAmount' | 'secondTaxAmount'): ColumnSpec {
  return field(name, {
    value(row) {
      const known = valuesIn(name, row).filter((value): value is string => value !== null);
      if (known.length === 0) return null;
      const total = known.length === 1 ? known[0] : padded(sum(known), row.lists.rules.amountDigits);
      return shownAmount(row.item.coding.type, total ?? null);
    },
  });
}

const totalOf = ({ item: { coding }, line }: Row) => (line ?? coding).total;

function taxOf(row: Row): string | null {
  const known = valuesIn('taxAmount', row).filter((value): value is string => value !== null);
  return known.length === 0 ? null : sum(known).toFixed();
}

/** What only lines have: empty for an item as a whole that has several. */
function ofLine(name: 'quantity' | 'unitAmount' | 'productId' | 'rebillableContactId', label: string): ColumnSpec {
  const spec = lineFields[name];
  const kind = kinds[spec.column];
  return {
    label: () => label,
    kind,
    value({ item: { coding }, line, lists }) {
      const lines = line ? [line] : coding.lines;
      if (kind !== 'text') return lines.length === 1 ? lines[0]?.[name] : null;
      return texts(lines.map((each) => lineFields[name].show(each[name] as never, { lists, numbers: 'commaPoint' })));
    },
  };
}

const statusWords: Record<ItemStatus, string> = {
  PROCESSING: 'Processing',
  TO_REVIEW: 'To review',
  REFUSED: 'Failed',
  WAITING: 'Being published',
  READY: 'Ready',
  PUBLISHED: 'Published',
  IN_CLAIM: 'In expense claim',
  ARCHIVED: 'Archived',
};

const says = (label: string, kind: CellKind, value: ColumnSpec['value']): ColumnSpec => ({
  label: () => label,
  kind,
  value,
});

/** Columns beside the fields of a coding. */
type OwnColumn =
  | 'number'
  | 'accountCode'
  | 'productId'
  | 'quantity'
  | 'unitAmount'
  | 'net'
  | 'rebillableContactId'
  | 'paid'
  | 'status'
  | 'addedOn'
  | 'publishedOn'
  | 'ledgerNumber'
  | 'document'
  | 'id'
  | 'url';

/**
 * What a file can tell of an item, each column once, in the order in which they are offered. Each field of a coding has
 * one; lines are rows of their own.
 */
export const exportColumns = {
  number: says('Item', 'number', ({ item }) => String(item.number)),
  type: field('type', { value: ({ item }) => itemTypeNames[item.coding.type] }),
  issuedOn: field('issuedOn'),
  dueOn: field('dueOn'),
  contactId: field('contactId'),
  reference: field('reference'),
  description: field('description'),
  accountCode: says('Category code', 'text', (row) =>
    texts(valuesIn('accountId', row).map((id) => row.lists.accounts.get(String(id))?.code)),
  ),
  accountId: field('accountId', {
    value: (row) => texts(valuesIn('accountId', row).map((id) => row.lists.accounts.get(String(id))?.name)),
  }),
  productId: ofLine('productId', 'Product'),
  taxRateId: field('taxRateId', {
    value: (row) =>
      row.item.coding.taxMode === 'NONE'
        ? null
        : texts(valuesIn('taxRateId', row).map((id) => row.lists.taxRates.get(String(id))?.name)),
  }),
  quantity: ofLine('quantity', 'Quantity'),
  unitAmount: ofLine('unitAmount', 'Unit price'),
  net: says('Net', 'amount', (row) => {
    const total = totalOf(row);
    return total === null
      ? null
      : shownAmount(row.item.coding.type, netOf(total, taxOf(row), row.lists.rules.amountDigits));
  }),
  taxAmount: amountOf('taxAmount'),
  secondTaxAmount: amountOf('secondTaxAmount'),
  total: field('total', { value: (row) => shownAmount(row.item.coding.type, totalOf(row)) }),
  currency: field('currency', { value: ({ item }) => item.currency }),
  exchangeRate: field('exchangeRate'),
  taxMode: field('taxMode'),
  tracking1OptionId: field('tracking1OptionId'),
  tracking2OptionId: field('tracking2OptionId'),
  rebillableContactId: ofLine('rebillableContactId', 'Rebilled to'),
  paid: says('Paid', 'amount', ({ item: { coding }, lists }) =>
    coding.payments.length === 0
      ? null
      : shownAmount(
          coding.type,
          padded(sum(coding.payments.map(({ amount }) => amount ?? '0')), lists.rules.amountDigits),
        ),
  ),
  creditFor: field('creditFor'),
  payments: field('payments', {
    value: ({ item: { coding }, lists }) =>
      coding.payments
        .map(({ amount, paidOn, paymentMethodId }) =>
          [amount, paidOn, paymentFields.paymentMethodId.show(paymentMethodId, { lists, numbers: 'commaPoint' })]
            .filter(Boolean)
            .join(' '),
        )
        .join('; '),
  }),
  publishTo: field('publishTo'),
  publishAs: field('publishAs'),
  ownerId: field('ownerId'),
  flagId: field('flagId'),
  status: says('Status', 'text', ({ item }) => statusWords[item.status]),
  addedOn: says('Added', 'date', ({ item }) => item.addedOn),
  publishedOn: says('Published', 'date', ({ item }) => item.publishedOn),
  ledgerNumber: says('Number in the books', 'text', ({ item }) => item.ledgerNumber),
  document: says('Document', 'text', ({ item }) => item.documents.join('; ')),
  id: says('Item ID', 'text', ({ item }) => item.id),
  url: says('Link', 'text', ({ item }) => item.url),
} satisfies Record<Exclude<CodingField, 'lines'> | OwnColumn, ColumnSpec>;

export type ExportColumn = keyof typeof exportColumns;
export const allColumns = Object.keys(exportColumns) as ExportColumn[];

export const isColumn = (name: string): name is ExportColumn => Object.hasOwn(exportColumns, name);

export const columnKind = (column: ExportColumn): CellKind => exportColumns[column].kind;

/** A column's title, as an accountant knows it. */
export function columnTitle(column: ExportColumn, workspace: Workspace, lists: Pick<Lists, 'tracking'>): string {
  return capitalised(exportColumns[column].label(workspace, lists));
}

const slots: Partial<Record<ExportColumn, number>> = { tracking1OptionId: 0, tracking2OptionId: 1 };

/** Those of the columns that these books have: they may have no tracking categories, or one. */
export function columnsIn(columns: readonly ExportColumn[], lists: Pick<Lists, 'tracking' | 'rules'>): ExportColumn[] {
  const tracked = trackingFieldsOf(lists).length;
  return columns.filter((column) => (slots[column] ?? -1) < tracked);
}

/**
 * The rows of an item: one, or with `perLine` one for each of its lines, so that columns of amounts add up. What is not
 * known is an empty text; what a credit note gives back is below zero.
 */
export function exportRows(
  item: ExportedItem,
  lists: Lists,
  { columns, perLine }: { columns: readonly ExportColumn[]; perLine: boolean },
): string[][] {
  const lines = perLine && item.coding.lines.length > 0 ? item.coding.lines : [null];
  const isWhole = perLine && item.coding.lines.length === 0;
  return lines.map((line) =>
    columns.map((column) => {
      // An item without lines is one of its kind.
      if (column === 'quantity' && isWhole) return '1';
      return exportColumns[column].value({ item, line, lists }) ?? '';
    }),
  );
}

/** Columns that come with the product, by name. */
export const columnPresets = {
  lines: {
    label: 'A row for each line',
    perLine: true,
    columns: [
      ...['number', 'type', 'issuedOn', 'dueOn', 'contactId', 'reference', 'description', 'accountCode', 'accountId'],
      ...['taxRateId', 'quantity', 'unitAmount', 'net', 'taxAmount', 'total', 'currency', 'tracking1OptionId'],
      ...['tracking2OptionId', 'ownerId', 'status', 'addedOn', 'document'],
    ] as ExportColumn[],
  },
  items: {
    label: 'A row for each item',
    perLine: false,
    columns: [
      ...['number', 'type', 'issuedOn', 'dueOn', 'contactId', 'reference', 'description', 'accountId', 'net'],
      ...['taxAmount', 'total', 'currency', 'paid', 'ownerId', 'status', 'addedOn', 'publishedOn', 'document'],
    ] as ExportColumn[],
  },
  everything: { label: 'Everything, a row for each line', perLine: true, columns: allColumns },
} as const satisfies Record<string, { label: string; perLine: boolean; columns: readonly ExportColumn[] }>;
export type ColumnPreset = keyof typeof columnPresets;
