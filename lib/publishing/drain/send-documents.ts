import { db } from '#lib/db.ts';
import { intray } from '#lib/domain/actor.ts';
import { type Answer, afterAnswer, backoffMs } from '#lib/domain/publication/dispatch.ts';
import type { LedgerDocument } from '#lib/domain/publication/ledger-document.ts';
import type { Result } from '#lib/domain/result.ts';
import type { DocumentOutcome, Ledger } from '#lib/ledger/ledger.ts';
import type { LedgerError, LedgerReason } from '#lib/ledger/ledger-error.ts';
import { startRefresh } from '#lib/lists/start-refresh.ts';
import type { Dispatch, Publication } from '#prisma/generated/client.ts';
import { meaningOf, reasonsOf, showsStaleLists, writing } from './answer.ts';
import { markSent, recordDispatch } from './dispatches.ts';
import type { Lease } from './lease.ts';
import { recordPosted, recordQueuedAgain, recordRefused, recordUncertain } from './record.ts';

export type Member = { publication: Publication; document: LedgerDocument };

/**
 * Sends a stored request of documents, for the first time or again, and records at once what its answer means for each.
 * Gives the error when the ledger takes no more calls for now, so that the drain stops.
 */
export async function sendDocuments(
  ledger: Ledger,
  lease: Lease,
  dispatch: Dispatch,
  members: Member[],
): Promise<LedgerError | null> {
  const { idempotencyKey, body } = dispatch;
  const kind = members[0]?.document.kind;
  if (body === null || kind === undefined) throw new Error(`Dispatch ${dispatch.id} holds no documents`);
  const ids = members.map(({ publication }) => publication.id);
  const { isResend, sends } = await markSent(lease, dispatch.id, ids);
  const documents = members.map(({ document }) => document);
  const answer = await writing(() => ledger.createDocuments(kind, documents, { idempotencyKey, body }));
  const refusals = await record(dispatch, members, answer, { isResend, sends });
  if (showsStaleLists(refusals))
    await startRefresh({ businessId: dispatch.businessId, actor: intray }, lease.connectionId, 'PUBLISH');
  return !answer.ok && meaningOf(answer.error) === 'turnedAway' ? answer.error : null;
}

/** One transaction for the whole answer: a crash leaves either all of it recorded, or the request to be settled. */
function record(
  dispatch: Dispatch,
  members: Member[],
  answer: Result<DocumentOutcome[], LedgerError>,
  { isResend, sends }: { isResend: boolean; sends: number },
): Promise<LedgerReason[]> {
  const request = { isResend, documents: members.length };
  return db.$transaction(async (transaction) => {
    const refusals: LedgerReason[] = [];
    if (answer.ok) {
      for (const [index, { publication }] of members.entries()) {
        const outcome = answer.value[index];
        if (outcome?.ok) await recordPosted(transaction, publication, outcome.posted);
        else {
          const reasons = outcome?.reasons ?? [];
          refusals.push(...reasons);
          await recordRefused(transaction, publication, reasons, 'ledger');
        }
      }
      await recordDispatch(transaction, dispatch.id, 'ANSWERED');
      return refusals;
    }
    const kind: Answer = meaningOf(answer.error);
    const verdict = afterAnswer(kind, request);
    const until = 'until' in answer.error ? answer.error.until : null;
    for (const { publication } of members) {
      if (verdict.publication === 'REJECTED') {
        const reasons = reasonsOf(answer.error);
        refusals.push(...reasons);
        await recordRefused(transaction, publication, reasons, 'ledger');
      } else if (verdict.publication === 'UNCERTAIN') {
        await recordUncertain(transaction, publication, until ?? new Date(Date.now() + backoffMs(sends)));
      } else {
        const { spendsAttempt } = verdict;
        await recordQueuedAgain(transaction, publication, { spendsAttempt, notBefore: until });
      }
    }
    await recordDispatch(transaction, dispatch.id, verdict.dispatch, answer.error);
    return refusals;
  });
}
