import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import type { Coding } from '#lib/domain/coding/coding.ts';
import { sumLines } from '#lib/domain/coding/line-items.ts';
import type { Lists } from '#lib/domain/lists.ts';
import { decimal, toAmount } from '#lib/domain/money.ts';
import { ledgerDocument } from '#lib/domain/publication/ledger-document.ts';
import { readiness } from '#lib/domain/readiness/readiness.ts';
import { taxNotes } from '#lib/domain/tax-notes.ts';
import { asSent } from '#lib/domain/tax-policy.ts';
import { type TaxPolicy, taxPolicies } from '#lib/domain/tax-settings.ts';
import { aCoding, aLine, lists, organisation, today } from '#tests/support/coding.ts';

const by = (policy: TaxPolicy): Lists => ({ ...lists, tax: { ...lists.tax, policy } });
const sent = (policy: TaxPolicy, changes: Partial<Coding>) => asSent(aCoding(changes), by(policy));
/** What of each line's tax is told to the ledger: the rate, and the amount unless the ledger computes that. */
const told = (policy: TaxPolicy, changes: Partial<Coding>) =>
  ledgerDocument('BILL', sent(policy, changes), by(policy), null).lines.map(
    ({ taxType, taxAmount, taxIsOverridden }) => `${taxType} ${taxIsOverridden ? taxAmount : 'by rate'}`,
  );

describe('the tax that the books are told', () => {
  test.each<[TaxPolicy, string[]]>([
    ['OURS', ['INPUT2 19.00']],
    ['LEDGER', ['INPUT2 by rate']],
    ['OURS_WITH_EXCEPTIONS', ['INPUT2 19.00']],
  ])('of a document whose tax is another than its rate gives, by %s, is %j', (policy, expected) => {
    expect(told(policy, { taxAmount: '19.00' })).toEqual(expected);
    expect(told(policy, { lines: [aLine({ taxAmount: '19.00' })] })).toEqual(expected);
  });

  test.each<[TaxPolicy, string[]]>([
    ['OURS', ['RRINPUT 0.00']],
    ['LEDGER', ['RRINPUT by rate']],
    ['OURS_WITH_EXCEPTIONS', ['INPUT2 by rate']],
  ])("of a document without any, by %s, is %j: the exceptions take the category's own rate", (policy, expected) => {
    expect(told(policy, { taxRateId: 'vat5', taxAmount: '0.00' })).toEqual(expected);
  });

  test('is left, by the exceptions, where a rate of nothing was chosen', () => {
    expect(told('OURS_WITH_EXCEPTIONS', { taxRateId: 'exempt', taxAmount: '0.00' })).toEqual(['EXEMPTINPUT by rate']);
  });

  test('is none, by the exceptions, where the own rate of the category is of nothing', () => {
    const coding = { accountId: 'exempt', taxAmount: '20.00' };
    expect(told('OURS_WITH_EXCEPTIONS', coding)).toEqual(['EXEMPTINPUT by rate']);
    expect(sent('OURS_WITH_EXCEPTIONS', coding)).toMatchObject({ total: '120.00', taxAmount: '0.00' });
    expect(told('OURS', coding)).toEqual(['INPUT2 by rate']);
  });

  test('keeps what is to be paid: net amounts are told with their tax where the ledger would add another', () => {
    const net = aLine({ taxAmount: '19.00', unitAmount: '101.00' });
    const changes: Partial<Coding> = { taxMode: 'EXCLUSIVE', taxAmount: null, lines: [net] };
    expect(sent('OURS', changes).taxMode).toBe('EXCLUSIVE');
    const { taxMode, lines } = sent('LEDGER', changes);
    expect([taxMode, lines[0]?.total, lines[0]?.taxAmount, lines[0]?.unitAmount]).toEqual([
      'INCLUSIVE',
      '120.00',
      '20.00',
      '120',
    ]);
    const exact = { ...changes, lines: [aLine({ unitAmount: '100.00' })] };
    expect(sent('LEDGER', exact)).toEqual(aCoding(exact));
  });

  test('is said on the item where it is another, with both amounts', () => {
    expect(taxNotes(aCoding({ taxAmount: '19.00' }), 'COSTS', by('LEDGER'), 'commaPoint')).toEqual([
      expect.stringMatching(/20\.00.*19\.00/),
    ]);
    expect(taxNotes(aCoding(), 'COSTS', by('LEDGER'), 'commaPoint')).toEqual([]);
    expect(taxNotes(aCoding({ taxAmount: '19.00' }), 'COSTS', by('OURS'), 'commaPoint')).toEqual([]);
  });

  test('leaves every item that is ready as one that can be sent, with its total', () => {
    const cents = fc.integer({ min: 1, max: 1_000_000 }).map((each) => toAmount(decimal(String(each)).div(100), 2));
    const line = fc.record({
      total: cents,
      share: fc.integer({ min: 0, max: 50 }),
      taxRateId: fc.constantFrom('vat20', 'vat5', 'exempt'),
      accountId: fc.constantFrom('power', 'exempt'),
    });
    const modes = fc.constantFrom('INCLUSIVE' as const, 'EXCLUSIVE' as const);
    fc.assert(
      fc.property(fc.array(line, { minLength: 1, maxLength: 5 }), modes, (drawn, taxMode) => {
        const lines = drawn.map(({ total, share, ...rest }, index) => {
          const taxAmount = toAmount(decimal(total).times(share).div(100), 2);
          return aLine({ ...rest, id: `line-${index}`, total, taxAmount, unitAmount: null });
        });
        const { total } = sumLines(lines, 2);
        const coding = aCoding({ taxMode, total, lines });
        const circumstances = { workspace: 'COSTS', organisation, today, numbers: 'commaPoint' } as const;
        fc.pre(readiness(coding, { ...circumstances, lists }).length === 0);
        for (const policy of taxPolicies) {
          const after = asSent(coding, by(policy));
          expect(readiness(after, { ...circumstances, lists: by(policy) })).toEqual([]);
          expect(ledgerDocument('BILL', after, by(policy), null).total).toBe(total);
          expect(sumLines(after.lines, 2).total).toBe(total);
        }
      }),
    );
  });
});
