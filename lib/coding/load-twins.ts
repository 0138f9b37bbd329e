import type { Db } from '#lib/db.ts';
import type { CalendarDate } from '#lib/domain/calendar-date.ts';
import type { Coding } from '#lib/domain/coding/coding.ts';
import { normaliseDocumentNumber } from '#lib/domain/document-number.ts';
import type { Workspace } from '#lib/domain/paths.ts';
import type { Twin } from '#lib/domain/readiness/twins.ts';
import { Prisma } from '#prisma/generated/client.ts';

/** What makes two items one document. The key tells several questions about one item apart. */
export type Likeness = {
  key: string;
  itemId: string;
  workspace: Workspace;
  contactId: string;
  issuedOn: CalendarDate;
  total: string;
  number: string;
  currency: string;
  isCredit: boolean;
};

/** Null while something is missing by which items are known to be alike. */
export function likenessOf(
  item: { id: string; workspace: Workspace; coding: Coding },
  baseCurrency: string,
  key = item.id,
): Likeness | null {
  const { contactId, issuedOn, total, reference, type } = item.coding;
  const number = normaliseDocumentNumber(reference);
  if (!contactId || !issuedOn || total === null || !number) return null;
  const currency = item.coding.currency ?? baseCurrency;
  const isCredit = type === 'CREDIT_NOTE';
  return { key, itemId: item.id, workspace: item.workspace, contactId, issuedOn, total, number, currency, isCredit };
}

type Found = { key: string; id: string; number: number; isPublished: boolean; reference: string };

/** Items looked at for one; nobody adds the same bill oftener. */
const MAX_ALIKE = 50;

/**
 * The other items of the business that each of these is most likely the same as, in the inbox or the archive, by key:
 * with the same contact, date and total, and the same number however it is written.
 */
export async function loadTwins(
  db: Db,
  businessId: string,
  likenesses: readonly Likeness[],
  baseCurrency: string,
): Promise<Map<string, Twin[]>> {
  const twins = new Map<string, Twin[]>();
  if (likenesses.length === 0) return twins;
  const found = await db.$queryRaw<Found[]>(twinsSql(businessId, likenesses, baseCurrency));
  const numbers = new Map(likenesses.map(({ key, number }) => [key, number]));
  for (const { key, id, number, isPublished, reference } of found) {
    if (normaliseDocumentNumber(reference) !== numbers.get(key)) continue;
    twins.set(key, [...(twins.get(key) ?? []), { id, number, isPublished }]);
  }
  return twins;
}

/** Reads each one's few rows by one index, which holds their order too: another would read all items for each. */
export const twinsSql = (businessId: string, likenesses: readonly Likeness[], baseCurrency: string) => Prisma.sql`
    SELECT a."key", b.* FROM jsonb_to_recordset(${JSON.stringify(likenesses)}::jsonb)
           AS a("key" text, "itemId" uuid, "workspace" text, "contactId" uuid, "issuedOn" date, "total" numeric,
                "currency" text, "isCredit" boolean)
    CROSS JOIN LATERAL (
      SELECT i."id", i."number", i."reference", EXISTS (
          SELECT FROM "Publication" AS p WHERE p."itemId" = i."id" AND p."state" IN ('POSTED', 'COMPLETE')) AS "isPublished"
        FROM "Item" AS i
       WHERE i."businessId" = ${businessId}::uuid AND i."contactId" = a."contactId" AND i."issuedOn" = a."issuedOn"
         AND i."workspace"::text = a."workspace" AND i."total" = a."total" AND i."deletedAt" IS NULL
         AND i."id" <> a."itemId" AND i."reference" IS NOT NULL
         -- Parts of one file are no copies of each other.
         AND NOT EXISTS (SELECT FROM "ItemDocument" AS l JOIN "ItemDocument" AS o ON o."documentId" = l."documentId"
                          WHERE l."itemId" = i."id" AND o."itemId" = a."itemId")
         AND coalesce(i."currency", ${baseCurrency}) = a."currency" AND (i."type" = 'CREDIT_NOTE') = a."isCredit"
       ORDER BY i."number" LIMIT ${MAX_ALIKE}) AS b`;
