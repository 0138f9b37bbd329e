import { randomUUID } from 'node:crypto';
import { activeOwner, ownerOfMember } from '#lib/coding/owners.ts';
import { type Db, db } from '#lib/db.ts';
import { inspectDocument } from '#lib/documents/decoding/decode.ts';
import { refusalMessages } from '#lib/documents/document-kind.ts';
import { keepFirstPage } from '#lib/documents/page-image.ts';
import { actorMay, userIdOf } from '#lib/domain/actor.ts';
import { normalText } from '#lib/domain/normal-text.ts';
import type { Workspace } from '#lib/domain/paths.ts';
import { type Failure, failure, ok, type Result } from '#lib/domain/result.ts';
import { log } from '#lib/log.ts';
import { enqueue } from '#lib/queue/enqueue.ts';
import type { BusinessScope } from '#lib/scope.ts';
import { storage } from '#lib/storage/open-storage.ts';
import { type Copy, loadCopies } from './load-copies.ts';
import { makeItem } from './make-item.ts';
import type { Upload } from './read-upload.ts';
import { wakeReading } from './request-reading.ts';
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
  if (added.ok || added.error.code === 'busy') return added;
  await db.$transaction(async (transaction) => {
    await recordRefused(transaction, scope, sentAs(document), added.error);
    await document.within?.note(transaction);
  });
  return added;
}

export type NewDocument = {
  workspace: Workspace;
  fileName: string;
  upload: Upload;
  ownerId?: string | null | undefined;
  /** The archive that it came in. `note` is called in the transaction that keeps what became of it. */
  within?: { arrivalId: string; note: (transaction: Db) => Promise<void> };
};

const sentAs = ({ workspace, fileName, upload, within }: NewDocument): Sent => ({
  workspace,
  fileName: cleanFileName(fileName),
  byteSize: upload.bytes.length,
  ...(within && { method: 'archive', arrivalId: within.arrivalId }),
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
      const kept = await transaction.document.create({
        data: {
          businessId: scope.businessId,
          sha256: upload.sha256,
          fileName: cleanFileName(fileName),
          byteSize: upload.bytes.length,
          storageKey,
          ...document,
        },
        select: { id: true, businessId: true, storageKey: true, fileName: true },
      });
      const item = await makeItem(transaction, scope, {
        ...{ workspace, ownerId: owner.value, document: kept, isToBeRead: true },
        submitter: { userId: userIdOf(scope.actor), name: scope.actor.name },
      });
      const submissionId = await recordAdded(transaction, scope, sentAs(sent), item);
      await sent.within?.note(transaction);
      return { item: { ...item, document: kept }, submissionId };
    });
    if (item.isBeingRead) await wakeReading();
    await enqueue('find-duplicates', { businessId: scope.businessId });
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
export async function firstOwner(
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

const MAX_FILE_NAME = 200;

/** The name alone, in its normal form, without folders and what could upset a header, a disk or a ledger. */
export function cleanFileName(name: string): string {
  const bare = normalText(name).split(/[/\\]/).at(-1) ?? '';
  const clean = bare.replace(/[\p{Cc}\p{Cf}\p{Cs}]/gu, '').trim();
  if (clean.length <= MAX_FILE_NAME) return clean || 'document';
  const ending = /\.[A-Za-z0-9]{1,5}$/.exec(clean)?.[0] ?? '';
  return clean.slice(0, MAX_FILE_NAME - ending.length) + ending;
}
