'use server';

import { refresh } from 'next/cache';
import { z } from 'zod';
import { requestOrigin } from '#lib/access.ts';
import { action } from '#lib/action.ts';
import { removeBusinessFile, startBusinessFile } from '#lib/business-file/list-business-files.ts';
import {
  beginReading,
  beginReadingInput,
  readInput,
  removeReading,
  startReading,
} from '#lib/business-file/reading/list-readings.ts';

const permission = 'business.manage';

export const makeCompleteExport = action(
  { name: 'makeCompleteExport', permission, input: z.object({}) },
  async ({ scope }) => {
    const started = await startBusinessFile(scope, await requestOrigin());
    refresh();
    return started;
  },
);

export const removeCompleteExport = action(
  { name: 'removeCompleteExport', permission, input: z.object({ fileId: z.uuid() }) },
  async ({ scope, input }) => {
    const removed = await removeBusinessFile(scope, input.fileId);
    refresh();
    return removed;
  },
);

export const beginReadingBack = action(
  { name: 'beginReadingBack', permission, input: beginReadingInput },
  ({ scope, input }) => beginReading(scope, input),
);

export const readBackIn = action({ name: 'readBackIn', permission, input: readInput }, async ({ scope, input }) => {
  const started = await startReading(scope, input);
  refresh();
  return started;
});

export const removeReadFile = action(
  { name: 'removeReadFile', permission, input: z.object({ readingId: z.uuid() }) },
  async ({ scope, input }) => {
    const removed = await removeReading(scope, input.readingId);
    refresh();
    return removed;
  },
);
