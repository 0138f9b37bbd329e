import { type Db, db } from '#lib/db.ts';
import { isolated } from '#lib/domain/isolated.ts';
import { failure, ok, type Result } from '#lib/domain/result.ts';
import { requestReview, wakeReview } from '#lib/lists/request-review.ts';
import type { BusinessScope } from '#lib/scope.ts';
import type { Prisma } from '#prisma/generated/client.ts';
import { movedContactSettings, takeBackContactSettings } from './contact-settings.ts';
import { lockPair } from './merge-contacts.ts';
import { FOLLOWED_AT_ONCE, isUnpublished, replaceContacts } from './replace-contacts.ts';

const withContacts = { from: true, into: true } as const satisfies Prisma.ContactMergeInclude;
type Merge = Prisma.ContactMergeGetPayload<{ include: typeof withContacts }>;

/**
 * Takes a merge back: the items, lines, aliases and settings that moved go back to where they were, and nothing else does. What
 * somebody gave another contact since keeps that, and what was published or is on its way since stays as it is in the
 * books: `kept` says how many items those are. Of very many items the first go back at once and the rest with the review that a
 * worker then begins: `isWhole` says whether there are such.
 */
export async function undoMerge(
  scope: BusinessScope,
  mergeId: string,
): Promise<Result<{ name: string; items: number; kept: number; isWhole: boolean }>> {
  const { businessId } = scope;
  const undone = await db.$transaction(async (transaction) => {
    const pair = await transaction.contactMerge.findFirst({
      where: { id: mergeId, businessId },
      select: { fromId: true, intoId: true },
    });
    if (!pair) return failure('missing', 'There is no such merge any more. Reload the page.');
    await lockPair(transaction, pair);
    const merge = await transaction.contactMerge.findUniqueOrThrow({ where: { id: mergeId }, include: withContacts });
    const { from, into } = merge;
    if (merge.undoneAt) return failure('undone', 'Somebody has undone this merge already.');
    if (into.mergedIntoId) {
      return failure(
        'mergedOn',
        `${isolated(into.name)} was merged into another contact since. Undo that merge first.`,
      );
    }
    const kept = await keptItems(transaction, merge);
    if (merge.madeAliasId) {
      await transaction.contactAlias.deleteMany({ where: { id: merge.madeAliasId, contactId: into.id } });
    }
    await transaction.contactAlias.updateMany({
      where: { id: { in: merge.movedAliasIds }, contactId: into.id },
      data: { contactId: from.id },
    });
    await takeBackContactSettings(transaction, businessId, movedContactSettings.parse(merge.settings));
    await transaction.contact.update({ where: { id: into.id }, data: await rolesWithout(transaction, merge) });
    await transaction.contact.update({ where: { id: from.id }, data: { mergedIntoId: null } });
    await transaction.contactMerge.update({ where: { id: mergeId }, data: { undoneAt: new Date() } });
    const back = await goBack(transaction, scope, mergeId);
    await requestReview(transaction, businessId);
    return ok({ name: from.name, items: back.count, kept, isWhole: back.isWhole });
  });
  if (undone.ok) await wakeReview(businessId);
  return undone;
}

/** How many items that moved are not open any more, and so stay where they are. */
async function keptItems(transaction: Db, { id, intoId }: Merge): Promise<number> {
  const [row] = await transaction.$queryRaw<{ count: number }[]>`
    SELECT count(*)::int AS "count" FROM "ContactMergeItem" AS m JOIN "Item" AS i ON i."id" = m."itemId"
     WHERE m."mergeId" = ${id}::uuid AND m."lineId" IS NULL AND i."contactId" = ${intoId}::uuid AND i."deletedAt" IS NULL
       AND NOT ${isUnpublished}`;
  return row?.count ?? 0;
}

/**
 * Lets what moved with a merge that was taken back go back, as much as goes at once. What has gone back, or stays for good,
 * is forgotten; `isWhole` once nothing is left.
 */
export async function goBack(
  transaction: Db,
  scope: BusinessScope,
  mergeId: string,
): Promise<{ count: number; isWhole: boolean }> {
  const pair = await transaction.contactMerge.findUniqueOrThrow({
    where: { id: mergeId },
    select: { fromId: true, intoId: true },
  });
  await lockPair(transaction, pair);
  const { from, into } = await transaction.contactMerge.findUniqueOrThrow({
    where: { id: mergeId },
    include: withContacts,
  });
  // Another merge took the one that they are to come from: its items are there, and come back with that.
  if (into.mergedIntoId) return { count: 0, isWhole: true };
  const moved = await transaction.contactMergeItem.findMany({
    where: { mergeId },
    orderBy: { id: 'asc' },
    take: FOLLOWED_AT_ONCE,
  });
  const within = {
    items: moved.flatMap(({ itemId, lineId }) => (lineId === null ? itemId : [])),
    lines: moved.flatMap(({ lineId }) => lineId ?? []),
  };
  // The one that they are to go back to was merged again: they are where they belong.
  const back = from.mergedIntoId
    ? { count: 0 }
    : await replaceContacts(transaction, scope, [{ from: into, to: from }], 'open', { within });
  await transaction.contactMergeItem.deleteMany({ where: { id: { in: moved.map(({ id }) => id) } } });
  return { count: back.count, isWhole: moved.length < FOLLOWED_AT_ONCE };
}

/** Whether the surviving contact is a supplier and a customer by itself, or by the merges that are left. */
async function rolesWithout(transaction: Db, merge: Merge): Promise<{ isSupplier: boolean; isCustomer: boolean }> {
  const others = await transaction.contactMerge.findMany({
    where: { intoId: merge.intoId, undoneAt: null, id: { not: merge.id } },
    include: withContacts,
    orderBy: { at: 'asc' },
  });
  // What it was by itself is known by the first merge; when that goes, by the next one.
  const [next] = others;
  const first = next && next.at < merge.at ? next : merge;
  const { wasSupplier, wasCustomer } = first;
  if (next && first === merge) {
    await transaction.contactMerge.update({ where: { id: next.id }, data: { wasSupplier, wasCustomer } });
  }
  return {
    isSupplier: wasSupplier || others.some(({ from }) => from.isSupplier),
    isCustomer: wasCustomer || others.some(({ from }) => from.isCustomer),
  };
}
