import { type PDFiumDocument, PDFiumLibrary, type PDFiumPage } from '@hyzyla/pdfium';
import { type InspectedDocument, MAX_PAGES } from '../document-kind.ts';
import { Refusal } from './refusal.ts';

/** Pixels of one rendered page, at most: an A3 page at 300 dpi. */
const MAX_PAGE_PIXELS = 18_000_000;

export type Pixels = { data: Uint8Array; width: number; height: number };

let library: Promise<PDFiumLibrary> | undefined;

async function withPdf<T>(bytes: Uint8Array, use: (pdf: PDFiumDocument) => Promise<T>): Promise<T> {
  library ??= PDFiumLibrary.init();
  const pdf = await (await library).loadDocument(bytes).catch(refuseUnreadable);
  try {
    const value = await use(pdf);
    pdf.destroy();
    return value;
  } catch (error) {
    // After any other error pdfium may be dead, and its process is not used again.
    if (error instanceof Refusal) pdf.destroy();
    throw error;
  }
}

/** pdfium tells its reasons only as text. What is no plain Error, as WebAssembly's are not, leaves it dead. */
function refuseUnreadable(error: unknown): never {
  if (!(error instanceof Error) || error.name !== 'Error') throw error;
  // FPDF_ERR_PASSWORD and FPDF_ERR_SECURITY.
  throw new Refusal(/password|security scheme/i.test(error.message) ? 'encrypted' : 'broken');
}

/** Opens the file as a reader would; one that can't be opened, or whose first page can't be drawn, is broken. */
export async function inspectPdf(bytes: Uint8Array): Promise<InspectedDocument> {
  return withPdf(bytes, async (pdf) => {
    const pageCount = pdf.getPageCount();
    if (pageCount === 0) throw new Refusal('empty');
    if (pageCount > MAX_PAGES) throw new Refusal('tooManyPages');
    const { page } = openPage(pdf, 0);
    await page.render({ width: 64, height: 64 });
    return { mimeType: 'application/pdf', pageCount };
  });
}

/** One page, from 0, as RGBA pixels of about the width asked for. */
export async function drawPdfPage(bytes: Uint8Array, pageIndex: number, widthPx: number): Promise<Pixels> {
  return withPdf(bytes, async (pdf) => {
    const { page, ratio } = openPage(pdf, pageIndex);
    const heightPx = widthPx * ratio;
    const shrink = Math.min(1, Math.sqrt(MAX_PAGE_PIXELS / (widthPx * heightPx)));
    const { data, width, height } = await page.render({
      width: Math.max(1, Math.round(widthPx * shrink)),
      height: Math.max(1, Math.round(heightPx * shrink)),
      renderFormFields: true,
    });
    return { data, width, height };
  });
}

/** The page and its height as a multiple of its width. A page that can't be loaded has no size. */
function openPage(pdf: PDFiumDocument, pageIndex: number): { page: PDFiumPage; ratio: number } {
  const page = pdf.getPage(pageIndex);
  const { originalWidth, originalHeight } = page.getOriginalSize();
  if (!(originalWidth > 0 && originalHeight > 0)) throw new Refusal('broken');
  return { page, ratio: originalHeight / originalWidth };
}
