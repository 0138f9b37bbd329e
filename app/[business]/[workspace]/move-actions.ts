'use server';

import { refresh } from 'next/cache';
import { z } from 'zod';
import { action } from '#lib/action.ts';
import { MAX_MOVED, moveItems, moveItemsBack } from '#lib/coding/move-items.ts';
import { MAX_BULK_ITEMS } from '#lib/domain/coding/bulk-edit.ts';
import { codingChangesSchema } from '#lib/domain/coding/coding-schema.ts';
import { workspaces } from '#lib/domain/paths.ts';

const to = z.enum(workspaces);

export const moveToWorkspace = action(
  {
    name: 'moveToWorkspace',
    permission: 'items.edit',
    input: z.object({ to, itemIds: z.array(z.uuid()).min(1).max(MAX_BULK_ITEMS) }),
  },
  async ({ scope, input }) => {
    const moved = await moveItems(scope, input);
    refresh();
    return moved;
  },
);

const formerItem = z.object({
  itemId: z.uuid(),
  revision: z.int32().positive(),
  changes: codingChangesSchema,
  was: codingChangesSchema,
});

export const moveBackToWorkspace = action(
  {
    name: 'moveBackToWorkspace',
    permission: 'items.edit',
    input: z.object({ to, items: z.array(formerItem).min(1).max(MAX_MOVED) }),
  },
  async ({ scope, input }) => {
    const moved = await moveItemsBack(scope, input);
    refresh();
    return moved;
  },
);
