'use server';

import { refresh } from 'next/cache';
import { z } from 'zod';
import { requestOrigin } from '#lib/access.ts';
import { action } from '#lib/action.ts';
import { failure, ok } from '#lib/domain/result.ts';
import { columnSetInput, removeColumnSet, saveColumnSet } from '#lib/inbox/export/export-column-sets.ts';
import { cancelExport, deleteExport, exportRow } from '#lib/inbox/export/list-exports.ts';
import { revokeShare } from '#lib/inbox/shares/list-shares.ts';

const permission = 'items.edit';
const anExport = z.object({ exportId: z.uuid() });

export const lookAtExport = action({ name: 'lookAtExport', permission, input: anExport }, async ({ scope, input }) => {
  const row = await exportRow(scope, input.exportId);
  return row ? ok(row) : failure('missing', 'This export is not here any more.');
});

export const cancelAnExport = action(
  { name: 'cancelAnExport', permission, input: anExport },
  async ({ scope, input }) => {
    const cancelled = await cancelExport(scope, input.exportId);
    refresh();
    return cancelled;
  },
);

export const deleteAnExport = action(
  { name: 'deleteAnExport', permission, input: anExport },
  async ({ scope, input }) => {
    const deleted = await deleteExport(scope, input.exportId);
    refresh();
    return deleted;
  },
);

export const saveColumns = action(
  { name: 'saveColumns', permission, input: columnSetInput },
  async ({ scope, input }) => {
    const saved = await saveColumnSet(scope, input);
    refresh();
    return saved;
  },
);

export const removeColumns = action(
  { name: 'removeColumns', permission, input: z.object({ setId: z.uuid() }) },
  async ({ scope, input }) => {
    const removed = await removeColumnSet(scope, input.setId);
    refresh();
    return removed;
  },
);

export const revokeLink = action(
  { name: 'revokeLink', permission, input: z.object({ shareId: z.uuid() }) },
  async ({ scope, input }) => {
    const revoked = await revokeShare(scope, input.shareId, await requestOrigin());
    refresh();
    return revoked;
  },
);
