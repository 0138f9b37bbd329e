import { fileTypeFromBuffer } from 'file-type';
import type { DocumentMimeType } from './document-kind.ts';
import { looksLikeXml } from './e-invoice/xml-tree.ts';

/** What a file is by its first bytes, and no more than that; null for what is not taken. */
export async function mimeTypeOf(bytes: Uint8Array): Promise<DocumentMimeType | null> {
  const kind = (await fileTypeFromBuffer(bytes))?.mime;
  switch (kind) {
    case 'application/pdf':
    case 'image/jpeg':
    case 'image/png':
    case 'image/webp':
      return kind;
    case 'image/heic':
    case 'image/heif':
    case 'image/heic-sequence':
      return 'image/heic';
    default:
      // Some scanners write a few bytes before the PDF header, which readers forgive.
      if (startsWithPdfLate(bytes)) return 'application/pdf';
      return looksLikeXml(bytes) ? 'application/xml' : null;
  }
}

function startsWithPdfLate(bytes: Uint8Array): boolean {
  return Buffer.from(bytes.buffer, bytes.byteOffset, Math.min(bytes.length, 1024)).includes('%PDF-');
}
