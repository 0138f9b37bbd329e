import { MAX_PAGES } from '../document-kind.ts';
import { allocate, type Pdfium, pdfium } from './pdfium.ts';
import { pictureSize } from './picture-size.ts';
import { Refusal } from './refusal.ts';

export type Pixels = { data: Uint8Array; width: number; height: number };

/** A PDF that is open, with the places of its real pages in the order of the file. */
export type Pdf = { library: Pdfium; document: number; pages: number[] };

/**
 * Opens a PDF for as long as it is used. What of it can't be read throws a Refusal; after any other error pdfium may be
 * dead, and its process is not used again.
 */
export async function withPdf<T>(bytes: Uint8Array, use: (pdf: Pdf) => T): Promise<T> {
  const library = await pdfium();
  const file = allocate(library, bytes.length);
  library.pdfium.HEAPU8.set(bytes, file);
  const document = library.FPDF_LoadMemDocument(file, bytes.length, '');
  const close = () => {
    if (document) library.FPDF_CloseDocument(document);
    library.pdfium.wasmExports.free(file);
  };
  return closing(close, () => {
    if (!document) throw new Refusal(isLocked(library.FPDF_GetLastError()) ? 'encrypted' : 'broken');
    return use({ library, document, pages: realPages(library, document) });
  });
}

/** Closes what was used; not when its use failed as nobody knew it could, and left pdfium dead perhaps. */
function closing<T>(close: () => void, use: () => T): T {
  try {
    const value = use();
    close();
    return value;
  } catch (error) {
    if (error instanceof Refusal) close();
    throw error;
  }
}

/** FPDF_ERR_PASSWORD and FPDF_ERR_SECURITY. */
const isLocked = (error: number) => error === 4 || error === 5;

/** After so many places without a page, none comes: some files claim a million pages. */
const MAX_GAP = 1_000;

/** The places of pages that are there; a file may claim more. One too many at most is told. */
function realPages(library: Pdfium, document: number): number[] {
  const pages: number[] = [];
  const size = allocate(library, 8);
  const claimed = library.FPDF_GetPageCount(document);
  for (let place = 0; place < claimed && place - (pages.at(-1) ?? 0) <= MAX_GAP && pages.length <= MAX_PAGES; place++) {
    if (library.FPDF_GetPageSizeByIndexF(document, place, size)) pages.push(place);
  }
  library.pdfium.wasmExports.free(size);
  return pages;
}

/** A page, from 0, as RGBA pixels for the width asked for (`pictureSize`), with what is filled into its form. */
export function drawPdfPage(pdf: Pdf, page: number, widthPx: number): Pixels {
  return withPage(pdf, page, (handle) => {
    const { library, document } = pdf;
    const natural = { width: library.FPDF_GetPageWidthF(handle), height: library.FPDF_GetPageHeightF(handle) };
    // A page without a box of its own has no size.
    if (!(natural.width > 0 && natural.height > 0)) throw new Refusal('broken');
    const { width, height } = pictureSize(natural, widthPx);
    const pixels = allocate(library, width * height * 4);
    const bitmap = library.FPDFBitmap_CreateEx(width, height, BGRA, pixels, width * 4);
    library.FPDFBitmap_FillRect(bitmap, 0, 0, width, height, WHITE);
    library.FPDF_RenderPageBitmap(bitmap, handle, 0, 0, width, height, 0, AS_RGBA | WITH_ANNOTATIONS);
    drawForm(library, document, handle, bitmap, { width, height });
    const data = library.pdfium.HEAPU8.slice(pixels, pixels + width * height * 4);
    library.FPDFBitmap_Destroy(bitmap);
    library.pdfium.wasmExports.free(pixels);
    return { data, width, height };
  });
}

const BGRA = 4;
const WHITE = 0xffffffff;
/** FPDF_REVERSE_BYTE_ORDER and FPDF_ANNOT. */
const AS_RGBA = 0x10;
const WITH_ANNOTATIONS = 0x01;

function drawForm(
  library: Pdfium,
  document: number,
  page: number,
  bitmap: number,
  { width, height }: { width: number; height: number },
): void {
  const info = library.PDFiumExt_OpenFormFillInfo();
  const form = library.PDFiumExt_InitFormFillEnvironment(document, info);
  if (form) {
    library.FORM_OnAfterLoadPage(page, form);
    library.FPDF_FFLDraw(form, bitmap, page, 0, 0, width, height, 0, AS_RGBA);
    library.FORM_OnBeforeClosePage(page, form);
    library.PDFiumExt_ExitFormFillEnvironment(form);
  }
  library.PDFiumExt_CloseFormFillInfo(info);
}

/** Whatever box it has lies in this one, in points. */
const EVERYWHERE = [-1e6, -1e6, 1e6, 1e6] as const;

/** Opens a page for as long as it is used. */
export function withPage<T>({ library, document, pages }: Pdf, page: number, use: (handle: number) => T): T {
  const place = pages[page];
  if (place === undefined) throw new Refusal('broken');
  let handle = load(place);
  if (Math.min(library.FPDF_GetPageWidthF(handle), library.FPDF_GetPageHeightF(handle)) < 1) {
    // Its crop box shows nothing of it: then the whole page is shown, as other readers do.
    library.FPDFPage_SetCropBox(handle, ...EVERYWHERE);
    library.FPDF_ClosePage(handle);
    handle = load(place);
  }
  return closing(
    () => library.FPDF_ClosePage(handle),
    () => use(handle),
  );

  function load(index: number): number {
    const loaded = library.FPDF_LoadPage(document, index);
    if (!loaded) throw new Refusal('broken');
    return loaded;
  }
}
