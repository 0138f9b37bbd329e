'use server';

import { z } from 'zod';
import { requestOrigin } from '#lib/access.ts';
import { action } from '#lib/action.ts';
import { readLinesChoices, sureChoices } from '#lib/domain/extraction/extraction-settings.ts';
import { setExtraction } from '#lib/extraction/settings/extraction-setting.ts';
import { duplicateModeInput, setDuplicateMode } from '#lib/inbox/duplicates/duplicate-setting.ts';

export const saveExtraction = action(
  {
    name: 'saveExtraction',
    permission: 'business.manage',
    input: z.object({
      readsDocuments: z.boolean(),
      readsLines: z.enum(readLinesChoices),
      readsTax: z.boolean(),
      sureFrom: z.int().refine((value) => sureChoices.some((choice) => choice === value)),
    }),
  },
  async ({ scope, input }) => setExtraction(scope, input, await requestOrigin()),
);

export const saveDuplicateMode = action(
  { name: 'saveDuplicateMode', permission: 'business.manage', input: duplicateModeInput },
  async ({ scope, input }) => setDuplicateMode(scope, input, await requestOrigin()),
);
