import type { Answer } from '../../server/answer.ts';
import type { ApiCall } from '../api/context.ts';
import { ElementRefused } from '../api/failures.ts';
import { unitPlaces } from '../api/listing.ts';
import type { Fields } from '../api/reading.ts';
import { echo, type Written, writeElements } from '../api/write-elements.ts';
import { requireApprover } from '../documents/approval.ts';
import { blankDocument } from '../documents/blank.ts';
import { documentContact } from '../documents/contact.ts';
import { liveWithNumber } from '../documents/numbers.ts';
import { recordHistory } from '../history/record-history.ts';
import { purchaseOrderJson } from './json.ts';
import { readOrder } from './read-order.ts';
import { PURCHASE_ORDER_STATUSES, type PurchaseOrder, type PurchaseOrderStatus } from './record.ts';
import { creationProblem, transitionProblem } from './status.ts';

/** PUT /PurchaseOrders: each element becomes a new one. */
export function createPurchaseOrders(call: ApiCall): Answer {
  return write(call, (fields) => create(call, fields));
}

/** POST /PurchaseOrders: edits the one with the same id or number, creates where there is none. */
export function savePurchaseOrders(call: ApiCall): Answer {
  return write(call, (fields) => {
    const existing = match(call, fields);
    return existing ? change(call, fields, existing) : create(call, fields);
  });
}

/** POST /PurchaseOrders/:id */
export function savePurchaseOrder(call: ApiCall, existing: PurchaseOrder): Answer {
  return write(call, (fields) => change(call, fields, existing), existing.id);
}

function write(call: ApiCall, work: (fields: Fields) => Written, id?: string): Answer {
  return writeElements(call, 'PurchaseOrders', work, (fields) => ({
    ...echo('PurchaseOrderID', fields, id),
    HasErrors: true,
  }));
}

function match(call: ApiCall, fields: Fields): PurchaseOrder | undefined {
  const { purchaseOrders } = call.books;
  const id = fields.guid('PurchaseOrderID');
  if (!id) return liveWithNumber(purchaseOrders, fields.text('PurchaseOrderNumber'))[0];
  const found = purchaseOrders.get(id);
  if (!found) throw new ElementRefused(['The document with the supplied id was not found for this endpoint.']);
  return found;
}

function create(call: ApiCall, fields: Fields): Written {
  const status = statusOf(fields) ?? 'DRAFT';
  const problem = creationProblem(status);
  if (problem) throw new ElementRefused([problem]);
  requireApprover(call, status);
  const contact = documentContact(call, fields.object('Contact'));
  const blank: PurchaseOrder = {
    ...blankDocument(call, contact.id),
    status: 'DRAFT',
    number: '',
    deliveryDate: undefined,
    expectedArrivalDate: undefined,
    deliveryAddress: '',
    attentionTo: '',
    telephone: '',
    deliveryInstructions: '',
    brandingThemeId: undefined,
    sentToContact: false,
    totalDiscount: 0,
  };
  return keep(call, readOrder(call, fields, blank, status, true), status === 'AUTHORISED' ? 'Approved' : 'Created');
}

/** What is not sent stays as it is. No lock date stops a change: an order is in no ledger. */
function change(call: ApiCall, fields: Fields, existing: PurchaseOrder): Written {
  const status = statusOf(fields) ?? existing.status;
  const problem = transitionProblem(existing.status, status);
  if (problem) throw new ElementRefused([problem]);
  requireApprover(call, existing.status, status);
  const verb = status === existing.status ? 'Edited' : STATUS_CHANGES[status];
  if (status === 'DELETED') {
    return keep(call, { order: { ...existing, status, updatedAt: call.now }, warnings: [] }, verb);
  }
  const contactFields = fields.object('Contact');
  const contactId = contactFields ? documentContact(call, contactFields).id : existing.contactId;
  return keep(call, readOrder(call, fields, { ...existing, contactId }, status, false), verb);
}

const STATUS_CHANGES: Record<PurchaseOrderStatus, string> = {
  DRAFT: 'Edited',
  SUBMITTED: 'Submitted',
  AUTHORISED: 'Approved',
  BILLED: 'Billed',
  DELETED: 'Deleted',
};

function keep(call: ApiCall, { order, warnings }: { order: PurchaseOrder; warnings: string[] }, verb: string): Written {
  const kept = call.books.purchaseOrders.put(order);
  recordHistory(call, kept.id, verb, `${kept.number} for ${kept.total.toFixed(2)}.`);
  return { json: purchaseOrderJson(call.books, kept, unitPlaces(call)), warnings };
}

function statusOf(fields: Fields): PurchaseOrderStatus | undefined {
  return fields.oneOf('Status', 'PurchaseOrderStatus', PURCHASE_ORDER_STATUSES);
}
