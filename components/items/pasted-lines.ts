import { type ParsedDecimal, parseDecimal, type TypingForm } from '#components/ui/parse-decimal.ts';
import type { Pricing } from '#lib/domain/coding/line-items.ts';
import { decimal } from '#lib/domain/money.ts';
import { mayCarry } from '#lib/domain/tax.ts';
import { comparable } from '#lib/domain/text.ts';
import type { Choices } from '#lib/lists/load-choices.ts';
import type { LineColumn, LineColumnName } from './line-columns.ts';
import type { LineValues } from './line-values.ts';

/** What stands in a pasted column; null for one that is left out. */
export type PastedColumn = LineColumnName | null;

export type Unread = { row: number; column: number; text: string; why: string };

/** What a pasted table says, before it is put anywhere. */
export type Pasted = {
  /** What each column holds. */
  columns: readonly PastedColumn[];
  /** Whether its first row was taken for headings. */
  hasHeadings: boolean;
  /** The cells beneath the headings. */
  cells: readonly (readonly string[])[];
  /** What of each row could be read. */
  rows: readonly LineValues[];
  unread: readonly Unread[];
};

/** A name under which an entry of a list can be pasted. */
export type Named = { id: string; names: readonly (string | null)[] };

export type PasteContext = {
  choices: Choices;
  pricing: Pricing;
  currency: string;
  form: TypingForm;
  /** Products and customers that are known by name. */
  products: readonly Named[];
  customers: readonly Named[];
};

/** How spreadsheets and accounting software head a column; `amount` is what the document prices. */
const headings: Record<LineColumnName | 'amount', readonly string[]> = {
  description: ['description', 'item', 'details', 'detail', 'item description', 'narrative', 'particulars', 'text'],
  quantity: ['quantity', 'qty', 'units', 'hours', 'number', 'count'],
  unitAmount: ['unit price', 'price', 'unit cost', 'unit amount', 'unitamount', 'each', 'price each', 'cost'],
  accountId: [
    'category',
    'account',
    'account code',
    'accountcode',
    'account name',
    'nominal',
    'nominal code',
    'gl code',
    'code',
  ],
  taxRateId: ['tax rate', 'tax type', 'taxtype', 'tax code', 'vat rate', 'vat code', 'gst rate', 'gst code'],
  net: ['net', 'net amount', 'subtotal', 'sub total', 'amount excl tax', 'amount excl vat', 'ex vat', 'ex gst'],
  taxAmount: ['tax', 'tax amount', 'taxamount', 'vat', 'vat amount', 'gst', 'gst amount'],
  secondTaxAmount: ['second tax', 'pst', 'qst', 'rst', 'provincial tax'],
  total: ['total', 'gross', 'gross amount', 'line total', 'total amount', 'amount incl tax', 'amount incl vat'],
  tracking1OptionId: ['tracking 1', 'tracking option 1', 'trackingoption1'],
  tracking2OptionId: ['tracking 2', 'tracking option 2', 'trackingoption2'],
  productId: ['product', 'product code', 'item code', 'sku', 'inventory item code', 'inventoryitemcode'],
  rebillableContactId: ['customer', 'rebill to', 'rebilled to', 'rebillable customer', 'billable to'],
  amount: ['amount', 'line amount', 'value'],
};

/** What a heading says that its column holds, in the words of the page, of the books, or of other software. */
export function columnOfHeading(
  heading: string,
  columns: readonly LineColumn[],
  { pricing, choices }: Pick<PasteContext, 'pricing' | 'choices'>,
): PastedColumn {
  const wanted = comparable(heading.replace(/[*:._]/g, ' '));
  if (wanted === '') return null;
  const shown = columns.find(({ label }) => comparable(label) === wanted);
  if (shown) return shown.name;
  const slot = choices.tracking.findIndex(({ name }) => comparable(name) === wanted);
  if (slot >= 0) return slot === 0 ? 'tracking1OptionId' : 'tracking2OptionId';
  const names = Object.keys(headings) as (keyof typeof headings)[];
  const found = names.find((name) => headings[name].includes(wanted)) ?? null;
  if (found !== 'amount') return found;
  return pricing.taxMode === 'EXCLUSIVE' ? 'net' : 'total';
}

/**
 * What a pasted table says. A first row of headings tells what is in each column; without one they are the columns of
 * the grid from `from` on, in its order. `columns` says so by hand.
 */
export function readPasted(
  table: readonly (readonly string[])[],
  shown: readonly LineColumn[],
  from: number,
  context: PasteContext,
  byHand: { columns?: readonly PastedColumn[]; hasHeadings?: boolean } = {},
): Pasted {
  const [first = []] = table;
  const named = first.map((cell) => columnOfHeading(cell, shown, context));
  const hasHeadings = byHand.hasHeadings ?? (table.length > 1 && areHeadings(first, named));
  const columns =
    byHand.columns ?? (hasHeadings ? unique(named) : first.map((_, at) => shown[from + at]?.name ?? null));
  const cells = hasHeadings ? table.slice(1) : table;
  const unread: Unread[] = [];
  const rows = cells.map((row, index) => {
    const values: LineValues = {};
    // A rate goes by its line's category, which may stand behind it.
    const order = [...columns.keys()].sort((one, other) => rankOf(columns[one]) - rankOf(columns[other]));
    for (const column of order) {
      const name = columns[column];
      const text = row[column]?.trim() ?? '';
      if (!name) {
        if (text !== '') unread.push({ row: index, column, text, why: 'There is no column for it.' });
        continue;
      }
      const read = readCell(name, text, values, context);
      if ('value' in read) values[name] = read.value;
      else unread.push({ row: index, column, text, why: read.why });
    }
    return values;
  });
  return { columns, hasHeadings, cells, rows, unread };
}

const rankOf = (name: PastedColumn | undefined) => (name === 'accountId' ? 0 : 1);

/** Two of them are enough, or all there are; a number is none. */
function areHeadings(first: readonly string[], named: readonly PastedColumn[]): boolean {
  const filled = first.filter((cell) => cell.trim() !== '');
  const known = named.filter((name) => name !== null).length;
  return known > 0 && (known > 1 || known === filled.length) && filled.every((cell) => !/^[\d.,\s-]+$/.test(cell));
}

/** A second column of the same name is left out, and what is in it told. */
const unique = (named: readonly PastedColumn[]): PastedColumn[] =>
  named.map((name, at) => (named.indexOf(name) === at ? name : null));

type CellRead = { value: string | null } | { why: string };

/** One cell's text as the value of a field; an empty one empties it. */
function readCell(name: LineColumnName, text: string, values: LineValues, context: PasteContext): CellRead {
  const { choices, pricing, currency, form } = context;
  if (text.trim() === '') return { value: name === 'quantity' ? '1' : null };
  switch (name) {
    case 'description':
      return { value: text.trim() };
    case 'quantity':
      return numberOf(parseDecimal(text, { decimals: pricing.unitDigits }, form));
    case 'unitAmount':
      return numberOf(parseDecimal(text, { decimals: pricing.unitDigits, currency }, form));
    case 'net':
    case 'taxAmount':
    case 'secondTaxAmount':
    case 'total':
      return numberOf(parseDecimal(text, { decimals: pricing.digits, currency }, form));
    case 'accountId':
      return entryOf(
        text,
        choices.accounts.filter(({ isOffered }) => isOffered).map(namedAccount),
        'No category of this name or code.',
      );
    case 'taxRateId':
      return rateOf(text, values.accountId ?? null, choices);
    case 'tracking1OptionId':
    case 'tracking2OptionId': {
      const category = choices.tracking[name === 'tracking1OptionId' ? 0 : 1];
      const options = (category?.options ?? []).map((option) => ({ id: option.id, names: [option.name] }));
      return entryOf(text, options, `No option of ${category?.name ?? 'tracking'} of this name.`);
    }
    case 'productId':
      return entryOf(text, context.products, 'No product of this name or code.');
    case 'rebillableContactId':
      return entryOf(text, context.customers, 'No customer of this name.');
  }
}

const namedAccount = ({ id, code, name }: Choices['accounts'][number]): Named => ({
  id,
  names: [
    code,
    name,
    ...(code ? [`${code} ${name}`, `${code} - ${name}`, `${code}: ${name}`, `${name} (${code})`] : []),
  ],
});

function numberOf(parsed: ParsedDecimal): CellRead {
  if ('decimal' in parsed) return { value: parsed.decimal };
  if (parsed.problem === 'ambiguous') return { why: `It may be ${parsed.readings.join(' or ')}.` };
  const whys: Record<typeof parsed.problem, string> = {
    notANumber: 'This is not a number.',
    otherCurrency: 'It is of another currency.',
    tooManyDecimals: 'It has too many decimals.',
    tooLong: 'This number is too long.',
    negativeNotAllowed: 'This cannot be negative.',
  };
  return { why: whys[parsed.problem] };
}

function entryOf(text: string, entries: readonly Named[], why: string): CellRead {
  const wanted = comparable(text);
  const found = entries.filter(({ names }) => names.some((name) => name !== null && comparable(name) === wanted));
  const [only, other] = found;
  if (!only) return { why };
  return other ? { why: 'Several are called so.' } : { value: only.id };
}

/** By its name, or by its percentage: the category's own rate, or the one that alone has it of those it may carry. */
function rateOf(text: string, accountId: string | null, { taxRates, accounts }: Choices): CellRead {
  const offered = taxRates.filter(({ isOffered }) => isOffered);
  const byName = entryOf(
    text,
    offered.map(({ id, name }) => ({ id, names: [name] })),
    'No tax rate of this name.',
  );
  const percent = /^(\d+(?:[.,]\d+)?)\s*%?$/.exec(text.trim())?.[1]?.replace(',', '.');
  if ('value' in byName || percent === undefined) return byName;
  const account = accounts.find(({ id }) => id === accountId);
  const fitting = offered.filter(
    (rate) => decimal(rate.effectiveRate).equals(percent) && (!account || mayCarry(account, rate)),
  );
  const [only, other] = fitting;
  const own =
    fitting.find(({ id }) => id === account?.suggested?.rateId) ?? fitting.find(({ id }) => id === account?.taxRateId);
  if (own) return { value: own.id };
  if (only && !other) return { value: only.id };
  return { why: only ? 'Several tax rates are of this percentage.' : 'No tax rate of this percentage.' };
}

/**
 * The values of each row with what of it is not understood at the end of its description; `descriptionAt` is that of the
 * line it goes to, where none is pasted.
 */
export function withUnread(
  { rows, unread }: Pasted,
  descriptionAt: (row: number) => string | null = () => null,
): LineValues[] {
  return rows.map((values, row) => {
    const texts = unread.filter((each) => each.row === row).map(({ text }) => text);
    if (texts.length === 0) return values;
    const description = values.description === undefined ? descriptionAt(row) : values.description;
    return { ...values, description: [description, ...texts].filter(Boolean).join('; ') };
  });
}
