'use server';

import { z } from 'zod';
import { action } from '#lib/action.ts';
import { forgetMark, restoreMark } from '#lib/coding/learn-supplier.ts';
import { type CisRate, cisRates } from '#lib/domain/cis.ts';
import { MAX_DUE_DAYS } from '#lib/domain/coding/due-days.ts';
import { markKinds } from '#lib/domain/extraction/supplier-marks.ts';
import { textSchema } from '#lib/domain/text.ts';
import { contactTaxInput, setContactTax } from '#lib/extraction/settings/extraction-setting.ts';
import { contactDuplicatesInput, setContactDuplicates } from '#lib/inbox/duplicates/duplicate-setting.ts';
import { setCisRate } from '#lib/lists/cis-rate.ts';
import { addAlias, removeAlias } from '#lib/lists/contact-aliases.ts';
import { setDueDays } from '#lib/lists/contact-due-days.ts';

export const addContactAlias = action(
  {
    name: 'addContactAlias',
    permission: 'lists.edit',
    input: z.object({ contactId: z.uuid(), name: textSchema(z, { longest: 500 }) }),
  },
  ({ scope, input }) => addAlias(scope, input),
);

/** *Due* on a supplier's page. */
export const setContactDueDays = action(
  {
    name: 'setContactDueDays',
    permission: 'lists.edit',
    input: z.object({ contactId: z.uuid(), dueDays: z.number().int().min(0).max(MAX_DUE_DAYS).nullable() }),
  },
  ({ scope, input }) => setDueDays(scope, input),
);

export const removeContactAlias = action(
  { name: 'removeContactAlias', permission: 'lists.edit', input: z.object({ aliasId: z.uuid() }) },
  ({ scope, input }) => removeAlias(scope, input),
);

/** *Known by* on a supplier's page. */
export const forgetSupplierMark = action(
  { name: 'forgetSupplierMark', permission: 'lists.edit', input: z.object({ markId: z.uuid() }) },
  ({ scope, input }) => forgetMark(scope, input),
);

export const restoreSupplierMark = action(
  {
    name: 'restoreSupplierMark',
    permission: 'lists.edit',
    input: z.object({ contactId: z.uuid(), kind: z.enum(markKinds), printed: z.string().max(500) }),
  },
  ({ scope, input }) => restoreMark(scope, input),
);

/** How a supplier is registered for the Construction Industry Scheme. */
export const saveCisRate = action(
  {
    name: 'saveCisRate',
    permission: 'lists.edit',
    input: z.object({ contactId: z.uuid(), rate: z.enum(Object.keys(cisRates) as CisRate[]).nullable() }),
  },
  ({ scope, input }) => setCisRate(scope, input),
);

/** *Duplicates* on a supplier's page. */
export const saveContactDuplicates = action(
  { name: 'saveContactDuplicates', permission: 'lists.edit', input: contactDuplicatesInput },
  ({ scope, input }) => setContactDuplicates(scope, input),
);

/** *Tax* on a supplier's page. */
export const saveContactTax = action(
  { name: 'saveContactTax', permission: 'lists.edit', input: contactTaxInput },
  ({ scope, input }) => setContactTax(scope, input),
);
