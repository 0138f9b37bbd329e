import { db } from '#lib/db.ts';
import { listRefresh } from '#lib/domain/actor.ts';
import { isOpen, replaceContacts } from './replace-contacts.ts';

type Merged = {
  fromId: string;
  fromName: string;
  toId: string;
  toName: string;
};

/** Contacts followed at once; the next review goes on with the rest. */
const MAX_CONTACTS = 1_000;

/**
 * Items still in the inbox follow a contact that was merged into another at the ledger, however often, and their
 * history says so. Part of each review of a business's items, since contacts come with the lists. Returns how many
 * items followed.
 */
export async function followMergedContacts(businessId: string): Promise<number> {
  const merged = await db.$queryRaw<Merged[]>`
    WITH RECURSIVE chain AS (
      SELECT c."connectionId", c."id" AS "fromId", c."name" AS "fromName", c."mergedIntoLedgerId" AS "next", 1 AS "length"
        FROM "Contact" AS c
       WHERE c."businessId" = ${businessId}::uuid AND c."mergedIntoLedgerId" IS NOT NULL
         AND (EXISTS (SELECT FROM "Item" AS i WHERE i."contactId" = c."id" AND ${isOpen})
              OR EXISTS (SELECT FROM "LineItem" AS l JOIN "Item" AS i ON i."id" = l."itemId"
                          WHERE l."rebillableContactId" = c."id" AND ${isOpen}))
      UNION ALL
      SELECT c."connectionId", chain."fromId", chain."fromName", c."mergedIntoLedgerId", chain."length" + 1
        FROM chain JOIN "Contact" AS c ON c."connectionId" = chain."connectionId" AND c."ledgerId" = chain."next"
       WHERE c."mergedIntoLedgerId" IS NOT NULL AND chain."length" < 20
    )
    SELECT chain."fromId", chain."fromName", survivor."id" AS "toId", survivor."name" AS "toName"
      FROM chain JOIN "Contact" AS survivor
        ON survivor."connectionId" = chain."connectionId" AND survivor."ledgerId" = chain."next"
       AND survivor."mergedIntoLedgerId" IS NULL AND NOT survivor."isArchived"
     LIMIT ${MAX_CONTACTS}`;
  if (merged.length === 0) return 0;
  const replacements = merged.map(({ fromId, fromName, toId, toName }) => ({
    from: { id: fromId, name: fromName },
    to: { id: toId, name: toName },
  }));
  const scope = { businessId, actor: listRefresh };
  return db.$transaction((transaction) => replaceContacts(transaction, scope, replacements, 'open'));
}
