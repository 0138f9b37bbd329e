import { Decimal } from 'decimal.js';
import type { Answer } from '../../server/answer.ts';
import type { Account } from '../accounts/record.ts';
import type { ApiCall } from '../api/context.ts';
import { ElementRefused } from '../api/failures.ts';
import type { Fields } from '../api/reading.ts';
import { echo, writeElements } from '../api/write-elements.ts';
import { round } from '../documents/amounts.ts';
import { dayRate } from '../documents/currency.ts';
import { lockDateProblem, lockedDocumentProblem } from '../documents/lock-dates.ts';
import { byIdOrNumber } from '../documents/numbers.ts';
import { recordHistory } from '../history/record-history.ts';
import { amountDue } from '../invoices/record.ts';
import { findCredit } from '../settlement/credit.ts';
import { paymentJson } from '../settlement/json.ts';
import type { CreditKind, Payment, PaymentType } from '../settlement/record.ts';
import { settleCredit, settleInvoice } from '../settlement/settle.ts';

/** PUT and POST /Payments: each element is a new payment. Several are made together, or none is. */
export function createPayments(call: ApiCall): Answer {
  return writeElements(
    call,
    'Payments',
    (fields) => ({ json: paymentJson(call.books, createPayment(call, fields)) }),
    refused,
    { isAllOrNone: true },
  );
}

/** POST /Payments/:id: a payment can be deleted and nothing else. */
export function changePayment(call: ApiCall, payment: Payment): Answer {
  return writeElements(
    call,
    'Payments',
    (fields) => ({ json: paymentJson(call.books, deletePayment(call, fields, payment)) }),
    (fields) => refused(fields, payment.id),
  );
}

/** What the payments of a batch have in common. It counts, whatever one of them says. */
export interface Batch {
  id: string;
  account: Account;
  date: string | undefined;
}

/** Adds a payment, alone or as a part of a batch, or refuses the element. */
export function createPayment(call: ApiCall, fields: Fields, batch?: Batch): Payment {
  const target = targetOf(call, fields);
  const account = batch?.account ?? payingAccount(call, fields.object('Account'), fields.text('Code'));
  const amount = round(fields.decimal('Amount') ?? 0);
  const date = batch ? batch.date : fields.date('Date');
  const problems: string[] = [];
  if (!date) problems.push('The Date field must be specified.');
  if (target.status !== 'AUTHORISED') problems.push('Payments can only be made against Authorised documents');
  else if (amount <= 0) problems.push('The payment amount must be greater than zero');
  else if (amount > target.outstanding) {
    problems.push('Payment amount exceeds the amount outstanding on this document');
  }
  const locked = date && lockDateProblem(call, date);
  if (locked) problems.push(locked);
  // Between accounts of one currency nothing is exchanged, whatever is sent.
  const { baseCurrency } = call.organisation;
  const accountCurrency = account.currencyCode || baseCurrency;
  const isBase = target.currencyCode === baseCurrency && accountCurrency === baseCurrency;
  const sentBankAmount = accountCurrency === target.currencyCode ? undefined : fields.decimal('BankAmount');
  const sentRate = fields.decimal('CurrencyRate');
  const currencyRate = isBase ? 1 : (sentRate ?? target.currencyRate);
  const bankAmount = sentBankAmount ?? bankAmountOf(target, accountCurrency, baseCurrency, amount, currencyRate);
  if (sentRate !== undefined && sentRate <= 0) problems.push('The CurrencyRate must be greater than zero');
  if (sentBankAmount !== undefined && sentBankAmount <= 0) problems.push('The BankAmount must be greater than zero');
  if (!date || problems.length > 0) throw new ElementRefused(problems);

  const payment = call.books.payments.put({
    id: crypto.randomUUID(),
    type: target.paymentType,
    documentKind: target.kind,
    documentId: target.id,
    accountId: account.id,
    batchPaymentId: batch?.id,
    date,
    amount,
    bankAmount: round(bankAmount),
    currencyRate,
    reference: fields.text('Reference') ?? '',
    details: fields.text('Details') ?? '',
    particulars: fields.text('Particulars') ?? '',
    bankAccountNumber: fields.text('BankAccountNumber') ?? '',
    isReconciled: fields.boolean('IsReconciled') ?? false,
    status: 'AUTHORISED',
    createdByAppId: call.app.id || undefined,
    updatedAt: call.now,
  });
  settle(call, payment);
  const details = `Payment of ${payment.amount.toFixed(2)} on ${date} from ${account.name}.`;
  for (const id of [payment.documentId, payment.id]) recordHistory(call, id, 'Paid', details);
  return payment;
}

/** Deletes a payment, or refuses the element; one of a batch goes with the batch only. */
export function deletePayment(call: ApiCall, fields: Fields, payment: Payment): Payment {
  requireDeletion(fields, payment);
  if (payment.batchPaymentId) {
    throw new ElementRefused(['This payment cannot be deleted as it is part of a batch payment.']);
  }
  return removePayment(call, payment);
}

/** Refuses any change of a payment, or a batch of them, but its deletion. */
export function requireDeletion(fields: Fields, existing: Pick<Payment, 'status'>): void {
  if (fields.text('Status') !== 'DELETED' || existing.status === 'DELETED') {
    throw new ElementRefused(['Invoice not of valid status for modification']);
  }
}

/** Takes a payment back, or refuses the element where its period is locked. The document is due again. */
export function removePayment(call: ApiCall, payment: Payment): Payment {
  const locked = lockedDocumentProblem(call, payment.date);
  if (locked) throw new ElementRefused([locked]);
  const deleted = call.books.payments.put({ ...payment, status: 'DELETED', updatedAt: call.now });
  settle(call, deleted);
  recordHistory(call, payment.documentId, 'Payment removed', `Payment of ${payment.amount.toFixed(2)} removed.`);
  return deleted;
}

interface Target {
  kind: Payment['documentKind'];
  id: string;
  status: string;
  outstanding: number;
  currencyCode: string;
  currencyRate: number;
  paymentType: PaymentType;
}

/** The one document that a payment is for: by id, an invoice or credit note also by number. */
function targetOf(call: ApiCall, fields: Fields): Target {
  const named = (['Invoice', 'CreditNote', 'Prepayment', 'Overpayment'] as const).flatMap((kind) => {
    const given = fields.object(kind);
    const number = given?.text(`${kind}Number`) ?? fields.text(`${kind}Number`);
    return given || number ? [{ kind, id: given?.guid(`${kind}ID`), number }] : [];
  });
  const [document] = named;
  if (!document || named.length > 1) throw new ElementRefused(['A payment must be for exactly one document']);
  return document.kind === 'Invoice' ? invoiceTarget(call, document) : creditTarget(call, document.kind, document);
}

type Named = { id: string | undefined; number: string | undefined };

function invoiceTarget({ books: { invoices } }: ApiCall, { id, number }: Named): Target {
  const invoice = id ? invoices.get(id) : byIdOrNumber(invoices, number);
  if (!invoice) {
    throw new ElementRefused([
      id || !number
        ? 'Invoice could not be found'
        : `Invoice with invoice number ${number} does not exist for this organisation`,
    ]);
  }
  const { status, currencyCode, currencyRate } = invoice;
  const outstanding = amountDue(invoice);
  const paymentType = `${invoice.type}PAYMENT` as const;
  return { kind: 'Invoice', id: invoice.id, status, outstanding, currencyCode, currencyRate, paymentType };
}

function creditTarget({ books }: ApiCall, kind: CreditKind, { id, number }: Named): Target {
  const byNumber = kind === 'CreditNote' ? byIdOrNumber(books.creditNotes, number)?.id : undefined;
  const credit = findCredit(books, kind, id ?? byNumber);
  if (!credit) throw new ElementRefused([`${NAMES[kind]} could not be found`]);
  const { status, currencyCode, currencyRate, remaining: outstanding } = credit;
  const side = credit.invoiceType === 'ACCPAY' ? 'AP' : 'AR';
  const paymentType = `${side}${PAID_BACK[kind]}PAYMENT` as const;
  return { kind, id: credit.id, status, outstanding, currencyCode, currencyRate, paymentType };
}

const NAMES = { CreditNote: 'Credit note', Prepayment: 'Prepayment', Overpayment: 'Overpayment' } as const;
const PAID_BACK = { CreditNote: 'CREDIT', Prepayment: 'PREPAYMENT', Overpayment: 'OVERPAYMENT' } as const;

/** The bank account, or another that payments are enabled for; `shortCode` names it where nothing else does. */
export function payingAccount(call: ApiCall, given: Fields | undefined, shortCode?: string): Account {
  const id = given?.guid('AccountID');
  const code = given?.text('Code') ?? shortCode;
  const account = id ? call.books.accounts.get(id) : call.books.accounts.find('code', code?.toUpperCase())[0];
  if (!account || account.status === 'DELETED') throw new ElementRefused(['Account could not be found']);
  if (account.type !== 'BANK' && !account.enablePayments) {
    throw new ElementRefused(['Account type is invalid for making a payment to/from']);
  }
  if (account.status === 'ARCHIVED') {
    throw new ElementRefused([`${account.name} bank account is archived and cannot be used`]);
  }
  return account;
}

/** An amount of the document's currency in that of the account. A rate is units of the foreign currency for one of the base. */
function bankAmountOf(
  target: Target,
  accountCurrency: string,
  baseCurrency: string,
  amount: number,
  rate: number,
): number {
  if (accountCurrency === target.currencyCode) return amount;
  const dayRateOfAccount = dayRate(accountCurrency, baseCurrency);
  if (target.currencyCode === baseCurrency)
    return round(new Decimal(amount).times(rate === 1 ? dayRateOfAccount : rate));
  const inBase = new Decimal(amount).dividedBy(rate);
  return round(accountCurrency === baseCurrency ? inBase : inBase.times(dayRateOfAccount));
}

function settle(call: ApiCall, payment: Payment): void {
  if (payment.documentKind === 'Invoice') settleInvoice(call, payment.documentId);
  else settleCredit(call, payment.documentKind, payment.documentId);
}

function refused(fields: Fields, id?: string): object {
  return { ...echo('PaymentID', fields, id), HasValidationErrors: true };
}
