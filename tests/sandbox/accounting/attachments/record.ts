import type { Entity } from '../../storage/table.ts';

/** A file on a document. Its bytes are in the store's blobs under `blobId`. */
export interface Attachment extends Entity {
  /** The kind of owner, as its address has it: `Invoices`, `CreditNotes`, … */
  endpoint: string;
  ownerId: string;
  fileName: string;
  mimeType: string;
  contentLength: number;
  includeOnline: boolean;
  blobId: string;
}
