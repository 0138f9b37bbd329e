/** What can be added, as its content shows it; a file's name and its sender's claim play no part. */
export const documentMimeTypes = [
  'application/pdf',
  'image/jpeg',
  'image/png',
  'image/webp',
  'image/heic',
  // An e-invoice: no other XML is taken.
  'application/xml',
] as const;
export type DocumentMimeType = (typeof documentMimeTypes)[number];

export const MAX_DOCUMENT_BYTES = 25 * 1024 * 1024;
export const MAX_PAGES = 300;
/** Above this a picture would take more memory than one document may. */
export const MAX_PIXELS = 100_000_000;

export type DocumentRefusalCode =
  | 'empty'
  | 'tooLarge'
  | 'foreign'
  | 'noEInvoice'
  | 'unsafe'
  | 'broken'
  | 'encrypted'
  | 'tooManyPages'
  | 'tooManyPixels'
  | 'tooSlow'
  | 'tooComplex'
  | 'busy';

/** Why a file was not added: what is wrong with it and what to do. */
export const refusalMessages: Record<DocumentRefusalCode, string> = {
  empty: 'This file is empty. Save it again, then add it once more.',
  tooLarge: 'This file is larger than 25 MB. Save it smaller or split it.',
  foreign: 'This is not a PDF, JPG, PNG, WebP or HEIC file, nor an e-invoice. Save it as one of these.',
  noEInvoice:
    'This XML is not an e-invoice that can be read: UBL, Peppol, ZUGFeRD, Factur-X, XRechnung or FatturaPA. Ask the sender for a PDF.',
  unsafe:
    'This XML has a document type or entities of its own, which no e-invoice needs and which are not safe to read. Ask the sender for a PDF.',
  broken: 'This file is damaged and cannot be read. Download or scan it again.',
  encrypted: 'This PDF is protected by a password. Save a copy without the password and add that.',
  tooManyPages: `This PDF has more than ${MAX_PAGES} pages. Split it and add the pages that matter.`,
  tooManyPixels: 'This picture has more than 100 megapixels. Save it smaller.',
  tooSlow: 'This file takes too long to read. Save it in a simpler form, for instance by printing it to a PDF.',
  tooComplex:
    'This file takes too much memory to read. Save it in a simpler form, for instance by printing it to a PDF.',
  busy: 'Too many files are being read at this moment. Try this one again in a minute.',
};

/** Pages are drawn in these widths only, so that few drawings serve all screens. */
export const pageWidthsPx = [200, 1200, 1800, 2600] as const;

/** The first page is drawn in this width when a document arrives. */
export const FIRST_WIDTH_PX = 1200;

/** What a browser is told that an original is: XML is shown to it as text, since as XML it could bring scripts. */
export const servedType = (mimeType: string) =>
  mimeType === 'application/xml' ? 'text/plain; charset=utf-8' : mimeType;

/** What a drawn page is, by its first bytes; null for anything else. */
export function pictureMimeType(bytes: Buffer): 'image/webp' | 'image/jpeg' | null {
  if (bytes.toString('latin1', 0, 4) === 'RIFF' && bytes.toString('latin1', 8, 12) === 'WEBP') return 'image/webp';
  return bytes.toString('latin1', 0, 3) === '\xff\xd8\xff' ? 'image/jpeg' : null;
}

export type InspectedDocument = {
  mimeType: DocumentMimeType;
  pageCount: number;
  /** Pages, from 1, with text that can't be drawn, since its font is not in the file. */
  undrawnTextPages: number[];
  /** Pages, from 1, of which that is not known: there was more text than is looked at. */
  uncheckedTextPages: number[];
  /** What the first page looks like; null for one with nothing on it. */
  pictureHash: string | null;
  /** The first page as a picture of FIRST_WIDTH_PX. */
  firstPage: Uint8Array;
};

export type Inspection =
  | { ok: true; document: InspectedDocument & { firstPage: Buffer } }
  | { ok: false; code: DocumentRefusalCode };
