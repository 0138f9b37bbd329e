import { z } from 'zod';
import { changeAccount, createAccount } from '../accounting/accounts/write.ts';
import type { ApiCall } from '../accounting/api/context.ts';
import { internalCall } from '../accounting/api/internal-call.ts';
import { Fields } from '../accounting/api/reading.ts';
import { type Books, nameKey } from '../accounting/books.ts';
import { changeContact, createContact } from '../accounting/contacts/write.ts';
import { changeInvoice, createInvoice } from '../accounting/invoices/write.ts';
import { withOption } from '../accounting/tracking/endpoints.ts';
import type { Sandbox } from '../sandbox.ts';
import { get, type HandlerRoute, post } from '../server/handler.ts';
import { organisationOf } from './find.ts';
import { ControlProblem, control, nothing } from './reply.ts';

const BASE = '/sandbox/api/organisations/:organisation';
/** Fields by their names in Xero's API. */
const xeroFields = z.record(z.string(), z.unknown());
const status = z.enum(['ACTIVE', 'ARCHIVED', 'DELETED']);

/** What an organisation's own people do to its books, and a look into them. */
export const bookRoutes: HandlerRoute[] = [
  get(
    `${BASE}/books/:list`,
    control(nothing, (sandbox, _body, params) => {
      const books = sandbox.books(organisationOf(sandbox, params.organisation).id);
      const table = books[params.list as keyof Books];
      if (!table) throw new ControlProblem(404, `There are: ${Object.keys(books).join(', ')}`);
      return { count: table.size, [params.list ?? '']: table.all() };
    }),
  ),
  post(
    `${BASE}/accounts`,
    control(xeroFields, (sandbox, body, params) =>
      byHand(sandbox, params, (call) => createAccount(call, new Fields(body, ''))),
    ),
  ),
  patch(
    `${BASE}/accounts/:key`,
    control(xeroFields, (sandbox, body, params) =>
      byHand(sandbox, params, (call) => {
        const { accounts } = call.books;
        const account = found(
          accounts.get(params.key) ?? accounts.find('code', params.key?.toUpperCase())[0],
          'account',
        );
        return changeAccount(call, account, new Fields(body, ''));
      }),
    ),
  ),
  post(
    `${BASE}/contacts`,
    control(xeroFields, (sandbox, body, params) =>
      byHand(sandbox, params, (call) => createContact(call, new Fields(body, ''))),
    ),
  ),
  patch(
    `${BASE}/contacts/:key`,
    control(xeroFields, (sandbox, body, params) =>
      byHand(sandbox, params, (call) => {
        const { contacts } = call.books;
        const byName = contacts.find('name', nameKey(params.key ?? ''))[0];
        return changeContact(call, found(contacts.get(params.key) ?? byName, 'contact'), new Fields(body, ''));
      }),
    ),
  ),
  patch(
    `${BASE}/tracking/:category`,
    control(z.object({ name: z.string().optional(), status: status.optional() }), (sandbox, body, params) =>
      byHand(sandbox, params, ({ books }) => {
        const category = categoryOf(books, params.category);
        return books.tracking.put({
          ...category,
          name: body.name ?? category.name,
          status: body.status ?? category.status,
        });
      }),
    ),
  ),
  patch(
    `${BASE}/tracking/:category/options/:option`,
    control(z.object({ name: z.string().optional(), status: status.optional() }), (sandbox, body, params) =>
      byHand(sandbox, params, ({ books }) => {
        const category = categoryOf(books, params.category);
        const option = found(
          category.options.find((one) => one.id === params.option || one.name === params.option),
          'tracking option',
        );
        const changed = { ...option, name: body.name ?? option.name, status: body.status ?? option.status };
        return books.tracking.put(withOption(category, changed));
      }),
    ),
  ),
  patch(
    `${BASE}/tax-rates/:taxType`,
    control(z.object({ name: z.string().optional(), status: status.optional() }), (sandbox, body, params) =>
      byHand(sandbox, params, ({ books, now }) => {
        const rate = found(books.taxRates.get(params.taxType), 'tax rate');
        return books.taxRates.put({
          ...rate,
          name: body.name ?? rate.name,
          status: body.status ?? rate.status,
          updatedAt: now,
        });
      }),
    ),
  ),
  post(
    `${BASE}/invoices`,
    control(xeroFields, (sandbox, body, params) =>
      byHand(sandbox, params, (call) => createInvoice(call, new Fields(body, ''))),
    ),
  ),
  patch(
    `${BASE}/invoices/:id`,
    control(xeroFields, (sandbox, body, params) =>
      byHand(sandbox, params, (call) =>
        changeInvoice(call, new Fields(body, ''), found(call.books.invoices.get(params.id), 'invoice')),
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

function categoryOf(books: Books, key: string | undefined) {
  return found(books.tracking.get(key) ?? books.tracking.all().find((one) => one.name === key), 'tracking category');
}

function found<T>(value: T | undefined, kind: string): T {
  if (value === undefined) throw new ControlProblem(404, `There is no such ${kind}`);
  return value;
}
