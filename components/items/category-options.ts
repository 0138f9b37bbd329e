import { pluralClassNames } from '#components/lists/account-classes.ts';
import type { OptionSection } from '#components/ui/options.ts';
import type { AccountChoice } from '#lib/lists/load-choices.ts';

/** The categories that can be chosen, by class in the order in which they come; those no longer offered are left out. */
export function categorySections(accounts: readonly AccountChoice[]): OptionSection[] {
  const byClass = Map.groupBy(
    accounts.filter(({ isOffered }) => isOffered),
    (account) => account.class,
  );
  return [...byClass].map(([of, each]) => ({ title: pluralClassNames[of], options: each.map(categoryOption) }));
}

export function categoryOption({ id, name, code }: AccountChoice) {
  return { id, label: name, ...(code && { detail: code }) };
}
