import type { Pdf } from './pdf.ts';
import { allocate, type Pdfium } from './pdfium.ts';

/** A file that a PDF carries. */
export type PdfAttachment = { name: string; bytes: Uint8Array };

const MAX_ATTACHMENTS = 20;
const MAX_BYTES = 16 * 1024 * 1024;

/** The XML files that a PDF carries, as ZUGFeRD, Factur-X and other hybrid invoices do. */
export function xmlAttachments({ library, document }: Pdf): PdfAttachment[] {
  const count = Math.min(library.FPDFDoc_GetAttachmentCount(document), MAX_ATTACHMENTS);
  const found: PdfAttachment[] = [];
  for (let index = 0; index < count; index++) {
    const attachment = library.FPDFDoc_GetAttachment(document, index);
    if (!attachment) continue;
    const name = nameOf(library, attachment);
    if (!/\.xml$/i.test(name)) continue;
    const bytes = bytesOf(library, attachment);
    if (bytes) found.push({ name, bytes });
  }
  return found;
}

function nameOf(library: Pdfium, attachment: number): string {
  const size = library.FPDFAttachment_GetName(attachment, 0, 0);
  if (size <= 2 || size > 2_000) return '';
  const address = allocate(library, size);
  library.FPDFAttachment_GetName(attachment, address, size);
  const name = Buffer.from(library.pdfium.HEAPU8.slice(address, address + size - 2)).toString('utf16le');
  library.pdfium.wasmExports.free(address);
  return name;
}

function bytesOf(library: Pdfium, attachment: number): Uint8Array | null {
  const length = allocate(library, 4);
  library.FPDFAttachment_GetFile(attachment, 0, 0, length);
  const size = library.pdfium.HEAP32[length / 4] ?? 0;
  let bytes: Uint8Array | null = null;
  if (size > 0 && size <= MAX_BYTES) {
    const address = allocate(library, size);
    if (library.FPDFAttachment_GetFile(attachment, address, size, length)) {
      bytes = library.pdfium.HEAPU8.slice(address, address + size);
    }
    library.pdfium.wasmExports.free(address);
  }
  library.pdfium.wasmExports.free(length);
  return bytes;
}
