import { type Db, db } from '#lib/db.ts';
import { type Actor, userIdOf } from '#lib/domain/actor.ts';
import { failure, ok, type Result } from '#lib/domain/result.ts';
import { type ListName, listNames } from '#lib/domain/sync-summary.ts';
import { announce } from '#lib/events/announce.ts';
import { enqueue } from '#lib/queue/enqueue.ts';
import type { BusinessScope } from '#lib/scope.ts';
import type { SyncTrigger } from '#prisma/generated/enums.ts';

/** Hourly runs add up; nobody looks further back. */
const KEEP_RUNS_MS = 90 * 24 * 60 * 60_000;

export type StartedRefresh = { syncRunId: string /** False when one was under way already. */; isNew: boolean };

/**
 * Refreshes a connection's lists, or those named, for whoever asks. When a refresh is waiting or running already,
 * that one is returned, and what it would leave out is added to it: a unique index decides, so that of any number of
 * starts at once exactly one makes a run.
 * Fails when the connection is not the business's, needs reconnecting, or has ended.
 */
export async function startRefresh(
  scope: BusinessScope,
  connectionId: string,
  trigger: SyncTrigger,
  lists: readonly ListName[] = listNames,
): Promise<Result<StartedRefresh>> {
  const { businessId } = scope;
  const connection = await db.connection.findFirst({
    where: { id: connectionId, businessId },
    select: { status: true },
  });
  if (!connection) return failure('connectionMissing', 'This connection no longer exists. Reload the page.');
  if (connection.status === 'NEEDS_RECONNECTING') {
    return failure(
      'needsReconnecting',
      'The lists were not refreshed: the connection needs reconnecting first, under Business settings > Connections. Nothing is lost.',
    );
  }
  if (connection.status === 'DISCONNECTED') {
    return failure(
      'disconnected',
      'The lists were not refreshed: the connection has ended. They stay as they are; connect again under Business settings > Connections.',
    );
  }
  const started = await db.$transaction(async (tx) => {
    const isWhole = listNames.every((list) => lists.includes(list));
    const run = await insertOrFindLive(tx, scope, connectionId, trigger, isWhole);
    await tx.syncRunList.createMany({
      data: lists.map((list) => ({ syncRunId: run.syncRunId, list })),
      skipDuplicates: true,
    });
    if (run.isNew) {
      await tx.syncRun.deleteMany({ where: { connectionId, createdAt: { lt: new Date(Date.now() - KEEP_RUNS_MS) } } });
    }
    await announce(tx, { businessId, topic: 'sync', id: connectionId, origin: scope.origin });
    return run;
  });
  // One that is under way may have lost its wake-up, and one too many does no harm.
  await enqueue('refresh-lists', { syncRunId: started.syncRunId });
  return ok(started);
}

async function insertOrFindLive(
  tx: Db,
  { businessId, actor }: BusinessScope,
  connectionId: string,
  trigger: SyncTrigger,
  isWhole: boolean,
): Promise<StartedRefresh> {
  // The one found to be in the way may end before it is looked up, and then there is room for a new one.
  for (let attempt = 0; attempt < 10; attempt++) {
    const [made] = await tx.$queryRaw<{ id: string }[]>`
      INSERT INTO "SyncRun" ("id", "businessId", "connectionId", "trigger", "startedByUserId", "startedByName", "isWhole")
      VALUES (gen_random_uuid(), ${businessId}::uuid, ${connectionId}::uuid, ${trigger}::"SyncTrigger",
              ${userIdOf(actor)}::uuid, ${isAskedFor(actor) ? actor.name : null}, ${isWhole})
      ON CONFLICT ("connectionId") WHERE "status" IN ('QUEUED', 'RUNNING') DO NOTHING
      RETURNING "id"`;
    if (made) return { syncRunId: made.id, isNew: true };
    // Held: it must not end before it knows of the lists that are added to it.
    const [live] = await tx.$queryRaw<{ id: string }[]>`
      SELECT "id" FROM "SyncRun" WHERE "connectionId" = ${connectionId}::uuid AND "status" IN ('QUEUED', 'RUNNING')
      FOR UPDATE`;
    if (live) {
      if (isWhole) await tx.syncRun.updateMany({ where: { id: live.id, isWhole: false }, data: { isWhole } });
      if (isAskedFor(actor)) await takeOver(tx, live.id, trigger, actor);
      return { syncRunId: live.id, isNew: false };
    }
  }
  throw new Error(`No refresh of connection ${connectionId} could be made or found`);
}

/** Somebody waits for it: a person, or a program that one of them gave a key. */
function isAskedFor(actor: Actor): boolean {
  return actor.kind === 'person' || actor.kind === 'apiKey';
}

/**
 * A refresh that the system began becomes the person's: they see it go on, and it no longer waits, perhaps until
 * tomorrow, for the background's share of the calls.
 */
async function takeOver(tx: Db, syncRunId: string, trigger: SyncTrigger, actor: Actor): Promise<void> {
  const taken = { trigger, startedByUserId: userIdOf(actor), startedByName: actor.name };
  const where = { id: syncRunId, startedByName: null };
  await tx.syncRun.updateMany({ where: { ...where, status: 'QUEUED' }, data: { ...taken, leaseUntil: null } });
  await tx.syncRun.updateMany({ where: { ...where, status: 'RUNNING' }, data: taken });
}
