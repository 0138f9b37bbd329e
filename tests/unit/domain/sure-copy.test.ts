import { expect, test } from 'vitest';
import { toCalendarDate } from '#lib/domain/calendar-date.ts';
import { type CopyFacts, surelyTheSame } from '#lib/domain/sure-copy.ts';

const day = (text: string) => toCalendarDate(text) as NonNullable<CopyFacts['issuedOn']>;

/** A bill of which everything is known, and of another file than any other. */
function aBill(facts: Partial<CopyFacts> = {}): CopyFacts {
  return {
    ...{ contactId: 'acme', issuedOn: day('2026-03-02'), total: '120.00', currency: 'GBP', reference: 'INV-0042' },
    ...{ isCredit: false, sums: [crypto.randomUUID()], pictureHash: null, workspace: 'COSTS', type: 'INVOICE' },
    ...{ ownerId: 'jo', dueOn: null, taxAmount: '20.00', isOneFile: true, isSure: true },
    ...facts,
  };
}
const picture = 'f0'.repeat(32);

test('the same supplier, number, date and total are surely the same, however the number is written', () => {
  expect(surelyTheSame(aBill(), aBill({ reference: 'inv 42', total: '120' }))).toBe('values');
});

test.each<[string, Partial<CopyFacts>]>([
  ['another supplier', { contactId: 'other' }],
  ['a supplier that is not known', { contactId: null }],
  ['another number', { reference: 'INV-0043' }],
  ['no number', { reference: null }],
  ['another date', { issuedOn: day('2026-03-03') }],
  ['no date', { issuedOn: null }],
  ['another total', { total: '120.01' }],
  ['no total', { total: null }],
  ['another currency', { currency: 'EUR' }],
  ['another tax', { taxAmount: '0.00' }],
  ['another due date', { dueOn: '2026-04-02' }],
  ['another kind of document', { type: 'CREDIT_NOTE', isCredit: true }],
  ['another workspace', { workspace: 'SALES' }],
  ['another owner, who may have paid it', { ownerId: 'kim' }],
  ['values that were read without being sure', { isSure: false }],
])('a bill with %s is asked about', (_, facts) => {
  const one = aBill({ dueOn: facts.dueOn ? '2026-03-31' : null });
  expect(surelyTheSame(one, aBill(facts))).toBeNull();
  expect(surelyTheSame(aBill(facts), one)).toBeNull();
});

test.each(['7', '12', 'CASH'])('a number such as %s tells nothing', (reference) => {
  expect(surelyTheSame(aBill({ reference }), aBill({ reference }))).toBeNull();
});

test('two receipts of one till need the same picture too', () => {
  const one = aBill({ type: 'RECEIPT', pictureHash: picture });
  expect(surelyTheSame(one, aBill({ type: 'RECEIPT' }))).toBeNull();
  expect(surelyTheSame(one, aBill({ type: 'RECEIPT', pictureHash: '0f'.repeat(32) }))).toBeNull();
  expect(surelyTheSame(one, aBill({ type: 'RECEIPT', pictureHash: picture }))).toBe('values');
});

test('the very same file is the same, unless something known differs or it is in other items too', () => {
  const bare = { contactId: null, issuedOn: null, total: null, reference: null, taxAmount: null, isSure: false };
  const one = aBill({ sums: ['same'] });
  expect(surelyTheSame(one, aBill({ ...bare, sums: ['same'] }))).toBe('file');
  expect(surelyTheSame(one, aBill({ ...bare, sums: ['same'], total: '60.00' }))).toBeNull();
  expect(surelyTheSame(one, aBill({ ...bare, sums: ['same'], isOneFile: false }))).toBeNull();
  expect(surelyTheSame(one, aBill({ ...bare, sums: ['same', 'more'] }))).toBeNull();
});
