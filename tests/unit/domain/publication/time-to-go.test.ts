import { expect, test } from 'vitest';
import { aboutHowLong, doneAt, type Pace } from '#lib/domain/publication/time-to-go.ts';

const NOW = 1_000_000_000;
const minute = 60_000;
const xero: Pace = {
  ...{ minuteMs: minute, minuteLimit: 60, made: [], day: null, atOnce: 5, answerMs: 300, notBefore: 0 },
};

test.each<[string, number, Partial<Pace>, number]>([
  ['five calls are made at once', 5, {}, 0.3],
  ['twelve calls take three rounds of five', 12, {}, 0.9],
  ['of 510 calls the last thirty wait for the ninth minute', 510, {}, 8 * 60 + 8 * 0.3 + 1.8],
  [
    'calls that were made half a minute ago are in the way for another half',
    60,
    { made: [{ at: NOW - 30_000, count: 60 }] },
    30 + 3.6,
  ],
  ['what others left of the minute is used at once', 10, { made: [{ at: NOW - 30_000, count: 50 }] }, 0.6],
  ['nothing is sent before the ledger takes calls again', 5, { notBefore: NOW + 90_000 }, 90.3],
  ['what the day has no calls for waits for the next', 8, { day: { left: 4, renewedAt: NOW + 3_600_000 } }, 3_600.6],
])('%s', (_, calls, pace, seconds) => {
  expect((doneAt(calls, NOW, { ...xero, ...pace }) - NOW) / 1_000).toBeCloseTo(seconds, 0);
});

test.each([
  [20_000, 'less than a minute'],
  [61_000, 'about a minute'],
  [6.4 * minute, 'about 6 minutes'],
  [3 * 60 * minute, 'about 3 hours'],
  [50 * 60 * minute, 'about 2 days'],
])('%d ms are %s', (ms, text) => {
  expect(aboutHowLong(ms)).toBe(text);
});
