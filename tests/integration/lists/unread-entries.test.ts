import { afterAll, beforeAll, expect, test } from 'vitest';
import { db } from '#lib/db.ts';
import { env } from '#lib/env.ts';
import { Postponed } from '#lib/queue/postponed.ts';
import type { SyncTrigger } from '#prisma/generated/enums.ts';
import { startLedgerProxy } from '#tests/support/ledger-proxy.ts';
import { withSandbox } from '#tests/support/sandbox.ts';
import { aConnectedBusiness, type Connected, refresh } from './sandbox.ts';

withSandbox();

type Entries = Record<string, unknown>[];

/** What is wrong with the answers about one list, as the ledger's address and its answer name it. */
let spoiled: { list: string; change: (entries: Entries) => void } | null = null;
let proxy: Awaited<ReturnType<typeof startLedgerProxy>>;
let ledgerUrl: string;
let connected: Connected;

beforeAll(async () => {
  proxy = await startLedgerProxy({
    rewrite({ path }, answer) {
      const [, list] = /^\/api\.xro\/2\.0\/(\w+)(\?|$)/.exec(path) ?? [];
      if (!spoiled || list !== spoiled.list) return answer;
      const body = JSON.parse(answer);
      spoiled.change(body[list]);
      return JSON.stringify(body);
    },
  });
  // The settings have been read by now.
  ledgerUrl = env().XERO_API_URL;
  Object.assign(env(), { XERO_API_URL: proxy.url });
  connected = await aConnectedBusiness({ tracking: { Region: ['North', 'South'] }, limits: { minute: 1_000 } });
  await refresh(connected);
});
afterAll(() => {
  Object.assign(env(), { XERO_API_URL: ledgerUrl });
  proxy.stop();
});

const activeContacts = () => db.contact.count({ where: { connectionId: connected.connectionId, isArchived: false } });

const optionsOf = (category: Entries[number] | undefined) => (category?.Options ?? []) as Entries;

async function refreshedWith(list: string, change: (entries: Entries) => void, trigger?: SyncTrigger) {
  spoiled = { list, change };
  const told = await refresh(connected, trigger);
  spoiled = null;
  return told;
}

test.each<[string, string, (entries: Entries) => void]>([
  ['CONTACTS', 'Contacts', ([first]) => delete first?.Name],
  ['ACCOUNTS', 'Accounts', ([first]) => delete first?.Class],
  ['TAX_RATES', 'TaxRates', ([first]) => delete first?.Name],
  ['CURRENCIES', 'Currencies', (entries) => entries.push({ Description: 'no code' })],
  ['TRACKING', 'TrackingCategories', (entries) => entries.push({ Name: 'No id', Options: [] })],
  ['TRACKING', 'TrackingCategories', ([only]) => delete only?.Name],
  ['TRACKING', 'TrackingCategories', ([only]) => delete optionsOf(only)[0]?.Name],
])('one bad entry of %s is named, the others come, and nothing is taken for gone', async (list, path, change) => {
  const before = await activeContacts();
  const told = await refreshedWith(path, change);
  expect(told.tone).toBe('warning');
  expect(told.lists[list]).toMatch(/^No changes\. One entry could not be read and kept what was known before: "/);
  expect(Object.values(told.lists).filter((text) => text !== 'No changes')).toHaveLength(1);
  expect(await activeContacts()).toBe(before);

  const mended = await refresh(connected);
  expect(mended).toMatchObject({ title: 'Refreshed: no changes' });
});

test('what is new beside a bad entry is there after the refresh, and an archived one is archived', async () => {
  const told = await refreshedWith('Contacts', ([bad, gone, good]) => {
    Object.assign(bad ?? {}, { Name: '' });
    Object.assign(gone ?? {}, { ContactStatus: 'ARCHIVED' });
    Object.assign(good ?? {}, { Name: 'Renamed Ltd' });
  });
  expect(told.lists.CONTACTS).toMatch(/^1 changed, 1 archived\. One entry could not be read/);
  expect(await db.contact.count({ where: { connectionId: connected.connectionId, name: 'Renamed Ltd' } })).toBe(1);
});

test('a bad entry that is the only change since the last time is named, and the next refresh asks for what came later', async () => {
  const told = await refreshedWith(
    'Contacts',
    (contacts) => contacts.splice(0, Infinity, { ContactID: 'bad', Name: '' }),
    'SCHEDULE',
  );
  expect(told.lists.CONTACTS).toMatch(/^No changes\. One entry could not be read/);
  const { modifiedSince } = await db.listState.findFirstOrThrow({
    where: { connectionId: connected.connectionId, list: 'CONTACTS' },
  });
  expect(modifiedSince).not.toBeNull();
  expect(await activeContacts()).toBeGreaterThan(0);
});

test('an answer in which nothing can be read is an outage and no list: it is asked for again', async () => {
  const asked = refreshedWith('TaxRates', (rates) => {
    for (const rate of rates) delete rate.Name;
  });
  await expect(asked).rejects.toThrow(Postponed);
  expect(
    await db.taxRate.count({ where: { connectionId: connected.connectionId, isArchived: false } }),
  ).toBeGreaterThan(0);
});
