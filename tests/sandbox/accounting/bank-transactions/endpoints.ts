import { resourceNotFound } from '../../server/answer.ts';
import { type ApiCall, type ApiRoute, endpoints, envelope } from '../api/context.ts';
import { Refusal } from '../api/failures.ts';
import { listParameter, modifiedSince, paged, unitPlaces } from '../api/listing.ts';
import { boolean, date, decimal, guid, instant, type Properties, text } from '../where/properties.ts';
import { select } from '../where/select.ts';
import { bankTransactionJson } from './json.ts';
import type { BankTransaction } from './record.ts';
import { createBankTransactions, saveBankTransaction, saveBankTransactions } from './write.ts';

export const bankTransactionRoutes: ApiRoute[] = endpoints(['accounting.banktransactions'], {
  'GET /BankTransactions': list,
  'GET /BankTransactions/:id': (call) =>
    envelope(call, {
      BankTransactions: [bankTransactionJson(call.books, theTransaction(call), false, unitPlaces(call))],
    }),
  'PUT /BankTransactions': createBankTransactions,
  'POST /BankTransactions': saveBankTransactions,
  'POST /BankTransactions/:id': (call) => saveBankTransaction(call, theTransaction(call)),
});

function propertiesFor(call: ApiCall): Properties<BankTransaction> {
  return {
    BankTransactionID: guid((one) => one.id),
    Type: text((one) => one.type),
    Status: text((one) => one.status),
    Reference: text((one) => one.reference),
    Date: date((one) => one.date),
    Total: decimal((one) => one.total),
    IsReconciled: boolean((one) => one.isReconciled),
    CurrencyCode: text((one) => one.currencyCode),
    'Contact.ContactID': guid((one) => one.contactId),
    'Contact.Name': text((one) => call.books.contacts.require(one.contactId).name),
    'BankAccount.AccountID': guid((one) => one.bankAccountId),
    Url: text((one) => one.url),
    UpdatedDateUTC: instant((one) => one.updatedAt),
  };
}

function list(call: ApiCall) {
  const since = modifiedSince(call) ?? 0;
  const references = listParameter(call, 'References');
  const rows = select(
    call,
    call.books.bankTransactions,
    'BankTransaction',
    propertiesFor(call),
    (one) => one.updatedAt >= since && (!references || references.includes(one.reference)),
  );
  const page = paged(call, rows);
  return envelope(call, {
    ...(page.pagination && { pagination: page.pagination }),
    BankTransactions: page.rows.map((one) => bankTransactionJson(call.books, one, true, unitPlaces(call))),
  });
}

function theTransaction(call: ApiCall): BankTransaction {
  const transaction = call.books.bankTransactions.get(call.params.id?.toLowerCase());
  if (!transaction) throw new Refusal(resourceNotFound(), 'No such bank transaction');
  return transaction;
}
