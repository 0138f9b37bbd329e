import type { Db } from '#lib/db.ts';
import { type Actor, seesAllItems, userIdOf } from '#lib/domain/actor.ts';
import type { BusinessScope } from '#lib/scope.ts';
import { Prisma } from '#prisma/generated/client.ts';
import { ownerOfMember } from './owners.ts';

/**
 * The items that the actor may know of: all of the business's or, for a submitter, those that they own or added. Every
 * read of single items starts from it; lists, which have to be fast over many, from `visibleRows`.
 */
export function visibleItems({ businessId, actor }: BusinessScope): Prisma.ItemWhereInput {
  const all = { businessId, deletedAt: null };
  if (seesAllItems(actor)) return all;
  const userId = userIdOf(actor);
  return { ...all, OR: [addedBy(actor), { owner: { userId: { in: userId === null ? [] : [userId] } } }] };
}

/** The items that the actor added: none for whoever is no person, never those that nobody added. */
export function addedBy(actor: Actor): Prisma.ItemWhereInput {
  const userId = userIdOf(actor);
  return { submittedByUserId: { in: userId === null ? [] : [userId] } };
}

/**
 * The same as `visibleItems` of rows of "Item" as `i`, beside the business and that they are not deleted. The owner is
 * looked up before, so that the database knows how much there is of theirs when it plans.
 */
export async function visibleRows(db: Db, { businessId, actor }: BusinessScope): Promise<Prisma.Sql> {
  if (seesAllItems(actor)) return Prisma.sql`TRUE`;
  const userId = userIdOf(actor);
  const ownerId = userId === null ? null : await ownerOfMember(db, businessId, userId);
  return Prisma.sql`(i."submittedByUserId" = ${userId}::uuid OR i."ownerId" = ${ownerId}::uuid)`;
}
