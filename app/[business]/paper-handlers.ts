import type { PaperHandlers } from '#components/papers/paper-handlers.ts';
import {
  agreeTogether,
  findToMerge,
  mergeSome,
  papersOfItems,
  savePages,
  settleAlike,
  splitItemAmounts,
  splitPages,
  undoAmountsSplit,
  unmergeSome,
} from './page-actions.ts';

/** What is done with the pages of items, as the components take it. */
export const papers: PaperHandlers = {
  load: papersOfItems,
  find: findToMerge,
  merge: mergeSome,
  unmerge: unmergeSome,
  settle: settleAlike,
  agree: agreeTogether,
  save: savePages,
  split: splitPages,
  splitAmounts: splitItemAmounts,
  undoSplit: undoAmountsSplit,
};
