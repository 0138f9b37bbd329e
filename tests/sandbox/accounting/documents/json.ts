import type { UnitPlaces } from '../api/listing.ts';
import type { Books } from '../books.ts';
import { round } from './amounts.ts';
import type { DocumentLine, LineTracking } from './record.ts';

/** A line as it is answered. One with a description only has nothing else. */
export function lineJson(books: Books, line: DocumentLine, places: UnitPlaces) {
  const isDescriptionOnly = line.lineAmount === undefined;
  return {
    ...(line.itemCode && { ItemCode: line.itemCode, Item: itemReference(books, line.itemCode) }),
    ...(line.description !== undefined && { Description: line.description }),
    ...(!isDescriptionOnly && {
      UnitAmount: round(line.unitAmount ?? 0, places),
      ...(line.taxType && { TaxType: line.taxType }),
      TaxAmount: line.taxAmount ?? 0,
      LineAmount: line.lineAmount,
      ...lineAccountJson(books, line.accountId),
      Quantity: line.quantity ?? 0,
      ...(line.discountRate !== undefined && { DiscountRate: line.discountRate }),
      ...(line.discountAmount !== undefined && { DiscountAmount: line.discountAmount }),
    }),
    Tracking: trackingJson(books, line.tracking),
    LineItemID: line.id,
    ValidationErrors: [],
  };
}

/** The account of a line, by the code of today. */
export function lineAccountJson(books: Books, accountId: string | undefined) {
  const code = books.accounts.get(accountId)?.code;
  return { ...(code && { AccountCode: code }), ...(accountId && { AccountID: accountId }) };
}

/** The tracking of a line, by the names and ids of today. */
export function trackingJson(books: Books, tracking: readonly LineTracking[]) {
  return tracking.flatMap(({ categoryId, optionId }) => {
    const category = books.tracking.get(categoryId);
    const option = category?.options.find((one) => one.id === optionId);
    if (!category || !option) return [];
    return [
      {
        Name: category.name,
        Option: option.name,
        TrackingCategoryID: category.id,
        TrackingOptionID: option.id,
        Options: [],
      },
    ];
  });
}

function itemReference(books: Books, code: string) {
  const item = books.items.find('code', code.toUpperCase())[0];
  return item && { ItemID: item.id, Name: item.name, Code: item.code };
}
