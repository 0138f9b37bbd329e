import { isCalendarDate } from '../accounting/api/dates.ts';
import { ElementRefused } from '../accounting/api/failures.ts';
import { amountDue } from '../accounting/invoices/record.ts';
import { disconnect } from '../identity/connections.ts';
import { page, redirect } from '../server/answer.ts';
import { get, type HandlerRoute, post } from '../server/handler.ts';
import { html } from './html.ts';
import { organisationPath, scrolling, site } from './layout.ts';
import { forMembers, formFor, forPeople, notFound, organisationPage } from './view.ts';
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
      return redirect(/^\/(?![/\\])/.test(onward) ? onward : organisationPath(organisation));
    }),
  ),
  get('/organisations/:organisation', forMembers(showDashboard)),
  get('/organisations/:organisation/lock-dates', forMembers(showLockDates)),
  post(
    '/organisations/:organisation/lock-dates',
    formFor(
      () => '/lock-dates',
      ({ sandbox, organisation }, form) => {
        const dateOf = (name: string) => {
          const text = form.get(name) ?? '';
          if (text && !isCalendarDate(text)) throw new ElementRefused([`${text} is no date.`]);
          return text || undefined;
        };
        sandbox.organisations.put({
          ...organisation,
          periodLockDate: dateOf('period'),
          endOfYearLockDate: dateOf('year'),
        });
        return 'Lock dates saved.';
      },
    ),
  ),
  get('/organisations/:organisation/apps', forMembers(showApps)),
  post(
    '/organisations/:organisation/apps',
    formFor(
      () => '/apps',
      ({ sandbox, organisation }, form) => {
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
      { user },
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

function showDashboard(view: Parameters<Parameters<typeof forMembers>[0]>[0]) {
  const { books, organisation } = view;
  const bills = books.invoices.find('type', 'ACCPAY');
  const base = organisationPath(organisation);
  const groups = (['DRAFT', 'SUBMITTED', 'AUTHORISED', 'PAID'] as const).map((status) => {
    const some = bills.filter((bill) => bill.status === status);
    const sum = some.reduce(
      (total, bill) => total + (status === 'PAID' ? bill.total : amountDue(bill)) / bill.currencyRate,
      0,
    );
    return { status, count: some.length, sum };
  });
  return organisationPage(
    view,
    organisation.name,
    '',
    html`
      <h2>Bills to pay</h2>
      <ul class="tiles">${groups.map(
        ({ status, count, sum }) => html`<li><div class="panel">
          <a href="${base}/bills?status=${status}">${STATUS_WORDS[status]}</a>
          <p><strong>${count}</strong> ${count === 1 ? 'bill' : 'bills'} · ${money(sum, organisation.baseCurrency)}</p>
        </div></li>`,
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

function showLockDates(view: Parameters<Parameters<typeof forMembers>[0]>[0]) {
  const { organisation } = view;
  return organisationPage(
    view,
    'Lock dates',
    '/lock-dates',
    html`<div class="panel"><form method="post" class="stack">
      <label>Stop all users except advisers making changes on and before
        <input type="date" name="period" value="${organisation.periodLockDate ?? ''}"></label>
      <label>Stop all users making changes on and before (end of year)
        <input type="date" name="year" value="${organisation.endOfYearLockDate ?? ''}"></label>
      <p><button class="primary">Save</button></p>
    </form></div>`,
  );
}

function showApps(view: Parameters<Parameters<typeof forMembers>[0]>[0]) {
  const { sandbox, organisation } = view;
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
        <thead><tr><th scope="col">App</th><th scope="col">Connected by</th><th scope="col">Since</th><th scope="col">Action</th></tr></thead>
        <tbody>${connections.map((connection) => {
          const by = sandbox.users.require(connection.userId);
          const app = sandbox.apps.get(connection.appId)?.name ?? connection.appId;
          return html`<tr><td>${app}</td><td>${by.givenName} ${by.familyName}</td><td>${moment(connection.createdAt)}</td>
            <td><form method="post"><input type="hidden" name="connection" value="${connection.id}">
              <button class="danger" aria-label="Disconnect ${app}, connected by ${by.givenName} ${by.familyName}">Disconnect</button></form></td></tr>`;
        })}</tbody></table>`,
        )}`,
  );
}
