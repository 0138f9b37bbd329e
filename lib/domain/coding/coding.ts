import type { CalendarDate } from '../calendar-date.ts';
import type { Amount } from '../money.ts';

export const itemTypes = ['INVOICE', 'RECEIPT', 'CREDIT_NOTE'] as const;
export type ItemType = (typeof itemTypes)[number];

/** The bill's status in the ledger. */
export const publishAsOptions = ['DRAFT', 'SUBMITTED', 'AUTHORISED'] as const;
export type PublishAs = (typeof publishAsOptions)[number];

export const publishAsNames: Record<PublishAs, string> = {
  DRAFT: 'Draft',
  SUBMITTED: 'Awaiting approval',
  AUTHORISED: 'Awaiting payment',
};

/** What a bookkeeper decides about one item. Ids are of our lists' rows; amounts are in `currency`. */
export type Coding = {
  type: ItemType;
  contactId: string | null;
  issuedOn: CalendarDate | null;
  dueOn: CalendarDate | null;
  reference: string | null;
  accountId: string | null;
  description: string | null;
  currency: string | null;
  /** Gross: tax is part of it. */
  total: Amount | null;
  taxRateId: string | null;
  taxAmount: Amount | null;
  tracking1OptionId: string | null;
  tracking2OptionId: string | null;
  publishAs: PublishAs;
  /** Empty: the item is one line, coded by the fields above. Otherwise these carry account, tax and tracking. */
  lines: CodingLine[];
};

export type CodingLine = {
  id: string;
  description: string | null;
  quantity: Amount;
  /** Gross per unit: quantity x unitAmount is `total`, to the cent. */
  unitAmount: Amount | null;
  accountId: string | null;
  taxRateId: string | null;
  /** Part of total. */
  taxAmount: Amount | null;
  /** Gross. */
  total: Amount | null;
  tracking1OptionId: string | null;
  tracking2OptionId: string | null;
};

/** The coding's own fields, each edited, saved and undone by itself. */
export const codingFields = [
  'type',
  'contactId',
  'issuedOn',
  'dueOn',
  'reference',
  'accountId',
  'description',
  'currency',
  'total',
  'taxRateId',
  'taxAmount',
  'tracking1OptionId',
  'tracking2OptionId',
  'publishAs',
  'lines',
] as const satisfies readonly (keyof Coding)[];
export type CodingField = (typeof codingFields)[number];
