import { z } from 'zod';
import { changeAccount, createAccount } from '../accounting/accounts/write.ts';
import type { ApiCall } from '../accounting/api/context.ts';
import { internalCall } from '../accounting/api/internal-call.ts';
import type { Fields } from '../accounting/api/reading.ts';
import { type Books, nameKey } from '../accounting/books.ts';
import { mergeContacts } from '../accounting/contacts/by-hand.ts';
import { changeContact, createContact } from '../accounting/contacts/write.ts';
import { changeInvoice, createInvoice } from '../accounting/invoices/write.ts';
import { changeByHand } from '../accounting/tax-rates/by-hand.ts';
import { changeCategory, changeOption } from '../accounting/tracking/write.ts';
import type { Sandbox } from '../sandbox.ts';
import { get, type HandlerRoute, post } from '../server/handler.ts';
import { organisationOf } from './find.ts';
import { ControlProblem, control, nothing } from './reply.ts';
import { WatchedFields } from './watched-fields.ts';

const BASE = '/sandbox/api/organisations/:organisation';
/** Fields by their names in Xero's API. */
const xeroFields = z.record(z.string(), z.unknown());
const contactMerge = z.object({ into: z.string() }).strict();
const trackingChanges = z
  .object({ name: z.string(), status: z.enum(['ACTIVE', 'ARCHIVED', 'DELETED']) })
  .partial()
  .strict();
const taxRateChanges = z
  .object({ name: z.string().min(1), status: z.enum(['ACTIVE', 'DELETED']), percentage: z.number() })
  .partial()
  .strict();

/** What an organisation's own people do to its books, and a look into them. */
export const bookRoutes: HandlerRoute[] = [
  get(
    `${BASE}/books/:list`,
    control(nothing, (sandbox, _body, params) => {
      const books = sandbox.books(organisationOf(sandbox, params.organisation).id);
      const { list = '' } = params;
      if (!Object.hasOwn(books, list)) throw new ControlProblem(404, `There are: ${Object.keys(books).join(', ')}`);
      const table = books[list as keyof Books];
      return { count: table.size, [list]: table.all() };
    }),
  ),
  post(
    `${BASE}/accounts`,
    control(xeroFields, (sandbox, body, params) =>
      byHand(sandbox, params, (call) => wholly(body, (fields) => createAccount(call, fields))),
    ),
  ),
  patch(
    `${BASE}/accounts/:key`,
    control(xeroFields, (sandbox, body, params) =>
      byHand(sandbox, params, (call) => {
        const { accounts } = call.books;
        const byCode = preferActive(accounts.find('code', params.key?.toUpperCase()));
        const account = found(accounts.get(params.key) ?? byCode, 'account');
        return wholly(body, (fields) => changeAccount(call, account, fields));
      }),
    ),
  ),
  post(
    `${BASE}/contacts`,
    control(xeroFields, (sandbox, body, params) =>
      byHand(sandbox, params, (call) => wholly(body, (fields) => createContact(call, fields))),
    ),
  ),
  patch(
    `${BASE}/contacts/:key`,
    control(xeroFields, (sandbox, body, params) =>
      byHand(sandbox, params, (call) =>
        wholly(body, (fields) => changeContact(call, contactOf(call.books, params.key), fields)),
      ),
    ),
  ),
  post(
    `${BASE}/contacts/:key/merge`,
    control(contactMerge, (sandbox, { into }, params) =>
      byHand(sandbox, params, (call) =>
        mergeContacts(call, contactOf(call.books, params.key), contactOf(call.books, into)),
      ),
    ),
  ),
  patch(
    `${BASE}/tracking/:category`,
    control(trackingChanges, (sandbox, body, params) =>
      byHand(sandbox, params, (call) => changeCategory(call, categoryOf(call.books, params.category), body)),
    ),
  ),
  patch(
    `${BASE}/tracking/:category/options/:option`,
    control(trackingChanges, (sandbox, body, params) =>
      byHand(sandbox, params, (call) => {
        const category = categoryOf(call.books, params.category);
        const option = found(byIdOrName(category.options, params.option), 'tracking option');
        return changeOption(call, category, option, body);
      }),
    ),
  ),
  patch(
    `${BASE}/tax-rates/:taxType`,
    control(taxRateChanges, (sandbox, body, params) =>
      byHand(sandbox, params, (call) =>
        changeByHand(call, found(call.books.taxRates.get(params.taxType), 'tax rate'), body),
      ),
    ),
  ),
  post(
    `${BASE}/invoices`,
    control(xeroFields, (sandbox, body, params) =>
      byHand(sandbox, params, (call) => wholly(body, (fields) => createInvoice(call, fields))),
    ),
  ),
  patch(
    `${BASE}/invoices/:id`,
    control(xeroFields, (sandbox, body, params) =>
      byHand(sandbox, params, (call) =>
        wholly(body, (fields) => changeInvoice(call, fields, found(call.books.invoices.get(params.id), 'invoice'))),
      ),
    ),
  ),
];

function patch(pattern: string, handler: HandlerRoute['handler']): HandlerRoute {
  return { method: 'PATCH', pattern, handler };
}

/** Runs a change as the organisation's first member would make it on the website. */
function byHand<T>(sandbox: Sandbox, params: Record<string, string>, work: (call: ApiCall) => T): T {
  const organisation = organisationOf(sandbox, params.organisation);
  const user = sandbox.users.require(organisation.members[0]?.userId ?? '');
  return sandbox.store.transact(() => work(internalCall(sandbox, organisation, user)));
}

/** Does the work with the fields, and refuses those that it has no use for: at Xero they would be ignored in silence. */
function wholly<T>(body: Record<string, unknown>, work: (fields: Fields) => T): T {
  const fields = new WatchedFields(body);
  const done = work(fields);
  if (fields.unread.length > 0) {
    throw new ControlProblem(400, `These fields mean nothing here, or not in this state: ${fields.unread.join(', ')}`);
  }
  return done;
}

function contactOf({ contacts }: Books, key: string | undefined) {
  return found(contacts.get(key) ?? preferActive(contacts.find('name', nameKey(key ?? ''))), 'contact');
}

function categoryOf(books: Books, key: string | undefined) {
  return found(byIdOrName(books.tracking.all(), key), 'tracking category');
}

function byIdOrName<T extends { id: string; name: string; status: string }>(all: T[], key: string | undefined) {
  return all.find((one) => one.id === key) ?? preferActive(all.filter((one) => one.name === key));
}

/** An archived one may have the name or code of an active one. */
function preferActive<T extends { status: string }>(all: T[]): T | undefined {
  return all.find((one) => one.status === 'ACTIVE') ?? all[0];
}

function found<T>(value: T | undefined, kind: string): T {
  if (value === undefined) throw new ControlProblem(404, `There is no such ${kind}`);
  return value;
}
