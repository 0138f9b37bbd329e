import type { BusinessScope } from '#lib/scope.ts';
import { contains } from '#lib/text-search.ts';
import { Prisma } from '#prisma/generated/client.ts';
import { type BrowsePlan, browse, byText, type ListQuery, listQueryOf } from './browse.ts';
import { type ListSource, ofSource } from './list-source.ts';
import { usesOf } from './uses.ts';

export type ProductRow = {
  id: string;
  code: string;
  name: string;
  description: string | null;
  /** A unit price in the books' own currency, and how it is coded; null when it is not bought, or not sold. */
  bought: ProductSide | null;
  sold: ProductSide | null;
  /** Lines of items with it. */
  uses: number;
  isArchived: boolean;
};

export type ProductSide = { price: string | null; account: string | null; taxRate: string | null };

const sorts = {
  code: byText(Prisma.sql`p."code"`),
  name: byText(Prisma.sql`coalesce(p."name", p."code")`),
  bought: { key: Prisma.sql`coalesce(p."purchaseUnitAmount", 0)`, type: 'numeric' },
  sold: { key: Prisma.sql`coalesce(p."saleUnitAmount", 0)`, type: 'numeric' },
} as const;
export const productQuery = listQueryOf(sorts);

export function browseProducts(scope: BusinessScope, source: ListSource, query: ListQuery) {
  return browse<ProductRow>(productsPlan(scope, source), query);
}

function productsPlan(scope: BusinessScope, source: ListSource): BrowsePlan {
  return {
    columns: Prisma.sql`p."id", p."code", coalesce(p."name", p."code") AS "name", p."description", p."isArchived",
      ${side('isPurchased', 'purchase')} AS "bought", ${side('isSold', 'sale')} AS "sold",
      ${usesOf(Prisma.sql`p."id"`, { line: ['productId'] })} AS "uses"`,
    from: Prisma.sql`"Product" AS p`,
    id: Prisma.sql`p."id"`,
    where: ofSource('p', scope, source),
    isArchived: Prisma.sql`p."isArchived"`,
    matches: (search) =>
      Prisma.join(
        ['code', 'name', 'description'].map((column) => contains(Prisma.raw(`p."${column}"`), search)),
        ' OR ',
      ),
    filters: { kind: { bought: Prisma.sql`p."isPurchased"`, sold: Prisma.sql`p."isSold"` } },
    sorts,
  };
}

/** Names are constants of this room. */
function side(isOnIt: string, prefix: string): Prisma.Sql {
  const column = (name: string) => Prisma.raw(`p."${prefix}${name}"`);
  return Prisma.sql`CASE WHEN ${Prisma.raw(`p."${isOnIt}"`)} THEN json_build_object(
    'price', round(${column('UnitAmount')}, greatest(2, min_scale(${column('UnitAmount')})))::text,
    'account', coalesce((SELECT concat_ws(' ', a."code", a."name") FROM "Account" AS a
      WHERE a."connectionId" = p."connectionId" AND a."code" = ${column('AccountCode')} LIMIT 1), ${column('AccountCode')}),
    'taxRate', coalesce((SELECT r."name" FROM "TaxRate" AS r
      WHERE r."connectionId" = p."connectionId" AND r."taxType" = ${column('TaxType')}), ${column('TaxType')})) END`;
}
