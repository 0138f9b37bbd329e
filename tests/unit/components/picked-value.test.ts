import { describe, expect, test } from 'vitest';
import { amountIn, pickedValue } from '#components/items/picked-value.ts';
import { calendarDate } from '#lib/domain/calendar-date.ts';
import type { CodingField } from '#lib/domain/coding/coding.ts';

const reader = { today: calendarDate('2026-05-01'), dates: 'dayFirst' as const };

/** A row of words that stand close, but where two spaces are; the word that begins with `*` is pressed. */
function pick(field: CodingField, text: string) {
  let left = 0;
  const words = text.split('  ').flatMap((column) => {
    const of = column.split(' ').map((word) => {
      const at = left;
      left += 0.05;
      return {
        word: { text: word.replace('*', ''), left: at, top: 0, width: 0.045, height: 0.02 },
        isPressed: word.startsWith('*'),
      };
    });
    left += 0.2;
    return of;
  });
  const index = words.findIndex(({ isPressed }) => isPressed);
  return pickedValue(field, { row: words.map(({ word }) => word), index }, reader);
}

describe('a word that is pressed on a document', () => {
  test.each<[CodingField, string, unknown]>([
    ['issuedOn', 'Date: 12 *March 2026', { changes: { issuedOn: '2026-03-12' } }],
    ['issuedOn', 'Date *03/04/2026', { changes: { issuedOn: '2026-04-03' } }],
    ['dueOn', 'due *2026-04-30.', { changes: { dueOn: '2026-04-30' } }],
    ['total', 'Total  EUR *1.234,56', { changes: { total: '1234.56' } }],
    ['total', 'Total  *1 234.56', { changes: { total: '1234.56' } }],
    ['taxAmount', 'VAT  *£12.00', { changes: { taxAmount: '12.00' } }],
    ['reference', 'Invoice No. *#INV-7,', { changes: { reference: 'INV-7' } }],
    ['currency', 'Total *EUR 12', { changes: { currency: 'EUR' } }],
    ['contactId', 'Nordwind *Papier GmbH  Page 1', { name: 'Nordwind Papier GmbH' }],
    ['description', 'Paper *white  2', { changes: { description: 'Paper white' } }],
    ['issuedOn', 'Thank *you', null],
    ['total', 'Thank *you', null],
  ])('means for %s of “%s” what a bookkeeper means', (field, text, value) => {
    expect(pick(field, text)).toEqual(value);
  });

  test.each([
    ["1'234.50", '1234.50'],
    ['12', '12.00'],
    ['(12.50)', '12.50'],
    ['12.345.678,9', '12345678.90'],
    ['RE-1', null],
    ['12.03.2026', null],
  ])('%s is an amount, or is none', (text, amount) => expect(amountIn(text)).toBe(amount));
});
