import type { BusinessScope } from '#lib/scope.ts';
import { contains } from '#lib/text-search.ts';
import { Prisma } from '#prisma/generated/client.ts';
import { type BrowsePlan, browse, byText, type ListQuery, listQueryOf } from './browse.ts';
import type { ListSource } from './list-source.ts';
import { usesOf } from './uses.ts';

export type PaymentMethodRow = {
  id: string;
  name: string;
  cardLast4: string | null;
  accountId: string | null;
  /** Code and name of the account of the books. */
  account: string | null;
  currencyCode: string | null;
  /** The last digits of the bank account. */
  numberEnd: string | null;
  ownerId: string | null;
  owner: string | null;
  /** Why nothing can be paid with it; null when something can. */
  trouble: 'noAccount' | 'archivedAccount' | 'otherBooks' | null;
  /** Items paid with it. */
  uses: number;
  isArchived: boolean;
};

const sorts = {
  name: byText(Prisma.sql`p."name"`),
  account: byText(Prisma.sql`concat_ws(' ', a."code", a."name")`),
  currency: byText(Prisma.sql`a."currencyCode"`),
  owner: byText(Prisma.sql`o."name"`),
};
export const paymentMethodQuery = listQueryOf(sorts);

export function browsePaymentMethods(scope: BusinessScope, source: ListSource | null, query: ListQuery) {
  return browse<PaymentMethodRow>(paymentMethodsPlan(scope, source), query);
}

/** The business's own, whichever books are connected. */
function paymentMethodsPlan(scope: BusinessScope, source: ListSource | null): BrowsePlan {
  const trouble = Prisma.sql`CASE WHEN a."id" IS NULL THEN 'noAccount'
      WHEN a."connectionId" IS DISTINCT FROM ${source?.connectionId ?? null}::uuid THEN 'otherBooks'
      WHEN a."isArchived" THEN 'archivedAccount' END`;
  return {
    columns: Prisma.sql`p."id", p."name", p."cardLast4", p."accountId",
      nullif(concat_ws(' ', a."code", a."name"), '') AS "account", a."currencyCode",
      right(regexp_replace(a."bankAccountNumber", '[^0-9A-Za-z]', '', 'g'), 4) AS "numberEnd",
      p."ownerId", o."name" AS "owner", ${trouble} AS "trouble",
      ${usesOf(Prisma.sql`p."id"`, { payment: ['paymentMethodId'] })} AS "uses",
      p."archivedAt" IS NOT NULL AS "isArchived"`,
    from: Prisma.sql`"PaymentMethod" AS p
      LEFT JOIN "Account" AS a ON a."id" = p."accountId"
      LEFT JOIN "Owner" AS o ON o."id" = p."ownerId"`,
    id: Prisma.sql`p."id"`,
    where: Prisma.sql`p."businessId" = ${scope.businessId}::uuid`,
    isArchived: Prisma.sql`(p."archivedAt" IS NOT NULL)`,
    matches: (search) =>
      Prisma.join(
        [`p."name"`, `p."cardLast4"`, `a."name"`, `a."code"`, `o."name"`].map((column) =>
          contains(Prisma.raw(column), search),
        ),
        ' OR ',
      ),
    filters: { show: { trouble: Prisma.sql`(${trouble}) IS NOT NULL` } },
    sorts,
  };
}
