import { createHmac, randomBytes } from 'node:crypto';
import type { Sandbox } from '../sandbox.ts';
import type { WebhookEvent, WebhookSubscription } from './record.ts';

const ANSWER_WITHIN_MS = 5000;
const RETRY_EVERY_MS = 15 * 60 * 1000;
const GIVE_UP_AFTER_MS = 24 * 60 * 60 * 1000;
const MOST_EVENTS_AT_ONCE = 100;
const RESOURCES = {
  CONTACT: 'Contacts',
  INVOICE: 'Invoices',
  CREDITNOTE: 'CreditNotes',
  PREPAYMENT: 'Prepayments',
  OVERPAYMENT: 'Overpayments',
} as const;

/**
 * Sends an app the events that are due by the sandbox's clock, in their order. Refused or unanswered, they are tried
 * again every 15 minutes; after 24 hours the subscription is disabled.
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
    const status = await send(subscription, payloadOf(sandbox, due), subscription.key);
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
    const status = await send(subscription, JSON.stringify(body), key);
    if (status !== expected) {
      const signature = expected === 200 ? 'right' : 'wrong';
      return `A payload with a ${signature} signature was answered with ${status ?? 'nothing within 5 seconds'}, not with ${expected}.`;
    }
  }
  return undefined;
}

async function send(subscription: WebhookSubscription, body: string, key: string): Promise<number | undefined> {
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
    await response.arrayBuffer();
    return response.status;
  } catch {
    return undefined;
  }
}

function payloadOf(sandbox: Sandbox, events: WebhookEvent[]): string {
  return JSON.stringify({
    events: events.map((event) => ({
      ...(event.data && { data: event.data }),
      resourceUrl: `${sandbox.origin}/api.xro/2.0/${RESOURCES[event.category]}/${event.resourceId}`,
      resourceId: event.resourceId,
      tenantId: event.organisationId,
      tenantType: 'ORGANISATION',
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
  for (const event of events) sandbox.webhookEvents.put({ ...event, nextAttemptAt: now + RETRY_EVERY_MS });
}

function entropy(): string {
  return Array.from(randomBytes(20), (byte) => String.fromCharCode(65 + (byte % 26))).join('');
}
