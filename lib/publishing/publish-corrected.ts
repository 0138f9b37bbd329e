import { applyBulkEdit, undoBulkEdit } from '#lib/coding/bulk/ask-for-bulk-edit.ts';
import { type BulkOutcome, bulkOutcome } from '#lib/coding/bulk/bulk-outcome.ts';
import { db } from '#lib/db.ts';
import { ok, type Result } from '#lib/domain/result.ts';
import { enqueue } from '#lib/queue/enqueue.ts';
import type { PersonScope } from '#lib/scope.ts';
import { cancelQueued } from './cancel-queued.ts';
import { personLater } from './person-later.ts';
import { MAX_ITEMS, publishItems } from './publish-items.ts';

/** So many are published with the answer; more are a worker's. */
const AT_ONCE = 25;

/** Begins an edit of many items; what it is to publish, it publishes once all are changed, even if whoever asked leaves. */
export async function applyCorrection(scope: PersonScope, bulkEditId: string): Promise<Result<BulkOutcome>> {
  const applied = await applyBulkEdit(scope, bulkEditId);
  if (!applied.ok || !applied.value.publishing || applied.value.state !== 'DONE') return applied;
  if (applied.value.total > AT_ONCE) {
    await enqueue('run-bulk-edit', { bulkEditId });
    return applied;
  }
  await publishCorrected(bulkEditId);
  const outcome = await bulkOutcome(scope, bulkEditId);
  return outcome ? ok(outcome) : applied;
}

/**
 * Publishes what an edit of many items has put right, as it left them: what somebody changed since, or what else is wrong
 * with, stays where it is. Once is enough: whoever goes on where another died publishes nothing twice.
 */
export async function publishCorrected(bulkEditId: string): Promise<void> {
  const toDo = { id: bulkEditId, state: 'DONE', publishes: true, publishedAt: null } as const;
  const edit = await db.bulkEdit.findFirst({ where: toDo });
  if (!edit) return;
  const scope = await personLater(db, edit.businessId, edit.byUserId, 'items.publish');
  const items = await db.bulkEditItem.findMany({
    where: { bulkEditId, state: { in: ['CHANGED', 'SAME'] } },
    orderBy: { itemId: 'asc' },
    select: { itemId: true, revision: true },
  });
  let publishedCount = 0;
  for (let start = 0; scope && start < items.length; start += MAX_ITEMS) {
    // Whoever takes it back meanwhile has no more of it published.
    if ((await db.bulkEdit.count({ where: toDo })) === 0) return;
    const published = await publishItems(scope, items.slice(start, start + MAX_ITEMS));
    if (!published.ok) break;
    publishedCount += published.value.filter(({ outcome }) => began.has(outcome)).length;
    await db.bulkEdit.updateMany({ where: toDo, data: { movedAt: new Date() } });
  }
  await db.bulkEdit.updateMany({ where: toDo, data: { publishedAt: new Date(), publishedCount } });
}

const began: ReadonlySet<string> = new Set(['queued', 'underWay', 'published']);

/** Takes an edit of many items back; first what it has begun to publish, as far as that has not left yet. */
export async function takeBackCorrection(scope: PersonScope, bulkEditId: string): Promise<Result<BulkOutcome>> {
  const { businessId, actor } = scope;
  const edit = await db.bulkEdit.findFirst({
    where: { id: bulkEditId, businessId, byUserId: actor.userId, publishes: true },
  });
  if (edit) {
    await db.bulkEdit.updateMany({ where: { id: bulkEditId, publishedAt: null }, data: { publishedAt: new Date() } });
    const queued = await db.publication.findMany({
      where: {
        ...{ businessId, state: 'QUEUED', requestedById: actor.userId, requestedAt: { gte: edit.createdAt } },
        item: { bulkEdits: { some: { bulkEditId } } },
      },
      select: { id: true },
    });
    for (const { id } of queued) await cancelQueued(scope, id);
  }
  return undoBulkEdit(scope, bulkEditId);
}
