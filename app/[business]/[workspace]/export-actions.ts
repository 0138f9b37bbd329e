'use server';

import { refresh } from 'next/cache';
import { z } from 'zod';
import { action } from '#lib/action.ts';
import { exportChoiceSchema } from '#lib/inbox/export/export-choice.ts';
import { previewExport, startExport } from '#lib/inbox/export/start-export.ts';

export const previewOfExport = action(
  { name: 'previewOfExport', permission: 'items.edit', input: exportChoiceSchema },
  ({ scope, input }) => previewExport(scope, input),
);

export const exportItems = action(
  {
    name: 'exportItems',
    permission: 'items.edit',
    input: exportChoiceSchema.extend({ withDocuments: z.boolean(), archive: z.boolean() }),
  },
  async ({ scope, input }) => {
    const started = await startExport(scope, input);
    refresh();
    return started;
  },
);
