import { db } from '#lib/db.ts';
import { todayIn } from '#lib/domain/calendar-date.ts';
import type { CodingField } from '#lib/domain/coding/coding.ts';
import type { Problem } from '#lib/domain/readiness/problem.ts';
import { readiness } from '#lib/domain/readiness/readiness.ts';
import { workspaceOf } from '#lib/domain/words.ts';
import type { Ledger } from '#lib/ledger/ledger.ts';
import { type LedgerError, type LedgerReason, type ReasonCode, reasonCodes } from '#lib/ledger/ledger-error.ts';
import { log } from '#lib/log.ts';
import type { Publication } from '#prisma/generated/client.ts';
import { createMissingContacts } from './create-contacts.ts';
import { storeDispatch } from './dispatches.ts';
import type { Lease } from './lease.ts';
import { type Books, codingIn, documentOf, loadBooks } from './load-books.ts';
import { recordRefused } from './record.ts';
import { type Member, sendDocuments } from './send-documents.ts';

/**
 * Posts queued publications of one kind in one request, after checking each against the lists as they are now and
 * creating the suppliers that are missing. Gives the error when the ledger takes no more calls for now.
 */
export async function postDocuments(
  ledger: Ledger,
  lease: Lease,
  publications: Publication[],
): Promise<LedgerError | null> {
  const businessId = publications[0]?.businessId;
  if (!businessId) return null;
  const books = await loadBooks(businessId, publications);
  const ready = await refuseUnready(publications, books, ledger);
  const creatable = await createMissingContacts(ledger, lease, ready, books);
  if (!creatable.ok) return creatable.error;
  const members = await build(creatable.value, books);
  if (members.length === 0) return null;
  const dispatch = await storeDispatch(lease, {
    businessId,
    kind: 'DOCUMENT',
    publicationIds: members.map(({ publication }) => publication.id),
    content: { body: ledger.documentBody(members.map(({ document }) => document)) },
  });
  return sendDocuments(ledger, lease, dispatch, members);
}

/** What was ready when it was queued may no longer be: an account archived, a period locked meanwhile. */
async function refuseUnready(publications: Publication[], books: Books, ledger: Ledger): Promise<Publication[]> {
  const today = todayIn(books.organisation.timeZone, new Date());
  const ready: Publication[] = [];
  for (const publication of publications) {
    const problems = ledger.capabilities.documentKinds.includes(publication.kind)
      ? readiness(codingIn(publication), { ...books, workspace: workspaceOf(publication.kind), today })
      : [unpostable];
    if (problems.length === 0) ready.push(publication);
    else {
      const reasons = problems.map(reasonOf);
      await db.$transaction((transaction) => recordRefused(transaction, publication, reasons, 'rules'));
    }
  }
  return ready;
}

/** A coding that the rules find ready and that still can't be built stays the only one that suffers from it. */
async function build(publications: Publication[], books: Books): Promise<Member[]> {
  const members: Member[] = [];
  for (const publication of publications) {
    try {
      members.push({ publication, document: documentOf(publication, books) });
    } catch (error) {
      log.error({ err: error, publicationId: publication.id }, 'could not build a document');
      await db.$transaction((transaction) => recordRefused(transaction, publication, [unbuildable], 'ledger'));
    }
  }
  return members;
}

const unbuildable: LedgerReason = {
  code: 'other',
  field: null,
  line: null,
  message: 'Our lists lack something that this item points to, and nothing was sent. Refresh the lists, then check it.',
  ledgerText: '',
};

const unpostable: Pick<Problem, 'code' | 'field' | 'line' | 'message'> = {
  code: 'notConnected',
  field: 'type',
  line: null,
  message: 'The connected accounting software has no documents of this type. Choose another type.',
};

function reasonOf({ code, field, line, message }: Pick<Problem, 'code' | 'field' | 'line' | 'message'>): LedgerReason {
  const isShared = (reasonCodes as readonly string[]).includes(code);
  return {
    code: isShared ? (code as ReasonCode) : 'other',
    field: field === 'quantity' || field === 'unitAmount' ? 'lines' : (field satisfies CodingField),
    line,
    message,
    ledgerText: '',
  };
}
