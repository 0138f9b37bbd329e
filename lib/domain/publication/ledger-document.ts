import type { Amount } from '../amount.ts';
import type { CalendarDate } from '../calendar-date.ts';
import type { Coding, CodingLine, PublishAs } from '../coding/coding.ts';
import { hasDueDate } from '../coding/due-date.ts';
import { isMultiplied, lineOfItem, type Pricing, pricedAmount } from '../coding/line-items.ts';
import type { CodingPayment } from '../coding/payment-fields.ts';
import type { LedgerRules } from '../ledger-rules.ts';
import type { Lists } from '../lists.ts';
import { postedOn } from '../lock-dates.ts';
import { decimal, toAmount } from '../money.ts';
import { type TaxMode, taxByLedger } from '../tax.ts';
import { isBankTransaction, type PublicationKind } from './publication.ts';

/** One document to make, complete and in the ledger's own ids. */
export type LedgerDocument = {
  kind: PublicationKind;
  /** Absolute link back to the item; also how a lost answer is found again. Null when the ledger can't take it. */
  mark: string | null;
  publishAs: PublishAs;
  contactLedgerId: string;
  issuedOn: CalendarDate;
  dueOn: CalendarDate | null;
  reference: string | null;
  currency: string;
  /** Units of the currency for one of the base currency; null leaves it to the ledger, at its rate of the day. */
  exchangeRate: Amount | null;
  /** Gross. */
  total: Amount;
  /** Whether the amounts of its lines are gross, net, or know no tax. */
  taxMode: TaxMode;
  /** Of money spent or received: the ledger's id of the account that it went through. */
  bankAccountLedgerId: string | null;
  lines: LedgerDocumentLine[];
};

export type LedgerDocumentLine = {
  description: string;
  /** Of the books' products and services. */
  productCode: string | null;
  quantity: Amount;
  unitAmount: Amount;
  /** quantity × unitAmount: net where tax is added to prices, else gross. */
  amount: Amount;
  accountLedgerId: string;
  accountCode: string | null;
  /** Null where there is no tax. */
  taxType: string | null;
  taxAmount: Amount;
  /** True when the ledger would compute another tax amount, so ours has to be told. */
  taxIsOverridden: boolean;
  tracking: { categoryLedgerId: string; categoryName: string; optionLedgerId: string; optionName: string }[];
};

/**
 * The document that a coding becomes. Pure, and total for a coding that `readiness` finds nothing wrong with and whose
 * contact has its ledger id; anything else is a mistake of the caller and throws.
 */
export function ledgerDocument(
  kind: PublicationKind,
  coding: Coding,
  lists: Lists,
  mark: string | null,
): LedgerDocument {
  const contact = known(coding.contactId && lists.contacts.get(coding.contactId), 'contact');
  const digits = lists.rules.amountDigits;
  const isForBank = isBankTransaction(kind);
  const lines = coding.lines.length > 0 ? coding.lines : [lineOfItem(coding, 'item', digits)];
  const fallback = clean(coding.description) ?? clean(coding.reference) ?? clean(contact.name) ?? 'No description';
  return {
    kind,
    mark,
    // Money that has moved waits for nobody's approval.
    publishAs: isForBank ? 'AUTHORISED' : coding.publishAs,
    contactLedgerId: known(contact.ledgerId, "contact's ledger id"),
    issuedOn: known(isForBank ? postedOn(coding) : coding.issuedOn, 'date'),
    dueOn: dueDate(kind, coding, lists.rules),
    reference: clean(coding.reference),
    currency: known(coding.currency, 'currency'),
    exchangeRate: coding.exchangeRate,
    total: toAmount(known(coding.total, 'total'), digits),
    taxMode: coding.taxMode,
    bankAccountLedgerId: isForBank ? accountOf(coding.payments[0], lists) : null,
    lines: lines.map((line) => lineToPost(line, fallback, { taxMode: coding.taxMode, digits }, lists)),
  };
}

/** The ledger's id of the account that a payment goes through. Throws where it goes through none. */
export function accountOf(payment: CodingPayment | undefined, { paymentMethods }: Lists): string {
  const method = paymentMethods.get(payment?.paymentMethodId ?? '');
  return known(method?.accountLedgerId, "payment's account");
}

/** One that the books have no more is left out: the line has its own words. */
function productOf({ productId }: CodingLine, { products }: Lists): string | null {
  const product = productId === null ? undefined : products.get(productId);
  return product && !product.isArchived ? product.code : null;
}

/** Where the ledger wants one of a receipt all the same, it was due when it was paid. */
function dueDate(kind: PublicationKind, coding: Coding, { statuses }: LedgerRules): CalendarDate | null {
  if (isBankTransaction(kind)) return null;
  if (hasDueDate(coding)) return coding.dueOn;
  const isAsked = kind === 'BILL' || kind === 'SALES_INVOICE';
  return isAsked && statuses[coding.publishAs]?.needsDueDate ? coding.issuedOn : null;
}

function lineToPost(
  line: CodingLine,
  fallback: string,
  pricing: Pick<Pricing, 'taxMode' | 'digits'>,
  lists: Lists,
): LedgerDocumentLine {
  const { taxMode, digits } = pricing;
  const account = known(line.accountId && lists.accounts.get(line.accountId), 'account');
  const rate = taxMode === 'NONE' ? null : known(line.taxRateId && lists.taxRates.get(line.taxRateId), 'tax rate');
  const total = known(line.total, 'line total');
  const byRate = taxByLedger({ total, taxAmount: line.taxAmount }, rate, taxMode, digits);
  const taxAmount = rate === null ? byRate : toAmount(line.taxAmount ?? byRate, digits);
  return {
    description: clean(line.description) ?? fallback,
    productCode: productOf(line, lists),
    ...unitsOf({ ...line, taxAmount }, taxMode, digits),
    accountLedgerId: account.ledgerId,
    accountCode: account.code,
    taxType: rate?.taxType ?? null,
    taxAmount,
    taxIsOverridden: !decimal(taxAmount).equals(byRate),
    tracking: trackingOf(line, lists),
  };
}

/** Quantity and unit price, unless they don't multiply to the line's amount: then the amount counts, as one unit. */
function unitsOf(
  line: CodingLine,
  taxMode: TaxMode,
  digits: number,
): Pick<LedgerDocumentLine, 'quantity' | 'unitAmount' | 'amount'> {
  const amount = known(pricedAmount(line, taxMode, digits), 'line amount');
  return line.unitAmount !== null && isMultiplied(line, taxMode, digits)
    ? { quantity: line.quantity, unitAmount: line.unitAmount, amount }
    : { quantity: '1', unitAmount: amount, amount };
}

function trackingOf(line: CodingLine, lists: Lists): LedgerDocumentLine['tracking'] {
  return [line.tracking1OptionId, line.tracking2OptionId].flatMap((optionId) => {
    if (optionId === null) return [];
    for (const category of lists.tracking) {
      const option = category.options.find(({ id }) => id === optionId);
      if (!option) continue;
      return {
        categoryLedgerId: category.ledgerId,
        categoryName: category.name,
        optionLedgerId: option.ledgerId,
        optionName: option.name,
      };
    }
    throw new RangeError(`No tracking option ${optionId}`);
  });
}

/** Text without the control characters that ledgers refuse; null when nothing is left. */
export function clean(text: string | null): string | null {
  // biome-ignore lint/suspicious/noControlCharactersInRegex: these are what is taken out.
  const kept = text?.replace(/[\u0000-\u0008\u000b\u000c\u000e-\u001f\u007f]/g, '').trim();
  return kept || null;
}

function known<T>(value: T | null | undefined | '', what: string): T {
  if (value === null || value === undefined || value === '') throw new RangeError(`A document needs its ${what}`);
  return value;
}

/** The note that a document has in its history where it has no field for a link back. */
export function noteOf(appUrl: string, item: { id: string; number: number }): string {
  return `Published by Intray from item ${item.number}: ${appUrl}/open/${item.id}`;
}

/**
 * The link back to an item, by which a document whose answer got lost is found again.
 * Null when the address holds a word that the ledger bars from links.
 */
export function markOf(appUrl: string, itemId: string, { wordBarredFromLinks }: LedgerRules): string | null {
  const mark = `${appUrl}/open/${itemId}`;
  return wordBarredFromLinks !== null && mark.toLowerCase().includes(wordBarredFromLinks) ? null : mark;
}
