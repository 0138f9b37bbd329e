import { fileTypeFromBuffer } from 'file-type';
import sharp from 'sharp';
import { type DocumentMimeType, type Inspection, MAX_PIXELS } from '../document-kind.ts';
import { decodeHeic, HeicError } from './heic.ts';
import { inspectPdf } from './pdf.ts';

/** Decides by content what a file is and reads it whole, so that what passes can be shown and attached later. */
export async function inspect(bytes: Uint8Array): Promise<Inspection> {
  if (bytes.length === 0) return { ok: false, code: 'empty' };
  const kind = (await fileTypeFromBuffer(bytes))?.mime;
  switch (kind) {
    case 'application/pdf':
      return inspectPdf(bytes);
    case 'image/jpeg':
    case 'image/png':
    case 'image/webp':
      return inspectImage(bytes, kind);
    case 'image/heic':
    case 'image/heif':
    case 'image/heic-sequence':
      return inspectHeic(bytes);
    default:
      // Some scanners write a few bytes before the PDF header, which readers forgive.
      return startsWithPdfLate(bytes) ? inspectPdf(bytes) : { ok: false, code: 'foreign' };
  }
}

function startsWithPdfLate(bytes: Uint8Array): boolean {
  return Buffer.from(bytes.buffer, bytes.byteOffset, Math.min(bytes.length, 1024)).includes('%PDF-');
}

async function inspectImage(bytes: Uint8Array, mimeType: DocumentMimeType): Promise<Inspection> {
  try {
    const { width, height } = await sharp(bytes, { limitInputPixels: false }).metadata();
    if (width * height > MAX_PIXELS) return { ok: false, code: 'tooManyPixels' };
    await sharp(bytes, { failOn: 'error', limitInputPixels: MAX_PIXELS }).resize(32).raw().toBuffer();
    return { ok: true, document: { mimeType, pageCount: 1 } };
  } catch {
    return { ok: false, code: 'broken' };
  }
}

async function inspectHeic(bytes: Uint8Array): Promise<Inspection> {
  try {
    const { width, height } = await sharp(bytes, { limitInputPixels: false }).metadata();
    if (width * height > MAX_PIXELS) return { ok: false, code: 'tooManyPixels' };
    await decodeHeic(bytes);
    return { ok: true, document: { mimeType: 'image/heic', pageCount: 1 } };
  } catch (error) {
    return { ok: false, code: error instanceof HeicError ? error.code : 'broken' };
  }
}
