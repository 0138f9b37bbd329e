import { db } from '#lib/db.ts';
import { likenessOfTwo, NEAR_DAYS, SAME_PICTURE_BITS } from '#lib/domain/likeness.ts';
import { announce } from '#lib/events/announce.ts';
import { loadBase } from '#lib/lists/load-lists.ts';
import { enqueue } from '#lib/queue/enqueue.ts';
import type { Prisma } from '#prisma/generated/client.ts';
import { likeItems } from './like-items.ts';
import { putTogether } from './put-together.ts';

/** Items that are looked at together. */
const BATCH = 50;
/** Others that one item is held against; nobody has more of one supplier, number or picture. */
const MAX_NEAR = 40;
/** Businesses that one sweep wakes. */
const MAX_WOKEN = 100;

/**
 * Looks for the twins of a business's items that arrived or changed since they were last looked at, wherever those are: in
 * costs, sales, claims and archives. What somebody has said to be two stays so, and what is surely one is put together where
 * the business wants that. Gives how many pairs are new.
 */
export async function findDueLikenesses(businessId: string, signal?: AbortSignal): Promise<number> {
  const { baseCurrency } = await loadBase(db, businessId);
  let found = 0;
  while (!signal?.aborted) {
    const due = await db.item.findMany({
      where: { businessId, likenessDueAt: { not: null } },
      orderBy: { likenessDueAt: 'asc' },
      take: BATCH,
      select: { id: true, likenessDueAt: true },
    });
    for (const { id, likenessDueAt } of due) {
      const { fresh, alike } = await findOf(businessId, id, baseCurrency);
      found += fresh;
      await putTogether(businessId, id, { alike, baseCurrency });
      // What has changed meanwhile is looked at again.
      await db.item.updateMany({ where: { id, likenessDueAt }, data: { likenessDueAt: null } });
    }
    if (due.length < BATCH) break;
  }
  return found;
}

/** Wakes a worker for what nobody looks at. Gives for how many businesses. */
export async function wakeLikenesses(): Promise<number> {
  const due = await db.item.groupBy({
    by: ['businessId'],
    where: { likenessDueAt: { not: null }, business: { closedAt: null } },
    take: MAX_WOKEN,
    orderBy: { businessId: 'asc' },
  });
  for (const { businessId } of due) await enqueue('find-duplicates', { businessId });
  return due.length;
}

/** How many others are new, and all of which nobody has said that they are two. */
async function findOf(
  businessId: string,
  itemId: string,
  baseCurrency: string,
): Promise<{ fresh: number; alike: string[] }> {
  return db.$transaction(async (transaction) => {
    const near = await nearOnes(transaction, businessId, itemId);
    const items = await likeItems(transaction, businessId, [itemId, ...near], baseCurrency);
    const own = items.get(itemId);
    const ways = new Map(
      near.flatMap((id) => {
        const other = items.get(id);
        const by = own && other ? likenessOfTwo(own, other) : [];
        return by.length > 0 ? [[id, by] as const] : [];
      }),
    );
    const former = await transaction.itemLikeness.findMany({
      where: { OR: [{ itemId }, { otherId: itemId }] },
      select: { itemId: true, otherId: true, settledAt: true },
    });
    const idOf = (pair: { itemId: string; otherId: string }) => (pair.itemId === itemId ? pair.otherId : pair.itemId);
    const over = former.filter((pair) => pair.settledAt === null && !ways.has(idOf(pair)));
    const known = new Set(former.map(idOf));
    for (const { itemId: later, otherId } of over) {
      await transaction.itemLikeness.delete({ where: { itemId_otherId: { itemId: later, otherId } } });
    }
    for (const [id, by] of ways) {
      const [otherId = '', later = ''] = [itemId, id].sort();
      await transaction.itemLikeness.upsert({
        where: { itemId_otherId: { itemId: later, otherId } },
        create: { itemId: later, otherId, businessId, ways: by },
        update: { ways: by },
      });
    }
    const fresh = [...ways.keys()].filter((id) => !known.has(id));
    const told = [...fresh, ...over.map(idOf)];
    if (told.length > 0) {
      await announce(transaction, ...[itemId, ...told].map((id) => ({ businessId, topic: 'items', id }) as const));
    }
    const settled = new Set(former.filter(({ settledAt }) => settledAt !== null).map(idOf));
    return { fresh: fresh.length, alike: [...ways.keys()].filter((id) => !settled.has(id)) };
  });
}

/** Those that may be the same, by one thing at least: what they have in common otherwise is the rule's to say. */
async function nearOnes(transaction: Prisma.TransactionClient, businessId: string, itemId: string): Promise<string[]> {
  const rows = await transaction.$queryRaw<{ id: string }[]>`
    WITH own AS (
      SELECT i.* FROM "Item" AS i
       WHERE i."id" = ${itemId}::uuid AND i."businessId" = ${businessId}::uuid AND i."deletedAt" IS NULL AND i."place" <> 'CLAIM'
    ), papers AS (
      SELECT d."id", d."sha256", d."pictureHash" FROM "ItemDocument" AS l JOIN "Document" AS d ON d."id" = l."documentId"
       WHERE l."itemId" = ${itemId}::uuid
    ), alike AS (
      SELECT d."id" FROM "Document" AS d, papers AS p
       WHERE d."businessId" = ${businessId}::uuid AND d."id" <> p."id"
         AND (d."sha256" = p."sha256"
              OR (d."pictureHash" IS NOT NULL AND p."pictureHash" IS NOT NULL
                  AND bit_count(('x' || d."pictureHash")::bit(256) # ('x' || p."pictureHash")::bit(256)) <= ${SAME_PICTURE_BITS}))
       LIMIT ${MAX_NEAR}
    ), near AS (
      SELECT l."itemId" AS "id" FROM alike JOIN "ItemDocument" AS l ON l."documentId" = alike."id"
      UNION
      (SELECT i."id" FROM own JOIN "Item" AS i ON i."contactId" = own."contactId" AND i."total" = own."total"
         AND i."issuedOn" BETWEEN own."issuedOn" - ${NEAR_DAYS}::int AND own."issuedOn" + ${NEAR_DAYS}::int
        WHERE i."businessId" = ${businessId}::uuid LIMIT ${MAX_NEAR})
      UNION
      (SELECT i."id" FROM own JOIN "Item" AS i ON i."contactId" = own."contactId"
         AND item_plain_number(i."reference") = item_plain_number(own."reference")
        WHERE i."businessId" = ${businessId}::uuid AND own."reference" IS NOT NULL
          AND item_plain_number(own."reference") <> '' LIMIT ${MAX_NEAR})
    )
    SELECT i."id" FROM near JOIN "Item" AS i ON i."id" = near."id"
     WHERE EXISTS (SELECT FROM own) AND i."id" <> ${itemId}::uuid AND i."businessId" = ${businessId}::uuid
       AND i."deletedAt" IS NULL AND i."place" <> 'CLAIM'
       -- Several items of one file, such as parts of a scan, are no copies of each other.
       AND NOT EXISTS (SELECT FROM "ItemDocument" AS l JOIN papers ON papers."id" = l."documentId" WHERE l."itemId" = i."id")
     LIMIT ${MAX_NEAR}`;
  return rows.map(({ id }) => id);
}
