import { formatDate } from './calendar-date.ts';
import { type Coding, type CodingField, type ItemType, publishAsNames } from './coding.ts';
import type { ShownValue } from './item-event.ts';
import { fieldNames } from './item-event.ts';
import { sumLines } from './line-items.ts';
import type { Lists } from './lists.ts';
import { formatAmount } from './money.ts';
import { accountLabel } from './readiness/entries.ts';
import { formatRate } from './tax.ts';

export const itemTypeNames: Record<ItemType, string> = {
  INVOICE: 'Invoice',
  RECEIPT: 'Receipt',
  CREDIT_NOTE: 'Credit note',
};

const UNKNOWN = 'an entry of other books';

/** A field's value in words, never an id; an empty text for an empty field. */
export function showValue(field: CodingField, coding: Coding, lists: Lists, currency: string): ShownValue {
  return { text: textOf(field, coding, lists, currency), value: coding[field] };
}

function textOf(field: CodingField, coding: Coding, lists: Lists, currency: string): string {
  switch (field) {
    case 'type':
      return itemTypeNames[coding.type];
    case 'publishAs':
      return publishAsNames[coding.publishAs];
    case 'contactId':
      return coding.contactId ? (lists.contacts.get(coding.contactId)?.name ?? UNKNOWN) : '';
    case 'accountId': {
      const account = coding.accountId ? lists.accounts.get(coding.accountId) : null;
      return account ? accountLabel(account) : coding.accountId ? UNKNOWN : '';
    }
    case 'taxRateId': {
      const rate = coding.taxRateId ? lists.taxRates.get(coding.taxRateId) : null;
      return rate ? `${rate.name} (${formatRate(rate)})` : coding.taxRateId ? UNKNOWN : '';
    }
    case 'tracking1OptionId':
    case 'tracking2OptionId': {
      const id = coding[field];
      const option = lists.tracking.flatMap((category) => category.options).find((each) => each.id === id);
      return option?.name ?? (id ? UNKNOWN : '');
    }
    case 'issuedOn':
    case 'dueOn': {
      const date = coding[field];
      return date ? formatDate(date) : '';
    }
    case 'total':
    case 'taxAmount': {
      const amount = coding[field];
      return amount === null ? '' : formatAmount(amount, currency);
    }
    case 'lines':
      return linesText(coding, currency);
    default:
      return coding[field] ?? '';
  }
}

function linesText({ lines }: Coding, currency: string): string {
  if (lines.length === 0) return '';
  const { total } = sumLines(lines, currency);
  return `${lines.length} ${lines.length === 1 ? 'line' : 'lines'}, ${formatAmount(total, currency)}`;
}

/** The field's name; the tracking fields carry those of the organisation's categories. */
export function fieldName(field: CodingField, lists: Lists): string {
  const active = lists.tracking.filter((category) => !category.isArchived);
  if (field === 'tracking1OptionId') return active[0]?.name ?? fieldNames[field];
  if (field === 'tracking2OptionId') return active[1]?.name ?? fieldNames[field];
  return fieldNames[field];
}
