'use server';

import { refresh } from 'next/cache';
import { z } from 'zod';
import { action } from '#lib/action.ts';
import { failure, ok, type Result } from '#lib/domain/result.ts';
import { listNames } from '#lib/domain/sync-summary.ts';
import type { EntryPage } from '#lib/lists/browse/browse.ts';
import { browseCategories, categoryQuery } from '#lib/lists/browse/browse-accounts.ts';
import { browseCustomers, browseSuppliers, contactQuery } from '#lib/lists/browse/browse-contacts.ts';
import { browseCurrencies, currencyQuery } from '#lib/lists/browse/browse-currencies.ts';
import { browsePaymentMethods, paymentMethodQuery } from '#lib/lists/browse/browse-payment-methods.ts';
import { browseProducts, productQuery } from '#lib/lists/browse/browse-products.ts';
import { browseTaxRates, taxRateQuery } from '#lib/lists/browse/browse-tax-rates.ts';
import { browseTrackingOptions, trackingOptionQuery } from '#lib/lists/browse/browse-tracking.ts';
import { type ListSource, listSource } from '#lib/lists/browse/list-source.ts';
import { chosenEntries, setVisible } from '#lib/lists/changes/set-visible.ts';
import { undoListChange } from '#lib/lists/changes/undo-list-change.ts';
import { startRefresh } from '#lib/lists/start-refresh.ts';
import type { BusinessScope } from '#lib/scope.ts';

export const reload = action(
  { name: 'reload', permission: 'lists.see', input: z.object({ list: z.enum(listNames) }) },
  async ({ scope, input }): Promise<Result<null>> => {
    const source = await listSource(scope);
    if (!source) return notConnected;
    const started = await startRefresh(scope, source.connectionId, 'PERSON', [input.list]);
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
  async ({ scope, input }) => ok(await browsePaymentMethods(scope, await listSource(scope), input)),
);

export const moreProducts = action(
  { name: 'moreProducts', permission: 'lists.see', input: productQuery },
  ({ scope, input }) => fromSource(scope, (source) => browseProducts(scope, source, input)),
);

export const moreCurrencies = action(
  { name: 'moreCurrencies', permission: 'lists.see', input: currencyQuery },
  ({ scope, input }) => fromSource(scope, (source) => browseCurrencies(scope, source, input)),
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

const visibility = z.object({ chosen: chosenEntries, isVisible: z.boolean() });

export const setCategoriesVisible = action(
  { name: 'setCategoriesVisible', permission: 'lists.edit', input: visibility },
  ({ scope, input }) => setVisible(scope, 'ACCOUNTS', input.chosen, input.isVisible),
);

export const setTaxRatesVisible = action(
  { name: 'setTaxRatesVisible', permission: 'lists.edit', input: visibility },
  ({ scope, input }) => setVisible(scope, 'TAX_RATES', input.chosen, input.isVisible),
);

/** Takes back what somebody changed of our settings of a list. */
export const undoChange = action(
  { name: 'undoChange', permission: 'lists.edit', input: z.object({ changeId: z.uuid() }) },
  ({ scope, input }) => undoListChange(scope, input.changeId),
);

const notConnected = failure('disconnected', 'This business is not connected to an accounting software yet.');

async function fromSource<Row>(
  scope: BusinessScope,
  read: (source: ListSource) => Promise<EntryPage<Row>>,
): Promise<Result<EntryPage<Row>>> {
  const source = await listSource(scope);
  return source ? ok(await read(source)) : notConnected;
}
