import { fromColumn, toColumn } from '#lib/domain/calendar-date.ts';
import { type Coding, type CodingField, codingFields, specOf } from '#lib/domain/coding/coding.ts';
import type { Field, Fields } from '#lib/domain/coding/field-kinds.ts';
import { type Amount, amountDigits, decimal } from '#lib/domain/money.ts';
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

/** The coding of a row, with amounts as text in the digits that the books keep. */
export function codingOf(item: { [F in CodingField]: ItemWithRows[F] }): Coding {
  const digits = amountDigits(item.currency ?? 'XXX');
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
      return stored === null ? null : amountOf(String(stored), digits);
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

/** At least the digits that the books keep, and more where the stored value has more: nothing is hidden by rounding. */
function amountOf(stored: string, digits: number): Amount {
  const exact = decimal(stored);
  return exact.toFixed(Math.max(digits, exact.decimalPlaces()));
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
