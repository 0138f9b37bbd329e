import type { Answer } from '../../server/answer.ts';
import { type ApiCall, envelope } from '../api/context.ts';
import { validationFailed } from '../api/failures.ts';
import { elementsOf, type Fields } from '../api/reading.ts';
import { accountJson } from './json.ts';
import { ACCOUNT_TYPES, type Account, classOf } from './record.ts';

/** Creates or changes one account: Xero takes one per request. */
export function writeAccounts(call: ApiCall, existing: Account | undefined): Answer {
  const [fields] = elementsOf(call.request.body, 'Accounts');
  if (!fields) throw validationFailed([]);
  const account = existing ? change(fields, existing, call.now) : create(fields, call);
  const problems = problemsOf(account, call);
  if (problems.length > 0) {
    throw validationFailed([{ ...accountJson(account), ValidationErrors: problems.map((Message) => ({ Message })) }]);
  }
  return envelope(call, { Accounts: [accountJson(call.books.accounts.put(account))] });
}

function create(fields: Fields, call: ApiCall): Account {
  const type = fields.oneOf('Type', 'AccountType', ACCOUNT_TYPES) ?? 'EXPENSE';
  return {
    id: crypto.randomUUID(),
    code: fields.text('Code') ?? '',
    name: fields.text('Name')?.trim() ?? '',
    type,
    taxType: fields.text('TaxType') ?? 'NONE',
    description: fields.text('Description') ?? '',
    status: 'ACTIVE',
    systemAccount: '',
    enablePayments: type === 'BANK' ? false : (fields.boolean('EnablePaymentsToAccount') ?? false),
    showInExpenseClaims: fields.boolean('ShowInExpenseClaims') ?? false,
    bankAccountNumber: fields.text('BankAccountNumber') ?? '',
    bankAccountType: type === 'BANK' ? (fields.text('BankAccountType') ?? 'BANK') : '',
    currencyCode: type === 'BANK' ? (fields.text('CurrencyCode') ?? call.organisation.baseCurrency) : '',
    addToWatchlist: fields.boolean('AddToWatchlist') ?? false,
    hasAttachments: false,
    updatedAt: call.now,
  };
}

function change(fields: Fields, account: Account, now: number): Account {
  return {
    ...account,
    code: fields.text('Code') ?? account.code,
    name: fields.text('Name')?.trim() ?? account.name,
    taxType: fields.text('TaxType') ?? account.taxType,
    description: fields.text('Description') ?? account.description,
    status: fields.oneOf('Status', 'AccountStatus', ['ACTIVE', 'ARCHIVED'] as const) ?? account.status,
    enablePayments: fields.boolean('EnablePaymentsToAccount') ?? account.enablePayments,
    showInExpenseClaims: fields.boolean('ShowInExpenseClaims') ?? account.showInExpenseClaims,
    addToWatchlist: fields.boolean('AddToWatchlist') ?? account.addToWatchlist,
    updatedAt: now,
  };
}

function problemsOf(account: Account, { books }: ApiCall): string[] {
  const others = books.accounts.all().filter((other) => other.id !== account.id && other.status !== 'DELETED');
  const problems: string[] = [];
  if (!account.name) problems.push('Account Name is required');
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
  if (account.status === 'ARCHIVED' && account.systemAccount) problems.push('System accounts cannot be archived.');
  return problems;
}
