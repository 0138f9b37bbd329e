'use server';

import { refresh } from 'next/cache';
import { z } from 'zod';
import { action } from '#lib/action.ts';
import { MAX_ROWS } from '#lib/domain/inbox-choices.ts';
import { workspaces } from '#lib/domain/paths.ts';
import { ok } from '#lib/domain/result.ts';
import { deleteForGood, emptyBin } from '#lib/inbox/bin/delete-for-good.ts';
import { binKeyType, binQuerySchema, listBin } from '#lib/inbox/bin/list-bin.ts';
import { MAX_DELETED } from '#lib/inbox/delete-items.ts';
import { PAGE_ROWS } from '#lib/inbox/inbox-query.ts';
import { pagedSchema } from '#lib/keyset.ts';

const workspace = z.enum(workspaces);
const limit = z.number().int().min(1).max(MAX_ROWS).default(PAGE_ROWS);
const page = pagedSchema(z.object({ workspace, query: binQuerySchema, limit }), () => binKeyType);

export const moreOfBin = action({ name: 'moreOfBin', permission: 'items.see', input: page }, async ({ scope, input }) =>
  ok(await listBin(scope, input.workspace, input.query, input)),
);

/** A submitter brings back what they added, and deletes nothing for good. */
export const deleteFromBin = action(
  {
    name: 'deleteFromBin',
    permission: 'items.edit',
    input: z.object({ itemIds: z.array(z.uuid()).min(1).max(MAX_DELETED) }),
  },
  async ({ scope, input }) => {
    const deleted = await deleteForGood(scope, input.itemIds);
    refresh();
    return deleted;
  },
);

export const emptyWholeBin = action(
  { name: 'emptyWholeBin', permission: 'items.edit', input: z.object({ workspace }) },
  async ({ scope, input }) => {
    const emptied = await emptyBin(scope, input.workspace);
    refresh();
    return emptied;
  },
);
