import fc from 'fast-check';
import { expect, test } from 'vitest';
import { isQuiet, publishTime } from '#lib/domain/auto-publish/publish-time.ts';
import { resolveAutoPublish } from '#lib/domain/auto-publish/resolve-auto-publish.ts';

const night = { from: 18 * 60, to: 8 * 60 };

test.each([
  ['2026-11-27T10:00:00Z', 60, 'Europe/London', '2026-11-27T11:00:00.000Z'],
  ['2026-11-27T17:30:00Z', 60, 'Europe/London', '2026-11-28T08:00:00.000Z'],
  ['2026-07-27T17:30:00Z', 60, 'Europe/London', '2026-07-28T07:00:00.000Z'],
  ['2026-11-27T04:00:00Z', 60, 'Pacific/Auckland', '2026-11-27T19:00:00.000Z'],
  // The night in which clocks are put back.
  ['2026-10-24T18:00:00Z', 60, 'Europe/London', '2026-10-25T08:00:00.000Z'],
])('what is found ready at %s goes out after %d minutes in %s at %s', (found, delayMinutes, zone, at) => {
  expect(publishTime(new Date(found), { delayMinutes, quiet: night }, zone).toISOString()).toBe(at);
});

test('nothing goes out before the delay has passed, nor in quiet hours, nor a day and a delay later', () => {
  const minute = fc.integer({ min: 0, max: 1439 });
  const zone = fc.constantFrom('Europe/London', 'America/New_York', 'Asia/Kolkata', 'Pacific/Chatham', null);
  fc.assert(
    fc.property(
      fc.date({ min: new Date('2026-01-01'), max: new Date('2027-01-01'), noInvalidDate: true }),
      minute,
      minute,
      zone,
      (found, from, to, zone) => {
        fc.pre(from !== to);
        const quiet = { from, to };
        const at = publishTime(found, { delayMinutes: 60, quiet }, zone);
        const later = (at.getTime() - found.getTime()) / 60_000;
        return later >= 59 && later <= 60 + 25 * 60 && !isQuiet(quiet, zone, at);
      },
    ),
  );
});

const item = { workspace: 'COSTS', coding: { type: 'INVOICE' } } as const;
const said = { settings: { byDefault: false, types: {} }, rule: null, methods: [], contact: null };
const rule = (publishes: boolean) => ({ id: 'r', name: 'Rule for Acme', publishes, because: 'The supplier is Acme' });

test.each([
  ['nothing', {}, false],
  ['the business', { settings: { byDefault: true, types: {} } }, true],
  ['the type before the business', { settings: { byDefault: true, types: { 'COSTS.INVOICE': false } } }, false],
  [
    'the supplier before the type',
    { settings: { byDefault: false, types: { 'COSTS.INVOICE': false } }, contact: { name: 'Acme', publishes: true } },
    true,
  ],
  [
    'the method before the supplier',
    { methods: [{ name: 'Card', publishes: false }], contact: { name: 'Acme', publishes: true } },
    false,
  ],
  [
    'a method that never is before one that is',
    {
      methods: [
        { name: 'Card', publishes: true },
        { name: 'Cash', publishes: false },
      ],
    },
    false,
  ],
  ['a rule before all', { rule: rule(true), methods: [{ name: 'Card', publishes: false }] }, true],
  ['a rule that says never', { rule: rule(false), settings: { byDefault: true, types: {} } }, false],
])('%s decides', (_, more, publishes) => {
  expect(resolveAutoPublish(item, { ...said, ...more }).publishes).toBe(publishes);
});
