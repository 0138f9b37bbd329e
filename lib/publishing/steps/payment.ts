import { db } from '#lib/db.ts';
import { ledgerPayment } from '#lib/domain/publication/ledger-payment.ts';
import { ok } from '#lib/domain/result.ts';
import { reason } from '../dispatch/answer.ts';
import type { OpenStep } from '../open-step.ts';
import { recordEvent } from '../publication-events.ts';
import { tellConcerned } from '../tell-concerned.ts';
import { followingStep, targetOf } from './following.ts';
import { codingIn, loadBooks } from './load-books.ts';

/**
 * Payments of what was posted, and refunds of credit notes: one a request, as the item says. Through which account is
 * asked of the lists when it is sent, so that a payment method that is linked anew puts a refused one right.
 */
export const payment = followingStep({
  kind: 'PAYMENT',
  noVerdict: reason(
    'The accounting software broke down over this payment and said nothing about why. We looked, and it is not there. Try again later, or record it there by hand.',
    { field: 'payments' },
  ),
  unreadable: reason(
    'This payment can no longer be read, or goes through no account of these books. Record it there by hand.',
    {
      field: 'payments',
    },
  ),
  gone: reason('What was to be paid is no longer in the accounting software, so no payment was recorded.', {
    field: 'payments',
  }),

  async ask({ ledger, businessId }, step) {
    const found = await paymentOf(businessId, step);
    return ok(
      found
        ? { body: ledger.paymentBody(targetOf(step), found) }
        : { refused: [reason('This payment can no longer be read. Record it there by hand.', { field: 'payments' })] },
    );
  },

  send: (ledger, _target, request) => ledger.createPayment(request),

  async find({ ledger }, step, target, body) {
    return ledger.findPayment(target, body, await othersOf(step));
  },

  told({ publication, subjectId }, ledgerId) {
    const coding = codingIn(publication);
    const paid = coding?.payments.find(({ id }) => id === subjectId);
    const what = paid && { amount: paid.amount, paidOn: paid.paidOn, currency: coding?.currency ?? null };
    return { kind: 'paymentRecorded', detail: { ledgerId, ...what } };
  },

  /** The document stays posted, and says that a payment is missing, until a person tries again or leaves it so. */
  async failed(transaction, { publication }, reasons) {
    await recordEvent(transaction, publication, 'paymentFailed', { reasons });
    // It is in the archive by now, where nobody looks for it.
    const text = reasons.map(({ message }) => message).join(' ') || 'Its payment was refused.';
    await tellConcerned(transaction, publication, { kind: 'paymentMissing', text });
  },
});

async function paymentOf(businessId: string, step: OpenStep) {
  const coding = codingIn(step.publication);
  if (!coding || step.subjectId === null) return null;
  const { lists } = await loadBooks(businessId, [step]);
  return ledgerPayment(step.subjectId, coding, lists);
}

/** Payments of the same document that are known to be other steps' own. */
async function othersOf({ id, publication }: OpenStep): Promise<Set<string>> {
  const others = await db.publicationStep.findMany({
    where: {
      kind: 'PAYMENT',
      id: { not: id },
      ledgerId: { not: null },
      publication: { connectionId: publication.connectionId, ledgerId: publication.ledgerId },
    },
    select: { ledgerId: true },
  });
  return new Set(others.flatMap(({ ledgerId }) => ledgerId ?? []));
}
