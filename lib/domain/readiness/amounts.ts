import type { Amount } from '../amount.ts';
import type { Coding, CodingLine } from '../coding/coding.ts';
import { isMultiplied, multiplied, outBy, pricedAmount, sumLines } from '../coding/line-items.ts';
import { foreignCurrency } from '../foreign-currency.ts';
import { isolated } from '../isolated.ts';
import type { LedgerRules } from '../ledger-rules.ts';
import type { Lists } from '../lists.ts';
import { decimal, isFinerThan, padded } from '../money.ts';
import { type WrittenForm, writeNumber } from '../number-form.ts';
import { ledgerTax, type TaxMode } from '../tax.ts';
import { type Circumstances, moneyOf } from './circumstances.ts';
import { type Fix, type Problem, problem } from './problem.ts';

/** How an amount is judged, and how numbers are written in what is said of it. */
type By = { rules: LedgerRules; numbers: WrittenForm; money: (amount: Amount) => string };

export function itemAmounts(coding: Coding, circumstances: Circumstances): Problem[] {
  const { lists, numbers } = circumstances;
  const by = { rules: lists.rules, numbers, money: moneyOf(coding, circumstances) };
  return [
    ...totalProblems(coding, by),
    ...tooFine(coding, null, by, coding.lines.length > 0 ? ['total'] : amountsIn(coding.taxMode)),
    ...currencyProblems(coding, circumstances),
    ...(coding.lines.length === 0 && coding.taxMode !== 'NONE' ? secondTaxProblems(coding, null, by) : []),
    ...(coding.lines.length === 0
      ? taxProblems(coding, null, { ...by, taxMode: coding.taxMode }, itemTaxFixes(coding, lists, by))
      : []),
  ];
}

function totalProblems(coding: Coding, { rules: { largestAmount, amountDigits }, numbers, money }: By): Problem[] {
  if (coding.total === null) return [];
  const total = decimal(coding.total);
  if (total.abs().gt(largestAmount)) {
    return [problem('totalTooLarge', 'total', `Enter a total of at most ${writeNumber(largestAmount, numbers)}.`)];
  }
  if (total.gt(0)) return [];
  if (total.isZero()) return [problem('totalNotPositive', 'total', 'The total must be more than zero.')];
  const message =
    coding.type === 'CREDIT_NOTE' ? 'Enter a credit note as a positive total.' : 'A total below zero is a credit note.';
  const positive = padded(total.negated(), amountDigits);
  const fix: Fix = {
    label: coding.type === 'CREDIT_NOTE' ? `Make it ${money(positive)}` : 'Make it a credit note',
    kind: 'edit',
    changes: { type: 'CREDIT_NOTE', total: positive },
  };
  return [problem('totalNotPositive', 'total', message, { fixes: coding.lines.length === 0 ? [fix] : [] })];
}

/** Without tax, none is shown or sent. */
const amountsIn = (taxMode: TaxMode) => (taxMode === 'NONE' ? (['total'] as const) : (['total', 'taxAmount'] as const));

/** One of two taxes is a part of both together. */
function secondTaxProblems(
  { taxAmount, secondTaxAmount }: Pick<CodingLine, 'taxAmount' | 'secondTaxAmount'>,
  line: number | null,
  { money }: By,
): Problem[] {
  if (secondTaxAmount === null) return [];
  const [second, tax] = [decimal(secondTaxAmount), decimal(taxAmount ?? '0')];
  if (second.isZero() || (second.isNegative() === tax.isNegative() && second.abs().lte(tax.abs()))) return [];
  const message = `This is a part of the tax of ${money(taxAmount ?? '0')}, and not more.`;
  const fixes: Fix[] =
    line === null ? [{ label: 'As the rate gives it', kind: 'edit', changes: { secondTaxAmount: null } }] : [];
  return [problem('secondTaxExceedsTax', 'secondTaxAmount', message, { line, fixes })];
}

/** Digits that the books would drop: what is published would not be what was approved. */
function tooFine(
  part: Pick<CodingLine, 'total' | 'taxAmount'>,
  line: number | null,
  { rules: { amountDigits }, numbers }: By,
  fields: readonly ('total' | 'taxAmount')[],
): Problem[] {
  return fields.flatMap((field) => {
    const value = part[field];
    if (value === null || !isFinerThan(value, amountDigits)) return [];
    const kept = decimal(value).toFixed(amountDigits);
    const written = writeNumber(kept, numbers);
    const message = `The books keep ${amountDigits} decimals in every currency: ${writeNumber(value, numbers)} would become ${written}.`;
    const fixes: Fix[] =
      line === null ? [{ label: `Make it ${written}`, kind: 'edit', changes: { [field]: kept } }] : [];
    return [problem('amountTooFine', field, message, { line, fixes })];
  });
}

function currencyProblems(coding: Coding, circumstances: Circumstances): Problem[] {
  const { organisation, lists } = circumstances;
  const foreign = foreignCurrency(coding, circumstances);
  if (!organisation || !foreign || foreign.outcome === 'own') return [];
  const { currency, base } = foreign;
  if (foreign.outcome === 'converted') {
    if (coding.exchangeRate !== null) return [];
    const why =
      lists.house.exchangeRateSource === 'DAILY'
        ? 'No daily rate is known for this date'
        : `This becomes ${base} in the books, which takes a rate`;
    return [
      problem(
        'exchangeRateMissing',
        'exchangeRate',
        `${why}: enter how much ${currency} one ${base} was worth that day.`,
      ),
    ];
  }
  const message = organisation.isMultiCurrency
    ? `${isolated(organisation.name)} has no ${currency} yet. Add it there and reload the currencies, or have such documents converted to ${base} under Business settings > Currency.`
    : `${isolated(organisation.name)} only takes ${base}: its plan has no other currencies. Have such documents converted to ${base} under Business settings > Currency.`;
  return [problem('currencyNotEnabled', 'currency', message)];
}

function itemTaxFixes(coding: Coding, lists: Lists, { money }: By): Fix[] {
  const rate = coding.taxRateId ? lists.taxRates.get(coding.taxRateId) : null;
  if (!rate || coding.total === null) return [];
  const byRate = ledgerTax(coding.total, rate, lists.rules.amountDigits);
  return [{ label: `Use ${money(byRate)}`, kind: 'edit', changes: { taxAmount: byRate } }];
}

/**
 * Tax is a part of the total: of the same sign and not more. Of an amount that it is added to, it is not more than that
 * either, since ledgers hold a tax that they are told against the amount beside it.
 */
function taxProblems(
  part: Pick<CodingLine, 'total' | 'taxAmount'>,
  line: number | null,
  { taxMode, rules, money }: By & { taxMode: TaxMode },
  fixes: Fix[] = [],
): Problem[] {
  if (taxMode === 'NONE' || part.total === null || part.taxAmount === null) return [];
  const tax = decimal(part.taxAmount);
  const exceeds = (amount: Amount) =>
    !tax.isZero() && (tax.isNegative() !== decimal(amount).isNegative() || tax.abs().gt(decimal(amount).abs()));
  if (exceeds(part.total)) {
    const message = `Tax must be part of the total of ${money(part.total)}, and not more.`;
    return [problem('taxExceedsTotal', 'taxAmount', message, { line, fixes })];
  }
  const priced = pricedAmount(part, taxMode, rules.amountDigits);
  if (priced === null || !exceeds(priced)) return [];
  const message = `Tax that is added to ${money(priced)} must not be more than that. Correct it, or have the amounts include tax.`;
  const inclusive: Fix = { label: 'Make it tax inclusive', kind: 'edit', changes: { taxMode: 'INCLUSIVE' } };
  return [problem('taxExceedsTotal', 'taxAmount', message, { line, fixes: [...fixes, inclusive] })];
}

export function lineAmounts(part: CodingLine, line: number, by: By & { taxMode: TaxMode }): Problem[] {
  const { taxMode, rules, numbers, money } = by;
  const { amountDigits: digits } = rules;
  const problems = tooFine(part, line, by, amountsIn(taxMode));
  if (part.total === null) problems.push(problem('lineAmountMissing', 'total', "Enter the line's amount.", { line }));
  problems.push(...tooLarge(part, line, by));
  if (decimal(part.quantity).isNegative()) {
    problems.push(problem('quantityNegative', 'quantity', 'Use a positive quantity and a negative price.', { line }));
  }
  const priced = pricedAmount(part, taxMode, digits);
  if (!isMultiplied(part, taxMode, digits) && priced !== null) {
    const expected = multiplied(part, digits) ?? '0';
    problems.push(
      problem(
        'totalMismatch',
        'total',
        `${writeNumber(part.quantity, numbers)} × ${money(part.unitAmount ?? '0')} is ${money(expected)}, not ${money(priced)}.`,
        { line },
      ),
    );
  }
  if (taxMode !== 'NONE') problems.push(...secondTaxProblems(part, line, by));
  return [...problems, ...taxProblems(part, line, by)];
}

/** What the ledger has no room for. */
function tooLarge(part: CodingLine, line: number, { rules, numbers }: By): Problem[] {
  const { largestAmount, largestQuantity } = rules;
  const isTooLarge = (amount: Amount | null) => amount !== null && decimal(amount).abs().gt(largestAmount);
  const most = writeNumber(largestAmount, numbers);
  return [
    ...(isTooLarge(part.total)
      ? [problem('totalTooLarge', 'total', `Enter an amount of at most ${most}.`, { line })]
      : isTooLarge(part.unitAmount)
        ? [problem('totalTooLarge', 'unitAmount', `Enter a price of at most ${most}.`, { line })]
        : []),
    ...(decimal(part.quantity).gt(largestQuantity)
      ? [
          problem(
            'quantityTooLarge',
            'quantity',
            `Enter a quantity of at most ${writeNumber(largestQuantity, numbers)}.`,
            { line },
          ),
        ]
      : []),
  ];
}

/** The lines have to add up to the document's total, to the smallest unit. */
export function outOfBalance(coding: Coding, { rules: { amountDigits }, money }: By): Problem[] {
  const missing = outBy(coding, amountDigits);
  if (missing === null || decimal(missing).isZero()) return [];
  const { total } = sumLines(coding.lines, amountDigits);
  const fixes: Fix[] = [
    { label: 'Add remaining balance', kind: 'addRemainingBalance' },
    { label: `Make the total ${money(total)}`, kind: 'edit', changes: { total } },
  ];
  return [
    problem('outOfBalance', 'lines', `Out by ${money(missing)}: the lines add up to ${money(total)}.`, {
      fixes,
    }),
  ];
}
