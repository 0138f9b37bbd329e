import { followDocuments } from '#lib/publishing/life/follow-documents.ts';
import { startDuePolls } from '#lib/publishing/life/start-due-polls.ts';
import type { Handlers } from './lanes.ts';

export const followDocumentsOf: Handlers['follow-documents'] = ({ connectionId }, { signal }) =>
  followDocuments(connectionId, signal);

export const followDueDocuments: Handlers['follow-due-documents'] = async () => {
  await startDuePolls();
};
