import { db } from '#lib/db.ts';
import { intray } from '#lib/domain/actor.ts';
import { failure, ok, type Result } from '#lib/domain/result.ts';
import { announce } from '#lib/events/announce.ts';
import { enqueue } from '#lib/queue/enqueue.ts';
import type { BusinessScope } from '#lib/scope.ts';
import type { Prisma } from '#prisma/generated/client.ts';
import { cancelQueued } from '../cancel-queued.ts';
import { requestedBy } from '../request.ts';

/** A press of *Publish* on several items, which are queued one by one afterwards. */
export async function beginRun(scope: BusinessScope, connectionId: string): Promise<string> {
  const { requestedByName } = requestedBy(scope.actor);
  const { businessId } = scope;
  const { id } = await db.publishRun.create({ data: { businessId, connectionId, requestedByName } });
  return id;
}

const gone = () => failure('missing', 'It has ended already. The list shows what became of each item.');

async function steer(
  scope: BusinessScope,
  runId: string,
  data: Prisma.PublishRunUpdateManyMutationInput,
): Promise<string | null> {
  const { businessId, origin } = scope;
  const [steered] = await db.publishRun.updateManyAndReturn({
    where: { id: runId, businessId, cancelledAt: null },
    data,
    select: { connectionId: true },
  });
  if (!steered) return null;
  await announce(db, { businessId, topic: 'items', id: null, origin });
  return steered.connectionId;
}

/** Nothing more of it is sent until somebody resumes it; what is on its way is carried through. */
export async function pauseRun(scope: BusinessScope, runId: string): Promise<Result<null>> {
  const pausedByName = requestedBy(scope.actor).requestedByName;
  return (await steer(scope, runId, { pausedAt: new Date(), pausedByName })) ? ok(null) : gone();
}

/** It goes on where it was paused. */
export async function resumeRun(scope: BusinessScope, runId: string): Promise<Result<null>> {
  const connectionId = await steer(scope, runId, { pausedAt: null, pausedByName: null });
  if (!connectionId) return gone();
  await enqueue('drain-publications', { connectionId });
  return ok(null);
}

/**
 * Takes back what is queued of it. What was sent stays so, and gets what belongs to it: its documents and payments. Gives
 * how many were taken back.
 */
export async function cancelRun(scope: BusinessScope, runId: string): Promise<Result<{ takenBack: number }>> {
  const { requestedById, requestedByName } = requestedBy(scope.actor);
  const by = { cancelledByUserId: requestedById, cancelledByName: requestedByName };
  const connectionId = await steer(scope, runId, { cancelledAt: new Date(), pausedAt: null, ...by });
  if (!connectionId) return gone();
  const takenBack = await takeBack(scope, runId);
  await enqueue('drain-publications', { connectionId });
  return ok({ takenBack });
}

async function takeBack(scope: BusinessScope, runId: string): Promise<number> {
  const queued = await db.publication.findMany({
    where: { runId, businessId: scope.businessId, state: 'QUEUED' },
    select: { id: true },
    // The last first: a request that is being made holds the first.
    orderBy: { requestedAt: 'desc' },
  });
  let takenBack = 0;
  for (const { id } of queued) if (await cancelQueued(scope, id)) takenBack += 1;
  return takenBack;
}

const MAX_RUNS = 20;

/** For the sweep: takes back what a cancelled run left queued, since its server ended meanwhile. Returns how many. */
export async function finishCancelling(): Promise<number> {
  const left = await db.publishRun.findMany({
    where: { cancelledAt: { not: null }, publications: { some: { state: 'QUEUED' } } },
    select: { id: true, businessId: true },
    take: MAX_RUNS,
  });
  let takenBack = 0;
  for (const { id, businessId } of left) takenBack += await takeBack({ businessId, actor: intray }, id);
  return takenBack;
}
