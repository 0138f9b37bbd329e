import { resourceNotFound } from '../../server/answer.ts';
import { type ApiCall, type ApiRoute, endpoints, envelope } from '../api/context.ts';
import { Refusal } from '../api/failures.ts';
import { listParameter, modifiedSince, paged, unitPlaces } from '../api/listing.ts';
import { type BankTransaction, type CreditKind, creditOf } from '../bank-transactions/record.ts';
import { boolean, date, decimal, guid, instant, type Properties, text } from '../where/properties.ts';
import { select } from '../where/select.ts';
import { creditJson } from './json.ts';

/** Prepayments and overpayments, which bank transactions make. They are read here and not written. */
export const creditRoutes: ApiRoute[] = (['Prepayment', 'Overpayment'] as const).flatMap((kind) =>
  endpoints(['accounting.payments'], {
    [`GET /${kind}s`]: (call) => list(call, kind),
    [`GET /${kind}s/:id`]: (call) => {
      const credit = creditOf(call.books.bankTransactions.get(call.params.id?.toLowerCase()), kind);
      if (!credit) throw new Refusal(resourceNotFound(), `No such ${kind}`);
      return envelope(call, { [`${kind}s`]: [creditJson(call.books, credit, false, true, unitPlaces(call))] });
    },
  }),
);

function propertiesFor(call: ApiCall, kind: CreditKind): Properties<BankTransaction> {
  return {
    [`${kind}ID`]: guid((credit) => credit.id),
    Type: text((credit) => credit.type),
    Status: text((credit) => (credit.status === 'DELETED' ? 'VOIDED' : 'AUTHORISED')),
    Reference: text((credit) => credit.reference),
    Date: date((credit) => credit.date),
    SubTotal: decimal((credit) => credit.subTotal),
    Total: decimal((credit) => credit.total),
    RemainingCredit: decimal((credit) => (credit.status === 'DELETED' ? 0 : credit.total)),
    CurrencyCode: text((credit) => credit.currencyCode),
    HasAttachments: boolean((credit) => credit.hasAttachments),
    'Contact.ContactID': guid((credit) => credit.contactId),
    'Contact.Name': text((credit) => call.books.contacts.require(credit.contactId).name),
    UpdatedDateUTC: instant((credit) => credit.updatedAt),
  };
}

function list(call: ApiCall, kind: CreditKind) {
  const since = modifiedSince(call) ?? 0;
  const references = listParameter(call, 'References');
  // Only those that an invoice made have its number, and none of them is made here.
  const numbers = listParameter(call, 'InvoiceNumbers');
  const rows = select(
    call,
    call.books.bankTransactions,
    kind,
    propertiesFor(call, kind),
    (one) =>
      creditOf(one, kind) !== undefined &&
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
