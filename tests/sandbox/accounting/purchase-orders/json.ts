import type { ApiCall } from '../api/context.ts';
import { dateString, msCalendarDate, msDate } from '../api/dates.ts';
import type { UnitPlaces } from '../api/listing.ts';
import { attachmentsJson } from '../attachments/json.ts';
import type { Books } from '../books.ts';
import { contactJson, slimContactJson } from '../contacts/json.ts';
import { lineJson } from '../documents/json.ts';
import type { PurchaseOrder } from './record.ts';

/** A purchase order that is read alone: in full, with its files. */
export function purchaseOrderAloneJson(
  call: Pick<ApiCall, 'books' | 'sandbox'>,
  order: PurchaseOrder,
  places: UnitPlaces,
) {
  return { ...purchaseOrderJson(call.books, order, places), ...attachmentsJson(call, order.id) };
}

/** A purchase order with its lines and its contact in full. So a change is answered. */
export function purchaseOrderJson(books: Books, order: PurchaseOrder, places: UnitPlaces) {
  return {
    ...heading(order),
    Contact: contactJson(books, books.contacts.require(order.contactId)),
    LineItems: order.lines.map((line) => lineJson(books, line, places)),
  };
}

/** A purchase order in a list: a slim contact, and lines only on a page. */
export function listedPurchaseOrderJson(books: Books, order: PurchaseOrder, withLines: boolean, places: UnitPlaces) {
  return {
    ...heading(order),
    Contact: slimContactJson(books.contacts.require(order.contactId)),
    LineItems: withLines ? order.lines.map((line) => lineJson(books, line, places)) : [],
  };
}

function heading(order: PurchaseOrder) {
  return {
    PurchaseOrderID: order.id,
    PurchaseOrderNumber: order.number,
    Type: 'PURCHASEORDER',
    Reference: order.reference,
    ...dates(order),
    ...delivery(order),
    SentToContact: order.sentToContact,
    HasErrors: false,
    IsDiscounted: order.totalDiscount > 0,
    ...(order.totalDiscount > 0 && { TotalDiscount: order.totalDiscount }),
    CurrencyRate: order.currencyRate,
    CurrencyCode: order.currencyCode,
    ...(order.brandingThemeId && { BrandingThemeID: order.brandingThemeId }),
    Status: order.status,
    LineAmountTypes: order.lineAmountTypes,
    SubTotal: order.subTotal,
    TotalTax: order.totalTax,
    Total: order.total,
    UpdatedDateUTC: msDate(order.updatedAt),
    HasAttachments: order.hasAttachments,
  };
}

function dates({ date, deliveryDate, expectedArrivalDate }: PurchaseOrder) {
  return {
    DateString: dateString(date),
    Date: msCalendarDate(date),
    ...(deliveryDate && { DeliveryDateString: dateString(deliveryDate), DeliveryDate: msCalendarDate(deliveryDate) }),
    ...(expectedArrivalDate && { ExpectedArrivalDate: msCalendarDate(expectedArrivalDate) }),
  };
}

function delivery({ deliveryAddress, attentionTo, telephone, deliveryInstructions }: PurchaseOrder) {
  return {
    ...(deliveryAddress && { DeliveryAddress: deliveryAddress }),
    ...(attentionTo && { AttentionTo: attentionTo }),
    ...(telephone && { Telephone: telephone }),
    ...(deliveryInstructions && { DeliveryInstructions: deliveryInstructions }),
  };
}
