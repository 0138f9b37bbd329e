import { formatDate } from '../calendar-date.ts';
import type { Coding } from '../coding/coding.ts';
import { writeMoney } from '../currency-units.ts';
import { bankCurrency, converted, foreignCurrency } from '../foreign-currency.ts';
import type { Lists } from '../lists.ts';
import { lockedPayments, lockSentence, metLock, movedTo, paymentsMovedTo, postedOn } from '../lock-dates.ts';
import { decimal, padded } from '../money.ts';
import { writeNumber } from '../number-form.ts';
import type { Circumstances } from '../readiness/circumstances.ts';

/** A coding as it goes to the books, and what the business's own rules made otherwise, a sentence each. */
export type AsPublished = { coding: Coding; changes: string[] };

type By = Pick<Circumstances, 'lists' | 'organisation' | 'numbers'>;

/**
 * What becomes of a coding on its way to the books by what the business has settled: the item itself stays as it is. Pure;
 * a coding with which nothing is to be done comes back unchanged.
 */
export function asPublished(coding: Coding, by: By): AsPublished {
  const inBooks = inCurrencyOfBooks(coding, by);
  const dated = outOfLock(inBooks.coding, by);
  const paid = paymentsOutOfLock(dated.coding, by);
  return { coding: paid.coding, changes: [...inBooks.changes, ...dated.changes, ...paid.changes] };
}

/** A rate is of use for a currency that is not the books' own. */
function inCurrencyOfBooks(coding: Coding, by: By): AsPublished {
  const foreign = foreignCurrency(coding, by);
  const { exchangeRate, total } = coding;
  if (!foreign) return { coding: { ...coding, exchangeRate: null }, changes: [] };
  if (foreign.outcome !== 'converted' || exchangeRate === null) return { coding, changes: [] };
  const { base, currency } = foreign;
  const { rules } = by.lists;
  const next = converted(coding, { base, rate: exchangeRate, rules });
  const shown = (amount: string | null, of: string) =>
    writeMoney(padded(amount ?? '0', rules.amountDigits), of, by.numbers);
  const rate = writeNumber(decimal(exchangeRate).toFixed(), by.numbers);
  const why = bankCurrency(coding, by.lists, base) === null ? '' : `, since the bank account is in ${base}`;
  const change = `In the books as ${base} ${shown(next.total, base)}, not ${currency} ${shown(total, currency)}, at ${rate} ${currency} for one ${base}${why}. The description keeps the document’s own amount and the rate.`;
  return { coding: next, changes: [change] };
}

function outOfLock(coding: Coding, by: By): AsPublished {
  const { rules } = by.lists;
  const met = metLock(coding, by);
  if (met?.outcome === 'draft') {
    const status = (of: Coding['publishAs']) => rules.statusNames[of].toLowerCase();
    const change = `In the books as ${status('DRAFT')}, not as ${status(coding.publishAs)}: ${lockSentence(met.lock)}.`;
    return { coding: { ...coding, publishAs: 'DRAFT' }, changes: [change] };
  }
  const day = postedOn(coding);
  if (met?.outcome === 'moved' && day) {
    const change = `In the books on ${formatDate(met.firstOpenDay)}, not on ${formatDate(day)}: ${lockSentence(met.lock)}. The description keeps the document’s own date.`;
    return { coding: { ...coding, ...movedTo(met.firstOpenDay, coding, rules) }, changes: [change] };
  }
  return { coding, changes: [] };
}

/** A payment is posted on a day of its own. */
function paymentsOutOfLock(coding: Coding, by: By): AsPublished {
  const locked = lockedPayments(coding, by);
  if (!locked || by.lists.house.lockPolicy !== 'MOVE') return { coding, changes: [] };
  const day = locked.firstOpenDay;
  const change = `Paid in the books on ${formatDate(day)}, not on its own day: ${lockSentence(locked.lock)}.`;
  return { coding: { ...coding, payments: paymentsMovedTo(day, coding, locked.places) }, changes: [change] };
}

/** What a coding that went through `asPublished` is judged by: nothing more is done to it. */
export function strictly(lists: Lists): Lists {
  return { ...lists, house: { ...lists.house, lockPolicy: 'ASK', foreignCurrency: 'STOP' } };
}
