import type { Db } from '#lib/db.ts';

/**
 * Whoever gives contacts their ids of the ledger takes turns within a connection, until the transaction ends: a refresh
 * that finds a contact, and publishing that has just created it there. Each then sees what the other made of it.
 */
export async function lockContacts(transaction: Db, connectionId: string): Promise<void> {
  await transaction.$executeRaw`SELECT pg_advisory_xact_lock(hashtextextended(${`contacts:${connectionId}`}, 0))`;
}
