import { resourceNotFound } from '../../server/answer.ts';
import { type ApiCall, type ApiRoute, endpoints, envelope } from '../api/context.ts';
import { Refusal } from '../api/failures.ts';
import { listParameter, modifiedSince, paged, unitPlaces } from '../api/listing.ts';
import { select } from '../where/select.ts';
import { bankTransactionJson, listedBankTransactionJson } from './json.ts';
import { bankTransactionProperties } from './properties.ts';
import type { BankTransaction } from './record.ts';
import { createBankTransactions, saveBankTransaction, saveBankTransactions } from './write.ts';

export const bankTransactionRoutes: ApiRoute[] = endpoints(['accounting.banktransactions'], {
  'GET /BankTransactions': list,
  'GET /BankTransactions/:id': (call) =>
    envelope(call, {
      BankTransactions: [bankTransactionJson(call.books, theTransaction(call), unitPlaces(call))],
    }),
  'PUT /BankTransactions': createBankTransactions,
  'POST /BankTransactions': saveBankTransactions,
  'POST /BankTransactions/:id': (call) => saveBankTransaction(call, theTransaction(call)),
});

function list(call: ApiCall) {
  const since = modifiedSince(call) ?? 0;
  const references = listParameter(call, 'References');
  const rows = select(
    call,
    call.books.bankTransactions,
    'BankTransaction',
    bankTransactionProperties(call.books),
    (one) => one.updatedAt >= since && (!references || references.includes(one.reference)),
  );
  const page = paged(call, rows);
  return envelope(call, {
    ...(page.pagination && { pagination: page.pagination }),
    BankTransactions: page.rows.map((one) =>
      listedBankTransactionJson(call.books, one, page.pagination !== undefined, unitPlaces(call)),
    ),
  });
}

function theTransaction(call: ApiCall): BankTransaction {
  const transaction = call.books.bankTransactions.get(call.params.id?.toLowerCase());
  if (!transaction) throw new Refusal(resourceNotFound(), 'No such bank transaction');
  return transaction;
}
