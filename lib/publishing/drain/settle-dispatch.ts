import { type Db, db } from '#lib/db.ts';
import { afterAnswer, afterSilence } from '#lib/domain/publication/dispatch.ts';
import { MAX_ATTEMPTS } from '#lib/domain/publication/publication.ts';
import type { Ledger } from '#lib/ledger/ledger.ts';
import type { LedgerError, LedgerReason } from '#lib/ledger/ledger-error.ts';
import type { Dispatch, Publication } from '#prisma/generated/client.ts';
import { meaningOf } from './answer.ts';
import { databaseNow, recordDispatch } from './dispatches.ts';
import { fence, type Lease } from './lease.ts';
import { type Books, documentOf, loadBooks } from './load-books.ts';
import { recordPosted, recordQueuedAgain, recordRefused, recordUncertain } from './record.ts';
import { sendDocuments } from './send-documents.ts';

/**
 * Finds out what became of a request whose answer nobody recorded: its worker died, or the answer got lost.
 * lib/domain/dispatch.ts decides how. Gives the error when the ledger takes no more calls for now.
 */
export async function settleDispatch(ledger: Ledger, lease: Lease, dispatchId: string): Promise<LedgerError | null> {
  const dispatch = await db.dispatch.findUniqueOrThrow({
    where: { id: dispatchId },
    include: { members: { orderBy: { position: 'asc' }, include: { publication: true } } },
  });
  const open = dispatch.members
    .map(({ publication }) => publication)
    .filter(({ id }) => lease.publicationIds.includes(id));
  const books = await loadBooks(dispatch.businessId, open);
  const next = afterSilence(dispatch, ledger.capabilities.idempotencyKeyLifeMs, await databaseNow());
  switch (next.move) {
    case 'void':
      await forget(lease, dispatch, open);
      return null;
    case 'wait':
      await waitUntil(lease, dispatch, open, next.until);
      return null;
    case 'resend':
      // The stored bytes hold all of them, and all are decided by one answer.
      if (open.length !== dispatch.members.length) throw new Error(`Dispatch ${dispatch.id} is settled in part`);
      return sendDocuments(
        ledger,
        lease,
        dispatch,
        open.map((publication) => ({ publication, document: documentOf(publication, books) })),
      );
    case 'lookUp':
      return lookUp(ledger, lease, dispatch, open, books);
  }
}

async function forget(lease: Lease, dispatch: Dispatch, open: Publication[]): Promise<void> {
  await db.$transaction(async (transaction) => {
    await fence(transaction, lease, lease.publicationIds);
    for (const publication of open) await recordQueuedAgain(transaction, publication, { spendsAttempt: false });
    await recordDispatch(transaction, dispatch.id, 'VOID');
  });
}

async function waitUntil(lease: Lease, dispatch: Dispatch, open: Publication[], until: Date): Promise<void> {
  await db.$transaction(async (transaction) => {
    await fence(transaction, lease, lease.publicationIds);
    for (const publication of open) await recordUncertain(transaction, publication, until);
    await recordDispatch(transaction, dispatch.id, 'UNCERTAIN');
  });
}

/** A search that the ledger refuses is not made at every turn, which would use up the day's calls. */
const SEARCH_AGAIN_MS = 5 * 60_000;

/** Each document is searched for by itself and recorded at once, so that a search cut short is not begun anew. */
async function lookUp(
  ledger: Ledger,
  lease: Lease,
  dispatch: Dispatch,
  open: Publication[],
  books: Books,
): Promise<LedgerError | null> {
  const sentAt = dispatch.firstSentAt ?? dispatch.createdAt;
  const others = await postedLately(lease.connectionId, sentAt);
  for (const [index, publication] of open.entries()) {
    const found = await ledger.findDocument(documentOf(publication, books), sentAt, others);
    if (!found.ok) {
      const { error } = found;
      const isTurnedAway = meaningOf(error) === 'turnedAway';
      const until = 'until' in error ? error.until : new Date(Date.now() + (isTurnedAway ? 0 : SEARCH_AGAIN_MS));
      await waitUntil(lease, dispatch, open.slice(index), until);
      return isTurnedAway ? error : null;
    }
    if (found.value) others.add(found.value.ledgerId);
    await db.$transaction(async (transaction) => {
      await fence(transaction, lease, lease.publicationIds);
      if (found.value) await recordPosted(transaction, publication, found.value);
      else await recordAbsent(transaction, publication);
    });
  }
  const posted = await db.publication.count({
    where: { dispatches: { some: { dispatchId: dispatch.id } }, ledgerId: { not: null } },
  });
  await db.$transaction((transaction) =>
    recordDispatch(transaction, dispatch.id, afterAnswer(posted > 0 ? 'posted' : 'absent', wasSent).dispatch),
  );
  return null;
}

const LATELY_MS = 24 * 60 * 60_000;

/** What is known to be other publications' own: of two alike that nothing tells apart, each has to find its own. */
async function postedLately(connectionId: string, sentAt: Date): Promise<Set<string>> {
  const posted = await db.publication.findMany({
    where: { connectionId, ledgerId: { not: null }, postedAt: { gt: new Date(sentAt.getTime() - LATELY_MS) } },
    select: { ledgerId: true },
  });
  return new Set(posted.flatMap(({ ledgerId }) => ledgerId ?? []));
}

const wasSent = { isResend: false, documents: 1 };

/** Surely not in the ledger: sent anew under a new key, but not for ever. */
async function recordAbsent(transaction: Db, publication: Publication): Promise<void> {
  if (publication.attempts + 1 >= MAX_ATTEMPTS) await recordRefused(transaction, publication, [noVerdict], 'ledger');
  else await recordQueuedAgain(transaction, publication, { spendsAttempt: true });
}

const noVerdict: LedgerReason = {
  code: 'other',
  field: null,
  line: null,
  message:
    `The accounting software broke down over this item ${MAX_ATTEMPTS} times and said nothing about why. ` +
    'We looked, and nothing was posted. Try again later; if it happens again, enter it there by hand.',
  ledgerText: '',
};
