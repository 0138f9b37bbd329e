import { resourceNotFound } from '../../server/answer.ts';
import { type ApiCall, type ApiRoute, endpoints, envelope } from '../api/context.ts';
import { Refusal } from '../api/failures.ts';
import { listParameter, modifiedSince, paged, unitPlaces } from '../api/listing.ts';
import { bankCreditProperties } from '../bank-transactions/properties.ts';
import { type BankCreditKind, type BankTransaction, bankCreditOf } from '../bank-transactions/record.ts';
import { allocate, deleteAllocation } from '../settlement/allocations.ts';
import { select } from '../where/select.ts';
import { creditJson } from './json.ts';

/** Prepayments and overpayments: bank transactions make them; here they are read and set against documents. */
export const creditRoutes: ApiRoute[] = (['Prepayment', 'Overpayment'] as const).flatMap((kind) =>
  endpoints(['accounting.payments'], {
    [`GET /${kind}s`]: (call) => list(call, kind),
    [`GET /${kind}s/:id`]: (call) => {
      const credit = theCredit(call, kind);
      return envelope(call, { [`${kind}s`]: [creditJson(call.books, credit, false, true, unitPlaces(call))] });
    },
    [`PUT /${kind}s/:id/Allocations`]: (call) => allocate(call, kind, theCredit(call, kind).id),
    [`DELETE /${kind}s/:id/Allocations/:allocation`]: (call) => deleteAllocation(call, theCredit(call, kind).id),
  }),
);

function theCredit(call: ApiCall, kind: BankCreditKind): BankTransaction {
  const credit = bankCreditOf(call.books.bankTransactions.get(call.params.id?.toLowerCase()), kind);
  if (!credit) throw new Refusal(resourceNotFound(), `No such ${kind}`);
  return credit;
}

function list(call: ApiCall, kind: BankCreditKind) {
  const since = modifiedSince(call) ?? 0;
  const references = listParameter(call, 'References');
  // Only those that an invoice made have its number, and none of them is made here.
  const numbers = listParameter(call, 'InvoiceNumbers');
  const rows = select(
    call,
    call.books.bankTransactions,
    kind,
    bankCreditProperties(call.books, kind),
    (one) =>
      bankCreditOf(one, kind) !== undefined &&
      one.updatedAt >= since &&
      !numbers &&
      (!references || references.includes(one.reference)),
  );
  const page = paged(call, rows);
  return envelope(call, {
    ...(page.pagination && { pagination: page.pagination }),
    [`${kind}s`]: page.rows.map((credit) =>
      creditJson(call.books, credit, true, page.pagination !== undefined, unitPlaces(call)),
    ),
  });
}
