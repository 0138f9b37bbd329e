import { visibleItems } from '#lib/coding/visible-items.ts';
import type { Db } from '#lib/db.ts';
import { pastStates } from '#lib/domain/publication/publication.ts';
import type { BusinessScope } from '#lib/scope.ts';
import type { Prisma } from '#prisma/generated/client.ts';

/** Of the inbox, in no claim, and neither published nor on the way. */
export const isFree = {
  place: 'INBOX',
  claimId: null,
  publications: { none: { state: { notIn: [...pastStates] } } },
} satisfies Prisma.ItemWhereInput;

/** Until the transaction ends, whoever edits, publishes or merges one of these items waits. */
export async function holdItems(
  transaction: Db,
  { businessId }: BusinessScope,
  itemIds: readonly string[],
): Promise<void> {
  await transaction.$queryRaw`
    SELECT 1 FROM "Item" WHERE "businessId" = ${businessId}::uuid AND "id" = ANY(${[...itemIds]}::uuid[])
     ORDER BY "id" FOR UPDATE`;
}

/** Those of the items whose papers may be changed, of those that the actor may see. */
export const freeItems = (transaction: Db, scope: BusinessScope, itemIds: readonly string[]) =>
  transaction.item.findMany({
    where: { ...visibleItems(scope), ...isFree, id: { in: [...itemIds] } },
    select: { id: true, number: true, workspace: true },
  });
