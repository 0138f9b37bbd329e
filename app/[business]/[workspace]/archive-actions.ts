'use server';

import { refresh } from 'next/cache';
import { z } from 'zod';
import { action } from '#lib/action.ts';
import { archiveItems, bringBackItems, MAX_ARCHIVED } from '#lib/inbox/archive-items.ts';

const someItems = z.object({ itemIds: z.array(z.uuid()).min(1).max(MAX_ARCHIVED) });

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
