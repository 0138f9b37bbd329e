import { z } from 'zod';
import { Prisma } from '#prisma/generated/client.ts';

/** Where a page of a list ended: the last row's sort key, as text, and its id. */
export const cursorSchema = z.object({ key: z.string().max(1_000), id: z.uuid() });
export type Cursor = z.infer<typeof cursorSchema>;

export type Page<Row> = {
  rows: Row[];
  /** Where the next page begins; null at the end. */
  next: Cursor | null;
};

/** What rows are ordered by: never null, so that one comparison with the last row finds the next. `type` is its SQL type. */
export type SortKey = { key: Prisma.Sql; type: 'text' | 'numeric' | 'date' | 'timestamptz' | '"ItemStatus"' };

export type PageRequest = {
  /** What each row holds; the row's id among it. */
  columns: Prisma.Sql;
  /** Tables and joins. */
  from: Prisma.Sql;
  /** The rows' own id, with its table's alias. */
  id: Prisma.Sql;
  conditions: readonly Prisma.Sql[];
  sort: SortKey;
  isDescending: boolean;
  after: Cursor | null;
  limit: number;
};

/**
 * One page by keyset: as quick at the end of a list as at its beginning, and nothing appears twice or is missed. Reads
 * one row more than asked for, which tells whether a page follows.
 */
export function pageSql({ columns, from, id, conditions, sort, isDescending, after, limit }: PageRequest): Prisma.Sql {
  const [order, beyond] = isDescending ? [Prisma.sql`DESC`, Prisma.sql`<`] : [Prisma.sql`ASC`, Prisma.sql`>`];
  const type = Prisma.raw(sort.type);
  const following = after
    ? [Prisma.sql`(${sort.key}, ${id}) ${beyond} (${after.key}::${type}, ${after.id}::uuid)`]
    : [];
  return Prisma.sql`
    SELECT ${columns}, (${sort.key})::text AS "sortKey" FROM ${from}
    WHERE ${Prisma.join([...conditions, ...following], ' AND ')}
    ORDER BY ${sort.key} ${order}, ${id} ${order}
    LIMIT ${limit + 1}`;
}

/** The page that `pageSql` found. */
export function pageOf<Row extends { id: string }>(
  found: readonly (Row & { sortKey: string })[],
  limit: number,
): Page<Row> {
  const rows = found.slice(0, limit);
  const last = rows.at(-1);
  return {
    rows: rows.map(({ sortKey: _, ...row }) => row as unknown as Row),
    next: found.length > limit && last ? { key: last.sortKey, id: last.id } : null,
  };
}
