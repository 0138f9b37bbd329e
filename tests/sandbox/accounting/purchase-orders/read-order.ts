import type { ApiCall } from '../api/context.ts';
import { ElementRefused } from '../api/failures.ts';
import { lengthProblem } from '../api/lengths.ts';
import type { Fields } from '../api/reading.ts';
import { totalDiscountOf } from '../documents/amounts.ts';
import { readContent } from '../documents/content.ts';
import { LONGEST_NUMBER, liveWithNumber, nextNumber } from '../documents/numbers.ts';
import { themeProblem } from '../organisations/branding-themes.ts';
import type { PurchaseOrder, PurchaseOrderStatus } from './record.ts';

const LONGEST_INSTRUCTIONS = 500;

/**
 * A purchase order as the request makes or changes it, or a refusal with every reason. Whatever its status, its lines
 * may lack account and tax rate: those are for the bill to say.
 */
export function readOrder(
  call: ApiCall,
  fields: Fields,
  base: PurchaseOrder,
  status: PurchaseOrderStatus,
  isNew: boolean,
): { order: PurchaseOrder; warnings: string[] } {
  const findings: string[] = [];
  const warnings: string[] = [];
  const rules = { isComplete: false, isSale: false, allowsDiscount: true, isNew, keepsLines: !isNew };
  const content = readContent(call, fields, base, rules, findings);
  const order: PurchaseOrder = {
    ...base,
    ...content,
    ...readDelivery(fields, base),
    status,
    number: readNumber(call, fields, base),
    brandingThemeId: fields.guid('BrandingThemeID') ?? base.brandingThemeId,
    sentToContact: readSent(fields, base, status, warnings),
    totalDiscount: totalDiscountOf(content.lines),
    updatedAt: call.now,
  };
  const problems = [
    ...findings,
    order.lines.length > 0 ? undefined : 'One or more line items must be specified',
    isTaken(call, order.number, base.id) ? 'Order number must be unique' : undefined,
    lengthProblem('PurchaseOrderNumber', order.number, LONGEST_NUMBER),
    lengthProblem('DeliveryInstructions', order.deliveryInstructions, LONGEST_INSTRUCTIONS),
    themeProblem(call.books, order.brandingThemeId),
  ].filter((problem) => problem !== undefined);
  if (problems.length > 0) throw new ElementRefused([...new Set(problems)]);
  return { order, warnings };
}

function readDelivery(fields: Fields, base: PurchaseOrder) {
  return {
    deliveryDate: fields.date('DeliveryDate') ?? base.deliveryDate,
    expectedArrivalDate: fields.date('ExpectedArrivalDate') ?? base.expectedArrivalDate,
    deliveryAddress: fields.text('DeliveryAddress') ?? base.deliveryAddress,
    attentionTo: fields.text('AttentionTo') ?? base.attentionTo,
    telephone: fields.text('Telephone') ?? base.telephone,
    deliveryInstructions: fields.text('DeliveryInstructions') ?? base.deliveryInstructions,
  };
}

/** The number that is sent, else the one it has, else the next. */
function readNumber(call: ApiCall, fields: Fields, base: PurchaseOrder): string {
  return (
    fields.text('PurchaseOrderNumber') ||
    base.number ||
    nextNumber(call.books, 'purchase-order', 'PO', (number) => isTaken(call, number, base.id))
  );
}

function isTaken({ books }: ApiCall, number: string, ownId: string): boolean {
  return liveWithNumber(books.purchaseOrders, number).some((order) => order.id !== ownId);
}

/** Only what is approved can have been sent; otherwise it stays as it is, with a warning. */
function readSent(fields: Fields, base: PurchaseOrder, status: PurchaseOrderStatus, warnings: string[]): boolean {
  const sent = fields.boolean('SentToContact') ?? base.sentToContact;
  if (sent === base.sentToContact || status === 'AUTHORISED' || status === 'BILLED') return sent;
  warnings.push('Only AUTHORISED and BILLED purchase orders may have SentToContact updated.');
  return base.sentToContact;
}
