import { ownerOfMember } from '#lib/coding/owners.ts';
import { visibleRows } from '#lib/coding/visible-items.ts';
import type { Db } from '#lib/db.ts';
import { userIdOf } from '#lib/domain/actor.ts';
import type { OwnerFilter } from '#lib/domain/inbox-choices.ts';
import { comparable } from '#lib/domain/text.ts';
import type { BusinessScope } from '#lib/scope.ts';
import { Prisma } from '#prisma/generated/client.ts';
import { wordsOf } from './item-search.ts';

/**
 * What a list of items needs to know of owners before it is asked for. They are looked up first, and not joined: the
 * database then knows how many items each has, and takes the index of few or the order of many.
 */
export type Answers = {
  /** What the actor may see, and whose items are asked for, of rows of "Item" as `i`. */
  visible: Prisma.Sql;
  owned: Prisma.Sql;
  /** The ids of the owners whose name a word of the search is part of. */
  ownersByWord: ReadonlyMap<string, readonly string[]>;
};

/** Owners found by one search at most. */
const MAX_OWNERS = 200;

export async function lookUp(
  db: Db,
  scope: BusinessScope,
  { search, owner }: { search: string; owner: OwnerFilter | null },
): Promise<Answers> {
  const [visible, owned, ownersByWord] = await Promise.all([
    visibleRows(db, scope),
    ownedRows(db, scope, owner),
    ownersNamed(db, scope, search),
  ]);
  return { visible, owned, ownersByWord };
}

async function ownedRows(db: Db, { businessId, actor }: BusinessScope, owner: OwnerFilter | null): Promise<Prisma.Sql> {
  if (owner === null) return Prisma.sql`TRUE`;
  // The index of what is nobody's has it as its condition.
  if (owner === 'nobody') return Prisma.sql`i."ownerId" IS NULL`;
  const userId = userIdOf(actor);
  const ownerId = owner !== 'me' ? owner : userId && (await ownerOfMember(db, businessId, userId));
  return Prisma.sql`i."ownerId" = ${ownerId}::uuid`;
}

async function ownersNamed(
  db: Db,
  { businessId }: BusinessScope,
  search: string,
): Promise<ReadonlyMap<string, readonly string[]>> {
  const words = wordsOf(search);
  if (words.length === 0) return new Map();
  const owners = await db.owner.findMany({
    where: { businessId, OR: words.map((word) => ({ name: { contains: likeText(word), mode: 'insensitive' } })) },
    select: { id: true, name: true },
    orderBy: { id: 'asc' },
    take: MAX_OWNERS,
  });
  return new Map(
    words.map((word) => [
      word,
      owners.flatMap(({ id, name }) => (comparable(name).includes(comparable(word)) ? [id] : [])),
    ]),
  );
}

/** Signs that mean something to LIKE mean themselves. */
const likeText = (word: string) => word.replace(/[\\%_]/g, '\\$&');
