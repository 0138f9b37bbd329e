import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import {
  changeLine,
  isMultiplied,
  lineOfItem,
  lineTotal,
  outBy,
  remainingBalance,
  sumLines,
} from '#lib/domain/coding/line-items.ts';
import { decimal, toAmount } from '#lib/domain/money.ts';
import { ledgerDocument } from '#lib/domain/publication/ledger-document.ts';
import { readiness } from '#lib/domain/readiness/readiness.ts';
import { aCoding, aLine, lists, organisation, today } from '#tests/support/coding.ts';

const rates = lists.taxRates;

test('the line that an item becomes is the item again', () => {
  expect(lineOfItem(aCoding(), 'x')).toMatchObject({
    total: '120.00',
    taxAmount: '20.00',
    accountId: 'power',
    quantity: '1',
  });
});

describe('an edit of a line', () => {
  test('of its quantity or price gives the total and the tax in it', () => {
    expect(changeLine(aLine(), { quantity: '3' }, rates, 'GBP')).toMatchObject({ total: '360.00', taxAmount: '60.00' });
    expect(changeLine(aLine(), { unitAmount: '0.3333' }, rates, 'GBP')).toMatchObject({
      total: '0.33',
      taxAmount: '0.06',
    });
  });

  test('of its total gives the unit price to four digits', () => {
    const line = changeLine(aLine({ quantity: '3' }), { total: '100.00' }, rates, 'GBP');
    expect(line).toMatchObject({ unitAmount: '33.3333', total: '100.00', taxAmount: '16.67' });
    expect(isMultiplied(line, 'GBP')).toBe(true);
  });

  test('of its tax stands until the total or the rate changes', () => {
    const byHand = changeLine(aLine(), { taxAmount: '19.00' }, rates, 'GBP');
    expect(changeLine(byHand, { description: 'Gas' }, rates, 'GBP').taxAmount).toBe('19.00');
    expect(changeLine(byHand, { taxRateId: 'vat5' }, rates, 'GBP').taxAmount).toBe('5.71');
    expect(changeLine(byHand, { total: '60.00' }, rates, 'GBP').taxAmount).toBe('10.00');
  });

  test('that empties the tax brings back what the rate gives', () => {
    expect(changeLine(aLine({ taxAmount: '1.00' }), { taxAmount: null }, rates, 'GBP').taxAmount).toBe('20.00');
  });
});

test('without lines, or without a total, nothing is out', () => {
  expect(outBy(aCoding(), 'GBP')).toBeNull();
  expect(outBy(aCoding({ total: null, lines: [aLine()] }), 'GBP')).toBeNull();
  expect(outBy(aCoding({ lines: [aLine()] }), 'GBP')).toBe('0.00');
  expect(outBy(aCoding({ lines: [aLine({ total: '119.99' })] }), 'GBP')).toBe('0.01');
});

const cents = fc
  .integer({ min: -1_000_000, max: 1_000_000 })
  .map((count) => decimal(String(count)).div(100).toFixed(2));

test('adding the remaining balance always balances, to the cent', () => {
  fc.assert(
    fc.property(cents, fc.array(cents, { minLength: 1, maxLength: 20 }), (total, amounts) => {
      const lines = amounts.map((amount, index) => aLine({ id: String(index), total: amount, unitAmount: amount }));
      const missing = remainingBalance({ total, lines }, 'rest', rates, 'GBP');
      const all = missing ? [...lines, missing] : lines;
      expect(outBy({ total, lines: all }, 'GBP')).toBe('0.00');
      expect(all.every((line) => isMultiplied(line, 'GBP'))).toBe(true);
    }),
  );
});

test('the sum of the lines is exact, however many there are', () => {
  fc.assert(
    fc.property(fc.array(cents, { maxLength: 60 }), (amounts) => {
      const expected = amounts.reduce((sum, amount) => sum + Math.round(Number(amount) * 100), 0);
      const { total } = sumLines(
        amounts.map((total) => ({ total, taxAmount: null })),
        'GBP',
      );
      expect(total).toBe(toAmount(decimal(String(expected)).div(100), 'GBP'));
    }),
  );
});

test('a line without a unit price has no total of its own', () => {
  expect(lineTotal(aLine({ unitAmount: null }), 'GBP')).toBeNull();
});

describe('a total that no price of four digits multiplies to', () => {
  const line = () => changeLine({ ...aLine(), quantity: '3000' }, { total: '100.00' }, new Map(), 'GBP');

  test('stands, without a price', () => {
    expect(line()).toMatchObject({ quantity: '3000', unitAmount: null, total: '100.00' });
  });

  test('stays when the quantity is changed, and gets a price when there is one', () => {
    expect(changeLine(line(), { quantity: '7000' }, new Map(), 'GBP')).toMatchObject({
      unitAmount: null,
      total: '100.00',
    });
    expect(changeLine(line(), { quantity: '40' }, new Map(), 'GBP')).toMatchObject({
      unitAmount: '2.5',
      total: '100.00',
    });
  });

  test('is published as one unit of it, and nothing is wrong with it', () => {
    const coding = aCoding({ total: '100.00', lines: [{ ...line(), taxAmount: '16.67' }] });
    expect(readiness(coding, { workspace: 'COSTS', lists, organisation, today })).toEqual([]);
    expect(ledgerDocument('BILL', coding, lists, null).lines).toMatchObject([{ quantity: '1', unitAmount: '100.00' }]);
  });
});
