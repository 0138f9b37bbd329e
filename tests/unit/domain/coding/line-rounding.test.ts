import fc from 'fast-check';
import { expect, test } from 'vitest';
import { changeLine, emptyLine, sumLines } from '#lib/domain/coding/line-items.ts';
import { checkLineSet, drawsFrom } from '#tests/support/line-sets.ts';

const gst = new Map([['gst', { effectiveRate: '15' }]]);
const pricing = { rates: gst, digits: 2, unitDigits: 4 };
const anEmptyLine = { ...emptyLine('x'), taxRateId: 'gst' };

/** As the rounding guide of the ledger has it, and as answers of its own were recorded. */
test('the tax of each line is rounded, and then summed: 25.06, 25.61 and 25.63 at 15% carry 11.44', () => {
  const lines = ['25.06', '25.61', '25.63'].map((amount) =>
    changeLine(anEmptyLine, { amount }, { ...pricing, taxMode: 'EXCLUSIVE' }),
  );
  expect(lines.map(({ taxAmount }) => taxAmount)).toEqual(['3.76', '3.84', '3.84']);
  expect(sumLines(lines, 2)).toEqual({ total: '87.74', taxAmount: '11.44' });
});

test.each([
  ['541.25', '70.60'],
  ['97.00', '12.65'],
  ['89.00', '11.61'],
  ['500', '65.22'],
])('a line of %s with 15 per cent included carries the tax that was recorded: %s', (total, taxAmount) => {
  expect(changeLine(anEmptyLine, { total }, { ...pricing, taxMode: 'INCLUSIVE' })).toMatchObject({ taxAmount });
});

test.each([
  ['3', '33.3333', '100.00'],
  ['7', '1.005', '7.04'],
  ['0.5', '0.01', '0.01'],
  ['-1', '0.005', '-0.01'],
  ['1000', '0.0005', '0.50'],
])('%s of a price of %s, of which four digits count, are %s', (quantity, unitAmount, total) => {
  const line = changeLine(anEmptyLine, { quantity, unitAmount }, { ...pricing, taxMode: 'NONE' });
  expect(line.total).toBe(total);
});

// A million of them: `npm run bench -- line-rounding`.
test('whatever lines are typed are rounded as the ledger rounds, can be balanced, and are worth the same when grouped', () => {
  fc.assert(
    fc.property(fc.nat(), (seed) => checkLineSet(drawsFrom(seed))),
    { numRuns: 1_000 },
  );
});
