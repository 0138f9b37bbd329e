import type { Db } from '#lib/db.ts';
import { isolated } from '#lib/domain/isolated.ts';
import type { Workspace } from '#lib/domain/paths.ts';
import { Prisma } from '#prisma/generated/client.ts';

/** The item that a tax rate is chosen for. */
export type RateChooser = { itemId: string; workspace: Workspace; contact: { id: string; name: string } | null };

/** How often a rate was used of late, and why it is likely to be meant, in words; null where it is not. */
export type RateUse = { uses: number; because: string | null };

/** Newest items that are looked at: of the workspace, and of the contact. */
const LATELY = 200;
const LATELY_OF_CONTACT = 50;
/** Of a contact's rates, those that are told as such. */
const SHOWN_OF_CONTACT = 2;

type Row = { id: string; uses: number; usesOfContact: number };

/** The rates that other items of the workspace were coded with of late, by id. */
export async function usualTaxRates(
  db: Db,
  businessId: string,
  { itemId, workspace, contact }: RateChooser,
): Promise<Map<string, RateUse>> {
  const contactId = contact?.id ?? null;
  const others = Prisma.sql`
    SELECT "id", "contactId", "taxRateId" FROM "Item"
     WHERE "businessId" = ${businessId}::uuid AND "workspace" = ${workspace}::"Workspace"
       AND "deletedAt" IS NULL AND "id" <> ${itemId}::uuid`;
  const rows = await db.$queryRaw<Row[]>`
    WITH lately AS (
      (${others} ORDER BY "number" DESC LIMIT ${LATELY})
      UNION (${others} AND "contactId" = ${contactId}::uuid ORDER BY "number" DESC LIMIT ${LATELY_OF_CONTACT})),
    used AS (
      SELECT i."id" AS "itemId", i."contactId", l."taxRateId"
        FROM lately i JOIN "LineItem" l ON l."itemId" = i."id" WHERE l."taxRateId" IS NOT NULL
      UNION
      SELECT i."id", i."contactId", i."taxRateId" FROM lately i
       WHERE i."taxRateId" IS NOT NULL AND NOT EXISTS (SELECT 1 FROM "LineItem" l WHERE l."itemId" = i."id"))
    SELECT "taxRateId" AS "id", count(*)::int AS "uses",
           (count(*) FILTER (WHERE "contactId" = ${contactId}::uuid))::int AS "usesOfContact"
      FROM used GROUP BY "taxRateId" ORDER BY 3 DESC, 2 DESC, 1`;
  const most = rows.reduce<Row | null>((best, row) => (best && best.uses >= row.uses ? best : row), null);
  return new Map(
    rows.map(({ id, uses, usesOfContact }, index) => {
      const isContacts = contact !== null && usesOfContact > 0 && index < SHOWN_OF_CONTACT;
      const because = isContacts ? `Used for ${isolated(contact.name)}` : id === most?.id ? 'Used most' : null;
      return [id, { uses: uses + usesOfContact * LATELY, because }];
    }),
  );
}
