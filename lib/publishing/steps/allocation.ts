import { db } from '#lib/db.ts';
import type { Coding } from '#lib/domain/coding/coding.ts';
import { creditedName } from '#lib/domain/credited-name.ts';
import { isolated } from '#lib/domain/isolated.ts';
import { decimal, sum } from '#lib/domain/money.ts';
import { creditedKind, isCreditNote, undecidedStates } from '#lib/domain/publication/publication.ts';
import { ok } from '#lib/domain/result.ts';
import { comparable } from '#lib/domain/text.ts';
import { reason } from '../dispatch/answer.ts';
import type { OpenStep } from '../open-step.ts';
import { recordEvent } from '../publication-events.ts';
import { followingStep } from './following.ts';
import { codingIn, documentOf, loadBooks } from './load-books.ts';

/** Sets a posted credit note against the document that it names, as far as both have something left. */
export const allocation = followingStep({
  kind: 'ALLOCATION',
  noVerdict: reason(
    'The accounting software broke down each time the credit was to be set against its document. We looked, and it is not. Try again later, or do it there by hand.',
    { field: 'creditFor' },
  ),
  unreadable: reason('What this credit is for can no longer be read. Set it against its document there by hand.', {
    field: 'creditFor',
  }),
  gone: reason('The credit note is no longer in the accounting software, so it was set against nothing.', {
    field: 'creditFor',
  }),

  async ask({ ledger, businessId }, step) {
    const coding = codingIn(step.publication);
    const { kind } = step.publication;
    const note = coding && documentOf(step.publication, await loadBooks(businessId, [step]));
    if (!note || !coding.creditFor || !isCreditNote(kind)) return ok({ refused: [allocation.unreadable] });
    const open = await ledger.openDocuments(creditedKind[kind], note.contactLedgerId);
    if (!open.ok) return open;
    const wanted = comparable(coding.creditFor);
    const { amountDigits } = ledger.capabilities.rules;
    const named = open.value.filter((each) => comparable(creditedName(each, amountDigits)) === wanted);
    const [document, ...others] = named.filter(({ currency }) => currency === note.currency);
    if (!document && (await isOnItsWay(step, coding))) return ok({ later: new Date(Date.now() + LOOK_AGAIN_MS) });
    if (!document || others.length > 0) return ok({ refused: [notOne(coding.creditFor, named.length)] });
    const refunded = sum(coding.payments.map(({ amount }) => amount ?? '0'));
    const left = decimal(note.total).minus(refunded);
    const amount = left.lt(document.due) ? left.toFixed() : document.due;
    if (!decimal(amount).gt(0)) return ok({ refused: [nothingLeft] });
    const body = ledger.allocationBody({ documentLedgerId: document.ledgerId, amount, date: note.issuedOn });
    return ok({ body });
  },

  send: (ledger, target, request) => ledger.allocate(target, request),
  find: ({ ledger }, _step, target, body) => ledger.findAllocation(target, body),

  told: ({ publication }) => ({ kind: 'creditAllocated', detail: { to: codingIn(publication)?.creditFor ?? null } }),

  failed: (transaction, { publication }, reasons) =>
    recordEvent(transaction, publication, 'creditNotAllocated', { reasons }),
});

/** A document that was published together with its credit may come after it. */
const LOOK_AGAIN_MS = 20_000;

async function isOnItsWay(
  { publication: { connectionId, kind } }: OpenStep,
  { contactId, creditFor }: Coding,
): Promise<boolean> {
  if (!isCreditNote(kind)) return false;
  const undecided = await db.publication.findMany({
    where: { connectionId, kind: creditedKind[kind], state: { in: [...undecidedStates] }, item: { contactId } },
    select: { item: { select: { reference: true } } },
  });
  return undecided.some(({ item }) => comparable(item.reference ?? '') === comparable(creditFor ?? ''));
}

const nothingLeft = reason('All of this credit was paid back, so nothing is left to set against a document.', {
  field: 'creditFor',
});

function notOne(number: string, found: number) {
  const told = isolated(number);
  const message =
    found === 0
      ? `No approved document ${told} is open at this contact. Set the credit against it there once it is, or try again.`
      : found === 1
        ? `${told} is in another currency than this credit. Set the credit against another document there.`
        : `More than one document is called ${told}. Set the credit against the right one there.`;
  return reason(message, { code: 'notPayable', field: 'creditFor' });
}
