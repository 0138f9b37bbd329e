import type { CodingField } from './coding/coding.ts';

/** What the history of an item can tell. Publishing adds its own steps with the same table. */
export type ItemEventKind =
  | 'added'
  | 'changed'
  | 'deleted'
  | 'restored'
  | 'publishRequested'
  | 'published'
  | 'attached'
  | 'attachmentFailed'
  | 'publishRefused'
  | 'publishUncertain'
  | 'publishCancelled'
  | 'ledgerChangeRequested'
  | 'ledgerChanged';

/** A value as it was shown, and as it was: the text stays readable when a list entry is renamed. */
export type ShownValue = { text: string; value: unknown };

/** The field's name in history, conflicts and toasts. Tracking fields carry the ledger's own names. */
export const fieldNames: Record<CodingField, string> = {
  type: 'Type',
  contactId: 'Supplier',
  issuedOn: 'Date',
  dueOn: 'Due date',
  reference: 'Reference',
  accountId: 'Category',
  description: 'Description',
  currency: 'Currency',
  total: 'Total',
  taxRateId: 'Tax rate',
  taxAmount: 'Tax',
  tracking1OptionId: 'Tracking 1',
  tracking2OptionId: 'Tracking 2',
  publishAs: 'Publish as',
  lines: 'Line items',
};
