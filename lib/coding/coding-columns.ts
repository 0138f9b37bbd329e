import { fromColumn, toColumn } from '#lib/domain/calendar-date.ts';
import { type Coding, type CodingField, codingFields, specOf } from '#lib/domain/coding/coding.ts';
import { entriesIn } from '#lib/domain/coding/coding-changes.ts';
import type { Field, Fields } from '#lib/domain/coding/field-kinds.ts';
import type { ListEntry } from '#lib/domain/coding/list-entry.ts';
import type { LedgerRules } from '#lib/domain/ledger-rules.ts';
import { decimal, padded } from '#lib/domain/money.ts';
import type { Prisma } from '#prisma/generated/client.ts';

/** What a query has to include for `codingOf`. */
export const withRows = {
  lines: { orderBy: { position: 'asc' }, omit: { provenance: true } },
  payments: { orderBy: { position: 'asc' }, omit: { provenance: true } },
} as const satisfies Prisma.ItemInclude;

export type ItemWithRows = Prisma.ItemGetPayload<{ include: typeof withRows }>;

/** The fields whose value is rows of another table. */
export type RowsField = keyof typeof withRows;

type ColumnField = Exclude<CodingField, RowsField>;

/** An item's own columns of a coding: a field without one does not compile. */
export type CodingColumns = Pick<Prisma.ItemUncheckedCreateInput, ColumnField>;

type ItemColumns = { [F in CodingField]: ItemWithRows[F] };

/**
 * The coding of a row, with amounts as text: with the digits that the books keep and, where the stored value has more,
 * with those.
 */
export function codingOf(item: ItemColumns, { amountDigits: digits }: Pick<LedgerRules, 'amountDigits'>): Coding {
  return Object.fromEntries(
    codingFields.map((field) => [field, fieldValue(specOf(field), item[field], digits)]),
  ) as Coding;
}

function fieldValue(field: Field<unknown>, stored: unknown, digits: number): unknown {
  switch (field.column) {
    case 'plain':
      return stored;
    case 'date':
      return fromColumn(stored as Date | null);
    case 'amount':
      return stored === null ? null : padded(String(stored), digits);
    case 'number':
      return stored === null ? null : decimal(String(stored)).toFixed();
    case 'rows':
      return (stored as StoredRow[]).map((row) => rowOf(field.rowFields ?? {}, row, digits));
  }
}

type StoredRow = { id: string } & Record<string, unknown>;

function rowOf(fields: Fields, { id, ...columns }: StoredRow, digits: number) {
  const values = Object.entries(fields).map(([name, field]) => [name, fieldValue(field, columns[name], digits)]);
  return { id, ...Object.fromEntries(values) };
}

/** The entries of the books that rows name, which tell what there is to load before they are judged. */
export function entriesOf(...items: readonly ItemColumns[]): ListEntry[] {
  return items.flatMap((item) => entriesIn(codingOf(item, { amountDigits: 0 })));
}

/** The columns that a change of the coding writes; rows are written by write-rows.ts. */
export function columnsOf(changes: Partial<Coding>): Partial<CodingColumns> {
  return columnsIn(
    Object.fromEntries(codingFields.map((field) => [field, specOf(field)])),
    changes as Record<string, unknown>,
  );
}

/** The columns of a row with these values. */
export function columnsIn(fields: Fields, values: Record<string, unknown>): Record<string, unknown> {
  return Object.fromEntries(
    Object.entries(fields).flatMap(([name, { column }]) => {
      const value = values[name];
      if (value === undefined || column === 'rows') return [];
      return [[name, column === 'date' ? toColumn(value as Parameters<typeof toColumn>[0]) : value]];
    }),
  );
}
