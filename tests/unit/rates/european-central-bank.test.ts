import { expect, test } from 'vitest';
import { ratesIn } from '#lib/rates/european-central-bank.ts';
import { ratesXml } from '#tests/support/exchange-rates.ts';

test('the days and their rates are read as they are written, the euro among them', () => {
  const read = ratesIn(ratesXml({ '2026-11-20': { USD: '1.1712', JPY: '181.40' }, '2026-11-19': { USD: '1.17' } }));
  expect(read.ok && read.value.map(({ day, perBase }) => [day, Object.fromEntries(perBase)])).toEqual([
    ['2026-11-20', { EUR: '1', USD: '1.1712', JPY: '181.40' }],
    ['2026-11-19', { EUR: '1', USD: '1.17' }],
  ]);
});

test.each([
  ['a page', '<html><body>Moved</body></html>'],
  ['nothing', ''],
  ['a day without rates', ratesXml({ '2026-11-20': {} })],
  ['a day that there is not', ratesXml({ '2026-02-30': { USD: '1.17' } })],
  ['a rate of nothing', ratesXml({ '2026-11-20': { USD: '0.0' } })],
  ['a rate that is no number', ratesXml({ '2026-11-20': { USD: '1.17e9' } })],
  ['a currency that is none', ratesXml({ '2026-11-20': { dollars: '1.17' } })],
  ['a rate without a day', "<Cube><Cube currency='USD' rate='1.17'/></Cube>"],
])('%s is refused as a whole', (_what, xml) => {
  expect(ratesIn(xml)).toMatchObject({ ok: false });
});

test('a file of the greatest length that ends no element is refused at once', () => {
  const begun = performance.now();
  expect(ratesIn(`<Cube${' '.repeat(2_000_000)}`)).toMatchObject({ ok: false });
  expect(ratesIn(`<Cube ${'currency '.repeat(200_000)}`)).toMatchObject({ ok: false });
  // By the square of its length it would be an hour.
  expect(performance.now() - begun).toBeLessThan(20_000);
});
