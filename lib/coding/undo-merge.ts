import { type Db, db } from '#lib/db.ts';
import { isolated } from '#lib/domain/isolated.ts';
import { failure, ok, type Result } from '#lib/domain/result.ts';
import { requestReview, wakeReview } from '#lib/lists/request-review.ts';
import type { BusinessScope } from '#lib/scope.ts';
import type { Prisma } from '#prisma/generated/client.ts';
import { movedContactSettings, takeBackContactSettings } from './contact-settings.ts';
import { lockPair } from './merge-contacts.ts';
import { replaceContacts } from './replace-contacts.ts';

const withContacts = { from: true, into: true } as const satisfies Prisma.ContactMergeInclude;
type Merge = Prisma.ContactMergeGetPayload<{ include: typeof withContacts }>;

/**
 * Takes a merge back: the items, lines, aliases and settings that moved go back to where they were, and nothing else does. What
 * somebody gave another contact since keeps that, and what was published or is on its way since stays as it is in the
 * books: `kept` says how many items those are.
 */
export async function undoMerge(
  scope: BusinessScope,
  mergeId: string,
): Promise<Result<{ name: string; items: number; kept: number }>> {
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
    const moved = await transaction.contactMergeItem.findMany({ where: { mergeId } });
    const within = {
      items: moved.flatMap(({ itemId, lineId }) => (lineId === null ? itemId : [])),
      lines: moved.flatMap(({ lineId }) => lineId ?? []),
    };
    const back = await replaceContacts(transaction, scope, [{ from: into, to: from }], 'open', within);
    const kept = await transaction.item.count({
      where: { id: { in: within.items }, contactId: into.id, deletedAt: null },
    });
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
    await requestReview(transaction, businessId);
    return ok({ name: from.name, items: back.count, kept });
  });
  if (undone.ok) await wakeReview(businessId);
  return undone;
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
