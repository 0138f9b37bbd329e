import { Decimal } from 'decimal.js';
import type { Account } from '../accounts/record.ts';
import { isReceived } from '../bank-transactions/record.ts';
import type { Books } from '../books.ts';
import { add, round } from '../documents/amounts.ts';
import type { AccountingDocument, LineTracking } from '../documents/record.ts';
import { isIncoming, type Payment } from '../settlement/record.ts';

/** An amount on an account, in the base currency: a debit is positive. */
export interface Posting {
  accountId: string;
  date: string;
  amount: number;
  tracking: readonly LineTracking[];
}

/** What all that is approved, paid or posted has put on the accounts; each document's postings add up to nothing. */
export function postingsOf(books: Books): Posting[] {
  const accounts = systemAccounts(books);
  const isPosted = ({ status }: { status: string }) => ['AUTHORISED', 'PAID', 'POSTED'].includes(status);
  return [
    ...books.invoices
      .all()
      .filter(isPosted)
      .flatMap((invoice) => {
        const isBill = invoice.type === 'ACCPAY';
        return documentPostings(accounts, invoice, isBill, isBill ? accounts.CREDITORS : accounts.DEBTORS);
      }),
    ...books.creditNotes
      .all()
      .filter(isPosted)
      .flatMap((note) => {
        const isOurs = note.type === 'ACCRECCREDIT';
        return documentPostings(accounts, note, isOurs, isOurs ? accounts.DEBTORS : accounts.CREDITORS);
      }),
    ...books.bankTransactions
      .all()
      .filter(isPosted)
      .flatMap((transaction) => {
        const isSpent = !isReceived(transaction);
        // Until it is allocated, a prepayment is owed to or by the contact.
        const owed = isSpent ? accounts.CREDITORS : accounts.DEBTORS;
        const lineAccount = transaction.type.endsWith('PREPAYMENT') ? owed : undefined;
        return documentPostings(accounts, transaction, isSpent, transaction.bankAccountId, lineAccount);
      }),
    ...books.payments
      .all()
      .filter(isPosted)
      .flatMap((payment) => paymentPostings(books, accounts, payment)),
    ...books.manualJournals
      .all()
      .filter(isPosted)
      .flatMap((journal) =>
        balanced(
          journal.lines.flatMap(({ accountId = '', lineAmount, taxAmount, tracking }) => {
            const net = journal.lineAmountTypes === 'Inclusive' ? add(lineAmount, -taxAmount) : lineAmount;
            const { date } = journal;
            return [
              { accountId, date, amount: net, tracking },
              { accountId: accounts.GST, date, amount: taxAmount, tracking: [] },
            ];
          }),
          accounts.ROUNDING,
        ),
      ),
  ];
}

type SystemAccounts = Record<'DEBTORS' | 'CREDITORS' | 'GST' | 'ROUNDING' | 'REALISEDCURRENCYGAIN', string>;

/** The ids of the accounts that Xero posts to by itself. */
function systemAccounts({ accounts }: Books): SystemAccounts {
  const all = accounts.all();
  const idOf = (name: string) => all.find(({ systemAccount }: Account) => systemAccount === name)?.id ?? '';
  return {
    DEBTORS: idOf('DEBTORS'),
    CREDITORS: idOf('CREDITORS'),
    GST: idOf('GST'),
    ROUNDING: idOf('ROUNDING'),
    REALISEDCURRENCYGAIN: idOf('REALISEDCURRENCYGAIN'),
  };
}

/** Lines and their tax on one side, the whole on the other: `against`. With `lineAccount`, gross and all on that. */
function documentPostings(
  { GST, ROUNDING }: SystemAccounts,
  { date, lines, lineAmountTypes, currencyRate, total }: AccountingDocument,
  isDebit: boolean,
  against: string,
  lineAccount?: string,
): Posting[] {
  const inBase = (amount: number) => round(new Decimal(isDebit ? amount : -amount).dividedBy(currencyRate));
  const whole = { accountId: against, date, amount: -inBase(total), tracking: [] };
  if (lineAccount)
    return balanced([{ accountId: lineAccount, date, amount: inBase(total), tracking: [] }, whole], ROUNDING);
  const postings = lines.flatMap(({ accountId = '', lineAmount = 0, taxAmount = 0, tracking }) => {
    const tax = lineAmountTypes === 'NoTax' ? 0 : taxAmount;
    const net = lineAmountTypes === 'Inclusive' ? add(lineAmount, -tax) : lineAmount;
    return [
      { accountId, date, amount: inBase(net), tracking },
      { accountId: GST, date, amount: inBase(tax), tracking: [] },
    ];
  });
  return balanced([...postings, whole], ROUNDING);
}

/** The bank at the payment's rate, what was owed at the document's; between the two lies a gain or a loss. */
function paymentPostings(books: Books, accounts: SystemAccounts, payment: Payment): Posting[] {
  const { type, documentKind, documentId, accountId, date, amount, currencyRate } = payment;
  const document =
    documentKind === 'Invoice'
      ? books.invoices.require(documentId)
      : (books.creditNotes.get(documentId) ?? books.bankTransactions.require(documentId));
  const isPayable = type === 'ACCPAYPAYMENT' || type.startsWith('AP');
  const signed = new Decimal(isIncoming(payment) ? amount : -amount);
  const owed = isPayable ? accounts.CREDITORS : accounts.DEBTORS;
  return balanced(
    [
      { accountId, date, amount: round(signed.dividedBy(currencyRate)), tracking: [] },
      { accountId: owed, date, amount: -round(signed.dividedBy(document.currencyRate)), tracking: [] },
    ],
    accounts.REALISEDCURRENCYGAIN,
  );
}

/** What is left over, as by rounding, goes on `rest`. */
function balanced(postings: Posting[], rest: string): Posting[] {
  const left = add(...postings.map(({ amount }) => amount));
  const [{ date } = { date: '' }] = postings;
  const all = left === 0 ? postings : [...postings, { accountId: rest, date, amount: -left, tracking: [] }];
  return all.filter(({ amount }) => amount !== 0);
}
