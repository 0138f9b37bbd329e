import { describe, expect, test } from 'vitest';
import type { Coding } from '#lib/domain/coding/coding.ts';
import type { Lists } from '#lib/domain/lists.ts';
import { readiness } from '#lib/domain/readiness/readiness.ts';
import { aCoding, lists, organisation, today } from '#tests/support/coding.ts';

const maple = { ...organisation, name: 'Maple & Main Inc', country: 'CA', baseCurrency: 'CAD' };
const acme = { id: 'acme', ledgerId: 'L', name: 'Acme Ltd', isCustomer: false, isArchived: false };
const codes = (
  changes: Partial<Coding>,
  {
    taxNumber = null,
    isAsked = true,
    country = 'CA',
  }: { taxNumber?: string | null; isAsked?: boolean; country?: string } = {},
) => {
  const books: Lists = {
    ...lists,
    tax: { ...lists.tax, checksEvidence: isAsked },
    contacts: new Map([['acme', { ...acme, taxNumber }]]),
    currencies: new Set(['CAD', 'USD']),
  };
  const circumstances = { workspace: 'COSTS', lists: books, organisation: { ...maple, country }, today } as const;
  return readiness(aCoding({ currency: 'CAD', ...changes }), { ...circumstances, numbers: 'commaPoint' }).map(
    ({ code }) => code,
  );
};
const of = (total: string, taxAmount = '1.00') => ({ total, taxAmount });

describe('the evidence of input tax in Canada', () => {
  test.each([
    ['99.99', []],
    ['100.00', ['supplierNumberMissing']],
    ['499.99', ['supplierNumberMissing']],
    ['500.00', ['buyerNameMissing', 'supplierNumberMissing']],
  ])('of a document of %s without the number of its supplier: %j is asked', (total, expected) => {
    expect(codes(of(total)).sort()).toEqual(expected);
  });

  test('asks for a number that does not add up as for one that is not there, and for none that does', () => {
    expect(codes(of('120.00'), { taxNumber: '123456789 RT0001' })).toEqual(['supplierNumberMissing']);
    expect(codes(of('120.00'), { taxNumber: '123456782 RT0001' })).toEqual([]);
    expect(codes(of('500.00'), { taxNumber: '123456782 RT0001' })).toEqual(['buyerNameMissing']);
  });

  test.each([
    ['no tax to take back', of('600.00', '0.00'), {}],
    ['another currency', { ...of('600.00'), currency: 'USD' }, {}],
    ['a business that does not want to be asked', of('600.00'), { isAsked: false }],
    ['another country', of('600.00'), { country: 'GB' }],
  ])('asks nothing of a document with %s', (_, changes, more) => {
    expect(codes(changes, more)).toEqual([]);
  });
});
