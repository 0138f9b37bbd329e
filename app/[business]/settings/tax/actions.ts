'use server';

import { z } from 'zod';
import { requestOrigin } from '#lib/access.ts';
import { action } from '#lib/action.ts';
import { undoTaxChange } from '#lib/coding/apply-tax-settings.ts';
import { saveTaxSettings } from '#lib/coding/save-tax-settings.ts';
import { taxEffect } from '#lib/coding/tax-settings-view.ts';
import { ok } from '#lib/domain/result.ts';
import { taxSettingsSchema } from '#lib/domain/tax-settings-schema.ts';

/** What settings that are not saved yet would change. */
export const tryTaxSettings = action(
  { name: 'tryTaxSettings', permission: 'business.manage', input: taxSettingsSchema },
  async ({ scope, input }) => ok(await taxEffect(scope, input)),
);

export const saveTax = action(
  {
    name: 'saveTax',
    permission: 'business.manage',
    input: z.object({ settings: taxSettingsSchema, appliesToOpen: z.boolean() }),
  },
  async ({ scope, input }) => saveTaxSettings(scope, input, await requestOrigin()),
);

/** Takes back what new settings made of the open items. */
export const undoTax = action(
  { name: 'undoTax', permission: 'business.manage', input: z.object({ changeId: z.uuid() }) },
  ({ scope, input }) => undoTaxChange(scope, input.changeId),
);
