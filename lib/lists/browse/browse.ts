import { z } from 'zod';
import { db } from '#lib/db.ts';
import { searchSchema } from '#lib/domain/text.ts';
import { type Cursor, type Page, pagedSchema, pageOf, pageSql, type SortKey } from '#lib/keyset.ts';
import { Prisma } from '#prisma/generated/client.ts';

/** Entries per page of a list; a page on the screen loads the next as its end comes near. */
export const PAGE_SIZE = 200;
/** As many as a page on the screen may hold when it asks for all of them anew. */
const MAX_PAGE_SIZE = 10_000;

const asked = z.object({
  search: searchSchema(z),
  showArchived: z.boolean().default(false),
  /** One of the list's own choices of what to show; anything else is all of it. */
  show: z.string().max(40).default(''),
  sort: z.string().max(40),
  direction: z.enum(['ascending', 'descending']).default('ascending'),
  limit: z.number().int().min(1).max(MAX_PAGE_SIZE).default(PAGE_SIZE),
});

/** What is asked of a list whose orders are these. */
export function listQueryOf(sorts: Sorts) {
  return pagedSchema(asked, ({ sort }) => sortOf(sorts, sort).type);
}

/** The beginning of any list, as an address asks for it. */
export const listQuery = asked.transform((query) => ({ ...query, after: null }));

/** What a page on the screen asks of a list; `after` is the last entry there is, and what follows it is wanted. */
export type ListQuery = z.output<typeof asked> & { after: Cursor | null };

/** The orders of a list, by name. The first is the list's own. */
export type Sorts = Record<string, SortKey>;

function sortOf(sorts: Sorts, name: string): SortKey {
  const sort = (Object.hasOwn(sorts, name) && sorts[name]) || Object.values(sorts)[0];
  if (!sort) throw new Error('A list needs an order');
  return sort;
}

export type EntryPage<Row> = Page<Row> & {
  /** Entries in all; told with the first page only. */
  total: number | null;
};

/** How one list is found, searched and sorted. Rows have an `id`; every other name is a constant of this room. */
export type BrowsePlan = {
  columns: Prisma.Sql;
  /** Tables and joins. */
  from: Prisma.Sql;
  /** The rows' own id, with its table's alias. */
  id: Prisma.Sql;
  /** Which entries there are at all. Always limited to one business. */
  where: Prisma.Sql;
  isArchived: Prisma.Sql;
  /** What the search is about. */
  matches: (search: string) => Prisma.Sql;
  sorts: Sorts;
  /** What can be shown alone, by name; one that is about archived entries says so. */
  shows?: Record<string, Show>;
  /** What else rows show, joined to them: for the rows of a page, or for all at once when they are ordered by it. */
  joins?: { ofPage: Prisma.Sql; sortedBy: Record<string, Prisma.Sql> };
};

export type Show = { condition: Prisma.Sql; isOfArchived?: boolean };

/** One page, with how many entries there are in all when it is the first. */
export async function browse<Row extends { id: string }>(plan: BrowsePlan, query: ListQuery): Promise<EntryPage<Row>> {
  const [found, total] = await Promise.all([
    db.$queryRaw<(Row & { sortKey: string })[]>(pageStatement(plan, query)),
    query.after === null ? count(plan, query) : null,
  ]);
  return { ...pageOf<Row>(found, query.limit), total };
}

/** The statement alone, so that its plan can be tested. */
export function pageStatement(plan: BrowsePlan, query: ListQuery): Prisma.Sql {
  const sort = sortOf(plan.sorts, query.sort);
  const { columns, id } = plan;
  const { joins } = plan;
  const from = joins ? Prisma.sql`${plan.from} ${joins.sortedBy[query.sort] ?? joins.ofPage}` : plan.from;
  const { after, limit } = query;
  const isDescending = query.direction === 'descending';
  return pageSql({
    columns,
    from,
    id,
    conditions: conditions(plan, query),
    sort,
    isDescending,
    run: { rows: null, after },
    limit,
  });
}

async function count(plan: BrowsePlan, query: ListQuery): Promise<number> {
  const [row] = await db.$queryRaw<[{ count: number }]>`
    SELECT count(*)::int AS "count" FROM ${plan.from} WHERE ${Prisma.join(conditions(plan, query), ' AND ')}`;
  return row.count;
}

function conditions(plan: BrowsePlan, query: ListQuery): Prisma.Sql[] {
  const show = plan.shows && Object.hasOwn(plan.shows, query.show) ? plan.shows[query.show] : undefined;
  return [
    plan.where,
    ...(query.showArchived || show?.isOfArchived ? [] : [Prisma.sql`NOT ${plan.isArchived}`]),
    ...(show ? [show.condition] : []),
    ...(query.search === '' ? [] : [Prisma.sql`(${plan.matches(query.search)})`]),
  ];
}

/** Sorts without regard to case, and what is missing first. */
export const byText = (column: Prisma.Sql) =>
  ({ key: Prisma.sql`lower(coalesce(${column}, ''))`, type: 'text' }) as const;
