import type { Db } from '#lib/db.ts';
import { normaliseDocumentNumber } from '#lib/domain/document-number.ts';
import { loadBase } from '#lib/lists/load-lists.ts';
import { openLikenesses } from './duplicates/load-likenesses.ts';

/** Items looked at; who has more of one contact, day and total has other worries. */
const MAX_ALIKE = 5_000;

type Found = { id: string; group: number; reference: string };

/**
 * The items of the business that look like another: with the same contact, date and total, and the same number however
 * it is written (`load-twins.ts`); those that were found to be alike otherwise, and those into which another was put by itself
 * (`duplicates`). Reads the items that have all of these once, and those that are alike so far again.
 */
export async function alikeItems(db: Db, businessId: string): Promise<string[]> {
  const likely = await openLikenesses(db, businessId);
  const led = await db.item.findMany({
    where: { businessId, isAutoMerged: true },
    distinct: ['mergedIntoId'],
    take: MAX_ALIKE,
    select: { mergedIntoId: true },
  });
  const { baseCurrency } = await loadBase(db, businessId);
  const found = await db.$queryRaw<Found[]>`
    WITH known AS (
      SELECT "id", "reference", "workspace", "contactId", "issuedOn", "total",
             COALESCE("currency", ${baseCurrency}) AS "currency", "type" = 'CREDIT_NOTE' AS "isCredit"
        FROM "Item" WHERE "businessId" = ${businessId}::uuid AND "deletedAt" IS NULL AND "contactId" IS NOT NULL
         AND "issuedOn" IS NOT NULL AND "total" IS NOT NULL AND "reference" IS NOT NULL
    ), alike AS (
      SELECT dense_rank() OVER (ORDER BY "workspace", "contactId", "issuedOn", "total", "currency", "isCredit") AS "group",
             "workspace", "contactId", "issuedOn", "total", "currency", "isCredit"
        FROM known GROUP BY "workspace", "contactId", "issuedOn", "total", "currency", "isCredit" HAVING count(*) > 1
    )
    SELECT known."id", alike."group"::int AS "group", known."reference"
      FROM alike JOIN known USING ("workspace", "contactId", "issuedOn", "total", "currency", "isCredit")
     LIMIT ${MAX_ALIKE}`;
  const byNumber = Map.groupBy(found, ({ group, reference }) => `${group} ${normaliseDocumentNumber(reference)}`);
  const same = [...byNumber.values()].flatMap((items) =>
    items.length > 1 && normaliseDocumentNumber(items[0]?.reference ?? null) !== '' ? items.map(({ id }) => id) : [],
  );
  return [...new Set([...same, ...likely, ...led.flatMap(({ mergedIntoId }) => mergedIntoId ?? [])])];
}
