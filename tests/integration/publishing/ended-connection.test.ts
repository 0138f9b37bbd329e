import { afterEach, expect, test } from 'vitest';
import { db } from '#lib/db.ts';
import { cancelStranded } from '#lib/publishing/cancel-stranded.ts';
import {
  aConnectedBusiness,
  anItem,
  billRequests,
  drainToTheEnd,
  newestPublication,
  publish,
} from '#tests/support/publishing.ts';
import { withSandbox } from '#tests/support/sandbox.ts';
import { control } from '#tests/support/sandbox-control.ts';

withSandbox();
afterEach(() => control('DELETE', '/faults'));

test('what came to be queued while its connection was ending returns to the inbox, and its history says so', async () => {
  const ended = await aConnectedBusiness();
  const other = await aConnectedBusiness();
  const item = await anItem(ended);
  const waiting = await anItem(other);
  await publish(ended, [item]);
  await publish(other, [waiting]);
  await db.connection.update({ where: { id: ended.connectionId }, data: { status: 'DISCONNECTED' } });
  await db.connection.update({ where: { id: other.connectionId }, data: { status: 'NEEDS_RECONNECTING' } });

  expect(await cancelStranded()).toBe(1);

  expect(await newestPublication(item.id)).toMatchObject({ state: 'CANCELLED' });
  expect(await db.itemEvent.findFirst({ where: { itemId: item.id, kind: 'publishCancelled' } })).toMatchObject({
    actorKind: 'SYSTEM',
  });
  expect(await newestPublication(waiting.id)).toMatchObject({ state: 'QUEUED' });
  expect(await cancelStranded()).toBe(0);
  await drainToTheEnd(ended);
  expect(await billRequests(ended)).toEqual([]);
});
