import { describe, expect, test } from 'vitest';
import { readEInvoices } from '#lib/documents/e-invoice/read-e-invoice.ts';
import type { Reading, ReadPage } from '#lib/domain/extraction/reading.ts';
import { withPrint } from '#lib/domain/extraction/with-print.ts';
import { eInvoiceReading } from '#lib/extraction/e-invoice/e-invoice-reading.ts';
import { aUbl } from '#tests/support/e-invoices.ts';

function theData(): Reading {
  const read = readEInvoices(aUbl());
  const invoice = read.ok ? read.invoices[0] : undefined;
  if (!invoice) throw new Error('Not read');
  return eInvoiceReading(invoice);
}

/** A page with a row of each text. */
const page = (...rows: string[]): ReadPage => ({
  source: 'pdf',
  rows: rows.map((row, index) =>
    row.split(' ').map((text, place) => ({ text, left: place / 20, top: index / 20, width: 0.04, height: 0.02 })),
  ),
});

const printed = (total: string, confidence = 0.9): Reading => ({
  ...theData(),
  fields: { total: { value: total, confidence, source: 'pdf', place: null, alternatives: [] } },
});

describe('an e-invoice beside its pages', () => {
  test.each([
    ['an amount with a comma', 'Gesamt 131,00 EUR', 'total'],
    ['a date with dots', 'Datum 02.03.2026', 'date'],
    ['a date in words', 'Date 2 Mar 2026', 'date'],
    ['a number in two words', 'Rechnung RE- 2041', 'number'],
    ['an account in groups', 'IBAN DE89 3704 0044 0532 0130 00', 'supplierIban'],
  ] as const)('has the place of %s', (_what, row, field) => {
    const { fields, warnings } = withPrint(theData(), null, [page('Nordwind', row)]);
    expect(fields[field]?.place).toMatchObject({ page: 0, top: 1 / 20 });
    expect(warnings).toEqual([]);
  });

  test('is warned of where they clearly say another total, and the right one stands nowhere', () => {
    const { warnings } = withPrint(theData(), printed('480.00'), [page('Total 480.00')]);
    expect(warnings).toEqual([{ code: 'differsFromPrint', field: 'total', detail: 'total 131.00, printed 480.00' }]);
  });

  test.each([
    ['that stands there too', printed('480.00'), [page('Total 131.00', 'Limit 480.00')]],
    ['that was not read clearly', printed('480.00', 0.3), [page('Total 480.00')]],
    ['of which what is left to pay is printed', printed('100.00'), [page('Please pay 100.00')]],
  ])('is not warned of a total %s', (_what, print, pages) => {
    expect(withPrint(theData(), print, pages).warnings).toEqual([]);
  });
});
