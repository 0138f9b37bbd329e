import type { LedgerCapabilities } from '../ledger.ts';
import { attachmentMimeTypes } from './attachments.ts';
import { documentKinds } from './document-endpoints.ts';

/** Xero's limits, from its documentation; a request may carry about 50 documents. */
export const xeroCapabilities: LedgerCapabilities = {
  documentKinds,
  documentsPerCall: 50,
  idempotencyKeyLifeMs: 6 * 60_000,
  attachmentMaxBytes: 10_000_000,
  attachmentMimeTypes,
};
