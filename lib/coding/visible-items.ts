import { type Actor, seesAllItems, userIdOf } from '#lib/domain/actor.ts';
import type { BusinessScope } from '#lib/scope.ts';
import type { Prisma } from '#prisma/generated/client.ts';

/** The items that the actor may know of. Every read of items starts from it. */
export function visibleItems({ businessId, actor }: BusinessScope): Prisma.ItemWhereInput {
  return { businessId, deletedAt: null, ...(seesAllItems(actor) ? {} : addedBy(actor)) };
}

/** The items that the actor added: none for whoever is no person, never those that nobody added. */
export function addedBy(actor: Actor): Prisma.ItemWhereInput {
  const userId = userIdOf(actor);
  return { submittedByUserId: { in: userId === null ? [] : [userId] } };
}
