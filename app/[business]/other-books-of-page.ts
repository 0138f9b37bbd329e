import { cache } from 'react';
import { loadOtherBooksItems } from '#lib/coding/merge-lists/list-merges.ts';
import { listPaths } from '#lib/domain/paths.ts';
import type { BusinessScope } from '#lib/scope.ts';

/** How many items name entries of other books, and where that is put right; null when none does. */
export const otherBooksOfPage = cache(async (scope: BusinessScope, slug: string) => {
  const items = await loadOtherBooksItems(scope);
  return items > 0 ? { items, href: listPaths(slug).merge('categories') } : null;
});
