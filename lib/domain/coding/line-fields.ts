import { amount, entry, type Fields, longText, quantity, trackingOption } from './field-kinds.ts';
import type { RowOf } from './rows.ts';

const amounts = { mergesWith: 'amounts' } as const;

/**
 * What a line item holds, each field once. One with the name of a field of the item means the same and begins with its
 * value when the item is first split into lines.
 */
export const lineFields = {
  description: { label: 'description', ...longText },
  /** What was bought or sold, of the books' products and services. */
  productId: { label: 'product', ...entry('products') },
  quantity: { label: 'quantity', ...quantity, ...amounts },
  /** quantity x unitAmount is, to the cent, `total`, or where the document's prices have tax added, `total` less tax. */
  unitAmount: { label: 'unit price', ...amount, ...amounts },
  accountId: { label: 'category', ...entry('accounts') },
  taxRateId: { label: 'tax rate', ...entry('taxRates'), ...amounts },
  /** Part of total. */
  taxAmount: { label: 'tax', ...amount, ...amounts },
  /** Part of the tax, as the item's. */
  secondTaxAmount: { label: 'second tax', ...amount, ...amounts },
  /** Gross. */
  total: { label: 'total', ...amount, ...amounts },
  tracking1OptionId: { label: 'Tracking 1', ...trackingOption(0) },
  tracking2OptionId: { label: 'Tracking 2', ...trackingOption(1) },
  /** A customer whom the line is to be charged on to. */
  rebillableContactId: { label: 'rebilled to', ...entry('customers') },
} as const satisfies Fields;

export type CodingLine = RowOf<typeof lineFields>;
export type LineField = keyof typeof lineFields;
