import { afterEach, expect, test } from 'vitest';
import { db } from '#lib/db.ts';
import { loadPublications } from '#lib/publishing/load-publications.ts';
import { loadRuns } from '#lib/publishing/runs/load-runs.ts';
import { runItems } from '#lib/publishing/runs/run-items.ts';
import { cancelRun, finishCancelling, pauseRun, resumeRun } from '#lib/publishing/runs/steer-run.ts';
import {
  aConnectedBusiness,
  anItem,
  billRequests,
  type ConnectedBusiness,
  drainOnce,
  drainToTheEnd,
  fault,
  newestPublication,
  publish,
  uploadRequests,
} from '#tests/support/publishing.ts';
import { withSandbox } from '#tests/support/sandbox.ts';
import { control } from '#tests/support/sandbox-control.ts';

withSandbox();
afterEach(() => control('DELETE', '/faults'));

const ITEMS = 12;

async function aRun(business: ConnectedBusiness, count = ITEMS) {
  const items = await Promise.all(Array.from({ length: count }, () => anItem(business)));
  await publish(business, items);
  const { id: runId } = await db.publishRun.findFirstOrThrow({
    where: { businessId: business.scope.businessId },
    orderBy: { requestedAt: 'desc' },
  });
  return { items, runId };
}

const standsOf = async (business: ConnectedBusiness, runId: string) => {
  const found = await runItems(business.scope, runId);
  return found.ok ? found.value.map(({ stands }) => stands) : [];
};

test('a run that is paused sends nothing until it is resumed, whoever does so, and says by whom', async () => {
  const business = await aConnectedBusiness();
  const { items, runId } = await aRun(business);
  expect(await pauseRun(business.scope, runId)).toMatchObject({ ok: true });
  expect(await drainOnce(business)).toBeNull();
  expect(await billRequests(business)).toEqual([]);
  expect(await loadRuns(business.scope)).toMatchObject([{ queued: ITEMS, pausedByName: 'Ada Admin', doneAt: null }]);
  const [first] = items;
  const told = await loadPublications(business.scope, [first?.id ?? '']);
  expect(told.get(first?.id ?? '')?.notice).toMatchObject({ phase: 'waiting', label: 'Paused' });

  expect(await resumeRun(business.scope, runId)).toMatchObject({ ok: true });
  await drainToTheEnd(business);
  expect(await standsOf(business, runId)).toEqual(items.map(() => 'published'));
  expect(await loadRuns(business.scope)).toEqual([]);
});

test('what is in the books when a run is paused gets its documents once it is resumed', async () => {
  const business = await aConnectedBusiness();
  await fault(business, { kind: 'status', status: 503, path: '/Attachments/', remaining: 1 });
  const { items, runId } = await aRun(business);
  await drainOnce(business);
  await pauseRun(business.scope, runId);
  const before = (await uploadRequests(business)).length;
  await db.connection.update({ where: { id: business.connectionId }, data: { waitsUntil: null } });
  await db.publicationStep.updateMany({ data: { notBefore: null } });
  await drainOnce(business);
  expect(await uploadRequests(business)).toHaveLength(before);
  await resumeRun(business.scope, runId);
  await drainToTheEnd(business);
  expect((await newestPublication(items[0]?.id ?? '')).state).toBe('COMPLETE');
});

test('a run that is cancelled takes back what is not sent, carries through what is, and says which is which', async () => {
  const business = await aConnectedBusiness();
  const { items, runId } = await aRun(business);
  const later = items.slice(7).map(({ id }) => id);
  const queued = later.length;
  await db.publicationStep.updateMany({
    where: { publication: { itemId: { in: later } } },
    data: { notBefore: new Date(Date.now() + 60_000) },
  });
  await fault(business, { kind: 'status', status: 503, path: '/Attachments/', remaining: 1 });
  await drainOnce(business);
  expect(await cancelRun(business.scope, runId)).toEqual({ ok: true, value: { takenBack: queued } });
  await drainToTheEnd(business);

  const stands = await standsOf(business, runId);
  expect(stands.filter((each) => each === 'takenBack')).toHaveLength(queued);
  expect(stands.filter((each) => each === 'published')).toHaveLength(items.length - queued);
  const back = await db.item.count({
    where: { id: { in: items.map(({ id }) => id) }, status: 'READY', place: 'INBOX' },
  });
  expect(back).toBe(queued);
  expect(await pauseRun(business.scope, runId)).toMatchObject({ ok: false, error: { code: 'missing' } });
});

test('a server that ends while it cancels leaves nothing to be sent: the sweep takes back the rest', async () => {
  const business = await aConnectedBusiness();
  const { runId } = await aRun(business);
  await db.publishRun.update({ where: { id: runId }, data: { cancelledAt: new Date() } });
  await drainOnce(business);
  expect(await billRequests(business)).toEqual([]);
  expect(await finishCancelling()).toBe(ITEMS);
  expect(await standsOf(business, runId)).toEqual(Array(ITEMS).fill('takenBack'));
});

test("another business's run can be neither seen nor steered", async () => {
  const business = await aConnectedBusiness();
  const { runId } = await aRun(business);
  const { scope } = await aConnectedBusiness();
  expect(await runItems(scope, runId)).toMatchObject({ ok: false });
  expect(await cancelRun(scope, runId)).toMatchObject({ ok: false });
  expect(await loadRuns(scope)).toEqual([]);
});
