import { decodeJwt } from 'jose';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { ALL_SCOPES, aSandbox, CALLBACK, type Pkce, PlainBrowser, pkce } from '#tests/support/sandbox-client.ts';
import { assertContract, hasContract } from '#tests/support/xero-contract.ts';

const sandbox = await aSandbox();
afterAll(() => sandbox.close());

const HARBOUR = '0f3c2f3e-7d41-4b52-8d5e-2c8a51b70001';
const KOWHAI = '0f3c2f3e-7d41-4b52-8d5e-2c8a51b70002';

function authorizeAddress(changes: Record<string, string> = {}, proof?: Pkce): string {
  const query = new URLSearchParams({
    response_type: 'code',
    client_id: 'SANDBOX-APP',
    redirect_uri: CALLBACK,
    scope: ALL_SCOPES,
    state: 'the-state',
    ...(proof && { code_challenge: proof.challenge, code_challenge_method: 'S256' }),
    ...changes,
  });
  return `/identity/connect/authorize?${query}`;
}

async function consent(email: string, organisations: string[], proof?: Pkce, decision = 'allow'): Promise<URL> {
  const browser = new PlainBrowser(sandbox.url);
  await browser.signIn(email);
  const address = authorizeAddress({}, proof);
  const answer = await browser.submit('/identity/connect/consent', {
    request: address.split('?')[1] ?? '',
    organisation: organisations,
    decision,
  });
  return new URL(answer.location ?? 'about:blank');
}

async function tokenRequest(fields: Record<string, string>, secret = 'sandbox-secret') {
  const response = await fetch(`${sandbox.url}/connect/token`, {
    method: 'POST',
    body: new URLSearchParams(fields),
    headers: { authorization: `Basic ${btoa(`SANDBOX-APP:${secret}`)}` },
  });
  return { status: response.status, json: (await response.json()) as Record<string, string> };
}

async function exchange(email: string, organisations: string[]) {
  const proof = pkce();
  const back = await consent(email, organisations, proof);
  const code = back.searchParams.get('code') ?? '';
  return tokenRequest({
    grant_type: 'authorization_code',
    code,
    redirect_uri: CALLBACK,
    code_verifier: proof.verifier,
  });
}

async function connectionsOf(accessToken: string, query = '') {
  const response = await fetch(`${sandbox.url}/connections${query}`, {
    headers: { authorization: `Bearer ${accessToken}` },
  });
  return { status: response.status, json: (await response.json()) as Record<string, string>[] };
}

describe('authorize', () => {
  test('asks someone unknown to sign in and shows the demo people with their password', async () => {
    const page = await new PlainBrowser(sandbox.url).open(authorizeAddress());
    expect(page.status).toBe(200);
    expect(page.text).toContain('amelia@harbour.example');
    expect(page.text).toContain('<code>sandbox</code>');
  });

  test('lists the organisations of the person and no others', async () => {
    const browser = new PlainBrowser(sandbox.url);
    await browser.signIn('tane@kowhai.example');
    const page = await browser.open(authorizeAddress());
    expect(page.text).toContain('Kowhai Trading Ltd');
    expect(page.text).not.toContain('Harbour &amp; Vine Ltd');
  });

  test.each([
    ['an unknown client', { client_id: 'nobody' }, 'unauthorized_client'],
    ['a redirect address elsewhere', { redirect_uri: 'https://evil.example/' }, 'Invalid redirect_uri'],
    ['the address 127.0.0.1', { redirect_uri: 'http://127.0.0.1:3000/' }, 'Invalid redirect_uri'],
    ['a scope of old apps', { scope: 'openid accounting.transactions' }, 'Invalid scope for client'],
    ['the same', { scope: 'openid accounting.transactions' }, 'Not a scope of new apps: accounting.transactions.'],
    ['a plain code challenge', { code_challenge: 'x', code_challenge_method: 'plain' }, 'Transform algorithm'],
  ])('answers %s with a page of its own and sends nobody anywhere', async (_what, changes, words) => {
    const page = await new PlainBrowser(sandbox.url).open(authorizeAddress(changes as Record<string, string>));
    expect(page.status).toBe(400);
    expect(page.location).toBeNull();
    expect(page.text).toContain(words);
  });

  test('takes the payroll scopes that other clients ask for', async () => {
    const scope = 'openid accounting.settings payroll.settings payroll.employees payroll.timesheets.read';
    const page = await new PlainBrowser(sandbox.url).open(authorizeAddress({ scope }));
    expect(page.status).toBe(200);
  });

  test('cancelling sends the person back with access_denied and the state', async () => {
    const back = await consent('amelia@harbour.example', [], undefined, 'cancel');
    expect(Object.fromEntries(back.searchParams)).toEqual({ error: 'access_denied', state: 'the-state' });
  });

  test('someone who belongs to organisations must choose one', async () => {
    const browser = new PlainBrowser(sandbox.url);
    await browser.signIn('oliver@harbour.example');
    const request = authorizeAddress().split('?')[1] ?? '';
    const page = await browser.submit('/identity/connect/consent', { request, decision: 'allow' });
    expect(page.status).toBe(422);
    expect(page.text).toContain('Select an organisation');
  });

  test('an organisation connected before is shown as such', async () => {
    await exchange('tane@kowhai.example', [KOWHAI]);
    const browser = new PlainBrowser(sandbox.url);
    await browser.signIn('tane@kowhai.example');
    const page = await browser.open(authorizeAddress());
    expect(page.text).toContain('Already connected');
    expect(page.text).toContain('Continue with 1 organisation');
  });
});

describe('tokens', () => {
  test('a code with its verifier becomes tokens with Xero’s claims', async () => {
    const { status, json } = await exchange('amelia@harbour.example', [HARBOUR]);
    expect(status).toBe(200);
    if (hasContract) assertContract('identity', 'AccessToken', json);
    expect(json.expires_in).toBe(1800);
    const access = decodeJwt(json.access_token ?? '');
    expect(access).toMatchObject({ iss: sandbox.url, aud: `${sandbox.url}/resources`, client_id: 'SANDBOX-APP' });
    expect(access.scope).toContain('accounting.invoices');
    expect(access.authentication_event_id).toMatch(/^[0-9a-f-]{36}$/);
    expect((access.exp ?? 0) - (access.iat ?? 0)).toBe(1800);
    const id = decodeJwt(json.id_token ?? '');
    expect(id).toMatchObject({ aud: 'SANDBOX-APP', email: 'amelia@harbour.example', given_name: 'Amelia' });
  });

  test('a code works once', async () => {
    const proof = pkce();
    const back = await consent('amelia@harbour.example', [HARBOUR], proof);
    const fields = {
      grant_type: 'authorization_code',
      code: back.searchParams.get('code') ?? '',
      redirect_uri: CALLBACK,
      code_verifier: proof.verifier,
    };
    expect((await tokenRequest(fields)).status).toBe(200);
    expect(await tokenRequest(fields)).toEqual({ status: 400, json: { error: 'invalid_grant' } });
  });

  test.each([
    ['a wrong verifier', { code_verifier: 'wrong' }],
    ['no verifier', { code_verifier: '' }],
    ['another redirect address', { redirect_uri: 'http://localhost:9/' }],
  ])('a code with %s is refused', async (_what, changes) => {
    const proof = pkce();
    const back = await consent('amelia@harbour.example', [HARBOUR], proof);
    const answer = await tokenRequest({
      grant_type: 'authorization_code',
      code: back.searchParams.get('code') ?? '',
      redirect_uri: CALLBACK,
      code_verifier: proof.verifier,
      ...changes,
    });
    expect(answer).toEqual({ status: 400, json: { error: 'invalid_grant' } });
  });

  test('a code that was asked for without a challenge is refused with a verifier', async () => {
    const back = await consent('amelia@harbour.example', [HARBOUR]);
    const fields = {
      grant_type: 'authorization_code',
      code: back.searchParams.get('code') ?? '',
      redirect_uri: CALLBACK,
      code_verifier: pkce().verifier,
    };
    expect(await tokenRequest(fields)).toEqual({ status: 400, json: { error: 'invalid_grant' } });
  });

  test('name another issuer where a client takes no other than Xero', async () => {
    const issuer = 'https://identity.xero.com';
    const named = await aSandbox({ issuer });
    const caller = await named.caller({ scopes: ['openid', 'accounting.settings.read'] });
    expect(decodeJwt(caller.accessToken)).toMatchObject({ iss: issuer, aud: `${issuer}/resources` });
    expect((await caller.get('/Organisation')).status).toBe(200);
    const discovered = await (await fetch(`${named.url}/.well-known/openid-configuration`)).json();
    expect(discovered).toMatchObject({ issuer, token_endpoint: `${named.url}/connect/token` });
    await named.close();
  });

  test('a code is worth nothing after five minutes', async () => {
    const proof = pkce();
    const back = await consent('amelia@harbour.example', [HARBOUR], proof);
    await sandbox.control('POST', '/clock', { advanceSeconds: 301 });
    const code = back.searchParams.get('code') ?? '';
    const fields = { grant_type: 'authorization_code', code, redirect_uri: CALLBACK, code_verifier: proof.verifier };
    expect((await tokenRequest(fields)).json).toEqual({ error: 'invalid_grant' });
    await sandbox.control('POST', '/clock', { reset: true });
  });

  test.each([
    ['a wrong secret', { grant_type: 'refresh_token', refresh_token: 'x' }, 'wrong', 'invalid_client'],
    ['an unknown grant', { grant_type: 'password' }, 'sandbox-secret', 'unsupported_grant_type'],
    [
      'an unknown refresh token',
      { grant_type: 'refresh_token', refresh_token: 'x' },
      'sandbox-secret',
      'invalid_grant',
    ],
  ])('%s is refused with Xero’s word for it', async (_what, fields, secret, error) => {
    expect(await tokenRequest(fields as Record<string, string>, secret)).toEqual({ status: 400, json: { error } });
  });

  test('a refresh token rotates, and the old one works for thirty minutes more', async () => {
    const first = (await exchange('amelia@harbour.example', [HARBOUR])).json.refresh_token ?? '';
    const refresh = (token: string) => tokenRequest({ grant_type: 'refresh_token', refresh_token: token });
    const second = (await refresh(first)).json.refresh_token ?? '';
    expect(second).not.toBe(first);
    await sandbox.control('POST', '/clock', { advanceSeconds: 29 * 60 });
    expect((await refresh(first)).status).toBe(200);
    await sandbox.control('POST', '/clock', { advanceSeconds: 61 });
    expect((await refresh(first)).json).toEqual({ error: 'invalid_grant' });
    expect((await refresh(second)).status).toBe(200);
    await sandbox.control('POST', '/clock', { reset: true });
  });

  test('a refresh token ends after sixty days without use', async () => {
    const token = (await exchange('amelia@harbour.example', [HARBOUR])).json.refresh_token ?? '';
    await sandbox.control('POST', '/clock', { advanceSeconds: 60 * 86_400 + 1 });
    const answer = await tokenRequest({ grant_type: 'refresh_token', refresh_token: token });
    await sandbox.control('POST', '/clock', { reset: true });
    expect(answer.json).toEqual({ error: 'invalid_grant' });
  });

  test('revoking ends the tokens and every connection of that person with the app', async () => {
    const { json } = await exchange('oliver@harbour.example', [HARBOUR, KOWHAI]);
    expect((await connectionsOf(json.access_token ?? '')).json).toHaveLength(2);
    const revoked = await fetch(`${sandbox.url}/connect/revocation`, {
      method: 'POST',
      body: new URLSearchParams({ token: json.refresh_token ?? '' }),
      headers: { authorization: `Basic ${btoa('SANDBOX-APP:sandbox-secret')}` },
    });
    expect(revoked.status).toBe(200);
    expect(await revoked.text()).toBe('');
    const again = await tokenRequest({ grant_type: 'refresh_token', refresh_token: json.refresh_token ?? '' });
    expect(again.json).toEqual({ error: 'invalid_grant' });
    expect((await connectionsOf(json.access_token ?? '')).status).toBe(401);
    // Allowing the app anew brings nothing back that was ended.
    const anew = await exchange('oliver@harbour.example', [HARBOUR]);
    expect((await connectionsOf(anew.json.access_token ?? '')).status).toBe(200);
    expect((await connectionsOf(json.access_token ?? '')).status).toBe(401);
  });
});

describe('connections', () => {
  test('show what was connected, and by authEventId what was connected just now', async () => {
    await exchange('amelia@harbour.example', [HARBOUR]);
    const { json } = await exchange('amelia@harbour.example', [KOWHAI]);
    const all = await connectionsOf(json.access_token ?? '');
    if (hasContract) for (const connection of all.json) assertContract('identity', 'Connection', connection);
    expect(all.json.map((one) => one.tenantName).sort()).toEqual(['Harbour & Vine Ltd', 'Kowhai Trading Ltd']);
    expect(all.json[0]?.createdDateUtc).toMatch(/^\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d\.\d{7}$/);
    const event = decodeJwt(json.access_token ?? '').authentication_event_id;
    const now = await connectionsOf(json.access_token ?? '', `?authEventId=${event}`);
    expect(now.json.map((one) => one.tenantName)).toEqual(['Kowhai Trading Ltd']);
  });

  test('deleting one leaves the others; deleting the last ends the refresh token', async () => {
    const { json } = await exchange('oliver@harbour.example', [HARBOUR, KOWHAI]);
    const token = json.access_token ?? '';
    const remove = (id: string) =>
      fetch(`${sandbox.url}/connections/${id}`, { method: 'DELETE', headers: { authorization: `Bearer ${token}` } });
    const [first, second] = (await connectionsOf(token)).json;
    expect((await remove(first?.id ?? '')).status).toBe(204);
    expect((await remove(first?.id ?? '')).status).toBe(404);
    const refreshed = await tokenRequest({ grant_type: 'refresh_token', refresh_token: json.refresh_token ?? '' });
    expect(refreshed.status).toBe(200);
    expect((await remove(second?.id ?? '')).status).toBe(204);
    expect(await connectionsOf(token)).toEqual({ status: 200, json: [] });
    const dead = await tokenRequest({ grant_type: 'refresh_token', refresh_token: refreshed.json.refresh_token ?? '' });
    expect(dead.json).toEqual({ error: 'invalid_grant' });
  });
});

test('userinfo names the same person as the id token, as clients check', async () => {
  const { json } = await exchange('amelia@harbour.example', [HARBOUR]);
  const response = await fetch(`${sandbox.url}/connect/userinfo`, {
    headers: { authorization: `Bearer ${json.access_token}` },
  });
  const about = (await response.json()) as Record<string, string>;
  expect(about).toMatchObject({ email: 'amelia@harbour.example', given_name: 'Amelia' });
  expect(about.sub).toBe(decodeJwt(json.id_token ?? '').sub);
});

describe('a mobile or desktop app', () => {
  const client = { client_id: 'PUBLIC', redirect_uri: CALLBACK };
  const tokens = async (fields: Record<string, string>) => {
    const response = await fetch(`${sandbox.url}/connect/token`, {
      method: 'POST',
      body: new URLSearchParams({ client_id: 'PUBLIC', ...fields }),
    });
    return { status: response.status, json: (await response.json()) as Record<string, string> };
  };

  beforeAll(() => sandbox.control('POST', '/apps', { id: 'PUBLIC', name: 'On a phone', redirectUris: [CALLBACK] }));

  test('signs in and refreshes by PKCE alone, without a secret', async () => {
    const proof = pkce();
    const browser = new PlainBrowser(sandbox.url);
    await browser.signIn('amelia@harbour.example');
    const request = authorizeAddress(client, proof).split('?')[1] ?? '';
    const back = await browser.submit('/identity/connect/consent', {
      request,
      organisation: HARBOUR,
      decision: 'allow',
    });
    const code = new URL(back.location ?? '').searchParams.get('code') ?? '';
    const grant = { grant_type: 'authorization_code', code, redirect_uri: CALLBACK };
    const made = await tokens({ ...grant, code_verifier: proof.verifier });
    expect(made.status).toBe(200);
    const refresh_token = made.json.refresh_token ?? '';
    const refreshed = await tokens({ grant_type: 'refresh_token', refresh_token, client_secret: '' });
    expect(refreshed.status).toBe(200);
    expect(await tokens({ ...grant, client_secret: 'made-up' })).toEqual({
      status: 400,
      json: { error: 'invalid_client' },
    });
  });

  test('cannot even ask without a code challenge', async () => {
    const page = await new PlainBrowser(sandbox.url).open(authorizeAddress(client));
    expect([page.status, page.location]).toEqual([400, null]);
  });
});

test('an app connects as many organisations as its tier allows, and is told when there is no place', async () => {
  await sandbox.control('POST', '/apps', { id: 'SMALL', secret: 's', name: 'Small app', tier: 'starter' });
  const consentTo = async (email: string, organisation: string[]) => {
    const browser = new PlainBrowser(sandbox.url);
    await browser.signIn(email);
    const request = authorizeAddress({ client_id: 'SMALL' }).split('?')[1] ?? '';
    const answer = await browser.submit('/identity/connect/consent', { request, organisation, decision: 'allow' });
    return answer.location ?? '';
  };
  const four = [1, 2, 3, 4].map((digit) => HARBOUR.replace(/1$/, String(digit)));
  expect(await consentTo('amelia@harbour.example', four)).toContain('code=');
  const refused = await consentTo('oliver@harbour.example', four.slice(0, 2));
  expect(refused).toContain('/connectionLimit');
  expect((await new PlainBrowser(sandbox.url).open(refused)).text).toContain('Small app cannot connect any more');
  expect(await consentTo('oliver@harbour.example', four.slice(0, 1))).toContain('code=');
  expect(await consentTo('oliver@harbour.example', four.slice(0, 1))).toContain('code=');
});

test.each(['http://127.0.0.1:3000/callback', 'http://books.example/callback', 'not an address'])(
  '%s cannot be registered as a redirect address',
  async (address) => {
    const app = { id: 'ODD', secret: 's', name: 'Odd', redirectUris: [address] };
    await expect(sandbox.control('POST', '/apps', app)).rejects.toThrow('A redirect address begins with https');
  },
);

describe('a custom connection', () => {
  const credentials = (scope: string) =>
    fetch(`${sandbox.url}/connect/token`, {
      method: 'POST',
      body: new URLSearchParams({ grant_type: 'client_credentials', scope }),
      headers: { authorization: `Basic ${btoa('CUSTOM:custom-secret')}` },
    });

  test('acts for its one organisation without naming it, and gets no refresh token', async () => {
    await sandbox.control('POST', '/apps', {
      id: 'CUSTOM',
      secret: 'custom-secret',
      name: 'Custom',
      custom: { organisation: 'Kowhai Trading Ltd', email: 'tane@kowhai.example' },
    });
    const tokens = (await (await credentials('accounting.settings.read')).json()) as Record<string, string>;
    expect(tokens).not.toHaveProperty('refresh_token');
    const response = await fetch(`${sandbox.url}/api.xro/2.0/Organisation`, {
      headers: { authorization: `Bearer ${tokens.access_token}` },
    });
    expect(await response.text()).toContain('Kowhai Trading Ltd');
  });

  test('is not given scopes of a person', async () => {
    const response = await credentials('openid accounting.settings.read');
    expect([response.status, await response.json()]).toEqual([
      400,
      { error: 'invalid_scope', error_description: 'Client credentials scope validation failed' },
    ]);
  });
});
