import { seesAllItems, userIdOf } from '#lib/domain/actor.ts';
import type { BusinessScope } from '#lib/scope.ts';
import type { Prisma } from '#prisma/generated/client.ts';

/** The claims that the actor may know of: all of the business's or, for a submitter, their own. */
export function visibleClaims({ businessId, actor }: BusinessScope): Prisma.ClaimWhereInput {
  const all = { businessId, deletedAt: null };
  if (seesAllItems(actor)) return all;
  const userId = userIdOf(actor);
  return { ...all, claimant: { userId: { in: userId === null ? [] : [userId] } } };
}
