import { seesAllItems } from '#lib/domain/roles.ts';
import type { BusinessScope } from '#lib/scope.ts';
import type { Prisma } from '#prisma/generated/client.ts';

/** The items that the person may know of. Every read of items starts from it. */
export function visibleItems(scope: BusinessScope): Prisma.ItemWhereInput {
  return {
    businessId: scope.businessId,
    deletedAt: null,
    ...(seesAllItems(scope.role) ? {} : { submittedByUserId: scope.actor.userId }),
  };
}
