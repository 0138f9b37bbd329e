import type { PaperHandlers } from '#components/papers/paper-handlers.ts';
import {
  findToMerge,
  mergeSome,
  papersOfItems,
  savePages,
  agreeTogether,
  settleAlike,
  splitPages,
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
};
