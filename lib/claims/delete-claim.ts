import { db } from '#lib/db.ts';
import { intray } from '#lib/domain/actor.ts';
import { failure, ok, type Result } from '#lib/domain/result.ts';
import type { BusinessScope } from '#lib/scope.ts';
import { gather, holdItems, openedClaim, release } from './gather-items.ts';
import { recordClaimEvent } from './record-claim-event.ts';

/** Deletes a claim that is not published: its items are in the inbox again. Gives their ids, by which it is undone. */
export function deleteClaim(scope: BusinessScope, claimId: string): Promise<Result<{ itemIds: string[] }>> {
  const { businessId } = scope;
  return db.$transaction(async (transaction) => {
    const items = await transaction.item.findMany({ where: { claimId, businessId }, select: { id: true } });
    await holdItems(
      transaction,
      scope,
      items.map(({ id }) => id),
    );
    const claim = await openedClaim(transaction, scope, claimId);
    if (!claim.ok) return claim;
    const itemIds = await release(transaction, scope, { claim: claim.value, kind: 'unclaimed' });
    await transaction.item.updateMany({
      where: { billOfId: claimId, businessId, deletedAt: null },
      data: { deletedAt: new Date(), deletedByName: intray.name },
    });
    // What was to be published once its file is made is not.
    await transaction.claimFile.updateMany({ where: { claimId }, data: { publishById: null } });
    await transaction.claim.update({ where: { id: claimId }, data: { deletedAt: new Date() } });
    await recordClaimEvent(transaction, scope, claimId, 'deleted');
    return ok({ itemIds });
  });
}

/** Undoes `deleteClaim`, with those of its items that are still free. */
export function restoreClaim(
  scope: BusinessScope,
  { claimId, itemIds }: { claimId: string; itemIds: readonly string[] },
): Promise<Result<null>> {
  return db.$transaction(async (transaction) => {
    await holdItems(transaction, scope, itemIds);
    const { count } = await transaction.claim.updateMany({
      where: { id: claimId, businessId: scope.businessId, deletedAt: { not: null } },
      data: { deletedAt: null },
    });
    if (count === 0) return failure('missing', 'This claim is there already, or gone for good. Nothing was changed.');
    const claim = await openedClaim(transaction, scope, claimId);
    if (!claim.ok) return claim;
    if (itemIds.length > 0) await gather(transaction, scope, { claim: claim.value, itemIds });
    await recordClaimEvent(transaction, scope, claimId, 'restored');
    return ok(null);
  });
}
