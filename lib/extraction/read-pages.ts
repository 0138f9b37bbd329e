import { picturePages } from '#lib/documents/decoding/draw.ts';
import { laidOut } from '#lib/documents/decoding/file-as-pdf.ts';
import { withPdf } from '#lib/documents/decoding/pdf.ts';
import { isLaidOut } from '#lib/documents/document-kind.ts';
import type { TextPage } from '#lib/domain/extraction/text-page.ts';
import { codesIn } from './codes.ts';
import { readPicture } from './ocr/read-picture.ts';
import { pdfPagePicture, picturePage } from './page-pictures.ts';
import { pdfText } from './pdf-text.ts';

/** Pages that are looked at as pictures, which takes seconds each. */
export const MAX_OCR_PAGES = 10;
/** Pages whose text is read; it takes a hundredth of a second each. */
const MAX_TEXT_PAGES = 100;

export type PagesRead = {
  pages: TextPage[];
  /** Pages, from 1, that nobody looked at. */
  unread: number[];
  /** What the codes on the pages say. */
  codes: string[];
};

/** Pages of a PDF with text that are drawn for their codes, which stand on its first or its last one. */
const isCodePage = (page: number, count: number) => page === 0 || page === count - 1;

/** The words of a file's pages: of each page of a PDF its own text, and else what its picture shows; of others, of the pages that we lay out. */
export async function readPages(bytes: Uint8Array, mimeType: string): Promise<PagesRead> {
  if (isLaidOut(mimeType)) return readPdf(await laidOut(bytes, mimeType), { isOurs: true });
  return mimeType === 'application/pdf' ? readPdf(bytes) : readPictures(bytes, mimeType);
}

async function readPdf(bytes: Uint8Array, { isOurs = false } = {}): Promise<PagesRead> {
  const { texts, count } = await withPdf(bytes, (pdf) => ({
    texts: pdf.pages.slice(0, MAX_TEXT_PAGES).map((_, page) => pdfText(pdf, page, { isOurs })),
    count: pdf.pages.length,
  }));
  const pages: TextPage[] = [];
  const unread = Array.from({ length: Math.max(0, count - texts.length) }, (_, index) => texts.length + index + 1);
  const codes: string[] = [];
  let seen = 0;
  for (const [page, text] of texts.entries()) {
    if (text) {
      pages.push(text);
      if (isCodePage(page, count)) codes.push(...(await codesIn(await pdfPagePicture(bytes, page))));
    } else if (seen < MAX_OCR_PAGES) {
      seen++;
      // Drawn one at a time, so that no two pages are in memory at once.
      const picture = await pdfPagePicture(bytes, page);
      codes.push(...(await codesIn(picture)));
      pages.push(await readPicture(picture, page));
    } else {
      pages.push({ source: 'ocr', rows: [], height: 1 });
      unread.push(page + 1);
    }
  }
  return { pages, unread: unread.sort((one, other) => one - other).slice(0, MAX_TEXT_PAGES), codes };
}

async function readPictures(bytes: Uint8Array, mimeType: string): Promise<PagesRead> {
  const count = await picturePages(bytes, mimeType);
  const pages: TextPage[] = [];
  const codes: string[] = [];
  for (let page = 0; page < Math.min(count, MAX_OCR_PAGES); page++) {
    const picture = await picturePage(bytes, mimeType, page);
    codes.push(...(await codesIn(picture)));
    pages.push(await readPicture(picture, page));
  }
  const unread = Array.from({ length: Math.max(0, count - pages.length) }, (_, index) => pages.length + index + 1);
  return { pages, unread: unread.slice(0, MAX_TEXT_PAGES), codes };
}
