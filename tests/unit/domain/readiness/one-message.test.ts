import fc from 'fast-check';
import { expect, test } from 'vitest';
import { calendarDate } from '#lib/domain/calendar-date.ts';
import { readiness } from '#lib/domain/readiness/readiness.ts';
import { aCoding, aLine, lists, organisation, today } from '#tests/support/coding.ts';

const circumstances = { workspace: 'COSTS', lists, organisation, today, numbers: 'commaPoint' } as const;
const codes = (problems: ReturnType<typeof readiness>) => problems.map(({ code }) => code);

const amount = fc.constantFrom(null, '0', '-5', '120.00', '1.234', '-1.234', '99999999999', '99999999999.999');
const date = fc.constantFrom(...['1926-01-01', '2026-01-15', '2026-11-20', '2126-01-01'].map(calendarDate));
const line = fc.record({
  total: amount,
  taxAmount: amount,
  unitAmount: amount,
  quantity: fc.constantFrom('1', '-1', '3', '99999999999999'),
  accountId: fc.constantFrom(null, ...lists.accounts.keys(), 'none of these'),
  taxRateId: fc.constantFrom(null, ...lists.taxRates.keys(), 'none of these'),
  tracking1OptionId: fc.constantFrom(null, 'north', 'closed', 'none of these'),
  description: fc.constantFrom(null, 'x'.repeat(5_000)),
});

test('however much is wrong with an item, each of its fields says one thing at a time', () => {
  const coding = fc.record({
    total: amount,
    taxAmount: amount,
    issuedOn: date,
    dueOn: date,
    type: fc.constantFrom('INVOICE', 'RECEIPT', 'CREDIT_NOTE', 'EXPENSE'),
    taxMode: fc.constantFrom('INCLUSIVE', 'EXCLUSIVE', 'NONE'),
    contactId: fc.constantFrom(null, 'acme', 'shut', 'none of these'),
    currency: fc.constantFrom('GBP', 'JPY', 'XYZ'),
    publishAs: fc.constantFrom('DRAFT', 'AUTHORISED'),
    lines: fc.array(line.map(aLine), { maxLength: 2 }),
  });
  fc.assert(
    fc.property(coding, (changes) => {
      const places = readiness(aCoding(changes), circumstances).map((problem) => `${problem.line} ${problem.field}`);
      expect(places).toEqual([...new Set(places)]);
    }),
    { numRuns: 2_000 },
  );
});

test('what is left to say of a field is said once the first is settled', () => {
  const coding = aCoding({ issuedOn: calendarDate('1926-01-01'), dueOn: calendarDate('1926-02-01') });
  const confirmations = [{ code: 'dateImplausible', question: '1926-01-01', by: 'Ada', byId: null, at: '' }] as const;
  expect(codes(readiness(coding, circumstances))).toEqual(['dateImplausible']);
  expect(codes(readiness(coding, circumstances, { twins: [], confirmations }))).toEqual(['periodLocked']);
});

test('that it is here twice is a question about the whole item, and said in any case', () => {
  const twins = [{ id: 'twin', number: 2, isPublished: false }];
  const coding = aCoding({ reference: 'x'.repeat(300) });
  expect(codes(readiness(coding, circumstances, { twins, confirmations: [] }))).toEqual([
    'duplicate',
    'referenceTooLong',
  ]);
});
