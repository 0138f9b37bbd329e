import type { Entity } from '../../storage/table.ts';

export type LineAmountTypes = 'Exclusive' | 'Inclusive' | 'NoTax';
export const LINE_AMOUNT_TYPES: readonly LineAmountTypes[] = ['Exclusive', 'Inclusive', 'NoTax'];

export interface LineTracking {
  categoryId: string;
  optionId: string;
}

/** A line of a document. A line with a description only has neither quantity, amount nor account. */
export interface DocumentLine {
  id: string;
  description: string | undefined;
  quantity: number | undefined;
  unitAmount: number | undefined;
  lineAmount: number | undefined;
  taxAmount: number | undefined;
  /** Lines hold on to the account whatever its code becomes. */
  accountId: string | undefined;
  taxType: string | undefined;
  itemCode: string | undefined;
  discountRate: number | undefined;
  discountAmount: number | undefined;
  tracking: LineTracking[];
}

export interface Totals {
  subTotal: number;
  totalTax: number;
  total: number;
}

/** What invoices, credit notes and bank transactions have in common. Dates are `YYYY-MM-DD`; amounts are rounded. */
export interface AccountingDocument extends Entity, Totals {
  contactId: string;
  date: string;
  lineAmountTypes: LineAmountTypes;
  lines: DocumentLine[];
  currencyCode: string;
  currencyRate: number;
  reference: string;
  url: string | undefined;
  hasAttachments: boolean;
  /** The app that made it; undefined when it was made on the website. */
  createdByAppId: string | undefined;
  createdAt: number;
  updatedAt: number;
}
