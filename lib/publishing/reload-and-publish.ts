import { visibleItems } from '#lib/coding/visible-items.ts';
import { liveConnection } from '#lib/connections/business-connection.ts';
import { db } from '#lib/db.ts';
import { MAX_BULK_ITEMS } from '#lib/domain/coding/bulk-edit.ts';
import { failure, ok, type Result } from '#lib/domain/result.ts';
import type { ListName } from '#lib/domain/sync-summary.ts';
import { wakeReview } from '#lib/lists/request-review.ts';
import { startRefresh } from '#lib/lists/start-refresh.ts';
import { log } from '#lib/log.ts';
import type { PersonScope } from '#lib/scope.ts';
import { personLater } from './person-later.ts';
import { type ItemRevision, MAX_ITEMS, publishItems } from './publish-items.ts';

const underWay = ['QUEUED', 'RUNNING'] as const;

/**
 * For what somebody has put right in the books: reads a list anew and then publishes what was refused for it, as it was
 * seen, where nothing is wrong with it by then. It is done even if whoever asked leaves.
 */
export async function reloadAndPublish(
  scope: PersonScope,
  list: ListName,
  items: readonly ItemRevision[],
): Promise<Result<null>> {
  const { businessId } = scope;
  if (items.length > MAX_BULK_ITEMS) {
    return failure(
      'tooMany',
      `At most ${MAX_BULK_ITEMS} items can wait for this at once. Nothing was done: select fewer.`,
    );
  }
  const connection = await liveConnection(db, businessId);
  if (!connection) {
    return failure('notConnected', 'Nothing was read or published, since no accounting software is connected.');
  }
  const started = await startRefresh(scope, connection.id, 'PERSON', [list]);
  if (!started.ok) return started;
  const { syncRunId } = started.value;
  for (let from = 0; from < items.length; from += MAX_ITEMS) {
    const some = items.slice(from, from + MAX_ITEMS);
    const visible = await db.item.findMany({
      where: { ...visibleItems(scope), id: { in: some.map(({ itemId }) => itemId) } },
      select: { id: true },
    });
    const isVisible = new Set(visible.map(({ id }) => id));
    const awaited = some
      .filter(({ itemId }) => isVisible.has(itemId))
      .map((item) => ({ ...item, syncRunId, businessId, byUserId: scope.actor.userId }));
    await db.awaitedReload.createMany({ data: awaited, skipDuplicates: true });
  }
  // It may have ended before it was known what waits for it.
  const run = await db.syncRun.findUnique({ where: { id: syncRunId }, select: { status: true } });
  if (!(underWay as readonly string[]).includes(run?.status ?? '')) await wakeReview(businessId);
  return ok(null);
}

/** Publishes what waited for a refresh that has ended, after its items were looked at anew. One that failed helped nobody. */
export async function publishAwaited(businessId: string): Promise<void> {
  const awaited = await db.awaitedReload.findMany({
    where: { businessId, syncRun: { status: { notIn: [...underWay] } } },
    include: { syncRun: { select: { status: true } } },
    orderBy: [{ syncRunId: 'asc' }, { itemId: 'asc' }],
    take: MAX_ITEMS,
  });
  const read = awaited.filter(({ syncRun }) => syncRun.status !== 'FAILED');
  for (const userId of new Set(read.map(({ byUserId }) => byUserId))) {
    const scope = await personLater(db, businessId, userId, 'items.publish');
    const own = read.filter(({ byUserId }) => byUserId === userId);
    const published = scope && (await publishItems(scope, own));
    if (published && !published.ok)
      log.info({ businessId, code: published.error.code }, 'not published after a reload');
  }
  // Only now: whoever dies before is followed by the next review, and what is under way by then stays so.
  await db.awaitedReload.deleteMany({
    where: { OR: awaited.map(({ syncRunId, itemId }) => ({ syncRunId, itemId })), businessId },
  });
  if (awaited.length === MAX_ITEMS) await wakeReview(businessId);
}
