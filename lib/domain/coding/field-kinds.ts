import type { z } from 'zod';
import type { Amount } from '../amount.ts';
import { type CalendarDate, formatDate, toCalendarDate } from '../calendar-date.ts';
import { writeMoney } from '../currency-units.ts';
import type { Lists } from '../lists.ts';
import { decimal, padded } from '../money.ts';
import { type WrittenForm, writeNumber } from '../number-form.ts';
import { textSchema, type Zod } from '../text.ts';
import { activeCategories, type EntryList, entryName, type ListEntry } from './list-entry.ts';

/** What a value is told with: the lists that it names entries of, the form of numbers and, of amounts, their currency. */
export type Shown = { lists: Lists; numbers: WrittenForm; currency?: string };

/** How a value lies in the database: lib/coding/coding-columns.ts reads and writes each. */
export type Column = 'plain' | 'date' | 'amount' | 'number' | 'rows';

/** All that can be said of a value without knowing which field it is in. */
export type FieldKind<T> = {
  /** What a field is before anybody has decided anything. */
  empty: T;
  column: Column;
  /** From untrusted input to a value. */
  schema(zod: Zod): z.ZodType<T>;
  /** Whether two values mean the same. */
  isSame(a: T, b: T): boolean;
  /** In words, never an id; an empty text for an empty value. */
  show(value: T, shown: Shown): string;
  /** The entries of the books that it names. */
  entries(value: T): ListEntry[];
  /** The organisation's own name for the field, where it has one. */
  nameIn?(lists: Pick<Lists, 'tracking'>): string | undefined;
  /** Two people's changes in one; null where they are in each other's way, as they are for most kinds. */
  merge?(was: T, mine: T, theirs: T): T | null;
  /** A change told part by part. */
  details?(before: T, after: T, shown: Shown): string[];
  /** What each row holds, where the value is rows. */
  rowFields?: Fields;
  /** The fields of a row whose values follow from its others, as far as one can tell from a change. */
  computed?(before: object | undefined, after: object, shown: Shown): string[];
};

export type Field<T> = FieldKind<T> & {
  label: string;
  /** In a row: fields of one group depend on each other, and count as one value when two people's changes meet. */
  mergesWith?: string;
};

export type Fields = Record<string, Field<unknown>>;

/** A value of each of the fields. */
export type ValuesOf<F> = { -readonly [K in keyof F]: F[K] extends FieldKind<infer T> ? T : never };

/** Longer texts are stored and flagged by readiness; this only keeps nonsense out. */
const MAX_TEXT = 10_000;

const plain = {
  empty: null,
  column: 'plain',
  isSame: (a: unknown, b: unknown) => a === b,
  entries: (): ListEntry[] => [],
} as const;

/** A text of one line. */
export const text: FieldKind<string | null> = {
  ...plain,
  show: (value) => value ?? '',
  schema: (z) =>
    textSchema(z, { longest: MAX_TEXT })
      .nullable()
      .transform((value) => value || null),
};

/** A text that may have several lines. */
export const longText: FieldKind<string | null> = {
  ...text,
  schema: (z) =>
    textSchema(z, { longest: MAX_TEXT, mayHaveLines: true })
      .nullable()
      .transform((value) => value || null),
};

export const currencyCode: FieldKind<string | null> = {
  ...text,
  schema: (z) =>
    z
      .string()
      .regex(/^[A-Z]{3}$/, 'Choose a currency.')
      .nullable(),
};

export const date: FieldKind<CalendarDate | null> = {
  ...plain,
  column: 'date',
  show: (value) => (value === null ? '' : formatDate(value)),
  schema: (z) => dateSchema(z).nullable(),
};

export function dateSchema(z: Zod) {
  return z.string().transform((value, context) => {
    const day = toCalendarDate(value);
    if (day) return day;
    context.addIssue('Enter a real date.');
    return z.NEVER;
  });
}

/** Up to 15 digits before and 4 after the point: what the NUMERIC(19, 4) columns hold. */
const amountSchema = (z: Zod) => z.string().regex(/^-?\d{1,15}(\.\d{1,4})?$/, 'Enter an amount.');

/** "12.5" is "12.50". */
const isSameNumber = (a: Amount | null, b: Amount | null) =>
  a === b || (a !== null && b !== null && decimal(a).equals(decimal(b)));

/** An amount as people read it. */
export const amountText = (value: Amount, { lists: { rules }, numbers, currency = '' }: Shown) =>
  writeMoney(padded(value, rules.amountDigits), currency, numbers);

/** An amount of money in the item's currency, with at least the digits that the books keep. */
export const amount: FieldKind<Amount | null> = {
  ...plain,
  column: 'amount',
  isSame: isSameNumber,
  show: (value, shown) => (value === null ? '' : amountText(value, shown)),
  schema: (z) => amountSchema(z).nullable(),
};

/** A rate between two currencies: more than zero, with up to 6 digits before and 10 after the point. */
export const exchangeRate: FieldKind<Amount | null> = {
  ...plain,
  column: 'number',
  isSame: isSameNumber,
  show: (value, { numbers }) => (value === null ? '' : writeNumber(decimal(value).toFixed(), numbers)),
  schema: (z) =>
    z
      .string()
      .regex(/^(?=.*[1-9])\d{1,6}(\.\d{1,10})?$/, 'Enter a rate of more than zero.')
      .nullable(),
};

/** How many there are of something: always a number, at first one. */
export const quantity: FieldKind<Amount> = {
  ...plain,
  empty: '1',
  column: 'number',
  isSame: isSameNumber,
  show: (value, { numbers }) => writeNumber(decimal(value).toFixed(), numbers),
  schema: amountSchema,
};

/** One of several, each with its name. */
export function choice<K extends string>(names: Record<K, string>, empty: NoInfer<K>): FieldKind<K> {
  return {
    ...plain,
    empty,
    show: (value) => names[value],
    schema: (z) => z.enum(Object.keys(names) as K[]),
  };
}

/** One of the statuses that documents have in ledgers, in the words of the one at hand. */
export function ledgerStatus<K extends keyof Lists['rules']['statusNames']>(
  statuses: readonly K[],
  empty: NoInfer<K>,
): FieldKind<K> {
  return {
    ...plain,
    empty,
    show: (value, { lists }) => lists.rules.statusNames[value],
    schema: (z) => z.enum(statuses),
  };
}

const UNKNOWN = 'an entry of other books';

/** An entry of one of the lists, by the id of its row with us. */
export function entry(list: EntryList): FieldKind<string | null> {
  return {
    ...plain,
    show: (id, { lists, numbers }) => (id === null ? '' : (entryName(list, id, lists, numbers) ?? UNKNOWN)),
    schema: (z) => z.uuid().nullable(),
    entries: (id) => (id === null ? [] : [{ list, id }]),
  };
}

/** An option of the first or the second active tracking category. */
export function trackingOption(slot: 0 | 1): FieldKind<string | null> {
  return { ...entry('trackingOptions'), nameIn: (lists) => activeCategories(lists)[slot]?.name };
}
