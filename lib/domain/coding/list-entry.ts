import { accountLabel } from '../account.ts';
import type { Lists, TrackingCategory } from '../lists.ts';
import type { WrittenForm } from '../number-form.ts';
import { rateLabel } from '../tax.ts';

/** The lists whose entries a coding names: those of the books, and the business's own owners and payment methods. */
export type EntryList =
  | 'accounts'
  | 'taxRates'
  | 'trackingOptions'
  | 'contacts'
  | 'paymentMethods'
  | 'customers'
  | 'products'
  | 'owners'
  | 'flags';

/** An entry by the id of its row with us. */
export type ListEntry = { list: EntryList; id: string };

const names: Record<EntryList, (id: string, lists: Lists, numbers: WrittenForm) => string | undefined> = {
  accounts(id, lists) {
    const account = lists.accounts.get(id);
    return account && accountLabel(account);
  },
  taxRates(id, lists, numbers) {
    const rate = lists.taxRates.get(id);
    return rate && rateLabel(rate, numbers);
  },
  trackingOptions: (id, lists) =>
    lists.tracking.flatMap(({ options }) => options).find((option) => option.id === id)?.name,
  contacts: (id, lists) => lists.contacts.get(id)?.name,
  paymentMethods: (id, lists) => lists.paymentMethods.get(id)?.name,
  customers: (id, lists, numbers) => names.contacts(id, lists, numbers),
  products(id, lists) {
    const product = lists.products.get(id);
    return product && (product.name ?? product.code);
  },
  owners: (id, lists) => lists.owners.get(id)?.name,
  flags: (id, lists) => lists.flags.get(id)?.name,
};

/** How an entry is called; null for one that is not of these books. */
export function entryName(list: EntryList, id: string, lists: Lists, numbers: WrittenForm): string | null {
  return names[list](id, lists, numbers) ?? lists.renamed?.get(id) ?? null;
}

/**
 * Whether the entry is of these books and of the list's kind; what else is wrong with it, readiness tells. Owners and
 * flags are nothing that readiness looks at: they have to be such as can be chosen.
 */
export function isKnown({ list, id }: ListEntry, lists: Lists): boolean {
  if (list === 'customers') return lists.contacts.get(id)?.isCustomer ?? false;
  if (list === 'owners' || list === 'flags') return lists[list].get(id)?.isArchived === false;
  return entryName(list, id, lists, 'kept') !== null;
}

/**
 * The entries of the long lists, of which only those that codings name are loaded. Accounts come all unless they are
 * named, since pages offer them.
 */
export type EntryIds = {
  contactIds: readonly string[];
  accountIds?: readonly string[] | undefined;
  productIds?: readonly string[];
  ownerIds?: readonly string[];
  flagIds?: readonly string[];
  paymentMethodIds?: readonly string[];
};

/** What has to be loaded to know these entries. */
export function idsOf(entries: readonly ListEntry[]): EntryIds {
  const idsIn = (...lists: EntryList[]) => entries.filter(({ list }) => lists.includes(list)).map(({ id }) => id);
  return {
    contactIds: idsIn('contacts', 'customers'),
    accountIds: idsIn('accounts'),
    productIds: idsIn('products'),
    ownerIds: idsIn('owners'),
    flagIds: idsIn('flags'),
    paymentMethodIds: idsIn('paymentMethods'),
  };
}

/** The tracking categories in use, in the ledger's order: the first two are a coding's tracking fields. */
export function activeCategories(lists: Pick<Lists, 'tracking'>): TrackingCategory[] {
  return lists.tracking.filter((category) => !category.isArchived);
}
