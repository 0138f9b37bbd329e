import sharp from 'sharp';
import {
  type DocumentMimeType,
  FIRST_WIDTH_PX,
  type InspectedDocument,
  MAX_PAGES,
  MAX_PIXELS,
} from '../document-kind.ts';
import { mimeTypeOf } from '../mime-type-of.ts';
import { drawPicture, encode } from './draw.ts';
import { eInvoiceAsPdf } from './e-invoice-as-pdf.ts';
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
  switch (kind) {
    case null:
      throw new Refusal('foreign');
    case 'application/pdf':
      return inspectPdf(bytes);
    case 'application/xml':
      return { ...(await inspectPdf(await eInvoiceAsPdf(bytes))), mimeType: kind };
    default:
      return inspectPicture(bytes, kind);
  }
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
  // By what the file's head says, before anything is decoded.
  const head = await sharp(bytes, { limitInputPixels: false })
    .metadata()
    .catch(() => Promise.reject(new Refusal('broken')));
  if (head.width * head.height > MAX_PIXELS) throw new Refusal('tooManyPixels');
  const firstPage = await drawPicture(bytes, mimeType, FIRST_WIDTH_PX);
  const none = { undrawnTextPages: [], uncheckedTextPages: [] };
  return { mimeType, pageCount: 1, ...none, firstPage, pictureHash: await pictureHash(firstPage) };
}
