'use server';

import { refresh } from 'next/cache';
import { z } from 'zod';
import { action } from '#lib/action.ts';
import { applyBulkEdit } from '#lib/coding/bulk/ask-for-bulk-edit.ts';
import { bulkOutcome, noteTold } from '#lib/coding/bulk/bulk-outcome.ts';
import { previewBulkEdit } from '#lib/coding/bulk/preview-bulk-edit.ts';
import { bulkOnlySchema, bulkValuesSchema } from '#lib/coding/bulk/stored-bulk-edit.ts';
import { flagChoices } from '#lib/coding/flags.ts';
import { ownerChoices } from '#lib/coding/owners.ts';
import { MAX_BULK_ITEMS } from '#lib/domain/coding/bulk-edit.ts';
import { workspaces } from '#lib/domain/paths.ts';
import { failure, ok } from '#lib/domain/result.ts';
import { may } from '#lib/domain/roles.ts';
import { inboxQuerySchema } from '#lib/inbox/inbox-query.ts';
import { markRead } from '#lib/inbox/read-marks.ts';
import { selectMatching } from '#lib/inbox/select-matching.ts';
import { loadAllChoices } from '#lib/lists/load-choices.ts';
import { applyCorrection, takeBackCorrection } from '#lib/publishing/publish-corrected.ts';

const workspace = z.enum(workspaces);
const oneEdit = z.object({ bulkEditId: z.uuid() });
const permission = 'items.edit';

/** All that a filter shows, to be selected. */
export const matching = action(
  { name: 'matching', permission: 'items.see', input: z.object({ workspace, query: inboxQuerySchema }) },
  async ({ scope, input }) => ok(await selectMatching(scope, input.workspace, input.query)),
);

/** What the fields can be set to. */
export const choices = action(
  { name: 'bulkChoices', permission, input: z.object({ workspace }) },
  async ({ scope, input }) =>
    ok({
      choices: await loadAllChoices(scope, input.workspace),
      owners: await ownerChoices(scope),
      flags: await flagChoices(scope),
    }),
);

export const preview = action(
  {
    name: 'previewBulkEdit',
    permission,
    input: z.object({
      workspace,
      itemIds: z.array(z.uuid()).min(1).max(MAX_BULK_ITEMS),
      values: bulkValuesSchema,
      only: bulkOnlySchema.optional(),
      publishes: z.boolean().optional(),
    }),
  },
  ({ scope, input: { only = {}, publishes = false, ...input } }) =>
    previewBulkEdit(scope, { ...input, only, publishes: publishes && may(scope.actor.role, 'items.publish') }),
);

/** Sets an owner or a flag, which needs no look before: it is seen at once, and taken back as easily. */
export const set = action(
  {
    name: 'setInMany',
    permission,
    input: z.object({
      workspace,
      itemIds: z.array(z.uuid()).min(1).max(MAX_BULK_ITEMS),
      values: z.union([
        z.strictObject({ ownerId: z.uuid().nullable() }),
        z.strictObject({ flagId: z.uuid().nullable() }),
      ]),
    }),
  },
  async ({ scope, input }) => {
    const seen = await previewBulkEdit(scope, input);
    if (!seen.ok) return seen;
    const outcome = await applyBulkEdit(scope, seen.value.bulkEditId);
    refresh();
    return outcome;
  },
);

/** For oneself alone. */
export const read = action(
  {
    name: 'markRead',
    permission: 'items.see',
    input: z.object({ itemIds: z.array(z.uuid()).min(1).max(MAX_BULK_ITEMS), isRead: z.boolean(), shows: z.boolean() }),
  },
  async ({ scope, input }) => {
    const count = await markRead(scope, input.itemIds, input.isRead);
    if (input.shows) refresh();
    return ok(count);
  },
);

export const apply = action({ name: 'applyBulkEdit', permission, input: oneEdit }, async ({ scope, input }) => {
  const outcome = await applyCorrection(scope, input.bulkEditId);
  refresh();
  return outcome;
});

export const undo = action({ name: 'undoBulkEdit', permission, input: oneEdit }, async ({ scope, input }) => {
  const outcome = await takeBackCorrection(scope, input.bulkEditId);
  refresh();
  return outcome;
});

/** How far it is. */
export const look = action({ name: 'bulkOutcome', permission, input: oneEdit }, async ({ scope, input }) => {
  const outcome = await bulkOutcome(scope, input.bulkEditId);
  return outcome ? ok(outcome) : failure('missing', 'This is too long ago.');
});

/** Its end has been shown. */
export const told = action({ name: 'bulkEditTold', permission, input: oneEdit }, async ({ scope, input }) => {
  await noteTold(scope, input.bulkEditId);
  return ok(null);
});
