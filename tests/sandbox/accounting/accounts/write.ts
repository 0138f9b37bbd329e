import type { Answer } from '../../server/answer.ts';
import { type ApiCall, envelope } from '../api/context.ts';
import { ElementRefused, validationFailed } from '../api/failures.ts';
import { lengthProblem } from '../api/lengths.ts';
import { type Fields, onlyElementOf } from '../api/reading.ts';
import { accountJson } from './json.ts';
import { ACCOUNT_TYPES, type Account, classOf } from './record.ts';

const NO_ID = '00000000-0000-0000-0000-000000000000';

/** PUT and POST /Accounts: one account per request, as Xero takes it. */
export function writeAccount(call: ApiCall, existing: Account | undefined): Answer {
  const fields = onlyElementOf(call.request.body, 'Accounts');
  try {
    const account = existing ? changeAccount(call, existing, fields) : createAccount(call, fields);
    return envelope(call, { Accounts: [accountJson(account)] });
  } catch (error) {
    if (!(error instanceof ElementRefused)) throw error;
    const ValidationErrors = error.messages.map((Message) => ({ Message }));
    throw validationFailed([{ AccountID: existing?.id ?? NO_ID, ...fields.raw, ValidationErrors }]);
  }
}

/** Adds an account, or refuses the element. */
export function createAccount(call: ApiCall, fields: Fields): Account {
  const type = fields.oneOf('Type', 'AccountType', ACCOUNT_TYPES);
  if (!type) throw new ElementRefused(['Account Type is required']);
  const isBank = type === 'BANK';
  return checked(call, {
    id: crypto.randomUUID(),
    code: fields.text('Code') ?? '',
    name: fields.text('Name')?.trim() ?? '',
    type,
    taxType: fields.text('TaxType') || 'NONE',
    description: fields.text('Description') ?? '',
    status: 'ACTIVE',
    systemAccount: '',
    enablePayments: !isBank && (fields.boolean('EnablePaymentsToAccount') ?? false),
    showInExpenseClaims: fields.boolean('ShowInExpenseClaims') ?? false,
    bankAccountNumber: fields.text('BankAccountNumber') ?? '',
    bankAccountType: isBank ? bankAccountTypeOf(fields) || 'BANK' : '',
    currencyCode: isBank ? (fields.currency('CurrencyCode') ?? call.organisation.baseCurrency) : '',
    addToWatchlist: fields.boolean('AddToWatchlist') ?? false,
    hasAttachments: false,
    updatedAt: call.now,
  });
}

/** Changes what is sent of an account, or refuses the element. */
export function changeAccount(call: ApiCall, account: Account, fields: Fields): Account {
  const changed: Account = {
    ...account,
    code: fields.text('Code') ?? account.code,
    name: fields.text('Name')?.trim() ?? account.name,
    type: fields.oneOf('Type', 'AccountType', ACCOUNT_TYPES) ?? account.type,
    taxType: fields.text('TaxType') ?? account.taxType,
    bankAccountNumber: fields.text('BankAccountNumber') ?? account.bankAccountNumber,
    bankAccountType: account.type === 'BANK' ? bankAccountTypeOf(fields) || account.bankAccountType : '',
    description: fields.text('Description') ?? account.description,
    status: fields.oneOf('Status', 'AccountStatus', ['ACTIVE', 'ARCHIVED'] as const) ?? account.status,
    enablePayments: fields.boolean('EnablePaymentsToAccount') ?? account.enablePayments,
    showInExpenseClaims: fields.boolean('ShowInExpenseClaims') ?? account.showInExpenseClaims,
    addToWatchlist: fields.boolean('AddToWatchlist') ?? account.addToWatchlist,
    updatedAt: call.now,
  };
  if ((changed.type === 'BANK') !== (account.type === 'BANK')) {
    throw new ElementRefused(['An account cannot become a bank account, nor a bank account another.']);
  }
  return checked(call, changed);
}

function bankAccountTypeOf(fields: Fields): string {
  return fields.oneOf('BankAccountType', 'BankAccountType', ['BANK', 'CREDITCARD', 'PAYPAL', 'NONE'] as const) ?? '';
}

/** DELETE /Accounts/:id. Xero deletes only what was never used. */
export function deleteAccount(call: ApiCall, account: Account): Answer {
  const { invoices, creditNotes, bankTransactions, manualJournals, purchaseOrders, quotes, payments } = call.books;
  const documents = [
    ...invoices.all(),
    ...creditNotes.all(),
    ...bankTransactions.all(),
    ...manualJournals.all(),
    ...purchaseOrders.all(),
    ...quotes.all(),
  ];
  const isUsed =
    documents.some((document) => document.lines.some((line) => line.accountId === account.id)) ||
    bankTransactions.all().some((transaction) => transaction.bankAccountId === account.id) ||
    payments.all().some((payment) => payment.accountId === account.id);
  if (account.systemAccount || isUsed) {
    const Message = 'The account cannot be deleted because it is in use or is a system account.';
    throw validationFailed([{ AccountID: account.id, ValidationErrors: [{ Message }] }]);
  }
  const deleted = call.books.accounts.put({ ...account, status: 'DELETED', updatedAt: call.now });
  return envelope(call, { Accounts: [accountJson(deleted)] });
}

function checked(call: ApiCall, account: Account): Account {
  const problems = problemsOf(account, call);
  if (problems.length > 0) throw new ElementRefused(problems);
  return call.books.accounts.put(account);
}

function problemsOf(account: Account, { books, organisation }: ApiCall): string[] {
  const others = books.accounts.all().filter((other) => other.id !== account.id && other.status !== 'DELETED');
  const problems: string[] = [];
  if (!account.name) problems.push('Account Name is required');
  for (const [name, value, longest] of [
    ['Code', account.code, 10],
    ['Name', account.name, 150],
  ] as const) {
    const tooLong = lengthProblem(name, value, longest);
    if (tooLong) problems.push(tooLong);
  }
  if (others.some((other) => other.name.toLowerCase() === account.name.toLowerCase())) {
    problems.push('Please enter a unique Name.');
  }
  if (!account.code && account.type !== 'BANK') problems.push('Account Code is required');
  if (account.code && others.some((other) => other.code.toLowerCase() === account.code.toLowerCase())) {
    problems.push('Please enter a unique Code.');
  }
  const rate = books.taxRates.get(account.taxType);
  if (rate?.status !== 'ACTIVE' || !rate.canApplyTo[classOf(account)]) {
    problems.push(`The TaxType code '${account.taxType}' cannot be used with account code '${account.code}'.`);
  }
  if (account.type === 'BANK' && !books.currencies.get(account.currencyCode)) {
    problems.push(`The current organisation is not subscribed to currency '${account.currencyCode}'.`);
  }
  const isAustralianBank = account.bankAccountType === 'BANK' && organisation.country === 'AU';
  if (isAustralianBank && account.bankAccountNumber && !/^\d{6}[\d -]{1,15}$/.test(account.bankAccountNumber)) {
    problems.push('The Bank Account Number must contain a 6-digit BSB code and account number');
  }
  if (account.status === 'ARCHIVED' && account.systemAccount) problems.push('System accounts cannot be archived.');
  return problems;
}
