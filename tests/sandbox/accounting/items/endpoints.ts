import { resourceNotFound } from '../../server/answer.ts';
import { type ApiCall, type ApiRoute, endpoints, envelope } from '../api/context.ts';
import { msDate } from '../api/dates.ts';
import { Refusal } from '../api/failures.ts';
import { modifiedSince } from '../api/listing.ts';
import { instant, type Properties, text } from '../where/properties.ts';
import { select } from '../where/select.ts';
import type { Item, ItemPrice } from './record.ts';

const PROPERTIES: Properties<Item> = {
  Code: text((item) => item.code),
  Name: text((item) => item.name),
  Description: text((item) => item.description),
  UpdatedDateUTC: instant((item) => item.updatedAt),
};

export const itemRoutes: ApiRoute[] = endpoints(['accounting.settings', 'accounting.invoices'], {
  'GET /Items': (call) => {
    const since = modifiedSince(call) ?? 0;
    const items = select(call, call.books.items, 'Item', PROPERTIES, (item) => item.updatedAt >= since);
    return envelope(call, { Items: items.map(itemJson) });
  },
  'GET /Items/:id': (call) => envelope(call, { Items: [itemJson(theItem(call))] }),
});

/** By id or by code. */
function theItem(call: ApiCall): Item {
  const key = call.params.id ?? '';
  const item = call.books.items.get(key.toLowerCase()) ?? call.books.items.find('code', key.toUpperCase())[0];
  if (!item) throw new Refusal(resourceNotFound(), 'No such item');
  return item;
}

function itemJson(item: Item) {
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
