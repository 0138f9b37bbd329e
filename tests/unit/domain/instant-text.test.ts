import { expect, test } from 'vitest';
import { formatInstant, formatNearInstant } from '#lib/domain/instant-text.ts';

const lateInTheYear = '2026-12-31T23:30:00.000Z';

test.each([
  ['Europe/London', 'named', '31 Dec 2026, 23:30'],
  ['Pacific/Auckland', 'named', '1 Jan 2027, 12:30'],
  ['Pacific/Auckland', 'monthFirst', '01/01/2027, 12:30'],
  ['America/New_York', 'yearFirst', '2026-12-31, 18:30'],
  ['UTC', 'dayFirst', '31/12/2026, 23:30'],
] as const)('a reader in %s who has dates as %s reads %s', (timeZone, dates, read) => {
  expect(formatInstant(lateInTheYear, { timeZone, dates })).toBe(read);
});

test('of today, as the reader’s clock has it, the time alone is told', () => {
  const auckland = { timeZone: 'Pacific/Auckland', dates: 'named' } as const;
  expect(formatNearInstant(lateInTheYear, auckland, new Date('2027-01-01T08:00:00Z'))).toBe('12:30');
  expect(formatNearInstant(lateInTheYear, auckland, new Date('2027-01-01T12:00:00Z'))).toBe('1 Jan 2027, 12:30');
});

test('midnight is 00:00', () => {
  expect(formatInstant('2026-06-01T00:00:00Z', { timeZone: 'UTC', dates: 'yearFirst' })).toBe('2026-06-01, 00:00');
});
