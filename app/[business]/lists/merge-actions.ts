'use server';

import { z } from 'zod';
import { action } from '#lib/action.ts';
import { mergeContacts, previewMerge } from '#lib/coding/merge-contacts.ts';
import { undoMerge } from '#lib/coding/undo-merge.ts';
import { workspaces } from '#lib/domain/paths.ts';
import { ok } from '#lib/domain/result.ts';
import { searchSchema } from '#lib/domain/text.ts';
import { setDistinct } from '#lib/lists/duplicate-contacts.ts';
import { searchContacts } from '#lib/lists/search-contacts.ts';
import { rulesOfContact } from '#lib/rules/rules-after.ts';

const pair = z.object({ fromId: z.uuid(), intoId: z.uuid() });

/** What *Merge* would do, for whoever is about to press it. */
export const previewContactMerge = action(
  { name: 'previewContactMerge', permission: 'items.edit', input: pair },
  async ({ scope, business, input }) => {
    const preview = await previewMerge(scope, input);
    if (!preview.ok) return preview;
    return ok({ ...preview.value, rules: await rulesOfContact(scope, input.fromId), slug: business.slug });
  },
);

export const mergeTwoContacts = action(
  { name: 'mergeTwoContacts', permission: 'items.edit', input: pair },
  ({ scope, input }) => mergeContacts(scope, input),
);

export const undoContactMerge = action(
  { name: 'undoContactMerge', permission: 'items.edit', input: z.object({ mergeId: z.uuid() }) },
  ({ scope, input }) => undoMerge(scope, input.mergeId),
);

/** *They are two*, or not after all. */
export const setContactsDistinct = action(
  {
    name: 'setContactsDistinct',
    permission: 'lists.edit',
    input: z.object({ ids: z.tuple([z.uuid(), z.uuid()]), isDistinct: z.boolean() }),
  },
  ({ scope, input }) => setDistinct(scope, input),
);

/** The contacts that one could be merged into. */
export const findMergeContacts = action(
  {
    name: 'findMergeContacts',
    permission: 'items.edit',
    input: z.object({ workspace: z.enum(workspaces), query: searchSchema(z) }),
  },
  async ({ scope, input }) => ok(await searchContacts(scope, input.workspace, input.query)),
);
