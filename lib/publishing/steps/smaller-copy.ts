import sharp from 'sharp';
import { drawPage } from '#lib/documents/decoding/decode.ts';
import type { DocumentMimeType } from '#lib/documents/document-kind.ts';
import { type PicturePage, pdfOfPictures } from '#lib/documents/picture-pdf.ts';
import type { AttachmentFile } from '#lib/ledger/ledger.ts';

/** Tried in turn: 200 dpi of an A4 page, 150, and what small print can still be read in. */
const steps = [
  { widthPx: 1_700, quality: 80 },
  { widthPx: 1_250, quality: 70 },
  { widthPx: 1_000, quality: 55 },
] as const;

/**
 * A copy that can be read and is no larger than `maxBytes`: of a picture a smaller JPEG, of a PDF its pages as pictures.
 * Null where there is none, as of a PDF of very many pages or of a damaged one. Throws where it can't be drawn just now.
 */
export async function smallerCopy(
  file: AttachmentFile,
  { businessId, pageCount, maxBytes }: { businessId: string; pageCount: number; maxBytes: number },
): Promise<AttachmentFile | null> {
  for (const step of steps) {
    const copy = await copyAt(file, step, { businessId, pageCount, maxBytes });
    if (copy !== 'tooLarge') return copy;
  }
  return null;
}

async function copyAt(
  { fileName, mimeType, bytes }: AttachmentFile,
  { widthPx, quality }: (typeof steps)[number],
  { businessId, pageCount, maxBytes }: { businessId: string; pageCount: number; maxBytes: number },
): Promise<AttachmentFile | 'tooLarge' | null> {
  const pages: PicturePage[] = [];
  let size = 0;
  for (let page = 0; page < pageCount; page += 1) {
    const request = { read: async () => bytes, mimeType: mimeType as DocumentMimeType, page, widthPx };
    const drawn = await drawPage(request, { for: businessId });
    if (!drawn.ok) {
      if (drawn.error.code === 'busy') throw new Error('Too many documents are being drawn');
      return null;
    }
    const jpeg = sharp(drawn.value).flatten({ background: '#fff' }).toColourspace('srgb').jpeg({ quality });
    const { data, info } = await jpeg.toBuffer({ resolveWithObject: true });
    size += data.length;
    if (size > maxBytes) return 'tooLarge';
    pages.push({ jpeg: data, widthPx: info.width, heightPx: info.height });
  }
  const [only] = pages;
  const copy =
    mimeType === 'application/pdf' || !only
      ? { fileName, mimeType, bytes: pdfOfPictures(pages) }
      : { fileName: `${fileName.replace(/\.[^.]*$/, '')}.jpg`, mimeType: 'image/jpeg', bytes: only.jpeg };
  return copy.bytes.length <= maxBytes ? copy : 'tooLarge';
}
