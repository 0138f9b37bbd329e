import type { DocumentRefusalCode, LaidOutMimeType } from '../document-kind.ts';
import { Refusal } from './refusal.ts';

/**
 * A file without pages of its own, as pages: an e-invoice, a letter, a sheet. Throws a Refusal where it can't be read. What
 * lays them out is loaded with the first of them, since it takes longer to load than a PDF or a picture does to draw.
 */
export async function laidOut(bytes: Uint8Array, mimeType: LaidOutMimeType): Promise<Buffer> {
  if (mimeType === 'application/xml') {
    const { eInvoiceAsPdf } = await import('./e-invoice-as-pdf.ts');
    return eInvoiceAsPdf(bytes);
  }
  const [{ readOffice }, { officePdf }, { UnreadableOffice }] = await Promise.all([
    import('../office/office-file.ts'),
    import('../office/office-pdf.ts'),
    import('../office/office-text.ts'),
  ]);
  try {
    return await officePdf(await readOffice(bytes, mimeType));
  } catch (error) {
    throw error instanceof UnreadableOffice ? new Refusal(error.fault satisfies DocumentRefusalCode) : error;
  }
}
