import { openLedger } from '#lib/connections/open-ledger.ts';
import { db } from '#lib/db.ts';
import { openStates } from '#lib/domain/publication/publication.ts';
import { openStepStates } from '#lib/domain/publication/publication-steps.ts';
import { announce } from '#lib/events/announce.ts';
import type { Ledger } from '#lib/ledger/ledger.ts';
import type { LedgerError } from '#lib/ledger/ledger-error.ts';
import { log } from '#lib/log.ts';
import { LeaseLost } from '#lib/queue/lease-lost.ts';
import { Postponed } from '#lib/queue/postponed.ts';
import { claimWork, nextDue, type Work } from './drain/claim-work.ts';
import { underLease } from './lease.ts';
import { protocolOf } from './steps/protocols.ts';

/** After so many requests other connections get their turn; this one comes round again. */
const MAX_ROUNDS = 50;
/** What broke off through a fault of ours is tried again after this. */
const FAULT_PAUSE_MS = 60_000;

/**
 * Works off a connection's publications, step by step: settles what is uncertain, sends what is queued.
 * Ends when nothing is due, and throws `Postponed` when something will be later. While the connection needs
 * reconnecting everything waits as it is; reconnecting wakes the drain.
 */
export async function drainPublications(connectionId: string, signal: AbortSignal): Promise<void> {
  const opened = await openLedger(connectionId, { priority: 'person' });
  if (!opened.ok) return;
  const { documentsPerCall } = opened.value.capabilities;
  for (let round = 0; round < MAX_ROUNDS && !signal.aborted; round++) {
    const work = await claimWork(connectionId, documentsPerCall);
    if (!work) break;
    const stop = await underLease(work.lease, () => doWork(opened.value, work));
    if (!stop) continue;
    if (!('until' in stop)) return;
    await holdBack(work.first.publication, stop);
    break;
  }
  const due = await nextDue(connectionId);
  if (due) throw new Postponed(due, 'publications are due later');
}

async function doWork(ledger: Ledger, work: Work): Promise<LedgerError | null> {
  try {
    const drain = { ledger, lease: work.lease, businessId: work.first.businessId };
    const protocol = protocolOf(work.first);
    return work.what === 'settle'
      ? await protocol.settle(drain, work.unsettled)
      : await protocol.dispatch(drain, work.steps);
  } catch (error) {
    const { lease } = work;
    if (error instanceof LeaseLost) {
      // One was cancelled, or another worker took over: what is left is claimed anew.
      log.info({ connectionId: lease.connectionId }, 'lease lost; claiming anew');
      return null;
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
    return null;
  }
}

/** The ledger takes no more calls until then: everything queued says so, and nothing is tried in vain. */
async function holdBack(
  { connectionId, businessId }: { connectionId: string; businessId: string },
  error: Extract<LedgerError, { until: Date }>,
): Promise<void> {
  log.info({ connectionId, kind: error.kind, until: error.until }, 'publishing waits for the ledger');
  const { count } = await db.publicationStep.updateMany({
    where: {
      publication: { connectionId, state: { in: [...openStates] } },
      state: { in: [...openStepStates] },
      OR: [{ notBefore: null }, { notBefore: { lt: error.until } }],
    },
    data: { notBefore: error.until },
  });
  if (count > 0) await announce(db, { businessId, topic: 'items', id: null });
}
