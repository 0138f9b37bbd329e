import { ElementRefused } from '../accounting/api/failures.ts';
import { isCurrencyCode } from '../accounting/organisations/currency-codes.ts';
import { ORGANISATION_PLANS, type Organisation, ROLES } from '../accounting/organisations/record.ts';
import { setCurrencies } from '../accounting/organisations/set-currencies.ts';
import type { Answer } from '../server/answer.ts';
import { get, type HandlerRoute, post } from '../server/handler.ts';
import { confirmed } from './documents/parts.ts';
import { chosen, sent } from './form-fields.ts';
import { html, type Markup } from './html.ts';
import { scrolling } from './layout.ts';
import { ROLE_WORDS } from './session.ts';
import { forMembers, formFor, organisationPage, rowOf, type View } from './view.ts';

/** Who may do what in an organisation, and what its plan allows. */
export const memberPages: HandlerRoute[] = [
  get('/organisations/:organisation/users', forMembers(showUsers)),
  post(
    '/organisations/:organisation/users',
    formFor(
      () => '/users',
      ({ sandbox, organisation }, form) => {
        const user = rowOf(sandbox.users, form.get('user'), 'person');
        const role = form.has('remove') ? undefined : chosen(form, 'role', 'The role', ROLES);
        const others = organisation.members.filter((member) => member.userId !== user.id);
        const known = organisation.members.find((member) => member.userId === user.id);
        if (!role && others.length === 0) throw new ElementRefused(['An organisation keeps at least one user.']);
        const changed = role ? { userId: user.id, role, isSubscriber: known?.isSubscriber ?? false } : undefined;
        const members = known
          ? organisation.members.flatMap((member) => (member === known ? (changed ?? []) : member))
          : [...others, ...(changed ? [changed] : [])];
        sandbox.organisations.put({ ...organisation, members });
        return role ? `${user.givenName} is now ${ROLE_WORDS[role].toLowerCase()}.` : `Removed ${user.givenName}.`;
      },
    ),
  ),
  get('/organisations/:organisation/plan', forMembers(showPlan)),
  post(
    '/organisations/:organisation/plan',
    formFor(
      () => '/plan',
      (call, form) => {
        const { sandbox, organisation } = call;
        const plan = chosen(form, 'plan', 'The plan', ORGANISATION_PLANS);
        const limit = sent(form, 'approvals', 'The number of approvals');
        if (limit && !/^\d{1,6}$/.test(limit)) throw new ElementRefused([`${limit} is no number of approvals.`]);
        const currencies = sent(form, 'currencies', 'The list of currencies')
          .toUpperCase()
          .split(/[\s,]+/)
          .filter(Boolean);
        const wrong = currencies.find((code) => !isCurrencyCode(code));
        if (wrong) throw new ElementRefused([`${wrong} is no currency.`]);
        if (currencies.length > 0 && !hasOtherCurrencies(plan)) {
          throw new ElementRefused(['Other currencies need the Premium plan.']);
        }
        setCurrencies(call, currencies);
        sandbox.organisations.put({
          ...sandbox.organisations.require(organisation.id),
          plan,
          approvalsPerMonth: limit ? Number(limit) : undefined,
        });
        return 'Plan saved.';
      },
    ),
  ),
];

function hasOtherCurrencies(plan: Organisation['plan']): boolean {
  return plan === 'PREMIUM' || plan === 'DEMO';
}

const PLAN_WORDS = { STARTER: 'Starter', STANDARD: 'Standard', PREMIUM: 'Premium', DEMO: 'Demo' } as const;

function showUsers(view: View): Answer {
  const { sandbox, organisation } = view;
  const strangers = sandbox.users
    .all()
    .filter((user) => !organisation.members.some((member) => member.userId === user.id));
  const roles = (chosen: string) =>
    ROLES.map(
      (role) => html`<option value="${role}"${role === chosen && html` selected`}>${ROLE_WORDS[role]}</option>`,
    );
  return organisationPage(
    view,
    'Users',
    '/users',
    html`${scrolling(
      'Users',
      html`<table>
      <thead><tr><th scope="col">Name</th><th scope="col">Email</th><th scope="col">Role</th>${view.mayChange && html`<th scope="col">Remove</th>`}</tr></thead>
      <tbody>${organisation.members.map((member) => {
        const user = sandbox.users.require(member.userId);
        const name = `${user.givenName} ${user.familyName}`;
        return html`<tr><td>${name}${member.isSubscriber && html` <span class="badge">Subscriber</span>`}</td><td>${user.email}</td>
          ${
            view.mayChange
              ? html`<td><form method="post"><input type="hidden" name="user" value="${user.id}">
            <select name="role" aria-label="Role of ${name}">${roles(member.role)}</select> <button aria-label="Save the role of ${name}">Save</button></form></td>
          <td>${confirmed('Remove', `${name} will not see these books any more.`, html`<input type="hidden" name="user" value="${user.id}"><input type="hidden" name="remove" value="1">`)}</td>`
              : html`<td>${ROLE_WORDS[member.role]}</td>`
          }</tr>`;
      })}</tbody></table>`,
    )}
    ${
      view.mayChange &&
      strangers.length > 0 &&
      html`<h2>Add a user</h2><div class="panel"><form method="post" class="actions">
        <label>Person <select name="user">${strangers.map((user) => html`<option value="${user.id}">${user.givenName} ${user.familyName}, ${user.email}</option>`)}</select></label>
        <label>Role <select name="role">${roles('STANDARD')}</select></label> <button>Add user</button></form></div>`
    }`,
  );
}

function showPlan(view: View): Answer {
  const { organisation, books } = view;
  const codes = books.currencies
    .all()
    .flatMap(({ id }) => (id === organisation.baseCurrency ? [] : id))
    .join(' ');
  return organisationPage(
    view,
    'Plan',
    '/plan',
    view.mayChange ? planForm(organisation, codes) : planFacts(organisation, codes),
  );
}

function planFacts({ plan, approvalsPerMonth }: Organisation, codes: string): Markup {
  return html`<div class="panel"><dl><dt>Plan</dt><dd>${PLAN_WORDS[plan]}</dd>
    <dt>Other currencies</dt><dd>${codes.replaceAll(' ', ', ') || 'None'}</dd>
    <dt>Approvals in a month</dt><dd>${approvalsPerMonth ?? 'Any number'}</dd></dl></div>`;
}

function planForm(organisation: Organisation, codes: string): Markup {
  return html`<div class="panel"><form method="post" class="stack">
      <label>Plan <select name="plan">${ORGANISATION_PLANS.map((plan) => html`<option value="${plan}"${plan === organisation.plan && html` selected`}>${PLAN_WORDS[plan]}</option>`)}</select></label>
      <label>Currencies beside ${organisation.baseCurrency}, for which the plan must be Premium
        <input name="currencies" value="${codes}"></label>
      <label>Bills and invoices that may be approved in a month (empty: any number)
        <input name="approvals" inputmode="numeric" value="${organisation.approvalsPerMonth}"></label>
      <p><button class="primary">Save plan</button></p></form></div>`;
}
