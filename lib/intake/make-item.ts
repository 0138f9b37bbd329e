import { byActor } from '#lib/coding/item-events.ts';
import { newItem } from '#lib/coding/new-item.ts';
import { activeOwner } from '#lib/coding/owners.ts';
import { storeStatus } from '#lib/coding/store-status.ts';
import { storedPages } from '#lib/coding/stored-pages.ts';
import { businessConnection } from '#lib/connections/business-connection.ts';
import { userIdOf } from '#lib/domain/actor.ts';
import type { ItemPages } from '#lib/domain/documents/item-pages.ts';
import { isolated } from '#lib/domain/isolated.ts';
import type { Workspace } from '#lib/domain/paths.ts';
import { announce } from '#lib/events/announce.ts';
import { writeNotices } from '#lib/events/write-notices.ts';
import type { BusinessScope } from '#lib/scope.ts';
import type { Prisma } from '#prisma/generated/client.ts';
import { noteForReading } from './request-reading.ts';

export type MadeItem = { id: string; number: number; isBeingRead: boolean };

/** Opens an item for a document in the inbox of a workspace; its document is to be read where the business wants that. */
export async function makeItem(
  transaction: Prisma.TransactionClient,
  scope: BusinessScope,
  {
    workspace,
    ownerId,
    document,
    pages = null,
    submitter,
    isToBeRead,
  }: {
    workspace: Workspace;
    ownerId: string | null;
    document: { id: string; fileName: string } | null;
    /** What of the document is this item's: all of it unless given. */
    pages?: ItemPages;
    /** Whoever sent it; null for nobody with an account. */
    submitter: { userId: string | null; name: string | null };
    isToBeRead: boolean;
  },
): Promise<MadeItem> {
  const { businessId, actor } = scope;
  const connection = await businessConnection(transaction, businessId);
  // Last, since it holds the business's row until the commit: items are numbered one after the other.
  const { lastItemNumber, baseCurrency, isTaxRegistered, readsDocuments, ...begins } =
    await transaction.business.update({
      where: { id: businessId },
      data: { lastItemNumber: { increment: 1 } },
      select: {
        ...{ lastItemNumber: true, baseCurrency: true, isTaxRegistered: true, readsDocuments: true },
        ...{ publishTo: true, publishAs: true, salesPublishTo: true, salesPublishAs: true },
      },
    });
  const isSale = workspace === 'SALES';
  const isBeingRead = isToBeRead && readsDocuments && document !== null;
  const item = await transaction.item.create({
    data: {
      businessId,
      number: lastItemNumber,
      workspace,
      isBeingRead,
      ...(document && { documents: { create: { documentId: document.id, position: 0, pages: storedPages(pages) } } }),
      submittedByUserId: submitter.userId,
      submittedByName: submitter.name,
      ...newItem({
        ownerId,
        currency: connection?.baseCurrency ?? baseCurrency,
        publishTo: isSale ? begins.salesPublishTo : begins.publishTo,
        publishAs: isSale ? begins.salesPublishAs : begins.publishAs,
        ...(!isTaxRegistered && { taxMode: 'NONE' }),
      }),
      rulesDueAt: new Date(),
    },
    select: { id: true, number: true, isBeingRead: true },
  });
  if (isBeingRead && document)
    await noteForReading(transaction, { businessId, itemId: item.id, documentId: document.id });
  await transaction.itemEvent.create({
    data: { ...byActor(scope, item.id, 'added'), revision: 1, detail: document ? { fileName: document.fileName } : {} },
  });
  if (ownerId) {
    const owner = await activeOwner(transaction, businessId, ownerId);
    await writeNotices(transaction, [owner?.userId], {
      ...{ businessId, kind: 'itemsGiven', itemId: item.id, byUserId: userIdOf(actor) },
      text: `added for you by ${isolated(actor.name)}.`,
    });
  }
  await storeStatus(transaction, businessId, [item.id]);
  await announce(transaction, { businessId, topic: 'items', id: item.id });
  return item;
}
