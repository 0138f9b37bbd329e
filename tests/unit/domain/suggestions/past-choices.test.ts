import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { calendarDate } from '#lib/domain/calendar-date.ts';
import {
  FILLED_FROM,
  type PastItem,
  suggestedFields,
  suggestions,
  templateOf,
  wordsOf,
} from '#lib/domain/suggestions/past-choices.ts';

const plain = (text: string | undefined) => text?.replace(/[\u2066-\u2069]/g, '');
const item = (accountId: string | null | undefined, text = '', number = 1): PastItem => ({
  number,
  values: accountId === undefined ? {} : { accountId },
  words: wordsOf([text]),
});
/** Newest first. */
const category = (past: PastItem[], text = '') =>
  suggestions(past, { words: wordsOf([text]), contactName: 'Acme' }).find(({ field }) => field === 'accountId');

describe('what items before it tell of an item', () => {
  test('one is enough to fill it in, and none says nothing', () => {
    expect(category([])).toBeUndefined();
    const found = category([item('power', '', 7)]);
    expect(found).toMatchObject({ value: 'power', second: null });
    expect(found?.sureness).toBeGreaterThan(FILLED_FROM);
    expect(plain(found?.because)).toBe('As item 7 of Acme');
  });

  test('it is said how many of the last ones were coded so, and what the others were', () => {
    const past = [...Array(7).fill(item('power')), item('office'), ...Array(12).fill(item('power'))];
    const found = category(past);
    expect(plain(found?.because)).toBe('11 of the last 12 of Acme');
    expect(found?.second).toMatchObject({ value: 'office' });
    expect(plain(found?.second?.because)).toBe('1 of the last 12 of Acme');
  });

  test('a single slip fills in nothing else, and a change of mind is followed from the third on', () => {
    const usual = Array(10).fill(item('power'));
    expect(category([item('office'), ...usual])).toMatchObject({ value: 'power' });
    expect(category([item('office'), ...usual])?.sureness).toBeLessThan(FILLED_FROM);
    expect(category([...usual.slice(0, 1), item('office'), ...usual])?.sureness).toBeGreaterThan(FILLED_FROM);
    const changed = category([...Array(3).fill(item('office')), ...usual]);
    expect(changed).toMatchObject({ value: 'office' });
    expect(changed?.sureness).toBeGreaterThan(FILLED_FROM);
  });

  test('where a supplier sells several things, the words of the document tell them apart', () => {
    const past = Array.from({ length: 10 }, (_, at) =>
      at % 2 === 0 ? item('fuel', 'Diesel 40 litres') : item('cleaning', 'Car wash and polish'),
    );
    expect(category(past, 'Premium DIESEL')).toMatchObject({ value: 'fuel', second: { value: 'cleaning' } });
    expect(plain(category(past, 'Premium diesel')?.because)).toBe('5 of the last 5 of Acme with “diesel”');
    expect(category(past, 'A wash')).toMatchObject({ value: 'cleaning' });
    expect(category(past, 'Wash')?.sureness).toBeGreaterThan(FILLED_FROM);
    expect(category(past, 'Tyres')?.sureness).toBeLessThan(FILLED_FROM);
  });

  test('what was always left empty is suggested empty, which is nothing', () => {
    const past = Array(5).fill({ number: 1, values: { tracking1OptionId: null }, words: new Set() });
    expect(suggestions(past, { words: new Set(), contactName: 'Acme' })).toEqual([]);
  });

  test('what nobody has decided counts for nothing', () => {
    expect(plain(category([item(undefined), item('power', '', 3), item(undefined)])?.because)).toBe(
      'As item 3 of Acme',
    );
  });
});

test('a description that names its month, date or number is one for all of them', () => {
  const of = { issuedOn: calendarDate('2026-03-31'), reference: 'INV-77' };
  expect(templateOf('Rent March 2026, INV-77', of)).toBe('Rent {month}, {reference}');
});

describe('whatever was decided', () => {
  const word = fc.constantFrom('diesel', 'wash', 'toner', 'rent', 'north');
  const past = fc.array(
    fc.record({
      number: fc.nat(),
      values: fc.record(
        Object.fromEntries(suggestedFields.map((field) => [field, fc.option(fc.constantFrom('a', 'b', 'c'))])),
        { requiredKeys: [] },
      ),
      words: fc.uniqueArray(word).map((words) => new Set(words)),
    }),
    { maxLength: 30 },
  );
  const words = fc.uniqueArray(word).map((each) => new Set(each));

  test('a suggestion is of a value that somebody chose, another than its second, and sure between nothing and all', () => {
    fc.assert(
      fc.property(past, words, (items, said) => {
        for (const { field, value, second, sureness } of suggestions(items, { words: said, contactName: 'Acme' })) {
          const chosen = items.map(({ values }) => values[field]);
          expect(chosen).toContain(value);
          if (second) expect(chosen).toContain(second.value);
          expect(second?.value).not.toBe(value);
          expect(sureness).toBeGreaterThan(0);
          expect(sureness).toBeLessThan(1);
        }
      }),
    );
  });

  test('the same items and words give the same, in whatever order the words stand', () => {
    fc.assert(
      fc.property(past, words, (items, said) => {
        const backwards = new Set([...said].reverse());
        const asked = { contactName: 'Acme' };
        expect(suggestions(items, { words: said, ...asked })).toEqual(
          suggestions(items, { words: backwards, ...asked }),
        );
      }),
    );
  });

  test('where all agree, it is what they agree on, and one more of the same makes it surer', () => {
    fc.assert(
      fc.property(fc.integer({ min: 1, max: 20 }), words, (count, said) => {
        const found = category(Array(count).fill(item('power')), [...said].join(' '));
        const more = category(Array(count + 1).fill(item('power')), [...said].join(' '));
        expect(found?.value).toBe('power');
        expect(more?.sureness).toBeGreaterThanOrEqual(found?.sureness ?? 1);
      }),
    );
  });
});
