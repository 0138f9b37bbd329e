import { businessConnection } from '#lib/connections/business-connection.ts';
import { db } from '#lib/db.ts';
import type { Amount } from '#lib/domain/amount.ts';
import type { Workspace } from '#lib/domain/paths.ts';
import type { BusinessScope } from '#lib/scope.ts';
import { contains } from '#lib/text-search.ts';
import { Prisma } from '#prisma/generated/client.ts';

/** A product or service, with what the books say of a line that it is on; null for what they leave open. */
export type ProductOption = {
  id: string;
  code: string;
  name: string;
  description: string | null;
  /** In the books' own currency, and as the books mean their prices. */
  unitAmount: Amount | null;
  accountId: string | null;
  taxRateId: string | null;
};

const MAX_FOUND = 50;
/** Words of a query that are looked for. */
const MAX_WORDS = 10;

/** The columns of what is bought, and of what is sold. */
const sides = {
  COSTS: { isOnIt: 'isPurchased', prefix: 'purchase' },
  SALES: { isOnIt: 'isSold', prefix: 'sale' },
} as const satisfies Record<Workspace, object>;

/**
 * Active products whose code or name holds every word of the query, those of this code first, then those that the
 * workspace buys or sells. Price, category and tax rate are those of its side: for costs what is bought. A category or
 * rate that is archived is left open.
 */
export async function searchProducts(
  { businessId }: BusinessScope,
  workspace: Workspace,
  query: string,
): Promise<ProductOption[]> {
  const connectionId = (await businessConnection(db, businessId))?.id;
  if (!connectionId) return [];
  const { isOnIt, prefix } = sides[workspace];
  const column = (name: string) => Prisma.raw(`p."${prefix}${name}"`);
  const isOn = Prisma.raw(`p."${isOnIt}"`);
  const words = query.split(/\s+/u).filter(Boolean).slice(0, MAX_WORDS);
  const isFound = words.map(
    (word) => Prisma.sql`(${contains(Prisma.sql`p."code"`, word)} OR ${contains(Prisma.sql`p."name"`, word)})`,
  );
  return db.$queryRaw<ProductOption[]>`
    SELECT p."id", p."code", coalesce(p."name", p."code") AS "name", p."description",
      trim_scale(${column('UnitAmount')})::text AS "unitAmount",
      (SELECT a."id" FROM "Account" AS a WHERE a."connectionId" = p."connectionId"
        AND a."code" = ${column('AccountCode')} AND NOT a."isArchived" LIMIT 1) AS "accountId",
      (SELECT r."id" FROM "TaxRate" AS r WHERE r."connectionId" = p."connectionId"
        AND r."taxType" = ${column('TaxType')} AND NOT r."isArchived" LIMIT 1) AS "taxRateId"
    FROM "Product" AS p
    WHERE p."businessId" = ${businessId}::uuid AND p."connectionId" = ${connectionId}::uuid AND NOT p."isArchived"
      AND ${Prisma.join([Prisma.sql`TRUE`, ...isFound], ' AND ')}
    ORDER BY lower(p."code") = lower(${query.trim()}) DESC, ${isOn} DESC, lower(coalesce(p."name", p."code")), p."id"
    LIMIT ${MAX_FOUND}`;
}
