import { resourceNotFound } from '../../server/answer.ts';
import { type ApiCall, type ApiRoute, endpoints, envelope } from '../api/context.ts';
import { Refusal } from '../api/failures.ts';
import { modifiedSince, unitPlaces } from '../api/listing.ts';
import { boolean, decimal, guid, instant, type Properties, text, within } from '../where/properties.ts';
import { select } from '../where/select.ts';
import { itemJson } from './json.ts';
import type { Item, ItemPrice } from './record.ts';
import { stockOf } from './stock.ts';
import { createItems, deleteItem, saveItem, saveItems } from './write.ts';

const PRICE_PROPERTIES: Properties<ItemPrice> = {
  UnitPrice: decimal((price) => price.unitPrice),
  AccountCode: text((price) => price.accountCode),
  COGSAccountCode: text((price) => price.cogsAccountCode),
  TaxType: text((price) => price.taxType),
};

function propertiesFor({ books }: ApiCall): Properties<Item> {
  const isTracked = (item: Item) => item.inventoryAssetAccountCode !== undefined;
  return {
    ItemID: guid((item) => item.id),
    Code: text((item) => item.code),
    Name: text((item) => item.name),
    Description: text((item) => item.description),
    PurchaseDescription: text((item) => item.purchaseDescription),
    IsSold: boolean((item) => item.sale !== undefined),
    IsPurchased: boolean((item) => item.purchase !== undefined),
    IsTrackedAsInventory: boolean(isTracked),
    InventoryAssetAccountCode: text((item) => item.inventoryAssetAccountCode),
    QuantityOnHand: decimal((item) => (isTracked(item) ? stockOf(books, item).quantity : undefined)),
    TotalCostPool: decimal((item) => (isTracked(item) ? stockOf(books, item).cost : undefined)),
    UpdatedDateUTC: instant((item) => item.updatedAt),
    ...within('SalesDetails', PRICE_PROPERTIES, (item) => item.sale),
    ...within('PurchaseDetails', PRICE_PROPERTIES, (item) => item.purchase),
  };
}

export const itemRoutes: ApiRoute[] = endpoints(['accounting.settings', 'accounting.invoices'], {
  'GET /Items': (call) => {
    const since = modifiedSince(call) ?? 0;
    const items = select(call, call.books.items, 'Item', propertiesFor(call), (item) => item.updatedAt >= since);
    return envelope(call, { Items: items.map((item) => itemJson(call.books, item, unitPlaces(call))) });
  },
  'GET /Items/:id': (call) => envelope(call, { Items: [itemJson(call.books, theItem(call), unitPlaces(call))] }),
  'PUT /Items': createItems,
  'POST /Items': saveItems,
  'POST /Items/:id': (call) => saveItem(call, theItem(call)),
  'DELETE /Items/:id': (call) => deleteItem(call, theItem(call)),
});

/** By id or by code. */
function theItem(call: ApiCall): Item {
  const key = call.params.id ?? '';
  const item = call.books.items.get(key.toLowerCase()) ?? call.books.items.find('code', key.toUpperCase())[0];
  if (!item) throw new Refusal(resourceNotFound(), 'No such item');
  return item;
}
