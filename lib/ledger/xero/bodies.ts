import type { LedgerBodies } from '../ledger.ts';
import { safeFileName } from './attachment-name.ts';
import { documentBody } from './documents.ts';
import { shownOf } from './shown-document.ts';

/** What of Xero's side of the port is pure. */
export const xeroBodies: LedgerBodies = {
  documentBody,
  shownOf,
  attachmentName: ({ fileName, mimeType }) => safeFileName(fileName, mimeType),
};
