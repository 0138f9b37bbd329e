import { accountLabel } from '../account.ts';
import type { Amount } from '../amount.ts';
import { calendarDate, formatDate } from '../calendar-date.ts';
import type { Coding, CodingField } from '../coding/coding.ts';
import type { Provenance, Source } from '../coding/provenance.ts';
import { writeMoney } from '../currency-units.ts';
import { isolated } from '../isolated.ts';
import type { Lists } from '../lists.ts';
import { decimal, isFinerThan, padded, sum } from '../money.ts';
import { inForm, type WrittenForm, writeNumber } from '../number-form.ts';
import { ledgerTax, rateLabel, taxOnNet } from '../tax.ts';
import type { LedgerDocument } from './ledger-document.ts';
import type { LedgerPayment } from './ledger-payment.ts';

/** One value as the ledger will show it, and why it is that. */
export type PreviewFact = { label: string; value: string; reason: string | null };

export type PreviewLine = {
  description: string;
  product: string | null;
  quantity: string;
  unitAmount: string;
  account: string;
  taxRate: string;
  tax: string;
  /** Where the tax is told since the ledger would compute another. */
  taxNote: string | null;
  tracking: string[];
  amount: string;
};

/** What an item becomes in the books, drawn from the exact body that will be sent. Plain enough to cross to the browser. */
export type Preview = {
  title: string;
  facts: PreviewFact[];
  lines: PreviewLine[];
  totals: { label: string; value: string }[];
  /** What the business's own rules make otherwise than it is here. */
  changes: string[];
  /** What follows the document, in order: payments, what it is set against, files, the link back. */
  following: string[];
};

/** The body as it was read back, in the ledger's own words and ids. */
type Shown = {
  title: string;
  status: string | null;
  contactLedgerId: string;
  bankAccountLedgerId: string | null;
  issuedOn: string;
  dueOn: string | null;
  number: { label: string; value: string | null };
  currency: string | null;
  exchangeRate: string | null;
  amountsAre: string;
  hasLink: boolean;
  lines: {
    description: string;
    productCode: string | null;
    quantity: string;
    unitAmount: string;
    amount: string;
    account: { code: string | null; ledgerId: string | null };
    taxType: string | null;
    taxAmount: string | null;
    tracking: string[];
  }[];
};

export type PreviewOf = {
  shown: Shown;
  /** The document that the body was made of: what is not told is what the ledger computes by it. */
  document: LedgerDocument;
  payments: readonly LedgerPayment[];
  /** The item's own coding, and where its values come from. */
  coding: Coding;
  sources: Provenance;
  changes: readonly string[];
  files: readonly { name: string; isSmaller: boolean }[];
  /** In the history of what has no field for the link back. */
  isNoted: boolean;
  lists: Lists;
  baseCurrency: string;
  numbers: WrittenForm;
};

export function previewOf(of: PreviewOf): Preview {
  const { shown, document, lists, numbers, changes } = of;
  const digits = lists.rules.amountDigits;
  const money = (amount: Amount) => writeMoney(padded(amount, digits), document.currency, numbers);
  const lines = shown.lines.map((line, index) => previewLine(line, document.lines[index], of, money));
  const tax = sum(document.lines.map(({ taxAmount }) => taxAmount)).toFixed();
  return {
    title: shown.title,
    facts: factsOf(of),
    lines,
    totals: [
      { label: 'Net', value: money(decimal(document.total).minus(tax).toFixed()) },
      { label: 'Tax', value: money(tax) },
      { label: `Total ${document.currency}`, value: money(document.total) },
    ],
    changes: changes.map((change) => inForm(change, numbers)),
    following: followingOf(of, money),
  };
}

function factsOf(of: PreviewOf): PreviewFact[] {
  const { shown, document, coding, sources, changes, lists, baseCurrency, numbers } = of;
  const fact = (label: string, value: string | null, reason: string | null): PreviewFact[] =>
    value === null ? [] : [{ label, value, reason }];
  const from = (field: CodingField) => reasonOf(sources[field]);
  const isForBank = shown.bankAccountLedgerId !== null;
  const contact = [...lists.contacts.values()].find(({ id }) => id === coding.contactId);
  const isNew = contact?.ledgerId === null;
  const method = [...lists.paymentMethods.values()].find(
    ({ accountLedgerId }) => accountLedgerId !== null && accountLedgerId === shown.bankAccountLedgerId,
  );
  const date = formatDate(calendarDate(shown.issuedOn));
  const isMoved = changes.length > 0 && coding.issuedOn !== shown.issuedOn;
  const rate = shown.exchangeRate && writeNumber(shown.exchangeRate, numbers);
  return [
    ...fact('Contact', contact?.name ?? null, isNew ? 'Made there first' : from('contactId')),
    ...fact('Bank account', method?.name ?? null, 'Of the payment method'),
    ...fact('Date', date, isForBank ? 'The day of its payment' : isMoved ? 'By the lock date' : from('issuedOn')),
    ...fact('Due', shown.dueOn && formatDate(calendarDate(shown.dueOn)), from('dueOn')),
    ...fact(
      shown.number.label,
      shown.number.value ?? 'None',
      shown.number.value ? from('reference') : 'The item has none',
    ),
    ...statusFact(of),
    ...fact('Currency', document.currency, isForBank ? 'Of the bank account' : from('currency')),
    ...(document.currency === baseCurrency
      ? []
      : fact('Exchange rate', rate || 'Of the day', rate ? from('exchangeRate') : 'Taken there, since none is told')),
    ...fact('Amounts are', shown.amountsAre, from('taxMode')),
    ...fact('Link back', shown.hasLink ? 'To this item' : null, null),
  ];
}

/** What is approved, and paid in full by what follows it, is paid in the end. */
function statusFact({ shown, document, payments, coding, sources }: PreviewOf): PreviewFact[] {
  const { status } = shown;
  if (status === null) return [];
  const left = decimal(document.total).minus(sum(payments.map(({ amount }) => amount)));
  if (payments.length > 0 && left.isZero()) {
    return [{ label: 'Status', value: 'Paid', reason: `${status}, until its payment is recorded` }];
  }
  const isOwn = document.publishAs === coding.publishAs;
  return [{ label: 'Status', value: status, reason: isOwn ? reasonOf(sources.publishAs) : 'By the lock date' }];
}

function previewLine(
  line: Shown['lines'][number],
  built: LedgerDocument['lines'][number] | undefined,
  { document, lists, numbers }: PreviewOf,
  money: (amount: Amount) => string,
): PreviewLine {
  const account = [...lists.accounts.values()].find(({ code, ledgerId }) =>
    line.account.code === null ? ledgerId === line.account.ledgerId : code === line.account.code,
  );
  const rate = [...lists.taxRates.values()].find(({ taxType }) => taxType === line.taxType);
  const { amountDigits: digits } = lists.rules;
  const byRate =
    rate && document.taxMode === 'EXCLUSIVE'
      ? taxOnNet(line.amount, rate, digits)
      : ledgerTax(line.amount, rate ?? { effectiveRate: '0' }, digits);
  return {
    description: line.description,
    product: line.productCode,
    quantity: writeNumber(line.quantity, numbers),
    // Of a price as many digits as it has, and as many as an amount has.
    unitAmount: isFinerThan(line.unitAmount, digits) ? writeNumber(line.unitAmount, numbers) : money(line.unitAmount),
    account: account ? accountLabel(account) : (line.account.code ?? ''),
    taxRate: rate ? rateLabel(rate, numbers) : 'No tax',
    tax: money(line.taxAmount ?? built?.taxAmount ?? '0'),
    taxNote: built?.taxIsOverridden ? `Told as it is here: the rate gives ${money(byRate)}` : null,
    tracking: line.tracking,
    amount: money(line.amount),
  };
}

function followingOf(
  { document, payments, coding, files, isNoted, lists, numbers }: PreviewOf,
  money: (amount: Amount) => string,
): string[] {
  const methodOf = (accountLedgerId: string) =>
    [...lists.paymentMethods.values()].find((method) => method.accountLedgerId === accountLedgerId)?.name ??
    'an account';
  const isCredit = document.kind === 'BILL_CREDIT_NOTE' || document.kind === 'SALES_CREDIT_NOTE';
  return [
    ...payments.map(({ amount, paidOn, accountLedgerId, exchangeRate }) => {
      const rate = exchangeRate === null ? '' : `, at ${writeNumber(exchangeRate, numbers)}`;
      const what = isCredit ? 'A refund' : 'A payment';
      return `${what} of ${document.currency} ${money(amount)} on ${formatDate(paidOn)} through ${isolated(methodOf(accountLedgerId))}${rate}`;
    }),
    ...(isCredit && coding.creditFor ? [`Set against ${isolated(coding.creditFor)}, as far as that is open`] : []),
    ...files.map(({ name, isSmaller }) =>
      isSmaller
        ? `A smaller copy of ${isolated(name)} attached, since it is too large there`
        : `${isolated(name)} attached`,
    ),
    ...(isNoted ? ['A note in its history, with the link back to this item'] : []),
  ];
}

/** Where a value comes from, in a few words. */
function reasonOf(source: Source | undefined): string | null {
  if (!source) return null;
  if (source.because) return source.because;
  switch (source.by) {
    case 'person':
    case 'apiKey':
      return source.name ? `Entered by ${isolated(source.name)}` : 'Entered';
    case 'rule':
      return source.name ? `By the rule ${isolated(source.name)}` : 'By a rule';
    case 'extraction':
      return 'Read in the document';
    case 'history':
      return 'As in items before';
    case 'contact':
      return 'As the contact has it';
    case 'calculated':
      return 'Calculated';
    default:
      return 'As items begin';
  }
}
