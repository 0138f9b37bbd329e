import { type PDFiumDocument, PDFiumLibrary } from '@hyzyla/pdfium';
import { type Inspection, MAX_PAGES } from '../document-kind.ts';

/** Pixels of one rendered page, at most: an A3 page at 300 dpi. */
const MAX_PAGE_PIXELS = 18_000_000;

export type Pixels = { data: Uint8Array; width: number; height: number };

let library: Promise<PDFiumLibrary> | undefined;

async function withPdf<T>(bytes: Uint8Array, use: (pdf: PDFiumDocument) => Promise<T> | T): Promise<T> {
  library ??= PDFiumLibrary.init();
  const pdf = await (await library).loadDocument(bytes);
  try {
    return await use(pdf);
  } finally {
    pdf.destroy();
  }
}

/** Opens the file as a reader would; one that can't be opened, or whose first page can't be drawn, is broken. */
export async function inspectPdf(bytes: Uint8Array): Promise<Inspection> {
  try {
    return await withPdf(bytes, async (pdf): Promise<Inspection> => {
      const pageCount = pdf.getPageCount();
      if (pageCount === 0) return { ok: false, code: 'empty' };
      if (pageCount > MAX_PAGES) return { ok: false, code: 'tooManyPages' };
      const page = pdf.getPage(0);
      const { originalWidth, originalHeight } = page.getOriginalSize();
      if (!(originalWidth > 0 && originalHeight > 0)) return { ok: false, code: 'broken' };
      await page.render({ width: 64, height: 64 });
      return { ok: true, document: { mimeType: 'application/pdf', pageCount } };
    });
  } catch (error) {
    // pdfium tells its reasons only as text: FPDF_ERR_PASSWORD and FPDF_ERR_SECURITY.
    const isEncrypted = error instanceof Error && /password|security scheme/i.test(error.message);
    return { ok: false, code: isEncrypted ? 'encrypted' : 'broken' };
  }
}

/** One page, from 0, as RGBA pixels of about the width asked for. */
export async function drawPdfPage(bytes: Uint8Array, page: number, widthPx: number): Promise<Pixels> {
  return withPdf(bytes, async (pdf) => {
    const sheet = pdf.getPage(page);
    const { originalWidth, originalHeight } = sheet.getOriginalSize();
    const heightPx = (widthPx * originalHeight) / originalWidth;
    const shrink = Math.min(1, Math.sqrt(MAX_PAGE_PIXELS / (widthPx * heightPx)));
    const { data, width, height } = await sheet.render({
      width: Math.max(1, Math.round(widthPx * shrink)),
      height: Math.max(1, Math.round(heightPx * shrink)),
      renderFormFields: true,
    });
    return { data, width, height };
  });
}
