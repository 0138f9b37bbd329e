'use server';

import { refresh } from 'next/cache';
import { z } from 'zod';
import { action } from '#lib/action.ts';
import { MAX_BULK_ITEMS } from '#lib/domain/coding/bulk-edit.ts';
import { archiveItems, bringBackItems } from '#lib/inbox/archive-items.ts';

const someItems = z.object({ itemIds: z.array(z.uuid()).min(1).max(MAX_BULK_ITEMS) });

export const archiveByHand = action(
  { name: 'archiveByHand', permission: 'items.edit', input: someItems },
  async ({ scope, input }) => {
    const archived = await archiveItems(scope, input.itemIds);
    refresh();
    return archived;
  },
);

export const bringBackToInbox = action(
  { name: 'bringBackToInbox', permission: 'items.edit', input: someItems },
  async ({ scope, input }) => {
    const back = await bringBackItems(scope, input.itemIds);
    refresh();
    return back;
  },
);
