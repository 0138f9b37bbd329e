import { firstDocument } from '#lib/coding/item-documents.ts';
import { todayIn } from '#lib/domain/calendar-date.ts';
import type { Coding } from '#lib/domain/coding/coding.ts';
import { itemTypeNames } from '#lib/domain/coding/fields.ts';
import { itemTax } from '#lib/domain/coding/line-items.ts';
import { paymentBalance } from '#lib/domain/coding/payment-fields.ts';
import { shownAmount } from '#lib/domain/coding/shown-amount.ts';
import type { ExtraColumn } from '#lib/domain/list-layout.ts';
import type { Lists } from '#lib/domain/lists.ts';
import { decimal, toAmount } from '#lib/domain/money.ts';

/** The cells of the columns that only some people show; dates and amounts as they are stored. What is empty is left out. */
export type ExtraCells = Partial<Record<ExtraColumn, string>>;

/** Characters of a text that a cell has room for. */
const LONGEST = 120;

type Item = Parameters<typeof firstDocument>[0] & {
  number: number;
  createdAt: Date;
  submittedByName: string | null;
  claim?: { name: string } | null;
};

export function extraCells(
  names: readonly ExtraColumn[],
  item: Item,
  coding: Coding,
  { lists, timeZone }: { lists: Lists; timeZone: string | null },
): ExtraCells {
  const cells = names.map((name): [ExtraColumn, string | null] => [name, cellOf(name, item, coding, lists, timeZone)]);
  return Object.fromEntries(cells.flatMap(([name, text]) => (text ? [[name, text.slice(0, LONGEST)]] : [])));
}

function cellOf(name: ExtraColumn, item: Item, coding: Coding, lists: Lists, timeZone: string | null): string | null {
  const digits = lists.rules.amountDigits;
  switch (name) {
    case 'number':
      return `#${item.number}`;
    case 'type':
      return itemTypeNames[coding.type];
    case 'reference':
      return coding.reference;
    case 'description':
      return coding.description ?? coding.lines.find(({ description }) => description)?.description ?? null;
    case 'due':
      return coding.dueOn;
    case 'net': {
      if (coding.total === null) return null;
      const net = decimal(coding.total).minus(itemTax(coding, digits) ?? '0');
      return shownAmount(coding.type, toAmount(net, digits));
    }
    case 'taxRate':
      return ofLines(coding, 'taxRateId', (id) => lists.taxRates.get(id)?.name);
    case 'tracking1':
      return ofLines(coding, 'tracking1OptionId', (id) => trackingName(id, lists));
    case 'tracking2':
      return ofLines(coding, 'tracking2OptionId', (id) => trackingName(id, lists));
    case 'method':
      return named(coding.payments.map(({ paymentMethodId }) => lists.paymentMethods.get(paymentMethodId ?? '')?.name));
    case 'paid': {
      if (coding.payments.length === 0) return null;
      const left = paymentBalance(coding, digits);
      return left !== null && !decimal(left).greaterThan(0) ? 'Paid' : 'In part';
    }
    case 'file':
      return firstDocument(item)?.fileName ?? null;
    case 'submitter':
      return item.submittedByName;
    case 'added':
      return todayIn(timeZone, item.createdAt);
    case 'claim':
      return item.claim?.name ?? null;
  }
}

type OfLine = 'taxRateId' | 'tracking1OptionId' | 'tracking2OptionId';

/** An item with lines is coded by these. */
function ofLines(coding: Coding, field: OfLine, name: (id: string) => string | undefined): string | null {
  const ids = coding.lines.length > 0 ? coding.lines.map((line) => line[field]) : [coding[field]];
  return named(ids.map((id) => (id === null ? undefined : name(id))));
}

const trackingName = (id: string, lists: Lists) =>
  lists.tracking.flatMap(({ options }) => options).find((option) => option.id === id)?.name;

const named = (names: readonly (string | undefined)[]) =>
  [...new Set(names.filter((name) => name !== undefined))].join(', ') || null;
