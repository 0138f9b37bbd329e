import { afterEach, expect, test } from 'vitest';
import { db } from '#lib/db.ts';
import { drainPublications } from '#lib/publishing/drain-publications.ts';
import { Postponed } from '#lib/queue/postponed.ts';
import {
  aConnectedBusiness,
  anItem,
  type Bill,
  billRequests,
  type ConnectedBusiness,
  fault,
  letTimePass,
  publish,
} from '#tests/support/publishing.ts';
import { withSandbox } from '#tests/support/sandbox.ts';
import { control } from '#tests/support/sandbox-control.ts';
import { startWorker } from '#tests/support/worker-process.ts';

/** Items: fifty go into one. */
const MORE_THAN_A_REQUEST = 51;

withSandbox();
afterEach(() => control('DELETE', '/faults'));

/** Every bill number in the books, with how often it is there. */
async function billsByNumber({ organisationId }: ConnectedBusiness): Promise<Map<string, number>> {
  const { invoices } = await control<{ invoices: Bill[] }>('GET', `/organisations/${organisationId}/books/invoices`);
  const counts = new Map<string, number>();
  for (const { number } of invoices) counts.set(number, (counts.get(number) ?? 0) + 1);
  return counts;
}

const openPublications = ({ connectionId }: ConnectedBusiness) =>
  db.publication.count({ where: { connectionId, state: { notIn: ['COMPLETE', 'REJECTED'] } } });

async function manyItems(business: ConnectedBusiness, count: number) {
  return Promise.all(Array.from({ length: count }, () => anItem(business, { original: null })));
}

test('on a line that breaks all the time, each item ends up published exactly once, or refused with nothing posted', async () => {
  const business = await aConnectedBusiness();
  const bills = { method: 'PUT', path: '/Invoices' };
  await fault(business, { kind: 'drop-after', ...bills, share: 0.3 });
  await fault(business, { kind: 'drop-before', ...bills, share: 0.3 });
  await fault(business, { kind: 'status', status: 500, ...bills, share: 0.2 });
  await fault(business, { kind: 'status', status: 429, ...bills, share: 0.2 });

  const published: Awaited<ReturnType<typeof manyItems>> = [];
  const drain = () =>
    drainPublications(business.connectionId, new AbortController().signal).catch((error) => {
      if (!(error instanceof Postponed)) throw error;
    });
  for (let wave = 0; wave < 4; wave++) {
    const items = await manyItems(business, 10);
    published.push(...items);
    await publish(business, items);
    for (let turn = 0; turn < 4; turn++) {
      await Promise.all([drain(), drain()]);
      await letTimePass(business, 70 + 100 * wave);
    }
  }
  await control('DELETE', '/faults');
  for (let turn = 0; turn < 40 && (await openPublications(business)) > 0; turn++) {
    await Promise.all([drain(), drain()]);
    await letTimePass(business, 200);
  }

  expect(await openPublications(business)).toBe(0);
  const counts = await billsByNumber(business);
  for (const item of published) {
    const { state } = await db.publication.findFirstOrThrow({ where: { itemId: item.id } });
    expect(counts.get(item.reference ?? '') ?? 0).toBe(state === 'COMPLETE' ? 1 : 0);
  }
}, 120_000);

test('two worker processes share the work of three businesses, and a deployment in the middle loses nothing', async () => {
  const businesses = [await aConnectedBusiness(), await aConnectedBusiness(), await aConnectedBusiness()];
  for (const business of businesses) {
    await fault(business, { kind: 'delay', milliseconds: 300, method: 'PUT', path: '/Invoices' });
  }
  const [first, second] = await Promise.all([startWorker(), startWorker()]);
  try {
    for (const business of businesses) await publish(business, await manyItems(business, MORE_THAN_A_REQUEST));
    await expect.poll(() => db.publication.count({ where: { state: 'COMPLETE' } })).toBeGreaterThan(0);
    await first.stop();
    for (const business of businesses) {
      await expect.poll(() => openPublications(business), { timeout: 240_000 }).toBe(0);
      const counts = await billsByNumber(business);
      expect([...counts.values()].filter((count) => count > 1)).toEqual([]);
      expect(counts.size).toBe(MORE_THAN_A_REQUEST);
      expect((await billRequests(business)).length).toBeLessThanOrEqual(12);
    }
  } finally {
    await Promise.all([first.stop(), second.stop()]);
  }
}, 300_000);
