import { businessConnection } from '#lib/connections/business-connection.ts';
import type { Db } from '#lib/db.ts';
import { activeCategories, type EntryList, entryName } from '#lib/domain/coding/list-entry.ts';
import { fail, ok } from '#lib/domain/result.ts';
import { comparable } from '#lib/domain/text.ts';
import { listsOfRules } from '../save-rule.ts';
import type { StoredRule } from '../stored-rules.ts';
import type { NamedList, RuleNames } from './rule-columns.ts';

type Candidate = { id: string; name: string };
const words: Record<NamedList, string> = {
  ...{
    accounts: 'category',
    taxRates: 'tax rate',
    tracking1: 'option of tracking 1',
    tracking2: 'option of tracking 2',
  },
  ...{ paymentMethods: 'payment method', owners: 'member', suppliers: 'supplier', customers: 'customer' },
};

/** What the names in a file of rules stand for: entries that can be chosen, and those that the rules name already. */
export async function loadRuleNames(
  db: Db,
  businessId: string,
  rules: readonly StoredRule[],
  contactNames: readonly string[],
): Promise<RuleNames> {
  const [lists, connection, owners, methods] = await Promise.all([
    listsOfRules(db, businessId, rules),
    businessConnection(db, businessId),
    db.owner.findMany({ where: { businessId, archivedAt: null }, select: { id: true, name: true } }),
    db.paymentMethod.findMany({ where: { businessId, archivedAt: null }, select: { id: true, name: true } }),
  ]);
  const contacts = await db.contact.findMany({
    where: {
      ...{ businessId, isArchived: false, mergedIntoId: null, name: { in: [...new Set(contactNames)] } },
      OR: [{ connectionId: connection?.id ?? null }, { connectionId: null }],
    },
    select: { id: true, name: true, isSupplier: true, isCustomer: true },
  });
  const named = [...lists.contacts.values()].map(({ id, name, isCustomer }) => ({
    id,
    name,
    isCustomer,
    isSupplier: true,
  }));
  const both = [...new Map([...named, ...contacts].map((each) => [each.id, each])).values()];
  const label = (list: 'accounts' | 'taxRates' | 'trackingOptions', id: string) =>
    entryName(list, id, lists, 'kept') ?? '';
  const option = (slot: 0 | 1): Candidate[] =>
    (activeCategories(lists)[slot]?.options ?? []).map(({ id }) => ({ id, name: label('trackingOptions', id) }));
  const inUse = ([, { isArchived }]: readonly [string, { isArchived: boolean }]) => !isArchived;
  const kept = <T extends Candidate>(active: readonly T[], known: ReadonlyMap<string, T>) => [
    ...new Map([...known.values(), ...active].map(({ id, name }) => [id, { id, name }])).values(),
  ];
  const candidates: Record<NamedList, readonly Candidate[]> = {
    accounts: [...lists.accounts].filter(inUse).map(([id]) => ({ id, name: label('accounts', id) })),
    taxRates: [...lists.taxRates].filter(inUse).map(([id]) => ({ id, name: label('taxRates', id) })),
    tracking1: option(0),
    tracking2: option(1),
    paymentMethods: kept(methods, lists.paymentMethods),
    owners: kept(owners, lists.owners),
    suppliers: both.filter(({ isSupplier }) => isSupplier),
    customers: both.filter(({ isCustomer }) => isCustomer),
  };
  const all: Record<NamedList, EntryList> = {
    ...{ accounts: 'accounts', taxRates: 'taxRates', tracking1: 'trackingOptions', tracking2: 'trackingOptions' },
    ...{ paymentMethods: 'paymentMethods', owners: 'owners', suppliers: 'contacts', customers: 'contacts' },
  };
  return {
    lists,
    nameOf: (list, id) => entryName(all[list], id, lists, 'kept') ?? 'Unknown',
    idOf: (list, name) => {
      const found = candidates[list].filter((each) => comparable(each.name) === comparable(name));
      if (found.length > 1) return fail(`More than one ${words[list]} is called “${name}”.`);
      return found[0] ? ok(found[0].id) : fail(`There is no ${words[list]} “${name}” that can be chosen.`);
    },
  };
}
