import { MAX_USES } from '#lib/domain/entry-uses.ts';
import type { BusinessScope } from '#lib/scope.ts';
import { contains } from '#lib/text-search.ts';
import { Prisma } from '#prisma/generated/client.ts';
import { type BrowsePlan, browse, byText, type ListQuery, listQueryOf } from './browse.ts';
import { type ListSource, ofSource } from './list-source.ts';

export type CurrencyRow = {
  id: string;
  code: string;
  name: string;
  /** The books' own. */
  isBase: boolean;
  /** Items in it. */
  uses: number;
  isArchived: boolean;
};

const name = Prisma.sql`coalesce(nullif(c."description", ''), c."code")`;
const sorts = { code: byText(Prisma.sql`c."code"`), name: byText(name) };
export const currencyQuery = listQueryOf(sorts);

export function browseCurrencies(scope: BusinessScope, source: ListSource, query: ListQuery) {
  return browse<CurrencyRow>(currenciesPlan(scope, source), query);
}

function currenciesPlan(scope: BusinessScope, source: ListSource): BrowsePlan {
  // A currency is known by its code; pages of lists go on from an id.
  const id = Prisma.sql`md5(c."code")::uuid`;
  return {
    columns: Prisma.sql`${id} AS "id", c."code", ${name} AS "name", c."isArchived",
      c."code" IS NOT DISTINCT FROM n."baseCurrency" AS "isBase",
      (SELECT count(*)::int FROM (SELECT FROM "Item" AS i WHERE i."businessId" = c."businessId"
        AND i."currency" = c."code" AND i."deletedAt" IS NULL LIMIT ${MAX_USES + 1}) AS used) AS "uses"`,
    from: Prisma.sql`"Currency" AS c JOIN "Connection" AS n ON n."id" = c."connectionId"`,
    id,
    where: ofSource('c', scope, source),
    isArchived: Prisma.sql`c."isArchived"`,
    matches: (search) =>
      Prisma.sql`${contains(Prisma.sql`c."code"`, search)} OR ${contains(Prisma.sql`c."description"`, search)}`,
    sorts,
  };
}
