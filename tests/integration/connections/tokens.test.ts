import { execFile } from 'node:child_process';
import { fileURLToPath } from 'node:url';
import { promisify } from 'node:util';
import { beforeEach, expect, test } from 'vitest';
import { accessToken } from '#lib/connections/access-token.ts';
import { keepGrantsAlive } from '#lib/connections/keep-grants-alive.ts';
import { checkKeys, countLostKeys } from '#lib/connections/lost-keys.ts';
import { openLedger } from '#lib/connections/open-ledger.ts';
import { db } from '#lib/db.ts';
import { aBusiness, connect, HARBOUR, KOWHAI } from '#tests/support/connect.ts';
import { withSandbox } from '#tests/support/sandbox.ts';
import { control } from '#tests/support/sandbox-control.ts';
import { people } from '#tests/support/visit-ledger.ts';

withSandbox();

const DAY_MS = 24 * 60 * 60_000;
const signal = new AbortController().signal;
const script = fileURLToPath(new URL('./ask-for-tokens.ts', import.meta.url));

beforeEach(async () => {
  await control('POST', '/reset');
  await db.connection.deleteMany();
  await db.grant.deleteMany();
});

async function aConnectedGrant() {
  const scope = await aBusiness();
  const connectionId = await connect(scope);
  const { grantId } = await db.connection.findUniqueOrThrow({ where: { id: connectionId } });
  await control('DELETE', '/log');
  return { scope, connectionId, grantId: grantId ?? '' };
}

const expireLocally = (id: string) => db.grant.update({ where: { id }, data: { accessExpiresAt: new Date(0) } });

/** The sandbox logs no token requests' content; since the log was emptied there are renewals only. */
async function refreshCalls(): Promise<number> {
  return (await control<{ count: number }>('GET', '/log?path=/connect/token')).count;
}

test('twenty workers in four processes that find the token expired make one refresh between them', async () => {
  const { grantId } = await aConnectedGrant();
  await expireLocally(grantId);

  const answers = await Promise.all(
    Array.from({ length: 4 }, () =>
      promisify(execFile)(process.execPath, [script, grantId, '5'], { env: process.env }),
    ),
  );

  const tokens = answers.flatMap(({ stdout }) => JSON.parse(stdout) as string[]);
  expect(tokens).toHaveLength(20);
  expect(new Set(tokens).size).toBe(1);
  expect(tokens[0]).toMatch(/^ey/);
  expect(await refreshCalls()).toBe(1);
});

test('a valid token is used as it is', async () => {
  const { grantId } = await aConnectedGrant();
  const [one, other] = await Promise.all([accessToken(grantId), accessToken(grantId)]);
  expect(one).toEqual(other);
  expect(await refreshCalls()).toBe(0);
});

test('the rotated refresh token is kept, so that the next renewal works too', async () => {
  const { grantId } = await aConnectedGrant();
  for (const round of [1, 2, 3]) {
    await expireLocally(grantId);
    // Beyond the time that Xero takes the old one for.
    await control('POST', '/clock', { advanceSeconds: 31 * 60 });
    expect(await accessToken(grantId)).toMatchObject({ ok: true });
    expect(await refreshCalls()).toBe(round);
  }
});

test('tokens lie encrypted in the database, and one moved to another grant is worthless there', async () => {
  const { grantId } = await aConnectedGrant();
  const token = await accessToken(grantId);
  const stored = await db.grant.findUniqueOrThrow({ where: { id: grantId } });
  expect(token.ok && stored.accessToken.includes(token.value)).toBe(false);
  const moved = await db.grant.create({
    data: { ...stored, id: crypto.randomUUID(), subject: 'somebody else', accessExpiresAt: stored.accessExpiresAt },
  });
  expect(await accessToken(moved.id)).toMatchObject({ ok: false, error: { kind: 'authorisationLost' } });
});

test('a call that the ledger refuses as expired is made again with a renewed token, once for all at the same time', async () => {
  const { connectionId } = await aConnectedGrant();
  await control('POST', '/expire-access-tokens', {});
  const ledger = await openLedger(connectionId, { priority: 'person' });
  if (!ledger.ok) throw new Error(ledger.error.message);

  const reads = await Promise.all(
    [1, 2, 3, 4].map(() => ledger.value.list('TAX_RATES', { page: 1, modifiedSince: null })),
  );

  expect(reads.every(({ ok }) => ok)).toBe(true);
  expect(await refreshCalls()).toBe(1);
});

test('a withdrawn consent loses the grant and asks for every connection on it to be renewed', async () => {
  const { grantId, connectionId } = await aConnectedGrant();
  const other = await connect(await aBusiness(), { organisations: [KOWHAI] });
  await control('POST', '/revoke-grants', {});
  await expireLocally(grantId);

  expect(await accessToken(grantId)).toMatchObject({ ok: false, error: { kind: 'authorisationLost' } });

  const grant = await db.grant.findUniqueOrThrow({ where: { id: grantId } });
  expect(grant).toMatchObject({ status: 'LOST', lostReason: expect.stringContaining('no longer accepts') });
  for (const id of [connectionId, other]) {
    const connection = await db.connection.findUniqueOrThrow({ where: { id } });
    expect(connection).toMatchObject({ status: 'NEEDS_RECONNECTING', statusReason: 'authorisationLost' });
  }
  const calls = await refreshCalls();
  await accessToken(grantId);
  expect(await refreshCalls(), 'a lost grant is not tried again').toBe(calls);
});

test('an outage of the sign-in service loses nothing: the next try succeeds', async () => {
  const { grantId, connectionId } = await aConnectedGrant();
  await expireLocally(grantId);
  await control('POST', '/faults', { kind: 'status', status: 503, path: '/connect/token', remaining: 1 });
  expect(await accessToken(grantId)).toMatchObject({ ok: false, error: { kind: 'unavailable', retry: 'later' } });
  expect(await db.connection.findUniqueOrThrow({ where: { id: connectionId } })).toMatchObject({ status: 'CONNECTED' });
  expect(await accessToken(grantId)).toMatchObject({ ok: true });
});

test('an answer to a renewal that gets lost costs nothing either', async () => {
  const { grantId } = await aConnectedGrant();
  await expireLocally(grantId);
  await control('POST', '/faults', { kind: 'drop-after', path: '/connect/token', remaining: 1 });
  expect(await accessToken(grantId)).toMatchObject({ ok: false, error: { kind: 'unavailable' } });
  expect(await accessToken(grantId)).toMatchObject({ ok: true });
});

test('a consent renewed in one business brings back the connections that it had lost in others', async () => {
  const { scope, grantId, connectionId } = await aConnectedGrant();
  const other = await connect(await aBusiness(), { organisations: [KOWHAI] });
  await control('POST', '/revoke-grants', {});
  await expireLocally(grantId);
  await accessToken(grantId);

  await connect(scope, { organisations: [HARBOUR, KOWHAI], connectionId });

  for (const id of [connectionId, other]) {
    expect(await db.connection.findUniqueOrThrow({ where: { id } })).toMatchObject({
      status: 'CONNECTED',
      statusReason: null,
    });
  }
});

test('a grant that nobody used for a week is renewed, long before the ledger would end it', async () => {
  const { grantId } = await aConnectedGrant();
  const now = new Date();
  await keepGrantsAlive(new Date(now.getTime() + 6 * DAY_MS), signal);
  expect(await refreshCalls()).toBe(0);

  await keepGrantsAlive(new Date(now.getTime() + 8 * DAY_MS), signal);
  expect(await refreshCalls()).toBe(1);
  expect((await db.grant.findUniqueOrThrow({ where: { id: grantId } })).refreshedAt >= now).toBe(true);
});

test('tokens that serve no connection are forgotten after a day', async () => {
  const { connectionId } = await aConnectedGrant();
  const unused = await connect(await aBusiness(), { email: people.tane, organisations: [KOWHAI] });
  await db.connection.update({ where: { id: unused }, data: { grantId: null } });
  await keepGrantsAlive(new Date(Date.now() + 2 * DAY_MS), signal);
  const { grantId } = await db.connection.findUniqueOrThrow({ where: { id: connectionId } });
  expect(await db.grant.findMany({ select: { id: true } })).toEqual([{ id: grantId }]);
});

test('a connection finished after its consent was withdrawn is noticed by its first call, and shown', async () => {
  const { connectionId, grantId } = await aConnectedGrant();
  await db.grant.update({ where: { id: grantId }, data: { status: 'LOST', lostReason: 'withdrawn' } });
  const ledger = await openLedger(connectionId, { priority: 'person' });
  if (!ledger.ok) throw new Error(ledger.error.message);
  expect(await ledger.value.list('CURRENCIES', { page: 1, modifiedSince: null })).toMatchObject({ ok: false });
  expect(await db.connection.findUniqueOrThrow({ where: { id: connectionId } })).toMatchObject({
    status: 'NEEDS_RECONNECTING',
    statusReason: 'authorisationLost',
  });
});

/** What is left when the key of this name is gone, or when another one has its name. */
const unreadable = {
  'is lost': (sealed: string) => `gone.${sealed.split('.')[1]}`,
  'was replaced by another': (sealed: string) => sealed.replace(/.{8}$/, 'AAAAAAAA'),
};

async function withoutKey(grantId: string, how: keyof typeof unreadable) {
  const grant = await db.grant.findUniqueOrThrow({ where: { id: grantId } });
  const { accessToken, refreshToken } = grant;
  const spoil = unreadable[how];
  await db.grant.update({
    where: { id: grantId },
    data: { accessToken: spoil(accessToken), refreshToken: spoil(refreshToken) },
  });
  return () => db.grant.update({ where: { id: grantId }, data: { accessToken, refreshToken } });
}

const stateOf = (id: string) =>
  db.connection.findUniqueOrThrow({ where: { id }, select: { status: true, statusReason: true } });

test.each(['is lost', 'was replaced by another'] as const)(
  'when the key that encrypted the tokens %s, the first use says so and the connection needs reconnecting',
  async (how) => {
    const { connectionId, grantId } = await aConnectedGrant();
    await withoutKey(grantId, how);
    expect(await accessToken(grantId)).toMatchObject({ ok: false, error: { kind: 'authorisationLost' } });
    expect(await stateOf(connectionId)).toEqual({ status: 'NEEDS_RECONNECTING', statusReason: 'keysLost' });
    expect(await countLostKeys()).toBe(1);
    expect(await refreshCalls()).toBe(0);
  },
);

test('a worker that starts without the key says so of each connection, and reconnecting mends it', async () => {
  const { scope, connectionId, grantId } = await aConnectedGrant();
  await withoutKey(grantId, 'is lost');
  expect(await countLostKeys(), 'known before anything is done').toBe(1);
  await checkKeys();
  expect(await stateOf(connectionId)).toEqual({ status: 'NEEDS_RECONNECTING', statusReason: 'keysLost' });

  await connect(scope, { connectionId });
  expect(await stateOf(connectionId)).toEqual({ status: 'CONNECTED', statusReason: null });
  expect(await countLostKeys()).toBe(0);
});

test('when the key is put back, the connection goes on by itself', async () => {
  const { connectionId, grantId } = await aConnectedGrant();
  const putBack = await withoutKey(grantId, 'is lost');
  await checkKeys();
  await putBack();
  await checkKeys();
  expect(await stateOf(connectionId)).toEqual({ status: 'CONNECTED', statusReason: null });
  expect(await accessToken(grantId)).toMatchObject({ ok: true });
});
