import { toInbox } from '#lib/coding/to-inbox.ts';
import { db } from '#lib/db.ts';
import { compareStored, type DocumentState, isAsAsked } from '#lib/domain/publication/comparison.ts';
import { fail, ok } from '#lib/domain/result.ts';
import type {
  DocumentChange,
  DocumentInBooks,
  DocumentTarget,
  EchoDifference,
  PostedDocument,
} from '#lib/ledger/ledger.ts';
import type { LedgerError, LedgerReason } from '#lib/ledger/ledger-error.ts';
import { storedDifferences } from '#lib/ledger/stored-reasons.ts';
import { log } from '#lib/log.ts';
import { Prisma } from '#prisma/generated/client.ts';
import { isTurnedAway, reason, reasonsOf } from '../dispatch/answer.ts';
import { concludeDone, concludeFailed } from '../dispatch/conclude.ts';
import type { Drain, StepRules } from '../dispatch/step-rules.ts';
import { comparisonOf } from '../dispatch/stored-dispatch.ts';
import type { OpenStep } from '../open-step.ts';
import { recordEvent } from '../publication-events.ts';
import { recordPending } from '../record.ts';
import { unbuildable } from './document.ts';
import { type Books, documentOf, loadBooks } from './load-books.ts';
import { atFields, refusePublication, refuseUnready } from './refuse-publication.ts';

type Subject = { target: DocumentTarget; change: DocumentChange };

/** A ledger that can't be asked what it holds is asked again then, at a few calls an hour. */
const READ_AGAIN_MS = 5 * 60_000;
const MAX_ATTEMPTS = 3;

/**
 * Documents changed in place, voided or deleted, one request each. What the ledger holds is read first and kept with the
 * request, since nothing but the document tells afterwards whether a change arrived whose answer got lost.
 */
export const changedDocument: StepRules<Subject, PostedDocument> = {
  kind: 'DOCUMENT',
  isOneThing: false,
  maxAttempts: MAX_ATTEMPTS,
  noVerdict: reason(
    `The accounting software broke down over this change ${MAX_ATTEMPTS} times and said nothing about why. ` +
      'We looked, and nothing was changed. Try again later; if it happens again, change it there by hand.',
  ),
  unreadable: reason(
    'The answer to this change got lost, and what was sent can no longer be read after an upgrade. Look at it in the ' +
      'accounting software before you change it again.',
  ),

  async *plan(drain, steps) {
    const books = await loadBooks(drain.businessId, steps);
    for (const step of await readySteps(drain, steps, books)) {
      const subject = await subjectOrRefusal(step, books);
      if (!subject) continue;
      const { target, change } = subject;
      const read = await drain.ledger.readDocument(target);
      if (!read.ok) {
        if (isTurnedAway(read.error)) yield fail(read.error);
        await refuseOrDelay(step, read.error);
        continue;
      }
      const asked = drain.ledger.stateAfter(change);
      const before = read.value.state;
      if (compareStored({ before, asked }, before) === 'done') {
        const posted = asPosted(target, read.value, asked);
        await db.$transaction((transaction) => concludeDone(transaction, changedDocument, { step, result: posted }));
        continue;
      }
      const body = drain.ledger.changeBody(target, change);
      yield ok({ members: [{ step, subject }], content: { body }, comparison: { before, asked } });
    }
  },

  async subjects({ businessId }, steps) {
    const books = await loadBooks(businessId, steps);
    return steps.map((step) => subjectOf(step, books));
  },

  isWhole: () => true,

  async send(ledger, members, { idempotencyKey, body }) {
    const subject = members[0]?.subject;
    if (body === null || !subject) throw new Error('A request for a change holds none');
    const answer = await ledger.changeDocument(subject.target, subject.change, { idempotencyKey, body });
    if (!answer.ok) return answer;
    const outcome = answer.value;
    return ok([outcome.ok ? { ok: true, result: outcome.posted } : outcome]);
  },

  async lookUp({ ledger }, { subject: { target } }, dispatch) {
    const comparison = comparisonOf(dispatch);
    if (!comparison) return ok({ found: 'refused', reasons: [changedDocument.unreadable] });
    const read = await ledger.readDocument(target);
    if (!read.ok) return read.error.kind === 'missing' ? ok({ found: 'refused', reasons: [gone] }) : read;
    switch (compareStored(comparison, read.value.state)) {
      case 'done':
        return ok({ found: 'done', result: asPosted(target, read.value, comparison.asked) });
      case 'asBefore':
        return ok({ found: 'absent' });
      case 'changedElsewhere':
        return ok({ found: 'refused', reasons: [changedElsewhere] });
    }
  },

  reasonsOf: (error) => reasonsOf(error, gone),
  ledgerIdOf: ({ ledgerId }) => ledgerId,

  /** The change is made. What was voided or deleted is free again: its item returns to the inbox. */
  async done(transaction, { publication }, posted) {
    const now = new Date();
    const { operation } = publication;
    const differences = atFields(posted.differences, publication);
    await transaction.publication.update({
      where: { id: publication.id },
      data: {
        ledgerId: posted.ledgerId,
        ledgerNumber: posted.ledgerNumber,
        ledgerUrl: posted.url,
        differences: storedDifferences(differences),
        postedAt: now,
      },
    });
    await transaction.item.update({ where: { id: publication.itemId }, data: { refusal: Prisma.DbNull } });
    if (operation !== 'UPDATE') await toInbox(transaction, publication.itemId);
    const { ledgerNumber, url: ledgerUrl } = posted;
    await recordEvent(transaction, publication, 'ledgerChanged', { operation, ledgerNumber, ledgerUrl, differences });
  },

  failed: (transaction, { publication }, reasons, by) => refusePublication(transaction, publication, reasons, by),
};

/** What is to end needs no coding that is ready. */
async function readySteps(drain: Drain, steps: OpenStep[], books: Books): Promise<OpenStep[]> {
  const updates = steps.filter(({ publication }) => publication.operation === 'UPDATE');
  const removals = steps.filter(({ publication }) => publication.operation !== 'UPDATE');
  return [...removals, ...(await refuseUnready(drain, changedDocument, updates, books))];
}

async function subjectOrRefusal(step: OpenStep, books: Books): Promise<Subject | null> {
  try {
    const subject = subjectOf(step, books);
    if (subject) return subject;
  } catch (error) {
    log.error({ err: error, publicationId: step.publicationId }, 'could not build a change');
  }
  await db.$transaction((transaction) => concludeFailed(transaction, changedDocument, step, [unbuildable], 'ledger'));
  return null;
}

/** Null when the coding can no longer be read. */
function subjectOf({ publication }: OpenStep, books: Books): Subject | null {
  const { operation, kind, supersedes } = publication;
  if (!supersedes?.ledgerId) throw new Error(`Publication ${publication.id} changes nothing that is at the ledger`);
  const target = { kind, ledgerId: supersedes.ledgerId };
  if (operation === 'VOID' || operation === 'DELETE') return { target, change: { operation } };
  const document = documentOf(publication, books);
  return document && { target, change: { operation: 'UPDATE', document } };
}

async function refuseOrDelay(step: OpenStep, error: LedgerError): Promise<void> {
  await db.$transaction(async (transaction) => {
    if (error.kind === 'missing' || step.attempts + 1 >= MAX_ATTEMPTS) {
      await concludeFailed(transaction, changedDocument, step, reasonsOf(error, gone), 'ledger');
    } else {
      const notBefore = new Date(Date.now() + READ_AGAIN_MS);
      await recordPending(transaction, step, { spendsAttempt: true, notBefore });
    }
  });
}

function asPosted({ ledgerId }: DocumentTarget, read: DocumentInBooks, asked: DocumentState): PostedDocument {
  const { ledgerNumber, url, state } = read;
  return { ledgerId, ledgerNumber, url, differences: differencesIn(asked, state) };
}

const differenceFields: readonly EchoDifference['field'][] = ['total', 'taxAmount', 'tracking', 'status', 'currency'];

/** What the ledger holds otherwise than asked, where a change's own answer did not arrive to tell. */
function differencesIn(asked: DocumentState, stored: DocumentState): EchoDifference[] {
  return Object.entries(asked).flatMap(([key, sent]) => {
    const [, line, name] = /^(?:lines\.(\d+)\.)?(\w+)$/.exec(key) ?? [];
    const field = differenceFields.find((known) => known === name);
    const kept = stored[key];
    if (!field || kept === undefined || isAsAsked(key, sent, kept)) return [];
    return { field, line: line === undefined ? null : Number(line), sent, stored: kept };
  });
}

const gone: LedgerReason = reason(
  'What was published is no longer in the accounting software, so there is nothing to change.',
);

const changedElsewhere: LedgerReason = reason(
  'The answer to this change got lost, and meanwhile the document was changed in the accounting software: it is neither ' +
    'as it was nor as it was to become. Nothing more was sent. Look at it there, then change it again if need be.',
);
