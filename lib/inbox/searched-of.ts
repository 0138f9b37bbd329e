import { firstDocument } from '#lib/coding/item-documents.ts';
import type { Amount } from '#lib/domain/amount.ts';
import { type CalendarDate, formatDate } from '#lib/domain/calendar-date.ts';
import type { Coding } from '#lib/domain/coding/coding.ts';
import { itemTax } from '#lib/domain/coding/line-items.ts';
import { shownAmount } from '#lib/domain/coding/shown-amount.ts';
import { writeMoney } from '#lib/domain/currency-units.ts';
import type { Lists } from '#lib/domain/lists.ts';
import { decimal, toAmount } from '#lib/domain/money.ts';
import type { NumberForm } from '#lib/domain/number-form.ts';
import type { Searched, SearchedPlace } from './found-in.ts';

type Item = Parameters<typeof firstDocument>[0] & { number: number; submittedByName: string | null };

/** All of an item that a search looks into; what lists show no column of by the name that it has on the item. */
export function searchedOf(
  item: Item,
  coding: Coding,
  {
    lists,
    currency,
    readText = null,
    numbers = 'commaPoint',
  }: {
    lists: Lists;
    currency: string;
    /** The words that were read from its document. */
    readText?: string | null | undefined;
    numbers?: NumberForm | undefined;
  },
): Searched {
  const contact = nameOf(lists.contacts, coding.contactId);
  const fileName = firstDocument(item)?.fileName ?? null;
  const digits = lists.rules.amountDigits;
  const { type, total, lines, payments } = coding;
  const tax = itemTax(coding, digits);
  const amount = (name: string, value: Amount | null): SearchedPlace => {
    const shown = shownAmount(type, value);
    return { name, text: shown && writeMoney(shown, currency, numbers), values: valuesOf(shown) };
  };
  const date = (name: string, value: CalendarDate | null): SearchedPlace => ({
    name,
    text: value && formatDate(value),
    values: value ? [value] : [],
  });
  const coded = lines.length > 0 ? lines : [coding];
  const categories = coded.flatMap(({ accountId }) => (accountId && lists.accounts.get(accountId)) || []);
  return {
    // A name that is not known yet is the file's.
    contact: contact ?? fileName,
    reference: coding.reference,
    owner: nameOf(lists.owners, coding.ownerId),
    date: coding.issuedOn ? [coding.issuedOn] : [],
    total: valuesOf(shownAmount(type, total)),
    tax: valuesOf(shownAmount(type, tax)),
    others: [
      { name: 'description', text: coding.description },
      ...lines.map(({ description }, index) => ({ name: `line ${index + 1}`, text: description })),
      { name: 'category', text: listed(categories.map(({ code, name }) => [code, name].filter(Boolean).join(' '))) },
      { name: 'tax rate', text: listed(coded.map(({ taxRateId }) => nameOf(lists.taxRates, taxRateId))) },
      ...lists.tracking.map(({ name, options }) => ({
        name,
        text: listed(
          coded.flatMap(({ tracking1OptionId, tracking2OptionId }) =>
            options.flatMap(({ id, name }) => (id === tracking1OptionId || id === tracking2OptionId ? [name] : [])),
          ),
        ),
      })),
      { name: 'product', text: listed(lines.map(({ productId }) => productText(lists, productId))) },
      {
        name: 'payment method',
        text: listed(payments.map(({ paymentMethodId }) => nameOf(lists.paymentMethods, paymentMethodId))),
      },
      {
        name: 'customer charged',
        text: listed(lines.map(({ rebillableContactId }) => nameOf(lists.contacts, rebillableContactId))),
      },
      { name: 'flag', text: nameOf(lists.flags, coding.flagId) },
      { name: 'credit for', text: coding.creditFor },
      { name: 'file', text: contact === null ? null : fileName },
      { name: 'number', text: `#${item.number}` },
      date('due date', coding.dueOn),
      amount('net', total && toAmount(decimal(total).minus(tax ?? '0'), digits)),
      amount('second tax', coding.secondTaxAmount),
      ...lines.flatMap((line, index) => [
        amount(`line ${index + 1}, total`, line.total),
        amount(`line ${index + 1}, tax`, line.taxAmount),
        amount(
          `line ${index + 1}, net`,
          line.total && toAmount(decimal(line.total).minus(line.taxAmount ?? '0'), digits),
        ),
        amount(`line ${index + 1}, second tax`, line.secondTaxAmount),
        amount(`line ${index + 1}, price`, line.unitAmount),
      ]),
      ...payments.flatMap(({ amount: paid, paidOn }) => [amount('payments', paid), date('payments', paidOn)]),
      { name: 'currency', text: coding.currency, values: coding.currency ? [coding.currency] : [] },
      { name: 'added by', text: item.submittedByName },
      { name: 'document', text: readText },
    ],
  };
}

/** As `Item.searchValues` has it. */
const valuesOf = (amount: Amount | null) => (amount === null ? [] : [decimal(amount).toFixed()]);

const nameOf = (entries: ReadonlyMap<string, { name: string }>, id: string | null) =>
  (id === null ? undefined : entries.get(id)?.name) ?? null;

function productText(lists: Lists, id: string | null): string | null {
  const product = id === null ? undefined : lists.products.get(id);
  return product ? [product.code, product.name].filter(Boolean).join(' ') : null;
}

const listed = (names: readonly (string | null)[]) => [...new Set(names.filter(Boolean))].join(', ') || null;
