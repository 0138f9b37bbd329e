import sharp, { type Sharp } from 'sharp';
import { type DocumentMimeType, MAX_PIXELS } from '../document-kind.ts';
import { eInvoiceAsPdf } from './e-invoice-as-pdf.ts';
import { decodeHeic } from './heic.ts';
import { drawPdfPage, type Pixels, withPdf } from './pdf.ts';
import { MAX_WEBP_SIDE_PX, pictureSize } from './picture-size.ts';
import { Refusal } from './refusal.ts';

export type DrawRequest = { bytes: Uint8Array; mimeType: DocumentMimeType; page: number; widthPx: number };

/** A page of a document, from 0, as a picture of the width asked for, of `pictureSize`. */
export async function draw({ bytes, mimeType, page, widthPx }: DrawRequest): Promise<Uint8Array> {
  if (mimeType === 'application/pdf') return encode(await withPdf(bytes, (pdf) => drawPdfPage(pdf, page, widthPx)));
  if (mimeType === 'application/xml') {
    return encode(await withPdf(await eInvoiceAsPdf(bytes), (pdf) => drawPdfPage(pdf, page, widthPx)));
  }
  return drawPicture(bytes, mimeType, widthPx);
}

/** A picture the right way up, never enlarged. Refuses what can't be decoded whole. */
export async function drawPicture(bytes: Uint8Array, mimeType: DocumentMimeType, widthPx: number): Promise<Uint8Array> {
  const isHeic = mimeType === 'image/heic';
  const picture = isHeic
    ? fromPixels(await decodeHeic(bytes))
    : sharp(bytes, { limitInputPixels: MAX_PIXELS, failOn: 'error' }).autoOrient();
  try {
    const { autoOrient: natural } = await picture.metadata();
    const size = pictureSize(natural, widthPx);
    return await compress(size.width < natural.width ? picture.resize({ ...size, fit: 'fill' }) : picture, size);
  } catch {
    throw new Refusal('broken');
  }
}

/** Pixels as they are, compressed. */
export function encode(pixels: Pixels): Promise<Uint8Array> {
  return compress(fromPixels(pixels), pixels);
}

function fromPixels({ data, width, height }: Pixels): Sharp {
  return sharp(data, { raw: { width, height, channels: 4 }, limitInputPixels: MAX_PIXELS });
}

/** As WebP, or as JPEG where a side is too long for it. */
function compress(picture: Sharp, { width, height }: { width: number; height: number }): Promise<Uint8Array> {
  const opaque = picture.flatten({ background: '#ffffff' });
  if (Math.max(width, height) > MAX_WEBP_SIDE_PX) return opaque.jpeg({ quality: 84 }).toBuffer();
  return opaque.webp({ quality: 84, effort: 3 }).toBuffer();
}
