import type { Db } from '#lib/db.ts';
import type { PastItem } from '#lib/domain/auto-publish/publish-guards.ts';
import { fromColumn } from '#lib/domain/calendar-date.ts';
import type { ItemType } from '#lib/domain/coding/coding.ts';
import { markValue } from '#lib/domain/extraction/supplier-marks.ts';
import { padded } from '#lib/domain/money.ts';
import type { Workspace } from '#lib/domain/paths.ts';
import type { Prisma } from '#prisma/generated/client.ts';

/** Of one supplier or customer, the newest: what is older tells nothing of what is usual now. */
const MAX_PAST = 400;

const MAX_NUMBER = 2_147_483_647;

/** With the accounts that its document asked to pay to, as they are compared. */
export type StoredPast = PastItem & { accounts: string[] };

type Row = {
  workspace: Workspace;
  contactId: string;
  id: string;
  number: number;
  issuedOn: Date | null;
  total: Prisma.Decimal | null;
  currency: string;
  reference: string | null;
  type: ItemType;
  accountId: string | null;
  isPublished: boolean;
  isByPerson: boolean;
  iban: string | null;
  account: string | null;
};

/** The items of these suppliers and customers, the newest first, by `workspace contactId`; with numbers up to one, for the past. */
export async function loadPastItems(
  db: Db,
  businessId: string,
  of: readonly { workspace: Workspace; contactId: string | null }[],
  { baseCurrency, upTo }: { baseCurrency: string; upTo: number | null },
): Promise<Map<string, StoredPast[]>> {
  const keys = new Map(of.flatMap((each) => (each.contactId === null ? [] : [[pastKey(each), each] as const])));
  if (keys.size === 0) return new Map();
  // By the index of a contact's items, which holds their order.
  const rows = await db.$queryRaw<Row[]>`
    SELECT a."workspace", a."contactId", b.* FROM jsonb_to_recordset(${JSON.stringify([...keys.values()])}::jsonb)
           AS a("workspace" text, "contactId" uuid)
    CROSS JOIN LATERAL (
      SELECT i."id", i."number", i."issuedOn", i."total", coalesce(i."currency", ${baseCurrency}) AS "currency",
             i."reference", i."type"::text AS "type", i."accountId",
             coalesce(p."isPublished", false) AS "isPublished", coalesce(p."isByPerson", false) AS "isByPerson",
             e."reading" #>> '{fields,supplierIban,value}' AS "iban",
             e."reading" #>> '{fields,supplierAccount,value}' AS "account"
        FROM "Item" AS i
        LEFT JOIN LATERAL (
          SELECT true AS "isPublished", bool_or("requestedByKind" <> 'RULE') AS "isByPerson" FROM "Publication"
           WHERE "itemId" = i."id" AND "state" IN ('POSTED', 'COMPLETE') HAVING count(*) > 0) AS p ON true
        LEFT JOIN "Extraction" AS e ON e."itemId" = i."id" AND e."state" = 'DONE'
       WHERE i."businessId" = ${businessId}::uuid AND i."contactId" = a."contactId"
         AND i."workspace"::text = a."workspace" AND i."place" <> 'CLAIM' AND i."deletedAt" IS NULL
         AND i."number" <= ${upTo ?? MAX_NUMBER}
       ORDER BY i."issuedOn" DESC NULLS FIRST, i."total" DESC, i."number" DESC LIMIT ${MAX_PAST}) AS b`;
  const past = new Map<string, StoredPast[]>();
  for (const row of rows) {
    const { workspace, contactId, iban, account, issuedOn, total, ...rest } = row;
    const key = pastKey({ workspace, contactId });
    const accounts = [iban && markValue('iban', iban), account && markValue('account', account)].flatMap(
      (each) => each || [],
    );
    const item = { ...rest, issuedOn: fromColumn(issuedOn), total: total && padded(String(total), 0), accounts };
    past.set(key, [...(past.get(key) ?? []), item]);
  }
  return past;
}

export const pastKey = ({ workspace, contactId }: { workspace: Workspace; contactId: string | null }) =>
  `${workspace} ${contactId}`;
