import { msDate } from '../api/dates.ts';
import type { Item, ItemPrice } from './record.ts';

export function itemJson(item: Item) {
  return {
    ItemID: item.id,
    Code: item.code,
    Name: item.name,
    Description: item.description,
    PurchaseDescription: item.purchaseDescription,
    UpdatedDateUTC: msDate(item.updatedAt),
    PurchaseDetails: priceJson(item.purchase),
    SalesDetails: priceJson(item.sale),
    IsTrackedAsInventory: false,
    IsSold: item.sale !== undefined,
    IsPurchased: item.purchase !== undefined,
  };
}

function priceJson(price: ItemPrice | undefined) {
  return {
    ...(price?.unitPrice !== undefined && { UnitPrice: price.unitPrice }),
    ...(price?.accountCode && { AccountCode: price.accountCode }),
    ...(price?.taxType && { TaxType: price.taxType }),
  };
}
