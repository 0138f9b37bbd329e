import { randomBytes } from 'node:crypto';
import { openLedger } from '#lib/connections/open-ledger.ts';
import { type Db, db } from '#lib/db.ts';
import { listNames, type SyncProblem } from '#lib/domain/sync-summary.ts';
import { announce } from '#lib/events/announce.ts';
import type { LedgerError } from '#lib/ledger/ledger-error.ts';
import { log } from '#lib/log.ts';
import { LeaseLost } from '#lib/queue/lease-lost.ts';
import { Postponed } from '#lib/queue/postponed.ts';
import { Prisma } from '#prisma/generated/client.ts';
import { type ListRefresh, refreshList, type Stopped } from './refresh-list.ts';
import { requestReview, wakeReview } from './request-review.ts';
import { claimRun, type RunLease, underLease } from './run-lease.ts';
import { disconnected, problemOf, unexpectedProblem, waitingProblem } from './sync-problem.ts';

/** A ledger that is away for longer fails the list; the next refresh by schedule tries again. */
const PATIENCE_MS = 30 * 60_000;

/**
 * Carries out a refresh, or what a worker that died left of it: the lists in their order, those already done left
 * alone. One list that fails does not stop the others. Returns at once when another worker has the run. Throws
 * Postponed when the ledger wants us to wait, or the process has to end: the run then continues where it was.
 */
export async function refreshLists(syncRunId: string, signal: AbortSignal): Promise<void> {
  const lease = await claimRun(syncRunId);
  if (!lease) return;
  try {
    await carryOut(lease, signal);
  } catch (error) {
    if (!(error instanceof LeaseLost)) throw error;
    log.warn({ syncRunId }, 'another worker took the refresh over');
  }
}

async function carryOut(lease: RunLease, signal: AbortSignal): Promise<void> {
  const run = await db.syncRun.findUniqueOrThrow({
    where: { id: lease.syncRunId },
    include: { connection: { select: { status: true } } },
  });
  const owner = { businessId: run.businessId, connectionId: run.connectionId };
  if (run.connection.status === 'DISCONNECTED') {
    await finish(lease, owner, disconnected);
    return;
  }

  const isForPerson = run.trigger !== 'SCHEDULE';
  const opened = await openLedger(run.connectionId, { priority: isForPerson ? 'person' : 'background' });
  if (!opened.ok) {
    if (isWait(opened.error, run.createdAt)) return postpone(lease, owner, opened.error);
    await finish(lease, owner, problemOf(opened.error));
    return;
  }
  const refresh: ListRefresh = {
    owner,
    lease,
    signal,
    ledger: opened.value,
    readWhole: run.trigger === 'PERSON' || run.trigger === 'CONNECT',
  };
  // Whoever asked for another list meanwhile has added it to the run.
  let problem: SyncProblem | null;
  do {
    problem = await readLists(refresh, run.createdAt);
  } while (!(await finish(lease, owner, problem)));
}

/** Reads the lists that are not done, in their order; returns why no other can be read either, if that is so. */
async function readLists(refresh: ListRefresh, createdAt: Date): Promise<SyncProblem | null> {
  const { lease, owner } = refresh;
  const lists = await db.syncRunList.findMany({
    where: { syncRunId: lease.syncRunId, status: { in: ['QUEUED', 'RUNNING'] } },
    select: { list: true },
  });
  for (const list of listNames.filter((name) => lists.some((wanted) => wanted.list === name))) {
    try {
      const outcome = await refreshList(list, refresh);
      if (outcome.ok) continue;
      const { error } = outcome;
      if (isWait(error, createdAt)) return await postpone(lease, owner, error);
      await failList(lease, owner, list, problemOf(error));
      if (error.kind === 'authorisationLost' && error.reason !== 'scope') return problemOf(error);
    } catch (error) {
      if (error instanceof LeaseLost || error instanceof Postponed) throw error;
      const reference = randomBytes(4).toString('hex');
      log.error({ err: error, reference, list, syncRunId: lease.syncRunId }, 'list not refreshed');
      await failList(lease, owner, list, unexpectedProblem(list, reference));
    }
  }
  return null;
}

type Wait = Stopped | Extract<LedgerError, { kind: 'rateLimited' | 'unavailable' }>;

function isWait(error: LedgerError | Stopped, createdAt: Date): error is Wait {
  if (error.kind === 'unavailable') return error.until.getTime() - createdAt.getTime() < PATIENCE_MS;
  return error.kind === 'rateLimited' || error.kind === 'stopped';
}

/** Gives the run back, to be taken up again at the earliest when the ledger allows. */
async function postpone(lease: RunLease, owner: ListRefresh['owner'], wait: Wait): Promise<never> {
  const until = wait.kind === 'stopped' ? null : wait.until;
  const isChanged = await underLease(lease, async (tx) => {
    await tx.syncRunList.updateMany({
      where: { syncRunId: lease.syncRunId, status: 'RUNNING' },
      data: { status: 'QUEUED' },
    });
    await tx.syncRun.update({
      where: { id: lease.syncRunId },
      data: {
        status: 'QUEUED',
        leaseUntil: until,
        error: wait.kind === 'stopped' ? Prisma.DbNull : waitingProblem(wait),
      },
    });
    await announce(tx, { businessId: owner.businessId, topic: 'sync', id: owner.connectionId });
    return reviewWhatChanged(tx, lease, owner);
  });
  if (isChanged) await wakeReview(owner.businessId);
  throw new Postponed(until ?? new Date(), wait.kind === 'stopped' ? 'the worker is stopping' : wait.message);
}

/**
 * What of the lists has changed may decide statuses, also while the rest of the refresh waits for hours. A refusal may be
 * answered by a list that is as it was: what was refused has been put right before we learnt of it.
 */
async function reviewWhatChanged(tx: Db, lease: RunLease, owner: ListRefresh['owner']): Promise<boolean> {
  const some = { gt: 0 };
  const changed = await tx.syncRunList.count({
    where: { syncRunId: lease.syncRunId, OR: [{ added: some }, { changed: some }, { archived: some }] },
  });
  const isConcerned =
    changed > 0 ||
    (await tx.awaitedReload.findFirst({ where: { businessId: owner.businessId }, select: { itemId: true } })) !==
      null ||
    (await tx.item.findFirst({
      where: { businessId: owner.businessId, place: 'INBOX', status: 'REFUSED' },
      select: { id: true },
    })) !== null;
  if (isConcerned) await requestReview(tx, owner.businessId);
  return isConcerned;
}

async function failList(
  lease: RunLease,
  owner: ListRefresh['owner'],
  list: (typeof listNames)[number],
  problem: SyncProblem,
): Promise<void> {
  await underLease(lease, async (tx) => {
    await tx.syncRunList.update({
      where: { syncRunId_list: { syncRunId: lease.syncRunId, list } },
      data: { status: 'FAILED', finishedAt: new Date(), error: problem },
    });
    await announce(tx, { businessId: owner.businessId, topic: 'sync', id: owner.connectionId });
  });
}

/**
 * Ends the run; false when there are lists left, which were added while it went on. With a problem, whatever is not done
 * fails for that reason.
 */
async function finish(lease: RunLease, owner: ListRefresh['owner'], problem: SyncProblem | null): Promise<boolean> {
  const ended = await underLease(lease, async (tx) => {
    const finishedAt = new Date();
    if (problem) {
      await tx.syncRunList.updateMany({
        where: { syncRunId: lease.syncRunId, status: { in: ['QUEUED', 'RUNNING'] } },
        data: { status: 'FAILED', finishedAt, error: problem },
      });
    }
    const lists = await tx.syncRunList.findMany({
      where: { syncRunId: lease.syncRunId },
      select: { status: true, error: true },
    });
    if (lists.some(({ status }) => status === 'QUEUED' || status === 'RUNNING')) return null;
    const failed = lists.filter(({ status }) => status === 'FAILED');
    const isChanged = await reviewWhatChanged(tx, lease, owner);
    const error = problem ?? (failed.length === lists.length ? failed[0]?.error : null);
    await tx.syncRun.update({
      where: { id: lease.syncRunId },
      data: {
        status: problem || failed.length === lists.length ? 'FAILED' : failed.length > 0 ? 'PARTIAL' : 'COMPLETE',
        finishedAt,
        leaseUntil: null,
        error: error ?? Prisma.DbNull,
      },
    });
    await announce(tx, { businessId: owner.businessId, topic: 'sync', id: owner.connectionId });
    return { isChanged };
  });
  if (ended?.isChanged) await wakeReview(owner.businessId);
  return ended !== null;
}
