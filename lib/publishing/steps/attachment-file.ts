import sharp from 'sharp';
import { db } from '#lib/db.ts';
import { drawLaidOut, drawPage } from '#lib/documents/decoding/decode.ts';
import { type DocumentMimeType, isLaidOut, type LaidOutMimeType } from '#lib/documents/document-kind.ts';
import { type PicturePage, pdfOfPictures } from '#lib/documents/picture-pdf.ts';
import type { AttachmentFile, Ledger } from '#lib/ledger/ledger.ts';
import { storage } from '#lib/storage/open-storage.ts';
import { smallerCopy } from './smaller-copy.ts';

/** A4 at 300 dpi and a little more: small print stays legible, and the file well below what a ledger takes. */
const PICTURE_WIDTH_PX = 2_600;
const JPEG_QUALITY = 88;

/**
 * What is attached of one of an item's documents: the original, byte for byte; or, of a picture in a format that the
 * ledger does not take (WebP, HEIC, BMP), a JPEG under the same name; of an e-invoice that is XML, of an office file and of a
 * TIFF, the pages that are shown of it, as a PDF; or, of what is larger than it takes, a smaller copy where there is one. The original itself stays as it came. The same original gives the same bytes each time. Throws when it
 * can't be read.
 */
export async function attachmentFile(
  itemId: string,
  documentId: string,
  { capabilities: { attachmentMimeTypes, attachmentMaxBytes: maxBytes }, attachmentName }: Ledger,
): Promise<AttachmentFile & { isSmaller: boolean }> {
  const documents = await db.itemDocument.findMany({
    where: { itemId },
    orderBy: { position: 'asc' },
    select: {
      document: {
        select: { id: true, businessId: true, fileName: true, mimeType: true, pageCount: true, storageKey: true },
      },
    },
  });
  const index = documents.findIndex(({ document }) => document.id === documentId);
  const document = documents[index]?.document;
  if (!document) throw new Error('The item no longer has this document');
  const { businessId, fileName, mimeType, pageCount, storageKey } = document;
  const original = { fileName, mimeType, bytes: await storage().get(storageKey) };
  const isPicture = mimeType.startsWith('image/');
  const needsJpeg = isPicture && !attachmentMimeTypes.includes(mimeType) && attachmentMimeTypes.includes('image/jpeg');
  const whole = attachmentMimeTypes.includes(mimeType)
    ? original
    : isLaidOut(mimeType)
      ? await asPdf({ ...original, mimeType }, businessId)
      : mimeType === 'image/tiff'
        ? await ofPictures(original, pageCount, businessId)
        : needsJpeg
          ? await asJpeg(original, businessId)
          : original;
  const smaller = whole.bytes.length > maxBytes ? await smallerCopy(whole, { businessId, pageCount, maxBytes }) : null;
  const file = { ...(smaller ?? whole), isSmaller: smaller !== null };
  // A ledger takes a second file of the same name for a newer one, and drops the first.
  const isTaken = documents.slice(0, index).some((earlier) => stemOf(earlier.document) === stemOf(document));
  return isTaken ? { ...file, fileName: `${index + 1}-${file.fileName}` } : file;

  function stemOf(named: { fileName: string; mimeType: string }): string {
    return attachmentName(attachedAs(named))
      .replace(/\.[^.]*$/, '')
      .toLowerCase();
  }
}

/** What a document is called and is when it is attached, as far as that is known before it is made. */
export function attachedAs<D extends { fileName: string; mimeType: string }>(document: D): D {
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

/** The pages of a TIFF as a PDF. */
async function ofPictures(file: AttachmentFile, pageCount: number, businessId: string): Promise<AttachmentFile> {
  const pages: PicturePage[] = [];
  for (let page = 0; page < pageCount; page++) {
    const { data, info } = await jpegOf(file, page, businessId);
    pages.push({ jpeg: data, widthPx: info.width, heightPx: info.height });
  }
  return { ...attachedAs(file), bytes: pdfOfPictures(pages) };
}

async function asJpeg(file: AttachmentFile, businessId: string): Promise<AttachmentFile> {
  return {
    fileName: `${file.fileName.replace(/\.(webp|heic|heif|bmp|dib)$/i, '')}.jpg`,
    mimeType: 'image/jpeg',
    bytes: (await jpegOf(file, 0, businessId)).data,
  };
}

async function jpegOf({ mimeType, bytes }: AttachmentFile, page: number, businessId: string) {
  const request = { read: async () => bytes, mimeType: mimeType as DocumentMimeType, page, widthPx: PICTURE_WIDTH_PX };
  const picture = await drawPage(request, { for: businessId });
  if (!picture.ok) throw new Error(`The picture can't be drawn: ${picture.error.code}`);
  const jpeg = sharp(picture.value)
    .flatten({ background: '#fff' })
    .toColourspace('srgb')
    .jpeg({ quality: JPEG_QUALITY });
  return jpeg.toBuffer({ resolveWithObject: true });
}
