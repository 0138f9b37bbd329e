import { type CalendarDate, formatDate } from '../calendar-date.ts';
import type { Coding, CodingLine, PublishAs } from '../coding/coding.ts';
import { lineOfItem } from '../coding/line-items.ts';
import type { CodingPayment } from '../coding/payment-fields.ts';
import { shownAmount } from '../coding/shown-amount.ts';
import type { Lists } from '../lists.ts';
import { sum, toAmount } from '../money.ts';

/** Items that one claim may hold. */
export const MAX_CLAIMED = 200;

/** An item of a claim, as far as its lines in the bill need it. */
export type ClaimedItem = { id: string; contactName: string | null; coding: Coding };

/** What of a claim is on each of its bills. */
export type ClaimHead = {
  name: string;
  description: string;
  contactId: string | null;
  endsOn: CalendarDate;
  dueOn: CalendarDate | null;
  publishTo: Coding['publishTo'];
  publishAs: PublishAs;
  /** Of the bank account that it was paid from. */
  paymentMethodId: string | null;
};

/** What the claim decides about its bill; the rest of the bill's coding is left as it is. */
export type BillCoding = Pick<
  Coding,
  | 'type'
  | 'contactId'
  | 'issuedOn'
  | 'dueOn'
  | 'reference'
  | 'description'
  | 'currency'
  | 'total'
  | 'taxMode'
  | 'publishTo'
  | 'publishAs'
  | 'payments'
  | 'lines'
>;

export type ClaimBill = {
  currency: string;
  coding: BillCoding;
  /** The item that each line is of, line by line. */
  sources: string[];
};

/**
 * The bills that items of a claim become: one of each currency, in the order in which the items come, with a line for each
 * item or, where an item has lines, for each of those. Prices are gross, whatever those of the items are; what a credit
 * note gives back is taken off. `newId` gives rows the same id each time, from what they are of.
 */
export function claimBills(
  claim: ClaimHead,
  items: readonly ClaimedItem[],
  { lists, baseCurrency }: { lists: Pick<Lists, 'rules' | 'taxRates'>; baseCurrency: string },
  newId: (of: string) => string,
): ClaimBill[] {
  const byCurrency = Map.groupBy(items, ({ coding }) => coding.currency ?? baseCurrency);
  const digits = lists.rules.amountDigits;
  return [...byCurrency].map(([currency, ofCurrency]) => {
    // Only where nothing of it knows tax does the bill know none: a line without tax has the rate for that.
    const isTaxFree = ofCurrency.every(({ coding }) => coding.taxMode === 'NONE');
    const freeRate = [...lists.taxRates.values()].find(({ taxType }) => taxType === lists.rules.noTaxType);
    const parts = ofCurrency.flatMap((item) =>
      linesOf(item, { digits, isTaxFree, freeRateId: freeRate?.id ?? null, newId }).map((line) => ({ line, item })),
    );
    const lines = parts.map(({ line }) => line);
    const total = toAmount(sum(lines.map((line) => line.total ?? '0')), digits);
    return {
      currency,
      sources: parts.map(({ item }) => item.id),
      coding: {
        ...{ type: 'INVOICE', contactId: claim.contactId, currency, lines, total },
        issuedOn: claim.endsOn,
        dueOn: claim.dueOn ?? claim.endsOn,
        reference: byCurrency.size > 1 ? `${claim.name} ${currency}` : claim.name,
        description: claim.description.trim() || claim.name,
        taxMode: isTaxFree ? 'NONE' : 'INCLUSIVE',
        ...{ publishTo: claim.publishTo, publishAs: claim.publishAs },
        payments: claim.publishTo === 'BANK_ACCOUNT' ? [paymentOf(claim, total, newId(`payment ${currency}`))] : [],
      },
    };
  });
}

/** All of it was paid from the account already, on the claim's day. */
const paymentOf = ({ endsOn, paymentMethodId }: ClaimHead, amount: string, id: string): CodingPayment => ({
  ...{ id, amount, paymentMethodId },
  paidOn: endsOn,
});

type Made = { digits: number; isTaxFree: boolean; freeRateId: string | null; newId: (of: string) => string };

function linesOf(item: ClaimedItem, { digits, isTaxFree, freeRateId, newId }: Made): CodingLine[] {
  const { coding } = item;
  const { type } = coding;
  const own = coding.lines.length > 0 ? coding.lines : [lineOfItem(coding, item.id, digits)];
  const signed = (value: string | null) => (value === null ? null : shownAmount(type, value));
  return own.map((line) => {
    const total = signed(line.total);
    // A price with tax to be added is no price here: the line's gross amount is, as one unit.
    const isPriced = coding.taxMode !== 'EXCLUSIVE' && line.unitAmount !== null;
    const freed = coding.taxMode === 'NONE' && !isTaxFree;
    return {
      ...line,
      id: newId(line.id),
      description: lineText(item, line),
      quantity: isPriced ? line.quantity : '1',
      unitAmount: isPriced ? signed(line.unitAmount) : total,
      ...(freed ? { taxRateId: freeRateId, taxAmount: toAmount('0', digits) } : { taxAmount: signed(line.taxAmount) }),
      secondTaxAmount: null,
      total,
    };
  });
}

/** Where, when and what: the line stands among those of other days and shops. */
function lineText({ contactName, coding }: ClaimedItem, line: CodingLine): string | null {
  const text = [contactName, coding.issuedOn && formatDate(coding.issuedOn), line.description ?? coding.description];
  return text.filter(Boolean).join(', ') || null;
}

/** What the items of one currency come to, by what they are coded to. Gross, and the tax in it. */
export type CategorySum = { accountId: string | null; total: string; taxAmount: string };

export function sumsByCategory(lines: readonly CodingLine[], digits: number): CategorySum[] {
  return [...Map.groupBy(lines, ({ accountId }) => accountId)].map(([accountId, of]) => ({
    accountId,
    total: toAmount(sum(of.map(({ total }) => total ?? '0')), digits),
    taxAmount: toAmount(sum(of.map(({ taxAmount }) => taxAmount ?? '0')), digits),
  }));
}
