import { afterEach, expect, test } from 'vitest';
import { db } from '#lib/db.ts';
import { cancelPublication } from '#lib/publishing/cancel-publication.ts';
import { aConnectedBusiness, anItem, drainOnce, fault, newestPublication, publish } from '#tests/support/publishing.ts';
import { withSandbox } from '#tests/support/sandbox.ts';
import { control } from '#tests/support/sandbox-control.ts';

withSandbox();
afterEach(() => control('DELETE', '/faults'));

/** Longer than any ledger takes. */
const newSupplier = 'Harbour '.repeat(40);

test('a new contact that is refused is refused to all who wait for it, after one request', async () => {
  const business = await aConnectedBusiness();
  const items = [await anItem(business, { newSupplier }), await anItem(business, { newSupplier })];
  await publish(business, items);
  await drainOnce(business);
  expect(await db.dispatch.count({ where: { connectionId: business.connectionId } })).toBe(1);
  for (const { id } of items) {
    expect((await newestPublication(id)).state).toBe('REJECTED');
    expect((await db.item.findUniqueOrThrow({ where: { id } })).status).toBe('REFUSED');
  }
});

test('what was cancelled while its contact was on its way stays cancelled when that is refused', async () => {
  const business = await aConnectedBusiness();
  const item = await anItem(business, { newSupplier });
  await publish(business, [item]);
  const publication = await newestPublication(item.id);
  await fault(business, { kind: 'delay', milliseconds: 1_500, method: 'PUT', path: '/Contacts' });
  const drain = drainOnce(business);
  const step = { publicationId: publication.id, kind: 'CONTACT', state: 'SENDING' } as const;
  await expect.poll(() => db.publicationStep.count({ where: step })).toBe(1);
  expect(await cancelPublication(business.scope, publication.id)).toMatchObject({ ok: true });
  await drain;
  expect((await newestPublication(item.id)).state).toBe('CANCELLED');
  expect(await db.item.findUniqueOrThrow({ where: { id: item.id } })).toMatchObject({ refusal: null, status: 'READY' });
});
