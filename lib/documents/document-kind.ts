/** What can be added, as its content shows it; a file's name and its sender's claim play no part. */
export const documentMimeTypes = [
  'application/pdf',
  'image/jpeg',
  'image/png',
  'image/webp',
  'image/heic',
  'image/gif',
  'image/tiff',
  'image/bmp',
  // An e-invoice: no other XML is taken.
  'application/xml',
  // DOCX, ODT, RTF and XLSX.
  'application/vnd.openxmlformats-officedocument.wordprocessingml.document',
  'application/vnd.oasis.opendocument.text',
  'application/rtf',
  'application/vnd.openxmlformats-officedocument.spreadsheetml.sheet',
] as const;
export type DocumentMimeType = (typeof documentMimeTypes)[number];

/** Kinds without pages of their own: we lay out what they say, and that is shown, read and attached. */
const laidOutMimeTypes = [
  'application/xml',
  'application/vnd.openxmlformats-officedocument.wordprocessingml.document',
  'application/vnd.oasis.opendocument.text',
  'application/rtf',
  'application/vnd.openxmlformats-officedocument.spreadsheetml.sheet',
] as const satisfies readonly DocumentMimeType[];
export type LaidOutMimeType = (typeof laidOutMimeTypes)[number];

export const isLaidOut = (mimeType: string): mimeType is LaidOutMimeType =>
  (laidOutMimeTypes as readonly string[]).includes(mimeType);

export const MAX_DOCUMENT_BYTES = 25 * 1024 * 1024;
export const MAX_PAGES = 300;
/** Above this a picture would take more memory than one document may. */
export const MAX_PIXELS = 100_000_000;

export type DocumentRefusalCode =
  | 'empty'
  | 'tooLarge'
  | 'foreign'
  | 'noEInvoice'
  | 'oldOffice'
  | 'otherOffice'
  | 'archive'
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
  foreign:
    'This is no kind of file that can be read here: PDF, a picture (JPG, PNG, WebP, HEIC, GIF, TIFF, BMP), DOCX, XLSX, ODT, RTF or an e-invoice (XML). Save it as a PDF.',
  oldOffice: 'This is a file of an old office format (DOC, XLS, PPT or MSG). Save it as a PDF, or as DOCX or XLSX.',
  otherOffice: 'Presentations, and office files with macros, as templates or as ODS, are not read. Save it as a PDF.',
  archive: 'A ZIP file within another is not opened. Open it yourself, and add the files in it.',
  noEInvoice:
    'This XML is not an e-invoice that can be read: UBL, Peppol, ZUGFeRD, Factur-X, XRechnung or FatturaPA. Ask the sender for a PDF.',
  unsafe:
    'This file has a document type or entities of its own in its XML, which nobody needs and which are not safe to read. Ask the sender for a PDF.',
  broken: 'This file is damaged and cannot be read. Download or scan it again.',
  encrypted: 'This file is protected by a password. Save a copy without the password and add that.',
  tooManyPages: `This file has more than ${MAX_PAGES} pages. Split it and add the pages that matter.`,
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
