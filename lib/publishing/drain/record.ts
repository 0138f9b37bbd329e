import { storeStatus } from '#lib/coding/store-status.ts';
import type { ItemEventKind } from '#lib/domain/item-event.ts';
import { backoffMs } from '#lib/domain/publication/dispatch.ts';
import {
  type FrozenCoding,
  type PublicationState,
  statesBefore,
  stateWhenPosted,
} from '#lib/domain/publication/publication.ts';
import { announce } from '#lib/events/announce.ts';
import type { PostedDocument } from '#lib/ledger/ledger.ts';
import type { LedgerReason } from '#lib/ledger/ledger-error.ts';
import { type LedgerName, ledgerTitle } from '#lib/ledger/ledgers.ts';
import { log } from '#lib/log.ts';
import { Prisma, type Publication } from '#prisma/generated/client.ts';

/** Each of these records one publication's step inside the caller's transaction, with its history and its news. */

/** The ledger has the document: the item leaves the inbox. */
export async function recordPosted(
  transaction: Prisma.TransactionClient,
  publication: Publication,
  posted: PostedDocument,
): Promise<void> {
  const now = new Date();
  const differences = atFields(posted.differences, publication);
  const state = stateWhenPosted(publication.attachmentState);
  const isMoved = await move(transaction, publication, state, {
    ledgerId: posted.ledgerId,
    ledgerNumber: posted.ledgerNumber,
    ledgerUrl: posted.url,
    differences,
    postedAt: now,
    ...(state === 'COMPLETE' && { completedAt: now }),
  });
  if (!isMoved) return;
  await transaction.item.update({
    where: { id: publication.itemId },
    data: { place: 'ARCHIVE', archivedAt: now, refusal: Prisma.DbNull, status: 'PUBLISHED', reasonCount: 0 },
  });
  await recordEvent(transaction, publication, 'published', {
    publishAs: publication.publishAs,
    ledgerNumber: posted.ledgerNumber,
    ledgerUrl: posted.url,
    differences,
  });
}

/**
 * It was refused: the item is free again, with the reasons at their fields. Those that our own rules gave are not kept
 * on the item, since the rules show them anew for as long as they hold.
 */
export async function recordRefused(
  transaction: Prisma.TransactionClient,
  publication: Publication,
  reasons: LedgerReason[],
  by: 'ledger' | 'rules',
): Promise<void> {
  const placed = atFields(reasons, publication);
  if (!(await move(transaction, publication, 'REJECTED', { reasons: placed, completedAt: new Date() }))) return;
  await transaction.item.update({
    where: { id: publication.itemId },
    data: { refusal: by === 'ledger' ? placed : Prisma.DbNull },
  });
  await storeStatus(transaction, publication.businessId, [publication.itemId]);
  const { ledger } = await transaction.connection.findUniqueOrThrow({
    where: { id: publication.connectionId },
    select: { ledger: true },
  });
  const actorName = by === 'ledger' ? ledgerTitle(ledger as LedgerName) : undefined;
  await recordEvent(transaction, publication, 'publishRefused', { reasons: placed }, actorName);
}

/** An item without line items is one line to the ledger; here what is said of it is about the item's own fields. */
function atFields<T extends { line: number | null }>(remarks: T[], publication: Publication): T[] {
  const hasLines = (publication.coding as FrozenCoding).lines.length > 0;
  return hasLines ? remarks : remarks.map((remark) => ({ ...remark, line: null }));
}

/** It was sent, and nothing tells what became of it. */
export async function recordUncertain(
  transaction: Prisma.TransactionClient,
  publication: Publication,
  until: Date,
): Promise<void> {
  if (!(await move(transaction, publication, 'UNCERTAIN', { notBefore: until }))) return;
  if (publication.state !== 'UNCERTAIN') await recordEvent(transaction, publication, 'publishUncertain', {});
}

/** Nothing of it is in the ledger, and it is to be sent: at `notBefore`, or as soon as its turn comes. */
export async function recordQueuedAgain(
  transaction: Prisma.TransactionClient,
  publication: Publication,
  { spendsAttempt, notBefore = null }: { spendsAttempt: boolean; notBefore?: Date | null },
): Promise<void> {
  await move(transaction, publication, 'QUEUED', {
    notBefore,
    ...(spendsAttempt && { attempts: { increment: 1 } }),
  });
}

export async function recordAttached(
  transaction: Prisma.TransactionClient,
  publication: Publication,
  file: { fileName: string },
): Promise<void> {
  const done = { attachmentState: 'ATTACHED', attachmentError: [], notBefore: null, completedAt: new Date() } as const;
  if (await move(transaction, publication, 'COMPLETE', done)) {
    await recordEvent(transaction, publication, 'attached', file);
  }
}

/** The document stays unattached until a person asks to try again. */
export async function recordNotAttached(
  transaction: Prisma.TransactionClient,
  publication: Publication,
  reasons: LedgerReason[],
): Promise<void> {
  const failed = {
    attachmentState: 'FAILED',
    attachmentError: reasons,
    notBefore: null,
    completedAt: new Date(),
  } as const;
  if (await move(transaction, publication, 'COMPLETE', failed)) {
    await recordEvent(transaction, publication, 'attachmentFailed', { reasons });
  }
}

/** The attachment is tried again by itself, later each time. */
export async function recordAttachmentDelayed(
  transaction: Prisma.TransactionClient,
  publication: Publication,
): Promise<void> {
  const tries = publication.attachmentAttempts + 1;
  await transaction.publication.update({
    where: { id: publication.id },
    data: { attachmentAttempts: tries, notBefore: new Date(Date.now() + backoffMs(tries)) },
  });
  await tell(transaction, publication);
}

/** False, and nothing changed, when something newer is known already: a late answer never undoes it. */
async function move(
  transaction: Prisma.TransactionClient,
  publication: Publication,
  to: PublicationState,
  data: Prisma.PublicationUpdateManyMutationInput,
): Promise<boolean> {
  const { count } = await transaction.publication.updateMany({
    where: { id: publication.id, state: { in: statesBefore(to) } },
    data: { ...data, state: to },
  });
  if (count === 0) log.warn({ publicationId: publication.id, to }, 'a publication had moved on already');
  else await tell(transaction, publication);
  return count > 0;
}

async function recordEvent(
  transaction: Prisma.TransactionClient,
  publication: Publication,
  kind: ItemEventKind,
  detail: Prisma.InputJsonObject,
  actorName = 'Intray',
): Promise<void> {
  await transaction.itemEvent.create({
    data: {
      businessId: publication.businessId,
      itemId: publication.itemId,
      actorKind: 'SYSTEM',
      actorName,
      kind,
      revision: publication.itemRevision,
      detail: { publicationId: publication.id, requestedByName: publication.requestedByName, ...detail },
    },
  });
}

async function tell(transaction: Prisma.TransactionClient, publication: Publication): Promise<void> {
  await announce(transaction, { businessId: publication.businessId, topic: 'items', id: publication.itemId });
}
