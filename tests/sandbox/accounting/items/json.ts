import { msDate } from '../api/dates.ts';
import type { UnitPlaces } from '../api/listing.ts';
import type { Books } from '../books.ts';
import { round } from '../documents/amounts.ts';
import type { Item, ItemPrice } from './record.ts';
import { stockOf } from './stock.ts';

export function itemJson(books: Books, item: Item, places: UnitPlaces) {
  const stock = item.inventoryAssetAccountCode && stockOf(books, item);
  return {
    ItemID: item.id,
    Code: item.code,
    Name: item.name,
    Description: item.description,
    PurchaseDescription: item.purchaseDescription,
    UpdatedDateUTC: msDate(item.updatedAt),
    PurchaseDetails: priceJson(item.purchase, places),
    SalesDetails: priceJson(item.sale, places),
    IsTrackedAsInventory: item.inventoryAssetAccountCode !== undefined,
    ...(stock && {
      InventoryAssetAccountCode: item.inventoryAssetAccountCode,
      TotalCostPool: stock.cost,
      QuantityOnHand: stock.quantity,
    }),
    IsSold: item.sale !== undefined,
    IsPurchased: item.purchase !== undefined,
  };
}

function priceJson(price: ItemPrice | undefined, places: UnitPlaces) {
  return {
    ...(price?.unitPrice !== undefined && { UnitPrice: round(price.unitPrice, places) }),
    ...(price?.accountCode && { AccountCode: price.accountCode }),
    ...(price?.cogsAccountCode && { COGSAccountCode: price.cogsAccountCode }),
    ...(price?.taxType && { TaxType: price.taxType }),
  };
}
