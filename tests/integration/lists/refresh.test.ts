import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { describe, expect, test } from 'vitest';
import { db } from '#lib/db.ts';
import { recoverSyncRuns } from '#lib/lists/recover-sync-runs.ts';
import { refreshLists } from '#lib/lists/refresh-lists.ts';
import { startRefresh } from '#lib/lists/start-refresh.ts';
import { Postponed } from '#lib/queue/postponed.ts';
import { withSandbox } from '#tests/support/sandbox.ts';
import { control } from '#tests/support/sandbox-control.ts';
import { aConnectedBusiness, callsDuring, countRows, refresh, summary } from './sandbox.ts';

withSandbox();

const tracking = { Region: ['North', 'South'], Department: ['Bar', 'Kitchen'] };
const never = new AbortController().signal;
const hoursAgo = (hours: number) => new Date(Date.now() - hours * 3_600_000);

test('the first refresh fills every list, and the next finds no changes', async () => {
  const connected = await aConnectedBusiness({ tracking });
  const first = await refresh(connected);
  expect(first).toMatchObject({ tone: 'success', lists: { ORGANISATION: 'Details changed', TRACKING: '6 added' } });
  const rows = await countRows(connected);
  expect(rows).toMatchObject({ categories: 2, options: 4 });
  for (const count of Object.values(rows)) expect(count).toBeGreaterThan(0);
  expect(first.lists.ACCOUNTS).toBe(`${rows.accounts} added`);
  expect(first.lists.CONTACTS).toBe(`${rows.contacts} added`);
  expect(await db.connection.findUniqueOrThrow({ where: { id: connected.connectionId } })).toMatchObject({
    organisationName: connected.name,
    country: 'GB',
    baseCurrency: 'GBP',
  });

  const second = await refresh(connected);
  expect(second.title).toBe('Refreshed: no changes');
  expect(new Set(Object.values(second.lists))).toEqual(new Set(['No changes']));
  expect(await countRows(connected)).toEqual(rows);
});

test('a refresh of one list reads that list alone, and one asked for while it goes on is read too', async () => {
  const connected = await aConnectedBusiness();
  await refresh(connected);
  const { scope, connectionId } = connected;
  const ask = async (list: 'ACCOUNTS' | 'TAX_RATES') => {
    const started = await startRefresh(scope, connectionId, 'PERSON', [list]);
    return started.ok ? started.value.syncRunId : expect.fail(started.error.message);
  };
  const accounts = await callsDuring(connected, async () => refreshLists(await ask('ACCOUNTS'), never));
  expect(accounts.map(({ path }) => path.split('/').at(-1))).toEqual(['Accounts']);

  const both = await callsDuring(connected, async () => {
    const run = await ask('ACCOUNTS');
    const [, added] = await Promise.all([refreshLists(run, never), ask('TAX_RATES')]);
    // Asked for a moment too late, it has a run of its own.
    if (added !== run) await refreshLists(added, never);
  });
  expect(both.map(({ path }) => path.split('/').at(-1)).sort()).toEqual(['Accounts', 'TaxRates']);
  expect(await db.syncRun.count({ where: { connectionId, finishedAt: null } })).toBe(0);
});

test('contacts come a thousand to a call, and a scheduled refresh asks only for what changed', async () => {
  const connected = await aConnectedBusiness({ contacts: 2_500 });
  const whole = await callsDuring(connected, () => refresh(connected));
  const pages = whole.filter(({ path }) => path.endsWith('/Contacts'));
  expect(pages.map(({ query }) => new URLSearchParams(query).get('pageSize'))).toEqual(['1000', '1000', '1000']);
  expect(whole).toHaveLength(10);
  expect(await db.contact.count({ where: { connectionId: connected.connectionId } })).toBe(2_500);

  await control('POST', '/clock', { advanceSeconds: 3_600 });
  const someone = await db.contact.findFirstOrThrow({ where: { connectionId: connected.connectionId } });
  await control('PATCH', `/organisations/${connected.organisationId}/contacts/${someone.ledgerId}`, {
    EmailAddress: 'new@example.test',
  });
  // The next delta begins where the whole refresh began, and the clock over there has moved on since.
  await db.listState.updateMany({
    where: { connectionId: connected.connectionId },
    data: { modifiedSince: new Date(Date.now() + 1_800_000) },
  });
  const delta = await callsDuring(connected, () => refresh(connected, 'SCHEDULE'));
  expect(delta.filter(({ path }) => path.endsWith('/Contacts'))).toHaveLength(1);
  expect((await summary(connected)).lists).toMatchObject({ CONTACTS: '1 changed', ACCOUNTS: 'No changes' });
  const run = await db.syncRunList.findFirstOrThrow({
    where: { list: 'CONTACTS', syncRun: { connectionId: connected.connectionId, trigger: 'SCHEDULE' } },
  });
  expect(run).toMatchObject({ changed: 1, unchanged: 0, calls: 1 });
  expect(await db.contact.count({ where: { connectionId: connected.connectionId, isArchived: true } })).toBe(0);
  await control('POST', '/clock', { reset: true });
});

test('once a week a scheduled refresh reads everything, since a delta does not tell of all changes', async () => {
  const connected = await aConnectedBusiness();
  const { connectionId } = connected;
  await refresh(connected);
  const { contacts } = await countRows(connected);
  const read = async () => {
    await db.listState.updateMany({ where: { connectionId }, data: { modifiedSince: new Date(Date.now() + 1_000) } });
    await refresh(connected, 'SCHEDULE');
    const list = await db.syncRunList.findFirstOrThrow({
      where: { list: 'CONTACTS', syncRun: { connectionId } },
      orderBy: { syncRun: { createdAt: 'desc' } },
    });
    return list.unchanged;
  };
  expect(await read()).toBe(0);
  await db.listState.updateMany({ where: { connectionId }, data: { readWholeAt: hoursAgo(8 * 24) } });
  expect(await read()).toBe(contacts);
  expect(await read()).toBe(0);
});

test('what was archived, renamed or removed at the ledger is archived or renamed here, and never deleted', async () => {
  const connected = await aConnectedBusiness({ tracking });
  await refresh(connected);
  const at = `/organisations/${connected.organisationId}`;
  const where = { connectionId: connected.connectionId };
  const [archived, renamed] = await db.account.findMany({
    where: { ...where, systemAccount: null, type: 'OVERHEADS', isArchived: false },
    take: 2,
  });
  if (!archived || !renamed) throw new Error('The sandbox has too few accounts');
  await db.account.updateMany({ where: { id: { in: [archived.id, renamed.id] } }, data: { isVisible: false } });
  await control('PATCH', `${at}/accounts/${archived.ledgerId}`, { Status: 'ARCHIVED' });
  await control('PATCH', `${at}/accounts/${renamed.ledgerId}`, { Name: 'Renamed over there' });
  await control('PATCH', `${at}/tracking/Region/options/North`, { status: 'DELETED' });
  const [rate] = await db.taxRate.findMany({ where: { ...where, isArchived: false }, take: 1 });
  await control('PATCH', `${at}/tax-rates/${rate?.taxType}`, { name: 'Renamed rate' });

  expect((await refresh(connected)).lists).toMatchObject({
    ACCOUNTS: '1 changed, 1 archived',
    TRACKING: '1 archived',
    TAX_RATES: '1 changed',
  });
  expect(await db.account.findUniqueOrThrow({ where: { id: archived.id } })).toMatchObject({
    isArchived: true,
    isVisible: false,
  });
  expect(await db.account.findUniqueOrThrow({ where: { id: renamed.id } })).toMatchObject({
    name: 'Renamed over there',
    isVisible: false,
  });
  expect(await db.trackingOption.findFirstOrThrow({ where: { ...where, name: 'North' } })).toMatchObject({
    isArchived: true,
  });

  await control('PATCH', `${at}/accounts/${archived.ledgerId}`, { Status: 'ACTIVE' });
  expect((await refresh(connected)).lists).toMatchObject({ ACCOUNTS: '1 changed' });
  expect(await db.account.findUniqueOrThrow({ where: { id: archived.id } })).toMatchObject({ isArchived: false });
});

describe('when the ledger does not answer well', () => {
  test('a list that is refused does not stop the others, and its entries stay as they were', async () => {
    const connected = await aConnectedBusiness();
    await refresh(connected);
    const before = await countRows(connected);
    await control('POST', '/faults', {
      kind: 'status',
      status: 404,
      path: '/TaxRates',
      tenantId: connected.organisationId,
    });
    const result = await refresh(connected);
    await control('DELETE', '/faults');
    expect(result).toMatchObject({
      tone: 'warning',
      title: 'Refreshed, except tax rates',
      lists: { ACCOUNTS: 'No changes', CONTACTS: 'No changes' },
    });
    expect(result.lists.TAX_RATES).toMatch(/nothing is lost/);
    expect(await countRows(connected)).toEqual(before);
    expect((await refresh(connected)).tone).toBe('success');
  });

  test('a ledger that is away makes the refresh wait and go on where it was, and is given up in the end', async () => {
    const connected = await aConnectedBusiness();
    const { connectionId } = connected;
    await control('POST', '/faults', {
      kind: 'status',
      status: 503,
      path: '/Contacts',
      tenantId: connected.organisationId,
    });
    await expect(refresh(connected)).rejects.toBeInstanceOf(Postponed);
    expect(await summary(connected)).toMatchObject({
      title: 'Refresh is waiting',
      detail: expect.stringMatching(/goes on by itself/),
    });
    const run = await db.syncRun.findFirstOrThrow({ where: { connectionId } });
    expect(run.status).toBe('QUEUED');
    await control('DELETE', '/faults');
    const resumed = await callsDuring(connected, () => refreshLists(run.id, never));
    expect(resumed.map(({ path }) => path.split('/').at(-1))).toEqual(['Contacts', 'Items']);
    expect(await summary(connected)).toMatchObject({ tone: 'success' });

    await control('POST', '/faults', {
      kind: 'status',
      status: 503,
      path: '/Contacts',
      tenantId: connected.organisationId,
    });
    await expect(refresh(connected)).rejects.toBeInstanceOf(Postponed);
    const waiting = await db.syncRun.findFirstOrThrow({ where: { connectionId, status: 'QUEUED' } });
    await db.syncRun.update({ where: { id: run.id }, data: { createdAt: hoursAgo(2) } });
    await db.syncRun.update({ where: { id: waiting.id }, data: { createdAt: hoursAgo(1) } });
    await refreshLists(waiting.id, never);
    await control('DELETE', '/faults');
    expect(await summary(connected)).toMatchObject({ title: 'Refreshed, except suppliers and customers' });
  });

  test('over the call limit the refresh is put back until the limit allows, and nothing is lost', async () => {
    const connected = await aConnectedBusiness({ limits: { minute: 5 } });
    await expect(refresh(connected)).rejects.toBeInstanceOf(Postponed);
    const run = await db.syncRun.findFirstOrThrow({
      where: { connectionId: connected.connectionId },
      include: { lists: true },
    });
    expect(run.status).toBe('QUEUED');
    expect(run.leaseUntil?.getTime()).toBeGreaterThan(Date.now());
    expect(run.lists.filter(({ status }) => status === 'COMPLETE')).toHaveLength(4);
    expect(run.lists.filter(({ status }) => status === 'FAILED')).toHaveLength(0);
  });

  test('a connection that was ended at the ledger fails the refresh at once, with a way on', async () => {
    const connected = await aConnectedBusiness();
    await control('POST', '/disconnect', { organisation: connected.organisationId });
    const calls = await callsDuring(connected, async () => {
      const result = await refresh(connected);
      expect(result).toMatchObject({ tone: 'danger', title: 'Refresh failed' });
      expect(result.detail).toMatch(/Reconnect under Business settings > Connections/);
    });
    expect(calls.length).toBeLessThanOrEqual(2);
  });
});

test('a refresh whose worker is killed in the middle is taken over and ends with the right counts', async () => {
  const connected = await aConnectedBusiness({ contacts: 3_000 });
  const run = await db.syncRun.findFirstOrThrow({ where: { connectionId: connected.connectionId } });
  await control('POST', '/faults', {
    kind: 'delay',
    milliseconds: 60_000,
    path: '/Items',
    tenantId: connected.organisationId,
  });
  const worker = spawn(
    process.execPath,
    [
      '--input-type=module',
      '-e',
      `import { refreshLists } from '#lib/lists/refresh-lists.ts';
       await refreshLists(process.argv[1], new AbortController().signal);`,
      run.id,
    ],
    { env: process.env, stdio: 'inherit' },
  );
  await expect
    .poll(() => db.syncRunList.findFirst({ where: { syncRunId: run.id, list: 'PRODUCTS' } }))
    .toMatchObject({ status: 'RUNNING', calls: 1 });
  const ended = once(worker, 'exit');
  worker.kill('SIGKILL');
  await ended;
  await control('DELETE', '/faults');

  // Its lease still holds: nobody takes the run from a worker that may be alive.
  await refreshLists(run.id, never);
  expect(await db.syncRun.findUniqueOrThrow({ where: { id: run.id } })).toMatchObject({ status: 'RUNNING' });

  const past = new Date(Date.now() - 60_000);
  await db.syncRun.update({ where: { id: run.id }, data: { leaseUntil: past, createdAt: past } });
  expect(await recoverSyncRuns()).toBe(1);
  const calls = await callsDuring(connected, () => refreshLists(run.id, never));
  expect(calls.map(({ path }) => path.split('/').at(-1))).toEqual(['Items']);
  const done = await summary(connected);
  expect(done).toMatchObject({ tone: 'success', lists: { CONTACTS: '3,000 added' } });
  const rows = await countRows(connected);
  expect(done.lists.PRODUCTS).toBe(`${rows.products} added`);
});

test('a list read again after an interruption still counts what the first attempt added', async () => {
  const connected = await aConnectedBusiness({ contacts: 2_200 });
  const run = await db.syncRun.findFirstOrThrow({ where: { connectionId: connected.connectionId } });
  const stopping = new AbortController();
  const first = refreshLists(run.id, stopping.signal);
  await expect
    .poll(async () => (await db.syncRunList.findFirst({ where: { syncRunId: run.id, list: 'CONTACTS' } }))?.added, {
      interval: 5,
    })
    .toBeGreaterThanOrEqual(1_000);
  stopping.abort();
  await expect(first).rejects.toBeInstanceOf(Postponed);
  await refreshLists(run.id, never);
  expect((await summary(connected)).lists.CONTACTS).toBe('2,200 added');
  const list = await db.syncRunList.findFirstOrThrow({ where: { syncRunId: run.id, list: 'CONTACTS' } });
  expect(list).toMatchObject({ added: 2_200, unchanged: 0, expected: 2_200 });
});
