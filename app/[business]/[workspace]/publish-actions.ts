'use server';

import { refresh } from 'next/cache';
import { z } from 'zod';
import { action } from '#lib/action.ts';
import { letAutoPublish, stopAutoPublish } from '#lib/auto-publish/steer-auto-publish.ts';
import { MAX_BULK_ITEMS } from '#lib/domain/coding/bulk-edit.ts';
import { ok } from '#lib/domain/result.ts';
import { listNames } from '#lib/domain/sync-summary.ts';
import { attachToBooks, detachFromBooks } from '#lib/publishing/attach-to-books.ts';
import { bringBackGone as bringBack } from '#lib/publishing/bring-back-gone.ts';
import { cancelPublication } from '#lib/publishing/cancel-publication.ts';
import { changePublished } from '#lib/publishing/change-published.ts';
import { beginCorrection, endCorrection } from '#lib/publishing/correcting.ts';
import { creditedDocuments } from '#lib/publishing/credited-documents.ts';
import { previewItem } from '#lib/publishing/preview-item.ts';
import { publicationAttempts } from '#lib/publishing/publication-attempts.ts';
import { MAX_ITEMS, publishItems } from '#lib/publishing/publish-items.ts';
import { publishingEnds } from '#lib/publishing/publishing-ends.ts';
import { reloadAndPublish } from '#lib/publishing/reload-and-publish.ts';
import { cancelPayments, retryFollowing } from '#lib/publishing/retry-following.ts';
import { runItems } from '#lib/publishing/runs/run-items.ts';
import { cancelRun, pauseRun, resumeRun } from '#lib/publishing/runs/steer-run.ts';
import { tryNow } from '#lib/publishing/runs/try-now.ts';

const itemRevision = z.object({ itemId: z.uuid(), revision: z.int32().positive() });
const someItems = z.array(itemRevision).min(1).max(MAX_BULK_ITEMS);
const onePublication = z.object({ publicationId: z.uuid() });

export const publish = action(
  {
    name: 'publish',
    permission: 'items.publish',
    input: z.object({ items: someItems, isAnyway: z.boolean().default(false) }),
  },
  async ({ scope, input }) => shown(await publishItems(scope, input.items, { asks: !input.isAnyway })),
);

/** For what was put right in the books. */
export const publishAfterReload = action(
  {
    name: 'publishAfterReload',
    permission: 'items.publish',
    input: z.object({ list: z.enum(listNames), items: someItems }),
  },
  async ({ scope, input }) => shown(await reloadAndPublish(scope, input.list, input.items)),
);

export const cancelPublishing = action(
  { name: 'cancelPublishing', permission: 'items.publish', input: onePublication },
  async ({ scope, input }) => shown(await cancelPublication(scope, input.publicationId)),
);

export const retryPublished = action(
  { name: 'retryPublished', permission: 'items.publish', input: onePublication },
  async ({ scope, input }) => shown(await retryFollowing(scope, input.publicationId)),
);

export const leaveUnpaid = action(
  { name: 'leaveUnpaid', permission: 'items.publish', input: onePublication },
  async ({ scope, input }) => shown(await cancelPayments(scope, input.publicationId)),
);

/** What the ledger will show of an item, for whoever asks before publishing it. */
export const previewPublished = action(
  { name: 'previewPublished', permission: 'items.edit', input: z.object({ itemId: z.uuid() }) },
  ({ scope, input }) => previewItem(scope, input.itemId),
);

/** What a credit note can be set against. */
export const findCredited = action(
  { name: 'findCredited', permission: 'items.edit', input: z.object({ itemId: z.uuid() }) },
  ({ scope, input }) => creditedDocuments(scope, input.itemId),
);

export const bringBackGone = action(
  { name: 'bringBackGone', permission: 'items.publish', input: onePublication },
  async ({ scope, input }) => shown(await bringBack(scope, input.publicationId)),
);

/** In place of publishing what the books have already. */
export const attach = action(
  {
    name: 'attach',
    permission: 'items.publish',
    input: itemRevision.extend({ ledgerId: z.string().max(100) }),
  },
  async ({ scope, input }) => shown(await attachToBooks(scope, input)),
);

export const detach = action(
  { name: 'detach', permission: 'items.publish', input: onePublication },
  async ({ scope, input }) => shown(await detachFromBooks(scope, input.publicationId)),
);

export const correct = action(
  { name: 'correct', permission: 'items.publish', input: onePublication },
  async ({ scope, input }) => shown(await beginCorrection(scope, input.publicationId)),
);

export const leaveAsItIs = action(
  { name: 'leaveAsItIs', permission: 'items.publish', input: onePublication },
  async ({ scope, input }) => shown(await endCorrection(scope, input.publicationId)),
);

const settlements = z.array(z.string().max(100)).max(100);

export const sendCorrection = action(
  {
    name: 'sendCorrection',
    permission: 'items.publish',
    input: onePublication.extend({ settlements, revision: z.int32().positive(), isAnew: z.boolean() }),
  },
  async ({ scope, input: { publicationId, ...wish } }) =>
    shown(await changePublished(scope, publicationId, { wish: 'change', ...wish })),
);

export const unpublish = action(
  { name: 'unpublish', permission: 'items.publish', input: onePublication.extend({ settlements }) },
  async ({ scope, input: { publicationId, settlements } }) =>
    shown(await changePublished(scope, publicationId, { wish: 'end', settlements })),
);

/** Whether one that would be published by itself is. */
export const steerAutoPublish = action(
  {
    name: 'steerAutoPublish',
    permission: 'items.publish',
    input: z.object({ itemId: z.uuid(), wish: z.enum(['stop', 'let']) }),
  },
  async ({ scope, input: { wish, ...item } }) =>
    shown(await (wish === 'stop' ? stopAutoPublish(scope, item) : letAutoPublish(scope, item))),
);

export const attempts = action(
  { name: 'attempts', permission: 'items.publish', input: z.object({ itemId: z.uuid() }) },
  async ({ scope, input }) => ok(await publicationAttempts(scope, input.itemId)),
);

export const endsOfPublishing = action(
  {
    name: 'endsOfPublishing',
    permission: 'items.publish',
    input: z.object({ publicationIds: z.array(z.uuid()).min(1).max(MAX_ITEMS) }),
  },
  async ({ scope, input }) => ok(await publishingEnds(scope, input.publicationIds)),
);

const oneRun = z.object({ runId: z.uuid() });

export const pausePublishing = action(
  { name: 'pausePublishing', permission: 'items.publish', input: oneRun },
  async ({ scope, input }) => shown(await pauseRun(scope, input.runId)),
);

export const resumePublishing = action(
  { name: 'resumePublishing', permission: 'items.publish', input: oneRun },
  async ({ scope, input }) => shown(await resumeRun(scope, input.runId)),
);

export const cancelPublishRun = action(
  { name: 'cancelPublishRun', permission: 'items.publish', input: oneRun },
  async ({ scope, input }) => shown(await cancelRun(scope, input.runId)),
);

export const tryPublishingNow = action(
  { name: 'tryPublishingNow', permission: 'items.publish', input: z.object({}) },
  async ({ scope }) => shown(await tryNow(scope)),
);

/** Which items of a press of *Publish* are in the books, and which are not. */
export const itemsOfRun = action({ name: 'itemsOfRun', permission: 'items.see', input: oneRun }, ({ scope, input }) =>
  runItems(scope, input.runId),
);

/** The page that asked shows the outcome with the answer; others learn of it by the live events. */
function shown<T>(answer: T): T {
  refresh();
  return answer;
}
