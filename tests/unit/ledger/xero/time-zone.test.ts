import { expect, test } from 'vitest';
import { TimeZone } from 'xero-node';
import { ianaTimeZone } from '#lib/ledger/xero/time-zone.ts';

test('each time zone that an organisation may have is known by its IANA name', () => {
  const names = Object.keys(TimeZone).filter((name) => Number.isNaN(Number(name)));
  // Windows itself no longer has these two.
  const gone = ['KAMCHATKASTANDARDTIME', 'MIDATLANTICSTANDARDTIME'];
  expect(names.filter((name) => ianaTimeZone(name) === null)).toEqual(gone);
  for (const name of names) {
    const timeZone = ianaTimeZone(name);
    if (timeZone) expect(() => new Intl.DateTimeFormat('en', { timeZone })).not.toThrow();
  }
});

test.each([
  ['NEWZEALANDSTANDARDTIME', 'Pacific/Auckland'],
  ['GMTSTANDARDTIME', 'Europe/London'],
  ['AUSEASTERNSTANDARDTIME', 'Australia/Sydney'],
  [null, null],
])('%s is %s', (xeroName, iana) => {
  expect(ianaTimeZone(xeroName)).toBe(iana);
});
