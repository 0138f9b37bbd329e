import { resourceNotFound } from '../../server/answer.ts';
import { type ApiCall, type ApiRoute, endpoints, envelope } from '../api/context.ts';
import { Refusal } from '../api/failures.ts';
import { dateParameter, modifiedSince, paged, unitPlaces } from '../api/listing.ts';
import { byIdOrNumber } from '../documents/numbers.ts';
import { asksForPdf, pdfAnswer } from '../documents/pdf-answer.ts';
import { listed, ordered } from '../where/select.ts';
import { listedPurchaseOrderJson, purchaseOrderAloneJson } from './json.ts';
import { purchaseOrderProperties } from './properties.ts';
import type { PurchaseOrder } from './record.ts';
import { createPurchaseOrders, savePurchaseOrder, savePurchaseOrders } from './write.ts';

export const purchaseOrderRoutes: ApiRoute[] = endpoints(['accounting.invoices'], {
  'GET /PurchaseOrders': list,
  'GET /PurchaseOrders/:id': (call) =>
    asksForPdf(call.request)
      ? pdf(call)
      : envelope(call, { PurchaseOrders: [purchaseOrderAloneJson(call, theOrder(call), unitPlaces(call))] }),
  'GET /PurchaseOrders/:id/pdf': pdf,
  'PUT /PurchaseOrders': createPurchaseOrders,
  'POST /PurchaseOrders': savePurchaseOrders,
  'POST /PurchaseOrders/:id': (call) => savePurchaseOrder(call, theOrder(call)),
});

/** Selected by status and date. There is no `where`: the contract has none here, so Xero ignores it. */
function list(call: ApiCall) {
  const { purchaseOrders } = call.books;
  const kept = listed(call, purchaseOrders).filter(filterOf(call));
  const page = paged(call, ordered(call, kept, 'PurchaseOrder', purchaseOrderProperties(call.books)));
  const isPaged = page.pagination !== undefined;
  return envelope(call, {
    ...(page.pagination && { pagination: page.pagination }),
    PurchaseOrders: page.rows.map((order) => listedPurchaseOrderJson(call.books, order, isPaged, unitPlaces(call))),
  });
}

function filterOf(call: ApiCall): (order: PurchaseOrder) => boolean {
  const since = modifiedSince(call) ?? 0;
  const status = call.request.query.get('Status');
  const [from, to] = [dateParameter(call, 'DateFrom'), dateParameter(call, 'DateTo')];
  return (order) =>
    order.updatedAt >= since &&
    (!status || order.status === status) &&
    (!from || order.date >= from) &&
    (!to || order.date <= to);
}

function pdf(call: ApiCall) {
  const order = theOrder(call);
  return pdfAnswer(call.books, `Purchase order ${order.number}`, order);
}

function theOrder(call: ApiCall): PurchaseOrder {
  const order = byIdOrNumber(call.books.purchaseOrders, call.params.id);
  if (!order) throw new Refusal(resourceNotFound(), 'No such purchase order');
  return order;
}
