import type { OwnEntryHandlers } from '#components/lists/keep-own-entries.tsx';
import { undoChange } from './actions.ts';
import { archiveAnEntry, saveACategory, saveATaxRate } from './own-actions.ts';

/** What pages keep a business's own lists with. */
export const ownHandlers: OwnEntryHandlers = {
  saveCategory: saveACategory,
  saveTaxRate: saveATaxRate,
  archive: archiveAnEntry,
  undo: undoChange,
};
