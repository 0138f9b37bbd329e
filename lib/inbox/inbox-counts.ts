import { visibleRows } from '#lib/coding/visible-items.ts';
import { db } from '#lib/db.ts';
import { type InboxCounts, inboxFilters, MAX_INBOX_COUNT, statusOfFilter } from '#lib/domain/inbox-choices.ts';
import type { ItemStatus } from '#lib/domain/item-status.ts';
import type { Workspace } from '#lib/domain/paths.ts';
import type { BusinessScope } from '#lib/scope.ts';
import { Prisma } from '#prisma/generated/client.ts';
import { countMatches } from './find-items.ts';
import type { Narrowing } from './inbox-query.ts';

/**
 * Items that wait in the inbox of a workspace, by what they need, of those the actor may see: exact up to
 * `MAX_INBOX_COUNT`, and one more than that where there are more.
 */
export async function inboxCounts(scope: BusinessScope, workspace: Workspace): Promise<InboxCounts> {
  const visible = await visibleRows(db, scope);
  const sql = inboxCountsSql(scope, workspace, visible);
  return byFilter(await db.$queryRaw<{ status: ItemStatus; count: number }[]>(sql));
}

/** The same of those that match a search and filters; null when they are more than are counted. */
export async function searchCounts(
  scope: BusinessScope,
  workspace: Workspace,
  asked: Narrowing,
): Promise<InboxCounts | null> {
  const found = await countMatches(scope, { ...asked, workspace, place: 'INBOX' });
  return found && byFilter(found);
}

/** How many items of the archive match a search and filters; null when they are more than are counted. */
export async function archiveMatches(
  scope: BusinessScope,
  workspace: Workspace,
  asked: Narrowing,
): Promise<number | null> {
  const found = await countMatches(scope, { ...asked, workspace, place: 'ARCHIVE' });
  return found?.reduce((sum, { count }) => sum + count, 0) ?? null;
}

function byFilter(found: readonly { status: ItemStatus; count: number }[]): InboxCounts {
  const byStatus = new Map(found.map(({ status, count }) => [status, count]));
  const sum = found.reduce((sum, { count }) => sum + count, 0);
  const all = Math.min(sum, MAX_INBOX_COUNT + 1);
  return Object.fromEntries(
    inboxFilters.map((filter) => {
      const status = statusOfFilter[filter];
      return [filter, status === null ? all : (byStatus.get(status) ?? 0)];
    }),
  ) as InboxCounts;
}

/**
 * The statement alone, so that its plan can be tested: the place is no parameter, since only then the index of what is
 * in the inbox answers for everything, without a look at the items themselves. Of each status it reads no more than are
 * counted.
 */
export function inboxCountsSql({ businessId }: BusinessScope, workspace: Workspace, visible: Prisma.Sql): Prisma.Sql {
  return Prisma.sql`
    SELECT s."status", counted."count" FROM unnest(enum_range(NULL::"ItemStatus")) AS s("status")
      CROSS JOIN LATERAL (
        SELECT count(*)::int AS "count" FROM (
          SELECT 1 FROM "Item" AS i
           WHERE i."businessId" = ${businessId}::uuid AND i."workspace" = ${workspace}::"Workspace"
             AND i."place" = 'INBOX' AND i."deletedAt" IS NULL AND i."status" = s."status" AND ${visible}
           LIMIT ${MAX_INBOX_COUNT + 1}) AS found) AS counted`;
}
