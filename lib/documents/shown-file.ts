import sharp from 'sharp';
import type { ItemPage, ItemPages, Turn } from '#lib/domain/documents/item-pages.ts';
import { type Asker, drawPage, drawPages } from './decoding/decode.ts';
import type { DocumentMimeType } from './document-kind.ts';
import { type PicturePage, pdfOfPictures } from './picture-pdf.ts';

export type NamedFile = { fileName: string; mimeType: string; bytes: Buffer };

/** A4 at 300 dpi and a little more: small print stays legible, and the file well below what a ledger takes. */
const PICTURE_WIDTH_PX = 2_600;
const JPEG_QUALITY = 88;

/**
 * A file as an item shows it: the very bytes that came, where it shows all of them; else a PDF of its pages in their order,
 * or the turned picture as a JPEG. The same pages give the same bytes each time. Throws when they can't be drawn just now.
 */
export async function shownFile(original: NamedFile, pages: ItemPages, asker: Asker): Promise<NamedFile> {
  if (pages === null) return original;
  const named = shownAs(original, pages);
  if (named.mimeType === 'image/jpeg')
    return { ...named, bytes: await pictureAsJpeg(original, pages[0] ?? { page: 1, turn: 0 }, asker) };
  if (original.mimeType.startsWith('image/')) return { ...named, bytes: await picturesAsPdf(original, pages, asker) };
  const pdf = await drawPages(original.bytes, original.mimeType as DocumentMimeType, pages, asker);
  if (!pdf.ok) throw new Error(`The pages can't be put into a file: ${pdf.error.code}`);
  return { ...named, bytes: pdf.value };
}

/** What that file is called and is. */
export function shownAs<D extends { fileName: string; mimeType: string }>(document: D, pages: ItemPages): D {
  if (pages === null) return document;
  const isPicture = document.mimeType.startsWith('image/') && pages.length === 1;
  const stem = document.fileName.replace(/\.[A-Za-z0-9]{1,5}$/, '');
  return isPicture
    ? { ...document, fileName: `${stem}.jpg`, mimeType: 'image/jpeg' }
    : { ...document, fileName: `${stem}.pdf`, mimeType: 'application/pdf' };
}

/** A drawn page, turned. */
export const turnedImage = (image: Buffer, turn: Turn): Promise<Buffer> =>
  turn === 0 ? Promise.resolve(image) : sharp(image).rotate(turn).toBuffer();

/** A picture, or a page of it, as a JPEG in full size. */
export const pictureAsJpeg = async (picture: Picture, page: ItemPage, asker: Asker): Promise<Buffer> =>
  (await jpegOf(picture, page, asker)).data;

/** The pages of a picture that has several, as a PDF. */
export async function picturesAsPdf(picture: Picture, pages: readonly ItemPage[], asker: Asker): Promise<Buffer> {
  const drawn: PicturePage[] = [];
  for (const page of pages) {
    const { data, info } = await jpegOf(picture, page, asker);
    drawn.push({ jpeg: data, widthPx: info.width, heightPx: info.height });
  }
  return pdfOfPictures(drawn);
}

type Picture = Pick<NamedFile, 'bytes' | 'mimeType'>;

async function jpegOf({ bytes, mimeType }: Picture, { page, turn }: ItemPage, asker: Asker) {
  const read = async () => bytes;
  const request = { read, mimeType: mimeType as DocumentMimeType, page: page - 1, widthPx: PICTURE_WIDTH_PX };
  const picture = await drawPage(request, asker);
  if (!picture.ok) throw new Error(`The picture can't be drawn: ${picture.error.code}`);
  return sharp(picture.value)
    .rotate(turn)
    .flatten({ background: '#fff' })
    .toColourspace('srgb')
    .jpeg({ quality: JPEG_QUALITY })
    .toBuffer({ resolveWithObject: true });
}
