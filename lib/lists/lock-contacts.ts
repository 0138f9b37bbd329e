import type { Db } from '#lib/db.ts';

/**
 * Whoever gives contacts their ids of the ledger takes turns within a connection, until the transaction ends: a refresh
 * that finds a contact, and publishing that has just created it there. Each then sees what the other made of it.
 */
export async function lockContacts(transaction: Db, connectionId: string): Promise<void> {
  await transaction.$executeRaw`SELECT pg_advisory_xact_lock(hashtextextended(${`contacts:${connectionId}`}, 0))`;
}

/** Whoever gives a contact of a business this name, or makes it an alias, takes turns until the transaction ends. */
export async function lockContactName(transaction: Db, businessId: string, normalisedName: string): Promise<void> {
  const name = `contact ${businessId} ${normalisedName}`;
  await transaction.$executeRaw`SELECT pg_advisory_xact_lock(hashtextextended(${name}, 0))`;
}
