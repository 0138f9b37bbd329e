import { liveConnection } from '#lib/connections/business-connection.ts';
import { db } from '#lib/db.ts';
import type { WaitCause } from '#lib/domain/publication/wait-cause.ts';
import { failure, ok, type Result } from '#lib/domain/result.ts';
import { announce } from '#lib/events/announce.ts';
import { enqueue } from '#lib/queue/enqueue.ts';
import type { BusinessScope } from '#lib/scope.ts';

/** What may be over earlier than we thought; a limit on calls is not. */
const endedByPeople: WaitCause[] = ['unavailable', 'subscription'];

/** Somebody knows that the ledger is back, or its subscription renewed: what waits for that is tried at once. */
export async function tryNow({ businessId, origin }: BusinessScope): Promise<Result<null>> {
  const connection = await liveConnection(db, businessId);
  const { count } = await db.connection.updateMany({
    where: { id: connection?.id ?? businessId, waitsFor: { in: endedByPeople }, waitsUntil: { gt: new Date() } },
    data: { waitsUntil: null, waitsFor: null },
  });
  if (!connection || count === 0)
    return failure('nothingWaits', 'Nothing waits any more. The list shows what became of it.');
  // What was turned away waits by itself too; what was never sent may leave whenever it can.
  await db.publicationStep.updateMany({
    where: { publication: { connectionId: connection.id }, state: 'PENDING', attempts: 0, notBefore: { not: null } },
    data: { notBefore: null },
  });
  await announce(db, { businessId, topic: 'items', id: null, origin });
  await enqueue('drain-publications', { connectionId: connection.id });
  return ok(null);
}
