import { describe, expect, test } from 'vitest';
import { cisDeduction, withDeduction } from '#lib/domain/cis.ts';
import type { Coding } from '#lib/domain/coding/coding.ts';
import type { Account, Lists } from '#lib/domain/lists.ts';
import { ledgerDocument } from '#lib/domain/publication/ledger-document.ts';
import { questionOf } from '#lib/domain/readiness/confirmation.ts';
import { readiness } from '#lib/domain/readiness/readiness.ts';
import { aCoding, aLine, lists, organisation, today } from '#tests/support/coding.ts';

const office = lists.accounts.get('office') as Account;
const books = (
  cisRate: string | null,
  cis: Lists['tax']['cis'] = { accountId: 'cis', materialsAccountId: 'office' },
) => ({
  ...lists,
  tax: { ...lists.tax, cis },
  contacts: new Map([
    ['acme', { id: 'acme', ledgerId: 'L', name: 'Acme Ltd', isCustomer: false, isArchived: false, cisRate }],
  ]),
  accounts: new Map([
    ...lists.accounts,
    ['cis', { ...office, id: 'cis', code: '825', name: 'CIS Payable', class: 'LIABILITY' as const, taxType: null }],
  ]),
});
const subcontractors = books('20');
const pricing = (coding: Coding) => ({ taxMode: coding.taxMode, rates: lists.taxRates, digits: 2, unitDigits: 4 });
const check = (coding: Coding, of: Lists = subcontractors) =>
  readiness(coding, { workspace: 'COSTS', lists: of, organisation, today, numbers: 'commaPoint' });
const deducted = (coding: Coding): Coding => {
  const deduction = cisDeduction(coding, subcontractors);
  if (!deduction) throw new Error('There is nothing to deduct');
  return { ...coding, ...withDeduction(coding, deduction, ['line-a', 'line-b'], pricing(coding)) };
};

describe("a subcontractor's bill", () => {
  test('gets its deduction on labour before VAT as a line without tax, and what is left is its total', () => {
    const bill = deducted(aCoding());
    expect(bill.total).toBe('100.00');
    expect(bill.lines).toMatchObject([
      { id: 'line-a', accountId: 'power', total: '120.00', taxAmount: '20.00' },
      { id: 'line-b', accountId: 'cis', taxRateId: 'exempt', total: '-20.00', taxAmount: '0.00' },
    ]);
    expect(check(bill)).toEqual([]);
    expect(ledgerDocument('BILL', bill, subcontractors, null).lines[1]).toMatchObject({
      unitAmount: '-20',
      taxAmount: '0.00',
    });
  });

  test('leaves out materials, and keeps a total that has the deduction taken off already', () => {
    const lines = [
      aLine({ total: '1200.00', unitAmount: '1200.00', taxAmount: '200.00' }),
      aLine({ id: 'line-2', accountId: 'office', total: '480.00', unitAmount: '480.00', taxAmount: '80.00' }),
    ];
    const gross = aCoding({ total: '1680.00', lines });
    expect(cisDeduction(gross, subcontractors)).toMatchObject({
      labour: '1000.00',
      materials: '400.00',
      amount: '200.00',
    });
    expect(deducted(gross).total).toBe('1480.00');
    expect(deducted(aCoding({ total: '1480.00', lines })).total).toBe('1480.00');
    const net = aCoding({
      taxMode: 'EXCLUSIVE',
      total: '1680.00',
      lines: lines.map((line) => ({ ...line, unitAmount: null })),
    });
    expect(deducted(net)).toMatchObject({ total: '1480.00', lines: [{}, {}, { total: '-200.00' }] });
  });

  test('is asked about until it has the right deduction, or somebody says that there is none', () => {
    const [found, ...more] = check(aCoding());
    expect(more).toEqual([]);
    expect(found?.message).toMatch(/take off 20\.00, 20% of its labour of 100\.00/);
    expect(found?.fixes.map(({ label }) => label)).toEqual(['Deduct 20.00', 'No deduction']);
    expect(found && questionOf(found)).toBe('100.00 0.00');
    const bill = deducted(aCoding());
    const wrong = {
      ...bill,
      lines: bill.lines.map((line) =>
        line.accountId === 'cis' ? { ...line, total: '-10.00', unitAmount: '-10.00' } : line,
      ),
      total: '110.00',
    };
    expect(check(wrong)).toMatchObject([
      { code: 'cisDeduction', message: expect.stringContaining('10.00 and should be 20.00') },
    ]);
    expect(deducted(wrong).lines).toEqual(bill.lines);
    expect(deducted(wrong).total).toBe('100.00');
  });

  test.each([
    ['who is paid gross', books('0')],
    ['who is no subcontractor', books(null)],
    ['of a business that takes nothing off', books('20', null)],
  ])('of a supplier %s has none', (_, of) => {
    expect(cisDeduction(aCoding(), of)).toBeNull();
    expect(check(aCoding(), of)).toEqual([]);
  });

  test('takes more off one who is not verified, and rounds to the penny', () => {
    expect(cisDeduction(aCoding({ total: '100.01', taxAmount: '0.00' }), books('30'))?.amount).toBe('30.00');
    expect(cisDeduction(aCoding({ total: '100.05', taxAmount: '0.00' }), books('30'))?.amount).toBe('30.02');
  });
});
