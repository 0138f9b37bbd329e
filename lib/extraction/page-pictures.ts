import sharp, { type Sharp } from 'sharp';
import { openPicture } from '#lib/documents/decoding/draw.ts';
import { drawPdfPage, withPage, withPdf } from '#lib/documents/decoding/pdf.ts';
import type { Picture } from './ocr/picture.ts';

/** A picture is read in a size between these: what is printed is legible in it. */
const MIN_WIDTH_PX = 600;
const MAX_WIDTH_PX = 4_000;
const MAX_HEIGHT_PX = 6_000;
const MAX_READ_PIXELS = 12_000_000;
/** A page without text is drawn as a scanner would. */
const PDF_DPI = 200;
const POINTS_PER_INCH = 72;

/** One page of a picture file, from 0, the right way up as its camera tells, on white. */
export async function picturePage(bytes: Uint8Array, mimeType: string, page: number): Promise<Picture> {
  return toPicture(await openPicture(bytes, mimeType, page));
}

/** A page of a PDF, from 0, as it is shown. */
export async function pdfPagePicture(bytes: Uint8Array, page: number): Promise<Picture> {
  const { data, width, height } = await withPdf(bytes, (pdf) => {
    const points = withPage(pdf, page, (handle) => pdf.library.FPDF_GetPageWidthF(handle));
    const wanted = Math.round((points / POINTS_PER_INCH) * PDF_DPI);
    return drawPdfPage(pdf, page, Math.min(MAX_WIDTH_PX, Math.max(MIN_WIDTH_PX, wanted)));
  });
  return toPicture(sharp(data, { raw: { width, height, channels: 4 } }));
}

async function toPicture(image: Sharp): Promise<Picture> {
  const { autoOrient: natural } = await image.metadata();
  const side = Math.min(MAX_WIDTH_PX / natural.width, MAX_HEIGHT_PX / natural.height);
  const shrink = Math.min(1, side, Math.sqrt(MAX_READ_PIXELS / (natural.width * natural.height)));
  const { data, info } = await image
    .flatten({ background: '#ffffff' })
    .resize({ width: Math.max(1, Math.round(natural.width * shrink)), withoutEnlargement: true })
    .toColourspace('srgb')
    .removeAlpha()
    .raw()
    .toBuffer({ resolveWithObject: true });
  return { data: info.channels === 3 ? data : inColour(data), width: info.width, height: info.height };
}

/** Grey pixels, one byte each, as three. */
function inColour(grey: Uint8Array): Uint8Array {
  const data = new Uint8Array(grey.length * 3);
  for (let at = 0; at < grey.length; at++) data.fill(grey[at] ?? 0, at * 3, at * 3 + 3);
  return data;
}
