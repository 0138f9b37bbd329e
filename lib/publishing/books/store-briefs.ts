import { reviewTwins } from '#lib/coding/review-twins.ts';
import { type Db, db } from '#lib/db.ts';
import type { CalendarDate } from '#lib/domain/calendar-date.ts';
import type { BriefDocument } from '#lib/ledger/ledger.ts';

type Owner = { connectionId: string; businessId: string };

/** Open items of one contact that are looked at anew together; those of more wait for the daily review. */
const MAX_ITEMS = 500;

/**
 * Keeps what the books have, unless something newer is known already, and leaves out what is dated before `from`. Gives
 * the contacts, by their ids at the ledger, of what is new or has changed.
 */
export async function storeBriefs(
  { connectionId, businessId }: Owner,
  documents: readonly BriefDocument[],
  from: CalendarDate,
): Promise<Set<string>> {
  const kept = documents.filter(({ issuedOn }) => issuedOn >= from);
  if (kept.length === 0) return new Set();
  const changed = await db.$queryRaw<{ contactLedgerId: string }[]>`
    INSERT INTO "BookDocument" AS b ("connectionId", "businessId", "ledgerId", "kind", "contactLedgerId", "number",
                                     "issuedOn", "dueOn", "currency", "total", "due", "status", "url", "changedAt")
    SELECT ${connectionId}::uuid, ${businessId}::uuid, n."ledgerId", n."kind"::"PublicationKind", n."contactLedgerId",
           n."number", n."issuedOn", n."dueOn", n."currency", n."total", n."due", n."status"::"LifeStatus", n."url",
           n."changedAt"
      FROM jsonb_to_recordset(${JSON.stringify(kept)}::jsonb)
           AS n("ledgerId" text, "kind" text, "contactLedgerId" text, "number" text, "issuedOn" date, "dueOn" date,
                "currency" text, "total" numeric, "due" numeric, "status" text, "url" text, "changedAt" timestamptz)
     ORDER BY n."ledgerId"
    ON CONFLICT ("connectionId", "ledgerId") DO UPDATE
      SET ("kind", "contactLedgerId", "number", "issuedOn", "dueOn", "currency", "total", "due", "status", "url",
           "changedAt") = (excluded."kind", excluded."contactLedgerId", excluded."number", excluded."issuedOn",
           excluded."dueOn", excluded."currency", excluded."total", excluded."due", excluded."status", excluded."url",
           excluded."changedAt")
      WHERE b."changedAt" < excluded."changedAt"
    RETURNING "contactLedgerId"`;
  return new Set(changed.map(({ contactLedgerId }) => contactLedgerId));
}

/** Open items of contacts of which the books have something new: whether it is what they are. */
export async function reviewItemsOf({ connectionId, businessId }: Owner, contacts: ReadonlySet<string>): Promise<void> {
  if (contacts.size === 0) return;
  await db.$transaction(async (transaction) => {
    const ids = await openItemsOf(transaction, { connectionId, businessId }, [...contacts]);
    await reviewTwins(transaction, businessId, ids);
  });
}

async function openItemsOf(transaction: Db, { connectionId, businessId }: Owner, contacts: string[]) {
  const found = await transaction.$queryRaw<{ id: string }[]>`
    WITH named AS (SELECT "id" FROM "Contact" WHERE "connectionId" = ${connectionId}::uuid AND "ledgerId" = ANY(${contacts})),
         meant AS (SELECT "id" FROM named
                    UNION SELECT c."mergedIntoId" FROM "Contact" AS c JOIN named USING ("id")
                           WHERE c."mergedIntoId" IS NOT NULL)
    SELECT i."id" FROM meant JOIN "Item" AS i ON i."contactId" = meant."id"
     WHERE i."businessId" = ${businessId}::uuid AND i."place" = 'INBOX' AND i."deletedAt" IS NULL
     ORDER BY i."id" LIMIT ${MAX_ITEMS}`;
  return found.map(({ id }) => id);
}
