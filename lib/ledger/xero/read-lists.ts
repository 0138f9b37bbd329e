import type { AccountingApi } from 'xero-node';
import type { PublicationKind } from '#lib/domain/publication/publication.ts';
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
  trackingOptionOf,
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
    return { response, body: whole(required(body.organisations, 'Organisations'), organisationOf) };
  },
  ACCOUNTS: async (api, tenant, { modifiedSince }) => {
    const { response, body } = await api.getAccounts(tenant, modifiedSince ?? undefined);
    return { response, body: whole(required(body.accounts, 'Accounts'), accountOf, modifiedSince) };
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
        ...readEach(contacts, contactOf, page === 1 && modifiedSince === null),
        hasMore: pageCount === undefined ? contacts.length === PAGE_SIZE : page < pageCount,
        expected: body.pagination?.itemCount ?? null,
        isComplete: modifiedSince === null,
      },
    };
  },
  TRACKING: async (api, tenant) => {
    const includeArchived = true;
    const { response, body } = await api.getTrackingCategories(tenant, undefined, undefined, includeArchived);
    const unreadOptions: UnreadEntry[] = [];
    const categories = whole(required(body.trackingCategories, 'TrackingCategories'), (category) => {
      const read = trackingCategoryOf(category);
      const options = readEach(category.options ?? [], trackingOptionOf);
      unreadOptions.push(...options.unread);
      return { ...read, options: options.entries };
    });
    return { response, body: { ...categories, unread: [...categories.unread, ...unreadOptions] } };
  },
  TAX_RATES: async (api, tenant) => {
    const { response, body } = await api.getTaxRates(tenant);
    return { response, body: whole(required(body.taxRates, 'TaxRates'), taxRateOf) };
  },
  CURRENCIES: async (api, tenant) => {
    const { response, body } = await api.getCurrencies(tenant);
    return { response, body: whole(required(body.currencies, 'Currencies'), currencyOf) };
  },
  PRODUCTS: async (api, tenant, { modifiedSince }) => {
    const { response, body } = await api.getItems(tenant, modifiedSince ?? undefined, undefined, undefined, 4);
    return { response, body: whole(required(body.items, 'Items'), productOf, modifiedSince) };
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
  if (!answer.ok) return answer;
  return list === 'ORGANISATION' ? ok(await withApprovals(session, answer.value)) : ok(answer.value);
}

/** What tells that a kind of document can be approved by whoever connected. */
const approvals: Record<string, PublicationKind> = {
  CreateApprovedBill: 'BILL',
  CreateApprovedInvoice: 'SALES_INVOICE',
};

/** What the role of whoever connected allows is a call of its own; without an answer, what is known of it stays. */
async function withApprovals<T>(session: LedgerSession, page: ListPage<T>): Promise<ListPage<T>> {
  const answer = await call(session, { isWrite: false }, (api) => api.getOrganisationActions(session.organisationId));
  if (!answer.ok) {
    log.warn({ kind: answer.error.kind }, 'what may be approved could not be read');
    return page;
  }
  const mayNotApprove = (answer.value.actions ?? []).flatMap(({ name, status }) => {
    const kind = approvals[name ?? ''];
    return kind && String(status) === 'NOT-ALLOWED' ? [kind] : [];
  });
  return { ...page, entries: page.entries.map((entry) => ({ ...entry, mayNotApprove })) };
}

type ReadEntries<T> = Pick<ListPage<T>, 'entries' | 'unread'>;

/** The answer of a list that comes in one page. */
function whole<Model extends object, T>(
  models: Model[],
  entryOf: (model: Model) => T,
  modifiedSince: Date | null = null,
): ListPage<T> {
  const isComplete = modifiedSince === null;
  return { ...readEach(models, entryOf, isComplete), hasMore: false, expected: models.length, isComplete };
}

/**
 * Entries in our terms, and those that are not what Xero's are. Where a whole list is begun and none of several entries
 * can be read, the answer is not Xero's: that throws. One alone may well be bad, as the only change since the last time.
 */
function readEach<Model extends object, T>(
  models: Model[],
  entryOf: (model: Model) => T,
  isBeginning = false,
): ReadEntries<T> {
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
  if (isBeginning && unread.length > 1 && entries.length === 0) throw why;
  if (why) log.warn({ err: why, unread: unread.length }, 'entries of a list that cannot be read');
  return { entries, unread };
}

const idNames = [
  'organisationID',
  'accountID',
  'contactID',
  'trackingCategoryID',
  'trackingOptionID',
  'taxType',
  'itemID',
] as const;

function unreadEntry(model: object): UnreadEntry {
  const ids = idsIn(model);
  const id = ids[0] ?? null;
  return {
    ledgerIds: ids.includes(null) ? null : ids.filter((each) => each !== null),
    name: textOf(model, 'name', 'code', 'taxType') ?? id ?? 'one without a name',
  };
}

/** The entry's id, null where it has none, and those of a category's options. */
function idsIn(model: object): (string | null)[] {
  const { options = [] } = model as { options?: object[] };
  return [textOf(model, ...idNames) ?? null, ...options.flatMap(idsIn)];
}

function textOf(model: object, ...names: string[]): string | undefined {
  const fields = model as Record<string, unknown>;
  return names.map((name) => fields[name]).find((value) => typeof value === 'string' && value !== '') as
    | string
    | undefined;
}
