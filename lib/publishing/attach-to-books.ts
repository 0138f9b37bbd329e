import { codingOf, withRows } from '#lib/coding/coding-columns.ts';
import { byActor } from '#lib/coding/item-events.ts';
import { liveConnection } from '#lib/connections/business-connection.ts';
import { db } from '#lib/db.ts';
import type { PublishAs } from '#lib/domain/coding/coding.ts';
import { freeze } from '#lib/domain/publication/frozen-coding.ts';
import { isGone, type LifeStatus } from '#lib/domain/publication/life.ts';
import { isPublished, isUndecided, pastStates } from '#lib/domain/publication/publication.ts';
import { failure, ok, type Result } from '#lib/domain/result.ts';
import { loadOrganisation, loadRules } from '#lib/lists/load-lists.ts';
import { enqueue } from '#lib/queue/enqueue.ts';
import type { BusinessScope } from '#lib/scope.ts';
import { type BookDocument, Prisma } from '#prisma/generated/client.ts';
import { recordGone, recordRequested } from './record.ts';
import { type NewStep, requestedBy } from './request.ts';

/**
 * Says that an item is a document that the books have already, whoever entered it there: its files are attached to that,
 * under names of their own, and the item counts as published to it. The document itself is never changed from here.
 * Nothing is done for an item that is under way, or was changed since it was seen.
 */
export async function attachToBooks(
  scope: BusinessScope,
  asked: { itemId: string; revision: number; ledgerId: string },
): Promise<Result<{ publicationId: string }>> {
  const connection = await liveConnection(db, scope.businessId);
  if (!connection) return failure('notConnected', 'Nothing was attached, since no accounting software is connected.');
  const attached = await db.$transaction((transaction) =>
    queueAttaching(transaction, scope, { ...asked, connectionId: connection.id }),
  );
  if (attached.ok) {
    await enqueue('drain-publications', { connectionId: connection.id });
    // What became of it since it was read is looked up at once.
    await enqueue('follow-documents', { connectionId: connection.id });
  }
  return attached;
}

async function queueAttaching(
  transaction: Prisma.TransactionClient,
  scope: BusinessScope,
  asked: { itemId: string; revision: number; ledgerId: string; connectionId: string },
): Promise<Result<{ publicationId: string }>> {
  const { businessId } = scope;
  const { itemId, revision, ledgerId, connectionId } = asked;
  // Whoever edits or publishes this item at the same time waits here.
  await transaction.$queryRaw`
    SELECT 1 FROM "Item" WHERE "id" = ${itemId}::uuid AND "businessId" = ${businessId}::uuid FOR UPDATE`;
  const item = await transaction.item.findFirst({
    where: { id: itemId, businessId, deletedAt: null, place: 'INBOX' },
    include: {
      ...withRows,
      documents: { orderBy: { position: 'asc' }, select: { documentId: true } },
      publications: { where: { state: { notIn: [...pastStates] } }, select: { state: true } },
      business: { select: { archivesPublished: true } },
    },
  });
  const document = await transaction.bookDocument.findFirst({ where: { connectionId, ledgerId, businessId } });
  if (!item) return failure('missing', 'This item is no longer in the inbox, so nothing was attached.');
  if (item.publications.some(({ state }) => isUndecided(state) || isPublished(state))) {
    return failure('underWay', 'This item is published or on its way, so nothing was attached.');
  }
  if (item.revision !== revision) {
    return failure('changed', 'The item changed since you saw it, so nothing was attached. Look again.');
  }
  if (!document || isGone(document.status)) {
    return failure('gone', 'That document is no longer in the books, so nothing was attached. Reload the page.');
  }
  const organisation = await loadOrganisation(transaction, businessId);
  const rules = await loadRules(transaction, businessId);
  const coding = codingOf(item, rules);
  const publicationId = await recordRequested(
    transaction,
    {
      ...{ businessId, connectionId, itemId, itemRevision: revision, operation: 'ATTACH' },
      ...{ kind: document.kind, publishAs: statusesAsSent[document.status] ?? 'AUTHORISED' },
      coding: freeze({ ...coding, currency: coding.currency ?? organisation?.baseCurrency ?? null }),
      ...{ ledgerId, ledgerNumber: document.number, ledgerUrl: document.url },
      ...{ postedAt: new Date(), lookAt: new Date() },
      ...requestedBy(scope.actor),
    },
    stepsOf(document, item.documents),
    scope.origin,
  );
  await transaction.item.update({
    where: { id: itemId },
    data: {
      refusal: Prisma.DbNull,
      ...(item.business.archivesPublished && { place: 'ARCHIVE', archivedAt: new Date() }),
    },
  });
  await transaction.itemEvent.create({
    data: {
      ...byActor(scope, itemId, 'attachedToBooks'),
      revision,
      detail: { publicationId, toKind: document.kind, ledgerNumber: document.number, ledgerUrl: document.url },
    },
  });
  return ok({ publicationId });
}

const statusesAsSent: Partial<Record<LifeStatus, PublishAs>> = { DRAFT: 'DRAFT', SUBMITTED: 'SUBMITTED' };

/** The document is there: what is left is to attach the files. */
function stepsOf({ ledgerId }: BookDocument, documents: readonly { documentId: string }[]): NewStep[] {
  return [
    { kind: 'DOCUMENT', state: 'DONE', ledgerId },
    ...documents.map(({ documentId: subjectId }) => ({ kind: 'ATTACHMENT', subjectId }) as const),
  ];
}

/**
 * Brings an item back that was attached to a document of the books. A file that is there already stays there, since
 * nothing takes it away from here: `filesLeft` says how many.
 */
export async function detachFromBooks(
  scope: BusinessScope,
  publicationId: string,
): Promise<Result<{ filesLeft: number }>> {
  const { businessId, origin } = scope;
  return db.$transaction(async (transaction) => {
    await transaction.$queryRaw`
      SELECT 1 FROM "Item" WHERE "businessId" = ${businessId}::uuid
         AND "id" = (SELECT "itemId" FROM "Publication" WHERE "id" = ${publicationId}::uuid) FOR UPDATE`;
    await transaction.$queryRaw`SELECT 1 FROM "Publication" WHERE "id" = ${publicationId}::uuid FOR UPDATE`;
    const publication = await transaction.publication.findFirst({
      where: { id: publicationId, businessId, operation: 'ATTACH', state: { in: ['POSTED', 'COMPLETE'] } },
      select: { itemId: true, steps: { where: { kind: 'ATTACHMENT' }, select: { state: true } } },
    });
    if (!publication) {
      return failure('notAttached', 'It is not attached any more, so nothing was done. Reload the page to see it.');
    }
    const { itemId, steps } = publication;
    if (steps.some(({ state }) => state === 'SENDING' || state === 'UNCERTAIN')) {
      return failure('underWay', 'A file is on its way just now, so nothing was done. Try again in a moment.');
    }
    await transaction.item.update({ where: { id: itemId }, data: { place: 'INBOX', archivedAt: null } });
    await transaction.itemEvent.create({ data: byActor(scope, itemId, 'detachedFromBooks') });
    await recordGone(transaction, publicationId, 'CANCELLED', origin);
    return ok({ filesLeft: steps.filter(({ state }) => state === 'DONE').length });
  });
}
