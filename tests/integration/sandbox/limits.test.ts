import { afterAll, describe, expect, test, vi } from 'vitest';
import { aSandbox, type Caller } from '#tests/support/sandbox-client.ts';

const sandbox = await aSandbox();
afterAll(() => sandbox.close());

type Row = Record<string, unknown>;

/** An organisation of its own, so that no test spends another's calls. */
async function anOrganisation(changes: Row = {}): Promise<Caller> {
  const name = `Limits ${crypto.randomUUID()}`;
  await sandbox.control('POST', '/organisations', { name, ...changes });
  return sandbox.caller({ organisation: name });
}

const aBill = (number: string) => ({
  Invoices: [
    {
      Type: 'ACCPAY',
      InvoiceNumber: number,
      Contact: { Name: 'Bidfood' },
      LineItems: [{ Description: 'x', UnitAmount: 1 }],
    },
  ],
});

describe('call limits', () => {
  test('every answer, a refusal too, has an id of its own to ask Xero about', async () => {
    const caller = await anOrganisation();
    const ids = await Promise.all(
      ['/Organisation', '/Nothing', '/Contacts?where=x', '/Organisation'].map(
        async (path) => (await caller.get(path)).headers.get('xero-correlation-id') ?? '',
      ),
    );
    for (const id of ids) expect(id).toMatch(/^[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$/);
    expect(new Set(ids).size).toBe(4);
  });

  test('every answer says what is left', async () => {
    const { headers } = await (await anOrganisation()).get('/Organisation');
    expect(headers.get('x-daylimit-remaining')).toBe('4999');
    expect(headers.get('x-minlimit-remaining')).toBe('59');
    expect(Number(headers.get('x-appminlimit-remaining'))).toBeLessThan(10_000);
  });

  test('the sixty-first call in a minute is refused, and taken again when the minute is over', async () => {
    const caller = await anOrganisation();
    for (let call = 1; call <= 60; call += 1) expect((await caller.get('/Organisation')).status).toBe(200);
    const refused = await caller.get('/Organisation');
    expect(refused.status).toBe(429);
    expect(refused.text).toBe('');
    expect(refused.headers.get('content-type')).toBeNull();
    expect(refused.headers.get('x-rate-limit-problem')).toBe('minute');
    expect(refused.headers.get('x-minlimit-remaining')).toBe('0');
    expect(Number(refused.headers.get('retry-after'))).toBeGreaterThan(0);
    await sandbox.control('POST', '/clock', { advanceSeconds: 60 });
    expect((await caller.get('/Organisation')).status).toBe(200);
    await sandbox.control('POST', '/clock', { reset: true });
  });

  test('a day’s calls end, and a new day brings new ones', async () => {
    const caller = await anOrganisation({ limits: { day: 2 } });
    await caller.get('/Organisation');
    await caller.get('/Organisation');
    const refused = await caller.get('/Organisation');
    expect([refused.status, refused.headers.get('x-rate-limit-problem')]).toEqual([429, 'day']);
    expect(refused.headers.get('x-daylimit-remaining')).toBe('0');
  });

  test('an app on the starter tier has a thousand calls a day', async () => {
    await sandbox.control('POST', '/apps', { id: 'STARTER', secret: 's', name: 'Starter', tier: 'starter' });
    const { access_token } = await sandbox.control<{ access_token: string }>('POST', '/tokens', {
      clientId: 'STARTER',
      email: 'amelia@harbour.example',
      organisations: ['Harbour & Vine Ltd'],
    });
    const response = await fetch(`${sandbox.url}/api.xro/2.0/Organisation`, {
      headers: { authorization: `Bearer ${access_token}`, 'xero-tenant-id': '0f3c2f3e-7d41-4b52-8d5e-2c8a51b70001' },
    });
    expect(response.headers.get('x-daylimit-remaining')).toBe('999');
  });

  test('a sixth call at the same time is refused without a time to wait', async () => {
    const caller = await anOrganisation({ limits: { minute: 10_000 } });
    await sandbox.control('POST', '/faults', {
      kind: 'delay',
      milliseconds: 500,
      path: '/Users',
      tenantId: caller.tenantId,
    });
    // On a machine with other work the sixth may come when the first has gone.
    const six = await vi.waitFor(async () => {
      const replies = await Promise.all(Array.from({ length: 6 }, () => caller.get('/Users')));
      expect(replies.map(({ status }) => status).sort()).toEqual([200, 200, 200, 200, 200, 429]);
      return replies;
    }, 25_000);
    const refused = six.find(({ status }) => status === 429);
    expect(refused?.headers.get('x-rate-limit-problem')).toBe('concurrent');
    expect(refused?.headers.get('retry-after')).toBeNull();
    expect((await caller.get('/Organisation')).status).toBe(200);
  });
});

describe('idempotency keys', () => {
  const key = () => ({ 'idempotency-key': crypto.randomUUID() });
  const numberOf = async (caller: Caller, number: string) =>
    (await caller.get<{ Invoices: Row[] }>(`/Invoices?InvoiceNumbers=${number}`)).json.Invoices.length;

  test('the same call again gets the same answer, and there is one bill', async () => {
    const caller = await anOrganisation();
    const headers = key();
    const first = await caller.put('/Invoices', aBill('ONCE'), headers);
    const second = await caller.put('/Invoices', aBill('ONCE'), headers);
    expect(second.text).toBe(first.text);
    expect(await numberOf(caller, 'ONCE')).toBe(1);
  });

  test('a refusal is kept as well', async () => {
    const caller = await anOrganisation();
    const headers = key();
    const bad = { Invoices: [{ Type: 'ACCPAY' }] };
    const first = await caller.put('/Invoices', bad, headers);
    const second = await caller.put('/Invoices', bad, headers);
    expect([first.status, second.text]).toEqual([400, first.text]);
  });

  test.each([
    ['another body', 'PUT', '/Invoices', aBill('OTHER')],
    ['another method', 'POST', '/Invoices', aBill('KEYED')],
    ['another address', 'PUT', '/Invoices?summarizeErrors=false', aBill('KEYED')],
  ])('with %s it is refused in Xero’s words', async (_what, method, path, body) => {
    const caller = await anOrganisation();
    const headers = key();
    await caller.put('/Invoices', aBill('KEYED'), headers);
    const reply = await caller.call(method, path, body, headers);
    expect(reply.status).toBe(400);
    expect(reply.json.Message).toBe(`Idempotency Key: ${headers['idempotency-key']} is used with a different request.`);
  });

  test('a key is forgotten after six minutes from its first use', async () => {
    const caller = await anOrganisation();
    const headers = key();
    await caller.put('/Invoices', aBill('TWICE'), headers);
    await sandbox.control('POST', '/clock', { advanceSeconds: 6 * 60 });
    await caller.put('/Invoices', aBill('TWICE'), headers);
    expect(await numberOf(caller, 'TWICE')).toBe(2);
    await sandbox.control('POST', '/clock', { reset: true });
  });

  test('a replay counts as a call', async () => {
    const caller = await anOrganisation();
    const headers = key();
    await caller.put('/Invoices', aBill('COUNT'), headers);
    const replayed = await caller.put('/Invoices', aBill('COUNT'), headers);
    expect(replayed.headers.get('x-minlimit-remaining')).toBe('58');
  });
});

describe('who may call', () => {
  const address = () => `${sandbox.url}/api.xro/2.0/Organisation`;

  test.each([
    ['no token', {}, 401, 'AuthenticationUnsuccessful'],
    ['a token that is none of ours', { authorization: 'Bearer nonsense' }, 401, 'AuthenticationUnsuccessful'],
  ])('%s: %j', async (_what, headers, status, detail) => {
    const response = await fetch(address(), { headers: headers as Record<string, string> });
    expect(response.status).toBe(status);
    expect(await response.json()).toMatchObject({
      Type: null,
      Title: 'Unauthorized',
      Status: 401,
      Detail: detail,
      Extensions: {},
    });
  });

  test('an access token ends after thirty minutes and says when', async () => {
    const caller = await anOrganisation();
    await sandbox.control('POST', '/clock', { advanceSeconds: 1801 });
    const reply = await caller.get('/Organisation');
    await sandbox.control('POST', '/clock', { reset: true });
    expect(reply.status).toBe(401);
    expect(reply.json.Detail).toMatch(/^TokenExpired: token expired at \d\d\/\d\d\/\d{4} \d\d:\d\d:\d\d$/);
  });

  test('tests can expire every access token', async () => {
    const caller = await anOrganisation();
    await sandbox.control('POST', '/expire-access-tokens', { email: 'amelia@harbour.example' });
    expect((await caller.get('/Organisation')).json.Detail).toMatch(/^TokenExpired/);
  });

  test.each([
    ['another organisation', { 'xero-tenant-id': '0f3c2f3e-0000-4000-8000-000000000000' }],
    ['none', { 'xero-tenant-id': '' }],
  ])('an organisation that is not connected, %s, is forbidden', async (_what, headers) => {
    const reply = await (await anOrganisation()).get('/Organisation', headers);
    expect(reply.status).toBe(403);
    expect(reply.json).toMatchObject({ Title: 'Forbidden', Status: 403, Detail: 'AuthenticationUnsuccessful' });
  });

  test('after a disconnect inside Xero every call is forbidden', async () => {
    const caller = await anOrganisation();
    await sandbox.control('POST', '/disconnect', { organisation: caller.tenantId });
    expect((await caller.get('/Organisation')).status).toBe(403);
  });

  test('a scope that was not granted and a role that may not write are unauthorised', async () => {
    const reader = await sandbox.caller({
      email: 'tane@kowhai.example',
      organisation: 'Kowhai Trading Ltd',
      scopes: ['accounting.contacts.read'],
    });
    expect((await reader.get('/Contacts')).status).toBe(200);
    expect((await reader.put('/Contacts', { Name: 'x' })).json.Detail).toBe('AuthorizationUnsuccessful');
    expect((await reader.get('/Accounts')).json.Detail).toBe('AuthorizationUnsuccessful');
    const ruth = await sandbox.caller({ email: 'ruth@harbour.example' });
    expect((await ruth.get('/Invoices')).status).toBe(200);
    expect((await ruth.put('/Invoices', aBill('RUTH'))).json.Detail).toBe('AuthorizationUnsuccessful');
  });

  test('somebody who may only invoice drafts and submits, and approves nothing', async () => {
    const ines = await sandbox.caller({ email: 'ines@harbour.example' });
    const bill = {
      Type: 'ACCPAY',
      Contact: { Name: 'Bidfood' },
      DueDate: '2026-12-02',
      LineItems: [{ Description: 'Flour', Quantity: 1, UnitAmount: 10, AccountCode: '310', TaxType: 'INPUT2' }],
    };
    const made = await ines.put<{ Invoices: { InvoiceID: string }[] }>('/Invoices', bill);
    const address = `/Invoices/${made.json.Invoices[0]?.InvoiceID}`;
    expect((await ines.post(address, { Status: 'SUBMITTED' })).status).toBe(200);
    for (const reply of [
      await ines.post(address, { Status: 'AUTHORISED' }),
      await ines.put('/Invoices', { ...bill, Status: 'AUTHORISED' }),
      await ines.put('/CreditNotes', { ...bill, Type: 'ACCPAYCREDIT', Status: 'AUTHORISED' }),
      await ines.put('/Payments', {}),
    ])
      expect(reply.json.Detail).toBe('AuthorizationUnsuccessful');
    const { Actions } = (await ines.get<{ Actions: { Name: string; Status: string }[] }>('/Organisation/Actions')).json;
    expect(Actions.find(({ Name }) => Name === 'CreateApprovedBill')?.Status).toBe('NOT-ALLOWED');
  });
});

describe('faults', () => {
  test.each([
    [500, 'An error occurred in Xero.'],
    [503, 'The Xero API is temporarily unavailable'],
  ])('the next call answers %d, the one after it is well', async (status, words) => {
    const caller = await anOrganisation();
    await sandbox.control('POST', '/faults', { kind: 'status', status, remaining: 1, tenantId: caller.tenantId });
    const reply = await caller.get('/Organisation');
    expect([reply.status, reply.text.includes(words)]).toEqual([status, true]);
    expect((await caller.get('/Organisation')).status).toBe(200);
  });

  test.each([
    ['drop-before', 0],
    ['drop-after', 1],
  ])('%s breaks the connection and leaves %d bills', async (kind, bills) => {
    const caller = await anOrganisation();
    await sandbox.control('POST', '/faults', { kind, remaining: 1, method: 'PUT', tenantId: caller.tenantId });
    await expect(caller.put('/Invoices', aBill('DROPPED'))).rejects.toThrow();
    const { json } = await caller.get<{ Invoices: Row[] }>('/Invoices?InvoiceNumbers=DROPPED');
    expect(json.Invoices).toHaveLength(bills);
  });

  test('the log shows each call with its key, its bodies and its fault', async () => {
    const caller = await anOrganisation();
    await caller.put('/Invoices', aBill('LOGGED'), { 'idempotency-key': 'my-key' });
    const { calls } = await sandbox.control<{ calls: Row[] }>('GET', `/log?tenantId=${caller.tenantId}&method=PUT`);
    expect(calls).toHaveLength(1);
    expect(calls[0]).toMatchObject({
      endpoint: '/Invoices',
      status: 200,
      idempotencyKey: 'my-key',
      tenantId: caller.tenantId,
    });
    expect(calls[0]?.requestBody).toContain('LOGGED');
  });
});
