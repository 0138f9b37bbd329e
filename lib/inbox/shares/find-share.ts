import { db } from '#lib/db.ts';
import type { DrawableDocument } from '#lib/documents/page-image.ts';
import { type NamedFile, shownFile } from '#lib/documents/shown-file.ts';
import { type ItemPage, type ItemPages, shownPages } from '#lib/domain/documents/item-pages.ts';
import { archiveName } from '#lib/domain/export/archive-name.ts';
import { toSlug } from '#lib/domain/slug.ts';
import { announce } from '#lib/events/announce.ts';
import { type RequestOrigin, recordAudit } from '#lib/events/record-audit.ts';
import { storage } from '#lib/storage/open-storage.ts';
import { tokenHash } from '#lib/token.ts';
import { type ExportFile, fileFacts, storedFile } from '../export/list-exports.ts';
import { type ZipEntry, zipped } from '../export/zip.ts';
import { itemsText, type SharedItem, sharedItems } from './shared-item.ts';

export type ShareView = {
  businessName: string;
  byName: string;
  message: string;
  expiresAt: Date;
  items: SharedItem[];
  /** A file that was made, in place of items. */
  file: { name: string; byteSize: number; items: number } | null;
};

/** An opening of the same link by the same machine is written down once in this time. */
const TOLD_EVERY_MS = 60 * 60_000;

/** What a link shows; null for one that is over, was revoked, or that nobody made: they look alike. */
async function findOpen(token: string) {
  const share = await db.share.findUnique({
    where: { tokenHash: tokenHash(token) },
    include: { business: { select: { name: true, closedAt: true } }, export: true },
  });
  return share && share.expiresAt > new Date() && share.business.closedAt === null ? share : null;
}

/** Opens a link, counts that and writes down by whom, as far as that is known: an address and a browser. */
export async function openShare(token: string, from: RequestOrigin): Promise<ShareView | null> {
  const share = await findOpen(token);
  if (!share) return null;
  const { id, businessId, toAddress, byName, message, expiresAt, business } = share;
  const items = sharedItems.parse(share.items);
  const made = share.export;
  const file = made && {
    ...{ name: fileFacts(made).fileName, byteSize: Number(made.byteSize ?? 0), items: made.itemIds.length },
  };
  await db.$transaction(async (transaction) => {
    await transaction.$queryRaw`SELECT 1 FROM "Share" WHERE "id" = ${id}::uuid FOR UPDATE`;
    await transaction.share.updateMany({
      where: { id },
      data: { openedCount: { increment: 1 }, openedAt: new Date() },
    });
    const told = await transaction.auditEntry.count({
      where: {
        ...{ businessId, action: 'linkOpened', address: from.address },
        ...{ at: { gt: new Date(Date.now() - TOLD_EVERY_MS) }, detail: { path: ['shareId'], equals: id } },
      },
    });
    if (told > 0) return;
    await recordAudit(transaction, {
      ...{ businessId, userId: null, by: null, action: 'linkOpened', from },
      detail: { items: file ? file.name : itemsText(items.length), to: toAddress ?? '', shareId: id },
    });
    await announce(transaction, { businessId, topic: 'exports', id: null });
  });
  return { businessName: business.name, byName, message, expiresAt, items, file };
}

/** The file that the link is of; null where there is no link, or it is of items. */
export async function sharedFile(token: string): Promise<ExportFile | null> {
  const share = await findOpen(token);
  return share?.export?.state === 'DONE' ? storedFile(share.export) : null;
}

/**
 * The documents that the link shows and that are not deleted since, those pages of each that it shows, as one archive, part by part, with the name
 * of its file; null where there is no link, or no document any more.
 */
export async function sharedArchive(
  token: string,
): Promise<{ fileName: string; parts: AsyncGenerator<Uint8Array> } | null> {
  const share = await findOpen(token);
  if (!share) return null;
  const shown = sharedItems
    .parse(share.items)
    .flatMap(({ documents }, item) => documents.map(({ id, pages }, position) => ({ id, pages, item, position })));
  const found = await db.document.findMany({
    where: {
      ...{ businessId: share.businessId, id: { in: shown.map(({ id }) => id) } },
      items: { some: { item: { deletedAt: null } } },
    },
    select: { id: true, businessId: true, storageKey: true, fileName: true, mimeType: true },
  });
  if (found.length === 0) return null;
  const left = new Map(found.map((document) => [document.id, document]));
  async function* entries(): AsyncGenerator<ZipEntry> {
    for (const { id, pages, item, position } of shown) {
      const document = left.get(id);
      if (!document) continue;
      // By its place on the page: the numbers of items are the business's own affair.
      const file = await fileOf(document, pages);
      yield { name: archiveName(item + 1, position, file.fileName), bytes: file.bytes };
    }
  }
  return { fileName: `${toSlug(share.business.name)} documents.zip`, parts: zipped(entries(), share.createdAt) };
}

type StoredFile = { businessId: string; storageKey: string; fileName: string; mimeType: string };

/** A document as a link gives it: the original, or the pages that are shown of it. */
export async function fileOf(
  { businessId, storageKey, fileName, mimeType }: StoredFile,
  pages: ItemPages,
): Promise<NamedFile> {
  return shownFile({ fileName, mimeType, bytes: await storage().get(storageKey) }, pages, { for: businessId });
}

/** A document that the link shows, and that is not deleted since, with the pages that it shows of it; null for any other. */
export async function sharedDocument(
  token: string,
  documentId: string,
): Promise<(DrawableDocument & { fileName: string; pages: readonly ItemPage[]; areAll: boolean }) | null> {
  const share = await findOpen(token);
  if (!share) return null;
  const shown = sharedItems
    .parse(share.items)
    .flatMap(({ documents }) => documents.filter(({ id }) => id === documentId));
  if (shown.length === 0) return null;
  const document = await db.document.findFirst({
    where: { id: documentId, businessId: share.businessId, items: { some: { item: { deletedAt: null } } } },
    select: { id: true, businessId: true, storageKey: true, mimeType: true, fileName: true, pageCount: true },
  });
  if (!document) return null;
  const { pageCount, ...found } = document;
  // Several items may each show pages of the same file.
  const all = shown.flatMap(({ pages }) => shownPages(pages, pageCount));
  const pages = all.filter(({ page }, index) => all.findIndex((other) => other.page === page) === index);
  return { ...found, pages, areAll: shown.some((each) => each.pages === null) };
}
