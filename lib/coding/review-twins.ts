import type { Db } from '#lib/db.ts';
import type { CodingField } from '#lib/domain/coding/coding.ts';
import { announce } from '#lib/events/announce.ts';
import { storeStatus } from './store-status.ts';

/** The fields by which items are known to be alike. */
const telling: readonly CodingField[] = ['contactId', 'issuedOn', 'total', 'reference', 'currency', 'type'];

export const tellsTwins = (fields: readonly CodingField[]): boolean => fields.some((field) => telling.includes(field));

/**
 * Until the transaction ends, others whose change may make or unmake twins among the items of these contacts wait here:
 * each of two then sees what the other has done.
 */
export async function lockAlike(transaction: Db, contactIds: readonly (string | null)[]): Promise<void> {
  for (const id of [...new Set(contactIds.flatMap((each) => each ?? []))].sort()) {
    await transaction.$queryRaw`SELECT 1 FROM (SELECT pg_advisory_xact_lock(hashtextextended(${id}, 0))) AS held`;
  }
}

/**
 * Items to which another has become alike, or is no more, get the status that this gives them. One that somebody holds
 * is looked at by whoever holds it.
 */
export async function reviewTwins(transaction: Db, businessId: string, itemIds: readonly string[]): Promise<void> {
  if (itemIds.length === 0) return;
  const free = await transaction.$queryRaw<{ id: string }[]>`
    SELECT "id" FROM "Item" WHERE "businessId" = ${businessId}::uuid AND "id" = ANY(${[...itemIds]}::uuid[])
     ORDER BY "id" FOR UPDATE SKIP LOCKED`;
  const changed = await storeStatus(
    transaction,
    businessId,
    free.map(({ id }) => id),
  );
  if (changed.length > 0) await announce(transaction, { businessId, topic: 'items', id: null });
}
