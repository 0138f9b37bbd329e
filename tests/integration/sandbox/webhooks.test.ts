import { createHmac } from 'node:crypto';
import { once } from 'node:events';
import { createServer, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { afterAll, beforeAll, beforeEach, expect, test, vi } from 'vitest';
import { aSandbox, type Caller, type TestSandbox } from '#tests/support/sandbox-client.ts';

const KEY = 'the-webhook-key';
/** Events come within a second; a machine with other work may take many times as long. */
const PATIENCE_MS = 25_000;
type Row = Record<string, unknown>;

let sandbox: TestSandbox;
let app: Caller;
let receiver: Server;
let url: string;
let received: { events: Row[]; firstEventSequence: number; lastEventSequence: number }[] = [];
/** What the receiver answers to payloads with a good signature, and with what. */
let answer = 200;
let body = '';
let checksSignatures = true;
/** How often events were brought, taken or not. */
let deliveries = 0;

beforeAll(async () => {
  receiver = createServer(async (request, response) => {
    const chunks: Buffer[] = [];
    for await (const chunk of request) chunks.push(chunk as Buffer);
    const sent = Buffer.concat(chunks);
    const isGood = request.headers['x-xero-signature'] === createHmac('sha256', KEY).update(sent).digest('base64');
    const status = isGood || !checksSignatures ? answer : 401;
    const payload = JSON.parse(sent.toString());
    if (payload.events.length > 0) deliveries += 1;
    if (isGood && status === 200 && payload.events.length > 0) received.push(payload);
    response.writeHead(status).end(body);
  }).listen(0);
  await once(receiver, 'listening');
  url = `http://localhost:${(receiver.address() as AddressInfo).port}/webhooks/xero`;
  sandbox = await aSandbox();
  app = await sandbox.caller();
});
afterAll(async () => {
  await sandbox.close();
  receiver.close();
});
beforeEach(() => {
  received = [];
  answer = 200;
  body = '';
  deliveries = 0;
  checksSignatures = true;
});

const subscribe = () => sandbox.control<{ status: string; problem?: string }>('POST', '/webhooks', { url, key: KEY });
const events = () => received.flatMap((payload) => payload.events);

test('an address that does not check signatures is sent nothing', async () => {
  checksSignatures = false;
  const { status, problem } = await subscribe();
  expect(status).toBe('INTENT_FAILED');
  expect(problem).toContain('wrong signature was answered with 200, not with 401');
});

test('an address that answers with words is sent nothing', async () => {
  body = 'OK';
  const { status, problem } = await subscribe();
  expect(status).toBe('INTENT_FAILED');
  expect(problem).toContain('Xero takes neither a body nor cookies');
});

test('an app is told of its own subscriptions, which it reads in its own name', async () => {
  await subscribe();
  await sandbox.control('POST', '/apps', { id: 'RIVAL', secret: 's', name: 'Rival' });
  const take = (changes: Row) =>
    sandbox.control('POST', '/subscriptions', { organisation: 'Wattle Street Pty Ltd', ...changes });
  await take({ clientId: 'RIVAL', plan: 'Theirs' });
  await take({ plan: 'Starter' });
  await take({ status: 'CANCELED' });
  await vi.waitFor(() => expect(events().map((event) => event.eventType)).toEqual(['CREATE', 'UPDATE']), PATIENCE_MS);
  const [event] = events();
  expect(event).toMatchObject({ eventCategory: 'SUBSCRIPTION', tenantType: 'APPLICATION' });
  expect(event?.tenantId).not.toBe(app.tenantId);

  const credentials = (scope: string) =>
    fetch(`${sandbox.url}/connect/token`, {
      method: 'POST',
      body: new URLSearchParams({ grant_type: 'client_credentials', scope }),
      headers: { authorization: `Basic ${btoa('SANDBOX-APP:sandbox-secret')}` },
    });
  expect((await credentials('accounting.contacts')).status).toBe(400);
  const { access_token } = (await (await credentials('marketplace.billing')).json()) as { access_token: string };
  const read = async (token: string) => {
    const response = await fetch(String(event?.resourceUrl), { headers: { authorization: `Bearer ${token}` } });
    return { status: response.status, json: (await response.json()) as Row };
  };
  expect((await read(access_token)).json).toMatchObject({ status: 'CANCELED', plans: [{ name: 'Starter' }] });
  expect((await read(app.accessToken)).status).toBe(401);
});

test('an address that does is told of contacts, invoices and credit notes, signed and in order', async () => {
  expect((await subscribe()).status).toBe('OK');
  const { json } = await app.put<{ Invoices: { InvoiceID: string; Contact: Row }[] }>('/Invoices', {
    Type: 'ACCPAY',
    Contact: { Name: 'Told Ltd' },
    LineItems: [{ Description: 'x', UnitAmount: 1 }],
  });
  const bill = json.Invoices[0];
  await app.post(`/Invoices/${bill?.InvoiceID}`, { Reference: 'changed' });
  await app.put('/CreditNotes', { Type: 'ACCPAYCREDIT', Contact: { Name: 'Told Ltd' }, LineItems: [] });
  await vi.waitFor(() => expect(events()).toHaveLength(4), PATIENCE_MS);
  expect(events().map((event) => [event.eventCategory, event.eventType])).toEqual([
    ['CONTACT', 'CREATE'],
    ['INVOICE', 'CREATE'],
    ['INVOICE', 'UPDATE'],
    ['CREDITNOTE', 'CREATE'],
  ]);
  expect(events()[1]).toMatchObject({
    resourceId: bill?.InvoiceID,
    resourceUrl: `${sandbox.url}/api.xro/2.0/Invoices/${bill?.InvoiceID}`,
    tenantId: app.tenantId,
    tenantType: 'ORGANISATION',
  });
  expect(events()[3]?.data).toEqual({ Type: 'ACCPAYCREDIT', Status: 'DRAFT' });
  const sequences = received.flatMap((payload) => [payload.firstEventSequence, payload.lastEventSequence]);
  expect(sequences).toEqual([...sequences].sort((a, b) => a - b));
});

test('an app is told of prepayments and overpayments, and not of money plainly spent', async () => {
  await subscribe();
  const pay = (Type: string, line: Row) =>
    app.put('/BankTransactions', {
      Type,
      Contact: { Name: 'Bidfood' },
      BankAccount: { Code: '090' },
      LineItems: [{ Description: 'On account', UnitAmount: 5, ...line }],
    });
  const coded = { AccountCode: '429', TaxType: 'INPUT2' };
  await pay('SPEND', coded);
  await pay('SPEND-PREPAYMENT', coded);
  await pay('RECEIVE-OVERPAYMENT', {});
  await vi.waitFor(() => {
    expect(events().map((event) => event.eventCategory)).toEqual(['PREPAYMENT', 'OVERPAYMENT']);
  }, PATIENCE_MS);
  expect(events()[1]?.resourceUrl).toMatch(/\/Overpayments\//);
});

test('what is not taken comes again after fifteen minutes, and after a day no more', async () => {
  await subscribe();
  answer = 500;
  await app.put('/Contacts', { Name: 'Late Ltd' });
  const waiting = async () => (await sandbox.control<{ waiting: Row[] }>('GET', '/webhooks')).waiting;
  await vi.waitFor(
    async () => expect(Number((await waiting())[0]?.nextAttemptAt)).toBeGreaterThan(Date.now()),
    PATIENCE_MS,
  );
  // Once more at once, before the quarter of an hour.
  expect(deliveries).toBe(2);
  answer = 200;
  await sandbox.control('POST', '/clock', { advanceSeconds: 15 * 60 });
  await vi.waitFor(() => expect(events().map((event) => event.eventCategory)).toEqual(['CONTACT']), PATIENCE_MS);

  answer = 500;
  await app.put('/Contacts', { Name: 'Never Ltd' });
  await sandbox.control('POST', '/clock', { advanceSeconds: 86_400 });
  const status = async () =>
    (await sandbox.control<{ webhooks: Row[] }>('GET', '/webhooks')).webhooks.map((one) => one.status);
  await vi.waitFor(async () => expect(await status()).toEqual(['DISABLED']), PATIENCE_MS);
  await sandbox.control('POST', '/clock', { reset: true });
});

test('an app is not told of organisations that are not connected to it', async () => {
  await subscribe();
  await sandbox.control('POST', '/organisations/Maple%20%26%20Main%20Inc/contacts', { Name: 'Elsewhere' });
  await app.put('/Contacts', { Name: 'Here' });
  await vi.waitFor(() => expect(events().length).toBeGreaterThan(0), PATIENCE_MS);
  expect(new Set(events().map((event) => event.tenantId))).toEqual(new Set([app.tenantId]));
});
