import type { Amount } from '../amount.ts';
import type { TaxRate } from '../lists.ts';
import { decimal, sum, toAmount } from '../money.ts';
import { ledgerTax, netOf, type TaxMode, taxOnNet } from '../tax.ts';
import type { Coding, CodingLine } from './coding.ts';
import { amount } from './field-kinds.ts';
import { type LineField, lineFields } from './line-fields.ts';
import { emptyRow } from './rows.ts';

/** Lines that one item may have. */
export const MAX_LINES = 200;

/** What a document's amounts are computed with. */
export type Pricing = {
  taxMode: TaxMode;
  rates: ReadonlyMap<string, Pick<TaxRate, 'effectiveRate'>>;
  /** After the point, that the books keep of an amount. */
  digits: number;
  /** The same of a unit price. */
  unitDigits: number;
};

/** Quantity times unit price, rounded to the digits that the books keep; null while there is no unit price. */
export function multiplied(line: Pick<CodingLine, 'quantity' | 'unitAmount'>, digits: number): Amount | null {
  return line.unitAmount === null ? null : toAmount(decimal(line.quantity).times(line.unitAmount), digits);
}

/** A line's amount as its document prices it: net where tax is added to prices, else gross. */
export function pricedAmount(
  line: Pick<CodingLine, 'total' | 'taxAmount'>,
  taxMode: TaxMode,
  digits: number,
): Amount | null {
  if (line.total === null) return null;
  return taxMode === 'EXCLUSIVE' ? netOf(line.total, line.taxAmount, digits) : toAmount(line.total, digits);
}

/** Gross and tax of all lines. Lines without an amount count as nothing. */
export function sumLines(
  lines: readonly Pick<CodingLine, 'total' | 'taxAmount'>[],
  digits: number,
): { total: Amount; taxAmount: Amount } {
  return {
    total: toAmount(sum(lines.map((line) => line.total ?? '0')), digits),
    taxAmount: toAmount(sum(lines.map((line) => line.taxAmount ?? '0')), digits),
  };
}

/** The item's total less the sum of its lines: null when there is nothing to compare, "0.00" when it balances. */
export function outBy(coding: Pick<Coding, 'total' | 'lines'>, digits: number): Amount | null {
  if (coding.total === null || coding.lines.length === 0) return null;
  return toAmount(decimal(coding.total).minus(sum(coding.lines.map((line) => line.total ?? '0'))), digits);
}

/** The item's tax: its lines' when it has lines, else its own. */
export function itemTax(coding: Pick<Coding, 'taxAmount' | 'lines'>, digits: number): Amount | null {
  return coding.lines.length > 0 ? sumLines(coding.lines, digits).taxAmount : coding.taxAmount;
}

/** A line with nothing in it but one unit. */
export function emptyLine(id: string): CodingLine {
  return emptyRow(lineFields, id);
}

/** The item's own coding as one line: what "Add line items" starts from. */
export function lineOfItem(coding: Omit<Coding, 'lines'>, id: string, digits: number): CodingLine {
  const shared = Object.entries(coding).filter(([field]) => field in lineFields);
  const line: CodingLine = { ...emptyLine(id), ...Object.fromEntries(shared) };
  return { ...line, unitAmount: pricedAmount(line, coding.taxMode, digits) };
}

/** An edit of a line; `amount` is its amount as the document prices it: net where tax is added to prices, else gross. */
export type LineChange = Partial<Omit<CodingLine, 'id'>> & { amount?: Amount | null };

/**
 * The line after one edit, with what follows from it: quantity or unit price give the line's amount, an amount gives the
 * unit price where there is one that multiplies to it and none otherwise, and amount or rate give the tax. Where tax is
 * added to prices, a new tax changes the total and not the net amount. A tax amount given by hand stands until amount or
 * rate change; what was told of its second part does not outlive it.
 */
export function changeLine(line: CodingLine, { amount: priced, ...change }: LineChange, pricing: Pricing): CodingLine {
  const { taxMode, rates, digits } = pricing;
  const next = { ...line, ...change };
  const isAmountGiven = 'total' in change || priced !== undefined;
  // An amount that no price could be found for stays what was entered.
  const isUnpriced = line.unitAmount === null && !('unitAmount' in change);
  const isRepriced = isAmountGiven || 'unitAmount' in change || ('quantity' in change && !isUnpriced);
  const isTaxMoved = next.taxRateId !== line.taxRateId || 'taxAmount' in change;
  if ('quantity' in change && isUnpriced) next.unitAmount = unitAmountOf(next, pricing);
  if (!isRepriced && !isTaxMoved) return next;

  // What stands while the tax moves.
  const isNet = taxMode === 'EXCLUSIVE' && !('total' in change);
  const before = isNet ? pricedAmount(line, taxMode, digits) : line.total;
  const given = 'total' in change ? change.total : priced;
  const after = isAmountGiven ? (given ?? null) : isRepriced ? multiplied(next, digits) : before;

  if (isTaxMoved || !amount.isSame(before, after)) {
    const rate = next.taxRateId === null || taxMode === 'NONE' ? undefined : rates.get(next.taxRateId);
    const byRate = after === null || !rate ? null : (isNet ? taxOnNet : ledgerTax)(after, rate, digits);
    next.taxAmount = change.taxAmount ?? byRate;
    const isSecondOld = next.taxRateId !== line.taxRateId || !amount.isSame(next.taxAmount, line.taxAmount);
    if (isSecondOld && !('secondTaxAmount' in change)) next.secondTaxAmount = null;
  }
  next.total = after === null ? null : toAmount(decimal(after).plus((isNet && next.taxAmount) || '0'), digits);
  if (isAmountGiven) next.unitAmount = unitAmountOf(next, pricing);
  return next;
}

/**
 * Lines after their document's prices have become inclusive, exclusive or free of tax. Lines that add up to the document
 * already are right as they are, so only their unit prices change. Of others the typed amounts stand, with their new
 * meaning: a person who has typed net amounts says so afterwards.
 */
export function linesInMode(
  { total, lines }: Pick<Coding, 'total' | 'lines'>,
  former: TaxMode,
  pricing: Pricing,
): CodingLine[] {
  const { taxMode, rates, digits } = pricing;
  const missing = outBy({ total, lines }, digits);
  const isBalanced = missing !== null && decimal(missing).isZero();
  return lines.map((line) => {
    const rate = line.taxRateId === null ? undefined : rates.get(line.taxRateId);
    if (!isBalanced) {
      const typed = changeLine(line, { amount: pricedAmount(line, former, digits), taxAmount: null }, pricing);
      return { ...typed, unitAmount: line.unitAmount };
    }
    const byRate = former === 'NONE' && rate && line.total !== null ? ledgerTax(line.total, rate, digits) : null;
    const next =
      taxMode === 'NONE'
        ? { ...line, taxAmount: null, secondTaxAmount: null }
        : { ...line, taxAmount: byRate ?? line.taxAmount };
    return { ...next, unitAmount: unitAmountOf(next, pricing) };
  });
}

/** The amounts of a changed line that are those which follow from the rest of the change, as `changeLine` has them. */
export function computedInLine(
  before: CodingLine | undefined,
  after: CodingLine,
  rates: ReadonlyMap<string, Pick<TaxRate, 'effectiveRate'>>,
  digits: number,
): LineField[] {
  const isNew = (field: LineField) =>
    !before || !lineFields[field].isSame(before[field] as never, after[field] as never);
  const rate = after.taxRateId === null ? undefined : rates.get(after.taxRateId);
  // What a rate adds to a net amount is what it finds in the sum of both, so this holds however prices are meant.
  const byRate = after.total !== null && rate ? ledgerTax(after.total, rate, digits) : null;
  const amounts = after.total === null ? [] : [after.total, netOf(after.total, after.taxAmount, digits)];
  const product = multiplied(after, digits);
  const isPriced = product !== null && amounts.some((each) => decimal(each).equals(product));
  const isTaxAdded = !isNew('quantity') && !isNew('unitAmount') && (isNew('taxRateId') || isNew('taxAmount'));
  const isTotalComputed = isNew('total') && isPriced && (isNew('quantity') || isNew('unitAmount') || isTaxAdded);
  return [
    ...(byRate !== null && amount.isSame(byRate, after.taxAmount) ? (['taxAmount'] as const) : []),
    ...(isTotalComputed ? (['total'] as const) : []),
  ];
}

/**
 * The price of one; null where no price of so few digits times the quantity is the line's amount, which then stands for
 * itself.
 */
function unitAmountOf(line: CodingLine, { taxMode, digits, unitDigits }: Omit<Pricing, 'rates'>): Amount | null {
  const priced = pricedAmount(line, taxMode, digits);
  const units = decimal(line.quantity);
  if (priced === null || units.isZero()) return priced;
  const unitAmount = decimal(priced).div(units).toDecimalPlaces(unitDigits).toString();
  return isMultiplied({ ...line, unitAmount }, taxMode, digits) ? unitAmount : null;
}

/**
 * The lines with one more that makes them balance, coded as the last line is; a last line that nothing was entered in
 * becomes that one itself. Null when they balance already.
 */
export function withRemainingBalance(
  coding: Pick<Coding, 'total' | 'lines'>,
  id: string,
  pricing: Pricing,
): CodingLine[] | null {
  const missing = outBy(coding, pricing.digits);
  if (missing === null || decimal(missing).isZero()) return null;
  const last = coding.lines.at(-1);
  const isUnused = last !== undefined && last.description === null && last.total === null && last.unitAmount === null;
  const start: CodingLine = {
    ...emptyLine(isUnused ? last.id : id),
    description: 'Remaining balance',
    accountId: last?.accountId ?? null,
    taxRateId: last?.taxRateId ?? null,
    tracking1OptionId: last?.tracking1OptionId ?? null,
    tracking2OptionId: last?.tracking2OptionId ?? null,
  };
  const kept = isUnused ? coding.lines.slice(0, -1) : coding.lines;
  return [...kept, changeLine(start, { total: missing }, pricing)];
}

/**
 * The lines with what they are out by put on the one at `index`, whose total it changes; its tax follows from its rate.
 * Null when they balance already, or there is no such line.
 */
export function withDifferenceOn(
  coding: Pick<Coding, 'total' | 'lines'>,
  index: number,
  pricing: Pricing,
): CodingLine[] | null {
  const missing = outBy(coding, pricing.digits);
  const line = coding.lines[index];
  if (missing === null || line === undefined || decimal(missing).isZero()) return null;
  const total = toAmount(decimal(line.total ?? '0').plus(missing), pricing.digits);
  return coding.lines.with(index, changeLine(line, { total }, pricing));
}

/** Whether quantity times unit price is the line's amount, to the smallest unit, as the ledger checks it. */
export function isMultiplied(line: CodingLine, taxMode: TaxMode, digits: number): boolean {
  const priced = pricedAmount(line, taxMode, digits);
  const expected = multiplied(line, digits);
  return priced === null || expected === null || decimal(priced).equals(expected);
}
