import { db } from '#lib/db.ts';
import { enqueue } from '#lib/queue/enqueue.ts';
import { stepsInTurn } from './open-step.ts';

const MAX_CONNECTIONS = 500;

/**
 * For the sweep: wakes a drain for each usable connection with publications that are due and that nobody works on,
 * because a worker died, a wake-up was lost, or a wait is over. Returns how many were woken.
 */
export async function wakeDrains(): Promise<number> {
  const connections = await db.$queryRaw<{ connectionId: string }[]>`
    SELECT publication."connectionId"
    FROM ${stepsInTurn}
      AND EXISTS (SELECT FROM "Connection" WHERE "id" = publication."connectionId" AND "status" = 'CONNECTED'
                     AND ("waitsUntil" IS NULL OR "waitsUntil" <= now()))
      AND (step."notBefore" IS NULL OR step."notBefore" <= now())
    GROUP BY publication."connectionId"
    HAVING bool_and(publication."leaseUntil" IS NULL OR publication."leaseUntil" <= now())
    ORDER BY min(publication."requestedAt")
    LIMIT ${MAX_CONNECTIONS}`;
  for (const { connectionId } of connections) await enqueue('drain-publications', { connectionId });
  return connections.length;
}
