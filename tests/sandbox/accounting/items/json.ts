import { msDate } from '../api/dates.ts';
import type { UnitPlaces } from '../api/listing.ts';
import { round } from '../documents/amounts.ts';
import type { Item, ItemPrice } from './record.ts';

export function itemJson(item: Item, places: UnitPlaces) {
  return {
    ItemID: item.id,
    Code: item.code,
    Name: item.name,
    Description: item.description,
    PurchaseDescription: item.purchaseDescription,
    UpdatedDateUTC: msDate(item.updatedAt),
    PurchaseDetails: priceJson(item.purchase, places),
    SalesDetails: priceJson(item.sale, places),
    IsTrackedAsInventory: false,
    IsSold: item.sale !== undefined,
    IsPurchased: item.purchase !== undefined,
  };
}

function priceJson(price: ItemPrice | undefined, places: UnitPlaces) {
  return {
    ...(price?.unitPrice !== undefined && { UnitPrice: round(price.unitPrice, places) }),
    ...(price?.accountCode && { AccountCode: price.accountCode }),
    ...(price?.taxType && { TaxType: price.taxType }),
  };
}
