import sharp from 'sharp';
import {
  type DocumentMimeType,
  FIRST_WIDTH_PX,
  type InspectedDocument,
  isLaidOut,
  MAX_PAGES,
  MAX_PIXELS,
} from '../document-kind.ts';
import { mimeTypeOf, refusalOfKind } from '../mime-type-of.ts';
import { drawPicture, encode, picturePages } from './draw.ts';
import { laidOut } from './file-as-pdf.ts';
import { drawPdfPage, withPdf } from './pdf.ts';
import { pictureHash } from './picture-hash.ts';
import { Refusal } from './refusal.ts';
import { lookAtText } from './undrawn-text.ts';

/**
 * Decides by content what a file is and draws its first page, so that what passes can be shown and attached later.
 * Throws a Refusal with the reason for what does not pass.
 */
export async function inspect(bytes: Uint8Array): Promise<InspectedDocument> {
  if (bytes.length === 0) throw new Refusal('empty');
  const kind = await mimeTypeOf(bytes);
  if (kind === null) throw new Refusal(await refusalOfKind(bytes));
  if (kind === 'application/pdf') return inspectPdf(bytes);
  if (isLaidOut(kind)) return { ...(await inspectPdf(await laidOut(bytes, kind))), mimeType: kind };
  return inspectPicture(bytes, kind);
}

/** Opens the file as a reader would; one that can't be opened, or whose first page can't be drawn, is broken. */
async function inspectPdf(bytes: Uint8Array): Promise<InspectedDocument> {
  const { pixels, ...document } = await withPdf(bytes, (pdf) => {
    const pageCount = pdf.pages.length;
    if (pageCount === 0) throw new Refusal('empty');
    if (pageCount > MAX_PAGES) throw new Refusal('tooManyPages');
    const pixels = drawPdfPage(pdf, 0, FIRST_WIDTH_PX);
    return { pixels, pageCount, ...lookAtText(pdf) };
  });
  const firstPage = await encode(pixels);
  return { mimeType: 'application/pdf', ...document, firstPage, pictureHash: await pictureHash(firstPage) };
}

async function inspectPicture(bytes: Uint8Array, mimeType: DocumentMimeType): Promise<InspectedDocument> {
  // The head of a BMP is looked at by the hand that decodes it.
  if (mimeType !== 'image/bmp') await requireFewPixels(bytes);
  const pageCount = await picturePages(bytes, mimeType).catch(() => Promise.reject(new Refusal('broken')));
  if (pageCount > MAX_PAGES) throw new Refusal('tooManyPages');
  const firstPage = await drawPicture(bytes, mimeType, FIRST_WIDTH_PX);
  const texts = { undrawnTextPages: [], uncheckedTextPages: [] };
  return { mimeType, pageCount, ...texts, firstPage, pictureHash: await pictureHash(firstPage) };
}

/** By what the file's head says, before anything is decoded. */
async function requireFewPixels(bytes: Uint8Array): Promise<void> {
  const head = await sharp(bytes, { limitInputPixels: false })
    .metadata()
    .catch(() => Promise.reject(new Refusal('broken')));
  if (head.width * head.height > MAX_PIXELS) throw new Refusal('tooManyPixels');
}
