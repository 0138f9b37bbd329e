import { describe, expect, test } from 'vitest';
import { noHints, type ReadHints, readDocument } from '#lib/domain/extraction/read-document.ts';
import { reading } from '#lib/domain/extraction/reading.ts';
import { typedPage } from '#tests/support/typed-page.ts';

function read(text: string, hints: Partial<ReadHints> = {}, confidence?: number) {
  const typed = typedPage(text, confidence === undefined ? 'pdf' : 'ocr');
  for (const word of typed.rows.flatMap(({ words }) => words)) word.confidence = confidence ?? 1;
  const result = readDocument([typed], { ...noHints, ...hints });
  expect(reading.safeParse(result).error).toBeUndefined();
  return result;
}

const valuesOf = ({ fields }: ReturnType<typeof read>) =>
  Object.fromEntries(Object.entries(fields).map(([name, { value }]) => [name, value]));

const britishInvoice = `
  Harbour Print Ltd                                   INVOICE
  14 Quay Street
  Bristol BS1 4AB                       Invoice No:     HP-20417
  VAT Reg No GB 980 7806 84             Invoice Date:   05/03/2026
                                        Due Date:       04/04/2026
  Bill to:                              PO Number:      PO-7781
  Gull Cafe Ltd
  2 Shore Road
  Leith EH6 6SX

  Description                     Qty      Unit price      VAT       Amount
  Menus, A4, laminated             40            3.25      20%       130.00
  Window vinyl                      1           86.50      20%        86.50
  fitted on site
  Children's colouring sheets     100            0.12       0%        12.00

                                              Subtotal     £228.50
                                              VAT 20%       £43.30
                                              Total        £271.80

  Payment terms: 30 days. Sort code 20-45-77 Account 13302511
`;

test('an invoice is read as its words, places and arithmetic agree: from whom, when, how much, and for what', () => {
  const result = read(britishInvoice, { country: 'GB', baseCurrency: 'GBP' });
  expect(valuesOf(result)).toMatchObject({
    kind: 'invoice',
    supplierName: 'Harbour Print Ltd',
    supplierTaxNumber: 'GB980780684',
    supplierCountry: 'GB',
    supplierAccount: '20-45-77 13302511',
    buyerName: 'Gull Cafe Ltd',
    number: 'HP-20417',
    purchaseOrder: 'PO-7781',
    date: '2026-03-05',
    dueDate: '2026-04-04',
    currency: 'GBP',
    net: '228.50',
    tax: '43.30',
    total: '271.80',
  });
  expect(
    result.lines.map(({ description, quantity, unitPrice, total }) => [description, quantity, unitPrice, total]),
  ).toEqual([
    ['Menus, A4, laminated', '40', '3.25', '130.00'],
    ['Window vinyl\nfitted on site', '1', '86.5', '86.50'],
    ["Children's colouring sheets", '100', '0.12', '12.00'],
  ]);
  expect([result.linesWithTax, result.linesOff]).toEqual([false, '0']);
});

test('each value says where on the page it stands', () => {
  const { fields } = read(britishInvoice);
  // `£271.80`, in the column of amounts, in the nineteenth row.
  expect(fields.total?.place).toMatchObject({
    page: 0,
    left: expect.closeTo(57 / 90, 1),
    top: expect.closeTo(0.36, 2),
  });
});

test('our own name is never the supplier, wherever it stands', () => {
  const swapped = britishInvoice
    .replace('Harbour Print Ltd  ', 'Gull Cafe Ltd      ')
    .replace('Gull Cafe Ltd\n  2', 'Harbour Print Ltd\n  2');
  expect(read(swapped, { ownNames: ['Gull Café Limited', 'Gull Cafe Ltd'] }).fields.supplierName?.value).not.toBe(
    'Gull Cafe Ltd',
  );
});

test('lines that do not add up say by how much', () => {
  const result = read(britishInvoice.replace('86.50\n', '96.50\n'));
  expect(result.linesOff).toBe('10.00');
  expect(result.warnings).toContainEqual({ code: 'linesDoNotAddUp', field: null, detail: '10.00' });
});

describe('receipts', () => {
  test('a till receipt: tender and change are no total, and lines stand between the address and the sum', () => {
    const result = read(
      `
      KERBSIDE GROCER
      88 Mason Ave
      Tucson, AZ 85701   (520) 555-0142
      04/18/2026  6:42 PM

      OAT MILK 1L             4.49 T
      BANANAS                 1.12
      2 @ 3.25
      PAPER TOWEL             6.50 T
      SUBTOTAL               12.11
      TAX 8.7%                0.96
      TOTAL                  13.07
      CASH                   20.00
      CHANGE                  6.93
    `,
    );
    expect(valuesOf(result)).toMatchObject({
      kind: 'receipt',
      supplierName: 'KERBSIDE GROCER',
      supplierCountry: 'US',
      date: '2026-04-18',
      currency: 'USD',
      ...{ net: '12.11', tax: '0.96', total: '13.07' },
      paymentMethod: 'cash',
    });
    expect(result.lines.map(({ quantity, total }) => [quantity, total])).toEqual([
      [null, '4.49'],
      [null, '1.12'],
      ['2', '6.50'],
    ]);
    expect(result.linesOff).toBe('0');
  });

  test('a German receipt: a table of taxes tells each rate, and the tender is more than the total', () => {
    const result = read(`
      BLAUMARKT GmbH
      Ringstr. 5
      24103 Kiel
      Kaffee 500g                5,99 A
      Spülmittel                 1,45 B
      SUMME EUR                  7,44
      BAR EUR                   10,00
      RÜCKGELD EUR               2,56
      MwSt      Netto    MwSt   Brutto
      A  7,0%    5,60    0,39     5,99
      B 19,0%    1,22    0,23     1,45
      14.02.26 17:03   Bon 4411
    `);
    expect(valuesOf(result)).toMatchObject({
      supplierName: 'BLAUMARKT GmbH',
      date: '2026-02-14',
      currency: 'EUR',
      total: '7.44',
      tax: '0.62',
    });
    expect(result.taxes.map(({ rate, net, amount }) => [rate, net, amount])).toEqual([
      ['7', '5.60', '0.39'],
      ['19', '1.22', '0.23'],
    ]);
    expect([result.linesWithTax, result.linesOff]).toEqual([true, '0']);
  });

  test('fuel is a quantity and a price whose product is the total', () => {
    const result = read(`
      Dockside Fuel
      12 Bay Rd Newcastle NSW 2300   ABN 51 824 753 556
      19/01/2026 08:15
      Pump 4   UNLEADED 91
      Litres      41.37
      Price/L     1.899
      TOTAL AUD  $78.56
      GST incl.   $7.14
      VISA ************4242
    `);
    expect(valuesOf(result)).toMatchObject({
      supplierTaxNumber: '51824753556',
      currency: 'AUD',
      total: '78.56',
      tax: '7.14',
      cardDigits: '4242',
      paymentMethod: 'card',
    });
    expect(result.lines[0]).toMatchObject({ quantity: '41.37', unitPrice: '1.899', total: '78.56' });
  });
});

describe('what a reader of pictures mistakes', () => {
  const till = `
    HOLLY GROCER
    12 Mason Ave
    Tucson, AZ 85701
    04/18/2026  6:42 PM
    OAT MILK 1L             4.41 T
    Balance bread           1.12
    PAPER TOWEL             6.50 T
    TOTAL                  12.03
  `;
  const totals = (text: string, sure = 0.95) => {
    const { lines, linesOff, fields } = read(text, {}, sure);
    return [lines.map(({ total }) => total), linesOff, fields.due?.value];
  };
  const right = [['4.41', '1.12', '6.50'], '0', undefined];

  test('goods that are called like a sum are goods', () => expect(totals(till)).toEqual(right));

  test.each([
    ['a digit taken for another', '6.50', '6.56'],
    ['a speck taken for a digit', '6.50', '6.510'],
    ['a zero taken for a letter', '6.50', '6.5D'],
    ['the number of a department run into a price', '6.50 T', '$6.50102'],
    ['a speck in an amount', '6.50', '6.*50'],
  ])('%s leaves lines that add up', (_, printed, seen) => expect(totals(till.replace(printed, seen))).toEqual(right));

  test('two wrong digits are not mended, since then nothing proves which is right', () =>
    expect(totals(till.replace('6.50', '6.56').replace('4.41', '4.31'))[1]).toBe('-0.04'));

  test('a digit that was read surely is believed', () =>
    expect(totals(till.replace('6.50', '6.56'), 1)[1]).toBe('0.06'));

  test('a price before its reduction, and what was taken off, are no goods', () =>
    expect(
      totals(
        till.replace('    TOTAL ', '    ITEM PRICE              8.00\n    TOTAL OFF OFFER 15%     1.50-\n    TOTAL '),
      ),
    ).toEqual(right));

  test('strokes taken for digits are a date where there is no other, and not a sure one', () => {
    const { date } = read(till.replace('04/18/2026  6:42 PM', '04718726'), { country: 'US' }, 0.95).fields;
    expect([date?.value, (date?.confidence ?? 1) < 0.3]).toEqual(['2026-04-18', true]);
  });

  test('a street or a town is no supplier', () => {
    const { supplierName } = read(
      'Warburger StraBe 130\n33100 Paderborn\nKaffee  1,20 A\nSUMME  1,20',
      {},
      0.95,
    ).fields;
    expect(supplierName?.value ?? 'none').not.toMatch(/Warburger|Paderborn/);
  });
});

test.each([
  ['US', '2026-03-05', []],
  ['GB', '2026-05-03', []],
])('a date that could be read both ways is read as %s writes it', (country, date, warnings) => {
  const place = country === 'US' ? 'Reno, NV 89501' : 'Leeds LS1 4AP, England';
  const result = read(`Bolt & Nut\n${place}\nDate 03/05/2026\nVat total 1.00\nTotal 6.00`, { country });
  expect([result.fields.date?.value, result.warnings.filter(({ code }) => code === 'ambiguousDate')]).toEqual([
    date,
    warnings,
  ]);
});

test('a date that nothing decides is flagged, with the other it may be', () => {
  const result = read('Bolt & Nut\nDate 03/05/2026\nTotal 6.00');
  expect(result.warnings).toContainEqual({ code: 'ambiguousDate', field: 'date', detail: '2026-03-05' });
});

test('another date of the document decides the order of day and month', () => {
  expect(read('Bolt & Nut\nDate 03/05/2026\nDue date 03/28/2026\nTotal 6.00').fields.date?.value).toBe('2026-03-05');
});

test.each([
  ['Credit Note', 'creditNote'],
  ['Statement of Account', 'statement'],
  ['Delivery Note', 'deliveryNote'],
  ['Remittance Advice', 'remittance'],
  ['Rechnung', 'invoice'],
  ['Avoir', 'creditNote'],
])('a document headed %s is a %s', (title, kind) => {
  expect(read(`Bolt & Nut Ltd\n${title}\nNumber 12345\nTotal 6.00`).fields.kind?.value).toBe(kind);
});

test('an old balance is due, and is no part of the total', () => {
  const { fields } = read(`
    Bolt & Nut Inc
    INVOICE: INV-100
    SUBTOTAL           $100.00
    SALES TAX           $10.00
    TOTAL              $110.00
    PREVIOUS BALANCE   $500.00
    TOTAL DUE          $610.00
  `);
  expect([fields.number?.value, fields.total?.value, fields.tax?.value]).toEqual(['INV-100', '110.00', '10.00']);
});

test('a refund is negative as it is printed', () => {
  const { fields } = read('Kerbside Grocer\nRefund\nSubtotal $-10.00\nTax $0.00\nTotal $-10.00');
  expect([fields.total?.value, fields.kind?.value]).toEqual(['-10.00', 'creditNote']);
});

test('a page without a total has none, rather than a guess that looks sure', () => {
  const { fields } = read('Dear all,\nthe meeting of 12 May 2026 is moved to room 14.\nKind regards');
  expect(fields.total).toBeUndefined();
  expect(fields.kind?.value).toBe('other');
});

describe('what is no supplier', () => {
  test.each([
    'The issuer put their details into the picture below',
    'Goods remain our property until they are paid',
    'all prices are shown with tax included',
    'HALIFAX NS B3J 1S9',
  ])('%s', (sentence) => {
    const { fields } = read(`
      ${sentence}
      Invoice INV-7
      5 March 2026
      Total 120.00
    `);
    expect(fields.supplierName?.confidence ?? 0).toBeLessThan(0.45);
  });

  test('whom a document is for, although a shop is called so', () => {
    const { fields } = read(`
      Invoice INV-7
      5 March 2026
      Bill to: Gull Cafe
      Total 120.00
    `);
    expect(fields.supplierName?.value ?? '').not.toMatch(/gull/i);
  });

  test.each(['Harbour Print and Sign', 'Harbour Mall Fuel Up', 'de Lattre Alexis', 'Brot und Butter', 'eat more cake'])(
    'but %s is',
    (name) => {
      const { fields } = read(`
      ${name}
      Invoice INV-7
      5 March 2026
      Total 120.00
    `);
      expect(fields.supplierName?.value).toBe(name);
    },
  );
});
