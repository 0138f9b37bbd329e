import type { Workspace } from '#lib/domain/paths.ts';
import type { Result } from '#lib/domain/result.ts';
import type { AccountChoice } from '#lib/lists/load-choices.ts';
import { categoryOption } from './category-options.ts';

export type FindCategories = (input: {
  workspace: Workspace;
  query: string;
  /** Whose item it is for. */
  contactId: string | null;
}) => Promise<Result<AccountChoice[]>>;

/** What was found of more categories than a page has, as the server told it last: what is chosen is among it. */
const found = new Map<string, AccountChoice>();

/** A category by its id, among those that the page has and those that were found. */
export const accountOf = (accounts: readonly AccountChoice[], id: string | null | undefined) =>
  accounts.find((each) => each.id === id) ?? found.get(id ?? '');

/** Those that the page has, with those that were found. */
export const knownCategories = (accounts: readonly AccountChoice[]): readonly AccountChoice[] =>
  found.size === 0 ? accounts : [...accounts, ...found.values()];

/** The category that is chosen, as an option, although it is no longer offered, such as an archived account. */
export function usedCategory(accounts: readonly AccountChoice[], id: string | null) {
  const account = accountOf(accounts, id);
  return account && categoryOption(account);
}

/** Looks for categories, which are known by their ids from then on. */
export async function lookForCategories(
  find: FindCategories,
  asked: Parameters<FindCategories>[0],
): Promise<AccountChoice[]> {
  const answer = await find(asked);
  if (!answer.ok) throw new Error(answer.error.message);
  for (const account of answer.value) found.set(account.id, account);
  return answer.value;
}
