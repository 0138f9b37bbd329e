import { z } from 'zod';
import { rateSources, type TaxSettings, taxPolicies } from './tax-settings.ts';

/** What a business decides about tax, as it comes from a form or was kept. */
export const taxSettingsSchema = z.object({
  policy: z.enum(taxPolicies),
  rateSource: z.enum(rateSources),
  defaultRates: z.object({ COSTS: z.uuid().nullable(), SALES: z.uuid().nullable() }),
  isRegistered: z.boolean(),
  checksEvidence: z.boolean(),
  cis: z.object({ accountId: z.uuid(), materialsAccountId: z.uuid().nullable() }).nullable(),
}) satisfies z.ZodType<TaxSettings>;
