import { resourceNotFound } from '../../server/answer.ts';
import { type ApiCall, type ApiRoute, endpoints, envelope } from '../api/context.ts';
import { Refusal } from '../api/failures.ts';
import { modifiedSince } from '../api/listing.ts';
import { select } from '../where/select.ts';
import { batchPaymentJson } from './json.ts';
import { batchPaymentProperties } from './properties.ts';
import type { BatchPayment } from './record.ts';
import { changeBatchPayment, changeBatchPayments, createBatchPayments } from './write.ts';

export const batchPaymentRoutes: ApiRoute[] = endpoints(['accounting.payments'], {
  'GET /BatchPayments': list,
  'GET /BatchPayments/:id': (call) => envelope(call, { BatchPayments: [batchPaymentJson(call.books, theBatch(call))] }),
  'PUT /BatchPayments': createBatchPayments,
  'POST /BatchPayments': changeBatchPayments,
  'POST /BatchPayments/:id': (call) => changeBatchPayment(call, theBatch(call)),
});

/** All at once: the contract has no pages here. */
function list(call: ApiCall) {
  const { books } = call;
  const since = modifiedSince(call) ?? 0;
  const isKept = (batch: BatchPayment) => batch.updatedAt >= since;
  const batches = select(call, books.batchPayments, 'BatchPayment', batchPaymentProperties(books), isKept);
  return envelope(call, { BatchPayments: batches.map((batch) => batchPaymentJson(books, batch)) });
}

function theBatch(call: ApiCall): BatchPayment {
  const batch = call.books.batchPayments.get(call.params.id?.toLowerCase());
  if (!batch) throw new Refusal(resourceNotFound(), 'No such batch payment');
  return batch;
}
