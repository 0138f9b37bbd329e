import type { Db } from '#lib/db.ts';
import type { BusinessScope } from '#lib/scope.ts';
import { Prisma } from '#prisma/generated/client.ts';

/** As many items as are named in a statement; where more are found, the list is walked in its order until a page is full. */
const MOST_NAMED = 500;

/** A part of items, such as their lines, that holds what is looked for. */
export type PartOfItems = { table: Prisma.Sql; holds: Prisma.Sql };

export const inLines = (column: string, ids: readonly string[]): PartOfItems => ({
  table: Prisma.sql`"LineItem"`,
  holds: Prisma.sql`${Prisma.raw(`part."${column}"`)} = ANY(${[...ids]}::uuid[])`,
});

export const inPayments = (column: string, ids: readonly string[]): PartOfItems => ({
  table: Prisma.sql`"ItemPayment"`,
  holds: Prisma.sql`${Prisma.raw(`part."${column}"`)} = ANY(${[...ids]}::uuid[])`,
});

/**
 * Whether an item (`i`) has such a part. As a value, not as `EXISTS`: that would be made a join, for which the database reads
 * and sorts the whole list where a walk in its order would end after a page.
 */
export const hasPart = (table: Prisma.Sql, holds = Prisma.sql`TRUE`): Prisma.Sql =>
  Prisma.sql`((SELECT TRUE FROM ${table} AS part WHERE part."itemId" = i."id" AND ${holds} LIMIT 1) IS TRUE)`;

export const hasLines = hasPart(Prisma.sql`"LineItem"`);

/** With one value the database knows how many rows have it, and takes the index of few or the order of many. */
export function isOneOf(column: Prisma.Sql, ids: readonly string[], type: 'uuid' | 'text' = 'uuid'): Prisma.Sql {
  const [only] = ids;
  const sqlType = Prisma.raw(type);
  return ids.length === 1
    ? Prisma.sql`${column} = ${only}::${sqlType}`
    : Prisma.sql`${column} = ANY(${[...ids]}::${sqlType}[])`;
}

/** What is looked for in a column of the item, and what an index tells that holds for all of them too. */
export type OwnColumn = { holds: Prisma.Sql; byIndex: Prisma.Sql };

/**
 * What holds for items (`i`) that are `own` or have one of these parts. Where they are few, their ids are asked for first, by
 * the indexes of each: no index serves an `OR` over several tables.
 */
export async function fewItems(
  db: Db,
  { businessId }: BusinessScope,
  own: readonly OwnColumn[],
  parts: readonly PartOfItems[],
): Promise<Prisma.Sql> {
  const exact = Prisma.join(
    [...own.map(({ holds }) => holds), ...parts.map(({ table, holds }) => hasPart(table, holds))],
    ' OR ',
  );
  const limit = MOST_NAMED + 1;
  const sources = [
    ...own.map(
      ({ byIndex }) => Prisma.sql`(SELECT i."id" FROM "Item" AS i
        WHERE i."businessId" = ${businessId}::uuid AND i."deletedAt" IS NULL AND ${byIndex} LIMIT ${limit})`,
    ),
    ...parts.map(
      ({ table, holds }) => Prisma.sql`(SELECT DISTINCT part."itemId" AS "id" FROM ${table} AS part
        WHERE part."businessId" = ${businessId}::uuid AND ${holds} LIMIT ${limit})`,
    ),
  ];
  const [found] = await db.$queryRaw<{ ids: string[] | null }[]>`
    SELECT CASE WHEN count(*) <= ${MOST_NAMED} THEN COALESCE(array_agg("id"), '{}') END AS "ids" FROM (
      SELECT DISTINCT "id" FROM (${Prisma.join(sources, ' UNION ALL ')}) AS found LIMIT ${limit}) AS few`;
  if (!found?.ids) return Prisma.sql`(${exact})`;
  return Prisma.sql`(i."id" = ANY(${found.ids}::uuid[]) AND (${exact}))`;
}
