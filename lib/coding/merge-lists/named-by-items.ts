import type { Db } from '#lib/db.ts';
import { MAX_USES } from '#lib/domain/entry-uses.ts';
import { type MergeList, mergeLists } from '#lib/domain/merge-lists.ts';
import { Prisma } from '#prisma/generated/client.ts';
import { isUnpublished } from '../replace-contacts.ts';
import { isOfOtherBooks, type MergeTable, mergeTables } from './merge-tables.ts';

/** Constants of this room. */
const quoted = (column: string) => Prisma.raw(`"${column}"`);

/** The selects of the items that name an entry, one for each column that may; `limit` bounds each of them. */
function namings(entry: Prisma.Sql, { item = [], line = [], isPaidThrough }: MergeTable['places'], which: Prisma.Sql) {
  const ofParts = (table: Prisma.Sql, columns: readonly string[]) =>
    columns.map(
      (column) => Prisma.sql`SELECT i."id" FROM ${table} AS l JOIN "Item" AS i ON i."id" = l."itemId"
        WHERE l.${quoted(column)} = ${entry} AND ${which}`,
    );
  return [
    // The index leaves out what is deleted.
    ...item.map(
      (column) => Prisma.sql`SELECT i."id" FROM "Item" AS i
        WHERE i.${quoted(column)} = ${entry} AND i."deletedAt" IS NULL AND ${which}`,
    ),
    ...ofParts(Prisma.sql`"LineItem"`, line),
    ...(isPaidThrough
      ? [
          Prisma.sql`SELECT i."id" FROM "PaymentMethod" AS m JOIN "ItemPayment" AS l ON l."paymentMethodId" = m."id"
            JOIN "Item" AS i ON i."id" = l."itemId" WHERE m."accountId" = ${entry} AND ${which}`,
        ]
      : []),
  ];
}

/** Whether an open item names the entry `e`. */
export const isNamed = ({ places }: MergeTable): Prisma.Sql =>
  Prisma.sql`(${Prisma.join(
    namings(Prisma.sql`e."id"`, places, isUnpublished).map((select) => Prisma.sql`EXISTS (${select})`),
    ' OR ',
  )})`;

/** How many open items name the entry `e`, up to what is counted. */
export const openUses = ({ places }: MergeTable): Prisma.Sql =>
  Prisma.sql`(SELECT count(*)::int FROM (${Prisma.join(
    namings(Prisma.sql`e."id"`, places, isUnpublished).map((select) => Prisma.sql`(${select} LIMIT ${MAX_USES + 1})`),
    ' UNION ',
  )}) AS used)`;

/**
 * The ids, each once, of the items `which` name an entry among `entries`, a select of ids by the name `id`. What is paid
 * through an account names the payment method, which follows by itself: that is no change of the item.
 */
export function itemsNaming(
  lists: readonly MergeList[],
  entries: (list: MergeList) => Prisma.Sql,
  which = isUnpublished,
) {
  const selects = lists.flatMap((list) => {
    const { item = [], line = [] } = mergeTables[list].places;
    const of = (table: Prisma.Sql, columns: readonly string[]) =>
      columns.map(
        (column) => Prisma.sql`SELECT i."id" FROM ${table} AS l JOIN "Item" AS i ON i."id" = l."itemId"
          WHERE l.${quoted(column)} IN (${entries(list)}) AND ${which}`,
      );
    return [
      ...item.map(
        (column) => Prisma.sql`SELECT i."id" FROM "Item" AS i
          WHERE i.${quoted(column)} IN (${entries(list)}) AND i."deletedAt" IS NULL AND ${which}`,
      ),
      ...of(Prisma.sql`"LineItem"`, line),
    ];
  });
  return selects.length === 0 ? Prisma.sql`SELECT NULL::uuid AS "id" WHERE FALSE` : Prisma.join(selects, ' UNION ');
}

/** The ids, each once, of the open items that were paid through an account among `accounts`, a select of ids. */
export function itemsPaidThrough(accounts: Prisma.Sql): Prisma.Sql {
  return Prisma.sql`SELECT DISTINCT i."id" FROM "PaymentMethod" AS m
    JOIN "ItemPayment" AS l ON l."paymentMethodId" = m."id" JOIN "Item" AS i ON i."id" = l."itemId"
    WHERE m."accountId" IN (${accounts}) AND ${isUnpublished}`;
}

/** How many open items name entries of other books than these, not counting entries that are to be skipped. */
export async function countOtherBooksItems(db: Db, businessId: string, connectionId: string): Promise<number> {
  const old = (list: MergeList) => Prisma.sql`SELECT e."id" FROM ${mergeTables[list].from}
    WHERE ${isOfOtherBooks(businessId, connectionId)} AND ${mergeTables[list].where}
      AND NOT EXISTS (SELECT FROM "EntryPair" AS p WHERE p."connectionId" = ${connectionId}::uuid
                         AND p."fromId" = e."id" AND p."toId" IS NULL)`;
  const [row] = await db.$queryRaw<{ count: number }[]>`
    SELECT count(*)::int AS "count" FROM (${itemsNaming(mergeLists, old)}) AS named`;
  return row?.count ?? 0;
}
