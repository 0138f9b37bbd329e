'use server';

import { z } from 'zod';
import { action } from '#lib/action.ts';
import { browsePairs, pairsQuery } from '#lib/coding/merge-lists/browse-pairs.ts';
import { findMergeTargets } from '#lib/coding/merge-lists/candidates.ts';
import { acceptSuggestions, choosePair, clearPairs } from '#lib/coding/merge-lists/choose-pairs.ts';
import { mergeBooks, notConnected } from '#lib/coding/merge-lists/merge-books.ts';
import { previewListMerge } from '#lib/coding/merge-lists/preview-merge.ts';
import { startListMerge, undoListMerge } from '#lib/coding/merge-lists/start-merge.ts';
import { confidences, mergeLists } from '#lib/domain/merge-lists.ts';
import { ok } from '#lib/domain/result.ts';
import { searchSchema } from '#lib/domain/text.ts';
import { rulesAfterListMerge } from '#lib/rules/rules-after.ts';

const list = z.enum(mergeLists);

export const morePairs = action(
  { name: 'morePairs', permission: 'lists.see', input: pairsQuery },
  async ({ scope, input }) => {
    const books = await mergeBooks(scope);
    return books ? ok(await browsePairs(scope, books, input)) : notConnected;
  },
);

/** The entries of the connected books that can take the place of an old one. */
export const findNewEntries = action(
  {
    name: 'findNewEntries',
    permission: 'lists.see',
    input: z.object({ list, fromId: z.uuid(), query: searchSchema(z) }),
  },
  ({ scope, input }) => findMergeTargets(scope, input),
);

export const chooseNewEntry = action(
  {
    name: 'chooseNewEntry',
    permission: 'items.edit',
    input: z.object({ list, fromId: z.uuid(), toId: z.uuid().nullable() }),
  },
  ({ scope, input }) => choosePair(scope, input),
);

/** The entry, or all that were accepted at once, is undecided again. */
export const clearNewEntries = action(
  {
    name: 'clearNewEntries',
    permission: 'items.edit',
    input: z.union([z.object({ fromId: z.uuid() }), z.object({ batchId: z.uuid() })]),
  },
  ({ scope, input }) => clearPairs(scope, input),
);

export const acceptNewEntries = action(
  {
    name: 'acceptNewEntries',
    permission: 'items.edit',
    input: z.object({ list, confidence: z.enum(confidences) }),
  },
  ({ scope, input }) => acceptSuggestions(scope, input),
);

export const dryRunOfLists = action(
  { name: 'dryRunOfLists', permission: 'items.edit', input: z.object({}) },
  async ({ scope, business }) => {
    const preview = await previewListMerge(scope);
    if (!preview.ok) return preview;
    return ok({ ...preview.value, rules: await rulesAfterListMerge(scope), slug: business.slug });
  },
);

export const mergeTheLists = action(
  { name: 'mergeTheLists', permission: 'items.edit', input: z.object({}) },
  ({ scope }) => startListMerge(scope),
);

export const undoMergeOfLists = action(
  { name: 'undoMergeOfLists', permission: 'items.edit', input: z.object({ mergeId: z.uuid() }) },
  ({ scope, input }) => undoListMerge(scope, input.mergeId),
);
