import { MAX_USES } from '#lib/domain/entry-uses.ts';
import { Prisma } from '#prisma/generated/client.ts';

/**
 * How many items use an entry, by themselves, in a line or in a payment; `entry` is its id. Reads no more than are
 * counted, by an index of each column: of an entry that is used a million times too.
 */
export function usesOf(
  entry: Prisma.Sql,
  columns: { item?: readonly string[]; line?: readonly string[]; payment?: readonly string[] },
): Prisma.Sql {
  const ofItems = (columns.item ?? []).map(
    (column) => Prisma.sql`
      (SELECT i."id" FROM "Item" AS i WHERE i.${quoted(column)} = ${entry} AND i."deletedAt" IS NULL
        LIMIT ${MAX_USES + 1})`,
  );
  const ofParts = (table: Prisma.Sql, names: readonly string[] = []) =>
    names.map(
      (column) => Prisma.sql`
      (SELECT DISTINCT l."itemId" FROM ${table} AS l JOIN "Item" AS i ON i."id" = l."itemId" AND i."deletedAt" IS NULL
        WHERE l.${quoted(column)} = ${entry} LIMIT ${MAX_USES + 1})`,
    );
  const all = [
    ...ofItems,
    ...ofParts(Prisma.sql`"LineItem"`, columns.line),
    ...ofParts(Prisma.sql`"ItemPayment"`, columns.payment),
  ];
  return Prisma.sql`(SELECT count(*)::int FROM (${Prisma.join(all, ' UNION ')}) AS used)`;
}

/** A constant of this room. */
const quoted = (column: string) => Prisma.raw(`"${column}"`);
