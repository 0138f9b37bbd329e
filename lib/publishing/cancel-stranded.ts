import { db } from '#lib/db.ts';
import { intray } from '#lib/domain/actor.ts';
import { cancelQueued } from './cancel-queued.ts';

const MAX_PUBLICATIONS = 500;

/**
 * For the sweep: gives items back to the inbox whose publication is queued for a connection that has ended. Some come
 * to be queued after the disconnect has cancelled the others: asked for in that moment, turned away by the ledger
 * because of it, or waiting when another business took the organisation. Returns how many.
 */
export async function cancelStranded(): Promise<number> {
  const isEnded = { connection: { status: 'DISCONNECTED' } } as const;
  const stranded = await db.publication.findMany({
    where: { state: 'QUEUED', ...isEnded },
    select: { id: true, businessId: true },
    orderBy: { requestedAt: 'asc' },
    take: MAX_PUBLICATIONS,
  });
  let cancelled = 0;
  for (const { id, businessId } of stranded) {
    if (await cancelQueued({ businessId, actor: intray }, id, isEnded)) cancelled++;
  }
  return cancelled;
}
