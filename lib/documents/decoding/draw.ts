import sharp, { type Sharp } from 'sharp';
import { type DocumentMimeType, MAX_PIXELS } from '../document-kind.ts';
import { decodeHeic } from './heic.ts';
import { drawPdfPage, type Pixels } from './pdf.ts';

export type DrawRequest = { bytes: Uint8Array; mimeType: DocumentMimeType; page: number; widthPx: number };

/** A page of a document, from 0, as WebP of at most the width asked for; pictures the right way up, never enlarged. */
export async function draw({ bytes, mimeType, page, widthPx }: DrawRequest): Promise<Uint8Array> {
  const picture = await open({ bytes, mimeType, page, widthPx });
  return picture
    .resize({ width: widthPx, withoutEnlargement: true })
    .flatten({ background: '#ffffff' })
    .webp({ quality: 84, effort: 3 })
    .toBuffer();
}

async function open({ bytes, mimeType, page, widthPx }: DrawRequest): Promise<Sharp> {
  if (mimeType === 'application/pdf') return fromPixels(await drawPdfPage(bytes, page, widthPx));
  if (mimeType === 'image/heic') return fromPixels(await decodeHeic(bytes));
  return sharp(bytes, { limitInputPixels: MAX_PIXELS, failOn: 'none' }).autoOrient();
}

function fromPixels({ data, width, height }: Pixels): Sharp {
  return sharp(data, { raw: { width, height, channels: 4 }, limitInputPixels: MAX_PIXELS });
}
