import { createHmac, randomBytes } from 'node:crypto';
import type { Sandbox } from '../sandbox.ts';
import type { WebhookCategory, WebhookEvent, WebhookSubscription } from './record.ts';

const ANSWER_WITHIN_MS = 5000;
const RETRY_EVERY_MS = 15 * 60 * 1000;
const GIVE_UP_AFTER_MS = 24 * 60 * 60 * 1000;
const MOST_EVENTS_AT_ONCE = 100;
const RESOURCES: Record<WebhookCategory, string> = {
  CONTACT: 'api.xro/2.0/Contacts',
  INVOICE: 'api.xro/2.0/Invoices',
  CREDITNOTE: 'api.xro/2.0/CreditNotes',
  PREPAYMENT: 'api.xro/2.0/Prepayments',
  OVERPAYMENT: 'api.xro/2.0/Overpayments',
  SUBSCRIPTION: 'appstore/2.0/subscriptions',
};

/**
 * Sends an app the events that are due by the sandbox's clock, in their order. Refused or unanswered, they are tried
 * again at once and then every 15 minutes; after 24 hours the subscription is disabled.
 */
export async function deliverDue(sandbox: Sandbox): Promise<void> {
  for (const subscription of sandbox.webhooks.all()) {
    if (subscription.status !== 'OK') continue;
    const now = sandbox.clock.now();
    const due = sandbox.webhookEvents
      .find('app', subscription.id)
      .filter((event) => event.nextAttemptAt <= now)
      .sort((a, b) => a.sequence - b.sequence)
      .slice(0, MOST_EVENTS_AT_ONCE);
    if (due.length === 0) continue;
    const { status } = await send(subscription, payloadOf(sandbox, due), subscription.key);
    sandbox.store.transact(() =>
      status === 200 ? forget(sandbox, due) : postpone(sandbox, subscription.id, due, status),
    );
  }
}

/**
 * The dance of the intent to receive: empty payloads with right and wrong signatures, which must be answered with 200
 * and 401. Gives the reason when it fails.
 */
export async function proveIntent(subscription: WebhookSubscription): Promise<string | undefined> {
  for (const [key, expected] of [
    [subscription.key, 200],
    [randomBytes(32).toString('base64'), 401],
    [subscription.key, 200],
    [randomBytes(32).toString('base64'), 401],
  ] as const) {
    const body = { events: [], firstEventSequence: 0, lastEventSequence: 0, entropy: entropy() };
    const { status, flaw } = await send(subscription, JSON.stringify(body), key);
    const signature = expected === 200 ? 'right' : 'wrong';
    if (status !== expected) {
      return `A payload with a ${signature} signature was answered with ${status ?? 'nothing within 5 seconds'}, not with ${expected}.`;
    }
    if (flaw)
      return `A payload with a ${signature} signature was answered with ${flaw}; Xero takes neither a body nor cookies.`;
  }
  return undefined;
}

interface Delivery {
  /** `undefined`: no answer came in time. */
  status: number | undefined;
  /** What the answer had that it must not have. */
  flaw?: string | undefined;
}

async function send(subscription: WebhookSubscription, body: string, key: string): Promise<Delivery> {
  try {
    const response = await fetch(subscription.url, {
      method: 'POST',
      body,
      headers: {
        'content-type': 'application/json; charset=utf-8',
        'x-xero-signature': createHmac('sha256', key).update(body).digest('base64'),
      },
      redirect: 'manual',
      signal: AbortSignal.timeout(ANSWER_WITHIN_MS),
    });
    const answered = await response.arrayBuffer();
    const flaw = answered.byteLength > 0 ? 'a body' : response.headers.has('set-cookie') ? 'a cookie' : undefined;
    return { status: response.status, flaw };
  } catch {
    return { status: undefined };
  }
}

function payloadOf(sandbox: Sandbox, events: WebhookEvent[]): string {
  return JSON.stringify({
    events: events.map((event) => ({
      ...(event.data && { data: event.data }),
      resourceUrl: `${sandbox.origin}/${RESOURCES[event.category]}/${event.resourceId}`,
      resourceId: event.resourceId,
      tenantId: event.tenantId,
      tenantType: event.category === 'SUBSCRIPTION' ? 'APPLICATION' : 'ORGANISATION',
      eventCategory: event.category,
      eventType: event.type,
      eventDateUtc: new Date(event.at).toISOString().replace('Z', ''),
    })),
    firstEventSequence: events[0]?.sequence,
    lastEventSequence: events.at(-1)?.sequence,
    entropy: entropy(),
  });
}

function forget(sandbox: Sandbox, events: WebhookEvent[]): void {
  for (const event of events) sandbox.webhookEvents.delete(event.id);
}

function postpone(sandbox: Sandbox, appId: string, events: WebhookEvent[], status: number | undefined): void {
  const now = sandbox.clock.now();
  const isTooOld = events.some((event) => now - event.at >= GIVE_UP_AFTER_MS);
  if (isTooOld) {
    const problem = `Events were not taken for 24 hours; the last answer was ${status ?? 'none'}.`;
    sandbox.webhooks.put({ ...sandbox.webhooks.require(appId), status: 'DISABLED', problem });
  }
  for (const event of events) {
    const nextAttemptAt = event.attempts === 0 ? now : now + RETRY_EVERY_MS;
    sandbox.webhookEvents.put({ ...event, attempts: event.attempts + 1, nextAttemptAt });
  }
}

function entropy(): string {
  return Array.from(randomBytes(20), (byte) => String.fromCharCode(65 + (byte % 26))).join('');
}
