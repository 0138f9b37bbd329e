import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { autoPublishInput, parseAutoPublish } from '#lib/domain/auto-publish/auto-publish-schema.ts';
import { firstAutoPublish } from '#lib/domain/auto-publish/auto-publish-settings.ts';
import { type GuardedItem, heldBy, type PastItem } from '#lib/domain/auto-publish/publish-guards.ts';
import { isUsual, usualAmount } from '#lib/domain/auto-publish/usual-amount.ts';
import { calendarDate } from '#lib/domain/calendar-date.ts';

const past = (number: number, values: Partial<PastItem> = {}): PastItem => ({
  ...{ id: `past-${number}`, number, issuedOn: calendarDate(`2026-0${(number % 8) + 1}-01`), total: '100.00' },
  ...{ currency: 'GBP', reference: `INV-${1000 + number}`, type: 'INVOICE', accountId: 'power' },
  ...{ isPublished: true, isByPerson: true },
  ...values,
});
const usualPast = [1, 2, 3, 4, 5, 6].map((number) => past(number));
const item = (values: Partial<GuardedItem> = {}, coding: Partial<GuardedItem['coding']> = {}): GuardedItem => ({
  ...{ workspace: 'COSTS', currency: 'GBP', baseTotal: coding.total ?? '104.00', contactName: 'Acme', past: usualPast },
  ...{ accountName: 'Light', isSameFile: false, mayBeInBooks: false, strangeAccount: null, marksOf: null, unsure: [] },
  coding: {
    ...{ type: 'INVOICE', contactId: 'acme', issuedOn: calendarDate('2026-11-01'), total: '104.00' },
    ...{ reference: 'INV-2001', accountId: 'power', lines: [] },
    ...coding,
  },
  ...values,
});
const held = (guarded: GuardedItem) => [...new Set(heldBy(guarded, firstAutoPublish).map(({ guard }) => guard))];

test('an item like those before it is not held', () => expect(held(item())).toEqual([]));

test.each<[string, GuardedItem, string[]]>([
  ['the first of a supplier', item({ past: [] }), ['newContact']],
  ['one that few came before', item({ past: usualPast.slice(0, 2) }), ['newContact']],
  [
    'one of a supplier whose all went out by themselves',
    item({ past: usualPast.map((each) => ({ ...each, isByPerson: false })) }),
    ['newContact'],
  ],
  ['one that asks to pay elsewhere', item({ strangeAccount: 'GB00 1' }), ['bankDetails']],
  ['one with a number that was used', item({}, { reference: 'inv-1003' }), ['duplicate']],
  [
    'one of the same total some days later',
    item({ past: [past(9, { total: '104', issuedOn: calendarDate('2026-10-28') }), ...usualPast] }),
    ['duplicate'],
  ],
  [
    'one without a number and of the same total within weeks',
    item(
      { past: [past(9, { total: '104', issuedOn: calendarDate('2026-10-20') }), ...usualPast] },
      { reference: null },
    ),
    ['duplicate', 'unlike'],
  ],
  ['one whose file is of another too', item({ isSameFile: true }), ['duplicate']],
  ['one that the books may have', item({ mayBeInBooks: true }), ['duplicate']],
  ['one with the marks of another', item({ marksOf: 'Bolt' }), ['unlike']],
  ['one whose number is written otherwise', item({}, { reference: '2026/11/7' }), ['unlike']],
  ['one coded as none was', item({}, { accountId: 'office' }), ['unlike']],
  ['one in another currency', item({ currency: 'EUR' }), ['unlike']],
  ['ten times the amount', item({ baseTotal: '900' }, { total: '1000' }), ['unusual']],
  ['a tenth of the amount', item({}, { total: '10' }), ['unusual']],
  ['more than the most', item({ baseTotal: '1000.01' }), ['cap']],
  ['an amount that nobody can tell in the base currency', item({ baseTotal: null }), ['cap']],
  ['what was not surely read', item({ unsure: ['the date'] }), ['unsure']],
])('%s is held', (_, guarded, guards) => expect(held(guarded)).toEqual(guards));

test('what was added and not published tells nothing of what is usual', () => {
  const open = [7, 8, 9].map((number) => past(number, { isPublished: false, isByPerson: false, total: '990' }));
  expect(held(item({ past: open }))).toEqual(['newContact']);
});

describe('what is usual of amounts', () => {
  test('moves with none of the past that is far off', () => {
    const usual = usualAmount([100, 101, 99, 100, 1_000, 98, 102]);
    expect(usual?.median).toBeCloseTo(100, 5);
    expect(usual && isUsual(1_000, usual)).toBe(false);
  });

  test('never takes ten times what is usual for usual, however far amounts are spread', () => {
    const amounts = fc.array(fc.double({ min: 0.01, max: 1e6, noNaN: true }), { minLength: 1, maxLength: 12 });
    fc.assert(
      fc.property(amounts, fc.nat(), (those, at) => {
        const usual = usualAmount(those);
        if (!usual) return false;
        // Ten times the middle, and ten times any that lies within the spread that is usual.
        if (isUsual(usual.median * 10, usual)) return false;
        const one = those[at % those.length] ?? 1;
        const spread = usual.times === null ? 1 : Math.min(usual.times, Math.sqrt(10));
        return (
          one < usual.median / spread ||
          usual.times === null ||
          usual.times > Math.sqrt(10) ||
          !isUsual(one * 10, usual)
        );
      }),
    );
  });

  test('holds all where they differ too much', () => {
    expect(usualAmount([1, 30, 900, 20_000])?.times).toBeNull();
  });
});

test.each([
  ['NEAR', ['unusual']],
  ['USUAL', ['unusual']],
  ['FAR', []],
  ['ANY', []],
] as const)('half more than is usual, with amounts at %s', (amounts, guards) => {
  const half = item({ baseTotal: '150.00' }, { total: '150.00' });
  expect(heldBy(half, { ...firstAutoPublish, amounts }).map(({ guard }) => guard)).toEqual(guards);
});

test('any amount asks for a most, and what was stored before goes by what is usual', () => {
  const { amounts: _, ...before } = firstAutoPublish;
  expect(parseAutoPublish(before).amounts).toBe('USUAL');
  const any = { ...firstAutoPublish, amounts: 'ANY', most: null };
  expect(autoPublishInput.safeParse(any).error?.issues).toMatchObject([{ path: ['most'] }]);
  expect(autoPublishInput.safeParse({ ...any, most: '500' }).success).toBe(true);
});

test('the most and how many came before only ever hold more, the stricter they are', () => {
  const amount = fc.integer({ min: 1, max: 5_000 });
  fc.assert(
    fc.property(
      amount,
      amount,
      fc.integer({ min: 1, max: 12 }),
      fc.integer({ min: 0, max: 12 }),
      (total, most, least, count) => {
        const guarded = item({ baseTotal: String(total), past: usualPast.slice(0, count) }, { total: String(total) });
        const lax = heldBy(guarded, { ...firstAutoPublish, most: null, leastPublished: 1 }).length;
        return heldBy(guarded, { ...firstAutoPublish, most: String(most), leastPublished: least }).length >= lax;
      },
    ),
  );
});
