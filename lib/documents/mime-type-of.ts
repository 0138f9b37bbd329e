import { fileTypeFromBuffer } from 'file-type';
import { type DocumentMimeType, type DocumentRefusalCode, documentMimeTypes } from './document-kind.ts';
import { looksLikeXml } from './e-invoice/xml-tree.ts';

/** What a file is by its first bytes, and no more than that; null for what is not taken. */
export async function mimeTypeOf(bytes: Uint8Array): Promise<DocumentMimeType | null> {
  const kind = await kindOf(bytes);
  return isTaken(kind) ? kind : null;
}

/** Why a file is not taken of which mimeTypeOf knows nothing, as far as its first bytes tell. */
export async function refusalOfKind(bytes: Uint8Array): Promise<DocumentRefusalCode> {
  const kind = await kindOf(bytes);
  // The parts of old office files have names in UTF-16; a newer one with a password lies in such a file.
  if (kind === 'application/x-cfb') {
    return Buffer.from(bytes).includes(Buffer.from('EncryptedPackage', 'utf16le')) ? 'encrypted' : 'oldOffice';
  }
  if (kind && /^application\/vnd[.](openxmlformats|oasis|ms-|apple[.])/.test(kind)) return 'otherOffice';
  return kind === 'application/zip' ? 'archive' : 'foreign';
}

const isTaken = (kind: string | null): kind is DocumentMimeType =>
  kind !== null && (documentMimeTypes as readonly string[]).includes(kind);

async function kindOf(bytes: Uint8Array): Promise<string | null> {
  const kind: string | undefined = (await fileTypeFromBuffer(bytes).catch(() => undefined))?.mime;
  if (kind === 'image/heif' || kind === 'image/heic-sequence') return 'image/heic';
  // Any other XML than what it knows by name is looked at by its words; the drawings among it are not taken.
  const isCertain = kind && (isTaken(kind) || kind === 'application/zip' || !startsWithPdfLate(bytes));
  if (isCertain && kind !== 'application/xml') return kind;
  // Some scanners write a few bytes before the PDF header, which readers forgive.
  if (startsWithPdfLate(bytes)) return 'application/pdf';
  return looksLikeXml(bytes) ? 'application/xml' : null;
}

function startsWithPdfLate(bytes: Uint8Array): boolean {
  return Buffer.from(bytes.buffer, bytes.byteOffset, Math.min(bytes.length, 1024)).includes('%PDF-');
}
