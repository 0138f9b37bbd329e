import { parseItemPages } from '#lib/coding/stored-pages.ts';
import { db } from '#lib/db.ts';
import { drawLaidOut } from '#lib/documents/decoding/decode.ts';
import { isLaidOut, type LaidOutMimeType } from '#lib/documents/document-kind.ts';
import { pictureAsJpeg, picturesAsPdf, shownAs, shownFile } from '#lib/documents/shown-file.ts';
import { type ItemPages, wholePages } from '#lib/domain/documents/item-pages.ts';
import type { AttachmentFile, Ledger } from '#lib/ledger/ledger.ts';
import { storage } from '#lib/storage/open-storage.ts';
import type { Document, Prisma } from '#prisma/generated/client.ts';
import { smallerCopy } from './smaller-copy.ts';

/** The documents of an item, in their order, and which of their pages it shows. */
export type DocumentsOfItem = {
  pages: Prisma.JsonValue;
  document: Pick<Document, 'id' | 'businessId' | 'fileName' | 'mimeType' | 'pageCount' | 'storageKey'>;
}[];

/** Of each of these items. */
export async function documentsOf(itemIds: readonly string[]): Promise<Map<string, DocumentsOfItem>> {
  const found = await db.itemDocument.findMany({
    where: { itemId: { in: [...itemIds] } },
    orderBy: { position: 'asc' },
    select: {
      itemId: true,
      pages: true,
      document: {
        select: { id: true, businessId: true, fileName: true, mimeType: true, pageCount: true, storageKey: true },
      },
    },
  });
  return Map.groupBy(found, ({ itemId }) => itemId);
}

/**
 * What is attached of one of an item's documents: the original, byte for byte; or, where the item shows only some of its
 * pages, or turned, those as a file of their own; or, of a picture in a format that the ledger does not take (WebP, HEIC,
 * BMP), a JPEG under the same name; of an e-invoice that is XML, of an office file and of a TIFF, the pages that are shown
 * of it, as a PDF; or, of what is larger than it takes, a smaller copy where there is one. The original itself stays as it
 * came. The same original gives the same bytes each time. Throws when it
 * can't be read.
 */
export async function attachmentFile(
  documents: DocumentsOfItem,
  documentId: string,
  { capabilities: { attachmentMimeTypes, attachmentMaxBytes: maxBytes }, attachmentName }: Ledger,
): Promise<AttachmentFile & { isSmaller: boolean }> {
  const index = documents.findIndex(({ document }) => document.id === documentId);
  const document = documents[index]?.document;
  const pages = parseItemPages(documents[index]?.pages);
  if (!document) throw new Error('The item no longer has this document');
  const { businessId, fileName, mimeType, pageCount, storageKey } = document;
  const original = { fileName, mimeType, bytes: await storage().get(storageKey) };
  const whole = await wholeFile();
  const size = { businessId, pageCount: pages?.length ?? pageCount, maxBytes };
  const smaller = whole.bytes.length > maxBytes ? await smallerCopy(whole, size) : null;
  const file = { ...(smaller ?? whole), isSmaller: smaller !== null };
  // A ledger takes a second file of the same name for a newer one, and drops the first.
  const isTaken = documents
    .slice(0, index)
    .some((earlier) => stemOf(earlier.document, parseItemPages(earlier.pages)) === stemOf(document, pages));
  return isTaken ? { ...file, fileName: `${index + 1}-${file.fileName}` } : file;

  async function wholeFile(): Promise<AttachmentFile> {
    const asker = { for: businessId };
    if (pages !== null) return shownFile(original, pages, asker);
    const isPicture = mimeType.startsWith('image/');
    const isTaken = attachmentMimeTypes.includes(mimeType);
    if (isLaidOut(mimeType) && !isTaken) return asPdf({ ...original, mimeType }, businessId);
    if (mimeType === 'image/tiff' && !isTaken) {
      return { ...attachedAs(original), bytes: await picturesAsPdf(original, wholePages(pageCount), asker) };
    }
    if (!isPicture || isTaken || !attachmentMimeTypes.includes('image/jpeg')) return original;
    return {
      fileName: `${fileName.replace(/\.(webp|heic|heif|bmp|dib)$/i, '')}.jpg`,
      mimeType: 'image/jpeg',
      bytes: await pictureAsJpeg(original, { page: 1, turn: 0 }, asker),
    };
  }

  function stemOf(named: { fileName: string; mimeType: string }, shown: ItemPages): string {
    return attachmentName(attachedAs(named, shown))
      .replace(/\.[^.]*$/, '')
      .toLowerCase();
  }
}

/** What a document is called and is when it is attached, as far as that is known before it is made. */
export function attachedAs<D extends { fileName: string; mimeType: string }>(document: D, pages: ItemPages = null): D {
  if (pages !== null) return shownAs(document, pages);
  if (!isLaidOut(document.mimeType) && document.mimeType !== 'image/tiff') return document;
  const stem = document.fileName.replace(/[.](xml|docx|odt|rtf|xlsx|tiff?)$/i, '');
  return { ...document, fileName: `${stem}.pdf`, mimeType: 'application/pdf' };
}

async function asPdf(
  file: AttachmentFile & { mimeType: LaidOutMimeType },
  businessId: string,
): Promise<AttachmentFile> {
  const pdf = await drawLaidOut(file, { for: businessId });
  if (!pdf.ok) throw new Error(`The document can't be laid out: ${pdf.error.code}`);
  return { ...attachedAs<AttachmentFile>(file), bytes: pdf.value };
}
