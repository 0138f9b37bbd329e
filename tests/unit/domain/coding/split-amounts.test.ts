import { randomUUID } from 'node:crypto';
import fc from 'fast-check';
import { expect, test } from 'vitest';
import { type Coding, type CodingLine, emptyCoding } from '#lib/domain/coding/coding.ts';
import { emptyLine, sumLines } from '#lib/domain/coding/line-items.ts';
import { type AmountSplit, shared, splitCoding } from '#lib/domain/coding/split-amounts.ts';
import { decimal, sum, toAmount } from '#lib/domain/money.ts';

const context = { digits: 2, newId: () => randomUUID() };
const anItem = (values: Partial<Coding> = {}): Coding => ({
  ...emptyCoding(),
  ...{ total: '120.00', taxAmount: '20.00' },
  ...values,
});
const aLine = (total: string, taxAmount: string | null = null): CodingLine => ({
  ...emptyLine(randomUUID()),
  ...{ total, taxAmount, unitAmount: total },
});
function partsOf(coding: Coding, split: AmountSplit): Coding[] {
  const done = splitCoding(coding, split, context);
  if (!done.ok) throw new Error(done.error.message);
  return [done.value.own, ...done.value.others].map((part) => ({ ...coding, ...part }));
}
const codeOf = (coding: Coding, split: AmountSplit) => {
  const done = splitCoding(coding, split, context);
  return done.ok ? null : done.error.code;
};

test('what the new items do not get stays with the item, and each has its part of the tax', () => {
  const parts = partsOf(anItem(), { by: 'amount', amounts: ['30.00', '15.50'] });
  expect(parts.map(({ total, taxAmount }) => [total, taxAmount])).toEqual([
    ['74.50', '12.42'],
    ['30.00', '5.00'],
    ['15.50', '2.58'],
  ]);
});

test('a third of a hundred is a third to the cent, and the item has the rest', () => {
  const parts = partsOf(anItem({ total: '100.00', taxAmount: null }), { by: 'percent', percents: ['33.33', '33.33'] });
  expect(parts.map(({ total, taxAmount }) => [total, taxAmount])).toEqual([
    ['33.34', null],
    ['33.33', null],
    ['33.33', null],
  ]);
});

test('whole lines go to an item with their tax, and payments are parted as the totals are', () => {
  const lines = [aLine('60.00', '10.00'), aLine('36.00', '6.00'), aLine('24.00', '0.00')];
  const payments = [{ id: randomUUID(), amount: '60.00', paidOn: null, paymentMethodId: null }];
  const [own, other] = partsOf(anItem({ lines, payments }), { by: 'lines', lineIds: [[lines[1]?.id ?? '']] });
  expect([own?.total, own?.lines.map(({ total }) => total)]).toEqual(['84.00', ['60.00', '24.00']]);
  expect([other?.total, other?.lines.map(({ total, taxAmount }) => [total, taxAmount])]).toEqual([
    '36.00',
    [['36.00', '6.00']],
  ]);
  expect([own, other].map((part) => part?.payments[0]?.amount)).toEqual(['42.00', '18.00']);
});

test.each<[string, Partial<Coding>, AmountSplit, string]>([
  ['without a total', { total: null }, { by: 'amount', amounts: ['5.00'] }, 'noTotal'],
  ['with all of it gone', {}, { by: 'amount', amounts: ['120.00'] }, 'tooMuch'],
  ['with more than all of it', {}, { by: 'percent', percents: ['60', '50'] }, 'tooMuch'],
  ['with nothing for one', {}, { by: 'amount', amounts: ['0.00'] }, 'tooMuch'],
  ['finer than the books keep', {}, { by: 'amount', amounts: ['1.005'] }, 'tooFine'],
  ['into one', {}, { by: 'amount', amounts: [] }, 'tooMany'],
  ['whose lines do not add up', { lines: [aLine('50.00')] }, { by: 'amount', amounts: ['5.00'] }, 'unbalanced'],
  ['by lines that are gone', {}, { by: 'lines', lineIds: [[randomUUID()]] }, 'changed'],
])('an item %s is not split', (_, values, split, code) => {
  expect(codeOf(anItem(values), split)).toBe(code);
});

const cents = (most: number) =>
  fc.integer({ min: 1, max: most }).map((each) => toAmount(decimal(String(each)).div(100), 2));
const someLines = fc
  .array(fc.tuple(fc.integer({ min: -5_000, max: 20_000 }), fc.integer({ min: 0, max: 4_000 }), fc.boolean()), {
    minLength: 1,
    maxLength: 8,
  })
  .map((all) =>
    all.map(([total, tax, hasTax]) =>
      aLine(toAmount(decimal(String(total)).div(100), 2), hasTax ? toAmount(decimal(String(tax)).div(100), 2) : null),
    ),
  );

test('whatever is split however, the parts have together what the item had: total, tax, each line and each payment', () => {
  fc.assert(
    fc.property(
      fc.option(someLines, { nil: [] }),
      cents(500_000),
      fc.integer({ min: 0, max: 100 }),
      fc.array(fc.integer({ min: 1, max: 60 }), { minLength: 1, maxLength: 6 }),
      fc.option(cents(500_000), { nil: null }),
      fc.constantFrom('amount', 'percent', 'lines'),
      (lines, alone, taxPercent, weights, paid, by) => {
        const total = lines.length > 0 ? sumLines(lines, 2).total : alone;
        const taxAmount = toAmount(decimal(total).times(taxPercent).div(100), 2);
        const payments = paid === null ? [] : [{ id: randomUUID(), amount: paid, paidOn: null, paymentMethodId: null }];
        const coding = anItem({ total, taxAmount, lines, payments });
        const percents = weights.map((each) => String(each));
        const split: AmountSplit =
          by === 'percent'
            ? { by, percents }
            : by === 'amount'
              ? { by, amounts: percents.map((each) => toAmount(decimal(total).times(each).div(100), 2)) }
              : { by: 'lines', lineIds: lines.slice(1, 4).map(({ id }) => [id]) };
        const done = splitCoding(coding, split, context);
        // What cannot be split so is refused, never split wrongly.
        if (!done.ok) {
          expect(['noTotal', 'tooMuch', 'tooMany', 'noLines']).toContain(done.error.code);
          return;
        }
        const parts = [done.value.own, ...done.value.others].map((part) => ({ ...coding, ...part }));
        expect(sum(parts.map((part) => part.total ?? '0')).toFixed(2)).toBe(total);
        expect(parts.every((part) => decimal(part.total ?? '0').gt(0))).toBe(true);
        expect(sum(parts.map((part) => part.taxAmount ?? '0')).toFixed(2)).toBe(taxAmount);
        for (const part of parts) {
          if (lines.length > 0) expect(sumLines(part.lines, 2).total).toBe(part.total);
        }
        const all = parts.flatMap((part) => part.lines);
        expect(sumLines(all, 2)).toEqual(sumLines(lines, 2));
        expect(new Set(all.map(({ id }) => id)).size).toBe(all.length);
        expect(sum(parts.flatMap((part) => part.payments.map(({ amount }) => amount ?? '0'))).toFixed(2)).toBe(
          toAmount(paid ?? '0', 2),
        );
      },
    ),
    { numRuns: 600 },
  );
});

test('an amount is parted by weights to the cent, none of it more than a cent beside its share', () => {
  fc.assert(
    fc.property(cents(100_000), fc.array(cents(100_000), { minLength: 1, maxLength: 9 }), (amount, weights) => {
      const parts = shared(amount, weights, 2);
      expect(sum(parts).toFixed(2)).toBe(amount);
      const all = sum(weights);
      for (const [index, part] of parts.entries()) {
        const exact = decimal(amount)
          .times(weights[index] ?? '0')
          .div(all);
        expect(decimal(part).minus(exact).abs().lte('0.01')).toBe(true);
      }
    }),
  );
});
