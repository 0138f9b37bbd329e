import { z } from 'zod';
import { itemStatuses } from '#lib/domain/item-status.ts';
import { Prisma } from '#prisma/generated/client.ts';

/** From year 1, which stands for no date. */
const DAY = /^(?!0000)\d{4}-(0[1-9]|1[0-2])-(0[1-9]|[12]\d|3[01])$/;

/** What rows can be ordered by, and the texts that are a key of it. */
const keyTypes = {
  text: /^[^\0]*$/,
  numeric: /^-?\d{1,30}(\.\d{1,15})?$/,
  date: DAY,
  timestamptz: new RegExp(
    `${DAY.source.slice(0, -1)} ([01]\\d|2[0-3])(:[0-5]\\d){2}(\\.\\d{1,6})?[+-](0\\d|1[0-5])(:[0-5]\\d){0,2}$`,
  ),
  '"ItemStatus"': new RegExp(`^(${itemStatuses.join('|')})$`),
} as const;
export type KeyType = keyof typeof keyTypes;

/** Where a page of a list ended: the last row's sort key, as text, and its id. */
const cursorSchema = z.object({ key: z.string().max(1_000), id: z.uuid() });
export type Cursor = z.infer<typeof cursorSchema>;

/**
 * What a list is asked for from outside, with the cursor after which it goes on. One that no page of this order can
 * have ended with is refused: the database would not read it.
 */
export function pagedSchema<S extends z.ZodObject>(asked: S, typeOf: (asked: z.output<S>) => KeyType) {
  const cursor = z.object({ after: cursorSchema.nullable().default(null) });
  return asked.and(cursor).refine((page) => page.after === null || isKey(page.after.key, typeOf(page)), {
    path: ['after'],
    message: 'This is no place in the list as it is ordered. Load the list anew.',
  });
}

function isKey(key: string, type: KeyType): boolean {
  if (!keyTypes[type].test(key)) return false;
  // The days that a month does not have.
  if (type !== 'date' && type !== 'timestamptz') return true;
  const day = key.slice(0, 10);
  return new Date(`${day}T00:00:00Z`).toISOString().startsWith(day);
}

export type Page<Row> = {
  rows: Row[];
  /** Where the next page begins; null at the end. */
  next: Cursor | null;
};

/**
 * What rows are ordered by: never null, so that one comparison with the last row finds the next. `type` is its SQL type;
 * `empty` the key, before all others and as the database writes it, of rows that have no value.
 */
export type SortKey = { key: Prisma.Sql; type: KeyType; empty?: string };

/** A part of a list that is read by itself: the rows that have a value, or those that have none; null for all of them. */
export type Run = { rows: 'filled' | 'empty' | null; after: Cursor | null };

/**
 * The runs that make a list, in order, from the cursor on: rows without a value stand last whichever way the list is
 * ordered, and first where it is read backwards, as their key alone would have it for one of the two ways only.
 */
export function runsOf(
  { empty }: SortKey,
  { isDescending, isBackwards, after }: { isDescending: boolean; isBackwards: boolean; after: Cursor | null },
): Run[] {
  if (empty === undefined || isDescending !== isBackwards) return [{ rows: null, after }];
  const runs = isBackwards ? (['empty', 'filled'] as const) : (['filled', 'empty'] as const);
  if (!after) return runs.map((rows) => ({ rows, after: null }));
  const [first, second] = runs;
  const at = after.key === empty ? 'empty' : 'filled';
  return at === first
    ? [
        { rows: first, after },
        { rows: second, after: null },
      ]
    : [{ rows: second, after }];
}

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
  run: Run;
  limit: number;
};

/**
 * One page by keyset: as quick at the end of a list as at its beginning, and nothing appears twice or is missed. Reads
 * one row more than asked for, which tells whether a page follows.
 */
export function pageSql({ columns, from, id, conditions, sort, isDescending, run, limit }: PageRequest): Prisma.Sql {
  const [order, beyond] = isDescending ? [Prisma.sql`DESC`, Prisma.sql`<`] : [Prisma.sql`ASC`, Prisma.sql`>`];
  const type = Prisma.raw(sort.type);
  const { after } = run;
  const following = after
    ? [Prisma.sql`(${sort.key}, ${id}) ${beyond} (${after.key}::${type}, ${after.id}::uuid)`]
    : [];
  const kept = run.rows
    ? [Prisma.sql`${sort.key} ${run.rows === 'empty' ? Prisma.sql`=` : Prisma.sql`>`} ${sort.empty}::${type}`]
    : [];
  return Prisma.sql`
    SELECT ${columns}, (${sort.key})::text AS "sortKey" FROM ${from}
    WHERE ${Prisma.join([...conditions, ...kept, ...following], ' AND ')}
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
