import { db } from '#lib/db.ts';
import { type BooksFilter, booksFilters } from '#lib/domain/inbox-choices.ts';
import { booksFilterName } from '#lib/domain/publication/life-words.ts';
import { loadRules } from '#lib/lists/load-lists.ts';
import type { BusinessScope } from '#lib/scope.ts';

export type BooksChoice = { id: BooksFilter; label: string };

/** What can have become of items in the books, in the ledger's words. */
export async function booksChoices({ businessId }: BusinessScope): Promise<BooksChoice[]> {
  const { statusNames } = await loadRules(db, businessId);
  return booksFilters.map((id) => ({ id, label: booksFilterName(id, statusNames) }));
}
