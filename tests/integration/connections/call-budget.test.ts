import { execFile } from 'node:child_process';
import { randomUUID } from 'node:crypto';
import { fileURLToPath } from 'node:url';
import { promisify } from 'node:util';
import { afterEach, expect, test } from 'vitest';
import { type Claim, claimCall, type Priority } from '#lib/connections/call-budget.ts';
import { callsLeftToday } from '#lib/connections/calls-left.ts';
import { settleCall } from '#lib/connections/settle-call.ts';
import { db } from '#lib/db.ts';
import type { LedgerError } from '#lib/ledger/ledger-error.ts';
import { type CallUsage, unknownUsage } from '#lib/ledger/ledger-session.ts';

const script = fileURLToPath(new URL('./claim-calls.ts', import.meta.url));
const keyOf = (organisationId: string) => `xero:organisation:${organisationId}`;

afterEach(() => db.callBudget.deleteMany());

async function claim(organisationId: string, priority: Priority = 'person'): Promise<Claim> {
  const claimed = await claimCall('xero', organisationId, priority);
  if (!claimed.ok) throw new Error(claimed.error.limit);
  return claimed.value;
}

const refusal = async (organisationId: string, priority: Priority = 'person') => {
  const claimed = await claimCall('xero', organisationId, priority);
  return claimed.ok ? null : claimed.error;
};

async function spend(organisationId: string, usage: Partial<CallUsage>, refused: LedgerError | null = null) {
  const known = { ...unknownUsage, ...usage };
  await settleCall(await claim(organisationId), known, refused as Parameters<typeof settleCall>[2]);
}

const rateLimited = (limit: 'minute' | 'day' | 'appMinute' | 'concurrent', seconds: number) =>
  ({ kind: 'rateLimited', retry: 'later', limit, until: new Date(Date.now() + seconds * 1_000), message: '' }) as const;

const change = (organisationId: string, data: Parameters<typeof db.callBudget.update>[0]['data']) =>
  db.callBudget.update({ where: { key: keyOf(organisationId) }, data });

test('several workers together claim as many calls as a minute has, and no more', async () => {
  const organisationId = randomUUID();
  const given = await Promise.all(
    [40, 40].map((count) => promisify(execFile)(process.execPath, [script, organisationId, String(count)])),
  );
  expect(given.reduce((sum, { stdout }) => sum + Number(stdout), 0)).toBe(60);
  expect(await refusal(organisationId)).toMatchObject({ limit: 'minute', retry: 'later' });
});

/** The calls of the last minute, as if they had been made so much earlier. */
const letPass = (organisationId: string, seconds: number) => db.$executeRaw`
  UPDATE "CallBudget" SET "callsAt" = ARRAY(SELECT at - make_interval(secs => ${seconds}) FROM unnest("callsAt") AS at)
  WHERE "key" = ${keyOf(organisationId)}`;

const countedIn = async (organisationId: string) => {
  const { callCounts } = await db.callBudget.findUniqueOrThrow({ where: { key: keyOf(organisationId) } });
  return callCounts.reduce((sum, count) => sum + count, 0);
};

test('each call makes room for another a minute after it, however the minutes lie', async () => {
  const organisationId = randomUUID();
  for (let call = 0; call < 40; call++) await spend(organisationId, {});
  await letPass(organisationId, 40);
  for (let call = 0; call < 20; call++) await spend(organisationId, {});
  const told = await refusal(organisationId);
  expect(told).toMatchObject({ limit: 'minute' });
  expect((told?.until.getTime() ?? 0) - Date.now()).toBeLessThanOrEqual(20_200);

  await letPass(organisationId, 21);
  for (let call = 0; call < 40; call++) await spend(organisationId, {});
  expect(await refusal(organisationId)).toMatchObject({ limit: 'minute' });
});

test('a call counts from when it was answered, since the ledger may have counted it as late as that', async () => {
  const organisationId = randomUUID();
  const slow = await claim(organisationId);
  await db.$executeRaw`
    UPDATE "CallBudget" SET "inFlight" = ARRAY["inFlight"[1] - interval '30 seconds'] WHERE "key" = ${keyOf(organisationId)}`;
  const lease = new Date(new Date(slow.lease).getTime() - 30_000).toISOString();
  await settleCall({ ...slow, lease }, { ...unknownUsage, minuteLeft: 59 }, null);
  await letPass(organisationId, 59);
  expect(await countedIn(organisationId)).toBe(1);
  await spend(organisationId, {});
  expect(await countedIn(organisationId)).toBe(2);
});

test('calls that others made for the organisation count until a minute has passed, and those that it no longer counts do not', async () => {
  const organisationId = randomUUID();
  await spend(organisationId, { minuteLeft: 10 });
  expect(await countedIn(organisationId)).toBe(50);
  await letPass(organisationId, 30);
  await spend(organisationId, { minuteLeft: 50 });
  expect(await countedIn(organisationId)).toBe(10);
});

test('five calls at a time and no sixth, until one has ended or its worker has died', async () => {
  const organisationId = randomUUID();
  const under = await Promise.all([1, 2, 3, 4, 5].map(() => claim(organisationId)));
  expect(await refusal(organisationId)).toMatchObject({ limit: 'concurrent' });

  await settleCall(under[0] as Claim, unknownUsage, null);
  const sixth = await claim(organisationId);
  expect(await refusal(organisationId)).toMatchObject({ limit: 'concurrent' });

  await db.$executeRaw`UPDATE "CallBudget" SET "inFlight" = ARRAY[now() - interval '1 second'] WHERE "key" = ${keyOf(organisationId)}`;
  expect(sixth.lease).not.toBe((await claim(organisationId)).lease);
});

test('organisations have budgets of their own', async () => {
  const [one, other] = [randomUUID(), randomUUID()];
  await spend(one, { minuteLeft: 0, dayLeft: 0 });
  expect(await refusal(one)).not.toBeNull();
  expect(await refusal(other)).toBeNull();
});

test("the app's minute stops all organisations, and a call refused by it costs no organisation anything", async () => {
  const [one, other] = [randomUUID(), randomUUID()];
  await spend(one, { appMinuteLeft: 0 });
  expect(await refusal(other)).toMatchObject({ limit: 'appMinute' });
  expect(await db.callBudget.findUnique({ where: { key: keyOf(other) } })).toMatchObject({
    callCounts: [],
    dayUsed: 0,
  });
});

test("the ledger's own count is believed, also when another program spends the calls", async () => {
  const organisationId = randomUUID();
  await spend(organisationId, { minuteLeft: 55, dayLeft: 990 });
  expect(await callsLeftToday(db, 'xero', organisationId)).toMatchObject({ left: 990 });
  await spend(organisationId, {});
  expect(await callsLeftToday(db, 'xero', organisationId)).toMatchObject({ left: 989 });
});

test('calls under way are not given back by an answer that does not count them yet', async () => {
  const organisationId = randomUUID();
  const [first] = await Promise.all([claim(organisationId), claim(organisationId), claim(organisationId)]);
  await settleCall(first as Claim, { ...unknownUsage, minuteLeft: 59 }, null);
  expect(await countedIn(organisationId)).toBe(1);
  expect(await refusal(organisationId)).toBeNull();
  for (let call = 0; call < 56; call++) await spend(organisationId, {});
  expect(await refusal(organisationId)).toMatchObject({ limit: 'minute' });
});

test('background work leaves people a quarter of a minute, and two of five calls at once', async () => {
  const organisationId = randomUUID();
  const under = await Promise.all([1, 2, 3].map(() => claim(organisationId, 'background')));
  expect(await refusal(organisationId, 'background')).toMatchObject({ limit: 'concurrent' });
  expect(await refusal(organisationId, 'person')).toBeNull();
  for (const each of under) await settleCall(each, unknownUsage, null);
  await spend(organisationId, { minuteLeft: 15 });
  expect(await refusal(organisationId, 'background')).toMatchObject({ limit: 'minute' });
  expect(await refusal(organisationId, 'person')).toBeNull();
});

test('background work stops first: the last tenth of a day is for people', async () => {
  const organisationId = randomUUID();
  await spend(organisationId, { dayLeft: 500 });
  expect(await refusal(organisationId, 'background')).toMatchObject({ limit: 'reserve' });
  expect(await refusal(organisationId, 'person')).toBeNull();
  await spend(organisationId, { dayLeft: 0 });
  expect(await refusal(organisationId, 'person')).toMatchObject({ limit: 'day' });
});

test('after a 429 nobody calls until the ledger allows it', async () => {
  const organisationId = randomUUID();
  const refused = rateLimited('minute', 26);
  await spend(organisationId, { minuteLeft: 0 }, refused);
  const told = await refusal(organisationId);
  expect(told?.until.getTime()).toBeGreaterThanOrEqual(refused.until.getTime());
  await change(organisationId, { blockedUntil: new Date(Date.now() - 1), callsAt: [], callCounts: [] });
  expect(await refusal(organisationId)).toBeNull();
});

test('a 429 for too many calls at once stops nobody for longer', async () => {
  const organisationId = randomUUID();
  await spend(organisationId, {}, rateLimited('concurrent', 2));
  expect(await refusal(organisationId)).toBeNull();
});
