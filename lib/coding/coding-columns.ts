import { fromColumn, toColumn } from '#lib/domain/calendar-date.ts';
import type { Coding, CodingLine } from '#lib/domain/coding/coding.ts';
import { type Amount, decimal, minorDigits } from '#lib/domain/money.ts';
import type { Prisma } from '#prisma/generated/client.ts';

/** What a query has to include for `codingOf`. */
export const withLines = { lines: { orderBy: { position: 'asc' } } } as const satisfies Prisma.ItemInclude;

export type ItemWithLines = Prisma.ItemGetPayload<{ include: typeof withLines }>;
type LineRow = ItemWithLines['lines'][number];

/** The coding of a row, with amounts as text in the currency's digits. */
export function codingOf(item: ItemWithLines): Coding {
  const digits = minorDigits(item.currency ?? 'XXX');
  return {
    type: item.type,
    contactId: item.contactId,
    issuedOn: fromColumn(item.issuedOn),
    dueOn: fromColumn(item.dueOn),
    reference: item.reference,
    accountId: item.accountId,
    description: item.description,
    currency: item.currency,
    total: amountOf(item.total, digits),
    taxRateId: item.taxRateId,
    taxAmount: amountOf(item.taxAmount, digits),
    tracking1OptionId: item.tracking1OptionId,
    tracking2OptionId: item.tracking2OptionId,
    publishAs: item.publishAs,
    lines: item.lines.map((line) => codingLineOf(line, digits)),
  };
}

function codingLineOf(line: LineRow, digits: number): CodingLine {
  return {
    id: line.id,
    description: line.description,
    quantity: decimal(line.quantity.toString()).toString(),
    unitAmount: line.unitAmount && amountOf(line.unitAmount, digits),
    accountId: line.accountId,
    taxRateId: line.taxRateId,
    taxAmount: amountOf(line.taxAmount, digits),
    total: amountOf(line.total, digits),
    tracking1OptionId: line.tracking1OptionId,
    tracking2OptionId: line.tracking2OptionId,
  };
}

/** At least the currency's digits, and more where the stored value has more: nothing is hidden by rounding. */
function amountOf(value: { toString(): string } | null, digits: number): Amount | null {
  if (value === null) return null;
  const exact = decimal(value.toString());
  return exact.toFixed(Math.max(digits, exact.decimalPlaces()));
}

/** The columns that a change of the coding writes; lines are rows of their own. */
export function columnsOf(changes: Partial<Omit<Coding, 'lines'>>): Prisma.ItemUncheckedUpdateInput {
  const { issuedOn, dueOn, ...others } = changes;
  return {
    ...others,
    ...(issuedOn === undefined ? {} : { issuedOn: toColumn(issuedOn) }),
    ...(dueOn === undefined ? {} : { dueOn: toColumn(dueOn) }),
  };
}
