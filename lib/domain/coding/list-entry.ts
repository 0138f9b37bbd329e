import { accountLabel } from '../account.ts';
import type { Lists, TrackingCategory } from '../lists.ts';
import { rateLabel } from '../tax.ts';

/** The lists of the books whose entries a coding names. */
export type EntryList = 'accounts' | 'taxRates' | 'trackingOptions' | 'contacts';

/** An entry by the id of its row with us. */
export type ListEntry = { list: EntryList; id: string };

const names: Record<EntryList, (id: string, lists: Lists) => string | undefined> = {
  accounts(id, lists) {
    const account = lists.accounts.get(id);
    return account && accountLabel(account);
  },
  taxRates(id, lists) {
    const rate = lists.taxRates.get(id);
    return rate && rateLabel(rate);
  },
  trackingOptions: (id, lists) =>
    lists.tracking.flatMap(({ options }) => options).find((option) => option.id === id)?.name,
  contacts: (id, lists) => lists.contacts.get(id)?.name,
};

/** How an entry is called; null for one that is not of these books. */
export function entryName(list: EntryList, id: string, lists: Lists): string | null {
  return names[list](id, lists) ?? null;
}

/** Whether the entry is of these books and of the list's kind; what else is wrong with it, readiness tells. */
export function isKnown({ list, id }: ListEntry, lists: Lists): boolean {
  return entryName(list, id, lists) !== null;
}

/** The tracking categories in use, in the ledger's order: the first two are a coding's tracking fields. */
export function activeCategories(lists: Lists): TrackingCategory[] {
  return lists.tracking.filter((category) => !category.isArchived);
}
