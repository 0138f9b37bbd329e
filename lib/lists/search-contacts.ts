import { businessConnection } from '#lib/connections/business-connection.ts';
import { type Db, db } from '#lib/db.ts';
import { hasTellingSigns, isOfSigns, nameKeyOf, normaliseContactName } from '#lib/domain/contact-name.ts';
import type { Workspace } from '#lib/domain/paths.ts';
import type { BusinessScope } from '#lib/scope.ts';
import { beginsWithNormalised } from '#lib/text-search.ts';
import { Prisma } from '#prisma/generated/client.ts';
import { nameContains } from './contact-name-search.ts';

export type ContactOption = {
  id: string;
  name: string;
  /** False for one made here that has not been published yet. */
  isInLedger: boolean;
  /** The alias by which it was found, where its own name does not hold what was typed. */
  alias?: string | null;
};

const MAX_FOUND = 50;
/** Words of a query that are looked for: no name has more. */
const MAX_WORDS = 20;

const roleColumns: Record<Workspace, Prisma.Sql> = {
  COSTS: Prisma.sql`"isSupplier"`,
  SALES: Prisma.sql`"isCustomer"`,
};

/**
 * Active contacts whose name, or an alias, holds every word of the query, or the signs that are all there is of it: the
 * one that has it as an alias first, then those that begin with it, and those of the workspace (suppliers or customers)
 * before others. An empty query gives those used last.
 */
export async function searchContacts(
  scope: BusinessScope,
  workspace: Workspace,
  query: string,
): Promise<ContactOption[]> {
  const { businessId } = scope;
  const connectionId = (await businessConnection(db, businessId))?.id ?? null;
  const wanted = normaliseContactName(query);
  if (!wanted) return recentContacts(businessId, workspace, connectionId);
  const words = wordsOf(query);
  const isHeldBy = (table: Prisma.Sql) =>
    Prisma.join(
      words.flatMap((word) => nameContains(table, word) ?? []),
      ' AND ',
    );
  return db.$queryRaw<ContactOption[]>`
    WITH alias AS (
      SELECT DISTINCT ON ("contactId") "contactId", "name", "nameKey" = ${nameKeyOf(query)} AS "isExact"
        FROM "ContactAlias" AS a
       WHERE "businessId" = ${businessId}::uuid AND ${isHeldBy(Prisma.sql`a`)}
       ORDER BY "contactId", "isExact" DESC, "normalisedName", "id"
    ), found AS (
      SELECT c."id", NULL AS "alias", FALSE AS "isExact" FROM "Contact" AS c
       WHERE "businessId" = ${businessId}::uuid AND ${isHeldBy(Prisma.sql`c`)}
      UNION ALL SELECT "contactId", "name", "isExact" FROM alias
    ), named AS (
      -- By its own name where that will do, unless an alias is the very text.
      SELECT "id", CASE WHEN bool_or("isExact") OR count(*) = count("alias") THEN min("alias") END AS "alias",
             bool_or("isExact") AS "isExact"
        FROM found GROUP BY "id"
    )
    SELECT "id", "name", "ledgerId" IS NOT NULL AS "isInLedger", named."alias" FROM "Contact" JOIN named USING ("id")
    WHERE "businessId" = ${businessId}::uuid AND ${choosable(connectionId)}
    ORDER BY named."isExact" DESC, ${beginsWithNormalised(Prisma.sql`"normalisedName"`, wanted)} DESC,
      ${roleColumns[workspace]} DESC, "normalisedName", "id"
    LIMIT ${MAX_FOUND}`;
}

/** The same of customers alone, whom a line can be charged on to. */
export async function searchCustomers({ businessId }: BusinessScope, query: string): Promise<ContactOption[]> {
  const connectionId = (await businessConnection(db, businessId))?.id ?? null;
  const wanted = normaliseContactName(query);
  const isNamed = wordsOf(query).flatMap((word) => nameContains(Prisma.sql`c`, word) ?? []);
  return db.$queryRaw<ContactOption[]>`
    SELECT "id", "name", "ledgerId" IS NOT NULL AS "isInLedger" FROM "Contact" AS c
    WHERE "businessId" = ${businessId}::uuid AND "isCustomer" AND ${choosable(connectionId)}
      AND ${Prisma.join([Prisma.sql`TRUE`, ...(wanted ? isNamed : [])], ' AND ')}
    ORDER BY ${beginsWithNormalised(Prisma.sql`"normalisedName"`, wanted)} DESC, "normalisedName", "id"
    LIMIT ${MAX_FOUND}`;
}

/** The words with signs that tell names apart as they were typed, all others as names are compared: `Co.` is `co`. */
function wordsOf(query: string): string[] {
  if (isOfSigns(query)) return [query];
  const typed = query.split(/\s+/u).filter(Boolean);
  const plain = typed.filter((word) => !hasTellingSigns(word)).join(' ');
  const words = [...typed.filter(hasTellingSigns), ...(isOfSigns(plain) ? [] : normaliseContactName(plain).split(' '))];
  return words.slice(0, MAX_WORDS);
}

/** Contacts of the items edited last, then the first of the list by name. */
async function recentContacts(
  businessId: string,
  workspace: Workspace,
  connectionId: string | null,
): Promise<ContactOption[]> {
  const [recent, others] = await Promise.all([
    db.$queryRaw<ContactOption[]>`
      SELECT "id", "name", "ledgerId" IS NOT NULL AS "isInLedger" FROM "Contact"
      JOIN (
        SELECT "contactId", max("updatedAt") AS "usedAt" FROM (
          SELECT "contactId", "updatedAt" FROM "Item"
          WHERE "businessId" = ${businessId}::uuid AND "workspace" = ${workspace}::"Workspace" AND "contactId" IS NOT NULL
          ORDER BY "createdAt" DESC LIMIT 200
        ) AS items GROUP BY "contactId"
      ) AS used ON used."contactId" = "Contact"."id"
      WHERE ${choosable(connectionId)}
      ORDER BY "usedAt" DESC LIMIT 8`,
    db.$queryRaw<ContactOption[]>`
      SELECT "id", "name", "ledgerId" IS NOT NULL AS "isInLedger" FROM "Contact"
      WHERE "businessId" = ${businessId}::uuid AND ${roleColumns[workspace]} AND ${choosable(connectionId)}
      ORDER BY "normalisedName", "id" LIMIT ${MAX_FOUND}`,
  ]);
  const known = new Set(recent.map(({ id }) => id));
  return [...recent, ...others.filter(({ id }) => !known.has(id))].slice(0, MAX_FOUND);
}

/** Those most alike in spelling, best first. */
export function similarContacts(
  db: Db,
  businessId: string,
  connectionId: string | null,
  normalisedName: string,
): Promise<(ContactOption & { similarity: number })[]> {
  return db.$queryRaw`
    SELECT "id", "name", "ledgerId" IS NOT NULL AS "isInLedger",
      similarity("normalisedName", ${normalisedName})::float8 AS "similarity"
    FROM "Contact"
    WHERE "businessId" = ${businessId}::uuid AND ${choosable(connectionId)}
      AND "normalisedName" % ${normalisedName}
    ORDER BY "similarity" DESC, "id" LIMIT 5`;
}

/** Active, and of the books that codings are checked against, or made here while nothing was connected. */
function choosable(connectionId: string | null): Prisma.Sql {
  const books = connectionId
    ? Prisma.sql`("connectionId" = ${connectionId}::uuid OR "connectionId" IS NULL)`
    : madeHere;
  return Prisma.sql`NOT "isArchived" AND "mergedIntoId" IS NULL AND ${books}`;
}

const madeHere = Prisma.sql`"connectionId" IS NULL`;
