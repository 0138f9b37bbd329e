import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { confidences, type MergeEntry, mergeLists, pairWords, suggestPairs } from '#lib/domain/merge-lists.ts';

let counted = 0;
const entry = (values: Partial<MergeEntry> = {}): MergeEntry => ({
  ...{ id: `e${++counted}`, code: null, name: 'Advertising', group: null, numbers: [], email: null },
  ...values,
});

/** How sure the pair of two entries is, with the reasons; null when it is not suggested. */
function pair(list: (typeof mergeLists)[number], old: Partial<MergeEntry>, now: Partial<MergeEntry>) {
  const suggestion = [...suggestPairs(list, [entry(old)], [entry(now)]).values()][0];
  return suggestion ? [suggestion.confidence, pairWords(list, suggestion)] : null;
}

describe('an entry of old books is known again in new ones', () => {
  test.each([
    [{ name: 'Advertising', group: 'EXPENSE' }, { name: 'ADVERTISING', group: 'EXPENSE' }, 'certain'],
    [{ code: '400', name: 'Adverts', group: 'EXPENSE' }, { code: '400', name: 'Wages', group: 'EXPENSE' }, 'possible'],
    [{ name: 'Motor Vehicle Expenses', group: 'EXPENSE' }, { name: 'Motor Expenses', group: 'EXPENSE' }, 'possible'],
    [
      { code: '449', name: 'Motor Expenses', group: 'EXPENSE' },
      { code: '449', name: 'Motor Costs Expenses', group: 'EXPENSE' },
      'likely',
    ],
    // Income is no cost, however it is called.
    [{ name: 'Interest', group: 'EXPENSE' }, { name: 'Interest', group: 'REVENUE' }, undefined],
    [{ code: '400', name: 'Rent', group: 'EXPENSE' }, { code: '401', name: 'Wages', group: 'EXPENSE' }, undefined],
  ])('category %j, %j: %s', (old, now, confidence) => {
    expect(pair('categories', old, now)?.[0]).toBe(confidence);
  });

  test('a tax rate only by one of the same percentage, since another would change the tax', () => {
    const rate = { code: 'INPUT2', name: '20% (VAT on Expenses)', group: '20' };
    expect(pair('tax-rates', rate, { ...rate, name: 'VAT' })).toEqual(['certain', 'Same tax type and rate']);
    expect(pair('tax-rates', rate, { ...rate, code: 'TAX001' })).toEqual(['certain', 'Same name and rate']);
    expect(pair('tax-rates', rate, { ...rate, group: '15' })).toBeNull();
  });

  test('a bank account by its number, however it is written, and never one in another currency', () => {
    const account = { name: 'Current', group: 'GBP', numbers: ['20-00-00 12345678'] };
    expect(pair('payment-methods', account, { ...account, name: 'Main', numbers: ['20000012345678'] })).toEqual([
      'certain',
      'Same number and currency',
    ]);
    expect(pair('payment-methods', account, { ...account, group: 'EUR' })).toBeNull();
  });

  test('a contact by its name, its numbers, its name without the legal form, or at least its e-mail', () => {
    const acme = { name: 'Acme Ltd', numbers: ['GB123456789'], email: 'ap@acme.test' };
    expect(pair('contacts', acme, { name: 'ACME LTD.' })?.[0]).toBe('certain');
    expect(pair('contacts', acme, { name: 'Acme Limited', numbers: ['GB 123 4567 89'] })?.[0]).toBe('certain');
    expect(pair('contacts', acme, { name: 'Acme Limited' })).toEqual(['likely', 'Same name but for its legal form']);
    expect(pair('contacts', acme, { name: 'Roadrunner', numbers: ['GB123456789'] })?.[0]).toBe('likely');
    expect(pair('contacts', acme, { name: 'Roadrunner', email: 'AP@acme.test' })).toEqual(['possible', 'Same e-mail']);
    expect(pair('contacts', { ...acme, numbers: ['n/a'] }, { name: 'Roadrunner', numbers: ['n/a'] })).toBeNull();
  });

  test('an option surely in the tracking category of the same name, and perhaps in another', () => {
    const north = { name: 'North', group: 'Region' };
    expect(pair('tracking', north, north)).toEqual(['certain', 'Same name and tracking category']);
    expect(pair('tracking', north, { ...north, group: 'Area' })?.[0]).toBe('possible');
  });

  test('of two that would do the better is suggested, and where both do as well that is said', () => {
    const [old, coded] = [entry({ code: '400', group: 'EXPENSE' }), entry({ code: '400', group: 'EXPENSE' })];
    const other = entry({ code: '4000', group: 'EXPENSE' });
    expect(suggestPairs('categories', [old], [other, coded]).get(old.id)).toMatchObject({
      ...{ toId: coded.id, confidence: 'certain', isAmbiguous: false },
    });
    const twins = [entry({ name: 'Cafe' }), entry({ name: 'Café' })];
    const cafe = entry({ name: 'Café' });
    expect(suggestPairs('contacts', [cafe], twins).get(cafe.id)).toMatchObject({
      ...{ confidence: 'possible', isAmbiguous: true },
    });
  });
});

const entries = fc.array(
  fc.record({
    id: fc.uuid(),
    code: fc.constantFrom(null, '400', '401', '402'),
    name: fc.constantFrom('Rent', 'Rent Ltd', 'Motor Expenses', 'Motor Vehicle Expenses', 'Advertising'),
    group: fc.constantFrom(null, 'A', 'B'),
    numbers: fc.constantFrom([], ['GB123456789'], ['GB987654321']),
    email: fc.constantFrom(null, 'a@b.test'),
  }),
  { maxLength: 12 },
);
const isUnique = (all: readonly MergeEntry[]) => new Set(all.map(({ id }) => id)).size === all.length;

test('whatever the lists, no entry is suggested twice, none without a reason, and the order of them does not matter', () => {
  fc.assert(
    fc.property(
      fc.constantFrom(...mergeLists),
      entries.filter(isUnique),
      entries.filter(isUnique),
      (list, olds, news) => {
        const found = suggestPairs(list, olds, news);
        const given = [...found.values()];
        expect(new Set(given.map(({ toId }) => toId)).size).toBe(given.length);
        for (const { confidence, reasons, fromId, toId } of given) {
          expect(confidences).toContain(confidence);
          expect(reasons).not.toEqual([]);
          const [old, now] = [olds.find(({ id }) => id === fromId), news.find(({ id }) => id === toId)];
          if (['categories', 'tax-rates', 'payment-methods'].includes(list)) expect(old?.group).toBe(now?.group);
        }
        expect(suggestPairs(list, olds.toReversed(), news.toReversed())).toEqual(found);
      },
    ),
  );
});
