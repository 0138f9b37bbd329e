import { Decimal } from 'decimal.js';
import { todayOf } from '../accounting/api/context.ts';
import { isCalendarDate } from '../accounting/api/dates.ts';
import { ElementRefused } from '../accounting/api/failures.ts';
import { internalCall } from '../accounting/api/internal-call.ts';
import { add, round } from '../accounting/documents/amounts.ts';
import { amountDue, type Invoice, type InvoiceType } from '../accounting/invoices/record.ts';
import type { Organisation } from '../accounting/organisations/record.ts';
import { SUBSCRIPTION_STATUSES } from '../app-store/record.ts';
import { subscribe, subscriptionOf } from '../app-store/subscribe.ts';
import { disconnect } from '../identity/connections.ts';
import type { App } from '../identity/records.ts';
import { page, redirect } from '../server/answer.ts';
import { get, type HandlerRoute, post } from '../server/handler.ts';
import { encoded } from './address.ts';
import { balanceOf, bankAccounts, movementsOf } from './documents/bank-pages.ts';
import { confirmed } from './documents/parts.ts';
import { chosen, required, sent } from './form-fields.ts';
import { html, type Markup } from './html.ts';
import { organisationPath, scrolling, site } from './layout.ts';
import { draftFormFor, forMembers, formFor, forPeople, notFound, organisationPage, rowOf, type View } from './view.ts';
import { day, moment, money, STATUS_WORDS } from './words.ts';

/** Organisations, and what belongs to one as a whole: its dashboard, lock dates and connected apps. */
export const organisationPages: HandlerRoute[] = [
  get('/', forPeople(showOrganisations)),
  get(
    '/organisationlogin/default.aspx',
    forPeople((sandbox, _user, request) => {
      const [organisation] = sandbox.organisations.find('shortCode', request.query.get('shortcode') ?? '');
      if (!organisation) return notFound('There is no organisation with this short code.');
      const onward = request.query.get('redirecturl') ?? '';
      return redirect(/^\/(?![/\\])/.test(onward) ? encoded(onward) : organisationPath(organisation));
    }),
  ),
  get('/organisations/:organisation', forMembers(showDashboard)),
  get('/organisations/:organisation/lock-dates', forMembers(showLockDates)),
  post(
    '/organisations/:organisation/lock-dates',
    formFor(
      () => '/lock-dates',
      ({ sandbox, organisation }, form) => {
        const dateOf = (name: string, label: string) => {
          const text = sent(form, name, label);
          if (text && !isCalendarDate(text)) throw new ElementRefused([`${text} is no date.`]);
          return text || undefined;
        };
        sandbox.organisations.put({
          ...organisation,
          periodLockDate: dateOf('period', 'The lock date'),
          endOfYearLockDate: dateOf('year', 'The lock date of the year'),
        });
        return 'Lock dates saved.';
      },
    ),
  ),
  get('/organisations/:organisation/apps', forMembers(showApps)),
  post(
    '/organisations/:organisation/apps',
    draftFormFor(
      () => '/apps',
      ({ sandbox, organisation }, form) => {
        if (form.has('app')) {
          const app = rowOf(sandbox.apps, form.get('app'), 'app');
          const status = chosen(form, 'status', 'The status', SUBSCRIPTION_STATUSES);
          const { plan } = subscribe(sandbox, app, organisation, { plan: required(form, 'plan', 'The plan'), status });
          return status === 'CANCELED'
            ? `The subscription to ${app.name} ends.`
            : `Subscribed to ${app.name}, ${plan}.`;
        }
        const connection = sandbox.connections.get(form.get('connection') ?? '');
        if (connection?.organisationId !== organisation.id)
          throw new ElementRefused(['This app is not connected any more.']);
        disconnect(sandbox, connection);
        return 'Disconnected.';
      },
    ),
  ),
];

function showOrganisations(...[sandbox, user]: Parameters<Parameters<typeof forPeople>[0]>) {
  const mine = sandbox.organisations
    .all()
    .filter((organisation) => organisation.members.some((member) => member.userId === user.id))
    .sort((a, b) => a.name.localeCompare(b.name));
  return page(
    site(
      'Organisations',
      { user, section: '/' },
      html`
        ${mine.length === 0 && html`<p>You belong to no organisation.</p>`}
        <ul class="tiles">${mine.map(
          (organisation) => html`<li><div class="panel">
            <h2><a href="${organisationPath(organisation)}">${organisation.name}</a></h2>
            <p class="quiet">${organisation.country} · ${organisation.baseCurrency}${organisation.isMultiCurrency && ' and other currencies'}</p>
          </div></li>`,
        )}</ul>`,
    ),
  );
}

function showDashboard(view: View) {
  const { books, organisation } = view;
  const base = organisationPath(organisation);
  const accounts = bankAccounts(view).filter((account) => account.status === 'ACTIVE');
  return organisationPage(
    view,
    'Dashboard',
    '',
    html`
      <h2>Bills to pay</h2>${owed(view, 'ACCPAY', 'bill')}
      <h2>Invoices owed to you</h2>${owed(view, 'ACCREC', 'invoice')}
      <h2>Bank accounts</h2>
      <ul class="tiles">${accounts.map(
        (account) => html`<li><div class="panel"><a href="${base}/bank/accounts/${account.id}">${account.name}</a>
          <p>${money(balanceOf(movementsOf(view, account)), account.currencyCode)}</p></div></li>`,
      )}</ul>
      <h2>About</h2>
      <div class="panel"><dl>
        <dt>Country</dt><dd>${organisation.country}</dd>
        <dt>Base currency</dt><dd>${organisation.baseCurrency}</dd>
        <dt>Currencies</dt><dd>${books.currencies
          .all()
          .map((currency) => currency.id)
          .join(', ')}</dd>
        <dt>Plan</dt><dd>${organisation.plan}</dd>
        <dt>Books locked to</dt><dd>${day(organisation.periodLockDate) || 'Not locked'}; year ${day(organisation.endOfYearLockDate) || 'not locked'}</dd>
        <dt>Organisation ID</dt><dd><code>${organisation.id}</code></dd>
        <dt>Short code</dt><dd><code>${organisation.shortCode}</code></dd>
      </dl></div>`,
  );
}

/** How many bills or invoices there are of each status, what they come to, and what of it is overdue. */
function owed(view: View, type: InvoiceType, word: string): Markup {
  const { books, organisation } = view;
  const today = todayOf(internalCall(view.sandbox, organisation, view.user));
  const all = books.invoices.find('type', type);
  const inBase = (some: Invoice[], amountOf: (invoice: Invoice) => number) =>
    add(...some.map((invoice) => round(new Decimal(amountOf(invoice)).dividedBy(invoice.currencyRate))));
  const section = `${organisationPath(organisation)}/${type === 'ACCPAY' ? 'bills' : 'invoices'}`;
  return html`<ul class="tiles">${(['DRAFT', 'SUBMITTED', 'AUTHORISED', 'PAID'] as const).map((status) => {
    const some = all.filter((invoice) => invoice.status === status);
    const overdue = status === 'AUTHORISED' ? some.filter(({ dueDate }) => dueDate && dueDate < today) : [];
    const sum = inBase(some, status === 'PAID' ? (invoice) => invoice.total : amountDue);
    return html`<li><div class="panel"><a href="${section}?status=${status}">${STATUS_WORDS[status]}</a>
      <p><strong>${some.length}</strong> ${some.length === 1 ? word : `${word}s`} · ${money(sum, organisation.baseCurrency)}</p>
      ${overdue.length > 0 && html`<p class="quiet">${overdue.length} overdue · ${money(inBase(overdue, amountDue), organisation.baseCurrency)}</p>`}</div></li>`;
  })}</ul>`;
}

function showLockDates(view: View) {
  const { organisation } = view;
  return organisationPage(
    view,
    'Lock dates',
    '/lock-dates',
    view.mayChange ? lockDateForm(organisation) : lockDates(organisation),
  );
}

function lockDates({ periodLockDate, endOfYearLockDate }: Organisation): Markup {
  return html`<div class="panel"><dl>
    <dt>All users except advisers, to</dt><dd>${day(periodLockDate) || 'Not locked'}</dd>
    <dt>All users, to (end of year)</dt><dd>${day(endOfYearLockDate) || 'Not locked'}</dd></dl></div>`;
}

function lockDateForm(organisation: Organisation): Markup {
  return html`<div class="panel"><form method="post" class="stack">
      <label>Stop all users except advisers making changes on and before
        <input type="date" name="period" value="${organisation.periodLockDate ?? ''}"></label>
      <label>Stop all users making changes on and before (end of year)
        <input type="date" name="year" value="${organisation.endOfYearLockDate ?? ''}"></label>
      <p><button class="primary">Save</button></p>
    </form></div>`;
}

function showApps(view: View) {
  const { sandbox, organisation, mayDraft } = view;
  const connections = sandbox.connections.find('organisation', organisation.id);
  return organisationPage(
    view,
    'Connected apps',
    '/apps',
    connections.length === 0
      ? html`<p>No app is connected to ${organisation.name}.</p>`
      : html`${scrolling(
          'Connected apps',
          html`<table>
        <thead><tr><th scope="col">App</th><th scope="col">Connected by</th><th scope="col">Since</th><th scope="col">Subscription</th>${mayDraft && html`<th scope="col">Action</th>`}</tr></thead>
        <tbody>${connections.map((connection) => {
          const by = sandbox.users.require(connection.userId);
          const app = sandbox.apps.require(connection.appId);
          return html`<tr><td>${app.name}</td><td>${by.givenName} ${by.familyName}</td><td>${moment(connection.createdAt)}</td>
            <td>${subscription(view, app)}</td>
            ${mayDraft && html`<td>${confirmed('Disconnect', `${app.name} loses its access at once.`, html`<input type="hidden" name="connection" value="${connection.id}">`)}</td>`}</tr>`;
        })}</tbody></table>`,
        )}`,
  );
}

/** What the organisation pays the app for in the App Store, and what it can do about it. */
function subscription({ sandbox, organisation, mayDraft }: View, app: App): Markup {
  const current = subscriptionOf(sandbox, app, organisation);
  const isLive = current && current.status !== 'CANCELED';
  const shown = current ? `${current.plan}, ${SUBSCRIPTION_WORDS[current.status]}` : 'None';
  return html`${shown} ${
    mayDraft &&
    html`<details><summary>Change<span class="unseen"> the subscription to ${app.name}</span></summary>
      <form method="post" class="actions"><input type="hidden" name="app" value="${app.id}">
        <label>Plan <input name="plan" value="${current?.plan ?? 'Standard'}" required></label>
        <button name="status" value="ACTIVE">${isLive ? 'Change plan' : 'Subscribe'}</button>
        ${isLive && html`<button name="status" value="CANCELED" class="danger">Cancel subscription</button>`}</form></details>`
  }`;
}

const SUBSCRIPTION_WORDS = { ACTIVE: 'active', PAST_DUE: 'payment overdue', CANCELED: 'cancelled' } as const;
