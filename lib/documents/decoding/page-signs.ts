import sharp, { type Sharp } from 'sharp';
import { type PageSigns, pageNumberIn } from '#lib/domain/intake/split-pages.ts';
import { type DocumentMimeType, isLaidOut } from '../document-kind.ts';
import { openPicture } from './draw.ts';
import { laidOut } from './file-as-pdf.ts';
import { drawPdfPage, type Pdf, withPage, withPdf } from './pdf.ts';
import { allocate } from './pdfium.ts';

/** Pages `from`, from 0, and so many. */
export type SignsRequest = { bytes: Uint8Array; mimeType: DocumentMimeType; from: number; count: number };

/** Enough to see whether there is ink, and where. */
const WIDTH_PX = 160;
/** The part of a page that is its head. */
const HEAD = 0.2;
/** Characters that are looked at for a page's number. */
const MAX_CHARACTERS = 12_000;
const MAX_HEAD = 400;

/** What tells where documents begin, of some pages of a file. */
export async function readSigns({ bytes, mimeType, from, count }: SignsRequest): Promise<PageSigns[]> {
  const places = Array.from({ length: count }, (_, index) => from + index);
  const pdf = isLaidOut(mimeType) ? await laidOut(bytes, mimeType) : mimeType === 'application/pdf' ? bytes : null;
  if (pdf) {
    const pages = await withPdf(pdf, (open) =>
      places.map((page) => ({ ...textOf(open, page), pixels: drawPdfPage(open, page, WIDTH_PX) })),
    );
    return Promise.all(
      pages.map(async ({ pixels: { data, width, height }, ...text }) =>
        signsOf(await grey(sharp(data, { raw: { width, height, channels: 4 } })), text),
      ),
    );
  }
  const signs: PageSigns[] = [];
  for (const page of places) {
    signs.push(signsOf(await grey(await openPicture(bytes, mimeType, page)), { text: '', head: '' }));
  }
  return signs;
}

function textOf(pdf: Pdf, page: number): { text: string; head: string } {
  const { library } = pdf;
  return withPage(pdf, page, (handle) => {
    const open = library.FPDFText_LoadPage(handle);
    if (!open) return { text: '', head: '' };
    const [width, height] = [library.FPDF_GetPageWidthF(handle), library.FPDF_GetPageHeightF(handle)];
    const buffer = allocate(library, (MAX_CHARACTERS + 1) * 2);
    const read = (characters: number) =>
      new TextDecoder('utf-16le')
        .decode(library.pdfium.HEAPU8.slice(buffer, buffer + Math.max(0, characters) * 2))
        .replaceAll('\0', '');
    const count = Math.min(library.FPDFText_CountChars(open), MAX_CHARACTERS);
    const text = count > 0 ? read(library.FPDFText_GetText(open, 0, count, buffer)) : '';
    const top = library.FPDFText_GetBoundedText(open, 0, height, width, height * (1 - HEAD), buffer, MAX_HEAD);
    const head = read(Math.min(top, MAX_HEAD));
    library.pdfium.wasmExports.free(buffer);
    library.FPDFText_ClosePage(open);
    return { text, head };
  });
}

type Grey = { data: Uint8Array; width: number; height: number };

async function grey(picture: Sharp): Promise<Grey> {
  const { data, info } = await picture
    .flatten({ background: '#ffffff' })
    .resize({ width: WIDTH_PX, height: WIDTH_PX * 3, fit: 'inside', withoutEnlargement: true })
    .greyscale()
    .toColourspace('b-w')
    .raw()
    .toBuffer({ resolveWithObject: true });
  return { data: data.filter((_, at) => at % info.channels === 0), width: info.width, height: info.height };
}

/** So much darker than the paper is ink; a scanner's grey and what shines through is not. */
const INK = 60;
/** Less ink than this is dust. */
const MIN_INK_SHARE = 0.0008;
/** Scanners leave shadows at the edges. */
const EDGE = 0.04;

function signsOf(page: Grey, { text, head }: { text: string; head: string }): PageSigns {
  const paper = median(page.data);
  const isInk = (x: number, y: number) => (page.data[y * page.width + x] ?? 255) < paper - INK;
  const [left, top] = [Math.floor(page.width * EDGE), Math.floor(page.height * EDGE)];
  let ink = 0;
  for (let y = top; y < page.height - top; y++) {
    for (let x = left; x < page.width - left; x++) if (isInk(x, y)) ink++;
  }
  return {
    isBlank: text.trim() === '' && ink < page.width * page.height * MIN_INK_SHARE,
    number: pageNumberIn(text),
    head: head.replace(/\s+/g, ' ').trim().slice(0, MAX_HEAD),
    picture: headPicture(page, isInk),
  };
}

function median(data: Uint8Array): number {
  const counts = new Uint32Array(256);
  for (const value of data) counts[value] = (counts[value] ?? 0) + 1;
  let seen = 0;
  return counts.findIndex((count) => {
    seen += count;
    return seen * 2 >= data.length;
  });
}

const [COLUMNS, ROWS] = [16, 8];

/** Which of 128 fields of the head have more ink than most of them. */
function headPicture({ width, height }: Grey, isInk: (x: number, y: number) => boolean): string | null {
  const fields = new Array<number>(COLUMNS * ROWS).fill(0);
  const bottom = Math.floor(Math.min(height, width * 1.5) * HEAD);
  for (let y = 0; y < bottom; y++) {
    for (let x = 0; x < width; x++) {
      if (!isInk(x, y)) continue;
      const field = Math.floor((y * ROWS) / bottom) * COLUMNS + Math.floor((x * COLUMNS) / width);
      fields[field] = (fields[field] ?? 0) + 1;
    }
  }
  const all = fields.reduce((sum, each) => sum + each, 0);
  if (all < width * bottom * 0.004) return null;
  const mean = all / fields.length;
  const bits = fields.map((each) => (each > mean ? 1 : 0));
  return Array.from({ length: 32 }, (_, at) =>
    Number.parseInt(bits.slice(at * 4, at * 4 + 4).join(''), 2).toString(16),
  ).join('');
}
