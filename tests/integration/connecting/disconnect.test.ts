import { beforeEach, expect, test } from 'vitest';
import { connectionOverview } from '#lib/connecting/connection-overview.ts';
import { disconnect } from '#lib/connecting/disconnect.ts';
import { accessToken } from '#lib/connections/access-token.ts';
import { openLedger } from '#lib/connections/open-ledger.ts';
import { db } from '#lib/db.ts';
import { aBusiness, connect, HARBOUR, KOWHAI } from '#tests/support/connect.ts';
import { withSandbox } from '#tests/support/sandbox.ts';
import { control } from '#tests/support/sandbox-control.ts';

withSandbox();

const whole = { page: 1, modifiedSince: null };

beforeEach(async () => {
  await control('POST', '/reset');
  await db.connection.deleteMany();
  await db.grant.deleteMany();
});

async function linksAtLedger(): Promise<number> {
  return (await control<{ connections: unknown[] }>('GET', '')).connections.length;
}

async function lists(connectionId: string) {
  const ledger = await openLedger(connectionId, { priority: 'person' });
  return ledger.ok ? ledger.value.list('CURRENCIES', whole) : ledger;
}

test('disconnecting deletes the one link at the ledger and leaves its siblings working', async () => {
  const scope = await aBusiness();
  const connectionId = await connect(scope);
  const sibling = await connect(await aBusiness(), { organisations: [KOWHAI] });
  expect(await linksAtLedger()).toBe(2);

  expect(await disconnect(scope, connectionId)).toEqual({ ok: true, value: { isEndedAtLedger: true } });

  expect(await linksAtLedger()).toBe(1);
  expect(await db.connection.findUniqueOrThrow({ where: { id: connectionId } })).toMatchObject({
    status: 'DISCONNECTED',
    statusReason: 'disconnectedHere',
    grantId: null,
  });
  expect(await lists(connectionId)).toMatchObject({ ok: false, error: { kind: 'authorisationLost' } });
  expect(await lists(sibling)).toMatchObject({ ok: true });
  expect(await connectionOverview(scope)).toBeNull();
});

test('another business cannot disconnect it', async () => {
  const scope = await aBusiness();
  const connectionId = await connect(scope);
  expect(await disconnect(await aBusiness(), connectionId)).toMatchObject({ error: { code: 'connectionMissing' } });
  expect(await linksAtLedger()).toBe(1);
});

test('while the ledger is away nothing is disconnected, and the user is told so', async () => {
  const scope = await aBusiness();
  const connectionId = await connect(scope);
  await control('POST', '/faults', { kind: 'status', status: 503, path: '/connections', method: 'DELETE' });
  expect(await disconnect(scope, connectionId)).toMatchObject({ ok: false, error: { code: 'unavailable' } });
  expect(await connectionOverview(scope)).toMatchObject({ status: 'CONNECTED' });
});

test('a lost authorisation can still be disconnected here', async () => {
  const scope = await aBusiness();
  const connectionId = await connect(scope);
  await control('POST', '/revoke-grants', {});
  expect(await disconnect(scope, connectionId)).toEqual({ ok: true, value: { isEndedAtLedger: false } });
});

test('connecting the same organisation again brings back the same connection with its lists', async () => {
  const scope = await aBusiness();
  const connectionId = await connect(scope);
  await disconnect(scope, connectionId);
  expect(await connect(scope)).toBe(connectionId);
});

test('a disconnect made inside the ledger is noticed by the next call and shown; siblings go on', async () => {
  const scope = await aBusiness();
  const connectionId = await connect(scope);
  const sibling = await connect(await aBusiness(), { organisations: [KOWHAI] });
  await control('POST', '/disconnect', { organisation: HARBOUR });

  expect(await lists(connectionId)).toMatchObject({ ok: false, error: { kind: 'authorisationLost' } });

  expect(await connectionOverview(scope)).toMatchObject({
    status: 'NEEDS_RECONNECTING',
    reason: expect.stringContaining('removed inside Xero'),
  });
  expect(await lists(sibling)).toMatchObject({ ok: true });
});

test('so is one that took the last link and the tokens with it', async () => {
  const scope = await aBusiness();
  const connectionId = await connect(scope);
  await control('POST', '/disconnect', { organisation: HARBOUR });
  await db.grant.updateMany({ data: { accessExpiresAt: new Date(0) } });
  expect(await lists(connectionId)).toMatchObject({ ok: false, error: { kind: 'authorisationLost' } });
  expect(await connectionOverview(scope)).toMatchObject({ status: 'NEEDS_RECONNECTING' });
});

test('a role taken away inside the ledger is told as such, with what to do', async () => {
  const scope = await aBusiness();
  const connectionId = await connect(scope, { email: 'ruth@harbour.example' });
  const ledger = await openLedger(connectionId, { priority: 'person' });
  if (!ledger.ok) throw new Error(ledger.error.message);
  const body = ledger.value.contactBody('Somebody new');
  const created = await ledger.value.createContact('Somebody new', { idempotencyKey: crypto.randomUUID(), body });
  expect(created).toMatchObject({ ok: false, error: { kind: 'authorisationLost', reason: 'scope' } });
  expect(await connectionOverview(scope)).toMatchObject({
    status: 'NEEDS_RECONNECTING',
    reason: expect.stringContaining('Reconnect with someone'),
  });
});

test('the consent outlives a disconnect as long as another connection needs it', async () => {
  const scope = await aBusiness();
  const connectionId = await connect(scope);
  const sibling = await connect(await aBusiness(), { organisations: [KOWHAI] });
  const { grantId } = await db.connection.findUniqueOrThrow({ where: { id: sibling } });
  await disconnect(scope, connectionId);
  await db.grant.updateMany({ data: { accessExpiresAt: new Date(0) } });
  expect(await accessToken(grantId ?? '')).toMatchObject({ ok: true });
});
