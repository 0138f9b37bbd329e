import { type Db, db } from '#lib/db.ts';
import { log } from '#lib/log.ts';
import { storage } from './open-storage.ts';

/** Notes, in the transaction that lets go of files, that they are to be removed, each key with all below it. */
export async function noteDiscarded(transaction: Db, storageKeys: readonly string[]): Promise<void> {
  if (storageKeys.length === 0) return;
  await transaction.discardedFile.createMany({
    data: storageKeys.map((storageKey) => ({ storageKey })),
    skipDuplicates: true,
  });
}

const BATCH = 100;

/**
 * Removes files that were noted, but those of a business of which a complete export is made, since it may still come to
 * them; one that the storage does not give up now is tried again next time. Returns whether there
 * may be more.
 */
export async function removeDiscarded(): Promise<boolean> {
  const noted = await db.$queryRaw<{ storageKey: string }[]>`
    SELECT "storageKey" FROM "DiscardedFile"
     WHERE split_part("storageKey", '/', 1) NOT IN (SELECT "businessId"::text FROM "BusinessFile" WHERE "state" = 'RUNNING')
     ORDER BY "at" LIMIT ${BATCH}`;
  let failed = 0;
  for (const { storageKey } of noted) {
    try {
      await storage().remove(storageKey);
      await db.discardedFile.deleteMany({ where: { storageKey } });
    } catch (error) {
      failed++;
      log.warn({ err: error }, 'a file was not removed from the storage');
    }
  }
  return noted.length === BATCH && failed === 0;
}
