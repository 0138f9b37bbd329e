import { createHash } from 'node:crypto';
import type { ItemPage } from '#lib/domain/documents/item-pages.ts';
import { withPdf } from './pdf.ts';
import { allocate, type Pdfium, pdfium } from './pdfium.ts';
import { Refusal } from './refusal.ts';

/** A PDF of some pages of another, in this order and turned; their text stays text. Equal ones give equal bytes. */
export async function pdfOfPages(bytes: Uint8Array, pages: readonly ItemPage[]): Promise<Uint8Array> {
  const library = await pdfium();
  return withPdf(bytes, (from) => {
    const places = pages.map(({ page }) => {
      const place = from.pages[page - 1];
      if (place === undefined) throw new Refusal('broken');
      return place;
    });
    const document = library.FPDF_CreateNewDocument();
    try {
      const list = allocate(library, places.length * 4);
      library.pdfium.HEAP32.set(places, list / 4);
      const isDone = library.FPDF_ImportPagesByIndex(document, from.document, list, places.length, 0);
      library.pdfium.wasmExports.free(list);
      if (!isDone) throw new Refusal('broken');
      for (const [index, { turn }] of pages.entries()) if (turn !== 0) turnPage(library, document, index, turn / 90);
      return withOwnId(saved(library, document));
    } finally {
      library.FPDF_CloseDocument(document);
    }
  });
}

/** By so many quarters more than it is turned already. */
function turnPage(library: Pdfium, document: number, index: number, quarters: number): void {
  const page = library.FPDF_LoadPage(document, index);
  if (!page) throw new Refusal('broken');
  library.FPDFPage_SetRotation(page, (library.FPDFPage_GetRotation(page) + quarters) % 4);
  library.FPDF_ClosePage(page);
}

function saved(library: Pdfium, document: number): Buffer {
  const writer = library.PDFiumExt_OpenFileWriter();
  try {
    library.PDFiumExt_SaveAsCopy(document, writer);
    const size = library.PDFiumExt_GetFileWriterSize(writer);
    if (size === 0) throw new Refusal('broken');
    const file = allocate(library, size);
    library.PDFiumExt_GetFileWriterData(writer, file, size);
    const bytes = Buffer.from(library.pdfium.HEAPU8.slice(file, file + size));
    library.pdfium.wasmExports.free(file);
    return bytes;
  } finally {
    library.PDFiumExt_CloseFileWriter(writer);
  }
}

const ID = /\/ID\s*\[\s*<([0-9A-F]{32})>\s*<([0-9A-F]{32})>\s*\]/gi;
const MADE_AT = /\/CreationDate\(D:\d{14}\)(?=\/Creator\(PDFium\))/;
/** Of the same length, since the table of a PDF says where everything begins. */
const NO_TIME = '/CreationDate(D:20000101000000)';

/** What pdfium makes up to tell files apart becomes what they hold, so that the same pages are the same file. */
function withOwnId(bytes: Buffer): Buffer {
  const timeless = bytes.toString('latin1').replace(MADE_AT, NO_TIME);
  const idAs = (id: string) => timeless.replace(ID, (found) => found.replace(/[0-9A-F]{32}/gi, id));
  const own = createHash('sha256')
    .update(idAs('0'.repeat(32)), 'latin1')
    .digest('hex')
    .slice(0, 32)
    .toUpperCase();
  return Buffer.from(idAs(own), 'latin1');
}
