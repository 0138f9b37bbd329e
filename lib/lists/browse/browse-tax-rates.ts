import type { AccountClass, TaxComponent } from '#lib/domain/lists.ts';
import type { BusinessScope } from '#lib/scope.ts';
import { contains } from '#lib/text-search.ts';
import { Prisma } from '#prisma/generated/client.ts';
import { type BrowsePlan, browse, byText, type EntryPage, type ListQuery, listQueryOf, type Sorts } from './browse.ts';
import { type ListSource, ofSource } from './list-source.ts';
import { usesOf } from './uses.ts';

export type TaxRateRow = {
  id: string;
  name: string;
  taxType: string;
  /** Percent as text, without trailing zeros. */
  effectiveRate: string;
  components: TaxComponent[];
  /** The classes of accounts whose lines may carry it. */
  appliesTo: AccountClass[];
  /** Items that carry it, by themselves or in a line. */
  uses: number;
  isArchived: boolean;
  isVisible: boolean;
};

const sorts: Sorts = {
  name: byText(Prisma.sql`r."name"`),
  taxType: byText(Prisma.sql`r."taxType"`),
  rate: { key: Prisma.sql`r."effectiveRate"`, type: 'numeric' },
};
export const taxRateQuery = listQueryOf(sorts);

export function browseTaxRates(
  scope: BusinessScope,
  source: ListSource,
  query: ListQuery,
): Promise<EntryPage<TaxRateRow>> {
  return browse(taxRatesPlan(scope, source), query);
}

export function taxRatesPlan(scope: BusinessScope, source: ListSource): BrowsePlan {
  return {
    columns: Prisma.sql`r."id", r."name", r."taxType", trim_scale(r."effectiveRate")::text AS "effectiveRate",
      r."components", r."isArchived", r."isVisible",
      ${usesOf(Prisma.sql`r."id"`, { item: ['taxRateId'], line: ['taxRateId'] })} AS "uses",
      array_remove(ARRAY[
        CASE WHEN r."canApplyToAssets" THEN 'ASSET' END,
        CASE WHEN r."canApplyToEquity" THEN 'EQUITY' END,
        CASE WHEN r."canApplyToExpenses" THEN 'EXPENSE' END,
        CASE WHEN r."canApplyToLiabilities" THEN 'LIABILITY' END,
        CASE WHEN r."canApplyToRevenue" THEN 'REVENUE' END], NULL) AS "appliesTo"`,
    from: Prisma.sql`"TaxRate" AS r`,
    id: Prisma.sql`r."id"`,
    where: ofSource('r', scope, source),
    isArchived: Prisma.sql`r."isArchived"`,
    matches: (search) =>
      Prisma.sql`${contains(Prisma.sql`r."name"`, search)} OR ${contains(Prisma.sql`r."taxType"`, search)}`,
    filters: {
      kind: {
        EXPENSE: Prisma.sql`r."canApplyToExpenses"`,
        ASSET: Prisma.sql`r."canApplyToAssets"`,
        LIABILITY: Prisma.sql`r."canApplyToLiabilities"`,
        EQUITY: Prisma.sql`r."canApplyToEquity"`,
        REVENUE: Prisma.sql`r."canApplyToRevenue"`,
      },
      show: { hidden: Prisma.sql`NOT r."isVisible"` },
    },
    sorts,
  };
}
