import type { AccountingDocument } from '../documents/record.ts';

export const QUOTE_STATUSES = ['DRAFT', 'SENT', 'ACCEPTED', 'DECLINED', 'INVOICED', 'DELETED'] as const;
export type QuoteStatus = (typeof QUOTE_STATUSES)[number];

/** What is offered to a customer. It owes nothing and is in no ledger: an invoice follows it. */
export interface Quote extends AccountingDocument {
  status: QuoteStatus;
  number: string;
  expiryDate: string | undefined;
  title: string;
  summary: string;
  terms: string;
  brandingThemeId: string | undefined;
  totalDiscount: number;
}
