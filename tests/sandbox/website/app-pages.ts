import { randomBytes } from 'node:crypto';
import { z } from 'zod';
import { appSchema, changeApp, registerApp, removeApp } from '../control/apps.ts';
import { ControlProblem } from '../control/reply.ts';
import type { App } from '../identity/records.ts';
import { TIER_NAMES, TIERS, type Tier } from '../identity/tiers.ts';
import type { Sandbox } from '../sandbox.ts';
import type { Answer } from '../server/answer.ts';
import { get, type HandlerRoute, post } from '../server/handler.ts';
import { formOf } from '../server/request.ts';
import { confirmed } from './documents/parts.ts';
import { html, type Markup } from './html.ts';
import { scrolling } from './layout.ts';
import { backTo, forPeople, machinePage } from './view.ts';

/** What a developer does at Xero's developer portal: registers apps, changes and removes them. */
export const appPages: HandlerRoute[] = [
  get(
    '/sandbox/apps',
    forPeople((sandbox, user, request) => machinePage('Apps', user, request, apps(sandbox))),
  ),
  post(
    '/sandbox/apps',
    forPeople((sandbox, _user, request) => {
      const form = formOf(request);
      try {
        return backTo('/sandbox/apps', 'notice', changed(sandbox, form));
      } catch (error) {
        if (error instanceof z.ZodError) return refused(z.prettifyError(error));
        if (error instanceof ControlProblem) return refused(error.message);
        throw error;
      }
    }),
  ),
];

function refused(words: string): Answer {
  return backTo('/sandbox/apps', 'problem', words);
}

/** Does what the form asks, and says so. */
function changed(sandbox: Sandbox, form: URLSearchParams): string {
  const remove = form.get('remove');
  if (remove) {
    const name = sandbox.apps.get(remove)?.name;
    removeApp(sandbox, remove);
    return `Removed ${name}.`;
  }
  const settings = {
    name: form.get('name')?.trim(),
    redirectUris: (form.get('redirectUris') ?? '')
      .split('\n')
      .map((address) => address.trim())
      .filter(Boolean),
    tier: form.get('tier'),
  };
  const existing = form.get('change');
  if (existing) {
    const changes = appSchema.pick({ name: true, redirectUris: true, tier: true }).parse(settings);
    return `Saved ${changeApp(sandbox, existing, changes).name}.`;
  }
  const app = appSchema.parse({
    ...settings,
    id: form.get('id')?.trim() || randomBytes(16).toString('hex').toUpperCase(),
    ...(form.get('kind') !== 'public' && {
      secret: form.get('secret')?.trim() || randomBytes(32).toString('base64url'),
    }),
  });
  return `Registered ${registerApp(sandbox, app).name}.`;
}

function apps(sandbox: Sandbox): Markup {
  return html`${scrolling(
    'Apps',
    html`<table>
      <thead><tr><th scope="col">Name</th><th scope="col">Client id</th><th scope="col">Client secret</th><th scope="col">Redirect addresses</th><th scope="col">Tier</th><th scope="col">Change</th></tr></thead>
      <tbody>${sandbox.apps.all().map(
        (
          app,
        ) => html`<tr><td>${app.name}</td><td><code>${app.id}</code></td><td>${app.secret ? html`<code>${app.secret}</code>` : 'None: uses PKCE'}</td>
          <td>${app.redirectUris.length === 0 ? 'Any on localhost' : app.redirectUris.map((address) => html`<code>${address}</code> `)}</td>
          <td>${TIER_WORDS[app.tier]}${app.custom && ', custom connection'}</td><td>${forms(app)}</td></tr>`,
      )}</tbody></table>`,
  )}
  <h2>Register an app</h2>
  <div class="panel"><form method="post" class="stack">
    <label>Kind <select name="kind"><option value="web">Web app</option><option value="public">Mobile or desktop app (PKCE, no secret)</option></select></label>
    <label>Client id (made up when left empty) <input name="id"></label>
    <label>Client secret (made up when left empty) <input name="secret"></label>
    ${settingFields(undefined)}
    <p><button class="primary">Register app</button></p></form></div>`;
}

function forms(app: App): Markup {
  return html`<details><summary>Change<span class="unseen"> ${app.name}</span></summary><div class="stack">
    <form method="post" class="stack"><input type="hidden" name="change" value="${app.id}">${settingFields(app)}<p><button>Save<span class="unseen"> ${app.name}</span></button></p></form>
    ${confirmed('Remove app', 'All that people have allowed it ends.', html`<input type="hidden" name="remove" value="${app.id}">`)}</div></details>`;
}

function settingFields(app: App | undefined): Markup {
  return html`<label>Name <input name="name" value="${app?.name}" required></label>
    <label>Redirect addresses, one a line (none: any address on localhost) <textarea name="redirectUris" rows="3">${app?.redirectUris.join('\n')}</textarea></label>
    <label>Tier <select name="tier">${TIER_NAMES.map((tier) => html`<option value="${tier}"${tier === (app?.tier ?? 'core') && html` selected`}>${limitsOf(tier)}</option>`)}</select></label>`;
}

const TIER_WORDS: Record<Tier, string> = { starter: 'Starter', core: 'Core', plus: 'Plus', advanced: 'Advanced' };

function limitsOf(tier: Tier): string {
  const { connections, callsPerDay } = TIERS[tier];
  return `${TIER_WORDS[tier]}: ${connections.toLocaleString('en-GB')} connections, ${callsPerDay.toLocaleString('en-GB')} calls a day`;
}
