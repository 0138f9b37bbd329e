import { randomBytes } from 'node:crypto';
import { z } from 'zod';
import { ControlProblem } from '../control/reply.ts';
import { subscribeApp, subscriptionSchema, unsubscribeApp } from '../control/webhooks.ts';
import type { Sandbox } from '../sandbox.ts';
import { get, type HandlerRoute, post } from '../server/handler.ts';
import { formOf } from '../server/request.ts';
import { WEBHOOK_CATEGORIES, type WebhookCategory, type WebhookSubscription } from '../webhooks/record.ts';
import { html, type Markup } from './html.ts';
import { scrolling } from './layout.ts';
import { backTo, forPeople, machinePage } from './view.ts';

/** Where apps want to be told of changes. */
export const webhookPages: HandlerRoute[] = [
  get(
    '/sandbox/webhooks',
    forPeople((sandbox, user, request) => machinePage('Webhooks', user, request, webhooks(sandbox))),
  ),
  post(
    '/sandbox/webhooks',
    forPeople(async (sandbox, _user, request) => {
      const form = formOf(request);
      const remove = form.get('remove');
      if (remove) {
        unsubscribeApp(sandbox, remove);
        return backTo('/sandbox/webhooks', 'notice', 'Removed. No more events will be sent.');
      }
      const parsed = subscriptionSchema.safeParse({
        clientId: form.get('clientId'),
        url: form.get('url'),
        key: form.get('key'),
        categories: form.getAll('category'),
      });
      if (!parsed.success) return backTo('/sandbox/webhooks', 'problem', z.prettifyError(parsed.error));
      try {
        const { problem } = await subscribeApp(sandbox, parsed.data);
        return problem
          ? backTo('/sandbox/webhooks', 'problem', `Intent to receive failed. ${problem}`)
          : backTo('/sandbox/webhooks', 'notice', 'The intent to receive is proved. Events will be sent.');
      } catch (error) {
        if (error instanceof ControlProblem) return backTo('/sandbox/webhooks', 'problem', error.message);
        throw error;
      }
    }),
  ),
];

const CATEGORY_WORDS: Record<WebhookCategory, string> = {
  CONTACT: 'Contacts',
  INVOICE: 'Bills and invoices',
  CREDITNOTE: 'Credit notes',
  PREPAYMENT: 'Prepayments',
  OVERPAYMENT: 'Overpayments',
  SUBSCRIPTION: 'Subscriptions to the app',
};

const STATUS_WORDS: Record<WebhookSubscription['status'], string> = {
  OK: 'OK',
  INTENT_FAILED: 'Intent to receive failed',
  DISABLED: 'Disabled',
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
            <thead><tr><th scope="col">App</th><th scope="col">Address</th><th scope="col">Told of</th><th scope="col">Status</th><th scope="col" class="amount">Waiting</th><th scope="col">Remove</th></tr></thead>
            <tbody>${subscriptions.map((one) => row(sandbox, one))}</tbody></table>`,
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

function row(sandbox: Sandbox, one: WebhookSubscription): Markup {
  const app = sandbox.apps.get(one.id)?.name;
  return html`<tr><td>${app}</td><td>${one.url}</td><td>${one.categories.map((category) => CATEGORY_WORDS[category]).join(', ')}</td>
    <td><span class="badge">${STATUS_WORDS[one.status]}</span> ${one.problem}</td><td class="amount">${sandbox.webhookEvents.find('app', one.id).length}</td>
    <td><form method="post"><button class="danger" name="remove" value="${one.id}">Remove<span class="unseen"> the webhook of ${app}</span></button></form></td></tr>`;
}
