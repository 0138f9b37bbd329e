import type { Coding } from './coding/coding.ts';
import { itemTax } from './coding/line-items.ts';
import type { Lists } from './lists.ts';
import { padded } from './money.ts';
import { type WrittenForm, writeNumber } from './number-form.ts';
import { asSent, isSentOtherwise } from './tax-policy.ts';

/** What there is to say of an item's tax beside its problems, each in a sentence or two. */
export function taxNotes(coding: Coding, lists: Lists, numbers: WrittenForm): string[] {
  return [...policyNote(coding, lists, numbers)];
}

function policyNote(coding: Coding, lists: Lists, numbers: WrittenForm): string[] {
  if (!isSentOtherwise(coding, lists)) return [];
  const digits = lists.rules.amountDigits;
  const taxOf = (of: Coding) => writeNumber(padded(itemTax(of, digits) ?? '0', digits), numbers);
  const sent = taxOf(asSent(coding, lists));
  return lists.tax.policy === 'LEDGER'
    ? [
        `By your tax settings the books calculate the tax: ${sent}, where this item has ${taxOf(coding)}. The total stays.`,
      ]
    : [`By the exceptions in your tax settings the books get a tax of ${sent} here. The total stays.`];
}
