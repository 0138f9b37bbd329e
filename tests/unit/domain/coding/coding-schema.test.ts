import { describe, expect, test } from 'vitest';
import { codingFields, emptyCoding, specOf } from '#lib/domain/coding/coding.ts';
import { bulkChangesSchema, codingChangesSchema, parseStoredCoding } from '#lib/domain/coding/coding-schema.ts';
import { emptyLine } from '#lib/domain/coding/line-items.ts';
import { paymentFields } from '#lib/domain/coding/payment-fields.ts';
import { emptyRow } from '#lib/domain/coding/rows.ts';
import { lists } from '#tests/support/coding.ts';

const id = '01890a5d-ac96-774b-bcce-b302099a8057';
const isAccepted = (changes: object) => codingChangesSchema.safeParse(changes).success;

test.each(codingFields)('%s may be emptied, and emptied once more is no change', (field) => {
  const { empty, isSame, entries, show } = specOf(field);
  expect(codingChangesSchema.parse({ [field]: empty })).toEqual({ [field]: empty });
  expect(isSame(empty, structuredClone(empty))).toBe(true);
  expect(entries(empty)).toEqual([]);
  expect(show(empty, { lists, numbers: 'commaPoint' })).toBeTypeOf('string');
});

test.each([
  [{ total: '12.5' }, true],
  [{ total: '12.34567' }, false],
  [{ total: 'twelve' }, false],
  [{ issuedOn: '2026-02-28' }, true],
  [{ issuedOn: '2026-02-30' }, false],
  [{ type: 'BILL' }, false],
  [{ contactId: 'Acme' }, false],
  [{ currency: 'pounds' }, false],
  [{ exchangeRate: '0.0000000001' }, true],
  [{ exchangeRate: '123456.1234567891' }, true],
  [{ exchangeRate: '0.00' }, false],
  [{ exchangeRate: '-1' }, false],
  [{ exchangeRate: '1234567' }, false],
  [{ taxMode: 'NONE' }, true],
  [{ taxMode: null }, false],
  [{ publishTo: 'BANK_ACCOUNT' }, true],
  [{ publishTo: 'PURCHASES' }, false],
  [{ payments: [{ id, amount: '12.50', paidOn: '2026-11-20', paymentMethodId: id }] }, true],
  [{ payments: [{ id, amount: '12.50', paidOn: '2026-11-31', paymentMethodId: id }] }, false],
  [{ payments: Array.from({ length: 21 }, () => emptyRow(paymentFields, crypto.randomUUID())) }, false],
  [{ lines: [{ ...emptyLine(id), productId: id }] }, true],
  [{ lines: [{ ...emptyLine(id), productId: 'pens' }] }, false],
  [{ lines: [{ ...emptyLine(id), rebillableContactId: id }] }, true],
  [{ lines: [{ ...emptyLine(id), rebillableContactId: 'club' }] }, false],
  [{ colour: 'red' }, false],
  [{ lines: [emptyLine(id)] }, true],
  [{ lines: [emptyLine(id), emptyLine(id)] }, false],
  [{ lines: [{ id }] }, false],
])('of what a browser sends, %j is accepted: %s', (changes, accepted) => {
  expect(isAccepted(changes)).toBe(accepted);
});

test('texts lose the characters that a ledger refuses; a description keeps its lines', () => {
  expect(codingChangesSchema.parse({ reference: ' INV\u00017 ', description: 'Gas\r\nWater\u0007' })).toEqual({
    reference: 'INV 7',
    description: 'Gas\nWater',
  });
  expect(isAccepted({ reference: 'INV\u00007' })).toBe(false);
});

test('what belongs to one document is not set on many', () => {
  expect(bulkChangesSchema.safeParse({ accountId: id, issuedOn: null }).success).toBe(true);
  for (const changes of [{ total: '1.00' }, { reference: 'INV-7' }, { lines: [] }]) {
    expect(bulkChangesSchema.safeParse(changes).success).toBe(false);
  }
});

describe('a coding that was queued before an upgrade', () => {
  test('is read as it was, with what came later empty and what is no more left out', () => {
    const { publishAs, ...earlier } = { ...emptyCoding(), total: '120.00' as const, colour: 'red' };
    const { tracking1OptionId, ...line } = { ...emptyLine(id), total: '120.00', colour: 'red' };
    expect(parseStoredCoding({ ...earlier, lines: [line] })).toEqual({
      ...emptyCoding(),
      total: '120.00',
      lines: [{ ...emptyLine(id), total: '120.00' }],
    });
  });

  test.each([null, 'coding', {}, { type: 'INVOICE', total: 12 }])('is never made up: %j is refused', (value) => {
    expect(() => parseStoredCoding(value)).toThrow();
  });
});
