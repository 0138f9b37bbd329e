import type { MergeHandlers } from '#components/contacts/merge-dialog.tsx';
import { mergeTwoContacts, previewContactMerge, undoContactMerge } from './merge-actions.ts';

/** What pages merge contacts with. */
export const mergeHandlers: MergeHandlers = {
  preview: previewContactMerge,
  merge: mergeTwoContacts,
  undo: undoContactMerge,
};
