import type { Db } from '#lib/db.ts';

/**
 * A contact is about to go, since another is the same entry of the ledger: what is kept here of it (its aliases, and what
 * was merged into it or it was merged into) is the other's from now on. Items are for lib/coding to move.
 */
export async function takeContactPlace(transaction: Db, { from, to }: { from: string; to: string }): Promise<void> {
  await transaction.contactMerge.deleteMany({
    where: {
      OR: [
        { fromId: from, intoId: to },
        { fromId: to, intoId: from },
      ],
    },
  });
  await transaction.contact.updateMany({ where: { id: to, mergedIntoId: from }, data: { mergedIntoId: null } });
  await transaction.contactAlias.updateMany({ where: { contactId: from }, data: { contactId: to } });
  await transaction.contact.updateMany({ where: { mergedIntoId: from }, data: { mergedIntoId: to } });
  await transaction.contactMerge.updateMany({ where: { intoId: from }, data: { intoId: to } });
}
