import { activeCategories, entryName, isKnown, type ListEntry } from '../coding/list-entry.ts';
import { isolated } from '../isolated.ts';
import type { Lists } from '../lists.ts';
import { allShares, type Rule, type RuleEffects, type SplitPart } from './rule.ts';

/** An entry that a rule names, and as what. `slot` is the tracking field that it is for. */
type Named = ListEntry & { as: string; slot?: 0 | 1 };

const scopeLists = {
  MEMBER: ['owners', 'The owner'],
  PAYMENT_METHOD: ['paymentMethods', 'The payment method'],
  SUPPLIER: ['contacts', 'The supplier'],
  CUSTOMER: ['contacts', 'The customer'],
} as const;

/** Every entry that a rule names. */
export function entriesOfRule({ scope, conditions, effects }: Pick<Rule, 'scope' | 'conditions' | 'effects'>): Named[] {
  const named: Named[] = [];
  if (scope.kind !== 'BUSINESS') {
    const [list, as] = scopeLists[scope.kind];
    named.push({ list, id: scope.id, as });
  }
  if (conditions.ownerId) named.push({ list: 'owners', id: conditions.ownerId, as: 'The owner asked for' });
  if (effects.paidWith) named.push({ list: 'paymentMethods', id: effects.paidWith, as: 'The payment method' });
  const parts = effects.split ? allShares(effects.split).flatMap((shares) => shares.parts) : [];
  for (const part of [effects, ...parts]) named.push(...codedWith(part));
  return named;
}

function codedWith(part: RuleEffects | SplitPart): Named[] {
  const { accountId, taxRateId, tracking1OptionId, tracking2OptionId } = part;
  const customer = 'rebillableContactId' in part ? part.rebillableContactId : undefined;
  return [
    ...(accountId ? [{ list: 'accounts', id: accountId, as: 'The category' } as const] : []),
    ...(taxRateId ? [{ list: 'taxRates', id: taxRateId, as: 'The tax rate' } as const] : []),
    ...(tracking1OptionId
      ? [{ list: 'trackingOptions', id: tracking1OptionId, as: 'The tracking option', slot: 0 } as const]
      : []),
    ...(tracking2OptionId
      ? [{ list: 'trackingOptions', id: tracking2OptionId, as: 'The tracking option', slot: 1 } as const]
      : []),
    ...(customer ? [{ list: 'customers', id: customer, as: 'The customer of a part' } as const] : []),
  ];
}

/** The rule with each entry by the id that takes its place. */
export function renamedRule(rule: Rule, idOf: (id: string) => string): Rule {
  const renamed = <T extends RuleEffects | SplitPart>(part: T): T =>
    Object.fromEntries(
      Object.entries(part).map(([name, value]) => [
        name,
        typeof value === 'string' && (name.endsWith('Id') || name === 'paidWith') ? idOf(value) : value,
      ]),
    ) as T;
  const { scope, conditions, effects } = rule;
  const { split } = effects;
  return {
    ...rule,
    scope: scope.kind === 'BUSINESS' ? scope : { ...scope, id: idOf(scope.id) },
    conditions: conditions.ownerId ? { ...conditions, ownerId: idOf(conditions.ownerId) } : conditions,
    effects: {
      ...renamed(effects),
      ...(split && {
        split: {
          ...split,
          parts: split.parts.map(renamed),
          ...(split.later && { later: split.later.map((each) => ({ ...each, parts: each.parts.map(renamed) })) }),
        },
      }),
    },
  };
}

/**
 * What a rule names that cannot be chosen any more, in sentences. A rule with one does nothing at all: half a rule would
 * code items as nobody has decided.
 */
export function ruleTroubles(rule: Pick<Rule, 'scope' | 'conditions' | 'effects'>, lists: Lists): string[] {
  return entriesOfRule(rule).flatMap((named) => {
    const trouble = troubleOf(named, lists);
    return trouble === null ? [] : [trouble];
  });
}

function troubleOf({ list, id, as, slot }: Named, lists: Lists): string | null {
  const name = entryName(list, id, lists, 'kept');
  if (name === null) return `${as} is not in the connected books.`;
  const called = `${as} ${isolated(name)}`;
  if (slot !== undefined) {
    const category = activeCategories(lists)[slot];
    const option = category?.options.find((each) => each.id === id);
    if (!option) return `${called} is not of tracking ${slot + 1} any more.`;
    return option.isArchived ? `${called} is archived.` : null;
  }
  if (isArchived(list, id, lists)) return `${called} is archived.`;
  return isKnown({ list, id }, lists) ? null : `${called} is no customer any more.`;
}

function isArchived(list: ListEntry['list'], id: string, lists: Lists): boolean {
  switch (list) {
    case 'accounts':
      return lists.accounts.get(id)?.isArchived ?? false;
    case 'taxRates':
      return lists.taxRates.get(id)?.isArchived ?? false;
    case 'paymentMethods':
      return lists.paymentMethods.get(id)?.isArchived ?? false;
    case 'owners':
      return lists.owners.get(id)?.isArchived ?? false;
    default:
      return lists.contacts.get(id)?.isArchived ?? false;
  }
}
