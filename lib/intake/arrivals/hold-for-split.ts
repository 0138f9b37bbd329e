import { randomUUID } from 'node:crypto';
import { type Db, db } from '#lib/db.ts';
import { inspectDocument, readPageSigns } from '#lib/documents/decoding/decode.ts';
import { refusalMessages } from '#lib/documents/document-kind.ts';
import { keepFirstPage } from '#lib/documents/page-image.ts';
import type { SplitWay } from '#lib/domain/intake/split-groups.ts';
import { eachPage, splitPages } from '#lib/domain/intake/split-pages.ts';
import type { Workspace } from '#lib/domain/paths.ts';
import { failure, ok, type Result } from '#lib/domain/result.ts';
import { log } from '#lib/log.ts';
import type { PersonScope } from '#lib/scope.ts';
import { storage } from '#lib/storage/open-storage.ts';
import { type AddedDocument, addDocument, cleanFileName, firstOwner, type NewDocument } from '../add-document.ts';
import type { Upload } from '../read-upload.ts';
import { recordRefused } from '../submissions/record-submission.ts';
import { storedGroups } from './stored-groups.ts';

/** Of one person, that wait to be looked at. */
const MAX_WAITING = 100;

export type HeldDocument = { held: { arrivalId: string; pageCount: number; items: number } };

type Sent = {
  workspace: Workspace;
  fileName: string;
  upload: Upload;
  owner: string | null;
  /** The archive that it came in. `noteHeld` is called in the transaction that keeps it. */
  within?: NonNullable<NewDocument['within']> & { noteHeld: (transaction: Db) => Promise<void> };
};

/**
 * Keeps a file of which several items are to be made, each page one or where its pages say that documents begin, until
 * whoever sent it has looked at that. One of a single page is added at once.
 */
export async function holdForSplit(
  scope: PersonScope,
  { workspace, fileName, upload, owner, within }: Sent,
  how: Exclude<SplitWay, 'file'>,
): Promise<Result<AddedDocument | HeldDocument>> {
  const { businessId, actor } = scope;
  const ownerId = owner === 'nobody' ? null : (owner ?? undefined);
  const own = await firstOwner(scope, ownerId);
  if (!own.ok) return own;
  const asker = { for: actor.userId };
  const inspection = await inspectDocument(upload.bytes, asker);
  const isWhole = !inspection.ok || inspection.document.pageCount === 1;
  if (isWhole || inspection.document.mimeType === 'application/xml') {
    // It says why not, or is no different from any other; of several e-invoices in one file, reading makes the items.
    return addWhole();
  }
  const { firstPage, ...document } = inspection.document;
  const { mimeType, pageCount } = document;
  const byPerson = { businessId, byUserId: actor.userId };
  if ((await db.arrival.count({ where: { ...byPerson, state: 'WAITING' } })) >= MAX_WAITING) {
    // Of an archive, nobody is there to send it again: its pages can be parted later too.
    if (within) return addWhole();
    return failure('tooMany', `${MAX_WAITING} files of yours wait to be split. See to some of them first.`);
  }
  const signs = how === 'auto' ? await readPageSigns({ bytes: upload.bytes, mimeType, pageCount }, asker) : null;
  if (signs && !signs.ok) {
    if (signs.error.code === 'busy') return failure('busy', refusalMessages.busy);
    if (within) return addWhole();
    await recordRefused(db, scope, { workspace, fileName, byteSize: upload.bytes.length }, signs.error);
    return signs;
  }
  const split = signs ? splitPages(signs.value) : eachPage(pageCount);
  const storageKey = `${businessId}/originals/${randomUUID()}`;
  await storage().put(storageKey, upload.bytes);
  try {
    const name = cleanFileName(fileName);
    const { id: arrivalId, documentId } = await db.$transaction(async (transaction) => {
      await within?.noteHeld(transaction);
      return transaction.arrival.create({
        data: {
          ...{ byUserId: actor.userId, byName: actor.name, workspace, owner, fileName: name, state: 'WAITING' },
          ...{ byteSize: upload.bytes.length, received: upload.bytes.length, groups: storedGroups(split) },
          business: { connect: { id: businessId } },
          document: {
            create: {
              ...{ businessId, sha256: upload.sha256, fileName: name, byteSize: upload.bytes.length, storageKey },
              ...document,
            },
          },
        },
        select: { id: true, documentId: true },
      });
    });
    if (documentId) {
      await keepFirstPage({ id: documentId, businessId, storageKey, mimeType }, firstPage).catch((error: unknown) =>
        log.warn({ err: error }, 'a first page was not kept, and is drawn when it is asked for'),
      );
    }
    return ok({ held: { arrivalId, pageCount, items: split.groups.length } });
  } catch (error) {
    await storage().remove(storageKey);
    throw error;
  }

  function addWhole() {
    return addDocument(scope, { workspace, fileName, upload, ownerId, ...(within && { within }) });
  }
}
