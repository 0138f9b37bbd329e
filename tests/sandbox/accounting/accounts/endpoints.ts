import { resourceNotFound } from '../../server/answer.ts';
import { type ApiCall, type ApiRoute, endpoints, envelope } from '../api/context.ts';
import { Refusal } from '../api/failures.ts';
import { modifiedSince } from '../api/listing.ts';
import { select } from '../where/select.ts';
import { accountJson } from './json.ts';
import { ACCOUNT_PROPERTIES } from './properties.ts';
import type { Account } from './record.ts';
import { deleteAccount, writeAccount } from './write.ts';

export const accountRoutes: ApiRoute[] = endpoints(['accounting.settings'], {
  'GET /Accounts': list,
  'GET /Accounts/:id': (call) => envelope(call, { Accounts: [accountJson(theAccount(call))] }),
  'PUT /Accounts': (call) => writeAccount(call, undefined),
  'POST /Accounts/:id': (call) => writeAccount(call, theAccount(call)),
  'DELETE /Accounts/:id': (call) => deleteAccount(call, theAccount(call)),
});

/** Deleted accounts are gone from the list; archived ones stay. */
function list(call: ApiCall) {
  const since = modifiedSince(call) ?? 0;
  const rows = select(
    call,
    call.books.accounts,
    'Account',
    ACCOUNT_PROPERTIES,
    (account) => account.status !== 'DELETED' && account.updatedAt >= since,
  );
  return envelope(call, { Accounts: rows.map(accountJson) });
}

function theAccount(call: ApiCall): Account {
  const account = call.books.accounts.get(call.params.id?.toLowerCase());
  if (!account || account.status === 'DELETED') throw new Refusal(resourceNotFound(), 'No such account');
  return account;
}
