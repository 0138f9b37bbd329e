import { openLedger } from '#lib/connections/open-ledger.ts';
import { db } from '#lib/db.ts';
import { announce } from '#lib/events/announce.ts';
import type { Ledger } from '#lib/ledger/ledger.ts';
import type { LedgerError } from '#lib/ledger/ledger-error.ts';
import { log } from '#lib/log.ts';
import { LeaseLost } from '#lib/queue/lease-lost.ts';
import { Postponed } from '#lib/queue/postponed.ts';
import { attachDocument } from './drain/attach-document.ts';
import { claimWork, nextDue, type Work } from './drain/claim-work.ts';
import { underLease } from './drain/lease.ts';
import { postDocuments } from './drain/post-documents.ts';
import { settleDispatch } from './drain/settle-dispatch.ts';

/** After so many requests other connections get their turn; this one comes round again. */
const MAX_ROUNDS = 50;
/** What broke off through a fault of ours is tried again after this. */
const FAULT_PAUSE_MS = 60_000;

/**
 * Works off a connection's publications: settles what is uncertain, posts what is queued, attaches what is missing.
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
    await holdBack(connectionId, stop);
    break;
  }
  const due = await nextDue(connectionId);
  if (due) throw new Postponed(due, 'publications are due later');
}

async function doWork(ledger: Ledger, work: Work): Promise<LedgerError | null> {
  try {
    switch (work.step) {
      case 'settle':
        return await settleDispatch(ledger, work.lease, work.dispatchId);
      case 'post':
        return await postDocuments(ledger, work.lease, work.publications);
      case 'attach':
        for (const publication of work.publications) {
          const stop = await attachDocument(ledger, work.lease, publication);
          if (stop) return stop;
        }
        return null;
    }
  } catch (error) {
    const { lease } = work;
    if (error instanceof LeaseLost) {
      // One was cancelled, or another worker took over: what is left is claimed anew.
      log.info({ connectionId: lease.connectionId }, 'lease lost; claiming anew');
      return null;
    }
    // A fault of ours with these must not keep the connection's others from going out.
    const { connectionId, publicationIds } = lease;
    log.error({ err: error, connectionId, step: work.step, publicationIds }, 'publishing broke off');
    await db.publication.updateMany({
      where: { id: { in: [...publicationIds] }, leaseId: lease.id },
      data: { notBefore: new Date(Date.now() + FAULT_PAUSE_MS) },
    });
    return null;
  }
}

/** The ledger takes no more calls until then: everything queued says so, and nothing is tried in vain. */
async function holdBack(connectionId: string, error: Extract<LedgerError, { until: Date }>): Promise<void> {
  log.info({ connectionId, kind: error.kind, until: error.until }, 'publishing waits for the ledger');
  const [held] = await db.publication.updateManyAndReturn({
    where: {
      connectionId,
      state: { in: ['QUEUED', 'POSTED', 'UNCERTAIN', 'SENDING'] },
      OR: [{ notBefore: null }, { notBefore: { lt: error.until } }],
    },
    data: { notBefore: error.until },
    select: { businessId: true },
  });
  if (held) await announce(db, { businessId: held.businessId, topic: 'items', id: null });
}
