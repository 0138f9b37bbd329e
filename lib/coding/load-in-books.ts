import type { Db } from '#lib/db.ts';
import { fromColumn } from '#lib/domain/calendar-date.ts';
import type { Coding } from '#lib/domain/coding/coding.ts';
import {
  type AlikeInBooks,
  DAYS_AROUND,
  kindsInBooks,
  likelihoodOf,
  type SoughtInBooks,
} from '#lib/domain/in-books.ts';
import type { Lists } from '#lib/domain/lists.ts';
import type { Workspace } from '#lib/domain/paths.ts';
import { Prisma } from '#prisma/generated/client.ts';

type Sought = SoughtInBooks & { key: string; contactId: string };
type Item = { id: string; workspace: Workspace; coding: Coding };

/** Null while something is missing by which a document of the books is known to be like it. */
function soughtOf({ id, workspace, coding }: Item, baseCurrency: string): Sought | null {
  const { contactId, issuedOn, total, reference, type } = coding;
  if (!contactId || !issuedOn || total === null) return null;
  return { key: id, workspace, contactId, issuedOn, total, reference, type, currency: coding.currency ?? baseCurrency };
}

type Found = Omit<AlikeInBooks, 'issuedOn' | 'dueOn' | 'likelihood'> & {
  key: string;
  issuedOn: Date;
  dueOn: Date | null;
};

/** Documents looked at for one item; nobody gets more from one contact in half a year and one day of them. */
const MAX_AROUND = 60;

/**
 * What the books of each item's contact have that may be the item, by the item's id: of the mirror, and nothing that was
 * published from here, which the items alike tell of. Nothing where
 * the business does not look.
 */
export async function loadInBooks(
  db: Db,
  items: readonly Item[],
  { baseCurrency, lists }: { baseCurrency: string; lists: Pick<Lists, 'house'> },
): Promise<Map<string, AlikeInBooks[]>> {
  const alike = new Map<string, AlikeInBooks[]>();
  if (lists.house.booksDuplicates === 'OFF') return alike;
  const sought = new Map(items.flatMap((item) => soughtOf(item, baseCurrency) ?? []).map((each) => [each.key, each]));
  if (sought.size === 0) return alike;
  for (const { key, ...found } of await db.$queryRaw<Found[]>(inBooksSql([...sought.values()]))) {
    const item = sought.get(key);
    const document = { ...found, issuedOn: fromColumn(found.issuedOn), dueOn: fromColumn(found.dueOn) };
    const likelihood = item && likelihoodOf(item, document);
    if (likelihood) alike.set(key, [...(alike.get(key) ?? []), { ...document, likelihood }]);
  }
  return alike;
}

/** Reads each one's few rows by one index. A contact that gave way to another here is still another in the books. */
export function inBooksSql(sought: readonly Sought[]): Prisma.Sql {
  const asked = sought.map(({ key, contactId, issuedOn, currency, workspace, type }) => {
    return { key, contactId, issuedOn, currency, kinds: kindsInBooks(workspace, type) };
  });
  return Prisma.sql`
    SELECT a."key", d."ledgerId", d."kind"::text AS "kind", d."number", d."issuedOn", d."dueOn", d."currency",
           d."total"::text AS "total", d."due"::text AS "due", d."status"::text AS "status", d."url"
      FROM jsonb_to_recordset(${JSON.stringify(asked)}::jsonb)
           AS a("key" text, "contactId" uuid, "issuedOn" date, "currency" text, "kinds" text[])
     CROSS JOIN LATERAL (
        SELECT "connectionId", "ledgerId" FROM "Contact" WHERE "id" = a."contactId"
         UNION ALL
        SELECT "connectionId", "ledgerId" FROM "Contact" WHERE "mergedIntoId" = a."contactId") AS c
     CROSS JOIN LATERAL (
        SELECT * FROM "BookDocument" AS b
         WHERE b."connectionId" = c."connectionId" AND b."contactLedgerId" = c."ledgerId"
           AND b."issuedOn" BETWEEN a."issuedOn" - ${DAYS_AROUND}::int AND a."issuedOn" + ${DAYS_AROUND}::int
           AND b."currency" = a."currency" AND b."kind"::text = ANY(a."kinds")
           AND b."status" NOT IN ('VOIDED', 'DELETED')
         ORDER BY abs(b."issuedOn" - a."issuedOn"), b."ledgerId" LIMIT ${MAX_AROUND}) AS d
     WHERE NOT EXISTS (SELECT FROM "Publication" AS p
                        WHERE p."connectionId" = d."connectionId" AND p."ledgerId" = d."ledgerId"
                          AND p."operation" <> 'ATTACH')
     ORDER BY a."key", d."issuedOn" DESC, d."ledgerId"`;
}
