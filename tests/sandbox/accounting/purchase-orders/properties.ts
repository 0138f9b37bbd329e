import type { Books } from '../books.ts';
import { documentProperties } from '../documents/properties.ts';
import { boolean, date, decimal, guid, type Properties, text } from '../where/properties.ts';
import type { PurchaseOrder } from './record.ts';

/** What purchase orders can be ordered by. */
export function purchaseOrderProperties(books: Books): Properties<PurchaseOrder> {
  return {
    ...documentProperties(books),
    PurchaseOrderID: guid((order) => order.id),
    PurchaseOrderNumber: text((order) => order.number),
    Status: text((order) => order.status),
    DeliveryDate: date((order) => order.deliveryDate),
    ExpectedArrivalDate: date((order) => order.expectedArrivalDate),
    DeliveryAddress: text((order) => order.deliveryAddress),
    AttentionTo: text((order) => order.attentionTo),
    Telephone: text((order) => order.telephone),
    DeliveryInstructions: text((order) => order.deliveryInstructions),
    BrandingThemeID: guid((order) => order.brandingThemeId),
    SentToContact: boolean((order) => order.sentToContact),
    TotalDiscount: decimal((order) => order.totalDiscount),
  };
}
