import { visibleItems } from '#lib/coding/visible-items.ts';
import { db } from '#lib/db.ts';
import type { BusinessScope } from '#lib/scope.ts';

/** Items of a contact that are looked at, the newest by their date: whoever pays by card does so more often than that. */
const LOOKED_AT = 200;

/**
 * The payment method that an item was most likely paid with: the one that its contact was paid with last or else the one
 * that its owner has. Null where none of those in use is known, or the actor may not know of the item.
 */
export async function suggestedMethod(scope: BusinessScope, itemId: string): Promise<string | null> {
  const { businessId } = scope;
  const item = await db.item.findFirst({
    where: { ...visibleItems(scope), id: itemId },
    select: { workspace: true, contactId: true, ownerId: true },
  });
  if (!item) return null;
  const { workspace, contactId, ownerId } = item;
  if (contactId) {
    const [last] = await db.$queryRaw<{ id: string }[]>`
      SELECT m."id"
        FROM (SELECT i."id", i."number" FROM "Item" AS i
               WHERE i."contactId" = ${contactId}::uuid AND i."businessId" = ${businessId}::uuid
                 AND i."workspace" = ${workspace}::"Workspace" AND i."deletedAt" IS NULL AND i."issuedOn" IS NOT NULL
               ORDER BY i."issuedOn" DESC LIMIT ${LOOKED_AT}) AS recent
        JOIN "ItemPayment" AS p ON p."itemId" = recent."id"
        JOIN "PaymentMethod" AS m ON m."id" = p."paymentMethodId" AND m."archivedAt" IS NULL
       ORDER BY p."paidOn" DESC NULLS LAST, recent."number" DESC LIMIT 1`;
    if (last) return last.id;
  }
  if (!ownerId) return null;
  const own = await db.paymentMethod.findFirst({
    where: { businessId, archivedAt: null, ownerId },
    orderBy: { createdAt: 'asc' },
    select: { id: true },
  });
  return own?.id ?? null;
}
