import { describe, expect, test } from 'vitest';
import { calendarDate } from '#lib/domain/calendar-date.ts';
import type { CodingLine } from '#lib/domain/coding/coding.ts';
import { changedFields, mergeChanges, withConsequences } from '#lib/domain/coding/coding-changes.ts';
import { showDetails } from '#lib/domain/coding/show-value.ts';
import { writeNumber } from '#lib/domain/number-form.ts';
import { aCoding, aLine, lists } from '#tests/support/coding.ts';

describe('what follows from an edit', () => {
  test('a category brings its default tax rate, and with it the tax', () => {
    const uncoded = aCoding({ accountId: null, taxRateId: null, taxAmount: null });
    expect(withConsequences(uncoded, { accountId: 'power' }, lists)).toEqual({
      changes: { accountId: 'power', taxRateId: 'vat20', taxAmount: '20.00' },
      derived: [
        { field: 'taxRateId', because: 'The default of 445 Light, Power, Heating' },
        { field: 'taxAmount', because: `${writeNumber('20', 'kept')}% included in the total` },
      ],
    });
  });

  test('the default follows the category while nobody chose another', () => {
    const { changes } = withConsequences(aCoding(), { accountId: 'exempt' }, lists);
    expect(changes).toEqual({ accountId: 'exempt', taxRateId: 'exempt', taxAmount: '0.00' });
  });

  test('a rate chosen by hand stays', () => {
    const byHand = aCoding({ taxRateId: 'vat5', taxAmount: '5.71' });
    expect(withConsequences(byHand, { accountId: 'office' }, lists).changes).toEqual({ accountId: 'office' });
  });

  test('a new total brings the tax in it, also over one entered by hand before', () => {
    const byHand = aCoding({ taxAmount: '19.00' });
    expect(withConsequences(byHand, { total: '60.00' }, lists).changes).toEqual({
      total: '60.00',
      taxAmount: '10.00',
    });
  });

  test('a tax given together with the total is not computed: an undo restores exactly', () => {
    const undo = { total: '60.00', taxRateId: 'vat20', taxAmount: '9.00' };
    expect(withConsequences(aCoding(), undo, lists)).toEqual({ changes: undo, derived: [] });
  });

  test('an emptied tax is computed again', () => {
    expect(withConsequences(aCoding({ taxAmount: '1.00' }), { taxAmount: null }, lists).changes.taxAmount).toBe(
      '20.00',
    );
  });

  test('amounts free of tax lose it, and get it back with the rate that was chosen', () => {
    const freed = withConsequences(aCoding(), { taxMode: 'NONE' }, lists);
    expect(freed).toEqual({
      changes: { taxMode: 'NONE', taxAmount: null },
      derived: [{ field: 'taxAmount', because: 'There is no tax in these amounts' }],
    });
    const free = aCoding({ taxMode: 'NONE', taxAmount: null });
    expect(withConsequences(free, { total: '60.00' }, lists).changes).toEqual({ total: '60.00' });
    expect(withConsequences(free, { taxMode: 'EXCLUSIVE' }, lists).changes).toEqual({
      taxMode: 'EXCLUSIVE',
      taxAmount: '20.00',
    });
  });

  test('amounts free of tax have none, also where an edit names one', () => {
    const free = aCoding({ taxMode: 'NONE', taxAmount: null });
    expect(withConsequences(free, { taxAmount: '15.00' }, lists).changes.taxAmount).toBeNull();
    const lines = [aLine({ total: '120.00', taxAmount: '15.00' })];
    expect(withConsequences(free, { lines }, lists).changes.lines).toMatchObject([
      { total: '120.00', taxAmount: null },
    ]);
    const freed = withConsequences(aCoding(), { taxMode: 'NONE', taxAmount: '20.00', lines }, lists).changes;
    expect(freed).toMatchObject({ taxMode: 'NONE', taxAmount: null, lines: [{ taxAmount: null }] });
    expect(withConsequences(aCoding({ taxMode: 'NONE' }), { reference: 'R-2' }, lists)).toEqual({
      changes: { reference: 'R-2', taxAmount: null },
      derived: [{ field: 'taxAmount', because: 'There is no tax in these amounts' }],
    });
  });

  test('lines take the new meaning of the amounts', () => {
    const coding = aCoding({ lines: [aLine({ unitAmount: '120.00', total: '120.00', taxAmount: '20.00' })] });
    const { changes, derived } = withConsequences(coding, { taxMode: 'EXCLUSIVE' }, lists);
    expect(changes.lines).toMatchObject([{ unitAmount: '100', total: '120.00', taxAmount: '20.00' }]);
    expect(derived).toEqual([{ field: 'lines', because: 'Amounts are tax exclusive' }]);
  });
});

test('the same amount written otherwise is no change', () => {
  expect(changedFields(aCoding({ exchangeRate: '1.5' }), { exchangeRate: '1.50' })).toEqual([]);
  expect(changedFields(aCoding(), { total: '120', taxAmount: '20.000', reference: 'INV-7' })).toEqual([]);
  expect(changedFields(aCoding(), { total: '120.01' })).toEqual(['total']);
});

test('payments are compared by what they say, and told one by one', () => {
  const first = { id: 'p', amount: '20.00', paidOn: calendarDate('2026-11-20'), paymentMethodId: 'bank' };
  expect(changedFields(aCoding({ payments: [first] }), { payments: [{ ...first, amount: '20' }] })).toEqual([]);
  const after = aCoding({
    payments: [
      { ...first, amount: '15.00' },
      { ...first, id: 'q' },
    ],
  });
  expect(showDetails('payments', aCoding({ payments: [first] }), after, { lists, numbers: 'commaPoint' })).toEqual([
    'Payment 1, amount: 20.00 → 15.00',
    'Payment 2 added: 20.00 on 20 Nov 2026',
  ]);
});

test.each([
  [{ unitAmount: '12345.6' }, 'Line 1, unit price: 120.00 → 12,345.60'],
  [{ unitAmount: '0.0375' }, 'Line 1, unit price: 120.00 → 0.0375'],
  [{ quantity: '1500' }, 'Line 1, quantity: 1 → 1,500'],
  [{ productId: 'pens' }, 'Line 1, product: empty → Box of pens'],
  [{ rebillableContactId: 'acme' }, 'Line 1, rebilled to: empty → Acme Ltd'],
])('of a line, %j is told as people read it', (changes, told) => {
  const [before, after] = [aCoding({ lines: [aLine()] }), aCoding({ lines: [aLine(changes)] })];
  expect(changedFields(before, { lines: after.lines })).toEqual(['lines']);
  expect(showDetails('lines', before, after, { lists, numbers: 'commaPoint' })).toEqual([told]);
});

describe("two people's edits of the lines", () => {
  const [a, b] = [aLine({ id: 'a' }), aLine({ id: 'b' })];
  const mergeLines = (was: CodingLine[], mine: CodingLine[], theirs: CodingLine[]) => {
    const { changes, conflicts } = mergeChanges(aCoding({ lines: theirs }), { lines: mine }, { lines: was });
    return conflicts.length > 0 ? null : changes.lines;
  };

  test('of different lines, or of different parts of one line, both hold', () => {
    expect(mergeLines([a, b], [{ ...a, accountId: 'office' }, b], [a, { ...b, description: 'Gas' }])).toEqual([
      { ...a, accountId: 'office' },
      { ...b, description: 'Gas' },
    ]);
    expect(mergeLines([a], [{ ...a, accountId: 'office' }], [{ ...a, description: 'Gas' }])).toEqual([
      { ...a, accountId: 'office', description: 'Gas' },
    ]);
  });

  test('lines added by both are all there', () => {
    const [c, d] = [aLine({ id: 'c' }), aLine({ id: 'd' })];
    expect(mergeLines([a], [a, c], [a, d])?.map(({ id }) => id)).toEqual(['a', 'd', 'c']);
  });

  test('of the same value are in conflict', () => {
    expect(mergeLines([a], [{ ...a, description: 'Gas' }], [{ ...a, description: 'Water' }])).toBeNull();
    expect(mergeLines([a], [{ ...a, quantity: '2', total: '240.00' }], [{ ...a, taxAmount: '1.00' }])).toBeNull();
  });

  test('a line that one removed and the other changed is in conflict', () => {
    expect(mergeLines([a, b], [b], [{ ...a, description: 'Gas' }, b])).toBeNull();
    expect(mergeLines([a, b], [{ ...a, description: 'Gas' }, b], [b])).toBeNull();
    expect(mergeLines([a, b], [b], [a, b])).toEqual([b]);
  });
});
