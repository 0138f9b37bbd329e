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

function categoryOption({ id, name, code }: AccountChoice) {
  return { id, label: name, ...(code && { detail: code }) };
}

/** The chosen category although it is no longer offered, such as an archived account. */
export function usedCategory(accounts: readonly AccountChoice[], id: string | null) {
  const account = id === null ? undefined : accounts.find((each) => each.id === id);
  return account && categoryOption(account);
}
