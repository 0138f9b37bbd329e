import type { CalendarDate } from '../calendar-date.ts';
import type { Coding, CodingLine } from '../coding/coding.ts';
import { itemTypeNames } from '../coding/fields.ts';
import { shownAmount } from '../coding/shown-amount.ts';
import type { ItemStatus } from '../item-status.ts';
import type { Lists } from '../lists.ts';
import type { Workspace } from '../paths.ts';
import { trackingFieldsOf } from '../readiness/entries.ts';
import { netOf } from '../tax.ts';
import { capitalised, contactWords } from '../words.ts';

/** An item as a file tells of it. */
export type ExportedItem = {
  number: number;
  coding: Coding;
  /** ISO code. */
  currency: string;
  status: ItemStatus;
  isArchived: boolean;
  isPublished: boolean;
  addedOn: CalendarDate;
  /** The document's name, beside the file or as it came; null for an item without one. */
  document: string | null;
};

const statusWords: Record<ItemStatus, string> = {
  TO_REVIEW: 'To review',
  REFUSED: 'Failed',
  WAITING: 'Being published',
  READY: 'Ready',
  PUBLISHED: 'Published',
};

/** The titles of the columns, as an accountant knows them. */
export function exportHeadings(workspace: Workspace, lists: Pick<Lists, 'tracking' | 'rules'>): string[] {
  return [
    ...['Item', 'Type', 'Date', 'Due date', capitalised(contactWords[workspace].one), 'Document reference'],
    ...['Description', 'Category code', 'Category', 'Tax rate', 'Quantity', 'Unit price', 'Net', 'Tax', 'Total'],
    ...['Currency', ...trackingFieldsOf(lists).map(({ name }) => name), 'Owner', 'Status', 'Added', 'Document'],
  ];
}

/** The columns that hold plain decimals, by their place from 0: from the quantity to the total. */
export const amountColumns: ReadonlySet<number> = new Set([10, 11, 12, 13, 14]);

/**
 * A row for each line of an item, or one for an item without any, so that the columns of amounts can be summed. Numbers are
 * plain decimals and dates are ISO, whoever reads them; what a credit note gives back is below zero.
 */
export function exportRows(item: ExportedItem, lists: Lists): string[][] {
  const { coding } = item;
  const { contactId, ownerId, type } = coding;
  const status = item.isArchived && !item.isPublished ? 'Archived' : statusWords[item.status];
  const parts: readonly Part[] =
    coding.lines.length > 0 ? coding.lines : [{ ...coding, quantity: '1', unitAmount: null }];
  return parts.map((part) => {
    const account = part.accountId ? lists.accounts.get(part.accountId) : undefined;
    const rate = part.taxRateId && coding.taxMode !== 'NONE' ? lists.taxRates.get(part.taxRateId) : undefined;
    const net = part.total === null ? null : netOf(part.total, part.taxAmount, lists.rules.amountDigits);
    const amounts = [net, part.taxAmount, part.total].map((amount) => shownAmount(type, amount));
    const cells: (string | null | undefined)[] = [
      ...[String(item.number), itemTypeNames[type], coding.issuedOn, coding.dueOn],
      ...[contactId ? lists.contacts.get(contactId)?.name : null, coding.reference],
      ...[part.description ?? coding.description, account?.code, account?.name, rate?.name],
      ...[part.quantity, part.unitAmount, ...amounts, item.currency],
      ...trackingFieldsOf(lists).map(({ options }, slot) => {
        const id = slot === 0 ? part.tracking1OptionId : part.tracking2OptionId;
        return options.find((option) => option.id === id)?.name;
      }),
      ...[ownerId ? lists.owners.get(ownerId)?.name : null, status, item.addedOn, item.document],
    ];
    return cells.map((cell) => cell ?? '');
  });
}

type Part = Pick<
  CodingLine,
  | 'description'
  | 'accountId'
  | 'taxRateId'
  | 'quantity'
  | 'unitAmount'
  | 'taxAmount'
  | 'total'
  | 'tracking1OptionId'
  | 'tracking2OptionId'
>;
