import type { OptionSection } from '#components/ui/options.ts';
import type { AccountClass } from '#lib/domain/lists.ts';
import type { AccountChoice } from '#lib/lists/load-choices.ts';

/** Costs are mostly coded to expenses, so these stand first. */
const sections: readonly { class: AccountClass; title: string }[] = [
  { class: 'EXPENSE', title: 'Expenses' },
  { class: 'ASSET', title: 'Assets' },
  { class: 'LIABILITY', title: 'Liabilities' },
  { class: 'EQUITY', title: 'Equity' },
  { class: 'REVENUE', title: 'Revenue' },
];

/** The categories that can be chosen, by class; those no longer offered are left out. */
export function categorySections(accounts: readonly AccountChoice[]): OptionSection[] {
  return sections
    .map(({ class: of, title }) => ({
      title,
      options: accounts.filter((account) => account.isOffered && account.class === of).map(categoryOption),
    }))
    .filter(({ options }) => options.length > 0);
}

export function categoryOption({ id, name, code }: AccountChoice) {
  return { id, label: name, ...(code && { detail: code }) };
}

/** The chosen category although it is no longer offered, such as an archived account. */
export function usedCategory(accounts: readonly AccountChoice[], id: string | null) {
  const account = id === null ? undefined : accounts.find((each) => each.id === id);
  return account && categoryOption(account);
}
