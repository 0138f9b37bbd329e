import { randomUUID } from 'node:crypto';
import { byActor } from '#lib/coding/item-events.ts';
import { newItem } from '#lib/coding/new-item.ts';
import { activeOwner, ownerOfMember } from '#lib/coding/owners.ts';
import { storeStatus } from '#lib/coding/store-status.ts';
import { businessConnection } from '#lib/connections/business-connection.ts';
import { db } from '#lib/db.ts';
import { inspectDocument } from '#lib/documents/decoding/decode.ts';
import { refusalMessages } from '#lib/documents/document-kind.ts';
import { keepFirstPage } from '#lib/documents/page-image.ts';
import { actorMay, userIdOf } from '#lib/domain/actor.ts';
import { isolated } from '#lib/domain/isolated.ts';
import { normalText } from '#lib/domain/normal-text.ts';
import type { Workspace } from '#lib/domain/paths.ts';
import { type Failure, failure, ok, type Result } from '#lib/domain/result.ts';
import { announce } from '#lib/events/announce.ts';
import { writeNotices } from '#lib/events/write-notices.ts';
import { log } from '#lib/log.ts';
import type { BusinessScope } from '#lib/scope.ts';
import { storage } from '#lib/storage/open-storage.ts';
import type { Prisma } from '#prisma/generated/client.ts';
import { type Copy, loadCopies } from './load-copies.ts';
import type { Upload } from './read-upload.ts';
import { recordAdded, recordRefused, type Sent } from './submissions/record-submission.ts';

export type AddedDocument = {
  itemId: string;
  number: number;
  /** Items that hold the very same file already, oldest first. */
  copies: Copy[];
};

/**
 * Keeps an original exactly as it came and opens an item for it in the workspace's inbox. What the file is, its content decides;
 * one that can't be read is refused with its own reason. The same file again is added, and pointed out. The item is the
 * adding person's own unless `ownerId` names another owner, which is for those who may edit items, or is null. Whatever
 * comes of it is kept in the submission history.
 */
export async function addDocument(scope: BusinessScope, document: NewDocument): Promise<Result<AddedDocument>> {
  const added = await keepDocument(scope, document);
  if (!added.ok) await recordRefused(db, scope, sentAs(document), added.error);
  return added;
}

export type NewDocument = {
  workspace: Workspace;
  fileName: string;
  upload: Upload;
  ownerId?: string | null | undefined;
};

const sentAs = ({ workspace, fileName, upload }: NewDocument): Sent => ({
  workspace,
  fileName: cleanFileName(fileName),
  byteSize: upload.bytes.length,
});

async function keepDocument(scope: BusinessScope, sent: NewDocument): Promise<Result<AddedDocument>> {
  const { workspace, fileName, upload, ownerId } = sent;
  const owner = await firstOwner(scope, ownerId);
  if (!owner.ok) return owner;
  const inspection = await inspectDocument(upload.bytes, { for: userIdOf(scope.actor) ?? scope.businessId });
  if (!inspection.ok) return failure(inspection.code, refusalMessages[inspection.code]);

  const { firstPage, ...document } = inspection.document;
  const storageKey = `${scope.businessId}/originals/${randomUUID()}`;
  await storage().put(storageKey, upload.bytes);
  try {
    const { item, submissionId } = await db.$transaction(async (transaction) => {
      const item = await openItem(
        transaction,
        scope,
        { workspace, ownerId: owner.value },
        {
          businessId: scope.businessId,
          sha256: upload.sha256,
          fileName: cleanFileName(fileName),
          byteSize: upload.bytes.length,
          storageKey,
          ...document,
        },
      );
      return { item, submissionId: await recordAdded(transaction, scope, sentAs(sent), item) };
    });
    await keepFirstPage({ ...item.document, ...document }, firstPage).catch((error: unknown) =>
      log.warn({ err: error }, 'a first page was not kept, and is drawn when it is asked for'),
    );
    const copies = await loadCopies(scope, { sha256: upload.sha256, exceptItemId: item.id, binToo: true });
    const [first] = copies;
    if (first) {
      await db.submission
        .updateMany({ where: { id: submissionId }, data: { copyOf: first.number } })
        .catch((error: unknown) => log.warn({ err: error }, 'that a file is a copy was not noted'));
    }
    return ok({ itemId: item.id, number: item.number, copies });
  } catch (error) {
    await storage().remove(storageKey);
    throw error;
  }
}

/** Keeps that a file did not come whole, or was too large to. */
export function noteUnread(
  scope: BusinessScope,
  { workspace, fileName }: Pick<NewDocument, 'workspace' | 'fileName'>,
  refusal: Failure,
): Promise<void> {
  return recordRefused(db, scope, { workspace, fileName: cleanFileName(fileName), byteSize: null }, refusal);
}

/** Whose the item is to be; one that somebody else archives at the same moment is an owner still. */
async function firstOwner(
  { businessId, actor }: BusinessScope,
  ownerId: string | null | undefined,
): Promise<Result<string | null>> {
  const userId = userIdOf(actor);
  if (ownerId === undefined || !actorMay(actor, 'items.edit')) {
    return ok(userId === null ? null : await ownerOfMember(db, businessId, userId));
  }
  if (ownerId === null || (await activeOwner(db, businessId, ownerId))) return ok(ownerId);
  return failure('ownerUnknown', 'This owner is archived or no longer there. Nothing was added: choose another.');
}

async function openItem(
  transaction: Prisma.TransactionClient,
  scope: BusinessScope,
  { workspace, ownerId }: { workspace: Workspace; ownerId: string | null },
  document: Prisma.DocumentUncheckedCreateInput,
): Promise<{ id: string; number: number; document: { id: string; businessId: string; storageKey: string } }> {
  const { businessId, actor } = scope;
  const { fileName, ...kept } = await transaction.document.create({
    data: document,
    select: { id: true, businessId: true, storageKey: true, fileName: true },
  });
  const connection = await businessConnection(transaction, businessId);
  // Last, since it holds the business's row until the commit: items are numbered one after the other.
  const { lastItemNumber, baseCurrency, isTaxRegistered, ...begins } = await transaction.business.update({
    where: { id: businessId },
    data: { lastItemNumber: { increment: 1 } },
    select: {
      ...{ lastItemNumber: true, baseCurrency: true, isTaxRegistered: true },
      ...{ publishTo: true, publishAs: true, salesPublishTo: true, salesPublishAs: true },
    },
  });
  const isSale = workspace === 'SALES';
  const item = await transaction.item.create({
    data: {
      businessId,
      number: lastItemNumber,
      workspace,
      documents: { create: { documentId: kept.id, position: 0 } },
      submittedByUserId: userIdOf(actor),
      submittedByName: actor.name,
      ...newItem({
        ownerId,
        currency: connection?.baseCurrency ?? baseCurrency,
        publishTo: isSale ? begins.salesPublishTo : begins.publishTo,
        publishAs: isSale ? begins.salesPublishAs : begins.publishAs,
        ...(!isTaxRegistered && { taxMode: 'NONE' }),
      }),
    },
    select: { id: true, number: true },
  });
  await transaction.itemEvent.create({
    data: { ...byActor(scope, item.id, 'added'), revision: 1, detail: { fileName } },
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
  return { ...item, document: kept };
}

const MAX_FILE_NAME = 200;

/** The name alone, in its normal form, without folders and what could upset a header, a disk or a ledger. */
function cleanFileName(name: string): string {
  const bare = normalText(name).split(/[/\\]/).at(-1) ?? '';
  const clean = bare.replace(/[\p{Cc}\p{Cf}\p{Cs}]/gu, '').trim();
  if (clean.length <= MAX_FILE_NAME) return clean || 'document';
  const ending = /\.[A-Za-z0-9]{1,5}$/.exec(clean)?.[0] ?? '';
  return clean.slice(0, MAX_FILE_NAME - ending.length) + ending;
}
