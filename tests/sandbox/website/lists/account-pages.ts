import { ACCOUNT_TYPES, type Account, type AccountType, classOf } from '../../accounting/accounts/record.ts';
import { changeAccount, createAccount } from '../../accounting/accounts/write.ts';
import type { TaxRate } from '../../accounting/tax-rates/record.ts';
import type { Answer } from '../../server/answer.ts';
import { get, type HandlerRoute, post } from '../../server/handler.ts';
import { chosen, required } from '../form-fields.ts';
import { html, type Markup } from '../html.ts';
import { scrolling } from '../layout.ts';
import { forMembers, formFor, organisationPage, rowOf, type View } from '../view.ts';
import { ACCOUNT_STATUS_WORDS } from '../words.ts';
import { button, changes, fieldsOf, rowForm } from './parts.ts';

/** The chart of accounts. */
export const accountPages: HandlerRoute[] = [
  get('/organisations/:organisation/accounts', forMembers(showAccounts)),
  post(
    '/organisations/:organisation/accounts',
    formFor(
      () => '/accounts',
      (call, form) => {
        if (!form.has('id')) {
          const names = ['Code', 'Name', 'Type', 'TaxType', 'BankAccountNumber', 'CurrencyCode'];
          return `Added ${nameOf(createAccount(call, fieldsOf(form, names)))}.`;
        }
        const account = rowOf(call.books.accounts, form.get('id'), 'account');
        const status = form.has('Status') ? chosen(form, 'Status', 'The status', ['ACTIVE', 'ARCHIVED']) : undefined;
        if (!status) required(form, 'Name', 'The name');
        const changed = changeAccount(call, account, fieldsOf(form, ['Code', 'Name', 'TaxType', 'Status']));
        if (status === 'ARCHIVED') return `Archived ${nameOf(changed)}.`;
        return status === 'ACTIVE' ? `Restored ${nameOf(changed)}.` : `Saved ${nameOf(changed)}.`;
      },
    ),
  ),
];

function showAccounts(view: View): Answer {
  const { books } = view;
  const accounts = books.accounts
    .all()
    .filter((account) => account.status !== 'DELETED')
    .sort((a, b) => a.code.localeCompare(b.code));
  const rates = books.taxRates.all().filter((rate) => rate.status === 'ACTIVE');
  return organisationPage(
    view,
    'Chart of accounts',
    '/accounts',
    html`
      ${scrolling(
        'Accounts',
        html`<table>
        <thead><tr><th scope="col">Code</th><th scope="col">Name</th><th scope="col">Type</th><th scope="col">Tax rate</th><th scope="col">Status</th>${view.mayChange && html`<th scope="col">Change</th>`}</tr></thead>
        <tbody>${accounts.map(
          (account) => html`<tr><td>${account.code}</td><td>${account.name}</td><td>${TYPE_WORDS[account.type]}</td>
            <td>${books.taxRates.get(account.taxType)?.name ?? account.taxType}</td><td><span class="badge">${ACCOUNT_STATUS_WORDS[account.status]}</span></td>
            ${view.mayChange && html`<td>${actionsOf(account, rates)}</td>`}</tr>`,
        )}</tbody></table>`,
      )}
      ${view.mayChange && addForm(view, rates)}`,
  );
}

function addForm({ books }: View, rates: TaxRate[]): Markup {
  return html`<h2>Add an account</h2>
    <div class="panel"><form method="post" class="stack">
      <label>Code <input name="Code" maxlength="10"></label><label>Name <input name="Name" maxlength="150" required></label>
      <label>Type <select name="Type">${ACCOUNT_TYPES.map((type) => html`<option value="${type}"${type === 'OVERHEADS' && html` selected`}>${TYPE_WORDS[type]}</option>`)}</select></label>
      <label>Tax rate <select name="TaxType">${rates.map((rate) => option(rate, false))}</select></label>
      <fieldset><legend>For a bank account</legend>
        <label>Number <input name="BankAccountNumber"></label>
        <label>Currency <select name="CurrencyCode">${books.currencies.all().map(({ id }) => html`<option>${id}</option>`)}</select></label></fieldset>
      <p><button>Add account</button></p></form></div>`;
}

function actionsOf(account: Account, rates: TaxRate[]): Markup {
  if (account.systemAccount) return html`<span class="quiet">System account</span>`;
  if (account.status === 'ARCHIVED') return button(account.id, 'Status', 'ACTIVE', 'Restore', account.name);
  const fitting = rates.filter((rate) => rate.canApplyTo[classOf(account)]);
  const unseen = html`<span class="unseen"> of ${account.name}</span>`;
  return changes(
    account.name,
    rowForm(
      account.id,
      html`<label>Code${unseen} <input name="Code" value="${account.code}" maxlength="10"></label>
        <label>Name${unseen} <input name="Name" value="${account.name}" maxlength="150" required></label>
        <label>Tax rate${unseen} <select name="TaxType">${fitting.map((rate) => option(rate, rate.id === account.taxType))}</select></label>
        <button>Save<span class="unseen"> ${account.name}</span></button>`,
    ),
    button(account.id, 'Status', 'ARCHIVED', 'Archive', account.name),
  );
}

function option(rate: TaxRate, isChosen: boolean): Markup {
  return html`<option value="${rate.id}"${isChosen && html` selected`}>${rate.name}</option>`;
}

function nameOf({ code, name }: Account): string {
  return `${code} ${name}`.trim();
}

const TYPE_WORDS: Record<AccountType, string> = {
  BANK: 'Bank',
  CURRENT: 'Current asset',
  FIXED: 'Fixed asset',
  INVENTORY: 'Inventory',
  NONCURRENT: 'Non-current asset',
  PREPAYMENT: 'Prepayment',
  EQUITY: 'Equity',
  DEPRECIATN: 'Depreciation',
  DIRECTCOSTS: 'Direct costs',
  EXPENSE: 'Expense',
  OVERHEADS: 'Overhead',
  CURRLIAB: 'Current liability',
  LIABILITY: 'Liability',
  TERMLIAB: 'Non-current liability',
  PAYG: 'PAYG',
  OTHERINCOME: 'Other income',
  REVENUE: 'Revenue',
  SALES: 'Sales',
};
