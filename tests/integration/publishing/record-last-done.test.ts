import pg from 'pg';
import { afterEach, expect, test, vi } from 'vitest';
import { db } from '#lib/db.ts';
import { withPublication } from '#lib/publishing/open-step.ts';
import { recordRetried } from '#lib/publishing/record.ts';
import { recordLastDone } from '#lib/publishing/record-last-done.ts';
import {
  aConnectedBusiness,
  anItem,
  type ConnectedBusiness,
  drainToTheEnd,
  newestPublication,
  publish,
} from '#tests/support/publishing.ts';
import { withSandbox } from '#tests/support/sandbox.ts';

withSandbox();
afterEach(() => vi.restoreAllMocks());

/** A bill in the books whose two files are one under way and one refused. */
async function aHalfAttachedBill(business: ConnectedBusiness) {
  const item = await anItem(business, { original: null });
  await publish(business, [item]);
  await drainToTheEnd(business);
  const { id: publicationId, businessId } = await newestPublication(item.id);
  const more = { businessId, publicationId, kind: 'ATTACHMENT' } as const;
  await db.publicationStep.create({ data: { ...more, position: 5, state: 'FAILED' } });
  const { id } = await db.publicationStep.create({ data: { ...more, position: 6, state: 'SENDING' } });
  await db.publication.update({ where: { id: publicationId }, data: { state: 'POSTED', completedAt: null } });
  const step = await db.publicationStep.findUniqueOrThrow({ where: { id }, include: withPublication });
  const { id: dispatchId } = await db.dispatch.findFirstOrThrow({ where: { businessId } });
  return { publicationId, done: { step, ledgerId: null, line: null, dispatchId, heard: null } };
}

test('the last that is done completes a publication, once', async () => {
  const { publicationId, done } = await aHalfAttachedBill(await aConnectedBusiness());
  expect(await recordLastDone(done)).toBe(true);
  expect(await db.publication.findUniqueOrThrow({ where: { id: publicationId } })).toMatchObject({
    state: 'COMPLETE',
    completedAt: expect.any(Date),
  });
  expect(await recordLastDone(done)).toBe(false);
});

test('what somebody reopens at the very moment is not taken for done', async () => {
  const { publicationId, done } = await aHalfAttachedBill(await aConnectedBusiness());
  let recording: Promise<boolean> | undefined;
  await db.$transaction(async (transaction) => {
    await recordRetried(transaction, publicationId, { kind: 'ATTACHMENT' });
    recording = recordLastDone(done);
    await expect
      .poll(async () => {
        const [row] = await db.$queryRaw<{ waiting: number }[]>`
          SELECT count(*)::int AS "waiting" FROM pg_stat_activity
          WHERE datname = current_database() AND wait_event_type = 'Lock'`;
        return row?.waiting;
      })
      .toBe(1);
  });
  expect(await recording).toBe(false);
  expect(await db.publication.findUniqueOrThrow({ where: { id: publicationId } })).toMatchObject({ state: 'POSTED' });
});

test('a bill with its file costs the database few statements', async () => {
  const business = await aConnectedBusiness();
  const items = [];
  for (let each = 1; each <= 12; each++) items.push(await anItem(business, { reference: `MANY-${each}` }));
  await publish(business, items);
  const query = vi.spyOn(pg.Client.prototype, 'query');
  await drainToTheEnd(business);
  const statements = query.mock.calls.length;
  expect(await db.publication.count({ where: { connectionId: business.connectionId, state: 'COMPLETE' } })).toBe(12);
  // Five for each file, and what all share; it was 24 when each thing was recorded by itself.
  expect(statements / items.length).toBeLessThan(14);
});
