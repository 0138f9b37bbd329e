'use server';

import { refresh } from 'next/cache';
import { z } from 'zod';
import { action } from '#lib/action.ts';
import { failure, ok, type Result } from '#lib/domain/result.ts';
import type { EntryPage } from '#lib/lists/browse/browse.ts';
import {
  browseCategories,
  browsePaymentMethods,
  categoryQuery,
  paymentMethodQuery,
} from '#lib/lists/browse/browse-accounts.ts';
import { browseCustomers, browseSuppliers, contactQuery } from '#lib/lists/browse/browse-contacts.ts';
import { browseTaxRates, taxRateQuery } from '#lib/lists/browse/browse-tax-rates.ts';
import { browseTrackingOptions, trackingOptionQuery } from '#lib/lists/browse/browse-tracking.ts';
import { type ListSource, listSource } from '#lib/lists/browse/list-source.ts';
import { setVisible } from '#lib/lists/set-visible.ts';
import { startRefresh } from '#lib/lists/start-refresh.ts';
import type { BusinessScope } from '#lib/scope.ts';

export const reload = action(
  { name: 'reload', permission: 'lists.see', input: z.object({}) },
  async ({ scope }): Promise<Result<null>> => {
    const source = await listSource(scope);
    if (!source) return notConnected;
    const started = await startRefresh(scope, source.connectionId, 'PERSON');
    refresh();
    return started.ok ? ok(null) : started;
  },
);

export const moreCategories = action(
  { name: 'moreCategories', permission: 'lists.see', input: categoryQuery },
  ({ scope, input }) => fromSource(scope, (source) => browseCategories(scope, source, input)),
);

export const moreTaxRates = action(
  { name: 'moreTaxRates', permission: 'lists.see', input: taxRateQuery },
  ({ scope, input }) => fromSource(scope, (source) => browseTaxRates(scope, source, input)),
);

export const morePaymentMethods = action(
  { name: 'morePaymentMethods', permission: 'lists.see', input: paymentMethodQuery },
  ({ scope, input }) => fromSource(scope, (source) => browsePaymentMethods(scope, source, input)),
);

export const moreTrackingOptions = action(
  { name: 'moreTrackingOptions', permission: 'lists.see', input: trackingOptionQuery },
  ({ scope, input }) => fromSource(scope, (source) => browseTrackingOptions(scope, source, input.categoryId, input)),
);

export const moreSuppliers = action(
  { name: 'moreSuppliers', permission: 'lists.see', input: contactQuery },
  async ({ scope, input }) => ok(await browseSuppliers(scope, await listSource(scope), input)),
);

export const moreCustomers = action(
  { name: 'moreCustomers', permission: 'lists.see', input: contactQuery },
  async ({ scope, input }) => ok(await browseCustomers(scope, await listSource(scope), input)),
);

const visibility = z.object({ id: z.uuid(), isVisible: z.boolean() });

export const setCategoryVisible = action(
  { name: 'setCategoryVisible', permission: 'items.edit', input: visibility },
  ({ scope, input }) => setVisible(scope, 'ACCOUNTS', input.id, input.isVisible),
);

export const setTaxRateVisible = action(
  { name: 'setTaxRateVisible', permission: 'items.edit', input: visibility },
  ({ scope, input }) => setVisible(scope, 'TAX_RATES', input.id, input.isVisible),
);

const notConnected = failure('disconnected', 'This business is not connected to an accounting software yet.');

async function fromSource<Row>(
  scope: BusinessScope,
  read: (source: ListSource) => Promise<EntryPage<Row>>,
): Promise<Result<EntryPage<Row>>> {
  const source = await listSource(scope);
  return source ? ok(await read(source)) : notConnected;
}
