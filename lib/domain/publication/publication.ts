import type { Coding, ItemType } from '../coding/coding.ts';

/**
 * The states of a publication, the durable intent to post one revision of one item.
 *
 * - `QUEUED`: nothing is at the ledger, and nothing is on its way.
 * - `SENDING`: a request that holds it is stored and may have left.
 * - `UNCERTAIN`: it was sent, and no answer tells what became of it. dispatch.ts says how that is settled.
 * - `POSTED`: the ledger has the document; its attachment is still to come.
 * - `COMPLETE`: nothing is left to do.
 * - `REJECTED`, `CANCELLED`: the end; the item is free to be corrected and published anew.
 */
export const publicationStates = [
  'QUEUED',
  'SENDING',
  'UNCERTAIN',
  'POSTED',
  'COMPLETE',
  'REJECTED',
  'CANCELLED',
] as const;
export type PublicationState = (typeof publicationStates)[number];

export type AttachmentState = 'NONE' | 'PENDING' | 'ATTACHED' | 'FAILED';

/** An item's coding as it was when publishing was asked for. */
export type FrozenCoding = Coding;

const successors: Record<PublicationState, readonly PublicationState[]> = {
  QUEUED: ['SENDING', 'REJECTED', 'CANCELLED'],
  SENDING: ['POSTED', 'COMPLETE', 'REJECTED', 'UNCERTAIN', 'QUEUED'],
  UNCERTAIN: ['UNCERTAIN', 'POSTED', 'COMPLETE', 'REJECTED', 'QUEUED'],
  POSTED: ['COMPLETE'],
  // Only a person leads back from here, who asks for a failed attachment to be tried again: retry-attachment.ts.
  COMPLETE: [],
  REJECTED: [],
  CANCELLED: [],
};

export function mayBecome(from: PublicationState, to: PublicationState): boolean {
  return successors[from].includes(to);
}

/** The states that may become `to`: the condition of every update, so that no late answer undoes a newer truth. */
export function statesBefore(to: PublicationState): PublicationState[] {
  return publicationStates.filter((from) => mayBecome(from, to));
}

/** While a publication is in one of these, its item can't be edited: what is posted is what was seen. */
const undecidedStates = ['QUEUED', 'SENDING', 'UNCERTAIN'] as const satisfies readonly PublicationState[];

export function isUndecided(state: PublicationState): boolean {
  return (undecidedStates as readonly PublicationState[]).includes(state);
}

/** The ledger has the document. */
export function isPublished(state: PublicationState): boolean {
  return state === 'POSTED' || state === 'COMPLETE';
}

/** Where a posted document stands, given what is left to attach. */
export function stateWhenPosted(attachment: AttachmentState): 'POSTED' | 'COMPLETE' {
  return attachment === 'PENDING' ? 'POSTED' : 'COMPLETE';
}

export type PublicationKind =
  | 'BILL'
  | 'SALES_INVOICE'
  | 'BILL_CREDIT_NOTE'
  | 'SALES_CREDIT_NOTE'
  | 'SPEND_MONEY'
  | 'RECEIVE_MONEY';

/** What an item becomes in the ledger. A receipt is a bill like an invoice: only its payment differs. */
export function publicationKind(workspace: 'COSTS' | 'SALES', type: ItemType): PublicationKind {
  if (workspace === 'COSTS') return type === 'CREDIT_NOTE' ? 'BILL_CREDIT_NOTE' : 'BILL';
  return type === 'CREDIT_NOTE' ? 'SALES_CREDIT_NOTE' : 'SALES_INVOICE';
}

/** How the document is called in a sentence. */
export const publicationKindNames: Record<PublicationKind, string> = {
  BILL: 'bill',
  SALES_INVOICE: 'invoice',
  BILL_CREDIT_NOTE: 'credit note',
  SALES_CREDIT_NOTE: 'credit note',
  SPEND_MONEY: 'payment',
  RECEIVE_MONEY: 'receipt of money',
};

/** Times a document that the ledger gave no verdict on, and surely does not have, is sent before it is given up. */
export const MAX_ATTEMPTS = 3;

/** Times an attachment is tried before a person has to ask again. */
export const MAX_ATTACHMENT_ATTEMPTS = 10;
