import { visibleItems } from '#lib/coding/visible-items.ts';
import { db } from '#lib/db.ts';
import type { BusinessScope } from '#lib/scope.ts';
import type { Document } from '#prisma/generated/client.ts';

export type FoundDocument = Omit<Document, 'readText'>;

/** The document, when it belongs to an item that the person may see; else null. */
export function findDocument(scope: BusinessScope, documentId: string): Promise<FoundDocument | null> {
  return db.document.findFirst({
    omit: { readText: true },
    where: { id: documentId, businessId: scope.businessId, items: { some: { item: visibleItems(scope) } } },
  });
}
