import { ACCOUNT_TYPES, type Account, classOf } from '../accounting/accounts/record.ts';
import { changeAccount, createAccount } from '../accounting/accounts/write.ts';
import { ElementRefused } from '../accounting/api/failures.ts';
import { Fields } from '../accounting/api/reading.ts';
import { changeContact, createContact } from '../accounting/contacts/write.ts';
import type { TaxRate } from '../accounting/tax-rates/record.ts';
import { hasOneFigure, withPercentage } from '../accounting/tax-rates/write.ts';
import { withOption } from '../accounting/tracking/endpoints.ts';
import type { TrackingCategory } from '../accounting/tracking/record.ts';
import type { Answer } from '../server/answer.ts';
import { get, type HandlerRoute, post } from '../server/handler.ts';
import { html, type Markup } from './html.ts';
import { scrolling } from './layout.ts';
import { forMembers, formFor, organisationPage, type View } from './view.ts';

const MOST_ROWS = 300;
const STATUSES = ['ACTIVE', 'ARCHIVED'] as const;

/** Contacts, accounts, tax rates and tracking: what there is, and the changes that surprise an app. */
export const listPages: HandlerRoute[] = [
  get('/organisations/:organisation/contacts', forMembers(showContacts)),
  post(
    '/organisations/:organisation/contacts',
    formFor(
      () => '/contacts',
      (call, form) => {
        const contact = call.books.contacts.get(form.get('id') ?? '');
        if (!contact) return `Added ${createContact(call, fieldsOf(form, ['Name', 'EmailAddress'])).name}.`;
        const changes = fieldsOf(form, ['Name', 'ContactStatus']);
        // Renaming leaves an archived contact archived; the API alone refuses to touch it.
        const isRestored = form.get('ContactStatus') === 'ACTIVE';
        if (contact.status === 'ARCHIVED' && !isRestored) throw new ElementRefused(['Restore the contact first.']);
        return `Saved ${changeContact(call, contact, changes).name}.`;
      },
    ),
  ),
  get('/organisations/:organisation/accounts', forMembers(showAccounts)),
  post(
    '/organisations/:organisation/accounts',
    formFor(
      () => '/accounts',
      (call, form) => {
        const account = call.books.accounts.get(form.get('id') ?? '');
        const saved = account
          ? changeAccount(call, account, fieldsOf(form, ['Name', 'Status']))
          : createAccount(call, fieldsOf(form, ['Code', 'Name', 'Type', 'TaxType']));
        return `Saved ${saved.code} ${saved.name}.`;
      },
    ),
  ),
  get('/organisations/:organisation/tax-rates', forMembers(showTaxRates)),
  post(
    '/organisations/:organisation/tax-rates',
    formFor(
      () => '/tax-rates',
      ({ books, now }, form) => {
        const rate = books.taxRates.require(form.get('id') ?? '');
        const status = form.get('status') === 'ACTIVE' ? 'ACTIVE' : 'DELETED';
        const percentage = Number(form.get('percentage') ?? rate.displayRate);
        if (!(percentage >= 0 && percentage <= 100))
          throw new ElementRefused(['A rate is between 0 and 100 per cent.']);
        books.taxRates.put({
          ...(hasOneFigure(rate) ? withPercentage(rate, percentage) : rate),
          name: form.get('name')?.trim() || rate.name,
          status: form.has('status') ? status : rate.status,
          updatedAt: now,
        });
        return `Saved ${rate.id}.`;
      },
    ),
  ),
  get('/organisations/:organisation/tracking', forMembers(showTracking)),
  post(
    '/organisations/:organisation/tracking',
    formFor(
      () => '/tracking',
      ({ books }, form) => {
        const category = books.tracking.require(form.get('category') ?? '');
        const option = category.options.find((one) => one.id === form.get('option'));
        const name = form.get('name')?.trim();
        const status = STATUSES.find((one) => one === form.get('status'));
        if (option) {
          books.tracking.put(withOption(category, { ...option, ...(status && { status }), ...(name && { name }) }));
          return `Saved ${name || option.name}.`;
        }
        const newName = form.get('rename')?.trim();
        if (newName || status) {
          books.tracking.put({ ...category, ...(status && { status }), ...(newName && { name: newName }) });
          return `Saved ${newName || category.name}.`;
        }
        if (!name) throw new ElementRefused(['Name the option.']);
        books.tracking.put({
          ...category,
          options: [...category.options, { id: crypto.randomUUID(), name, status: 'ACTIVE' }],
        });
        return `Added ${name}.`;
      },
    ),
  ),
];

function showContacts(view: View): Answer {
  const search = view.request.query.get('q')?.trim().toLowerCase() ?? '';
  const showsArchived = view.request.query.has('archived');
  const found = view.books.contacts
    .all()
    .filter((contact) => (showsArchived || contact.status === 'ACTIVE') && contact.name.toLowerCase().includes(search))
    .sort((a, b) => a.name.localeCompare(b.name));
  return organisationPage(
    view,
    'Contacts',
    '/contacts',
    html`
      <form class="actions"><label>Find <input type="search" name="q" value="${search}"></label>
        <label class="check"><input type="checkbox" name="archived"${showsArchived && html` checked`}> Show archived</label> <button>Find</button></form>
      ${scrolling(
        'Contacts',
        html`<table>
        <thead><tr><th scope="col">Name</th><th scope="col">Email</th><th scope="col">Kind</th><th scope="col">Status</th><th scope="col">Change</th></tr></thead>
        <tbody>${found.slice(0, MOST_ROWS).map(
          (contact) => html`<tr><td>${contact.name}</td><td>${contact.emailAddress}</td>
            <td>${[contact.isSupplier && 'Supplier', contact.isCustomer && 'Customer'].filter(Boolean).join(', ')}</td>
            <td><span class="badge">${contact.status}</span></td>
            <td>${
              contact.status === 'ACTIVE'
                ? changes(
                    rename(contact.id, 'Name', contact.name),
                    button(contact.id, 'ContactStatus', 'ARCHIVED', 'Archive', contact.name),
                  )
                : button(contact.id, 'ContactStatus', 'ACTIVE', 'Restore', contact.name)
            }</td></tr>`,
        )}</tbody></table>`,
      )}
      ${found.length > MOST_ROWS && html`<p class="quiet">The first ${MOST_ROWS} of ${found.length}.</p>`}
      <h2>Add a contact</h2>
      <div class="panel"><form method="post" class="actions"><label>Name <input name="Name" required></label>
        <label>Email address <input type="email" name="EmailAddress"></label> <button>Add contact</button></form></div>`,
  );
}

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
        <thead><tr><th scope="col">Code</th><th scope="col">Name</th><th scope="col">Type</th><th scope="col">Class</th><th scope="col">Tax rate</th><th scope="col">Status</th><th scope="col">Change</th></tr></thead>
        <tbody>${accounts.map(
          (
            account,
          ) => html`<tr><td>${account.code}</td><td>${account.name}</td><td>${account.type}</td><td>${classOf(account)}</td>
            <td>${books.taxRates.get(account.taxType)?.name ?? account.taxType}</td><td><span class="badge">${account.status}</span></td><td>${accountActions(account)}</td></tr>`,
        )}</tbody></table>`,
      )}
      <h2>Add an account</h2>
      <div class="panel"><form method="post" class="actions">
        <label>Code <input name="Code" maxlength="10" required></label><label>Name <input name="Name" maxlength="150" required></label>
        <label>Type <select name="Type">${ACCOUNT_TYPES.map((type) => html`<option${type === 'OVERHEADS' && html` selected`}>${type}</option>`)}</select></label>
        <label>Tax rate <select name="TaxType">${rates.map((rate) => html`<option value="${rate.id}">${rate.name}</option>`)}</select></label>
        <button>Add account</button></form></div>`,
  );
}

function accountActions(account: Account): Markup {
  if (account.systemAccount) return html`<span class="quiet">System account</span>`;
  if (account.status === 'ARCHIVED') return button(account.id, 'Status', 'ACTIVE', 'Restore', account.name);
  return changes(
    rename(account.id, 'Name', account.name),
    button(account.id, 'Status', 'ARCHIVED', 'Archive', account.name),
  );
}

function showTaxRates(view: View): Answer {
  const flags = ['ASSET', 'EQUITY', 'EXPENSE', 'LIABILITY', 'REVENUE'] as const;
  return organisationPage(
    view,
    'Tax rates',
    '/tax-rates',
    html`${scrolling(
      'Tax rates',
      html`<table>
      <thead><tr><th scope="col">Name</th><th scope="col">Tax type</th><th scope="col" class="amount">Rate</th><th scope="col" class="amount">Charged</th><th scope="col">Parts</th><th scope="col">For accounts of</th><th scope="col">Status</th><th scope="col">Change</th></tr></thead>
      <tbody>${view.books.taxRates.all().map(
        (
          rate,
        ) => html`<tr><td>${rate.name}</td><td><code>${rate.id}</code></td><td class="amount">${rate.displayRate}%</td><td class="amount">${rate.effectiveRate}%</td>
          <td>${rate.components.map((part) => `${part.Name} ${part.Rate}%`).join(' + ')}</td>
          <td>${flags
            .filter((flag) => rate.canApplyTo[flag])
            .join(', ')
            .toLowerCase()}</td><td><span class="badge">${rate.status}</span></td>
          <td>${changes(
            rename(rate.id, 'name', rate.name),
            hasOneFigure(rate) && setPercentage(rate),
            rate.status === 'ACTIVE'
              ? button(rate.id, 'status', 'DELETED', 'Retire', rate.name)
              : button(rate.id, 'status', 'ACTIVE', 'Restore', rate.name),
          )}</td></tr>`,
      )}</tbody></table>`,
    )}`,
  );
}

function showTracking(view: View): Answer {
  const categories = view.books.tracking.all().sort((a, b) => a.position - b.position);
  return organisationPage(
    view,
    'Tracking',
    '/tracking',
    html`
      ${categories.length === 0 && html`<p>There are no tracking categories.</p>`}
      ${categories.map((category) => categorySection(category))}`,
  );
}

function categorySection(category: TrackingCategory): Markup {
  const hidden = html`<input type="hidden" name="category" value="${category.id}">`;
  const statusButton = (status: string, name: string) => {
    const [next, verb] = status === 'ACTIVE' ? ['ARCHIVED', 'Archive'] : ['ACTIVE', 'Restore'];
    return html`<button name="status" value="${next}" aria-label="${verb} ${name}">${verb}</button>`;
  };
  return html`<h2>${category.name} <span class="badge">${category.status}</span></h2>
    <div class="actions">
      <form method="post">${hidden}<label>New name of ${category.name} <input name="rename" maxlength="100" required></label> <button>Rename</button></form>
      <form method="post">${hidden}${statusButton(category.status, category.name)}</form>
    </div>
    ${scrolling(
      `Options of ${category.name}`,
      html`<table>
        <thead><tr><th scope="col">Option</th><th scope="col">Status</th><th scope="col">Change</th></tr></thead>
        <tbody>${category.options.map((option) => {
          const both = html`${hidden}<input type="hidden" name="option" value="${option.id}">`;
          return html`<tr><td>${option.name}</td><td><span class="badge">${option.status}</span></td>
            <td>${changes(
              html`<form method="post">${both}<input name="name" value="${option.name}" aria-label="New name of ${option.name}" required> <button aria-label="Rename ${option.name}">Rename</button></form>`,
              html`<form method="post">${both}${statusButton(option.status, option.name)}</form>`,
            )}</td></tr>`;
        })}</tbody></table>`,
    )}
    <form method="post" class="actions">${hidden}
      <label>New option of ${category.name} <input name="name" maxlength="100" required></label> <button>Add option</button></form>`;
}

/** What can be done to a row, folded away so that the list stays a list. */
function changes(...forms: (Markup | false)[]): Markup {
  return html`<details><summary>Change</summary>${forms}</details>`;
}

function rename(id: string, field: string, name: string): Markup {
  return html`<form method="post"><input type="hidden" name="id" value="${id}"><input name="${field}" value="${name}" aria-label="New name of ${name}" required> <button aria-label="Rename ${name}">Rename</button></form> `;
}

function setPercentage(rate: TaxRate): Markup {
  return html`<form method="post"><input type="hidden" name="id" value="${rate.id}"><input name="percentage" inputmode="decimal" value="${rate.displayRate}" aria-label="Percentage of ${rate.name}" required> <button aria-label="Set the percentage of ${rate.name}">Set rate</button></form>`;
}

function button(id: string, field: string, value: string, label: string, name: string): Markup {
  return html`<form method="post"><input type="hidden" name="id" value="${id}"><button name="${field}" value="${value}" aria-label="${label} ${name}">${label}</button></form>`;
}

/** The named fields of a form that were sent, under Xero's names. */
function fieldsOf(form: URLSearchParams, names: string[]): Fields {
  const sent = names.filter((name) => form.has(name)).map((name) => [name, form.get(name) ?? '']);
  return new Fields(Object.fromEntries(sent), '');
}
