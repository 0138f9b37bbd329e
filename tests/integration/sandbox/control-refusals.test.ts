import { afterAll, expect, test } from 'vitest';
import { aSandbox } from '#tests/support/sandbox-client.ts';

/* What the control API refuses, so that a slip of a script does not pass for a success, and what it keeps. */

type Row = Record<string, unknown>;

const sandbox = await aSandbox();
afterAll(() => sandbox.close());

const call = async (method: string, path: string, body?: unknown) => {
  const response = await fetch(`${sandbox.url}/sandbox/api${path}`, {
    method,
    ...(body !== undefined && { body: JSON.stringify(body) }),
  });
  return { status: response.status, json: (await response.json()) as Row };
};
const harbourId = '0f3c2f3e-7d41-4b52-8d5e-2c8a51b70001';
const harbour = `/organisations/${harbourId}`;
const books = async <T = Row>(list: string) =>
  (await sandbox.control<Record<string, T[]>>('GET', `${harbour}/books/${list}`))[list] ?? [];
/** All that a refusal must leave as it was. */
const everything = async () => {
  const { clock: _clock, ...rest } = await sandbox.control<Row>('GET', '');
  const lists = ['contacts', 'invoices', 'taxRates', 'tracking'];
  return JSON.stringify([rest, await Promise.all(lists.map((list) => books(list)))]);
};

const email = 'amelia@harbour.example';
const webhook = { url: 'http://localhost:1/', key: 'k' };
const bill = { Type: 'ACCPAY', Contact: { Name: 'Bidfood' }, LineItems: [{ Description: 'Flour', UnitAmount: 1 }] };

test.each([
  ['an id that is taken', 'POST', '/organisations', { id: harbourId, name: 'E' }, 409, 'already'],
  ['that id in capitals', 'POST', '/organisations', { id: harbourId.toUpperCase(), name: 'E' }, 409, 'already'],
  ['another’s name', 'PATCH', harbour, { name: 'Kowhai Trading Ltd' }, 409, 'already'],
  ['a jump too far', 'POST', '/clock', { advanceSeconds: 1e14 }, 400, '9999-12-31'],
  ['a jump too far back', 'POST', '/clock', { advanceSeconds: -1e11 }, 400, '1970-01-01'],
  ['a jump beyond numbers', 'POST', '/clock', { advanceSeconds: 1e308 }, 400, '9999-12-31'],
  ['a time before 1970', 'POST', '/clock', { now: '1969-12-31T23:59:59Z' }, 400, '1970-01-01'],
  ['the list “constructor”', 'GET', `${harbour}/books/constructor`, undefined, 404, 'contacts'],
  ['the list “__proto__”', 'GET', `${harbour}/books/__proto__`, undefined, 404, 'contacts'],
  ['nobody', 'POST', '/organisations', { name: 'E', members: {} }, 400, 'at least one member'],
  ['a webhook’s other field', 'POST', '/webhooks', { ...webhook, bananas: 1 }, 400, 'bananas'],
  ['a disconnection’s other field', 'POST', '/disconnect', { organisation: harbourId, bananas: 1 }, 400, 'bananas'],
  ['disconnecting no app', 'POST', '/disconnect', { organisation: harbourId, clientId: 'NONE' }, 404, 'NONE'],
  ['expiring no app’s tokens', 'POST', '/expire-access-tokens', { clientId: 'NONE' }, 404, 'NONE'],
  ['revoking no app’s grants', 'POST', '/revoke-grants', { clientId: 'NONE' }, 404, 'NONE'],
  [
    'a custom connection’s other field',
    'POST',
    '/apps',
    { id: 'A', secret: 's', name: 'A', custom: { organisation: harbourId, email, bananas: 1 } },
    400,
    'bananas',
  ],
  ['a limit that is none', 'PATCH', harbour, { limits: { minutes: 5 } }, 400, 'minutes'],
  ['a limit that is none at creation', 'POST', '/organisations', { name: 'E', limits: { minutes: 5 } }, 400, 'minutes'],
  ['a limit below nothing', 'PATCH', harbour, { limits: { minute: -5 } }, 400, 'minute'],
  ['approvals below nothing', 'PATCH', harbour, { approvalsPerMonth: -3 }, 400, 'approvalsPerMonth'],
  ['three categories', 'POST', '/organisations', { name: 'E', tracking: { A: [], B: [], C: [] } }, 400, 'maximum of 2'],
  ['a category without name', 'POST', '/organisations', { name: 'E', tracking: { '': [] } }, 400, 'Name is required'],
  ['an option without name', 'POST', '/organisations', { name: 'E', tracking: { A: [' '] } }, 400, 'Name is required'],
  [
    'a field inside a contact',
    'POST',
    `${harbour}/invoices`,
    { ...bill, Contact: { Name: 'Bidfood', Bananas: 1 } },
    400,
    'Contact.Bananas',
  ],
  [
    'a field inside a new contact',
    'POST',
    `${harbour}/invoices`,
    { ...bill, Contact: { Name: 'Nobody yet', Phones: [{ Bananas: 1 }] } },
    400,
    'Contact.Phones[0].Bananas',
  ],
  [
    'a field inside a line',
    'POST',
    `${harbour}/invoices`,
    { ...bill, LineItems: [...bill.LineItems, { Description: 'x', UnitAmount: 1, unitAmount: 2 }] },
    400,
    'LineItems[1].unitAmount',
  ],
  [
    'an end of no subscription',
    'POST',
    '/subscriptions',
    { organisation: harbourId, status: 'CANCELED' },
    404,
    'no subscription',
  ],
  ['another rate’s name', 'PATCH', `${harbour}/tax-rates/INPUT2`, { name: '20% (vat on income)' }, 400, 'unique Name'],
])('refuses %s', async (_what, method, path, body, status, words) => {
  const before = await everything();
  const reply = await call(method, path, body);
  expect(reply).toEqual({ status, json: { error: expect.stringContaining(words) } });
  expect(await everything()).toBe(before);
  expect(Math.abs(Date.parse(String((await call('GET', '/clock')).json.now)) - Date.now())).toBeLessThan(60_000);
});

test('the clock goes to the ends of its years and back', async () => {
  for (const now of ['1970-01-01T00:00:00Z', '9999-12-31T00:00:00Z']) {
    const moved = await call('POST', '/clock', { now });
    expect([moved.status, String(moved.json.now).slice(0, 10)]).toEqual([200, now.slice(0, 10)]);
  }
  expect((await call('POST', '/clock', { reset: true })).json).toMatchObject({ offsetSeconds: 0 });
});

test('an organisation keeps its own name, and each list can be looked at', async () => {
  expect((await call('PATCH', harbour, { name: 'Harbour & Vine Ltd' })).status).toBe(200);
  expect((await call('GET', `${harbour}/books/contactGroups`)).status).toBe(200);
});

test('a new organisation has the two categories that it asks for, in their order', async () => {
  await sandbox.control('POST', '/organisations', { name: 'Tracked', tracking: { Team: ['Red', 'Blue'], Area: [] } });
  const { tracking } = await sandbox.control<{ tracking: Row[] }>('GET', '/organisations/Tracked/books/tracking');
  expect(tracking).toMatchObject([
    { name: 'Team', position: 0, options: [{ name: 'Red' }, { name: 'Blue' }] },
    { name: 'Area', position: 1, options: [] },
  ]);
});

test('another plan does not pay what is due, and begins again what was cancelled', async () => {
  const subscribe = (changes: Row) =>
    sandbox.control('POST', '/subscriptions', { organisation: 'Kowhai Trading Ltd', ...changes });
  expect(await subscribe({ plan: 'Starter' })).toMatchObject({ status: 'ACTIVE' });
  await subscribe({ status: 'PAST_DUE' });
  expect(await subscribe({ plan: 'Plus' })).toMatchObject({ plan: 'Plus', status: 'PAST_DUE' });
  expect(await subscribe({ status: 'CANCELED' })).toMatchObject({ plan: 'Plus', status: 'CANCELED' });
  expect(await subscribe({ plan: 'Starter' })).toMatchObject({ plan: 'Starter', status: 'ACTIVE' });
});

test('the subscriber stays the subscriber in another role, and the last member stays', async () => {
  await sandbox.control('POST', '/organisations', { name: 'Owned', members: { [email]: 'FINANCIALADVISER' } });
  const setMember = (body: Row) => call('POST', '/organisations/Owned/members', body);
  await setMember({ email: 'oliver@harbour.example', role: 'STANDARD' });
  expect((await setMember({ email, role: 'STANDARD' })).json.members).toMatchObject([
    { role: 'STANDARD', isSubscriber: true },
    { role: 'STANDARD', isSubscriber: false },
  ]);
  expect((await setMember({ email: 'oliver@harbour.example', role: null })).json.members).toHaveLength(1);
  expect((await setMember({ email, role: null })).status).toBe(400);
});

test('a name means the active category, and the archived one where no other has it', async () => {
  const app = await sandbox.caller();
  await sandbox.control('PATCH', `${harbour}/tracking/Region`, { status: 'ARCHIVED' });
  await app.put('/TrackingCategories', { Name: 'Region' });
  const renamed = await sandbox.control('PATCH', `${harbour}/tracking/Region`, { name: 'Area' });
  expect(renamed).toMatchObject({ name: 'Area', status: 'ACTIVE', options: [] });
  expect(await sandbox.control('PATCH', `${harbour}/tracking/Region`, { name: 'Old region' })).toMatchObject({
    status: 'ARCHIVED',
  });
});

test('a tax rate keeps four decimals, and may have the name of a retired one', async () => {
  const rate = await sandbox.control('PATCH', `${harbour}/tax-rates/INPUT2`, { percentage: 12.3456789 });
  expect(rate).toMatchObject({ components: [{ Rate: 12.3457 }], displayRate: 12.3457, effectiveRate: 12.3457 });
  await sandbox.control('PATCH', `${harbour}/tax-rates/RRINPUT`, { status: 'DELETED', name: 'Retired' });
  expect((await call('PATCH', `${harbour}/tax-rates/INPUT2`, { name: 'Retired' })).status).toBe(200);
  expect((await call('PATCH', `${harbour}/tax-rates/RRINPUT`, { status: 'ACTIVE' })).status).toBe(400);
});
