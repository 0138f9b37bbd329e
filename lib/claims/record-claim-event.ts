import type { Db } from '#lib/db.ts';
import type { ClaimEventDetail, ClaimEventKind } from '#lib/domain/claims/claim-event.ts';
import { announce } from '#lib/events/announce.ts';
import type { BusinessScope } from '#lib/scope.ts';

/** Writes what was done with a claim, in the transaction that does it, and has open pages show it. */
export async function recordClaimEvent(
  transaction: Db,
  { businessId, actor, origin }: BusinessScope,
  claimId: string,
  kind: ClaimEventKind,
  detail: ClaimEventDetail = {},
): Promise<void> {
  await transaction.claimEvent.create({ data: { claimId, actorName: actor.name, kind, detail } });
  await announce(transaction, { businessId, topic: 'items', id: null, origin });
}
