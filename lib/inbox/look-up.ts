import { visibleRows } from '#lib/coding/visible-items.ts';
import type { Db } from '#lib/db.ts';
import type { ItemFilters } from '#lib/domain/inbox-choices.ts';
import { comparable } from '#lib/domain/text.ts';
import type { BusinessScope } from '#lib/scope.ts';
import { Prisma } from '#prisma/generated/client.ts';
import { fewItems, inLines } from './few-items.ts';
import { filterConditions } from './filter-conditions.ts';
import { type NamedByWord, wordsOf } from './item-search.ts';

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

/** Owners, flags and categories that one search finds at most. */
const MAX_NAMED = 200;

export async function lookUp(
  db: Db,
  scope: BusinessScope,
  { search, where }: { search: string; where: ItemFilters },
): Promise<Answers> {
  const [visible, filtered, namedByWord] = await Promise.all([
    visibleRows(db, scope),
    filterConditions(db, scope, where),
    itemsNamed(db, scope, search),
  ]);
  return { visible, filtered, namedByWord };
}

/** Owners and flags by their few rows; categories by their name or their very code, of an item or its lines. */
async function itemsNamed(db: Db, scope: BusinessScope, search: string): Promise<NamedByWord> {
  const words = wordsOf(search);
  if (words.length === 0) return new Map();
  const { businessId } = scope;
  const named = { OR: words.map((word) => ({ name: { contains: likeText(word), mode: 'insensitive' as const } })) };
  const few = { orderBy: { id: 'asc' }, take: MAX_NAMED } as const;
  const [owners, flags, accounts] = await Promise.all([
    db.owner.findMany({ where: { businessId, ...named }, select: { id: true, name: true }, ...few }),
    db.flag.findMany({ where: { businessId, ...named }, select: { id: true, name: true }, ...few }),
    db.account.findMany({
      where: { businessId, OR: [...named.OR, { code: { in: words } }] },
      select: { id: true, name: true, code: true },
      ...few,
    }),
  ]);
  const conditions = words.map(async (word): Promise<[string, Prisma.Sql[]]> => {
    const idsOf = (found: readonly { id: string; name: string; code?: string | null }[]) =>
      found.flatMap(({ id, name, code }) => (code === word || comparable(name).includes(comparable(word)) ? [id] : []));
    const accountIds = idsOf(accounts);
    const isCoded = Prisma.sql`i."accountId" = ANY(${accountIds}::uuid[])`;
    return [
      word,
      [
        ...ofOne(Prisma.sql`i."ownerId"`, idsOf(owners)),
        ...ofOne(Prisma.sql`i."flagId"`, idsOf(flags)),
        ...(accountIds.length > 0
          ? [await fewItems(db, scope, [isCoded, isCoded], [inLines('accountId', accountIds)])]
          : []),
      ],
    ];
  });
  return new Map(await Promise.all(conditions));
}

const ofOne = (column: Prisma.Sql, ids: readonly string[]) =>
  ids.length > 0 ? [Prisma.sql`${column} = ANY(${[...ids]}::uuid[])`] : [];

/** Signs that mean something to LIKE mean themselves. */
const likeText = (word: string) => word.replace(/[\\%_]/g, '\\$&');
