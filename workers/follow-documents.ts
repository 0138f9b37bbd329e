import { startDueMirrors } from '#lib/publishing/books/start-due-mirrors.ts';
import { followDocuments } from '#lib/publishing/life/follow-documents.ts';
import { startDuePolls } from '#lib/publishing/life/start-due-polls.ts';
import { refreshWantedContacts } from '#lib/webhooks/refresh-contacts.ts';
import type { Handlers } from './lanes.ts';

/** Changes that are told meanwhile are read together: a call every few seconds at most. */
const GAP_MS = 5_000;

export const followDocumentsOf: Handlers['follow-documents'] = ({ connectionId }, { signal }) =>
  followDocuments(connectionId, signal, { gapMs: GAP_MS });

export const followDueDocuments: Handlers['follow-due-documents'] = async () => {
  await Promise.all([startDuePolls(), startDueMirrors(), refreshWantedContacts()]);
};
