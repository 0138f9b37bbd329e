import { visibleItems } from '#lib/coding/visible-items.ts';
import { db } from '#lib/db.ts';
import type { BusinessScope } from '#lib/scope.ts';
import type { Document } from '#prisma/generated/client.ts';

/** The document, when it belongs to an item that the person may see; else null. */
export function findDocument(scope: BusinessScope, documentId: string): Promise<Document | null> {
  return db.document.findFirst({
    where: { id: documentId, businessId: scope.businessId, items: { some: { item: visibleItems(scope) } } },
  });
}
