import { randomUUID } from 'node:crypto';
import { beforeEach, describe, expect, test } from 'vitest';
import { db } from '#lib/db.ts';
import { announce } from '#lib/events/announce.ts';
import type { LoggedEvent } from '#lib/events/announcement.ts';
import { listen } from '#lib/events/listen.ts';
import { pruneLog } from '#lib/events/prune-log.ts';
import { eventsSince, newestEvent } from '#lib/events/read-log.ts';
import { aBusiness } from '#tests/support/connect.ts';

let businessId: string;

beforeEach(async () => {
  ({ businessId } = await aBusiness());
});

const tell = (id = randomUUID()) => announce(db, { businessId, topic: 'items', id }).then(() => id);
const idsSince = async (number: number) => (await eventsSince(businessId, number))?.map(({ id }) => id) ?? null;

/** A transaction that has announced an item and waits to be told to commit. */
async function openTransaction() {
  const id = randomUUID();
  const announced = Promise.withResolvers<void>();
  const asked = Promise.withResolvers<void>();
  const done = db.$transaction(async (transaction) => {
    await announce(transaction, { businessId, topic: 'items', id });
    announced.resolve();
    await asked.promise;
  });
  await announced.promise;
  return {
    id,
    commit: () => {
      asked.resolve();
      return done;
    },
  };
}

describe('who asks since an event', () => {
  test('is told all that came after it, in order, and nothing of other businesses', async () => {
    const other = await aBusiness();
    expect(await newestEvent(businessId)).toBe(0);
    const first = await tell();
    const seen = await newestEvent(businessId);
    const later = [await tell(), await tell()];
    await announce(db, { businessId: other.businessId, topic: 'items', id: randomUUID() });
    expect(await idsSince(0)).toEqual([first, ...later]);
    // Told again are those that a transaction of another database on this server may stand before.
    const ids = await idsSince(seen);
    expect(ids?.slice(-later.length)).toEqual(later);
    expect([first, ...later].join()).toContain(ids?.join());
  });

  test('is told of a change that took a lower number and committed later', async () => {
    const slow = await openTransaction();
    const quick = await tell();
    const seen = await newestEvent(businessId);
    expect(await idsSince(0)).toEqual([quick]);
    await slow.commit();
    expect(await newestEvent(businessId)).toBe(seen);
    expect(await idsSince(seen)).toEqual([slow.id]);
  });

  test('is not told again what had ended when that event was written', async () => {
    const slow = await openTransaction();
    await slow.commit();
    // Transactions of other databases on this server count as under way too.
    await expect
      .poll(async () => {
        await tell();
        return idsSince(await newestEvent(businessId));
      })
      .toEqual([]);
  });

  test('hears that nobody knows when the event is unknown, of another business, or too long ago', async () => {
    const other = await aBusiness();
    await announce(db, { businessId: other.businessId, topic: 'items', id: null });
    expect(await eventsSince(businessId, await newestEvent(other.businessId))).toBeNull();
    await tell();
    const seen = await newestEvent(businessId);
    await announce(db, ...Array.from({ length: 501 }, () => ({ businessId, topic: 'items', id: null }) as const));
    expect(await eventsSince(businessId, seen)).toBeNull();
  });
});

test('many events are one statement, told in order, with the page that asked and the revision', async () => {
  const heard: LoggedEvent[] = [];
  const release = await listen(businessId, { onEvent: (event) => heard.push(event), onLost: () => {} });
  const origin = randomUUID();
  const ids = Array.from({ length: 50 }, () => randomUUID());
  await announce(db, ...ids.map((id) => ({ businessId, topic: 'items', id, revision: 7, origin }) as const));
  await expect.poll(() => heard.length).toBe(50);
  release();
  expect(heard.map(({ id }) => id)).toEqual(ids);
  expect(heard.every((event) => event.origin === origin && event.revision === 7)).toBe(true);
  expect(heard).toEqual(await eventsSince(businessId, 0));
});

test('what is rolled back was never announced', async () => {
  await db
    .$transaction(async (transaction) => {
      await announce(transaction, { businessId, topic: 'items', id: null });
      throw new Error('no');
    })
    .catch(() => {});
  expect(await idsSince(0)).toEqual([]);
});

test('events older than a week go, save the newest of a quiet business, from which its pages go on', async () => {
  const quiet = await aBusiness();
  await announce(db, { businessId: quiet.businessId, topic: 'items', id: null });
  await tell();
  const old = await newestEvent(businessId);
  const quietNewest = await newestEvent(quiet.businessId);
  await db.event.updateMany({ data: { at: new Date(Date.now() - 8 * 86_400_000) } });
  const kept = await tell();

  await pruneLog();
  expect(await eventsSince(businessId, old)).toBeNull();
  expect(await idsSince(0)).toEqual([kept]);
  expect(await eventsSince(quiet.businessId, quietNewest)).toEqual([]);
});
