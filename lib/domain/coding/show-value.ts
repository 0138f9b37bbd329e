import { accountLabel } from '../account.ts';
import { formatDate } from '../calendar-date.ts';
import type { ShownValue } from '../item-event.ts';
import { fieldNames } from '../item-event.ts';
import type { Lists } from '../lists.ts';
import { decimal, formatAmount } from '../money.ts';
import { rateLabel } from '../tax.ts';
import { type Coding, type CodingField, type CodingLine, type ItemType, publishAsNames } from './coding.ts';
import { sumLines } from './line-items.ts';

export const itemTypeNames: Record<ItemType, string> = {
  INVOICE: 'Invoice',
  RECEIPT: 'Receipt',
  CREDIT_NOTE: 'Credit note',
};

const UNKNOWN = 'an entry of other books';

/** A field's value in words, never an id; an empty text for an empty field. */
export function showValue(field: CodingField, coding: Coding, lists: Lists, currency: string): ShownValue {
  return { text: ownText(field, coding, lists, currency), value: coding[field] };
}

/** The values that items and lines share are told alike. */
type Shown = Pick<
  CodingLine,
  'description' | 'accountId' | 'taxRateId' | 'taxAmount' | 'total' | 'tracking1OptionId' | 'tracking2OptionId'
>;

function ownText(field: CodingField, coding: Coding, lists: Lists, currency: string): string {
  switch (field) {
    case 'type':
      return itemTypeNames[coding.type];
    case 'publishAs':
      return publishAsNames[coding.publishAs];
    case 'contactId':
      return coding.contactId ? (lists.contacts.get(coding.contactId)?.name ?? UNKNOWN) : '';
    case 'issuedOn':
    case 'dueOn': {
      const date = coding[field];
      return date ? formatDate(date) : '';
    }
    case 'lines':
      return linesText(coding, currency);
    case 'reference':
    case 'currency':
      return coding[field] ?? '';
    default:
      return textOf(field, coding, lists, currency);
  }
}

function textOf(field: keyof Shown, part: Shown, lists: Lists, currency: string): string {
  switch (field) {
    case 'accountId': {
      const account = part.accountId ? lists.accounts.get(part.accountId) : null;
      return account ? accountLabel(account) : part.accountId ? UNKNOWN : '';
    }
    case 'taxRateId': {
      const rate = part.taxRateId ? lists.taxRates.get(part.taxRateId) : null;
      return rate ? rateLabel(rate) : part.taxRateId ? UNKNOWN : '';
    }
    case 'tracking1OptionId':
    case 'tracking2OptionId': {
      const id = part[field];
      const option = lists.tracking.flatMap((category) => category.options).find((each) => each.id === id);
      return option?.name ?? (id ? UNKNOWN : '');
    }
    case 'total':
    case 'taxAmount': {
      const amount = part[field];
      return amount === null ? '' : formatAmount(amount, currency);
    }
    default:
      return part.description ?? '';
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

/** The category as a list of items shows it: the account's name, or how many there are among the lines. */
export function categoryText(coding: Pick<Coding, 'accountId' | 'lines'>, lists: Lists): string | null {
  const ids = coding.lines.length > 0 ? coding.lines.map((line) => line.accountId) : [coding.accountId];
  const names = new Set(ids.flatMap((id) => (id && lists.accounts.get(id)?.name) || []));
  if (names.size > 1) return `${names.size} categories`;
  return [...names][0] ?? null;
}

const lineFieldNames = {
  description: 'description',
  quantity: 'quantity',
  unitAmount: 'unit price',
  accountId: 'category',
  taxRateId: 'tax rate',
  taxAmount: 'tax',
  total: 'total',
  tracking1OptionId: 'tracking1OptionId',
  tracking2OptionId: 'tracking2OptionId',
} as const satisfies Partial<Record<keyof CodingLine, string>>;

/** What became of each line, in words: `Line 2, category: 404 Power → 429 General`. */
export function showLineChanges(before: Coding, after: Coding, lists: Lists, currency: string): string[] {
  const former = new Map(before.lines.map((line, index) => [line.id, { line, number: index + 1 }]));
  const changes: string[] = [];
  for (const [index, line] of after.lines.entries()) {
    const was = former.get(line.id);
    former.delete(line.id);
    if (!was) {
      const total = line.total === null ? '' : `, ${formatAmount(line.total, currency)}`;
      changes.push(`Line ${index + 1} added: ${line.description ?? 'no description'}${total}`);
      continue;
    }
    for (const key of Object.keys(lineFieldNames) as (keyof typeof lineFieldNames)[]) {
      const [from, to] = [was.line, line].map((each) => lineText(key, each, lists, currency)) as [string, string];
      if (from !== to)
        changes.push(`Line ${index + 1}, ${lineFieldName(key, lists)}: ${from || 'empty'} → ${to || 'empty'}`);
    }
  }
  for (const { line, number } of former.values()) {
    changes.push(`Line ${number} removed: ${line.description ?? 'no description'}`);
  }
  return changes;
}

function lineFieldName(key: keyof typeof lineFieldNames, lists: Lists): string {
  return key === 'tracking1OptionId' || key === 'tracking2OptionId' ? fieldName(key, lists) : lineFieldNames[key];
}

function lineText(key: keyof typeof lineFieldNames, line: CodingLine, lists: Lists, currency: string): string {
  if (key === 'quantity' || key === 'unitAmount') return line[key] === null ? '' : decimal(line[key]).toString();
  return textOf(key, line, lists, currency);
}
