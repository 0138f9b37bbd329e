import { db } from '#lib/db.ts';
import { failure, ok, type Result } from '#lib/domain/result.ts';
import { announce } from '#lib/events/announce.ts';
import { enqueue } from '#lib/queue/enqueue.ts';
import type { PersonScope } from '#lib/scope.ts';

/** An item that waits is not published by itself, whatever is changed of it, until somebody lets it. */
export async function stopAutoPublish(
  { businessId, actor, origin }: PersonScope,
  { itemId }: { itemId: string },
): Promise<Result<null>> {
  const { count } = await db.autoPublication.updateMany({
    where: { businessId, itemId, state: 'WAITING' },
    data: { state: 'STOPPED', publishAt: null, stoppedByName: actor.name },
  });
  if (count === 0) return failure('tooLate', 'It does not wait any more: the page shows what became of it.');
  await announce(db, { businessId, topic: 'items', id: itemId, origin });
  return ok(null);
}

/** What was stopped is judged anew, and waits its time from then. */
export async function letAutoPublish(
  { businessId, origin }: PersonScope,
  { itemId }: { itemId: string },
): Promise<Result<null>> {
  const { count } = await db.autoPublication.deleteMany({ where: { businessId, itemId, state: 'STOPPED' } });
  if (count === 0) return failure('missing', 'It is not stopped any more: the page shows what becomes of it.');
  await announce(db, { businessId, topic: 'items', id: itemId, origin });
  await enqueue('auto-publish', { businessId });
  return ok(null);
}
