import { afterAll, expect, test } from 'vitest';
import { aSandbox } from '#tests/support/sandbox-client.ts';
import { hasContract } from '#tests/support/xero-contract.ts';

/* What scripts do to the sandbox from outside. */

type Row = Record<string, unknown>;

const sandbox = await aSandbox();
const app = await sandbox.caller();
afterAll(() => sandbox.close());

const call = async (method: string, path: string, body?: unknown) => {
  const response = await fetch(`${sandbox.url}/sandbox/api${path}`, {
    method,
    ...(body !== undefined && { body: JSON.stringify(body) }),
  });
  return { status: response.status, text: await response.text() };
};
const harbour = '/organisations/0f3c2f3e-7d41-4b52-8d5e-2c8a51b70001';

test.each([
  ['a contact’s status under another name', 'PATCH', `${harbour}/contacts/Trainline`, { status: 'ARCHIVED' }, 400],
  ['a field that nothing has', 'PATCH', `${harbour}/accounts/429`, { Bananas: 1 }, 400],
  ['a rate under another name', 'PATCH', `${harbour}/tax-rates/INPUT2`, { rate: 21 }, 400],
  ['a currency that is none', 'PATCH', harbour, { currencies: ['XXQ'] }, 400],
  ['an organisation’s name that is taken', 'POST', '/organisations', { name: 'Harbour & Vine Ltd' }, 409],
  ['an app’s id that is taken', 'POST', '/apps', { id: 'SANDBOX-APP', name: 'x', secret: 'x' }, 409],
  ['a scope that Xero has not', 'POST', '/tokens', { email: 'amelia@harbour.example', scopes: ['bananas'] }, 400],
  [
    'an organisation that the person is a stranger to',
    'POST',
    '/tokens',
    { email: 'oliver@harbour.example', organisations: ['Liffey Bikes Ltd'] },
    400,
  ],
  ['a fault of no calls', 'POST', '/faults', { kind: 'rubbish', share: 0 }, 400],
  ['a fault that is not armed', 'DELETE', '/faults/none', undefined, 404],
  ['an address that it has not', 'GET', '/nothing', undefined, 404],
])('refuses %s, in JSON', async (_what, method, path, body, status) => {
  const before = await call('GET', `${harbour}/books/contacts`, undefined);
  const reply = await call(method, path, body);
  expect([reply.status, JSON.parse(reply.text)]).toEqual([status, { error: expect.any(String) }]);
  expect((await call('GET', `${harbour}/books/contacts`, undefined)).text).toBe(before.text);
});

test('arms a fault for an organisation by its name', async () => {
  await sandbox.control('POST', '/faults', {
    kind: 'status',
    status: 503,
    tenantId: 'Harbour & Vine Ltd',
    remaining: 1,
  });
  expect((await app.get('/Organisation')).status).toBe(503);
  expect((await app.get('/Organisation')).status).toBe(200);
});

test('takes a fault for the next calls before one that stands', async () => {
  const standing = await sandbox.control<{ id: string }>('POST', '/faults', { kind: 'delay', milliseconds: 1 });
  await sandbox.control('POST', '/faults', { kind: 'status', status: 500, remaining: 1 });
  expect((await app.get('/Organisation')).status).toBe(500);
  await sandbox.control('DELETE', `/faults/${standing.id}`);
});

test('ends the access tokens of a person wherever the clock has been', async () => {
  await sandbox.control('POST', '/clock', { advanceSeconds: 1200 });
  const other = await sandbox.caller({ email: 'tane@kowhai.example', organisation: 'Kowhai Trading Ltd' });
  await sandbox.control('POST', '/clock', { reset: true });
  expect((await other.get('/Organisation')).status).toBe(200);
  await sandbox.control('POST', '/expire-access-tokens', { email: 'tane@kowhai.example' });
  expect((await other.get('/Organisation')).json.Detail).toMatch(/^TokenExpired/);
});

test('gives the log with what the contract says of each call', async () => {
  await app.put('/Contacts', { Name: 'In the log', phones: [] });
  const { calls } = await sandbox.control<{ calls: Row[] }>('GET', '/log?method=PUT&path=Contacts&contract=true');
  const unknown = ['Asked: Contact/phones is no field of the contract'];
  expect(calls.at(-1)).toMatchObject({
    appId: 'SANDBOX-APP',
    contract: hasContract ? unknown : null,
    requestHeaders: expect.not.objectContaining({ authorization: expect.anything() }),
    answerHeaders: expect.objectContaining({ 'x-minlimit-remaining': expect.any(String) }),
  });
});
