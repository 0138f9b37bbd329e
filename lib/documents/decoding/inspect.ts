import { fileTypeFromBuffer } from 'file-type';
import sharp from 'sharp';
import { type DocumentMimeType, type InspectedDocument, MAX_PIXELS } from '../document-kind.ts';
import { decodeHeic } from './heic.ts';
import { inspectPdf } from './pdf.ts';
import { Refusal } from './refusal.ts';

/**
 * Decides by content what a file is and reads it whole, so that what passes can be shown and attached later. Throws a
 * Refusal with the reason for what does not pass.
 */
export async function inspect(bytes: Uint8Array): Promise<InspectedDocument> {
  if (bytes.length === 0) throw new Refusal('empty');
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
      if (startsWithPdfLate(bytes)) return inspectPdf(bytes);
      throw new Refusal('foreign');
  }
}

function startsWithPdfLate(bytes: Uint8Array): boolean {
  return Buffer.from(bytes.buffer, bytes.byteOffset, Math.min(bytes.length, 1024)).includes('%PDF-');
}

async function inspectImage(bytes: Uint8Array, mimeType: DocumentMimeType): Promise<InspectedDocument> {
  await refuseTooManyPixels(bytes);
  const picture = sharp(bytes, { failOn: 'error', limitInputPixels: MAX_PIXELS });
  await picture.resize(32).raw().toBuffer().catch(refuseAsBroken);
  return { mimeType, pageCount: 1 };
}

async function inspectHeic(bytes: Uint8Array): Promise<InspectedDocument> {
  await refuseTooManyPixels(bytes);
  await decodeHeic(bytes);
  return { mimeType: 'image/heic', pageCount: 1 };
}

/** By what the file's head says, before anything is decoded. */
async function refuseTooManyPixels(bytes: Uint8Array): Promise<void> {
  const { width, height } = await sharp(bytes, { limitInputPixels: false }).metadata().catch(refuseAsBroken);
  if (width * height > MAX_PIXELS) throw new Refusal('tooManyPixels');
}

function refuseAsBroken(): never {
  throw new Refusal('broken');
}
