import { actorMay } from '#lib/domain/actor.ts';
import type { BusinessScope } from '#lib/scope.ts';
import type { Prisma } from '#prisma/generated/client.ts';
import { addedBy } from './visible-items.ts';

/** The deleted items that the actor may see and bring back: all of them or, for a submitter, those that they added. */
export function binItems(scope: BusinessScope): Prisma.ItemWhereInput {
  const { businessId, actor } = scope;
  const deleted = { businessId, deletedAt: { not: null }, mergedIntoId: null };
  return { ...deleted, ...(actorMay(actor, 'items.edit') ? {} : addedBy(actor)) };
}
