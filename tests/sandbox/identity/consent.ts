import type { Organisation } from '../accounting/organisations/record.ts';
import type { Sandbox } from '../sandbox.ts';
import { type Answer, page, redirect } from '../server/answer.ts';
import { formOf, type Request } from '../server/request.ts';
import { html } from '../website/html.ts';
import { bare } from '../website/layout.ts';
import { type SignedIn, signedIn, signInPage } from '../website/session.ts';
import { type AuthorizeRequest, checkAuthorizeRequest } from './authorize-request.ts';
import { grantAccess } from './grants.ts';
import { SCOPE_WORDS } from './scopes.ts';
import { TIERS } from './tiers.ts';

/** GET /identity/connect/authorize: sign in, then say what the app wants and choose organisations. */
export function authorize(sandbox: Sandbox, request: Request): Answer {
  const checked = checkAuthorizeRequest(sandbox, request.query);
  if ('error' in checked) return errorPage(checked);
  const person = signedIn(sandbox, request);
  if (!person) return signInPage(sandbox, `${request.path}?${request.query}`);
  return consentPage(sandbox, checked.request, person, request.query.toString());
}

/** POST /identity/connect/consent */
export function decide(sandbox: Sandbox, request: Request): Answer {
  const form = formOf(request);
  const query = new URLSearchParams(form.get('request') ?? '');
  const checked = checkAuthorizeRequest(sandbox, query);
  if ('error' in checked) return errorPage(checked);
  const person = signedIn(sandbox, request);
  if (!person) return signInPage(sandbox, `/identity/connect/authorize?${query}`);
  const asked = checked.request;
  if (form.get('decision') === 'cancel') return backToApp(asked, { error: 'access_denied' });

  const choice = organisationsFor(sandbox, asked, person);
  const chosen =
    form.get('decision') === 'continue'
      ? choice.connected
      : [...choice.available, ...choice.connected].filter((one) => form.getAll('organisation').includes(one.id));
  if (chosen.length === 0 && choice.available.length + choice.connected.length > 0) {
    return consentPage(sandbox, asked, person, query.toString(), 'Select an organisation to connect.');
  }
  const added = chosen.filter((organisation) => !choice.connected.includes(organisation)).length;
  const ofApp = sandbox.connections.all().filter((connection) => connection.appId === asked.app.id).length;
  if (added > 0 && ofApp + added > TIERS[asked.app.tier].connections) {
    return redirect(`/connectionLimit?${new URLSearchParams({ client_id: asked.app.id })}`);
  }
  const code = grantAccess(sandbox, {
    ...asked,
    user: person.user,
    organisationIds: chosen.map((organisation) => organisation.id),
    sessionId: person.session.id.replaceAll('-', ''),
    signedInAt: person.session.signedInAt,
  });
  return backToApp(asked, { code: code.id });
}

/** GET /connectionLimit: where Xero leaves a person whose app has as many connections as its tier allows. */
export function connectionLimit(sandbox: Sandbox, request: Request): Answer {
  const app = sandbox.apps.get(request.query.get('client_id') ?? '');
  return page(
    bare(
      'Connection limit',
      html`<h1>This app has reached its connection limit</h1>
        <p class="problem" role="alert">${app?.name ?? 'The app'} cannot connect any more organisations.</p>
        <p>Nothing was connected. Disconnect an organisation from the app, or ask whoever looks after the app for a larger plan.</p>`,
    ),
    403,
  );
}

/** The organisations that this person may connect to the app, and those that already are. */
function organisationsFor(sandbox: Sandbox, asked: AuthorizeRequest, person: SignedIn) {
  const connectedIds = new Set(
    sandbox.connections.find('grant', `${asked.app.id}:${person.user.id}`).map((one) => one.organisationId),
  );
  const mine = sandbox.organisations
    .all()
    .filter((organisation) => organisation.members.some((member) => member.userId === person.user.id))
    .sort((a, b) => a.name.localeCompare(b.name));
  return {
    connected: mine.filter((organisation) => connectedIds.has(organisation.id)),
    available: mine.filter((organisation) => !connectedIds.has(organisation.id)),
  };
}

function consentPage(
  sandbox: Sandbox,
  asked: AuthorizeRequest,
  person: SignedIn,
  query: string,
  problem?: string,
): Answer {
  const { connected, available } = organisationsFor(sandbox, asked, person);
  const inputType = asked.isSingleOrganisation ? 'radio' : 'checkbox';
  const option = (organisation: Organisation, isConnected: boolean) => html`
    <label class="check"><input type="${inputType}" name="organisation" value="${organisation.id}">
      <span>${organisation.name} ${isConnected && html`<span class="badge">Already connected</span>`}</span></label>`;
  const own = `/identity/connect/authorize?${query}`;
  return page(
    bare(
      'Allow access',
      html`
        <h1>${asked.app.name} wants access to:</h1>
        ${problem && html`<p class="problem" role="alert">${problem}</p>`}
        <form method="post" action="/identity/connect/consent">
          <input type="hidden" name="request" value="${query}">
          ${
            available.length + connected.length > 0 &&
            html`
            <fieldset><legend>Organisation data</legend>
              ${available.map((organisation) => option(organisation, false))}
              ${connected.map((organisation) => option(organisation, true))}
            </fieldset>`
          }
          ${available.length + connected.length === 0 && html`<p>You belong to no organisation, so none can be connected.</p>`}
          <h2>${asked.app.name} will be able to</h2>
          <ul>${asked.scopes.map((scope) => html`<li>${SCOPE_WORDS[scope] ?? scope}</li>`)}</ul>
          <p class="actions">
            <button class="primary" name="decision" value="allow">Allow access</button>
            ${connected.length > 0 && html`<button name="decision" value="continue">Continue with ${connected.length} ${connected.length === 1 ? 'organisation' : 'organisations'}</button>`}
            <button name="decision" value="cancel">Cancel</button>
          </p>
        </form>
        <form method="post" action="/identity/user/logout" class="quiet">
          <input type="hidden" name="return" value="${own}">
          Signed in as ${person.user.email}. <button class="link">Use another login</button>
        </form>`,
    ),
    problem ? 422 : 200,
  );
}

function backToApp(asked: AuthorizeRequest, result: { code: string } | { error: string }): Answer {
  const address = new URL(asked.redirectUri);
  for (const [name, value] of Object.entries(result)) address.searchParams.set(name, value);
  if ('code' in result) address.searchParams.set('scope', asked.scopes.join(' '));
  if (asked.state !== undefined) address.searchParams.set('state', asked.state);
  return redirect(address.href);
}

function errorPage({ error, hint }: { error: string; hint?: string }): Answer {
  return page(
    bare(
      'Sorry, something went wrong',
      html`<h1>Sorry, something went wrong</h1>
        <p class="problem" role="alert">Error: ${error}</p>
        ${hint && html`<p>${hint}</p>`}
        <p>The app that sent you here asked for something that it is not set up for. Go back to it and tell whoever looks after it.</p>`,
    ),
    400,
  );
}
