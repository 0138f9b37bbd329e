import { Decimal } from 'decimal.js';
import type { DocumentLine, LineAmountTypes, Totals } from './record.ts';

/** Rounds half away from zero, as Xero's recorded figures do. */
export function round(value: Decimal.Value, places = 2): number {
  return new Decimal(value).toDecimalPlaces(places, Decimal.ROUND_HALF_UP).toNumber();
}

export function add(...values: number[]): number {
  return values.reduce((sum, value) => sum.plus(value), new Decimal(0)).toNumber();
}

/** Tax on a line's amount at a percentage, to the cent: on top of it, or contained in it. */
export function taxOn(lineAmount: number, percentage: number, types: LineAmountTypes): number {
  if (types === 'NoTax' || percentage === 0) return 0;
  const rate = new Decimal(percentage).dividedBy(100);
  const amount = new Decimal(lineAmount);
  return round(types === 'Exclusive' ? amount.times(rate) : amount.minus(amount.dividedBy(rate.plus(1))));
}

/** A percentage off a line, or an amount; a percentage comes first. */
export interface Discount {
  discountRate: number | undefined;
  discountAmount: number | undefined;
}

export const NO_DISCOUNT: Discount = { discountRate: undefined, discountAmount: undefined };

/** Quantity × unit price less discount, to the cent. */
export function lineAmountOf(quantity: number, unitAmount: number, { discountRate, discountAmount }: Discount): number {
  const gross = new Decimal(quantity).times(unitAmount);
  if (discountRate) return round(gross.times(new Decimal(100).minus(discountRate)).dividedBy(100));
  return round(gross.minus(discountAmount ?? 0));
}

/** The amount that was there before the discount, unrounded. All of a line discounted leaves nothing to tell it by. */
export function beforeDiscount(lineAmount: number, { discountRate, discountAmount }: Discount): Decimal {
  if (discountRate && discountRate < 100) {
    return new Decimal(lineAmount).times(100).dividedBy(new Decimal(100).minus(discountRate));
  }
  return new Decimal(lineAmount).plus(discountAmount ?? 0);
}

/** What the discounts of all lines together take off. */
export function totalDiscountOf(lines: readonly DocumentLine[]): number {
  const discounted = lines.filter(({ discountRate, discountAmount }) => discountRate || discountAmount);
  return add(
    ...discounted.map(({ quantity = 0, unitAmount = 0, lineAmount = 0 }) =>
      add(lineAmountOf(quantity, unitAmount, NO_DISCOUNT), -lineAmount),
    ),
  );
}

/** Adds up lines that are rounded already. */
export function totalsOf(lines: readonly DocumentLine[], types: LineAmountTypes): Totals {
  const amounts = add(...lines.map((line) => line.lineAmount ?? 0));
  const totalTax = types === 'NoTax' ? 0 : add(...lines.map((line) => line.taxAmount ?? 0));
  return types === 'Inclusive'
    ? { subTotal: add(amounts, -totalTax), totalTax, total: amounts }
    : { subTotal: amounts, totalTax, total: add(amounts, totalTax) };
}
