import type { AccountingApi } from 'xero-node';
import { ok } from '#lib/domain/result.ts';
import { log } from '#lib/log.ts';
import type { LedgerLists, LedgerResult, ListPage, UnreadEntry } from '../ledger.ts';
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
    return { response, body: whole(read(required(body.organisations, 'Organisations'), organisationOf)) };
  },
  ACCOUNTS: async (api, tenant, { modifiedSince }) => {
    const { response, body } = await api.getAccounts(tenant, modifiedSince ?? undefined);
    return { response, body: whole(read(required(body.accounts, 'Accounts'), accountOf), modifiedSince) };
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
    const contacts = required(body.contacts, 'Contacts');
    const pageCount = body.pagination?.pageCount;
    return {
      response,
      body: {
        ...read(contacts, contactOf),
        hasMore: pageCount === undefined ? contacts.length === PAGE_SIZE : page < pageCount,
        expected: body.pagination?.itemCount ?? null,
        isComplete: modifiedSince === null,
      },
    };
  },
  TRACKING: async (api, tenant) => {
    const includeArchived = true;
    const { response, body } = await api.getTrackingCategories(tenant, undefined, undefined, includeArchived);
    return { response, body: whole(read(required(body.trackingCategories, 'TrackingCategories'), trackingCategoryOf)) };
  },
  TAX_RATES: async (api, tenant) => {
    const { response, body } = await api.getTaxRates(tenant);
    return { response, body: whole(read(required(body.taxRates, 'TaxRates'), taxRateOf)) };
  },
  CURRENCIES: async (api, tenant) => {
    const { response, body } = await api.getCurrencies(tenant);
    return { response, body: whole(read(required(body.currencies, 'Currencies'), currencyOf)) };
  },
  PRODUCTS: async (api, tenant, { modifiedSince }) => {
    const { response, body } = await api.getItems(tenant, modifiedSince ?? undefined, undefined, undefined, 4);
    return { response, body: whole(read(required(body.items, 'Items'), productOf), modifiedSince) };
  },
};

/** One page of a list, in our terms. Pages count from 1. */
export async function readList<L extends keyof LedgerLists>(
  session: LedgerSession,
  list: L,
  page: Page,
): LedgerResult<ListPage<LedgerLists[L]>> {
  const readPage: Read<L> = reads[list];
  const answer = await call(session, { isWrite: false }, (api) => readPage(api, session.organisationId, page));
  return answer.ok ? ok(answer.value) : answer;
}

type ReadEntries<T> = Pick<ListPage<T>, 'entries' | 'unread'>;

function whole<T>({ entries, unread }: ReadEntries<T>, modifiedSince: Date | null = null): ListPage<T> {
  const expected = entries.length + unread.length;
  return { entries, unread, hasMore: false, expected, isComplete: modifiedSince === null };
}

/** Entries in our terms, and those that are not what Xero's are. Throws when none is: then the answer is not Xero's. */
function read<Model extends object, T>(models: Model[], entryOf: (model: Model) => T): ReadEntries<T> {
  const entries: T[] = [];
  const unread: UnreadEntry[] = [];
  let why: unknown;
  for (const model of models) {
    try {
      entries.push(entryOf(model));
    } catch (error) {
      why = error;
      unread.push(unreadEntry(model));
    }
  }
  if (unread.length > 0 && entries.length === 0) throw why;
  if (why) log.warn({ err: why, unread: unread.length }, 'entries of a list that cannot be read');
  return { entries, unread };
}

function unreadEntry(model: object): UnreadEntry {
  const fields = model as Record<string, unknown>;
  const textOf = (...names: string[]) =>
    names.map((name) => fields[name]).find((value) => typeof value === 'string' && value !== '') as string | undefined;
  const ledgerId = textOf('contactID', 'accountID', 'itemID', 'trackingCategoryID', 'taxType') ?? null;
  return { ledgerId, name: textOf('name', 'code', 'taxType') ?? ledgerId ?? 'one without a name' };
}
