import { resourceNotFound } from '../../server/answer.ts';
import { type ApiCall, type ApiRoute, endpoints, envelope } from '../api/context.ts';
import { Refusal } from '../api/failures.ts';
import { modifiedSince, paged } from '../api/listing.ts';
import { paymentJson } from '../settlement/json.ts';
import type { Payment } from '../settlement/record.ts';
import { select } from '../where/select.ts';
import { paymentProperties } from './properties.ts';
import { changePayment, createPayments } from './write.ts';

export const paymentRoutes: ApiRoute[] = endpoints(['accounting.payments'], {
  'GET /Payments': list,
  'GET /Payments/:id': (call) => envelope(call, { Payments: [paymentJson(call.books, thePayment(call))] }),
  'PUT /Payments': createPayments,
  'POST /Payments': createPayments,
  'POST /Payments/:id': (call) => changePayment(call, thePayment(call)),
});

function list(call: ApiCall) {
  const since = modifiedSince(call) ?? 0;
  const rows = select(
    call,
    call.books.payments,
    'Payment',
    paymentProperties(call.books),
    (payment) => payment.updatedAt >= since,
  );
  const page = paged(call, rows);
  return envelope(call, {
    ...(page.pagination && { pagination: page.pagination }),
    Payments: page.rows.map((payment) => paymentJson(call.books, payment)),
  });
}

function thePayment(call: ApiCall): Payment {
  const payment = call.books.payments.get(call.params.id?.toLowerCase());
  if (!payment) throw new Refusal(resourceNotFound(), 'No such payment');
  return payment;
}
