import type { PublishAs } from '#lib/domain/coding/coding.ts';
import type { PublicationProgress } from '#lib/domain/item-status.ts';
import type { LifeStatus } from '#lib/domain/publication/life.ts';
import type { PublicationKind } from '#lib/domain/publication/publication.ts';
import type { PublicationNotice } from '#lib/domain/publication/publication-notice.ts';
import type { EchoDifference } from '#lib/ledger/ledger.ts';
import type { LedgerReason } from '#lib/ledger/ledger-error.ts';
import type { ItemPlace } from '#prisma/generated/client.ts';

/** A publication as pages show it; made on the server, plain enough to cross to the browser. */
export type PublicationView = {
  id: string;
  itemId: string;
  notice: PublicationNotice;
  kind: PublicationKind;
  /** The status that its document was given in the ledger; it may have another by now. */
  publishAs: PublishAs;
  /** The same in the ledger's words. */
  status: string;
  /** The item can't be edited. */
  locksItem: boolean;
  isPublished: boolean;
  /** Its document was in the books already, and only its files were attached. */
  isAttached: boolean;
  canCancel: boolean;
  /** Something that follows the document failed, and may be tried again. */
  canRetry: boolean;
  /** A payment that is not recorded can be left out. */
  canLeaveUnpaid: boolean;
  /** Why the ledger refused it. */
  reasons: LedgerReason[];
  /** What became of its document since, as it was last seen in the books; null before it was. */
  inBooks: LifeView | null;
  /** What can be done about it now that it is published; null while nothing can, and for those who publish nothing. */
  afterwards: Afterwards | null;
  /** What the ledger stored otherwise than sent. */
  differences: EchoDifference[];
  /** Why something that follows the document could not be made: a payment, a file. */
  missing: LedgerReason[];
  ledgerName: string;
  ledgerNumber: string | null;
  ledgerUrl: string | null;
  requestedByName: string;
  requestedAt: string;
  postedAt: string | null;
};

export type Afterwards = {
  /** Somebody corrects its item; null while nobody does. */
  correction: { since: string; byName: string } | null;
  /** How the document comes to be as the item is; `because` completes *Published anew because of …*. */
  change: { isAnew: boolean; because: string | null };
  /** What becomes of the document when it is unpublished. */
  end: 'VOID' | 'DELETE';
  /** What is taken back before it ends, by its id at the ledger and in words. */
  settlements: { id: string; text: string }[];
  /** Why the last change was not made; empty where it was, or none was tried. */
  refusal: LedgerReason[];
};

export type LifeView = {
  status: LifeStatus;
  /** The same in the ledger's words. */
  name: string;
  /** Nothing of it counts any more. */
  isGone: boolean;
  /** Payments and credits, a sentence each, the earliest first. */
  settlements: string[];
  /** What was changed there, a sentence each. */
  edits: string[];
  /** ISO instant. */
  seenAt: string;
};

/** Whether *Publish* can be pressed in a business, and where it leads. */
export type PublishingGate =
  | { health: 'connected' | 'needsReconnecting'; ledgerName: string; organisationName: string }
  | { health: 'none'; ledgerName: null; organisationName: null };

/** What it means for the status of its item, which is in the inbox or archived. */
export function progressOf(
  publication: PublicationView | null,
  { place, claimId }: { place: ItemPlace; claimId: string | null },
): PublicationProgress {
  if (claimId !== null) return 'inClaim';
  if (publication?.isPublished) return 'published';
  if (publication?.locksItem) return 'underWay';
  return place === 'ARCHIVE' ? 'putAside' : 'none';
}
