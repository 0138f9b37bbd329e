import { createHmac, randomUUID } from 'node:crypto';
import { afterAll, beforeAll, beforeEach, describe, expect, test, vi } from 'vitest';
import { POST } from '#app/api/webhooks/[ledger]/route.ts';
import { db } from '#lib/db.ts';
import { followDocuments } from '#lib/publishing/life/follow-documents.ts';
import { refreshWantedContacts } from '#lib/webhooks/refresh-contacts.ts';
import { webhookOverview } from '#lib/webhooks/webhook-overview.ts';
import {
  aConnectedBusiness,
  anItem,
  type ConnectedBusiness,
  callLedger,
  drainToTheEnd,
  newestPublication,
  publish,
} from '#tests/support/publishing.ts';
import { withSandbox } from '#tests/support/sandbox.ts';
import { control } from '#tests/support/sandbox-control.ts';
import { withSettings } from '#tests/support/settings.ts';
import { aWebhookAddress } from '#tests/support/webhook-address.ts';

const KEY = 'the-key-of-our-webhooks';
/** Events come within a second; a machine with other work may take many times as long. */
const PATIENCE = { timeout: 25_000, interval: 100 };

withSandbox();
withSettings({ XERO_WEBHOOK_KEY: KEY });

let address: Awaited<ReturnType<typeof aWebhookAddress>>;
beforeAll(async () => {
  address = await aWebhookAddress();
});
afterAll(() => address.close());
beforeEach(async () => {
  address.answers.length = 0;
  address.statuses.length = 0;
  await control('DELETE', '/webhooks/SANDBOX-APP').catch(() => null);
});

const subscribe = (key = KEY) =>
  control<{ status: string; problem?: string }>('POST', '/webhooks', { url: address.url, key });

/** A published bill whose posting is long ago, so that what comes next is no echo of it. */
async function aPublishedBill(business: ConnectedBusiness) {
  const item = await anItem(business);
  await publish(business, [item]);
  await drainToTheEnd(business);
  const before = new Date(Date.now() - 10 * 60_000);
  await db.publication.updateMany({ where: { itemId: item.id }, data: { postedAt: before, completedAt: before } });
  const { connectionId } = business;
  await followDocuments(connectionId, new AbortController().signal);
  return { item, ledgerId: (await newestPublication(item.id)).ledgerId ?? '' };
}

const watchOf = ({ connectionId }: ConnectedBusiness) => db.documentWatch.findUnique({ where: { connectionId } });
const isAsked = async (business: ConnectedBusiness) => (await watchOf(business))?.askedAt != null;
const contactRuns = ({ connectionId }: ConnectedBusiness) =>
  db.syncRun.count({ where: { connectionId, isWhole: false, trigger: 'SCHEDULE' } });

/** A delivery as the ledger signs it, straight to the route. */
const deliver = (body: string, { key = KEY, ledger = 'xero', headers = {} } = {}) =>
  POST(
    new Request('http://localhost/api/webhooks/xero', {
      method: 'POST',
      body,
      headers: { 'x-xero-signature': createHmac('sha256', key).update(body).digest('base64'), ...headers },
    }),
    { params: Promise.resolve({ ledger }) },
  );

const payload = (
  { organisationId }: Pick<ConnectedBusiness, 'organisationId'>,
  resourceId: string,
  eventCategory = 'INVOICE',
) =>
  JSON.stringify({
    events: [
      {
        ...{ resourceId, eventCategory, tenantId: organisationId, tenantType: 'ORGANISATION', eventType: 'UPDATE' },
        eventDateUtc: new Date().toISOString().replace('Z', ''),
      },
    ],
    firstEventSequence: 1,
    lastEventSequence: 1,
    entropy: randomUUID(),
  });

describe('an address of ours', () => {
  test('proves the intent to receive, and with a wrong key does not', async () => {
    expect(await subscribe('another key')).toMatchObject({ status: 'INTENT_FAILED' });
    const overview = async () => webhookOverview((await aConnectedBusiness()).connectionId, 'xero');
    expect((await overview())?.refusedAt).not.toBeNull();
    expect(await subscribe()).toMatchObject({ status: 'OK' });
    expect(await overview()).toMatchObject({ hasKey: true, receivedAt: expect.any(String) });
  });

  test('is told of a bill of ours that was changed, and of contacts, and takes again what it once did not', async () => {
    const business = await aConnectedBusiness();
    const { item, ledgerId } = await aPublishedBill(business);
    await subscribe();
    address.statuses.length = 0;
    address.answers.push(500);
    await callLedger(business, 'POST', `/Invoices/${ledgerId}`, { Status: 'VOIDED' });
    await vi.waitFor(async () => expect(await isAsked(business)).toBe(true), PATIENCE);
    // It is stored a moment before it is answered.
    await vi.waitFor(() => expect(address.statuses.slice(0, 2)).toEqual([500, 200]), PATIENCE);
    await followDocuments(business.connectionId, new AbortController().signal);
    expect(await newestPublication(item.id)).toMatchObject({ lifeStatus: 'VOIDED' });
    expect(await watchOf(business)).toMatchObject({ toldOf: ['Invoices'], askedAt: null });

    await callLedger(business, 'PUT', '/Contacts', { Name: 'Told of Ltd' });
    await vi.waitFor(async () => expect(await contactRuns(business)).toBe(1), PATIENCE);
  });
});

describe('a delivery', () => {
  test('with a wrong signature, or none, or to which a byte was added, changes nothing', async () => {
    const business = await aConnectedBusiness();
    const { ledgerId } = await aPublishedBill(business);
    const body = payload(business, ledgerId);
    const answers = [
      await deliver(body, { key: 'another' }),
      await deliver(body, { headers: { 'x-xero-signature': '' } }),
      await deliver(`${body} `, {
        headers: { 'x-xero-signature': createHmac('sha256', KEY).update(body).digest('base64') },
      }),
    ];
    for (const answer of answers) {
      expect(answer.status).toBe(401);
      expect(await answer.text()).toBe('');
    }
    expect(await isAsked(business)).toBe(false);
  });

  test('counts once, however often it comes', async () => {
    const business = await aConnectedBusiness();
    const { ledgerId } = await aPublishedBill(business);
    const body = payload(business, ledgerId);
    const answers = await Promise.all(Array.from({ length: 20 }, () => deliver(body)));
    expect(answers.map(({ status }) => status)).toEqual(Array(20).fill(200));
    expect(await isAsked(business)).toBe(true);
    await followDocuments(business.connectionId, new AbortController().signal);
    expect((await deliver(body)).status).toBe(200);
    expect(await isAsked(business)).toBe(false);
  });

  test('of documents that are not ours, of our own posting, or of an organisation that nobody connected, asks for nothing', async () => {
    const business = await aConnectedBusiness();
    const { item, ledgerId } = await aPublishedBill(business);
    expect((await deliver(payload(business, randomUUID()))).status).toBe(200);
    expect((await deliver(payload({ organisationId: randomUUID() }, ledgerId))).status).toBe(200);
    await db.publication.updateMany({ where: { itemId: item.id }, data: { completedAt: new Date() } });
    expect((await deliver(payload(business, ledgerId))).status).toBe(200);
    expect(await isAsked(business)).toBe(false);
    expect(await watchOf(business)).toMatchObject({ toldOf: ['Invoices'] });
  });

  test('of many contacts becomes one refresh of them, and another a minute later at the soonest', async () => {
    const business = await aConnectedBusiness();
    const { connectionId } = business;
    for (let each = 0; each < 5; each++) {
      expect((await deliver(payload(business, randomUUID(), 'CONTACT'))).status).toBe(200);
    }
    expect(await contactRuns(business)).toBe(1);
    await db.syncRun.updateMany({ where: { connectionId }, data: { status: 'COMPLETE' } });
    await refreshWantedContacts();
    expect(await contactRuns(business)).toBe(1);
    await db.documentWatch.update({ where: { connectionId }, data: { contactsAt: new Date(Date.now() - 61_000) } });
    await refreshWantedContacts();
    expect(await contactRuns(business)).toBe(2);
    expect(await watchOf(business)).toMatchObject({ contactsWanted: false });
  });

  test.each([
    ['is larger than any that comes', `{"events":[],"entropy":"${'x'.repeat(1_000_001)}"}`, 'xero', 413],
    ['comes for a ledger that there is not', '{"events":[]}', 'sage', 404],
    ['is signed and cannot be read', 'not JSON', 'xero', 200],
    ['tells of something new', '{"events":[{"tenantId":"x","resourceId":"y","eventCategory":"NEW"}]}', 'xero', 200],
  ] as const)('that %s is answered and does no harm', async (_, body, ledger, status) => {
    const answer = await deliver(body, { ledger });
    expect(answer.status).toBe(status);
    expect(await answer.text()).toBe('');
  });
});
