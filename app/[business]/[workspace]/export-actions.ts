'use server';

import { refresh } from 'next/cache';
import { action } from '#lib/action.ts';
import { ok } from '#lib/domain/result.ts';
import { exportChoiceSchema, startExportSchema } from '#lib/inbox/export/export-choice.ts';
import { columnChoices } from '#lib/inbox/export/export-column-sets.ts';
import { previewExport, startExport } from '#lib/inbox/export/start-export.ts';

export const previewOfExport = action(
  { name: 'previewOfExport', permission: 'items.edit', input: exportChoiceSchema },
  async ({ scope, input }) => {
    const [preview, choices] = await Promise.all([previewExport(scope, input), columnChoices(scope, input.workspace)]);
    return preview.ok ? ok({ preview: preview.value, choices }) : preview;
  },
);

export const exportItems = action(
  { name: 'exportItems', permission: 'items.edit', input: startExportSchema },
  async ({ scope, input }) => {
    const started = await startExport(scope, input);
    refresh();
    return started;
  },
);
