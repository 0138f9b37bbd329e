import type { Coding } from '../coding/coding.ts';
import type { Workspace } from '../paths.ts';

/**
 * The states of a publication, the durable intent to post one revision of one item, or to change what was posted. They
 * follow from its steps: publication-steps.ts.
 *
 * - `QUEUED`: nothing of its document is at the ledger, and nothing is on its way.
 * - `SENDING`: a request that holds it is stored and may have left.
 * - `UNCERTAIN`: it was sent, and no answer tells what became of it. dispatch.ts says how that is settled.
 * - `POSTED`: the ledger has the document; something that belongs to it is still to come.
 * - `COMPLETE`: nothing is left to do.
 * - `REJECTED`, `CANCELLED`: the end; the item is free to be corrected and published anew.
 * - `SUPERSEDED`: another publication has changed its document since, and stands for it now.
 * - `VOIDED`, `DELETED`: its document was voided or deleted; the item is free to be published anew.
 */
export const publicationStates = [
  'QUEUED',
  'SENDING',
  'UNCERTAIN',
  'POSTED',
  'COMPLETE',
  'REJECTED',
  'CANCELLED',
  'SUPERSEDED',
  'VOIDED',
  'DELETED',
] as const;
export type PublicationState = (typeof publicationStates)[number];

/**
 * What a publication asks of the ledger: a new document, a change of one that an earlier publication made, or that its
 * files are attached to one that was there already, which stays as whoever made it there wants it.
 */
export type LedgerOperation = 'CREATE' | LedgerChange | 'ATTACH';
export type LedgerChange = 'UPDATE' | 'VOID' | 'DELETE';

/** A drain has to look at these. */
export const openStates = ['QUEUED', 'SENDING', 'UNCERTAIN', 'POSTED'] as const satisfies readonly PublicationState[];

/** In these a publication holds its item no longer, and nothing of it is in the ledger that another does not stand for. */
export const pastStates = [
  'REJECTED',
  'CANCELLED',
  'SUPERSEDED',
  'VOIDED',
  'DELETED',
] as const satisfies readonly PublicationState[];

/** While a publication is in one of these, its item can't be edited: what is posted is what was seen. */
export const undecidedStates = ['QUEUED', 'SENDING', 'UNCERTAIN'] as const satisfies readonly PublicationState[];

export function isUndecided(state: PublicationState): boolean {
  return (undecidedStates as readonly PublicationState[]).includes(state);
}

/** The ledger has the document. */
export function isPublished(state: PublicationState): boolean {
  return state === 'POSTED' || state === 'COMPLETE';
}

export const publicationKinds = [
  'BILL',
  'SALES_INVOICE',
  'BILL_CREDIT_NOTE',
  'SALES_CREDIT_NOTE',
  'SPEND_MONEY',
  'RECEIVE_MONEY',
] as const;
export type PublicationKind = (typeof publicationKinds)[number];

/**
 * What an item becomes in the ledger. A receipt is a bill like an invoice: only its payment differs. On a bank account
 * the money of a credit note goes the other way.
 */
export function publicationKind(
  workspace: Workspace,
  { type, publishTo }: Pick<Coding, 'type' | 'publishTo'>,
): PublicationKind {
  const isCredit = type === 'CREDIT_NOTE';
  const isCost = workspace === 'COSTS';
  if (publishTo === 'BANK_ACCOUNT') return isCost === isCredit ? 'RECEIVE_MONEY' : 'SPEND_MONEY';
  if (isCost) return isCredit ? 'BILL_CREDIT_NOTE' : 'BILL';
  return isCredit ? 'SALES_CREDIT_NOTE' : 'SALES_INVOICE';
}

/** Money that a bank account has spent or received already, and no document to be paid. */
export function isBankTransaction(kind: PublicationKind): kind is 'SPEND_MONEY' | 'RECEIVE_MONEY' {
  return kind === 'SPEND_MONEY' || kind === 'RECEIVE_MONEY';
}

/** What a credit is given on, and what it may be set against. */
export const creditedKind = { BILL_CREDIT_NOTE: 'BILL', SALES_CREDIT_NOTE: 'SALES_INVOICE' } as const satisfies Partial<
  Record<PublicationKind, PublicationKind>
>;
export type CreditNoteKind = keyof typeof creditedKind;

export function isCreditNote(kind: PublicationKind): kind is CreditNoteKind {
  return Object.hasOwn(creditedKind, kind);
}

/** How the document is called in a sentence. */
export const publicationKindNames: Record<PublicationKind, string> = {
  BILL: 'bill',
  SALES_INVOICE: 'invoice',
  BILL_CREDIT_NOTE: 'credit note',
  SALES_CREDIT_NOTE: 'credit note',
  SPEND_MONEY: 'bank payment',
  RECEIVE_MONEY: 'bank receipt',
};
