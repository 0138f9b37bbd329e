import type { Account } from '../accounts/record.ts';
import type { Books } from '../books.ts';
import { round } from '../documents/amounts.ts';
import type { Posting } from './postings.ts';

/** Days, both counted; without `from`, since the beginning. */
export interface Span {
  from?: string;
  to: string;
}

/** What the postings of a span come to on each account, by its id. A debit is positive. */
export function sumsOf(postings: readonly Posting[], { from = '', to }: Span): Map<string, number> {
  const sums = new Map<string, number>();
  for (const { accountId, date, amount } of postings) {
    if (date < from || date > to) continue;
    // Whole cents, so that a hundred thousand of them add up.
    sums.set(accountId, (sums.get(accountId) ?? 0) + Math.round(amount * 100));
  }
  return new Map([...sums].map(([id, cents]) => [id, round(cents / 100)]));
}

/** The accounts that something was ever posted to, by name. */
export function usedAccounts(books: Books, postings: readonly Posting[]): Account[] {
  const used = new Set(postings.map(({ accountId }) => accountId));
  return books.accounts
    .all()
    .filter(({ id }) => used.has(id))
    .sort((one, other) => one.name.localeCompare(other.name, 'en'));
}
