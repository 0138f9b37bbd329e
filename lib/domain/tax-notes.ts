import type { Amount } from './amount.ts';
import type { Coding } from './coding/coding.ts';
import { itemTax } from './coding/line-items.ts';
import { writeMoney } from './currency-units.ts';
import { isolated } from './isolated.ts';
import type { Lists, TaxRate } from './lists.ts';
import { decimal, padded } from './money.ts';
import type { WrittenForm } from './number-form.ts';
import type { Workspace } from './paths.ts';
import { isDomesticReverseCharge, isReverseCharge, notionalTax } from './reverse-charge.ts';
import { formatRate, netOf, nominalRate } from './tax.ts';
import { isCombined, type TaxPart, taxParts } from './tax-components.ts';
import { asSent, isSentOtherwise } from './tax-policy.ts';

/** An amount as sentences have it. */
type Written = (amount: Amount) => string;

/**
 * What there is to say of an item's tax beside its problems, each in a sentence or two; with the digits of the currency
 * that the coding names.
 */
export function taxNotes(coding: Coding, workspace: Workspace, lists: Lists, numbers: WrittenForm): string[] {
  if (coding.taxMode === 'NONE') return [];
  const money: Written = (amount) => writeMoney(amount, coding.currency ?? '', numbers);
  return [
    ...policyNote(coding, lists, money),
    ...reverseChargeNotes(coding, workspace, lists, numbers, money),
    ...componentNotes(coding, workspace, lists, money),
  ];
}

/** The tax of combined rates by what it is made of, and which of it is never taken back. */
function componentNotes(coding: Coding, workspace: Workspace, lists: Lists, money: Written): string[] {
  const digits = lists.rules.amountDigits;
  const parts = coding.lines.length > 0 ? coding.lines : [coding];
  const amounts = new Map<string, TaxPart>();
  for (const { taxRateId, taxAmount, secondTaxAmount } of parts) {
    const rate = lists.taxRates.get(taxRateId ?? '');
    if (!rate || taxAmount === null || !isCombined(rate)) continue;
    for (const part of taxParts(rate, taxAmount, secondTaxAmount, digits)) {
      const key = `${part.name} ${part.isNonRecoverable}`;
      const before = amounts.get(key)?.amount ?? '0';
      amounts.set(key, { ...part, amount: decimal(before).plus(part.amount).toFixed() });
    }
  }
  if (amounts.size === 0) return [];
  const told = [...amounts.values()].map(({ name, amount, isNonRecoverable }) => {
    const recovery = workspace === 'SALES' ? '' : isNonRecoverable ? ', not recoverable: a cost' : ', recoverable';
    return `${isolated(name)} ${money(padded(amount, digits))}${recovery}`;
  });
  return [`The tax is ${told.join('; ')}.`];
}

/** What a reverse charge puts on the tax return, of all that is coded with each rate. */
function reverseChargeNotes(
  coding: Coding,
  workspace: Workspace,
  lists: Lists,
  numbers: WrittenForm,
  money: Written,
): string[] {
  const parts = coding.lines.length > 0 ? coding.lines : [coding];
  const digits = lists.rules.amountDigits;
  const netOfRate = new Map<TaxRate, Amount>();
  for (const { taxRateId, taxAmount, total } of parts) {
    const rate = lists.taxRates.get(taxRateId ?? '');
    if (!rate || total === null || !isReverseCharge(rate)) continue;
    netOfRate.set(
      rate,
      decimal(netOfRate.get(rate) ?? '0')
        .plus(netOf(total, taxAmount, digits))
        .toFixed(),
    );
  }
  return [...netOfRate].map(([rate, net]) => {
    const tax = money(notionalTax(net, rate, digits));
    const of = `${tax}, which is ${formatRate({ effectiveRate: nominalRate(rate) }, numbers)} of ${money(padded(net, digits))}`;
    const name = isDomesticReverseCharge(rate, lists.rules) ? 'Domestic reverse charge' : 'Reverse charge';
    return workspace === 'COSTS'
      ? `${name}: the supplier is paid no tax. The books put ${of}, on the tax return as due and, where it may be, as taken back.`
      : `${name}: you charge no tax. Your customer accounts for ${of}: the invoice has to say so.`;
  });
}

function policyNote(coding: Coding, lists: Lists, money: Written): string[] {
  if (!isSentOtherwise(coding, lists)) return [];
  const digits = lists.rules.amountDigits;
  const taxOf = (of: Coding) => money(padded(itemTax(of, digits) ?? '0', digits));
  const sent = taxOf(asSent(coding, lists));
  if (coding.publishTo === 'BANK_ACCOUNT') {
    return [
      `On a bank account the books take no tax but what the rate gives: ${sent}, where this item has ${taxOf(coding)}. The total stays.`,
    ];
  }
  return lists.tax.policy === 'LEDGER'
    ? [
        `By your tax settings the books calculate the tax: ${sent}, where this item has ${taxOf(coding)}. The total stays.`,
      ]
    : [`By the exceptions in your tax settings the books get a tax of ${sent} here. The total stays.`];
}
