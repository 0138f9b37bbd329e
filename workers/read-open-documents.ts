import { readOpenDocuments } from '#lib/publishing/open-documents.ts';
import type { Handlers } from './lanes.ts';

/** Somebody waits to choose what a credit note is for. */
export const readOpenDocumentsOf: Handlers['read-open-documents'] = ({ contactId }) => readOpenDocuments(contactId);
