'use server';

import { z } from 'zod';
import { requestOrigin } from '#lib/access.ts';
import { action } from '#lib/action.ts';
import { readLinesChoices, sureChoices } from '#lib/domain/extraction/extraction-settings.ts';
import { modelKinds } from '#lib/extraction/model/language-model.ts';
import { setLanguageModel, tryLanguageModel } from '#lib/extraction/model/model-setting.ts';
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

const price = z
  .string()
  .regex(/^\d{1,8}(\.\d{1,4})?$/, 'A price, such as 2.50')
  .nullable();

const languageModel = z.object({
  isOn: z.boolean(),
  kind: z.enum(modelKinds),
  address: z.string().trim().max(500),
  model: z.string().trim().max(200),
  key: z.string().trim().max(1_000).nullable(),
  inputPrice: price,
  outputPrice: price,
  monthlyLimit: z.int().min(1, 'At least 1').max(100_000, 'At most 100,000'),
});

export const saveLanguageModel = action(
  { name: 'saveLanguageModel', permission: 'business.manage', input: languageModel },
  async ({ scope, input }) => setLanguageModel(scope, input, await requestOrigin()),
);

export const askLanguageModel = action(
  { name: 'askLanguageModel', permission: 'business.manage', input: languageModel },
  ({ scope, input }) => tryLanguageModel(scope, input),
);
