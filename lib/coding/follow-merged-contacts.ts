import { db } from '#lib/db.ts';
import { intray, listRefresh } from '#lib/domain/actor.ts';
import { Prisma } from '#prisma/generated/client.ts';
import { isClaimOpen, moveContactSettings } from './contact-settings.ts';
import { follow, lockPair } from './merge-contacts.ts';
import { FOLLOWED_AT_ONCE, isUnpublished, replaceContacts } from './replace-contacts.ts';
import { goBack } from './undo-merge.ts';

type Merged = {
  fromId: string;
  fromName: string;
  toId: string;
  toName: string;
};

/** Contacts followed at once; the next review goes on with the rest. */
const MAX_CONTACTS = 1_000;

/** Whether what documents are known by, or claims are paid to, is still the contact `c`. */
const isKept = Prisma.sql`(EXISTS (SELECT FROM "SupplierMark" AS m WHERE m."contactId" = c."id")
  OR EXISTS (SELECT FROM "Owner" AS o WHERE o."claimContactId" = c."id")
  OR EXISTS (SELECT FROM "Claim" AS claim WHERE claim."contactId" = c."id" AND ${isClaimOpen}))`;

/** Whether something that is open still has the contact `c`, or a line is charged on to it. */
const isUsed = Prisma.sql`(EXISTS (SELECT FROM "Item" AS i WHERE i."contactId" = c."id" AND ${isUnpublished})
  OR EXISTS (SELECT FROM "LineItem" AS l JOIN "Item" AS i ON i."id" = l."itemId"
              WHERE l."rebillableContactId" = c."id" AND ${isUnpublished}))`;

/**
 * Items that are open follow a contact that was merged into another, at the ledger or here, however often, and their
 * history says so; aliases follow as well. Part of each review of a business's items, since contacts come with the lists,
 * and items that were on their way at a merge may be back, or were too many to follow at once. Those of a merge that was taken
 * back go back in the same way. Returns how many items followed.
 */
export async function followMergedContacts(businessId: string, signal?: AbortSignal): Promise<number> {
  return (
    (await followLedger(businessId, signal)) +
    (await followOurs(businessId, signal)) +
    (await followBack(businessId, signal))
  );
}

/** Goes on, a transaction at a time, until all have followed, or the process is to end: the next review goes on then. */
async function toTheEnd(
  signal: AbortSignal | undefined,
  step: () => Promise<{ count: number; isWhole: boolean }>,
): Promise<number> {
  for (let moved = 0; ; ) {
    const { count, isWhole } = await step();
    moved += count;
    if (isWhole || signal?.aborted) return moved;
  }
}

async function followLedger(businessId: string, signal?: AbortSignal): Promise<number> {
  const merged = await db.$queryRaw<Merged[]>`
    WITH RECURSIVE chain AS (
      SELECT c."connectionId", c."id" AS "fromId", c."name" AS "fromName", c."mergedIntoLedgerId" AS "next", 1 AS "length"
        FROM "Contact" AS c
       WHERE c."businessId" = ${businessId}::uuid AND c."mergedIntoLedgerId" IS NOT NULL
         AND (${isUsed} OR EXISTS (SELECT FROM "ContactAlias" AS a WHERE a."contactId" = c."id") OR ${isKept})
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
  return toTheEnd(signal, () =>
    db.$transaction(async (transaction) => {
      for (const { fromId, toId } of merged) {
        await transaction.contactAlias.updateMany({ where: { contactId: fromId }, data: { contactId: toId } });
      }
      await moveContactSettings(
        transaction,
        businessId,
        merged.map(({ fromId, toId }) => ({ from: fromId, to: toId })),
      );
      return replaceContacts(transaction, scope, replacements, 'open', { atMost: FOLLOWED_AT_ONCE });
    }),
  );
}

/** Oldest merge first, so that what was merged on goes on. */
async function followOurs(businessId: string, signal?: AbortSignal): Promise<number> {
  const merges = await db.$queryRaw<(Merged & { id: string })[]>`
    SELECT m."id", c."id" AS "fromId", c."name" AS "fromName", into_."id" AS "toId", into_."name" AS "toName"
      FROM "ContactMerge" AS m JOIN "Contact" AS c ON c."id" = m."fromId" JOIN "Contact" AS into_ ON into_."id" = m."intoId"
     WHERE c."businessId" = ${businessId}::uuid AND c."mergedIntoId" = m."intoId" AND m."undoneAt" IS NULL AND ${isUsed}
     ORDER BY m."at" LIMIT ${MAX_CONTACTS}`;
  let moved = 0;
  for (const { id, fromId, fromName, toId, toName } of merges) {
    const merge = { id, from: { id: fromId, name: fromName }, into: { id: toId, name: toName } };
    const pair = { fromId, intoId: toId };
    moved += await toTheEnd(signal, () =>
      db.$transaction(async (transaction) => {
        // Whoever undoes it at this moment has the last word.
        await lockPair(transaction, pair);
        const holds = await transaction.contactMerge.count({ where: { id, undoneAt: null } });
        return holds > 0 ? follow(transaction, { businessId, actor: intray }, merge) : { count: 0, isWhole: true };
      }),
    );
  }
  return moved;
}

/** What is left to go back of merges that were taken back. */
async function followBack(businessId: string, signal?: AbortSignal): Promise<number> {
  const undone = await db.contactMerge.findMany({
    where: { businessId, undoneAt: { not: null }, moved: { some: {} } },
    orderBy: { undoneAt: 'asc' },
    take: MAX_CONTACTS,
    select: { id: true },
  });
  let moved = 0;
  for (const { id } of undone) {
    moved += await toTheEnd(signal, () =>
      db.$transaction((transaction) => goBack(transaction, { businessId, actor: intray }, id)),
    );
  }
  return moved;
}
