import { byActor } from '#lib/coding/item-events.ts';
import { twinsOf } from '#lib/coding/judged-items.ts';
import { reviewTwins } from '#lib/coding/review-twins.ts';
import { storeStatus } from '#lib/coding/store-status.ts';
import { addedBy } from '#lib/coding/visible-items.ts';
import { db } from '#lib/db.ts';
import { actorMay } from '#lib/domain/actor.ts';
import { pastStates } from '#lib/domain/publication/publication.ts';
import { failure, ok, type Result } from '#lib/domain/result.ts';
import { announce } from '#lib/events/announce.ts';
import type { BusinessScope } from '#lib/scope.ts';
import type { Prisma } from '#prisma/generated/client.ts';

/** Items that may be deleted at once. */
export const MAX_DELETED = 10_000;
/** Items of one transaction. */
const BATCH = 500;

/**
 * Takes items out of the inbox into the bin, from which `restoreItems` brings them back for 30 days. Items that are
 * published, or on their way, stay, and so do others' items for a submitter. Gives the ids of those deleted.
 */
export async function deleteItems(scope: BusinessScope, itemIds: readonly string[]): Promise<Result<string[]>> {
  const deleted = await mark(scope, itemIds, deletion(scope));
  if (deleted.length > 0) return ok(deleted);
  return failure('locked', 'Nothing was deleted: what is published or being published stays.');
}

/** The same in the caller's transaction, which holds the items. */
export const deleteHeld = (transaction: Prisma.TransactionClient, scope: BusinessScope, itemIds: readonly string[]) =>
  markHeld(transaction, scope, itemIds, deletion(scope));

const deletion = ({ actor }: BusinessScope): Mark => ({
  kind: 'deleted',
  where: {
    deletedAt: null,
    place: 'INBOX',
    publications: { none: { state: { notIn: [...pastStates] } } },
  },
  data: { deletedAt: new Date(), deletedByName: actor.name },
});

/** Undoes `deleteItems`. */
export async function restoreItems(scope: BusinessScope, itemIds: readonly string[]): Promise<Result<string[]>> {
  return ok(
    await mark(scope, itemIds, {
      kind: 'restored',
      where: { deletedAt: { not: null }, mergedIntoId: null },
      data: { deletedAt: null, deletedByName: null },
    }),
  );
}

type Mark = {
  kind: 'deleted' | 'restored';
  where: Prisma.ItemWhereInput;
  data: { deletedAt: Date | null; deletedByName: string | null };
};

async function mark(scope: BusinessScope, itemIds: readonly string[], how: Mark): Promise<string[]> {
  const asked = [...new Set(itemIds)];
  const marked: string[] = [];
  for (let start = 0; start < asked.length; start += BATCH) {
    marked.push(...(await markSome(scope, asked.slice(start, start + BATCH), how)));
  }
  return marked;
}

function markSome(scope: BusinessScope, asked: string[], how: Mark): Promise<string[]> {
  const { businessId } = scope;
  return db.$transaction(async (transaction) => {
    // Whoever publishes one of them at the same time waits here.
    await transaction.$queryRaw`
      SELECT 1 FROM "Item" WHERE "businessId" = ${businessId}::uuid AND "id" = ANY(${asked}::uuid[]) ORDER BY "id" FOR UPDATE`;
    return markHeld(transaction, scope, asked, how);
  });
}

async function markHeld(
  transaction: Prisma.TransactionClient,
  scope: BusinessScope,
  asked: readonly string[],
  { kind, where, data }: Mark,
): Promise<string[]> {
  const { businessId, actor } = scope;
  const isOwn = actorMay(actor, 'items.edit') ? {} : addedBy(actor);
  const items = await transaction.item.findMany({
    where: { ...where, ...isOwn, businessId, id: { in: [...asked] } },
    select: { id: true },
  });
  await transaction.item.updateMany({ where: { businessId, id: { in: items.map(({ id }) => id) } }, data });
  const ids = items.map(({ id }) => id);
  if (kind === 'restored') await storeStatus(transaction, businessId, ids);
  await reviewTwins(transaction, businessId, await twinsOf(transaction, businessId, ids));
  await transaction.itemEvent.createMany({ data: items.map(({ id }) => byActor(scope, id, kind)) });
  const told = items.map(({ id }) => ({ businessId, topic: 'items', id, origin: scope.origin }) as const);
  await announce(transaction, ...told);
  return items.map(({ id }) => id);
}
