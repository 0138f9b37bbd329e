import { db } from '#lib/db.ts';
import { type ItemFilters, type ItemSort, MAX_COUNTED } from '#lib/domain/inbox-choices.ts';
import type { ItemStatus } from '#lib/domain/item-status.ts';
import type { Workspace } from '#lib/domain/paths.ts';
import { type Cursor, type KeyType, type Page, pageOf, pageSql, type Run, runsOf, type SortKey } from '#lib/keyset.ts';
import type { BusinessScope } from '#lib/scope.ts';
import { Prisma } from '#prisma/generated/client.ts';
import { dueKey, itemTaxSql, searchConditions, signed, totalKey } from './item-search.ts';
import { type Answers, lookUp } from './look-up.ts';

export type FindItems = {
  workspace: Workspace;
  place: 'INBOX' | 'ARCHIVE';
  search: string;
  /** Null for all of them. */
  status: ItemStatus | null;
  where: ItemFilters;
  sort: ItemSort;
  isDescending: boolean;
  /** The other way round than it is shown: `isDescending` says how it is read. */
  isBackwards?: boolean;
  after: Cursor | null;
  limit: number;
};

/**
 * What rows are ordered by. Those by columns of the item have an index each (0006_item_lists, 0040_item_status,
 * 0110_item_search, 0143_signed_totals, 0206_list_layouts); those by category, by tax and by status read the list whole.
 */
const sortKeys: Record<ItemSort, SortKey & { needsAccount?: true }> = {
  added: { key: Prisma.sql`i."createdAt"`, type: 'timestamptz' },
  archived: { key: Prisma.sql`COALESCE(i."archivedAt", i."createdAt")`, type: 'timestamptz' },
  date: { key: Prisma.sql`COALESCE(i."issuedOn", DATE '0001-01-01')`, type: 'date', empty: '0001-01-01' },
  due: { key: dueKey, type: 'date', empty: '0001-01-01' },
  contact: { key: Prisma.sql`i."contactName"`, type: 'text', empty: '' },
  category: {
    key: Prisma.sql`COALESCE((SELECT min(lower(la."name")) FROM "LineItem" l JOIN "Account" la ON la."id" = l."accountId"
      WHERE l."itemId" = i."id"), lower(a."name"), '')`,
    type: 'text',
    empty: '',
    needsAccount: true,
  },
  total: { key: totalKey, type: 'numeric', empty: '-1000000000000000' },
  tax: {
    key: Prisma.sql`COALESCE(${signed(itemTaxSql)}, -1e15)`,
    type: 'numeric',
    empty: '-1000000000000000',
  },
  // Within a status, what has the fewest reasons for it comes first.
  status: {
    key: Prisma.sql`(array_position(enum_range(NULL::"ItemStatus"), i."status") * 100000 + i."reasonCount")`,
    type: 'numeric',
  },
};

export const itemKeyType = (sort: ItemSort): KeyType => sortKeys[sort].type;

/** The next ids of a list, in its order; those without a value of what it is ordered by are its end. */
export async function findItems(scope: BusinessScope, find: FindItems): Promise<Page<{ id: string }>> {
  const { isBackwards = false, ...list } = find;
  const answers = await lookUp(db, scope, list);
  const found: { id: string; sortKey: string }[] = [];
  for (const run of runsOf(sortKeys[find.sort], { ...list, isBackwards })) {
    if (found.length > find.limit) break;
    const limit = find.limit - found.length;
    found.push(...(await db.$queryRaw<typeof found>(findItemsSql(scope, { ...list, limit }, run, answers))));
  }
  return pageOf(found, find.limit);
}

/** Where an item stands, or would stand, in a list of this order. */
export async function cursorOf(scope: BusinessScope, itemId: string, sort: ItemSort): Promise<Cursor | null> {
  const [cursor] = await db.$queryRaw<Cursor[]>`
    SELECT i."id", (${sortKeys[sort].key})::text AS "key" FROM ${tables(sort)}
    WHERE i."id" = ${itemId}::uuid AND i."businessId" = ${scope.businessId}::uuid`;
  return cursor ?? null;
}

/** The statement of one run alone, so that its plan can be tested. */
export function findItemsSql(
  scope: BusinessScope,
  find: Omit<FindItems, 'after' | 'isBackwards'>,
  run: Run,
  answers: Answers,
): Prisma.Sql {
  return pageSql({
    columns: Prisma.sql`i."id"`,
    from: tables(find.sort),
    id: Prisma.sql`i."id"`,
    conditions: [...conditions(scope, find, answers), ...ofStatus(find.status)],
    sort: sortKeys[find.sort],
    isDescending: find.isDescending,
    run,
    limit: find.limit,
  });
}

/** How many items match a search and filters, by their status; null when there are more than `MAX_COUNTED`. */
export async function countMatches(
  scope: BusinessScope,
  find: Pick<FindItems, 'workspace' | 'place' | 'search' | 'where'>,
): Promise<{ status: ItemStatus; count: number }[] | null> {
  const answers = await lookUp(db, scope, find);
  const found = await db.$queryRaw<{ status: ItemStatus; count: number }[]>`
    SELECT "status", count(*)::int AS "count" FROM (
      SELECT i."status" FROM ${tables('added')}
      WHERE ${Prisma.join(conditions(scope, find, answers), ' AND ')}
      LIMIT ${MAX_COUNTED + 1}) AS matches
    GROUP BY "status"`;
  return found.reduce((sum, { count }) => sum + count, 0) > MAX_COUNTED ? null : found;
}

/** What holds for all that a list shows, of rows of "Item" as `i`. */
export function matchesSql(
  scope: BusinessScope,
  find: Pick<FindItems, 'workspace' | 'place' | 'search' | 'status'>,
  answers: Answers,
): Prisma.Sql {
  return Prisma.join([...conditions(scope, find, answers), ...ofStatus(find.status)], ' AND ');
}

const ofStatus = (status: ItemStatus | null) =>
  status === null ? [] : [Prisma.sql`i."status" = ${status}::"ItemStatus"`];

/** What an item of the list has to be, whatever its status. */
function conditions(
  scope: BusinessScope,
  find: Pick<FindItems, 'workspace' | 'place' | 'search'>,
  { visible, filtered, namedByWord }: Answers,
): Prisma.Sql[] {
  return [
    Prisma.sql`i."businessId" = ${scope.businessId}::uuid`,
    Prisma.sql`i."workspace" = ${find.workspace}::"Workspace"`,
    Prisma.sql`i."place" = ${find.place}::"ItemPlace"`,
    Prisma.sql`i."deletedAt" IS NULL`,
    visible,
    ...filtered,
    ...searchConditions(find.search, namedByWord),
  ];
}

/** Only the tables that an order looks into. */
function tables(sort: ItemSort): Prisma.Sql {
  return sortKeys[sort].needsAccount
    ? Prisma.sql`"Item" i LEFT JOIN "Account" a ON a."id" = i."accountId"`
    : Prisma.sql`"Item" i`;
}
