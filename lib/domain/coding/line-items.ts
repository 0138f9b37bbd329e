import type { TaxRate } from '../lists.ts';
import { type Amount, decimal, roundMoney, sum, toAmount } from '../money.ts';
import { ledgerTax } from '../tax.ts';
import type { Coding, CodingLine } from './coding.ts';
import { amount } from './field-kinds.ts';
import { type LineField, lineFields } from './line-fields.ts';
import { emptyRow } from './rows.ts';

/** Digits after the point of a unit price, as sent to the ledger. */
export const UNIT_DIGITS = 4;

/** Lines that one item may have. */
export const MAX_LINES = 200;

/** Quantity times unit price, rounded to the currency's smallest unit; null while there is no unit price. */
export function lineTotal(line: Pick<CodingLine, 'quantity' | 'unitAmount'>, currency: string): Amount | null {
  return line.unitAmount === null ? null : toAmount(decimal(line.quantity).times(line.unitAmount), currency);
}

/** Gross and tax of all lines. Lines without an amount count as nothing. */
export function sumLines(
  lines: readonly Pick<CodingLine, 'total' | 'taxAmount'>[],
  currency: string,
): { total: Amount; taxAmount: Amount } {
  return {
    total: toAmount(sum(lines.map((line) => line.total ?? '0')), currency),
    taxAmount: toAmount(sum(lines.map((line) => line.taxAmount ?? '0')), currency),
  };
}

/** The item's total less the sum of its lines: null when there is nothing to compare, "0.00" when it balances. */
export function outBy(coding: Pick<Coding, 'total' | 'lines'>, currency: string): Amount | null {
  if (coding.total === null || coding.lines.length === 0) return null;
  return toAmount(decimal(coding.total).minus(sum(coding.lines.map((line) => line.total ?? '0'))), currency);
}

/** The item's tax: its lines' when it has lines, else its own. */
export function itemTax(coding: Pick<Coding, 'taxAmount' | 'lines'>, currency: string): Amount | null {
  return coding.lines.length > 0 ? sumLines(coding.lines, currency).taxAmount : coding.taxAmount;
}

/** A line with nothing in it but one unit. */
export function emptyLine(id: string): CodingLine {
  return emptyRow(lineFields, id);
}

/** The item's own coding as one line: what "Add line items" starts from. */
export function lineOfItem(coding: Omit<Coding, 'lines'>, id: string): CodingLine {
  const shared = Object.entries(coding).filter(([field]) => field in lineFields);
  return { ...emptyLine(id), ...Object.fromEntries(shared), unitAmount: coding.total };
}

/**
 * The line after one edit, with what follows from it: quantity or unit price give the total, a total gives the unit
 * price where there is one that multiplies to it and none otherwise, and total or rate give the tax. A tax amount given by hand stands until one of those changes.
 */
export function changeLine(
  line: CodingLine,
  change: Partial<Omit<CodingLine, 'id'>>,
  rates: ReadonlyMap<string, Pick<TaxRate, 'effectiveRate'>>,
  currency: string,
): CodingLine {
  const next = { ...line, ...change };
  if ('total' in change) {
    next.total = change.total == null ? null : toAmount(change.total, currency);
    next.unitAmount = unitAmountFor(next, currency);
  } else if ('quantity' in change && !('unitAmount' in change) && line.unitAmount === null) {
    // A total that no price could be found for stays what was entered.
    next.unitAmount = unitAmountFor(next, currency);
  } else if ('quantity' in change || 'unitAmount' in change) {
    next.total = lineTotal(next, currency);
  }
  const isTaxGiven = 'taxAmount' in change && change.taxAmount !== null;
  const isTaxMoved = next.total !== line.total || next.taxRateId !== line.taxRateId || 'taxAmount' in change;
  if (!isTaxGiven && isTaxMoved) {
    const rate = next.taxRateId === null ? undefined : rates.get(next.taxRateId);
    next.taxAmount = next.total !== null && rate ? ledgerTax(next.total, rate, currency) : null;
  }
  return next;
}

/** The amounts of a changed line that are those which follow from the rest of the change, as `changeLine` has them. */
export function computedInLine(
  before: CodingLine | undefined,
  after: CodingLine,
  rates: ReadonlyMap<string, Pick<TaxRate, 'effectiveRate'>>,
  currency: string,
): LineField[] {
  const isNew = (field: LineField) =>
    !before || !lineFields[field].isSame(before[field] as never, after[field] as never);
  const rate = after.taxRateId === null ? undefined : rates.get(after.taxRateId);
  const byRate = after.total !== null && rate ? ledgerTax(after.total, rate, currency) : null;
  const isTotalComputed = isNew('total') && (isNew('quantity') || isNew('unitAmount')) && isMultiplied(after, currency);
  return [
    ...(byRate !== null && amount.isSame(byRate, after.taxAmount) ? (['taxAmount'] as const) : []),
    ...(isTotalComputed && after.unitAmount !== null ? (['total'] as const) : []),
  ];
}

/** The price of one; null where no price of so few digits times the quantity is the total, which then stands for itself. */
function unitAmountFor(line: CodingLine, currency: string): Amount | null {
  const units = decimal(line.quantity);
  if (line.total === null || units.isZero()) return line.total;
  const unitAmount = decimal(line.total).div(units).toDecimalPlaces(UNIT_DIGITS).toString();
  return isMultiplied({ ...line, unitAmount }, currency) ? unitAmount : null;
}

/** A line that makes the lines balance, coded as the last line is; null when they balance already. */
export function remainingBalance(
  coding: Pick<Coding, 'total' | 'lines'>,
  id: string,
  rates: ReadonlyMap<string, Pick<TaxRate, 'effectiveRate'>>,
  currency: string,
): CodingLine | null {
  const missing = outBy(coding, currency);
  if (missing === null || decimal(missing).isZero()) return null;
  const last = coding.lines.at(-1);
  const start: CodingLine = {
    ...emptyLine(id),
    description: 'Remaining balance',
    accountId: last?.accountId ?? null,
    taxRateId: last?.taxRateId ?? null,
    tracking1OptionId: last?.tracking1OptionId ?? null,
    tracking2OptionId: last?.tracking2OptionId ?? null,
  };
  return changeLine(start, { total: missing }, rates, currency);
}

/** Whether quantity times unit price is the total, to the smallest unit, as the ledger checks it. */
export function isMultiplied(line: CodingLine, currency: string): boolean {
  const expected = lineTotal(line, currency);
  return line.total === null || expected === null || roundMoney(line.total, currency).equals(expected);
}
