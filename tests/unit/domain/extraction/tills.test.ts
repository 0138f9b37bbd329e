import { expect, test } from 'vitest';
import { noHints, readDocument } from '#lib/domain/extraction/read-document.ts';
import { typedPage } from '#tests/support/typed-page.ts';

function read(text: string) {
  const result = readDocument([typedPage(text, 'ocr')], noHints);
  const values = Object.fromEntries(Object.entries(result.fields).map(([name, { value }]) => [name, value]));
  return { ...result, values, totals: result.lines.map(({ description, total }) => `${description} ${total}`) };
}

const head = `
  Marram Foods
  9 The Shambles
  York YO1 7LX
  VAT No 554 7216 55
`;

test('amounts that stand beside each other with their signs are all read, and so is a table of taxes with what is untaxed', () => {
  const { values, taxes, totals, linesOff } = read(`${head}
    Bananas
      1 x £7.34 £7.34 B
    Water
      2 x £0.69 £1.38 A
    Total                  £8.72
    Rate      Net    VAT  Gross
    20%    £1.15  £0.23  £1.38
    0%     £7.34  £0.00  £7.34
    VISA                   £8.72
  `);
  expect(values).toMatchObject({ total: '8.72', tax: '0.23' });
  expect(taxes).toMatchObject([{ rate: '20', net: '1.15', amount: '0.23' }]);
  expect(totals).toEqual(['Bananas 7.34', 'Water 1.38']);
  expect(linesOff).toBe('0');
});

test('taxes of several rates in rows of their own are one tax', () => {
  const { values, taxes } = read(`${head}
    Rice                  12.00
    Cheddar               10.50
    Total                 22.50
    VAT 20%                2.00
    VAT @ 5% on 10.00      0.50
    VAT 0%                 0.00
    Card                  22.50
  `);
  expect(values.tax).toBe('2.50');
  expect(taxes.map(({ rate, amount }) => [rate, amount])).toEqual([
    ['20', '2.00'],
    ['5', '0.50'],
  ]);
});

test('goods that are called like sums, prices of one, and numbers of articles are what they are', () => {
  const { totals, lines, linesOff } = read(`${head}
    164654 Olive oil                  6.44
    Balance bread x4                 15.48
      (3.87 each)
    Annual planner                    2.00
    TOTAL                            23.92
    Cash                             30.00
    Change                            6.08
  `);
  expect(totals).toEqual(['Olive oil 6.44', 'Balance bread x4 15.48', 'Annual planner 2.00']);
  expect(lines[0]?.code).toBe('164654');
  expect(lines[1]).toMatchObject({ quantity: '4', unitPrice: '3.87' });
  expect(linesOff).toBe('0');
});

test('a tip is a line by its own words, so that lines come to what was paid', () => {
  const { totals, linesOff, values } = read(`
    The Tavern
    1840 N Clark St
    Chicago, IL 60614
    1 Ribeye                         31.00
    2 Ale                            14.00
    Subtotal                         45.00
    Tax                               4.00
    Total before tip                 49.00
    Gratuity                          9.00
    Total                            58.00
    VISA                             58.00
  `);
  expect(values.total).toBe('58.00');
  expect(totals.at(-1)).toBe('Gratuity 9.00');
  expect(linesOff).toBe('0');
});

test('what is paid in cash is what it was rounded to', () => {
  const { values } = read(`
    Yarrow Books
    305 Sturt St
    Ballarat VIC 3350
    Novel                            19.98
    TOTAL                            19.98
    Rounding                          0.02
    Total after rounding             20.00
    Cash                             50.00
    Change                           30.00
  `);
  expect(values).toMatchObject({ total: '20.00', rounding: '0.02' });
});

test('the last day to bring things back is neither the day of the document nor when it is due', () => {
  const { values } = read(`${head}
    Novel                            19.98
    Total                            19.98
    Return within 28 days, until 27/09/24
    27/08/2024 08:42
  `);
  expect(values.date).toBe('2024-08-27');
  expect(values.dueDate).toBeUndefined();
});

test.each([
  ['0ct', '2024-10-04'],
  ['Ju1', '2024-07-04'],
])('a month that was seen as %s is read', (month, date) => {
  expect(read(`${head}\n  4 ${month} 2024 10:15\n  Tea  2.00\n  Total  2.00`).values.date).toBe(date);
});

test('a number that is only called so, a quantity beside its price, and whom it is for', () => {
  const { values, lines } = read(`
    Inkerman S.n.c.
    Corso Torino 5
    16129 Genova

    Gull Accounting Partners           Number:   75733
    7 Shore Lane                       Date:     20/01/2025

    Descrizione          Qtà    Prezzo unitario    IVA %       Importo
    Consulenza           0,5             338,50       22        169,25
    Trasporto              1             100,00       22        100,00
    Imponibile                                                  269,25
    IVA 22%                                                      59,24
    Totale fattura                                              328,49
  `);
  expect(values).toMatchObject({ supplierName: 'Inkerman S.n.c.', number: '75733', total: '328.49', tax: '59.24' });
  expect(lines.map(({ total }) => total)).toEqual(['169.25', '100.00']);
});

test.each([
  ['GST/HST# 248147997 RT0001', 'CA'],
  ['#01-58 Singapore', 'SG'],
  ['VAT Reg: IE7253651T', 'IE'],
])('%s is a sign of %s', (text, country) => {
  expect(read(`Foxglove Deli\n${text}\nTea   2.00\nTotal   2.00`).values.supplierCountry).toBe(country);
});
