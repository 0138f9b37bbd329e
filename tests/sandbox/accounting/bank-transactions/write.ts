import type { Answer } from '../../server/answer.ts';
import type { Account } from '../accounts/record.ts';
import type { ApiCall } from '../api/context.ts';
import { ElementRefused } from '../api/failures.ts';
import { unitPlaces } from '../api/listing.ts';
import type { Fields } from '../api/reading.ts';
import { echo, writeElements } from '../api/write-elements.ts';
import { blankDocument } from '../documents/blank.ts';
import { documentContact } from '../documents/contact.ts';
import { readContent } from '../documents/content.ts';
import { readRate } from '../documents/currency.ts';
import { lockDateProblem, lockedDocumentProblem } from '../documents/lock-dates.ts';
import { recordHistory } from '../history/record-history.ts';
import { stockProblem } from '../items/stock.ts';
import { bankTransactionJson } from './json.ts';
import { BANK_TRANSACTION_TYPES, type BankTransaction, bankCreditOf, isReceived } from './record.ts';

/** PUT /BankTransactions: each element is new. */
export function createBankTransactions(call: ApiCall): Answer {
  return write(call, (fields) => create(call, fields));
}

/** POST /BankTransactions: edits the one with the same id, creates where there is none. */
export function saveBankTransactions(call: ApiCall): Answer {
  return write(call, (fields) => {
    const id = fields.guid('BankTransactionID');
    const existing = call.books.bankTransactions.get(id);
    if (id && !existing)
      throw new ElementRefused(['The document with the supplied id was not found for this endpoint.']);
    return existing ? changeBankTransaction(call, fields, existing) : create(call, fields);
  });
}

/** POST /BankTransactions/:id */
export function saveBankTransaction(call: ApiCall, existing: BankTransaction): Answer {
  return write(call, (fields) => changeBankTransaction(call, fields, existing), existing.id);
}

function write(call: ApiCall, work: (fields: Fields) => BankTransaction, id?: string): Answer {
  return writeElements(
    call,
    'BankTransactions',
    (fields) => ({ json: bankTransactionJson(call.books, work(fields), unitPlaces(call)) }),
    (fields) => echo('BankTransactionID', fields, id),
  );
}

function create(call: ApiCall, fields: Fields): BankTransaction {
  const asked = fields.oneOf('Type', 'BankTransactionType', [...BANK_TRANSACTION_TYPES, ...TRANSFERS]);
  const type = BANK_TRANSACTION_TYPES.find((one) => one === asked);
  if (!type) throw new ElementRefused(['Invoice not of valid type for creation']);
  if ((statusOf(fields) ?? 'AUTHORISED') !== 'AUTHORISED') {
    throw new ElementRefused(['Invoice not of valid status for creation']);
  }
  const account = bankAccountOf(call, fields.object('BankAccount'));
  const contact = documentContact(call, fields.object('Contact'));
  const blank: BankTransaction = {
    ...blankDocument(call, contact.id),
    type,
    status: 'AUTHORISED',
    bankAccountId: account.id,
    isReconciled: fields.boolean('IsReconciled') ?? false,
    amountAllocated: 0,
    amountRefunded: 0,
  };
  const transaction = call.books.bankTransactions.put(readInto(call, fields, blank, account, true));
  const direction = isReceived(transaction) ? 'received into' : 'paid from';
  recordHistory(call, transaction.id, 'Created', `${transaction.total.toFixed(2)} ${direction} ${account.name}.`);
  return transaction;
}

/** Changes or deletes a bank transaction, or refuses the element. */
export function changeBankTransaction(call: ApiCall, fields: Fields, existing: BankTransaction): BankTransaction {
  const problem =
    existing.status === 'DELETED'
      ? 'Invoice not of valid status for modification'
      : existing.isReconciled
        ? 'Spend money transactions cannot be updated'
        : existing.amountAllocated + existing.amountRefunded > 0
          ? 'This document cannot be edited as it has a payment or credit note allocated to it.'
          : lockedDocumentProblem(call, existing.date);
  if (problem) throw new ElementRefused([problem]);
  const status = statusOf(fields);
  if (status === 'VOIDED') throw new ElementRefused(['Invoice not of valid status for modification']);
  if (status === 'DELETED') {
    recordHistory(call, existing.id, 'Deleted', `${existing.total.toFixed(2)} removed.`);
    return call.books.bankTransactions.put({ ...existing, status: 'DELETED', updatedAt: call.now });
  }
  const contactFields = fields.object('Contact');
  const contactId = contactFields ? documentContact(call, contactFields).id : existing.contactId;
  const given = fields.object('BankAccount');
  const account = given ? bankAccountOf(call, given) : call.books.accounts.require(existing.bankAccountId);
  recordHistory(call, existing.id, 'Edited', 'Edited through the API.');
  return call.books.bankTransactions.put(readInto(call, fields, { ...existing, contactId }, account, false));
}

function readInto(
  call: ApiCall,
  fields: Fields,
  base: BankTransaction,
  account: Account,
  isNew: boolean,
): BankTransaction {
  const problems: string[] = [];
  const isSale = isReceived(base);
  const onlyAccount = overpaymentAccount(call, base);
  const rules = {
    isComplete: true,
    isBankTransaction: true,
    isSale,
    allowsDiscount: false,
    isNew,
    keepsLines: !isNew,
    onlyAccount,
  };
  // The currency is the bank account's, whatever is sent.
  const { currencyCode } = account;
  const content = readContent(call, fields, base, rules, problems);
  const currencyRate = readRate(call, fields, currencyCode, isNew ? undefined : base, problems);
  if (content.total === 0) problems.push('The Total for this document must be greater than zero');
  const locked = lockDateProblem(call, content.date);
  if (locked) problems.push(locked);
  const short = isSale ? stockProblem(call.books, content.lines, isNew ? [] : base.lines) : undefined;
  if (short) problems.push(short);
  if (problems.length > 0) throw new ElementRefused([...new Set(problems)]);
  return {
    ...base,
    ...content,
    // Only money plainly spent or received has a reference.
    reference: base.type.includes('-') ? '' : content.reference,
    currencyCode,
    currencyRate,
    bankAccountId: account.id,
    isReconciled: fields.boolean('IsReconciled') ?? base.isReconciled,
    updatedAt: call.now,
  };
}

/** An overpayment is owed to or by the organisation, so it stands on the receivable or payable account. */
function overpaymentAccount({ books }: ApiCall, transaction: BankTransaction): Account | undefined {
  if (!bankCreditOf(transaction, 'Overpayment')) return undefined;
  const system = isReceived(transaction) ? 'DEBTORS' : 'CREDITORS';
  return books.accounts.all().find((account) => account.systemAccount === system);
}

/** Transfers are read at Xero and not written; the sandbox has none. */
const TRANSFERS = ['SPEND-TRANSFER', 'RECEIVE-TRANSFER'] as const;

function statusOf(fields: Fields) {
  return fields.oneOf('Status', 'BankTransactionStatus', ['AUTHORISED', 'DELETED', 'VOIDED'] as const);
}

function bankAccountOf(call: ApiCall, fields: Fields | undefined): Account {
  const id = fields?.guid('AccountID');
  const code = fields?.text('Code')?.toUpperCase();
  const account = id ? call.books.accounts.get(id) : call.books.accounts.find('code', code)[0];
  if (account?.type !== 'BANK' || account.status === 'DELETED') {
    throw new ElementRefused(['The specified bank account details do not match a known bank account']);
  }
  if (account.status === 'ARCHIVED') {
    throw new ElementRefused([`${account.name} bank account is archived and cannot be used`]);
  }
  return account;
}
