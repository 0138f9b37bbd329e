import { setTimeout as pause } from 'node:timers/promises';
import { openLedger } from '#lib/connections/open-ledger.ts';
import type { OpenLedger } from '#lib/connections/opened-ledger.ts';
import { db } from '#lib/db.ts';
import { openStepStates } from '#lib/domain/publication/publication-steps.ts';
import type { WaitCause } from '#lib/domain/publication/wait-cause.ts';
import { announce } from '#lib/events/announce.ts';
import type { LedgerError } from '#lib/ledger/ledger-error.ts';
import { log } from '#lib/log.ts';
import { LeaseLost } from '#lib/queue/lease-lost.ts';
import { Postponed } from '#lib/queue/postponed.ts';
import { Calls } from './dispatch/side-by-side.ts';
import { claimWork, nextDue, type Stream, type Work } from './drain/claim-work.ts';
import { underLease } from './lease.ts';
import { protocolOf } from './steps/protocols.ts';

/** After so much work other connections get their turn; this one comes round again. */
const MAX_ROUNDS = 50;
/** What broke off through a fault of ours is tried again after this. */
const FAULT_PAUSE_MS = 60_000;
/** So short a wait is not worth a round through the queue. */
const SHORT_WAIT_MS = 3_000;

/** What a drain does side by side: documents, and what follows the earlier ones, the next taken while the last end. */
const streams = ['decisive', 'following', 'following'] as const satisfies Stream[];

/**
 * Works off a connection's publications, step by step: settles what is uncertain, sends what is queued, as much at once
 * as the ledger takes. Ends when nothing is due, and throws `Postponed` when something will be later. While the
 * connection needs reconnecting everything waits as it is; reconnecting wakes the drain.
 */
export async function drainPublications(connectionId: string, signal: AbortSignal): Promise<void> {
  const opened = await openLedger(connectionId, { priority: 'person' });
  if (!opened.ok) return;
  const turn = { connectionId, ledger: opened.value, rounds: 0, signal };
  for (let stop = await workOff(turn); stop; stop = await workOff(turn)) {
    if (!('until' in stop)) return;
    const waitMs = stop.until.getTime() - Date.now();
    if (waitMs > SHORT_WAIT_MS) {
      await holdBack(connectionId, stop);
      break;
    }
    await pause(Math.max(0, waitMs), undefined, { signal }).catch(() => undefined);
  }
  const due = await nextDue(connectionId);
  if (due) throw new Postponed(due, 'publications are due later');
}

type Turn = { connectionId: string; ledger: OpenLedger; rounds: number; signal: AbortSignal };

/** Works until nothing is due, the turn is over or the ledger takes no more calls for now: then it gives the error. */
async function workOff(turn: Turn): Promise<LedgerError | null> {
  const { connectionId, ledger, signal } = turn;
  const { documentsPerCall, callLimits } = ledger.capabilities;
  if (await isWaiting(connectionId)) return null;
  const calls = new Calls(ledger, callLimits.perOrganisation.concurrent);
  const busy = new Map<number, Promise<void>>();
  const faults: unknown[] = [];
  let ended = 0;
  const mayBegin = () => !calls.stop && !signal.aborted && turn.rounds < MAX_ROUNDS && faults.length === 0;
  for (;;) {
    const before = ended;
    await begin().catch((fault) => faults.push(fault));
    // What ended meanwhile may have made more work, of a kind that was looked for before.
    if (ended > before && mayBegin()) continue;
    if (busy.size === 0) break;
    await Promise.race(busy.values());
  }
  if (faults.length > 0) throw faults[0];
  return calls.stop;

  async function begin(): Promise<void> {
    const exhausted = new Set<Stream>();
    for (const [index, stream] of streams.entries()) {
      if (busy.has(index) || exhausted.has(stream) || !mayBegin()) continue;
      const work = await claimWork(connectionId, stream, documentsPerCall);
      if (!work?.mayHaveMore) exhausted.add(stream);
      if (!work) continue;
      turn.rounds += 1;
      const done = underLease(work.lease, () => doWork(calls, work));
      const end = done
        .catch((fault) => faults.push(fault))
        .then(() => {
          busy.delete(index);
          ended += 1;
        });
      busy.set(index, end);
    }
  }
}

async function isWaiting(connectionId: string): Promise<boolean> {
  const waiting = await db.connection.count({ where: { id: connectionId, waitsUntil: { gt: new Date() } } });
  return waiting > 0;
}

async function doWork(calls: Calls, work: Work): Promise<void> {
  const { lease, first } = work;
  try {
    const drain = { ledger: calls.ledger, lease, businessId: first.businessId, calls };
    const protocol = protocolOf(first);
    await (work.what === 'settle' ? protocol.settle(drain, work.unsettled) : protocol.dispatch(drain, work.steps));
  } catch (error) {
    if (error instanceof LeaseLost) {
      // One was cancelled, or another worker took over: what is left is claimed anew.
      log.info({ connectionId: lease.connectionId }, 'lease lost; claiming anew');
      return;
    }
    // A fault of ours with these must not keep the connection's others from going out.
    const { connectionId, publicationIds } = lease;
    log.error({ err: error, connectionId, what: work.what, publicationIds }, 'publishing broke off');
    await db.publicationStep.updateMany({
      where: {
        publication: { id: { in: [...publicationIds] }, leaseId: lease.id },
        state: { in: [...openStepStates] },
      },
      data: { notBefore: new Date(Date.now() + FAULT_PAUSE_MS) },
    });
  }
}

/** The ledger takes no more calls until then: the connection says so, and nothing is tried in vain. */
async function holdBack(connectionId: string, error: Extract<LedgerError, { until: Date }>): Promise<void> {
  const waitsFor: WaitCause = error.kind === 'rateLimited' ? error.limit : (error.because ?? 'unavailable');
  log.info({ connectionId, waitsFor, until: error.until }, 'publishing waits for the ledger');
  const { businessId } = await db.connection.update({
    where: { id: connectionId },
    data: { waitsUntil: error.until, waitsFor },
    select: { businessId: true },
  });
  await announce(db, { businessId, topic: 'items', id: null });
}
