import { expect, test } from 'vitest';
import { amountsOf } from '#lib/domain/extraction/printed-amounts.ts';
import { type DateOrder, datesOf } from '#lib/domain/extraction/printed-dates.ts';
import { type PrintedRow, printedText } from '#lib/domain/extraction/printed-text.ts';
import { typedPage } from '#tests/support/typed-page.ts';

function rowOf(text: string): PrintedRow {
  return printedText([typedPage(text)]).rows[0] ?? expect.fail();
}

test.each<[string, '.' | ',', string[]]>([
  ['Total 1,234.50', '.', ['1234.5']],
  ['Summe 1.234,50 €', ',', ['1234.5']],
  ["Total CHF 1'234.50", '.', ['1234.5']],
  ['Refund -12.00', '.', ['-12']],
  ['Discount 7.50-', '.', ['-7.5']],
  ['Credit (19.99)', '.', ['-19.99']],
  ['Milk 0.99 T1', '.', ['0.99']],
  ['Milk 0,99A', ',', ['0.99']],
  ['Charges $56,651.49 PT', '.', ['56651.49']],
  ['Paid $100', '.', ['100']],
  ['VAT 20.00% 4.00', '.', ['4']],
  ['12.05.2026 17:45', '.', []],
  ['Open 9.00 Uhr', '.', []],
  ['Version 1.2.3', '.', []],
  ['2 x 1.50 3.00', '.', ['1.5', '3']],
])('in “%s” with the decimal mark “%s” the amounts are %j', (text, decimalMark, amounts) => {
  expect(amountsOf(rowOf(text), { decimalMark }).map(({ value }) => value.toString())).toEqual(amounts);
});

test.each<[string, DateOrder, string | null]>([
  ['Date 03/05/2026', 'dayFirst', '2026-05-03'],
  ['Date 03/05/2026', 'monthFirst', '2026-03-05'],
  ['Date 25/05/26', 'monthFirst', '2026-05-25'],
  ['2026-05-03T10:00', 'dayFirst', '2026-05-03'],
  ['3 May 2026', 'dayFirst', '2026-05-03'],
  ['May 3rd, 2026', 'dayFirst', '2026-05-03'],
  ['03-MAY-26', 'dayFirst', '2026-05-03'],
  ['7. März 2026', 'dayFirst', '2026-03-07'],
  ['du 02 Juillet 2026', 'dayFirst', '2026-07-02'],
  ['19 de abril de 2026', 'dayFirst', '2026-04-19'],
  ['25/12/20268:13:39PM', 'dayFirst', '2026-12-25'],
  ['01/24/262:57 PM', 'monthFirst', '2026-01-24'],
  ['1O.O3.2026', 'dayFirst', '2026-03-10'],
  ['06 0ct 2026', 'dayFirst', '2026-10-06'],
  ['31/02/2026', 'dayFirst', null],
  ['Tel 01 71 17 61 67', 'dayFirst', null],
])('“%s”, %s, is %s', (text, order, date) => {
  expect(datesOf(rowOf(text), order)[0]?.value ?? null).toBe(date);
});
