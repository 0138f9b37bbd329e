import { afterEach, expect, test } from 'vitest';
import { db } from '#lib/db.ts';
import { fail, ok, type Result } from '#lib/domain/result.ts';
import type { LedgerError, LedgerReason } from '#lib/ledger/ledger-error.ts';
import { unlessLapsed } from '#lib/publishing/dispatch/answer.ts';
import type { Outcome } from '#lib/publishing/dispatch/step-rules.ts';
import { loadPublishingWait } from '#lib/publishing/runs/publishing-wait.ts';
import { tryNow } from '#lib/publishing/runs/try-now.ts';
import { wakeDrains } from '#lib/publishing/wake-drains.ts';
import {
  aConnectedBusiness,
  anItem,
  billRequests,
  type ConnectedBusiness,
  drainOnce,
  drainToTheEnd,
  fault,
  letTimePass,
  newestPublication,
  publish,
} from '#tests/support/publishing.ts';
import { withSandbox } from '#tests/support/sandbox.ts';
import { control } from '#tests/support/sandbox-control.ts';

withSandbox();
afterEach(() => control('DELETE', '/faults'));

const limit = ({ organisationId }: ConnectedBusiness, limits: object | null) =>
  control('PATCH', `/organisations/${organisationId}`, { limits });

test("when the day's calls are used up everything waits until there are new ones, nothing fails, and it goes on by itself", async () => {
  const business = await aConnectedBusiness();
  const items = await Promise.all([anItem(business), anItem(business), anItem(business)]);
  await publish(business, items);
  await limit(business, { day: 1 });
  const until = await drainOnce(business);

  const wait = await loadPublishingWait(business.scope);
  expect(wait).toMatchObject({ cause: 'day', items: 3 });
  expect(until?.toISOString()).toBe(wait?.until);
  for (const { id } of items) expect(['QUEUED', 'POSTED']).toContain((await newestPublication(id)).state);
  // Nothing is tried in vain meanwhile, by the sweep or by what else is published.
  const before = (await billRequests(business)).length;
  expect(await wakeDrains()).toBe(0);
  await publish(business, [await anItem(business)]);
  await drainOnce(business);
  expect(await billRequests(business)).toHaveLength(before);

  await limit(business, null);
  await letTimePass(business, 25 * 3_600);
  await db.callBudget.deleteMany();
  await drainToTheEnd(business);
  for (const { id } of items) expect((await newestPublication(id)).state).toBe('COMPLETE');
  expect(await loadPublishingWait(business.scope)).toBeNull();
});

test('while the ledger is away everything waits, says until when, and can be tried before', async () => {
  const business = await aConnectedBusiness();
  await fault(business, { kind: 'status', status: 503, path: '/Invoices', remaining: 1 });
  const item = await anItem(business);
  await publish(business, [item]);
  await drainOnce(business);
  expect(await loadPublishingWait(business.scope)).toMatchObject({ cause: 'unavailable', items: 1 });
  expect((await newestPublication(item.id)).state).toBe('QUEUED');

  // Somebody who knows that it is back need not wait.
  expect(await tryNow(business.scope)).toMatchObject({ ok: true });
  expect(await drainOnce(business)).toBeNull();
  expect((await newestPublication(item.id)).state).toBe('COMPLETE');
});

const refusedFor = (code: LedgerReason['code']): LedgerReason => ({
  ...{ code, field: null, line: null, message: '', ledgerText: '' },
});

const refused = (code: LedgerReason['code']): Outcome<null> => ({ ok: false, reasons: [refusedFor(code)] });
const rejected: LedgerError = {
  ...{ kind: 'rejected', retry: 'never', message: '' },
  reasons: [refusedFor('subscriptionInactive')],
};

test.each<[string, Result<Outcome<null>[], LedgerError>, boolean]>([
  ['a request refused since the subscription lapsed is a wait', fail(rejected), true],
  ['documents refused since the subscription lapsed are a wait', ok([refused('subscriptionInactive')]), true],
  ['a document refused for something else is refused', ok([refused('periodLocked')]), false],
])('%s', (_, answer, isWait) => {
  const heard = unlessLapsed(answer, new Date('2026-11-27T12:00:00Z'));
  if (!isWait) return expect(heard).toBe(answer);
  const error = { kind: 'unavailable', because: 'subscription', until: new Date('2026-11-27T12:30:00Z') };
  return expect(heard).toMatchObject({ ok: false, error });
});
