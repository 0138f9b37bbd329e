import type { Amount } from './amount.ts';
import type { Coding, CodingLine } from './coding/coding.ts';
import { isMultiplied, pricedAmount } from './coding/line-items.ts';
import { paymentBalance } from './coding/payment-fields.ts';
import { withNote } from './coding/with-note.ts';
import { inUnits } from './currency-units.ts';
import type { LedgerRules } from './ledger-rules.ts';
import type { Lists, Organisation } from './lists.ts';
import { decimal, padded, sum, toAmount } from './money.ts';

/** What becomes of a document in another currency than the books are kept in. */
export const foreignCurrencyPolicies = ['STOP', 'CONVERT', 'CONVERT_ALL'] as const;
export type ForeignCurrencyPolicy = (typeof foreignCurrencyPolicies)[number];

export const foreignCurrencyNames: Record<ForeignCurrencyPolicy, string> = {
  STOP: 'Publish multiple currencies, and stop what the books lack',
  CONVERT: 'Publish multiple currencies, and convert what the books lack',
  CONVERT_ALL: 'Convert everything to the base currency',
};

/** Where an exchange rate comes from unless somebody types one in. */
export const rateOrigins = ['LEDGER', 'DAILY'] as const;
export type RateOrigin = (typeof rateOrigins)[number];

export const rateOriginNames: Record<RateOrigin, string> = {
  LEDGER: 'The rate of the day that the books take themselves',
  DAILY: 'The rate of the document’s day, from a source of daily rates',
};

export type ForeignCurrency = {
  currency: string;
  base: string;
  /** `own`: published as it is; `converted`: to the base currency; `stopped`: held until the books have it. */
  outcome: 'own' | 'converted' | 'stopped';
};

/** A document in another currency than the books', and what the business lets become of it; null for one in theirs. */
export function foreignCurrency(
  coding: Pick<Coding, 'currency' | 'publishTo' | 'payments'>,
  {
    lists,
    organisation,
  }: {
    lists: Pick<Lists, 'house' | 'currencies' | 'paymentMethods'>;
    organisation: Pick<Organisation, 'baseCurrency' | 'isMultiCurrency'> | null;
  },
): ForeignCurrency | null {
  const { currency } = coding;
  if (!organisation || !currency || currency === organisation.baseCurrency) return null;
  const { baseCurrency: base } = organisation;
  // What goes through a bank account is in its currency, whatever the business has settled.
  const ofAccount = bankCurrency(coding, lists, base);
  if (ofAccount !== null) return { currency, base, outcome: ofAccount === base ? 'converted' : 'own' };
  const { foreignCurrency: policy } = lists.house;
  const isInBooks = organisation.isMultiCurrency && lists.currencies.has(currency);
  const outcome =
    policy === 'CONVERT_ALL' ? 'converted' : isInBooks ? 'own' : policy === 'CONVERT' ? 'converted' : 'stopped';
  return { currency, base, outcome };
}

/** What the bank account is kept in that an item is for; null for one that is for none, or does not say which. */
export function bankCurrency(
  { publishTo, payments }: Pick<Coding, 'publishTo' | 'payments'>,
  { paymentMethods }: Pick<Lists, 'paymentMethods'>,
  base: string,
): string | null {
  const method = publishTo === 'BANK_ACCOUNT' ? paymentMethods.get(payments[0]?.paymentMethodId ?? '') : undefined;
  return method?.isBankAccount ? (method.currency ?? base) : null;
}

/** An amount in the base currency, rounded half up; `rate` is how much of the other currency one of the base is. */
export function inBase(amount: Amount, rate: Amount, digits: number): Amount {
  return toAmount(decimal(amount).div(rate), digits);
}

/** An item's total in the base currency; null for one that is in it, or whose total or rate is not known. */
export function totalInBase(
  { currency, total, exchangeRate }: Pick<Coding, 'currency' | 'total' | 'exchangeRate'>,
  baseCurrency: string,
  digits: number,
): Amount | null {
  if (!currency || currency === baseCurrency || total === null || exchangeRate === null) return null;
  return inBase(total, exchangeRate, digits);
}

/**
 * A coding in the base currency. Each amount is converted and rounded by itself, and what the lines are then out by goes to
 * the largest of them, so that they add up as before. The description keeps the document's own amount and the rate.
 */
export function converted(
  coding: Coding,
  { base, rate, rules }: { base: string; rate: Amount; rules: LedgerRules },
): Coding {
  const digits = rules.amountDigits;
  const of = (amount: Amount | null) => (amount === null ? null : inBase(amount, rate, digits));
  const total = of(coding.total);
  const written = `${coding.currency} ${inUnits(padded(coding.total ?? '0', digits), coding.currency ?? base)} at 1 ${base} = ${decimal(rate).toFixed()} ${coding.currency}`;
  const lines = balanced(
    coding.lines.map((line) => ({ ...line, total: of(line.total), taxAmount: of(line.taxAmount) })),
    total,
    digits,
  ).map((line) => priced(line, coding, rules));
  const next: Coding = {
    ...coding,
    ...{ currency: base, exchangeRate: null, total, taxAmount: of(coding.taxAmount), lines },
    payments: paidAsBefore(coding, total, digits, of),
  };
  return { ...next, ...withNote(next, written, rules) };
}

/** Payments in the base currency; those that paid all still do, to the cent. */
function paidAsBefore(
  coding: Coding,
  total: Amount | null,
  digits: number,
  of: (amount: Amount | null) => Amount | null,
): Coding['payments'] {
  const payments = coding.payments.map((payment) => ({ ...payment, amount: of(payment.amount) }));
  const isInFull = decimal(paymentBalance(coding, digits) ?? '1').isZero();
  const last = payments.at(-1);
  if (!isInFull || !last || total === null) return payments;
  const others = sum(payments.slice(0, -1).map(({ amount }) => amount ?? '0'));
  return [...payments.slice(0, -1), { ...last, amount: toAmount(decimal(total).minus(others), digits) }];
}

function balanced(lines: CodingLine[], total: Amount | null, digits: number): CodingLine[] {
  if (lines.length === 0 || total === null) return lines;
  const missing = decimal(total).minus(sum(lines.map((line) => line.total ?? '0')));
  if (missing.isZero()) return lines;
  const size = (line: CodingLine) => decimal(line.total ?? '0').abs();
  const largest = lines.reduce((one, other) => (size(other).gt(size(one)) ? other : one));
  return lines.map((line) =>
    line === largest ? { ...line, total: toAmount(decimal(line.total ?? '0').plus(missing), digits) } : line,
  );
}

/** With the price of one where there is one of so few digits; otherwise the amount stands for itself. */
function priced(line: CodingLine, { taxMode }: Coding, { amountDigits, unitDigits }: LedgerRules): CodingLine {
  const amount = pricedAmount(line, taxMode, amountDigits);
  if (line.unitAmount === null || amount === null || decimal(line.quantity).isZero())
    return { ...line, unitAmount: null };
  const unitAmount = decimal(amount).div(line.quantity).toDecimalPlaces(unitDigits).toFixed();
  const next = { ...line, unitAmount };
  return isMultiplied(next, taxMode, amountDigits) ? next : { ...line, unitAmount: null };
}
