import { db } from '#lib/db.ts';
import type { BusinessScope } from '#lib/scope.ts';

/** How many items that the person added wait in the inbox. */
export function countOpenItems({ businessId }: BusinessScope, submittedByUserId: string): Promise<number> {
  return db.item.count({ where: { businessId, submittedByUserId, place: 'INBOX', deletedAt: null } });
}
