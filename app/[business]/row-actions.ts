'use server';

import { z } from 'zod';
import { action } from '#lib/action.ts';
import { workspaces } from '#lib/domain/paths.ts';
import { failure, ok } from '#lib/domain/result.ts';
import { getItem } from '#lib/inbox/get-item.ts';

/** An item as its page would have it, to be edited in its row. */
export const itemOfRow = action(
  {
    name: 'itemOfRow',
    permission: 'items.edit',
    input: z.object({ workspace: z.enum(workspaces), number: z.int32().positive() }),
  },
  async ({ scope, input }) => {
    const item = await getItem(scope, input.workspace, input.number);
    return item ? ok(item) : failure('missing', 'This item was deleted meanwhile.');
  },
);
