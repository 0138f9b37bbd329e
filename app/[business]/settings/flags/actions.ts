'use server';

import { refresh } from 'next/cache';
import { z } from 'zod';
import { action } from '#lib/action.ts';
import { archiveFlag, flagInput, saveFlag } from '#lib/coding/flags.ts';

const permission = 'items.edit';

export const saveAFlag = action(
  { name: 'saveAFlag', permission, input: flagInput.extend({ flagId: z.uuid().nullable() }) },
  async ({ scope, input }) => {
    const saved = await saveFlag(scope, input);
    refresh();
    return saved;
  },
);

export const archiveAFlag = action(
  { name: 'archiveAFlag', permission, input: z.object({ flagId: z.uuid(), isArchived: z.boolean() }) },
  async ({ scope, input }) => {
    const archived = await archiveFlag(scope, input);
    refresh();
    return archived;
  },
);
