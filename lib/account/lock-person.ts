import type { Db } from '#lib/db.ts';

export type LockedPerson = {
  id: string;
  name: string;
  email: string;
  passwordHash: string | null;
  /** As stored: `readPreferences`. */
  preferences: unknown;
};

/**
 * Locks the person's row until the transaction ends, so that sign-ins, links and changes of what they sign in with come
 * one after the other. Taken before any row of theirs. Null when they are gone.
 */
export async function lockPerson(transaction: Db, userId: string): Promise<LockedPerson | null> {
  const [person] = await transaction.$queryRaw<LockedPerson[]>`
    SELECT "id", "name", "email", "passwordHash", "preferences" FROM "User" WHERE "id" = ${userId}::uuid FOR NO KEY UPDATE`;
  return person ?? null;
}
