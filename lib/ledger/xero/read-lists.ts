import type { AccountingApi } from 'xero-node';
import { ok } from '#lib/domain/result.ts';
import type { LedgerLists, LedgerResult, ListPage } from '../ledger.ts';
import type { LedgerSession } from '../ledger-session.ts';
import { call } from './call.ts';
import {
  accountOf,
  contactOf,
  currencyOf,
  organisationOf,
  productOf,
  taxRateOf,
  trackingCategoryOf,
} from './list-entries.ts';
import { required } from './required.ts';

/** Xero's largest page. Contacts alone are paged; the other lists come whole. */
const PAGE_SIZE = 1_000;

type Page = { page: number; modifiedSince: Date | null };
type Read<L extends keyof LedgerLists> = (
  api: AccountingApi,
  organisationId: string,
  page: Page,
) => Promise<{ response: { headers: unknown }; body: ListPage<LedgerLists[L]> }>;

/** How each list is read. Tax rates, tracking, currencies and the organisation know no If-Modified-Since. */
const reads: { [L in keyof LedgerLists]: Read<L> } = {
  ORGANISATION: async (api, tenant) => {
    const { response, body } = await api.getOrganisations(tenant);
    return { response, body: whole(required(body.organisations, 'Organisations').map(organisationOf)) };
  },
  ACCOUNTS: async (api, tenant, { modifiedSince }) => {
    const { response, body } = await api.getAccounts(tenant, modifiedSince ?? undefined);
    return { response, body: whole(required(body.accounts, 'Accounts').map(accountOf), modifiedSince) };
  },
  CONTACTS: async (api, tenant, { page, modifiedSince }) => {
    const includeArchived = true;
    const { response, body } = await api.getContacts(
      tenant,
      modifiedSince ?? undefined,
      undefined,
      // A fixed order keeps a page's entries from wandering to another while the pages are read.
      'ContactID',
      undefined,
      page,
      includeArchived,
      undefined,
      undefined,
      PAGE_SIZE,
    );
    const entries = required(body.contacts, 'Contacts').map(contactOf);
    const pageCount = body.pagination?.pageCount;
    return {
      response,
      body: {
        entries,
        hasMore: pageCount === undefined ? entries.length === PAGE_SIZE : page < pageCount,
        expected: body.pagination?.itemCount ?? null,
        isComplete: modifiedSince === null,
      },
    };
  },
  TRACKING: async (api, tenant) => {
    const includeArchived = true;
    const { response, body } = await api.getTrackingCategories(tenant, undefined, undefined, includeArchived);
    return { response, body: whole(required(body.trackingCategories, 'TrackingCategories').map(trackingCategoryOf)) };
  },
  TAX_RATES: async (api, tenant) => {
    const { response, body } = await api.getTaxRates(tenant);
    return { response, body: whole(required(body.taxRates, 'TaxRates').map(taxRateOf)) };
  },
  CURRENCIES: async (api, tenant) => {
    const { response, body } = await api.getCurrencies(tenant);
    return { response, body: whole(required(body.currencies, 'Currencies').map(currencyOf)) };
  },
  PRODUCTS: async (api, tenant, { modifiedSince }) => {
    const { response, body } = await api.getItems(tenant, modifiedSince ?? undefined, undefined, undefined, 4);
    return { response, body: whole(required(body.items, 'Items').map(productOf), modifiedSince) };
  },
};

/** One page of a list, in our terms. Pages count from 1. */
export async function readList<L extends keyof LedgerLists>(
  session: LedgerSession,
  list: L,
  page: Page,
): LedgerResult<ListPage<LedgerLists[L]>> {
  const read: Read<L> = reads[list];
  const answer = await call(session, { isWrite: false }, (api) => read(api, session.organisationId, page));
  return answer.ok ? ok(answer.value) : answer;
}

function whole<T>(entries: T[], modifiedSince: Date | null = null): ListPage<T> {
  return { entries, hasMore: false, expected: entries.length, isComplete: modifiedSince === null };
}
