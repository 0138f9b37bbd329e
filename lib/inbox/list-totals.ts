import { db } from '#lib/db.ts';
import type { Amount } from '#lib/domain/amount.ts';
import { statusOfFilter } from '#lib/domain/inbox-choices.ts';
import { padded } from '#lib/domain/money.ts';
import type { Workspace } from '#lib/domain/paths.ts';
import { loadBase } from '#lib/lists/load-lists.ts';
import type { BusinessScope } from '#lib/scope.ts';
import { Prisma } from '#prisma/generated/client.ts';
import { matchesSql } from './find-items.ts';
import type { ListPlace } from './inbox-query.ts';
import { signed } from './item-search.ts';
import { lookUp } from './look-up.ts';

/** What the items of a list come to in one currency: a credit note's amounts are below zero. */
export type CurrencyTotal = {
  currency: string;
  items: number;
  /** Of those, items whose total is not known: they are in no sum. */
  withoutTotal: number;
  net: Amount;
  tax: Amount;
  total: Amount;
};

/** A list in more currencies tells of the first by their items. */
const MAX_CURRENCIES = 50;

/** What all that a list shows comes to, by currency, those of most items first. Reads all of it once. */
export async function listTotals(
  scope: BusinessScope,
  workspace: Workspace,
  { from, filter, search, where }: Pick<ListPlace, 'from' | 'filter' | 'search' | 'where'>,
): Promise<CurrencyTotal[]> {
  const { businessId } = scope;
  const [{ baseCurrency }, answers] = await Promise.all([
    loadBase(db, businessId),
    lookUp(db, scope, { search, where }),
  ]);
  const list =
    from === 'archive'
      ? ({ place: 'ARCHIVE', status: null } as const)
      : ({ place: 'INBOX', status: statusOfFilter[filter] } as const);
  const tax = signed(Prisma.sql`COALESCE(l."tax", i."taxAmount", 0)`);
  const total = signed(Prisma.sql`i."total"`);
  const found = await db.$queryRaw<CurrencyTotal[]>`
    WITH item AS (
      SELECT COALESCE(i."currency", ${baseCurrency}) AS "currency", ${total} AS "total", ${tax} AS "tax"
        FROM "Item" i LEFT JOIN (
          SELECT "itemId", sum("taxAmount") AS "tax" FROM "LineItem"
           WHERE "businessId" = ${businessId}::uuid GROUP BY "itemId") AS l ON l."itemId" = i."id"
       WHERE ${matchesSql(scope, { ...list, workspace, search }, answers)}
    )
    SELECT "currency", count(*)::int AS "items", (count(*) - count("total"))::int AS "withoutTotal",
           trim_scale(COALESCE(sum("total") - sum("tax") FILTER (WHERE "total" IS NOT NULL), 0))::text AS "net",
           trim_scale(COALESCE(sum("tax") FILTER (WHERE "total" IS NOT NULL), 0))::text AS "tax",
           trim_scale(COALESCE(sum("total"), 0))::text AS "total"
      FROM item GROUP BY "currency" ORDER BY count(*) DESC, "currency" LIMIT ${MAX_CURRENCIES}`;
  return found.map((each) => ({
    ...each,
    net: padded(each.net, 2),
    tax: padded(each.tax, 2),
    total: padded(each.total, 2),
  }));
}
