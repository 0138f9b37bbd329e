import { describe, expect, test } from 'vitest';
import type { Coding } from '#lib/domain/coding/coding.ts';
import type { Lists, TaxRate } from '#lib/domain/lists.ts';
import { readiness } from '#lib/domain/readiness/readiness.ts';
import { isDomesticReverseCharge, isReverseCharge } from '#lib/domain/reverse-charge.ts';
import { taxNotes } from '#lib/domain/tax-notes.ts';
import { aCoding, aLine, lists, organisation, today } from '#tests/support/coding.ts';

const part = (rate: string) => ({ name: 'VAT', rate, isCompound: false, isNonRecoverable: false });
const everywhere = { ASSET: true, EQUITY: true, EXPENSE: true, LIABILITY: true, REVENUE: true };
const aRate = (more: Partial<TaxRate>): TaxRate => ({
  ...{ id: 'rate', taxType: 'TAX009', name: 'Renamed by the organisation', effectiveRate: '0' },
  ...{ components: [part('20')], canApplyTo: everywhere, reportTaxType: null, isArchived: false },
  ...more,
});

test.each([
  [{ reportTaxType: 'DRCHARGE' }, true],
  [{ reportTaxType: 'DRCHARGESUPPLY' }, true],
  [{ taxType: 'DRCHARGE20' }, true],
  [{ taxType: 'DRCHARGESUPPLY5', reportTaxType: null }, true],
  [{ taxType: 'REVERSECHARGES', reportTaxType: 'REVERSECHARGES' }, false],
  [{ name: 'Domestic Reverse Charge @ 20%' }, false],
  [{ taxType: 'INPUT2', reportTaxType: 'INPUT' }, false],
])('a rate of %j is the domestic reverse charge: %s, by its codes alone', (more, expected) => {
  expect(isDomesticReverseCharge(aRate(more), lists.rules)).toBe(expected);
});

test('a reverse charge stands for a percentage of which nothing is charged', () => {
  expect(isReverseCharge(aRate({}))).toBe(true);
  expect(isReverseCharge(aRate({ components: [part('0')] }))).toBe(false);
  expect(isReverseCharge(aRate({ effectiveRate: '20' }))).toBe(false);
});

describe('an item with the domestic reverse charge', () => {
  const charge = aRate({ id: 'charge', taxType: 'DRCHARGESUPPLY20', reportTaxType: 'DRCHARGESUPPLY' });
  const books: Lists = { ...lists, taxRates: new Map([...lists.taxRates, ['charge', charge]]) };
  const check = (changes: Partial<Coding>) =>
    readiness(aCoding(changes), {
      ...{ workspace: 'COSTS', lists: books, organisation, today, numbers: 'commaPoint' },
    });
  const charged = { taxRateId: 'charge', taxAmount: '0.00' };

  test('is ready, and says what goes on the tax return', () => {
    expect(check(charged)).toEqual([]);
    expect(taxNotes(aCoding(charged), 'COSTS', books, 'commaPoint')).toEqual([
      expect.stringMatching(/^Domestic reverse charge: the supplier is paid no tax.*24\.00, which is 20% of 120\.00/),
    ]);
    expect(taxNotes(aCoding(charged), 'SALES', books, 'commaPoint')).toEqual([
      expect.stringMatching(/Your customer accounts for 24\.00/),
    ]);
    const lines = [aLine(charged), aLine({ ...charged, id: 'line-2', total: '80.00' }), aLine({ id: 'line-3' })];
    expect(taxNotes(aCoding({ lines }), 'COSTS', books, 'commaPoint')).toEqual([
      expect.stringContaining('40.00, which is 20% of 200.00'),
    ]);
  });

  test('that also carries tax is warned about, with both ways to put it right and a word that it is meant', () => {
    const carrying = { taxRateId: 'charge', taxAmount: '20.00' };
    const [found, ...more] = check(carrying);
    expect(more).toEqual([]);
    expect(found).toMatchObject({ code: 'reverseChargeWithTax', field: 'taxAmount' });
    expect(found?.fixes.map(({ kind }) => kind)).toEqual(['edit', 'edit', 'confirm']);
    expect(found?.fixes).toMatchObject([{ changes: { taxAmount: '0.00' } }, { changes: { taxRateId: 'vat20' } }, {}]);
    for (const taxMode of ['INCLUSIVE', 'EXCLUSIVE'] as const) {
      const lines = [aLine({ ...carrying, unitAmount: taxMode === 'EXCLUSIVE' ? '100.00' : '120.00' })];
      const [onLine] = check({ taxMode, lines });
      expect(onLine).toMatchObject({ code: 'reverseChargeWithTax', line: 0 });
      const [out] = onLine?.fixes ?? [];
      if (out?.kind !== 'edit') throw new Error('There is no fix');
      expect(check({ taxMode, ...out.changes })).toEqual([]);
      expect(out.changes.lines?.[0]).toMatchObject({ total: '120.00', taxAmount: '0.00' });
    }
  });
});
