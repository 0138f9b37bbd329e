import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import type { Coding } from '#lib/domain/coding/coding.ts';
import { sumLines } from '#lib/domain/coding/line-items.ts';
import { converted, type ForeignCurrencyPolicy, inBase, totalInBase } from '#lib/domain/foreign-currency.ts';
import { asPublished, strictly } from '#lib/domain/publication/as-published.ts';
import type { Circumstances } from '#lib/domain/readiness/circumstances.ts';
import { readiness } from '#lib/domain/readiness/readiness.ts';
import { aCoding, aLine, lists, organisation, today } from '#tests/support/coding.ts';

/** The books of these tests are in pounds and take euros. */
function circumstances(foreignCurrency: ForeignCurrencyPolicy): Circumstances {
  const house = { ...lists.house, foreignCurrency };
  return { workspace: 'COSTS', lists: { ...lists, house }, organisation, today, numbers: 'commaPoint' };
}

const of = (changes: Partial<Coding>, policy: ForeignCurrencyPolicy) => {
  const by = circumstances(policy);
  const coding = aCoding(changes);
  return { problems: readiness(coding, by).map(({ code }) => code), published: asPublished(coding, by) };
};

test.each<[ForeignCurrencyPolicy, string, string | null, string[], string]>([
  ['STOP', 'EUR', null, [], 'EUR'],
  ['STOP', 'EUR', '1.2', [], 'EUR'],
  ['STOP', 'JPY', '190', ['currencyNotEnabled'], 'JPY'],
  ['CONVERT', 'EUR', null, [], 'EUR'],
  ['CONVERT', 'JPY', null, ['exchangeRateMissing'], 'JPY'],
  ['CONVERT', 'JPY', '190', [], 'GBP'],
  ['CONVERT_ALL', 'EUR', '1.2', [], 'GBP'],
  ['CONVERT_ALL', 'EUR', null, ['exchangeRateMissing'], 'EUR'],
  ['CONVERT_ALL', 'GBP', null, [], 'GBP'],
])('with the policy %s a bill in %s at %s has the problems %j and goes to the books in %s', (...row) => {
  const [policy, currency, exchangeRate, codes, inBooks] = row;
  const { problems, published } = of({ currency, exchangeRate }, policy);
  expect(problems).toEqual(codes);
  if (codes.length === 0) expect(published.coding.currency).toBe(inBooks);
});

test('a currency that the books lack says so, and what to do about it', () => {
  const [found] = readiness(aCoding({ currency: 'JPY' }), circumstances('STOP'));
  expect(found?.message).toMatch(
    /has no JPY yet\. Add it there .* converted to GBP under Business settings > Currency/,
  );
});

describe('what is converted', () => {
  test('keeps its own amount and the rate in the description, and says so', () => {
    const { published } = of({ currency: 'EUR', exchangeRate: '1.1712' }, 'CONVERT_ALL');
    expect(published.coding).toMatchObject({
      currency: 'GBP',
      exchangeRate: null,
      total: '102.46',
      taxAmount: '17.08',
      description: 'Electricity (EUR 120.00 at 1 GBP = 1.1712 EUR)',
      reference: 'INV-7',
    });
    expect(published.changes).toEqual([
      'In the books as GBP 102.46, not EUR 120.00, at 1.1712 EUR for one GBP. The description keeps the document’s own amount and the rate.',
    ]);
  });

  test('is published as it was judged', () => {
    const by = circumstances('CONVERT_ALL');
    const lines = [
      aLine({ quantity: '3', unitAmount: '20.00', total: '60.00', taxAmount: '10.00' }),
      aLine({ id: 'line-2', total: '60.00', unitAmount: '60.00', taxAmount: '10.00' }),
    ];
    const { coding } = asPublished(aCoding({ currency: 'EUR', exchangeRate: '1.1712', lines }), by);
    expect(readiness(coding, { ...by, lists: strictly(by.lists) })).toEqual([]);
    expect(coding.lines[0]).toMatchObject({ quantity: '3', total: '51.23', unitAmount: '17.0767' });
  });

  test('adds up to the converted total whatever the lines, the rate and the rounding', () => {
    const cents = fc.integer({ min: 1, max: 10_000_000 }).map((each) => (each / 100).toFixed(2));
    const rate = fc.integer({ min: 1, max: 2_000_000_000 }).map((each) => (each / 1_000_000).toFixed(6));
    fc.assert(
      fc.property(fc.array(cents, { minLength: 1, maxLength: 20 }), rate, (amounts, exchangeRate) => {
        const lines = amounts.map((total, index) =>
          aLine({ id: `${index}`, total, unitAmount: total, taxAmount: null }),
        );
        const { total } = sumLines(lines, 2);
        const coding = aCoding({ currency: 'EUR', exchangeRate, total, lines });
        const next = converted(coding, { base: 'GBP', rate: exchangeRate, rules: lists.rules });
        expect(next.total).toBe(inBase(total, exchangeRate, 2));
        expect(sumLines(next.lines, 2).total).toBe(next.total);
      }),
    );
  });
});

test('an item in the base currency needs no rate, and none is sent for it', () => {
  const { problems, published } = of({ exchangeRate: '1.2' }, 'STOP');
  expect(problems).toEqual([]);
  expect(published.coding.exchangeRate).toBeNull();
  expect(totalInBase(aCoding({ exchangeRate: '1.2' }), 'GBP', 2)).toBeNull();
  expect(totalInBase(aCoding({ currency: 'EUR', exchangeRate: '1.2' }), 'GBP', 2)).toBe('100.00');
});
