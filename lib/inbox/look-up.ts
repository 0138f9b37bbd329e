import { visibleRows } from '#lib/coding/visible-items.ts';
import type { Db } from '#lib/db.ts';
import type { ItemFilters } from '#lib/domain/inbox-choices.ts';
import { wordsOf } from '#lib/domain/search-words.ts';
import type { BusinessScope } from '#lib/scope.ts';
import type { Prisma } from '#prisma/generated/client.ts';
import { filterConditions } from './filter-conditions.ts';
import { itemsNamed, type NamedByWord } from './items-named.ts';

/**
 * What a list of items needs to know before it is asked for: of owners, and of what its filters name. They are looked up
 * first, and not joined: the database then knows how many items each has, and takes the index of few or the order of many.
 */
export type Answers = {
  /** What the actor may see, and what is filtered by, of rows of "Item" as `i`. */
  visible: Prisma.Sql;
  filtered: readonly Prisma.Sql[];
  namedByWord: NamedByWord;
};

export async function lookUp(
  db: Db,
  scope: BusinessScope,
  { search, where }: { search: string; where: ItemFilters },
): Promise<Answers> {
  const [visible, filtered, namedByWord] = await Promise.all([
    visibleRows(db, scope),
    filterConditions(db, scope, where),
    itemsNamed(db, scope, wordsOf(search)),
  ]);
  return { visible, filtered, namedByWord };
}
