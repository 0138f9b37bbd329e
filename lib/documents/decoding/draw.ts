import sharp, { type Sharp } from 'sharp';
import { type DocumentMimeType, isLaidOut, MAX_PIXELS } from '../document-kind.ts';
import { decodeBmp } from './bmp.ts';
import { laidOut } from './file-as-pdf.ts';
import { decodeHeic } from './heic.ts';
import { drawPdfPage, type Pixels, withPdf } from './pdf.ts';
import { MAX_WEBP_SIDE_PX, pictureSize } from './picture-size.ts';
import { Refusal } from './refusal.ts';

export type DrawRequest = { bytes: Uint8Array; mimeType: DocumentMimeType; page: number; widthPx: number };

/** A page of a document, from 0, as a picture of the width asked for, of `pictureSize`. */
export async function draw({ bytes, mimeType, page, widthPx }: DrawRequest): Promise<Uint8Array> {
  const pdf = isLaidOut(mimeType) ? await laidOut(bytes, mimeType) : mimeType === 'application/pdf' ? bytes : null;
  if (pdf) return encode(await withPdf(pdf, (open) => drawPdfPage(open, page, widthPx)));
  return drawPicture(bytes, mimeType, widthPx, page);
}

/** A picture the right way up, never enlarged; of a TIFF the page, from 0. Refuses what can't be decoded whole. */
export async function drawPicture(
  bytes: Uint8Array,
  mimeType: DocumentMimeType,
  widthPx: number,
  page = 0,
): Promise<Uint8Array> {
  const picture = await openPicture(bytes, mimeType, page);
  try {
    const { autoOrient: natural } = await picture.metadata();
    const size = pictureSize(natural, widthPx);
    return await compress(size.width < natural.width ? picture.resize({ ...size, fit: 'fill' }) : picture, size);
  } catch {
    throw new Refusal('broken');
  }
}

/** A page of a picture, from 0, to be drawn from; of a moving picture its first frame. */
export async function openPicture(bytes: Uint8Array, mimeType: string, page: number): Promise<Sharp> {
  if (mimeType === 'image/heic') return fromPixels(await decodeHeic(bytes));
  if (mimeType === 'image/bmp') return fromPixels(decodeBmp(bytes));
  const isOfPages = mimeType === 'image/tiff';
  return sharp(bytes, { limitInputPixels: MAX_PIXELS, failOn: 'error', ...(isOfPages && { page }) }).autoOrient();
}

/** How many pages a picture has: a TIFF may have several. */
export async function picturePages(bytes: Uint8Array, mimeType: string): Promise<number> {
  if (mimeType !== 'image/tiff') return 1;
  return (await sharp(bytes, { limitInputPixels: false }).metadata()).pages ?? 1;
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
