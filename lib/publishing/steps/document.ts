import { type Db, db } from '#lib/db.ts';
import type { LedgerDocument } from '#lib/domain/publication/ledger-document.ts';
import { isBankTransaction } from '#lib/domain/publication/publication.ts';
import { fail, ok } from '#lib/domain/result.ts';
import type { Ledger, PostedDocument } from '#lib/ledger/ledger.ts';
import { storedDifferences } from '#lib/ledger/stored-reasons.ts';
import { log } from '#lib/log.ts';
import { Prisma } from '#prisma/generated/client.ts';
import { reason, reasonsOf } from '../dispatch/answer.ts';
import { concludeFailed } from '../dispatch/conclude.ts';
import type { Member, StepRules } from '../dispatch/step-rules.ts';
import type { OpenStep } from '../open-step.ts';
import { recordEvents } from '../publication-events.ts';
import { type Books, documentOf, loadBooks } from './load-books.ts';
import { atFields, refusePublication, refuseUnready } from './refuse-publication.ts';

/** Times a document that the ledger gave no verdict on, and surely does not have, is sent before it is given up. */
const MAX_ATTEMPTS = 3;

/**
 * New documents: several of one kind in one request, each checked first against the lists as they are now. One that is
 * refused never fails its neighbours; one whose answer got lost is searched for in the books.
 */
export const newDocument: StepRules<LedgerDocument, PostedDocument> = {
  kind: 'DOCUMENT',
  isOneThing: false,
  maxAttempts: MAX_ATTEMPTS,
  noVerdict: reason(
    `The accounting software broke down over this item ${MAX_ATTEMPTS} times and said nothing about why. ` +
      'We looked, and nothing was posted. Try again later; if it happens again, enter it there by hand.',
  ),
  unreadable: reason(
    'The answer to this got lost, and what was sent can no longer be read after an upgrade. Look in the accounting ' +
      'software whether it is there before you publish it again.',
  ),

  async *plan(drain, steps) {
    const books = await loadBooks(drain.businessId, steps);
    const members = await build(await refuseUnready(drain, newDocument, steps, books), books);
    for (const together of inRequests(members, drain.ledger)) {
      const body = drain.ledger.documentBody(together.map(({ subject }) => subject));
      yield ok({ members: together, content: { body } });
    }
  },

  async subjects({ businessId }, steps) {
    const books = await loadBooks(businessId, steps);
    return steps.map(({ publication }) => documentOf(publication, books));
  },

  // The stored bytes hold all of them, and all are decided by one answer.
  isWhole: (_dispatch, members, memberCount) => members.length === memberCount,

  async send(ledger, members, { idempotencyKey, body }) {
    const documents = members.map(({ subject }) => subject);
    const kind = documents[0]?.kind;
    if (body === null || kind === undefined) throw new Error('A request of documents holds none');
    const answer = await ledger.createDocuments(kind, documents, { idempotencyKey, body });
    if (!answer.ok) return answer;
    return ok(answer.value.map((each) => (each.ok ? { ok: true, result: each.posted } : each)));
  },

  async lookUp({ ledger, lease }, { subject }, dispatch) {
    const sentAt = dispatch.firstSentAt ?? dispatch.createdAt;
    const found = await ledger.findDocument(subject, sentAt, await postedLately(lease.connectionId, sentAt));
    if (!found.ok) return fail(found.error);
    return ok(found.value ? { found: 'done', result: found.value } : { found: 'absent' });
  },

  reasonsOf: (error) => reasonsOf(error),
  ledgerIdOf: ({ ledgerId }) => ledgerId,

  done: (transaction, step, result) => posted(transaction, [{ step, result }]),
  doneTogether: (transaction, done) => posted(transaction, done),

  failed: (transaction, { publication }, reasons, by) => refusePublication(transaction, publication, reasons, by),
};

/** The ledger has the documents: their items leave the inbox, unless the business keeps them there. */
async function posted(transaction: Db, done: { step: OpenStep; result: PostedDocument }[]): Promise<void> {
  const told = done.map(({ step: { publication }, result }) => ({
    publication,
    ...result,
    differences: atFields(result.differences, publication),
  }));
  const rows = told.map(({ publication: { id }, ledgerId, ledgerNumber, url, differences }) => ({
    ...{ id, ledgerId, ledgerNumber, url, differences: storedDifferences(differences) },
  }));
  await transaction.$executeRaw`
    UPDATE "Publication" AS publication
    SET "ledgerId" = told."ledgerId", "ledgerNumber" = told."ledgerNumber", "ledgerUrl" = told."url",
        "differences" = told."differences", "postedAt" = clock_timestamp(), "updatedAt" = clock_timestamp()
    FROM jsonb_to_recordset(${JSON.stringify(rows)}::jsonb)
      AS told("id" uuid, "ledgerId" text, "ledgerNumber" text, "url" text, "differences" jsonb)
    WHERE publication."id" = told."id"`;
  const ofItems = { id: { in: told.map(({ publication }) => publication.itemId) } };
  await transaction.item.updateMany({ where: ofItems, data: { refusal: Prisma.DbNull } });
  await transaction.item.updateMany({
    where: { ...ofItems, place: 'INBOX', business: { archivesPublished: true } },
    data: { place: 'ARCHIVE', archivedAt: new Date() },
  });
  const events = told.map(({ publication, ledgerNumber, url: ledgerUrl, differences }) => ({
    publication,
    detail: {
      ...(isBankTransaction(publication.kind) ? { kind: publication.kind } : { publishAs: publication.publishAs }),
      ...{ ledgerNumber, ledgerUrl, differences },
    },
  }));
  await recordEvents(transaction, 'published', events);
}

/** A coding that the rules find ready and that still can't be built stays the only one that suffers from it. */
async function build(steps: OpenStep[], books: Books): Promise<Member<LedgerDocument>[]> {
  const members: Member<LedgerDocument>[] = [];
  for (const step of steps) {
    const subject = builtOrNull(step, books);
    if (subject) members.push({ step, subject });
    else {
      await db.$transaction((transaction) => concludeFailed(transaction, newDocument, step, [unbuildable], 'ledger'));
    }
  }
  return members;
}

/** As few requests as the ledger takes them in, of long documents more. */
function inRequests(
  members: Member<LedgerDocument>[],
  { documentBody, capabilities }: Ledger,
): Member<LedgerDocument>[][] {
  const requests: { bytes: number; members: Member<LedgerDocument>[] }[] = [];
  for (const member of members) {
    const bytes = Buffer.byteLength(documentBody([member.subject]));
    const last = requests.at(-1);
    if (last && last.bytes + bytes <= capabilities.bytesPerCall) {
      last.bytes += bytes;
      last.members.push(member);
    } else requests.push({ bytes, members: [member] });
  }
  return requests.map((request) => request.members);
}

function builtOrNull(step: OpenStep, books: Books): LedgerDocument | null {
  try {
    return documentOf(step.publication, books);
  } catch (error) {
    log.error({ err: error, publicationId: step.publicationId }, 'could not build a document');
    return null;
  }
}

export const unbuildable = reason(
  'Our lists lack something that this item points to, and nothing was sent. Refresh the lists, then check it.',
);

const LATELY_MS = 24 * 60 * 60_000;

/** What is known to be other publications' own: of two alike that nothing tells apart, each has to find its own. */
async function postedLately(connectionId: string, sentAt: Date): Promise<Set<string>> {
  const posted = await db.publication.findMany({
    where: { connectionId, ledgerId: { not: null }, postedAt: { gt: new Date(sentAt.getTime() - LATELY_MS) } },
    select: { ledgerId: true },
  });
  return new Set(posted.flatMap(({ ledgerId }) => ledgerId ?? []));
}
