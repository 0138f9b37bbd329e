import { z } from 'zod';
import { db } from '#lib/db.ts';
import { searchSchema } from '#lib/domain/text.ts';
import { type Cursor, type Page, pagedSchema, pageOf, pageSql, type SortKey } from '#lib/keyset.ts';
import { Prisma } from '#prisma/generated/client.ts';

/** Entries per page of a list; a page on the screen loads the next as its end comes near. */
export const PAGE_SIZE = 200;
/** As many as a page on the screen may hold when it asks for all of them anew. */
export const MAX_PAGE_SIZE = 10_000;

/** By what lists can be narrowed: what an entry is, and how it is used here. Each list says what it has of each. */
export const filterNames = ['kind', 'show'] as const;
export type FilterName = (typeof filterNames)[number];

const filterValue = z.string().max(40).optional();

/** Which entries are meant. A filter that the list does not have is as good as none. */
const narrowed = z.object({
  search: searchSchema(z),
  showArchived: z.boolean().default(false),
  filters: z.object({ kind: filterValue, show: filterValue }).default({}),
});
export const entriesQuery = narrowed;

const asked = narrowed.extend({
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

/** Which entries of a list are meant, however they are ordered. */
export type EntriesQuery = z.output<typeof narrowed>;

/** What a page on the screen asks of a list; `after` is the last entry there is, and what follows it is wanted. */
export type ListQuery = z.output<typeof asked> & { after: Cursor | null };

/** The orders of a list, by name. The first is the list's own. */
export type Sorts = Record<string, SortKey>;

function sortOf(sorts: Sorts, name: string): SortKey {
  const sort = (Object.hasOwn(sorts, name) && sorts[name]) || Object.values(sorts)[0];
  if (!sort) throw new Error('A list needs an order');
  return sort;
}

/** How many entries each value of each filter would leave, with all else that is asked. */
export type FilterCounts = { [name in FilterName]?: Record<string, number> };

export type EntryPage<Row> = Page<Row> & {
  /** Entries in all; told with the first page only, as are the counts. */
  total: number | null;
  counts?: FilterCounts;
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
  /** What each value of a filter leaves. */
  filters?: { [name in FilterName]?: Record<string, Prisma.Sql> };
  /** Values of filters that take too long to count each time the list is looked at. */
  uncounted?: readonly string[];
  sorts: Sorts;
  /** What else rows show, joined to them: for the rows of a page, or for all at once when they are ordered by it. */
  joins?: { ofPage: Prisma.Sql; sortedBy: Record<string, Prisma.Sql> };
};

/** One page, with how many entries there are in all when it is the first. */
export async function browse<Row extends { id: string }>(plan: BrowsePlan, query: ListQuery): Promise<EntryPage<Row>> {
  const [found, counted] = await Promise.all([
    db.$queryRaw<(Row & { sortKey: string })[]>(pageStatement(plan, query)),
    query.after === null ? count(plan, query) : { total: null },
  ]);
  return { ...pageOf<Row>(found, query.limit), ...counted };
}

/** The statement alone, so that its plan can be tested. */
export function pageStatement(plan: BrowsePlan, query: ListQuery): Prisma.Sql {
  const sort = sortOf(plan.sorts, query.sort);
  const { columns, id, joins } = plan;
  const from = joins ? Prisma.sql`${plan.from} ${joins.sortedBy[query.sort] ?? joins.ofPage}` : plan.from;
  const { after, limit } = query;
  const isDescending = query.direction === 'descending';
  return pageSql({
    columns,
    from,
    id,
    conditions: conditionsOf(plan, query),
    sort,
    isDescending,
    run: { rows: null, after },
    limit,
  });
}

/** All that is asked for, as one number, and as one of each value of each filter. */
async function count(plan: BrowsePlan, query: EntriesQuery): Promise<{ total: number; counts: FilterCounts }> {
  const asked = filterNames.map((name) => [name, filterOf(plan, query, name)] as const);
  const withoutFilters = conditionsOf(plan, { ...query, filters: {} });
  const counted = (conditions: readonly Prisma.Sql[]) =>
    Prisma.sql`count(*) FILTER (WHERE ${Prisma.join([Prisma.sql`true`, ...conditions], ' AND ')})::int`;
  const others = (name: FilterName) => asked.flatMap(([other, filter]) => (filter && other !== name ? [filter] : []));
  const columns = filterNames.flatMap((name) =>
    Object.entries(plan.filters?.[name] ?? {})
      .filter(([value]) => !plan.uncounted?.includes(value))
      .map(
        ([value, filter]) => Prisma.sql`${counted([...others(name), filter])} AS ${Prisma.raw(`"${name} ${value}"`)}`,
      ),
  );
  const total = Prisma.sql`${counted(asked.flatMap(([, filter]) => filter ?? []))} AS "total"`;
  const [row = { total: 0 }] = await db.$queryRaw<({ total: number } & Record<string, number>)[]>`
    SELECT ${Prisma.join([total, ...columns])} FROM ${plan.from} WHERE ${Prisma.join(withoutFilters, ' AND ')}`;
  const counts: FilterCounts = {};
  for (const [column, found] of Object.entries(row)) {
    const [name, value] = column.split(' ') as [FilterName, string | undefined];
    if (value !== undefined) counts[name] = { ...counts[name], [value]: found };
  }
  return { total: row.total, counts };
}

function filterOf(plan: BrowsePlan, { filters }: EntriesQuery, name: FilterName): Prisma.Sql | null {
  const values = plan.filters?.[name];
  const wanted = filters[name];
  return (values && wanted !== undefined && Object.hasOwn(values, wanted) && values[wanted]) || null;
}

/** What entries have to be to be meant. */
export function conditionsOf(plan: BrowsePlan, query: EntriesQuery): Prisma.Sql[] {
  return [
    plan.where,
    ...(query.showArchived ? [] : [Prisma.sql`NOT ${plan.isArchived}`]),
    ...(query.search === '' ? [] : [Prisma.sql`(${plan.matches(query.search)})`]),
    ...filterNames.flatMap((name) => filterOf(plan, query, name) ?? []),
  ];
}

/** Sorts without regard to case, and what is missing first. */
export const byText = (column: Prisma.Sql) =>
  ({ key: Prisma.sql`lower(coalesce(${column}, ''))`, type: 'text' }) as const;
