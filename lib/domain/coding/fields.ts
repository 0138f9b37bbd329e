import { isolated } from '../isolated.ts';
import { sum } from '../money.ts';
import type { Workspace } from '../paths.ts';
import type { TaxMode } from '../tax.ts';
import { capitalised, contactWords } from '../words.ts';
import {
  amount,
  amountText,
  choice,
  currencyCode,
  date,
  entry,
  exchangeRate,
  type Field,
  ledgerStatus,
  longText,
  text,
  trackingOption,
} from './field-kinds.ts';
import { lineFields } from './line-fields.ts';
import { computedInLine, MAX_LINES, sumLines } from './line-items.ts';
import { MAX_PAYMENTS, paymentFields, paymentText } from './payment-fields.ts';
import { rows } from './rows.ts';

export const itemTypeNames = {
  INVOICE: 'Invoice',
  RECEIPT: 'Receipt',
  CREDIT_NOTE: 'Credit note',
  EXPENSE: 'Expense',
} as const;

/** The document's status in the ledger, which has words of its own for each: `LedgerRules.statusNames`. */
export const publishAsStatuses = ['DRAFT', 'SUBMITTED', 'AUTHORISED'] as const;

/** What the item becomes: a document to be paid, or money that a bank account has spent or received already. */
export const publishToNames = { DOCUMENT: 'Purchases or sales', BANK_ACCOUNT: 'Bank account' } as const;

export const taxModeNames = {
  INCLUSIVE: 'Tax inclusive',
  EXCLUSIVE: 'Tax exclusive',
  NONE: 'No tax',
} as const satisfies Record<TaxMode, string>;

/** A field of an item's coding. */
export type FieldSpec<T> = Field<T> & {
  /** The label where a workspace has a word of its own. */
  labelIn?(workspace: Workspace): string;
  /** No part of what the ledger is sent: nothing that it refuses is put right by it. */
  isOurs?: true;
};

/**
 * What a bookkeeper decides about one item, each field once: its name, what may be in it, how it is shown, compared,
 * stored and merged. The type of a coding, its schemas, columns, history and checks all come from this table, and each
 * field is edited, saved and undone by itself. Ids are of our lists' rows; amounts are in `currency`.
 */
export const fields = {
  /** Whom it belongs to: who may see it although they see no others', and whom to ask about it. */
  ownerId: { label: 'Owner', isOurs: true, ...entry('owners') },
  /** A mark of the business's own. */
  flagId: { label: 'Flag', isOurs: true, ...entry('flags') },
  type: { label: 'Type', ...choice(itemTypeNames, 'INVOICE') },
  contactId: {
    label: 'Contact',
    labelIn: (workspace: Workspace) => capitalised(contactWords[workspace].one),
    ...entry('contacts'),
  },
  issuedOn: { label: 'Date', ...date },
  dueOn: { label: 'Due date', ...date },
  reference: { label: 'Document reference', ...text },
  /** Of a credit note: the number of the document of the same contact that it is set against in the books. */
  creditFor: { label: 'Credit for', ...text },
  accountId: { label: 'Category', ...entry('accounts') },
  description: { label: 'Description', ...longText },
  currency: { label: 'Currency', ...currencyCode },
  /**
   * Units of the item's currency for one unit of the base currency: 0.75 where 100.00
   * in the base currency are 75.00 here. Null is the ledger's own rate of the day.
   */
  exchangeRate: { label: 'Exchange rate', ...exchangeRate },
  /** Gross: tax is part of it, whatever the prices are. */
  total: { label: 'Total', ...amount },
  taxMode: { label: 'Amounts are', ...choice(taxModeNames, 'INCLUSIVE') },
  taxRateId: { label: 'Tax rate', ...entry('taxRates') },
  taxAmount: { label: 'Tax', ...amount },
  /**
   * Part of the tax: the second of the two taxes of a combined rate, such as PST beside GST, as the document prints it. Null
   * is what the rate gives. A line in the ledger has one tax amount, so this stays here.
   */
  secondTaxAmount: { label: 'Second tax', isOurs: true, ...amount },
  tracking1OptionId: { label: 'Tracking 1', ...trackingOption(0) },
  tracking2OptionId: { label: 'Tracking 2', ...trackingOption(1) },
  publishTo: { label: 'Publish to', ...choice(publishToNames, 'DOCUMENT') },
  publishAs: { label: 'Publish as', ...ledgerStatus(publishAsStatuses, 'AUTHORISED') },
  /** What has been paid already; empty while nothing has. */
  payments: {
    label: 'Payments',
    ...rows(paymentFields, {
      noun: 'Payment',
      max: MAX_PAYMENTS,
      messages: { tooMany: `An item has at most ${MAX_PAYMENTS} payments.`, twice: 'A payment is there twice.' },
      show(payments, shown) {
        if (payments.length === 0) return '';
        const total = amountText(sum(payments.map((payment) => payment.amount ?? '0')).toFixed(), shown);
        return `${payments.length} ${payments.length === 1 ? 'payment' : 'payments'}, ${total}`;
      },
      added: paymentText,
      removed: paymentText,
    }),
  },
  /** Empty: the item is one line, coded by the fields above. Otherwise these carry account, tax and tracking. */
  lines: {
    label: 'Line items',
    ...rows(lineFields, {
      noun: 'Line',
      max: MAX_LINES,
      messages: { tooMany: `An item has at most ${MAX_LINES} lines.`, twice: 'A line is there twice.' },
      show(lines, shown) {
        if (lines.length === 0) return '';
        const { total } = sumLines(lines, shown.lists.rules.amountDigits);
        return `${lines.length} ${lines.length === 1 ? 'line' : 'lines'}, ${amountText(total, shown)}`;
      },
      added: ({ description, total }, shown) =>
        `${isolated(description ?? 'no description')}${total === null ? '' : `, ${amountText(total, shown)}`}`,
      removed: ({ description }) => isolated(description ?? 'no description'),
      computed: (before, after, { lists }) => computedInLine(before, after, lists.taxRates, lists.rules.amountDigits),
    }),
  },
} as const satisfies Record<string, FieldSpec<unknown>>;
