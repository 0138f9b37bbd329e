import { db } from '#lib/db.ts';
import { intray, listRefresh } from '#lib/domain/actor.ts';
import { Prisma } from '#prisma/generated/client.ts';
import { follow } from './merge-contacts.ts';
import { isOpen, replaceContacts } from './replace-contacts.ts';

type Merged = {
  fromId: string;
  fromName: string;
  toId: string;
  toName: string;
};

/** Contacts followed at once; the next review goes on with the rest. */
const MAX_CONTACTS = 1_000;

/** Whether something that is open still has the contact `c`, or a line is charged on to it. */
const isUsed = Prisma.sql`(EXISTS (SELECT FROM "Item" AS i WHERE i."contactId" = c."id" AND ${isOpen})
  OR EXISTS (SELECT FROM "LineItem" AS l JOIN "Item" AS i ON i."id" = l."itemId"
              WHERE l."rebillableContactId" = c."id" AND ${isOpen}))`;

/**
 * Items still in the inbox follow a contact that was merged into another, at the ledger or here, however often, and their
 * history says so; aliases follow as well. Part of each review of a business's items, since contacts come with the lists,
 * and items that were on their way at a merge may be back. Returns how many items followed.
 */
export async function followMergedContacts(businessId: string): Promise<number> {
  return (await followLedger(businessId)) + (await followOurs(businessId));
}

async function followLedger(businessId: string): Promise<number> {
  const merged = await db.$queryRaw<Merged[]>`
    WITH RECURSIVE chain AS (
      SELECT c."connectionId", c."id" AS "fromId", c."name" AS "fromName", c."mergedIntoLedgerId" AS "next", 1 AS "length"
        FROM "Contact" AS c
       WHERE c."businessId" = ${businessId}::uuid AND c."mergedIntoLedgerId" IS NOT NULL
         AND (${isUsed} OR EXISTS (SELECT FROM "ContactAlias" AS a WHERE a."contactId" = c."id"))
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
  return db.$transaction(async (transaction) => {
    for (const { fromId, toId } of merged) {
      await transaction.contactAlias.updateMany({ where: { contactId: fromId }, data: { contactId: toId } });
    }
    return (await replaceContacts(transaction, scope, replacements, 'open')).count;
  });
}

/** Oldest merge first, so that what was merged on goes on. */
async function followOurs(businessId: string): Promise<number> {
  const merges = await db.$queryRaw<(Merged & { id: string })[]>`
    SELECT m."id", c."id" AS "fromId", c."name" AS "fromName", into_."id" AS "toId", into_."name" AS "toName"
      FROM "ContactMerge" AS m JOIN "Contact" AS c ON c."id" = m."fromId" JOIN "Contact" AS into_ ON into_."id" = m."intoId"
     WHERE c."businessId" = ${businessId}::uuid AND c."mergedIntoId" = m."intoId" AND m."undoneAt" IS NULL AND ${isUsed}
     ORDER BY m."at" LIMIT ${MAX_CONTACTS}`;
  let moved = 0;
  for (const { id, fromId, fromName, toId, toName } of merges) {
    const merge = { id, from: { id: fromId, name: fromName }, into: { id: toId, name: toName } };
    moved += await db.$transaction((transaction) => follow(transaction, { businessId, actor: intray }, merge));
  }
  return moved;
}
