import { randomUUID } from 'node:crypto';
import { afterAll, describe, expect, test } from 'vitest';
import { db } from '#lib/db.ts';
import { intray } from '#lib/domain/actor.ts';
import { listNames } from '#lib/domain/sync-summary.ts';
import { latestRun } from '#lib/lists/latest-run.ts';
import { recoverSyncRuns } from '#lib/lists/recover-sync-runs.ts';
import { claimRun, underLease } from '#lib/lists/run-lease.ts';
import { startDueRefreshes } from '#lib/lists/start-due-refreshes.ts';
import { startRefresh } from '#lib/lists/start-refresh.ts';
import { closeQueues } from '#lib/queue/enqueue.ts';
import { LeaseLost } from '#lib/queue/lease-lost.ts';
import { aBusiness, aConnection } from './arrange.ts';

afterAll(() => closeQueues());

async function started(...arguments_: Parameters<typeof startRefresh>) {
  const result = await startRefresh(...arguments_);
  if (!result.ok) throw new Error(result.error.message);
  return result.value;
}

describe('starting a refresh', () => {
  test('twenty starts at once make one run with one row per list', async () => {
    const scope = await aBusiness();
    const { connectionId } = await aConnection(scope);
    const results = await Promise.all(Array.from({ length: 20 }, () => started(scope, connectionId, 'PERSON')));
    expect(new Set(results.map(({ syncRunId }) => syncRunId)).size).toBe(1);
    expect(results.filter(({ isNew }) => isNew)).toHaveLength(1);
    expect(await db.syncRun.count({ where: { connectionId } })).toBe(1);
    expect(await db.syncRunList.count({ where: { syncRun: { connectionId } } })).toBe(listNames.length);
  });

  test("another business's connection is refused as if it did not exist", async () => {
    const { connectionId } = await aConnection(await aBusiness());
    const result = await startRefresh(await aBusiness(), connectionId, 'PERSON');
    expect(result).toMatchObject({ ok: false, error: { code: 'connectionMissing' } });
    expect(await startRefresh({ businessId: randomUUID(), actor: intray }, randomUUID(), 'SCHEDULE')).toMatchObject({
      ok: false,
    });
  });

  test.each([
    ['NEEDS_RECONNECTING', 'needsReconnecting'],
    ['DISCONNECTED', 'disconnected'],
  ] as const)('a connection that is %s is not refreshed, and the user is told why', async (status, code) => {
    const scope = await aBusiness();
    const { connectionId } = await aConnection(scope);
    await db.connection.update({ where: { id: connectionId }, data: { status } });
    expect(await startRefresh(scope, connectionId, 'PERSON')).toMatchObject({ ok: false, error: { code } });
    expect(await db.syncRun.count({ where: { connectionId } })).toBe(0);
  });

  test('a person who asks while a scheduled refresh waits for its share of the calls gets it at once', async () => {
    const scope = await aBusiness();
    const { connectionId } = await aConnection(scope);
    const { syncRunId } = await started({ ...scope, actor: intray }, connectionId, 'SCHEDULE');
    await db.syncRun.update({ where: { id: syncRunId }, data: { leaseUntil: new Date(Date.now() + 3_600_000) } });
    expect(await started(scope, connectionId, 'PERSON')).toEqual({ syncRunId, isNew: false });
    const run = await db.syncRun.findUniqueOrThrow({ where: { id: syncRunId } });
    expect(run).toMatchObject({ trigger: 'PERSON', startedByName: 'Bea Keeper', leaseUntil: null });
  });
});

describe('a refresh of one list', () => {
  const listsOf = async (syncRunId: string) =>
    (await db.syncRunList.findMany({ where: { syncRunId }, orderBy: { list: 'asc' } })).map(({ list }) => list);

  test('is of that list, and what is asked for while it goes on is added to it', async () => {
    const scope = await aBusiness();
    const { connectionId } = await aConnection(scope);
    const { syncRunId } = await started(scope, connectionId, 'PERSON', ['ACCOUNTS']);
    expect(await listsOf(syncRunId)).toEqual(['ACCOUNTS']);
    await Promise.all(
      (['TAX_RATES', 'ACCOUNTS', 'TRACKING'] as const).map((list) => started(scope, connectionId, 'PERSON', [list])),
    );
    expect(await listsOf(syncRunId)).toEqual(['ACCOUNTS', 'TRACKING', 'TAX_RATES']);
    expect(await started(scope, connectionId, 'SCHEDULE')).toEqual({ syncRunId, isNew: false });
    expect(await listsOf(syncRunId)).toHaveLength(listNames.length);
    expect((await db.syncRun.findUniqueOrThrow({ where: { id: syncRunId } })).isWhole).toBe(true);
  });

  test('is told on the page of that list, and not where all lists are', async () => {
    const scope = await aBusiness();
    const { connectionId } = await aConnection(scope);
    const whole = await started(scope, connectionId, 'PERSON');
    await db.syncRun.update({ where: { id: whole.syncRunId }, data: { status: 'COMPLETE' } });
    const { syncRunId } = await started(scope, connectionId, 'PERSON', ['ACCOUNTS']);
    expect((await latestRun(scope, connectionId))?.id).toBe(whole.syncRunId);
    expect((await latestRun(scope, connectionId, 'CONTACTS'))?.id).toBe(whole.syncRunId);
    expect((await latestRun(scope, connectionId, 'ACCOUNTS'))?.id).toBe(syncRunId);
  });
});

test('runs of the last quarter are kept, older ones go when the next begins', async () => {
  const scope = await aBusiness();
  const owner = await aConnection(scope);
  for (const days of [1, 89, 91, 400]) {
    await db.syncRun.create({
      data: { ...owner, trigger: 'SCHEDULE', status: 'COMPLETE', createdAt: new Date(Date.now() - days * 86_400_000) },
    });
  }
  await started(scope, owner.connectionId, 'PERSON');
  expect(await db.syncRun.count({ where: { connectionId: owner.connectionId } })).toBe(3);
});

describe('the lease of a run', () => {
  test('two workers never have it at once, and one that lost it writes nothing', async () => {
    const scope = await aBusiness();
    const { connectionId } = await aConnection(scope);
    const { syncRunId } = await started(scope, connectionId, 'PERSON');
    const claims = await Promise.all(Array.from({ length: 5 }, () => claimRun(syncRunId)));
    const [first] = claims.filter((claim) => claim !== null);
    expect(claims.filter((claim) => claim !== null)).toHaveLength(1);
    if (!first) throw new Error('not claimed');

    await underLease(first, (tx) => tx.syncRun.update({ where: { id: syncRunId }, data: { startedByName: 'first' } }));
    const expired = new Date(Date.now() - 1_000);
    await db.syncRun.update({ where: { id: syncRunId }, data: { leaseUntil: expired } });
    expect(await claimRun(syncRunId)).not.toBeNull();
    const late = underLease(first, (tx) =>
      tx.syncRun.update({ where: { id: syncRunId }, data: { startedByName: 'late' } }),
    );
    await expect(late).rejects.toBeInstanceOf(LeaseLost);
    expect((await db.syncRun.findUniqueOrThrow({ where: { id: syncRunId } })).startedByName).toBe('first');
  });
});

describe('the sweep', () => {
  test('finds runs whose worker died or whose wake-up was lost, and no others', async () => {
    await db.syncRun.deleteMany();
    const old = new Date(Date.now() - 10 * 60_000);
    const past = new Date(Date.now() - 1_000);
    const future = new Date(Date.now() + 60_000);
    const runs = [
      { status: 'QUEUED', leaseUntil: null, createdAt: old, isFound: true },
      { status: 'RUNNING', leaseUntil: past, createdAt: old, isFound: true },
      { status: 'RUNNING', leaseUntil: future, createdAt: old, isFound: false },
      { status: 'QUEUED', leaseUntil: future, createdAt: old, isFound: false },
      { status: 'QUEUED', leaseUntil: null, createdAt: new Date(), isFound: false },
      { status: 'COMPLETE', leaseUntil: null, createdAt: old, isFound: false },
    ] as const;
    for (const { isFound: _, ...run } of runs) {
      const owner = await aConnection(await aBusiness());
      await db.syncRun.create({ data: { ...owner, ...run, trigger: 'SCHEDULE' } });
    }
    expect(await recoverSyncRuns()).toBe(runs.filter(({ isFound }) => isFound).length);
  });

  test('gives up a run that a day was not enough for, so that the next can start', async () => {
    const scope = await aBusiness();
    const { connectionId } = await aConnection(scope);
    const { syncRunId } = await started(scope, connectionId, 'PERSON');
    await db.syncRun.update({ where: { id: syncRunId }, data: { createdAt: new Date(Date.now() - 25 * 3_600_000) } });
    await recoverSyncRuns();
    const run = await db.syncRun.findUniqueOrThrow({ where: { id: syncRunId }, include: { lists: true } });
    expect(run).toMatchObject({ status: 'FAILED', error: { code: 'gaveUp' } });
    expect(run.lists.every(({ status }) => status === 'FAILED')).toBe(true);
    expect((await started(scope, connectionId, 'PERSON')).isNew).toBe(true);
  });
});

describe('the hourly schedule', () => {
  test('refreshes connections whose last refresh is an hour old, a tenth at a time, the oldest first', async () => {
    await db.connection.deleteMany();
    const hours = (count: number) => new Date(Date.now() - count * 3_600_000);
    const made: string[] = [];
    for (let index = 0; index < 15; index++) {
      const owner = await aConnection(await aBusiness());
      await db.syncRun.create({
        data: {
          ...owner,
          trigger: 'SCHEDULE',
          status: 'COMPLETE',
          createdAt: hours(index === 3 ? 9 : index === 7 ? 8 : 2),
        },
      });
      made.push(owner.connectionId);
    }
    // One that somebody asked of one list alone puts no other off.
    const oldest = { businessId: '', connectionId: made[3] ?? '' };
    const { businessId } = await db.connection.findUniqueOrThrow({ where: { id: oldest.connectionId } });
    await db.syncRun.create({
      data: { ...oldest, businessId, trigger: 'PERSON', status: 'COMPLETE', isWhole: false },
    });
    expect(await startDueRefreshes()).toBe(2);
    const live = await db.syncRun.findMany({ where: { status: 'QUEUED' } });
    expect(new Set(live.map(({ connectionId }) => connectionId))).toEqual(new Set([made[3], made[7]]));
  });

  test('leaves alone what is fresh, being refreshed, or not connected', async () => {
    await db.connection.deleteMany();
    const fresh = await aConnection(await aBusiness());
    await db.syncRun.create({ data: { ...fresh, trigger: 'SCHEDULE', status: 'COMPLETE' } });
    const live = await aConnection(await aBusiness());
    await db.syncRun.create({ data: { ...live, trigger: 'SCHEDULE', createdAt: new Date(Date.now() - 7_200_000) } });
    const lost = await aConnection(await aBusiness());
    await db.connection.update({ where: { id: lost.connectionId }, data: { status: 'NEEDS_RECONNECTING' } });
    expect(await startDueRefreshes()).toBe(0);
  });
});
