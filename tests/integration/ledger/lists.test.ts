import { randomUUID } from 'node:crypto';
import { beforeAll, expect, test } from 'vitest';
import { openLedger } from '#lib/connections/open-ledger.ts';
import type { Ledger, LedgerLists } from '#lib/ledger/ledger.ts';
import { aBusiness, connect } from '#tests/support/connect.ts';
import { withSandbox } from '#tests/support/sandbox.ts';
import { control } from '#tests/support/sandbox-control.ts';

withSandbox();

const organisation = `Large Books ${randomUUID().slice(0, 8)} Ltd`;
const whole = { page: 1, modifiedSince: null };
let ledger: Ledger;

beforeAll(async () => {
  await control('POST', '/organisations', {
    name: organisation,
    country: 'GB',
    contacts: 2_100,
    tracking: { Region: ['North', 'South'] },
  });
  await control('PATCH', `/organisations/${encodeURIComponent(organisation)}`, { periodLockDate: '2026-06-30' });
  const connectionId = await connect(await aBusiness(), { organisations: [organisation] });
  const opened = await openLedger(connectionId, { priority: 'person' });
  if (!opened.ok) throw new Error(opened.error.message);
  ledger = opened.value;
});

async function read<L extends keyof LedgerLists>(
  list: L,
  page = whole as { page: number; modifiedSince: Date | null },
) {
  const answer = await ledger.list(list, page);
  if (!answer.ok) throw new Error(`${list}: ${answer.error.message}`);
  return answer.value;
}

test('the organisation is told with its base currency, country and lock dates', async () => {
  const { entries } = await read('ORGANISATION');
  expect(entries).toMatchObject([
    { name: organisation, country: 'GB', baseCurrency: 'GBP', periodLockOn: '2026-06-30', endOfYearLockOn: null },
  ]);
});

test('contacts come in pages of a thousand, each once, archived ones with them', async () => {
  await control('POST', `/organisations/${encodeURIComponent(organisation)}/contacts`, { Name: 'Archived & Sons' });
  await control(
    'PATCH',
    `/organisations/${encodeURIComponent(organisation)}/contacts/${encodeURIComponent('Archived & Sons')}`,
    {
      ContactStatus: 'ARCHIVED',
    },
  );
  const pages = [await read('CONTACTS')];
  while (pages.at(-1)?.hasMore) pages.push(await read('CONTACTS', { page: pages.length + 1, modifiedSince: null }));
  const contacts = pages.flatMap(({ entries }) => entries);
  expect(pages.map(({ entries }) => entries.length).slice(0, 2)).toEqual([1_000, 1_000]);
  expect(pages[0]?.expected).toBe(contacts.length);
  expect(new Set(contacts.map(({ ledgerId }) => ledgerId)).size).toBe(contacts.length);
  expect(contacts.find(({ name }) => name === 'Archived & Sons')).toMatchObject({ isArchived: true });
});

test('a contact comes with its bank account, its telephone and the addresses that it has', async () => {
  await control('POST', `/organisations/${encodeURIComponent(organisation)}/contacts`, {
    Name: 'Wharf Supplies',
    BankAccountDetails: '20-00-00 12345678',
    Phones: [{ PhoneType: 'DEFAULT', PhoneAreaCode: '020', PhoneNumber: '7946 0000' }],
    Addresses: [
      {
        AddressType: 'POBOX',
        AddressLine1: '1 Quay',
        City: 'London',
        PostalCode: 'E14 5AB',
        Country: 'United Kingdom',
      },
    ],
  });
  await control('POST', `/organisations/${encodeURIComponent(organisation)}/contacts`, { Name: 'Nothing But A Name' });
  expect(await contactNamed('Wharf Supplies')).toMatchObject({
    bankAccount: '20-00-00 12345678',
    phone: '020 7946 0000',
    addresses: [{ kind: 'POSTAL', lines: ['1 Quay', 'London E14 5AB', 'United Kingdom'] }],
  });
  const bare = await contactNamed('Nothing But A Name');
  expect(bare).toMatchObject({ bankAccount: null, phone: null, addresses: [] });
});

async function contactNamed(name: string) {
  for (let page = 1, hasMore = true; hasMore; page++) {
    const answer = await read('CONTACTS', { page, modifiedSince: null });
    const found = answer.entries.find((contact) => contact.name === name);
    if (found) return found;
    hasMore = answer.hasMore;
  }
  return null;
}

test('a delta has what changed since and says that it is no whole list', async () => {
  const since = new Date(Date.now() + 1_000);
  await control('POST', '/clock', { advanceSeconds: 5 });
  await control('POST', `/organisations/${encodeURIComponent(organisation)}/contacts`, { Name: 'Brand New Ltd' });
  const delta = await read('CONTACTS', { page: 1, modifiedSince: since });
  await control('POST', '/clock', { reset: true });
  expect(delta.entries.map(({ name }) => name)).toEqual(['Brand New Ltd']);
  expect(delta).toMatchObject({ hasMore: false, isComplete: false });
  expect((await read('ACCOUNTS', { page: 1, modifiedSince: since })).isComplete).toBe(false);
});

test('accounts, tax rates, tracking, currencies and products come whole, in our own terms', async () => {
  const accounts = await read('ACCOUNTS');
  expect(accounts).toMatchObject({ hasMore: false, isComplete: true });
  expect(accounts.entries.find(({ type }) => type === 'BANK')).toMatchObject({ class: 'ASSET', isArchived: false });
  expect(accounts.entries.find(({ systemAccount }) => systemAccount === 'CREDITORS')).toBeDefined();

  const rates = (await read('TAX_RATES')).entries;
  expect(rates.find(({ taxType }) => taxType === 'INPUT2')).toMatchObject({
    effectiveRate: '20',
    isArchived: false,
    canApplyTo: { EXPENSE: true, REVENUE: false },
  });
  expect(rates.find(({ taxType }) => taxType === 'CAPEXINPUT')).toMatchObject({
    effectiveRate: '17.5',
    isArchived: true,
  });

  const [region] = (await read('TRACKING')).entries;
  expect(region).toMatchObject({ name: 'Region', options: [{ name: 'North' }, { name: 'South' }] });
  expect((await read('CURRENCIES')).entries.map(({ code }) => code)).toContain('GBP');
  expect((await read('PRODUCTS')).isComplete).toBe(true);
});

test('an answer that breaks off or is no answer of Xero is an outage, and never an empty list', async () => {
  await control('POST', '/faults', { kind: 'drop-before', path: '/TaxRates', remaining: 1 });
  expect(await ledger.list('TAX_RATES', whole)).toMatchObject({ ok: false, error: { kind: 'unavailable' } });
  await control('POST', '/faults', { kind: 'rubbish', path: '/TaxRates', remaining: 1 });
  expect(await ledger.list('TAX_RATES', whole)).toMatchObject({ ok: false, error: { kind: 'unavailable' } });
  expect(await ledger.list('TAX_RATES', whole)).toMatchObject({ ok: true });
});

test('a 429 of the ledger is passed on with its end, and the next call waits for it without asking', async () => {
  await control('POST', '/faults', { kind: 'status', status: 429, path: '/Currencies', remaining: 1 });
  const refused = await ledger.list('CURRENCIES', whole);
  expect(refused).toMatchObject({ ok: false, error: { kind: 'rateLimited', retry: 'later' } });
  await control('DELETE', '/log');
  expect(await ledger.list('CURRENCIES', whole)).toMatchObject({ ok: false, error: { kind: 'rateLimited' } });
  expect((await control<{ count: number }>('GET', '/log?path=Currencies')).count).toBe(0);
});
