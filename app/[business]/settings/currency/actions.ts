'use server';

import { z } from 'zod';
import { requestOrigin } from '#lib/access.ts';
import { action } from '#lib/action.ts';
import { foreignCurrencyPolicies, rateOrigins } from '#lib/domain/foreign-currency.ts';
import { setCurrencyRules, takeRatesBack } from '#lib/publishing/settings/currency-setting.ts';

/** *Currency* */
export const saveCurrencyRules = action(
  {
    name: 'saveCurrencyRules',
    permission: 'business.manage',
    input: z.object({
      foreignCurrency: z.enum(foreignCurrencyPolicies),
      exchangeRateSource: z.enum(rateOrigins),
      givesOpen: z.boolean(),
    }),
  },
  async ({ scope, input }) => setCurrencyRules(scope, input, await requestOrigin()),
);

/** Undo of the rates that open items were given. */
export const undoRates = action(
  {
    name: 'undoRates',
    permission: 'business.manage',
    input: z.object({ given: z.array(z.object({ itemId: z.uuid(), revision: z.number().int() })).max(500) }),
  },
  ({ scope, input }) => takeRatesBack(scope, input.given),
);
