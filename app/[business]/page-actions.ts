'use server';

import { refresh } from 'next/cache';
import { z } from 'zod';
import { action } from '#lib/action.ts';
import { ok } from '#lib/domain/result.ts';
import { textSchema } from '#lib/domain/text.ts';
import { agreeInput, agreeToMerge } from '#lib/inbox/duplicates/put-together-views.ts';
import { settleInput, settleLikeness } from '#lib/inbox/duplicates/settle-likeness.ts';
import { changePages, pagesInput, splitByPages, splitInput } from '#lib/inbox/pages/change-pages.ts';
import { itemPapers, mergeCandidates } from '#lib/inbox/pages/item-papers.ts';
import { MAX_MERGED, mergeInput, mergeItems, unmergeInput, unmergeItems } from '#lib/inbox/pages/merge-items.ts';
import { splitAmounts, splitAmountsInput, undoSplit, undoSplitInput } from '#lib/inbox/split-item.ts';

export const papersOfItems = action(
  {
    name: 'papersOfItems',
    permission: 'items.edit',
    input: z.object({ itemIds: z.array(z.uuid()).min(1).max(MAX_MERGED) }),
  },
  async ({ scope, input }) => ok(await itemPapers(scope, input.itemIds)),
);

export const findToMerge = action(
  {
    name: 'findToMerge',
    permission: 'items.edit',
    input: z.object({ itemId: z.uuid(), search: textSchema(z, { longest: 200 }) }),
  },
  async ({ scope, input }) => ok(await mergeCandidates(scope, input)),
);

export const mergeSome = action(
  { name: 'mergeSome', permission: 'items.edit', input: mergeInput },
  async ({ scope, input }) => {
    const merged = await mergeItems(scope, input);
    refresh();
    return merged;
  },
);

export const unmergeSome = action(
  { name: 'unmergeSome', permission: 'items.edit', input: unmergeInput },
  async ({ scope, input }) => {
    const unmerged = await unmergeItems(scope, input);
    refresh();
    return unmerged;
  },
);

export const savePages = action(
  { name: 'savePages', permission: 'items.edit', input: pagesInput },
  async ({ scope, input }) => {
    const changed = await changePages(scope, input);
    refresh();
    return changed;
  },
);

export const splitPages = action(
  { name: 'splitPages', permission: 'items.edit', input: splitInput },
  async ({ scope, input }) => {
    const split = await splitByPages(scope, input);
    refresh();
    return split;
  },
);

export const settleAlike = action(
  { name: 'settleAlike', permission: 'items.edit', input: settleInput },
  async ({ scope, input }) => {
    const settled = await settleLikeness(scope, input);
    refresh();
    return settled;
  },
);

/** What was put together by itself is right. */
export const agreeTogether = action(
  { name: 'agreeTogether', permission: 'items.edit', input: agreeInput },
  async ({ scope, input }) => {
    const agreed = await agreeToMerge(scope, input);
    refresh();
    return agreed;
  },
);

export const splitItemAmounts = action(
  { name: 'splitItemAmounts', permission: 'items.edit', input: splitAmountsInput },
  async ({ scope, input }) => {
    const split = await splitAmounts(scope, input);
    refresh();
    return split;
  },
);

export const undoAmountsSplit = action(
  { name: 'undoAmountsSplit', permission: 'items.edit', input: undoSplitInput },
  async ({ scope, input }) => {
    const undone = await undoSplit(scope, input);
    refresh();
    return undone;
  },
);
