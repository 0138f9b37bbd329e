import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest';
import { editItem } from '#lib/coding/edit-item.ts';
import { fillNewRates } from '#lib/coding/fill-rates.ts';
import { itemHistory } from '#lib/coding/item-history.ts';
import { db } from '#lib/db.ts';
import { calendarDate } from '#lib/domain/calendar-date.ts';
import type { Coding } from '#lib/domain/coding/coding.ts';
import { getItem } from '#lib/inbox/get-item.ts';
import { inboxQuerySchema } from '#lib/inbox/inbox-query.ts';
import { listInbox } from '#lib/inbox/list-inbox.ts';
import { currencySetting, setCurrencyRules, takeRatesBack } from '#lib/publishing/settings/currency-setting.ts';
import { dailyRate } from '#lib/rates/daily-rate.ts';
import { europeanCentralBank } from '#lib/rates/european-central-bank.ts';
import { readRates } from '#lib/rates/read-rates.ts';
import { someBooks } from '#tests/support/books.ts';
import { aBusiness } from '#tests/support/connect.ts';
import { ratesXml } from '#tests/support/exchange-rates.ts';
import { withSettings } from '#tests/support/settings.ts';

let answer: { status: number; body: string } = { status: 200, body: '' };
const server = createServer((_request, response) => {
  response.writeHead(answer.status, { 'content-type': 'text/xml' }).end(answer.body);
});
await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
const url = `http://127.0.0.1:${(server.address() as AddressInfo).port}/eurofxref-hist-90d.xml`;
afterAll(() => server.close());

withSettings({ EXCHANGE_RATES_URL: url });

const published = {
  '2026-11-20': { USD: '1.2000', GBP: '0.8000', JPY: '180.00' },
  '2026-11-13': { USD: '1.1000', GBP: '0.8000' },
};

beforeAll(async () => {
  answer = { status: 200, body: ratesXml(published) };
  expect(await readRates()).toBe(2);
});

const rateOf = (currency: string, baseCurrency: string, day: string) =>
  dailyRate(db, { currency, baseCurrency, on: calendarDate(day) }).then((found) => found && [found.rate, found.day]);

describe('the rate of a day', () => {
  test.each([
    ['USD', 'EUR', '2026-11-20', ['1.2', '2026-11-20']],
    ['EUR', 'GBP', '2026-11-20', ['1.25', '2026-11-20']],
    ['USD', 'GBP', '2026-11-20', ['1.5', '2026-11-20']],
    ['USD', 'GBP', '2026-11-19', ['1.375', '2026-11-13']],
    ['USD', 'GBP', '2026-11-27', ['1.5', '2026-11-20']],
    ['USD', 'GBP', '2026-11-28', null],
    ['USD', 'GBP', '2026-11-12', null],
    ['JPY', 'GBP', '2026-11-19', null],
    ['GBP', 'GBP', '2026-11-20', null],
  ])('of %s for one %s on %s is %j: that day’s or the last before it, of a week at most', async (...row) => {
    const [currency, base, day, expected] = row;
    expect(await rateOf(currency, base, day)).toEqual(expected);
  });

  test('stays what it was when it is published anew, and others come to it', async () => {
    answer = {
      status: 200,
      body: ratesXml({ '2026-11-24': { USD: '1.3', GBP: '0.8' }, '2026-11-20': { USD: '9', GBP: '0.8' } }),
    };
    await readRates();
    expect(await rateOf('USD', 'EUR', '2026-11-20')).toEqual(['1.2', '2026-11-20']);
    expect(await rateOf('USD', 'EUR', '2026-11-24')).toEqual(['1.3', '2026-11-24']);
  });
});

test.each([
  ['an error', { status: 503, body: 'away' }],
  ['a page', { status: 200, body: '<html/>' }],
  ['more than rates can be', { status: 200, body: ratesXml(published) + ' '.repeat(2_000_001) }],
])('%s is no answer: the rates that are known stay', async (_what, wrong) => {
  const before = await db.exchangeRate.count();
  answer = wrong;
  await expect(readRates()).rejects.toThrow();
  expect(await db.exchangeRate.count()).toBe(before);
});

test('a source that is away is said to be', async () => {
  expect(await europeanCentralBank.read('http://127.0.0.1:9/')).toMatchObject({ ok: false });
});

describe('a business that goes by daily rates', () => {
  let scope: Awaited<ReturnType<typeof aBusiness>>;
  const from = { address: '192.0.2.1', device: 'Firefox' };

  beforeEach(async () => {
    scope = await aBusiness();
    await someBooks(scope);
  });

  async function anItem(values: object = {}) {
    const { lastItemNumber: number } = await db.business.update({
      where: { id: scope.businessId },
      data: { lastItemNumber: { increment: 1 } },
    });
    return db.item.create({
      data: {
        businessId: scope.businessId,
        number,
        currency: 'USD',
        issuedOn: new Date('2026-11-20'),
        total: '150',
        ...values,
      },
    });
  }
  const rates = (givesOpen: boolean) =>
    setCurrencyRules(scope, { foreignCurrency: 'CONVERT', exchangeRateSource: 'DAILY', givesOpen }, from);
  const stored = async ({ id }: { id: string }) => {
    const { exchangeRate } = await db.item.findUniqueOrThrow({ where: { id } });
    return exchangeRate?.toString() ?? null;
  };
  const rateFrom = async ({ number }: { number: number }) => (await getItem(scope, 'COSTS', number))?.rateFrom;
  async function edit(id: string, ...all: Partial<Coding>[]) {
    for (const changes of all) {
      const { revision } = await db.item.findUniqueOrThrow({ where: { id } });
      expect(await editItem(scope, { itemId: id, revision, changes })).toMatchObject({ ok: true });
    }
  }

  test('has the rate follow an item’s currency and date, and leaves alone what somebody typed', async () => {
    await rates(false);
    const item = await anItem({ currency: 'GBP' });
    await edit(item.id, { currency: 'USD' });
    expect(await stored(item)).toBe('1.5');
    await edit(item.id, { issuedOn: calendarDate('2026-11-16') });
    expect(await stored(item)).toBe('1.375');
    const [entry] = await itemHistory(scope, item.id);
    expect(entry).toMatchObject({
      who: 'Intray',
      what: 'Exchange rate',
      change: { because: 'European Central Bank, 13 Nov 2026' },
    });
    expect(await rateFrom(item)).toBe('European Central Bank, 13 Nov 2026');
    await edit(item.id, { exchangeRate: '1.4' }, { issuedOn: calendarDate('2026-11-20') });
    expect(await rateFrom(item)).toBe('Entered by Ada Admin');
    expect(await stored(item)).toBe('1.4');
    await edit(item.id, { currency: 'EUR' });
    expect(await stored(item)).toBe('1.25');
    await edit(item.id, { currency: 'GBP' });
    expect(await stored(item)).toBeNull();
  });

  test('gives open items a rate only when asked, and takes it back', async () => {
    const [item, typed] = [await anItem(), await anItem({ exchangeRate: '1.3' })];
    expect(await currencySetting(scope)).toMatchObject({
      open: { foreign: 2, lacking: 2, withoutRate: 1 },
      example: { number: typed.number, rate: '1.3', isInBooks: false },
      daily: { title: 'European Central Bank' },
    });
    await rates(false);
    await fillNewRates();
    expect(await stored(item)).toBeNull();

    const given = await rates(true);
    expect([await stored(item), await stored(typed)]).toEqual(['1.5', '1.3']);
    const [row] = (await listInbox(scope, 'COSTS', inboxQuerySchema.parse({}), { after: null, limit: 5 })).rows.slice(
      1,
    );
    expect(row).toMatchObject({ total: '150.00', currency: 'USD', baseTotal: '100.00', baseCurrency: 'GBP' });

    if (!given.ok) throw new Error(given.error.message);
    expect(await takeRatesBack(scope, given.value.given)).toEqual({ ok: true, value: 1 });
    expect(await stored(item)).toBeNull();
  });

  test('fills in the rate of what was added before its day’s was known', async () => {
    await rates(false);
    const item = await anItem({ createdAt: new Date(Date.now() + 60_000) });
    await fillNewRates();
    expect(await stored(item)).toBe('1.5');
  });

  test('goes on to what has a rate past any number of items that have none', async () => {
    await rates(false);
    const createdAt = new Date(Date.now() + 60_000);
    const long = { businessId: scope.businessId, currency: 'USD', issuedOn: new Date('2020-01-15'), createdAt };
    await db.item.createMany({ data: Array.from({ length: 600 }, (_, at) => ({ ...long, number: 1_000 + at })) });
    const item = await anItem({ createdAt });
    await fillNewRates();
    expect(await stored(item)).toBe('1.5');
  });
});
