import { randomBytes } from 'node:crypto';
import { z } from 'zod';
import { appSchema, saveApp } from '../control/people.ts';
import { subscribeApp, subscriptionSchema } from '../control/webhooks.ts';
import { TIER_NAMES, type Tier } from '../identity/tiers.ts';
import type { Sandbox } from '../sandbox.ts';
import type { Answer } from '../server/answer.ts';
import { get, type HandlerRoute, post } from '../server/handler.ts';
import { formOf } from '../server/request.ts';
import { WEBHOOK_CATEGORIES, type WebhookCategory } from '../webhooks/record.ts';
import { html, type Markup } from './html.ts';
import { scrolling } from './layout.ts';
import { backTo, forPeople, machinePage } from './view.ts';

/** What a developer does at Xero's developer portal: registers apps and says where they want to be told of changes. */
export const appPages: HandlerRoute[] = [
  get(
    '/sandbox/apps',
    forPeople((sandbox, user, request) => machinePage('Apps', user, request, apps(sandbox))),
  ),
  post(
    '/sandbox/apps',
    forPeople((sandbox, _user, request) => {
      const form = formOf(request);
      const redirectUris = (form.get('redirectUris') ?? '').split(/\s+/).filter(Boolean);
      const parsed = appSchema.safeParse({
        id: form.get('id')?.trim() || randomBytes(16).toString('hex').toUpperCase(),
        ...(form.get('kind') !== 'public' && {
          secret: form.get('secret')?.trim() || randomBytes(32).toString('base64url'),
        }),
        name: form.get('name')?.trim(),
        redirectUris,
        tier: form.get('tier'),
      });
      if (!parsed.success) return refused('/sandbox/apps', parsed.error);
      return backTo('/sandbox/apps', 'notice', `Registered ${saveApp(sandbox, parsed.data).name}.`);
    }),
  ),
  get(
    '/sandbox/webhooks',
    forPeople((sandbox, user, request) => machinePage('Webhooks', user, request, webhooks(sandbox))),
  ),
  post(
    '/sandbox/webhooks',
    forPeople(async (sandbox, _user, request) => {
      const form = formOf(request);
      const parsed = subscriptionSchema.safeParse({
        clientId: form.get('clientId'),
        url: form.get('url'),
        key: form.get('key'),
        categories: form.getAll('category'),
      });
      if (!parsed.success) return refused('/sandbox/webhooks', parsed.error);
      const { problem } = await subscribeApp(sandbox, parsed.data);
      return problem
        ? backTo('/sandbox/webhooks', 'problem', `Intent to receive failed. ${problem}`)
        : backTo('/sandbox/webhooks', 'notice', 'The intent to receive is proved. Events will be sent.');
    }),
  ),
];

function refused(address: string, error: z.ZodError): Answer {
  return backTo(address, 'problem', z.prettifyError(error));
}

function apps(sandbox: Sandbox): Markup {
  return html`${scrolling(
    'Apps',
    html`<table>
      <thead><tr><th scope="col">Name</th><th scope="col">Client id</th><th scope="col">Client secret</th><th scope="col">Redirect addresses</th><th scope="col">Tier</th></tr></thead>
      <tbody>${sandbox.apps.all().map(
        (
          app,
        ) => html`<tr><td>${app.name}</td><td><code>${app.id}</code></td><td>${app.secret ? html`<code>${app.secret}</code>` : 'None: uses PKCE'}</td>
          <td>${app.redirectUris.length === 0 ? 'Any on localhost' : app.redirectUris.map((address) => html`<code>${address}</code> `)}</td>
          <td>${app.tier}${app.custom && ', custom connection'}</td></tr>`,
      )}</tbody></table>`,
  )}
  <h2>Register an app</h2>
  <div class="panel"><form method="post" class="stack">
    <label>Name <input name="name" required></label>
    <label>Kind <select name="kind"><option value="web">Web app</option><option value="public">Mobile or desktop app (PKCE, no secret)</option></select></label>
    <label>Client id (made up when left empty) <input name="id"></label>
    <label>Client secret (made up when left empty) <input name="secret"></label>
    <label>Redirect addresses, one a line (none: any address on localhost) <textarea name="redirectUris" rows="3"></textarea></label>
    <label>Tier <select name="tier">${TIER_NAMES.map((tier) => html`<option value="${tier}"${tier === 'core' && html` selected`}>${TIER_WORDS[tier]}</option>`)}</select></label>
    <p><button class="primary">Register app</button></p></form></div>`;
}

const TIER_WORDS: Record<Tier, string> = {
  starter: 'Starter: 5 connections, 1,000 calls a day',
  core: 'Core: 50 connections, 5,000 calls a day',
  plus: 'Plus: 1,000 connections, 5,000 calls a day',
  advanced: 'Advanced: 10,000 connections, 5,000 calls a day',
};

const CATEGORY_WORDS: Record<WebhookCategory, string> = {
  CONTACT: 'Contacts',
  INVOICE: 'Bills and invoices',
  CREDITNOTE: 'Credit notes',
  PREPAYMENT: 'Prepayments',
  OVERPAYMENT: 'Overpayments',
};

function webhooks(sandbox: Sandbox): Markup {
  const subscriptions = sandbox.webhooks.all();
  return html`
    <p>An app with a webhook is told of what changes in the organisations that are connected to it.</p>
    ${
      subscriptions.length === 0
        ? html`<p>No app has a webhook.</p>`
        : scrolling(
            'Webhooks',
            html`<table>
            <thead><tr><th scope="col">App</th><th scope="col">Address</th><th scope="col">Told of</th><th scope="col">Status</th><th scope="col" class="amount">Waiting</th></tr></thead>
            <tbody>${subscriptions.map(
              (
                one,
              ) => html`<tr><td>${sandbox.apps.get(one.id)?.name}</td><td>${one.url}</td><td>${one.categories.map((category) => CATEGORY_WORDS[category]).join(', ')}</td>
                <td><span class="badge">${one.status}</span> ${one.problem}</td><td class="amount">${sandbox.webhookEvents.find('app', one.id).length}</td></tr>`,
            )}</tbody></table>`,
          )
    }
    <h2>Set a webhook</h2>
    <div class="panel"><form method="post" class="stack">
      <label>App <select name="clientId">${sandbox.apps.all().map((app) => html`<option value="${app.id}">${app.name}</option>`)}</select></label>
      <label>Address <input type="url" name="url" required></label>
      <label>Signing key <input name="key" value="${randomBytes(32).toString('base64')}" required></label>
      <fieldset><legend>Told of</legend>${WEBHOOK_CATEGORIES.map(
        (category) =>
          html`<label class="check"><input type="checkbox" name="category" value="${category}" checked> ${CATEGORY_WORDS[category]}</label>`,
      )}</fieldset>
      <p><button class="primary">Set webhook</button></p></form></div>`;
}
