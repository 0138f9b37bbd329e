import { visibleRows } from '#lib/coding/visible-items.ts';
import { db } from '#lib/db.ts';
import type { Amount } from '#lib/domain/amount.ts';
import { padded, sum } from '#lib/domain/money.ts';
import { type Month, monthOf, monthsUpTo } from '#lib/domain/month.ts';
import { loadReviewContext } from '#lib/lists/review-context.ts';
import type { BusinessScope } from '#lib/scope.ts';
import { Prisma } from '#prisma/generated/client.ts';
import { signed } from './item-search.ts';

/** What a contact's documents of one currency come to, month by month. */
export type CurrencyTotals = {
  currency: string;
  /** Gross, credit notes taken off. */
  total: Amount;
  /** Oldest first, none left out. */
  months: { month: Month; total: Amount; items: number }[];
};

/** Two years: as long as anybody compares, and a year at least, so that one month stands beside others. */
const MOST_MONTHS = 24;
const FEWEST_MONTHS = 12;

/**
 * The gross totals of a contact's items in the inbox and the archive, and of the expense claims that are paid to it, by
 * the month of their date, of the last two years at most: one run of months per currency, the business's own first. What has no date or no total is left out.
 */
export async function contactTotals(scope: BusinessScope, contactId: string): Promise<CurrencyTotals[]> {
  const { businessId } = scope;
  const context = await loadReviewContext(db, scope, { contactIds: [], accountIds: [] });
  const { baseCurrency } = context;
  const months = monthsUpTo(monthOf(context.today), MOST_MONTHS);
  const found = await db.$queryRaw<{ currency: string; month: Month; total: string; items: number }[]>`
    SELECT coalesce(i."currency", ${baseCurrency}) AS "currency", to_char(i."issuedOn", 'YYYY-MM') AS "month",
           sum(${signed(Prisma.sql`i."total"`)})::text AS "total", count(*)::int AS "items"
      FROM "Item" AS i
     WHERE i."businessId" = ${businessId}::uuid AND i."contactId" = ${contactId}::uuid AND i."deletedAt" IS NULL
       AND i."total" IS NOT NULL
       -- Of a claim that is paid to this contact, its bill counts.
       AND NOT EXISTS (SELECT FROM "Claim" AS c WHERE c."id" = i."claimId" AND c."contactId" = i."contactId") AND i."issuedOn" >= ${`${months[0]}-01`}::date
       AND i."issuedOn" < ${`${months.at(-1)}-01`}::date + interval '1 month' AND ${await visibleRows(db, scope)}
     GROUP BY 1, 2`;
  const currencies = [...new Set(found.map(({ currency }) => currency))].sort(
    (one, other) => Number(other === baseCurrency) - Number(one === baseCurrency) || (one < other ? -1 : 1),
  );
  const first = Math.min(...found.map(({ month }) => months.indexOf(month)), MOST_MONTHS - FEWEST_MONTHS);
  const amountOf = (value: Parameters<typeof padded>[0]) => padded(value, context.lists.rules.amountDigits);
  return currencies.map((currency) => {
    const own = new Map(found.filter((each) => each.currency === currency).map((each) => [each.month, each]));
    return {
      currency,
      total: amountOf(sum([...own.values()].map(({ total }) => total))),
      months: months.slice(first).map((month) => {
        const { total = '0', items = 0 } = own.get(month) ?? {};
        return { month, total: amountOf(total), items };
      }),
    };
  });
}
