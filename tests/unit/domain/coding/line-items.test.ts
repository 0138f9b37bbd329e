import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import {
  changeLine,
  emptyLine,
  isMultiplied,
  lineOfItem,
  linesInMode,
  multiplied,
  outBy,
  sumLines,
  withRemainingBalance,
} from '#lib/domain/coding/line-items.ts';
import { decimal, toAmount } from '#lib/domain/money.ts';
import { ledgerDocument } from '#lib/domain/publication/ledger-document.ts';
import { readiness } from '#lib/domain/readiness/readiness.ts';
import { aCoding, aLine, lists, organisation, today } from '#tests/support/coding.ts';

const inclusive = { taxMode: 'INCLUSIVE', rates: lists.taxRates, digits: 2, unitDigits: 4 } as const;
const exclusive = { ...inclusive, taxMode: 'EXCLUSIVE' } as const;
const untaxed = { ...inclusive, taxMode: 'NONE' } as const;

const cents = fc
  .integer({ min: -1_000_000, max: 1_000_000 })
  .map((count) => decimal(String(count)).div(100).toFixed(2));

test('the line that an item becomes is the item again', () => {
  expect(lineOfItem(aCoding(), 'x', 2)).toMatchObject({
    total: '120.00',
    taxAmount: '20.00',
    accountId: 'power',
    quantity: '1',
  });
});

describe('an edit of a line whose amount includes tax', () => {
  test('of its quantity or price gives the total and the tax in it', () => {
    expect(changeLine(aLine(), { quantity: '3' }, inclusive)).toMatchObject({ total: '360.00', taxAmount: '60.00' });
    expect(changeLine(aLine(), { unitAmount: '0.3333' }, inclusive)).toMatchObject({
      total: '0.33',
      taxAmount: '0.06',
    });
  });

  test('of its total gives the unit price to four digits', () => {
    const line = changeLine(aLine({ quantity: '3' }), { total: '100.00' }, inclusive);
    expect(line).toMatchObject({ unitAmount: '33.3333', total: '100.00', taxAmount: '16.67' });
    expect(isMultiplied(line, 'INCLUSIVE', 2)).toBe(true);
  });

  test('of its tax stands until the total or the rate changes', () => {
    const byHand = changeLine(aLine(), { taxAmount: '19.00' }, inclusive);
    expect(changeLine(byHand, { description: 'Gas' }, inclusive).taxAmount).toBe('19.00');
    expect(changeLine(byHand, { taxRateId: 'vat5' }, inclusive).taxAmount).toBe('5.71');
    expect(changeLine(byHand, { total: '60.00' }, inclusive).taxAmount).toBe('10.00');
  });

  test('that empties the tax brings back what the rate gives', () => {
    expect(changeLine(aLine({ taxAmount: '1.00' }), { taxAmount: null }, inclusive).taxAmount).toBe('20.00');
  });
});

describe('an edit of a line that tax is added to', () => {
  const line = changeLine(aLine({ quantity: '2' }), { unitAmount: '50.00' }, exclusive);

  test('of its quantity, price or amount gives the net amount, and the total with the tax on it', () => {
    expect(line).toMatchObject({ unitAmount: '50.00', taxAmount: '20.00', total: '120.00' });
    expect(changeLine(line, { quantity: '3' }, exclusive)).toMatchObject({ taxAmount: '30.00', total: '180.00' });
    const byAmount = changeLine(line, { amount: '80.00' }, exclusive);
    expect(byAmount).toMatchObject({ unitAmount: '40', taxAmount: '16.00', total: '96.00' });
  });

  test('of its rate or tax leaves the net amount and moves the total', () => {
    expect(changeLine(line, { taxRateId: 'vat5' }, exclusive)).toMatchObject({ taxAmount: '5.00', total: '105.00' });
    expect(changeLine(line, { taxAmount: '19.99' }, exclusive)).toMatchObject({
      taxAmount: '19.99',
      total: '119.99',
      unitAmount: '50.00',
    });
  });

  test('of its total finds the net amount in it', () => {
    expect(changeLine(line, { total: '60.00' }, exclusive)).toMatchObject({ taxAmount: '10.00', unitAmount: '25' });
  });

  test('leaves the price typed, and multiplies to the net amount', () => {
    fc.assert(
      fc.property(cents, fc.integer({ min: 1, max: 99 }), (price, units) => {
        const edited = changeLine(aLine({ quantity: String(units) }), { unitAmount: price }, exclusive);
        expect(edited.unitAmount).toBe(price);
        expect(isMultiplied(edited, 'EXCLUSIVE', 2)).toBe(true);
      }),
    );
  });
});

test('a line of a document without tax has none, whatever its rate', () => {
  expect(changeLine(aLine(), { amount: '50.00' }, untaxed)).toMatchObject({ total: '50.00', taxAmount: null });
});

describe('lines whose prices get another meaning', () => {
  const gross = [aLine({ id: 'a', total: '120.00', taxAmount: '20.00', unitAmount: '120.00' })];

  test('stay as they are, in other prices, where they add up to the document', () => {
    const net = linesInMode({ total: '120.00', lines: gross }, 'INCLUSIVE', exclusive);
    expect(net).toMatchObject([{ total: '120.00', taxAmount: '20.00', unitAmount: '100' }]);
    expect(linesInMode({ total: '120.00', lines: net }, 'EXCLUSIVE', inclusive)).toMatchObject([
      { total: '120.00', taxAmount: '20.00', unitAmount: '120' },
    ]);
    const none = linesInMode({ total: '120.00', lines: net }, 'EXCLUSIVE', untaxed);
    expect(none).toMatchObject([{ total: '120.00', taxAmount: null, unitAmount: '120' }]);
    expect(linesInMode({ total: '120.00', lines: none }, 'NONE', exclusive)).toMatchObject(net);
  });

  test('keep the typed amounts where they do not: net amounts typed as gross ones balance', () => {
    const lines = linesInMode({ total: '144.00', lines: gross }, 'INCLUSIVE', exclusive);
    expect(lines).toMatchObject([{ total: '144.00', taxAmount: '24.00', unitAmount: '120.00' }]);
    expect(outBy({ total: '144.00', lines }, 2)).toBe('0.00');
    const back = linesInMode({ total: '120.00', lines }, 'EXCLUSIVE', inclusive);
    expect(back).toMatchObject([{ total: '120.00', taxAmount: '20.00', unitAmount: '120.00' }]);
  });
});

test('without lines, or without a total, nothing is out', () => {
  expect(outBy(aCoding(), 2)).toBeNull();
  expect(outBy(aCoding({ total: null, lines: [aLine()] }), 2)).toBeNull();
  expect(outBy(aCoding({ lines: [aLine()] }), 2)).toBe('0.00');
  expect(outBy(aCoding({ lines: [aLine({ total: '119.99' })] }), 2)).toBe('0.01');
});

test('adding the remaining balance always balances, to the cent', () => {
  fc.assert(
    fc.property(cents, fc.array(cents, { minLength: 1, maxLength: 20 }), (total, amounts) => {
      const lines = amounts.map((amount, index) => aLine({ id: String(index), total: amount, unitAmount: amount }));
      const all = withRemainingBalance({ total, lines }, 'rest', inclusive) ?? lines;
      expect(outBy({ total, lines: all }, 2)).toBe('0.00');
      expect(all.every((line) => isMultiplied(line, 'INCLUSIVE', 2))).toBe(true);
    }),
  );
});

test('an empty line at the end becomes the one that balances, and keeps its coding', () => {
  const typed = aLine({ id: 'typed', total: '90.00', unitAmount: '90.00', taxAmount: '15.00' });
  const empty = { ...emptyLine('empty'), accountId: 'paper', taxRateId: 'vat20' };
  const lines = withRemainingBalance({ total: '120.00', lines: [typed, empty] }, 'rest', inclusive);
  expect(lines).toMatchObject([typed, { id: 'empty', accountId: 'paper', total: '30.00', taxAmount: '5.00' }]);
  // What somebody has begun to write stays.
  const begun = { ...empty, description: 'Toner' };
  expect(withRemainingBalance({ total: '120.00', lines: [typed, begun] }, 'rest', inclusive)).toHaveLength(3);
});

test('the sum of the lines is exact, however many there are', () => {
  fc.assert(
    fc.property(fc.array(cents, { maxLength: 60 }), (amounts) => {
      const expected = amounts.reduce((sum, amount) => sum + Math.round(Number(amount) * 100), 0);
      const { total } = sumLines(
        amounts.map((total) => ({ total, taxAmount: null })),
        2,
      );
      expect(total).toBe(toAmount(decimal(String(expected)).div(100), 2));
    }),
  );
});

test('a line without a unit price has no amount of its own', () => {
  expect(multiplied(aLine({ unitAmount: null }), 2)).toBeNull();
});

describe('a total that no price of four digits multiplies to', () => {
  const line = () => changeLine({ ...aLine(), quantity: '3000' }, { total: '100.00' }, inclusive);

  test('stands, without a price', () => {
    expect(line()).toMatchObject({ quantity: '3000', unitAmount: null, total: '100.00' });
  });

  test('stays when the quantity is changed, and gets a price when there is one', () => {
    expect(changeLine(line(), { quantity: '7000' }, inclusive)).toMatchObject({
      unitAmount: null,
      total: '100.00',
    });
    expect(changeLine(line(), { quantity: '40' }, inclusive)).toMatchObject({
      unitAmount: '2.5',
      total: '100.00',
    });
  });

  test('is published as one unit of it, and nothing is wrong with it', () => {
    const coding = aCoding({ total: '100.00', lines: [{ ...line(), taxAmount: '16.67' }] });
    expect(readiness(coding, { workspace: 'COSTS', lists, organisation, today, numbers: 'commaPoint' })).toEqual([]);
    expect(ledgerDocument('BILL', coding, lists, null).lines).toMatchObject([{ quantity: '1', unitAmount: '100.00' }]);
  });
});

test('a price is found in the digits that the books keep of one, or none at all', () => {
  const eight = aLine({ quantity: '8', unitAmount: null, total: null });
  expect(changeLine(eight, { amount: '1.00' }, inclusive).unitAmount).toBe('0.125');
  expect(changeLine(eight, { amount: '1.00' }, { ...inclusive, unitDigits: 2 }).unitAmount).toBeNull();
});
