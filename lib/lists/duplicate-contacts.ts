import { businessConnection } from '#lib/connections/business-connection.ts';
import { db } from '#lib/db.ts';
import { legalForms } from '#lib/domain/contact-name.ts';
import type { Workspace } from '#lib/domain/paths.ts';
import { failure, ok, type Result } from '#lib/domain/result.ts';
import type { BusinessScope } from '#lib/scope.ts';
import { Prisma } from '#prisma/generated/client.ts';

/** By what two contacts seem to be one firm. */
export type DuplicateReason = 'name' | 'taxNumber' | 'bankAccount' | 'email';

export type DuplicateContact = {
  id: string;
  name: string;
  isInLedger: boolean;
  taxNumber: string | null;
  email: string | null;
  bankAccount: string | null;
  /** In the inbox and in the archive. */
  items: number;
};

/** Two contacts that seem to be one firm; the first is the one to keep. */
export type DuplicatePair = { keep: DuplicateContact; other: DuplicateContact; reasons: DuplicateReason[] };

const MAX_PAIRS = 200;
/** What more contacts than these have in common, such as the e-mail of a marketplace, says nothing about any two. */
const MOST_ALIKE = 20;

/**
 * Pairs of active contacts that seem to be one firm, those with the most reasons first, and nobody said are two. At
 * least one of each pair is of the kind that is asked for. As many as a page can show, and how many there are.
 */
export async function duplicateContacts(
  { businessId }: BusinessScope,
  workspace: Workspace,
): Promise<{ pairs: DuplicatePair[]; total: number }> {
  const connectionId = (await businessConnection(db, businessId))?.id ?? null;
  const found = await db.$queryRaw<
    { one: DuplicateContact; other: DuplicateContact; reasons: DuplicateReason[]; total: number }[]
  >`
    WITH ${pairs(businessId, connectionId)}, told AS (
      SELECT pair.*, count(*) OVER ()::int AS "total"
        FROM pair JOIN contact AS one ON one."id" = pair."oneId" JOIN contact AS other ON other."id" = pair."otherId"
       WHERE one.${roleOf[workspace]} OR other.${roleOf[workspace]}
       ORDER BY cardinality(pair."reasons") DESC, one."normalisedName", pair."oneId", pair."otherId"
       LIMIT ${MAX_PAIRS}
    )
    SELECT ${shown('one')} AS "one", ${shown('other')} AS "other", told."reasons", told."total"
      FROM told JOIN contact AS one ON one."id" = told."oneId" JOIN contact AS other ON other."id" = told."otherId"
     ORDER BY cardinality(told."reasons") DESC, one."normalisedName", told."oneId", told."otherId"`;
  return {
    pairs: found.map(({ one, other, reasons }) => {
      const [keep, gives] = isRatherKept(one, other) ? [one, other] : [other, one];
      return { keep, other: gives, reasons: reasonOrder.filter((reason) => reasons.includes(reason)) };
    }),
    total: found[0]?.total ?? 0,
  };
}

const reasonOrder = ['name', 'taxNumber', 'bankAccount', 'email'] as const;
const roleOf = { COSTS: Prisma.sql`"isSupplier"`, SALES: Prisma.sql`"isCustomer"` } as const;

/** The contacts of the pairs that `duplicateContacts` finds, for lists: their ids. */
export function duplicateIds(businessId: string, connectionId: string | null): Prisma.Sql {
  return Prisma.sql`(WITH ${pairs(businessId, connectionId)} SELECT "oneId" FROM pair UNION SELECT "otherId" FROM pair)`;
}

/** What is in the books stays, then what more items have, then what says more of itself. */
function isRatherKept(one: DuplicateContact, other: DuplicateContact): boolean {
  if (one.isInLedger !== other.isInLedger) return one.isInLedger;
  if (one.items !== other.items) return one.items > other.items;
  const known = (contact: DuplicateContact) =>
    [contact.taxNumber, contact.email, contact.bankAccount].filter(Boolean).length;
  return known(one) >= known(other);
}

/** Says of two contacts that they are two, however alike they look; or takes that back. */
export async function setDistinct(
  { businessId, actor }: BusinessScope,
  { ids, isDistinct }: { ids: readonly [string, string]; isDistinct: boolean },
): Promise<Result<null>> {
  const [oneId, otherId] = ids.toSorted() as [string, string];
  if ((await db.contact.count({ where: { businessId, id: { in: [oneId, otherId] } } })) !== 2) {
    return failure('missing', 'One of the two is no longer there. Reload the page.');
  }
  if (isDistinct) {
    await db.distinctContacts.createMany({
      data: { businessId, oneId, otherId, byName: actor.name },
      skipDuplicates: true,
    });
  } else await db.distinctContacts.deleteMany({ where: { businessId, oneId, otherId } });
  return ok(null);
}

/** A name without its legal form, as `contactNameKey` has it; a name of nothing else stays as it is. */
const firmName = Prisma.sql`coalesce(nullif(btrim(regexp_replace(regexp_replace("normalisedName",
  ${`\\m(${legalForms.join('|')})\\M`}, '', 'g'), '\\s+', ' ', 'g')), ''), "normalisedName")`;

const bare = (column: string) => Prisma.raw(`upper(regexp_replace("${column}", '[^[:alnum:]]', '', 'g'))`);

/** The parts `contact` and `pair` of a statement. */
function pairs(businessId: string, connectionId: string | null): Prisma.Sql {
  return Prisma.sql`contact AS MATERIALIZED (
      SELECT * FROM "Contact" WHERE "businessId" = ${businessId}::uuid AND NOT "isArchived" AND "mergedIntoId" IS NULL
        AND ("connectionId" = ${connectionId}::uuid OR "connectionId" IS NULL)
    ), trait AS (
      SELECT "id", 'name' AS "reason", ${firmName} AS "key" FROM contact
      UNION ALL SELECT "id", 'taxNumber', ${bare('taxNumber')} FROM contact WHERE "taxNumber" IS NOT NULL
      UNION ALL SELECT "id", 'bankAccount', ${bare('bankAccount')} FROM contact WHERE "bankAccount" IS NOT NULL
      UNION ALL SELECT "id", 'email', lower(btrim("email")) FROM contact WHERE "email" IS NOT NULL
    ), shared AS (
      SELECT "reason", array_agg("id") AS "ids" FROM trait
       -- Such as "n/a".
       WHERE length("key") >= CASE "reason" WHEN 'name' THEN 1 ELSE 5 END
       GROUP BY "reason", "key" HAVING count(*) BETWEEN 2 AND ${MOST_ALIKE}
    ), pair AS MATERIALIZED (
      SELECT a."id" AS "oneId", b."id" AS "otherId", array_agg("reason") AS "reasons"
        FROM shared, unnest("ids") AS a("id"), unnest("ids") AS b("id")
       WHERE a."id" < b."id"
         AND NOT EXISTS (SELECT FROM "DistinctContacts" AS d WHERE d."oneId" = a."id" AND d."otherId" = b."id")
       GROUP BY 1, 2
    )`;
}

const shown = (alias: 'one' | 'other') => {
  const contact = Prisma.raw(alias);
  return Prisma.sql`jsonb_build_object('id', ${contact}."id", 'name', ${contact}."name",
    'isInLedger', ${contact}."ledgerId" IS NOT NULL, 'taxNumber', ${contact}."taxNumber", 'email', ${contact}."email",
    'bankAccount', ${contact}."bankAccount",
    'items', (SELECT count(*) FROM "Item" AS i
               WHERE i."businessId" = ${contact}."businessId" AND i."contactId" = ${contact}."id" AND i."deletedAt" IS NULL))`;
};
