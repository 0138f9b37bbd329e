import { describe, expect, test } from 'vitest';
import type { EInvoice } from '#lib/documents/e-invoice/e-invoice.ts';
import { readEInvoices } from '#lib/documents/e-invoice/read-e-invoice.ts';
import { reading } from '#lib/domain/extraction/reading.ts';
import { eInvoiceReading } from '#lib/extraction/e-invoice/e-invoice-reading.ts';
import { aUbl } from '#tests/support/e-invoices.ts';

function theInvoice(changed: Partial<EInvoice> = {}): EInvoice {
  const read = readEInvoices(aUbl());
  const invoice = read.ok ? read.invoices[0] : undefined;
  if (!invoice) throw new Error('Not read');
  return { ...invoice, ...changed };
}

describe('what an e-invoice says', () => {
  test('is sure, and its lines with what is taken off the whole are its net total', () => {
    const said = eInvoiceReading(theInvoice());
    expect(reading.parse(said)).toEqual(said);
    expect(said).toMatchObject({
      fields: {
        supplierTaxNumber: { value: 'DE136695976', confidence: 1, source: 'eInvoice' },
        supplierIban: { value: 'DE89370400440532013000' },
        supplierDomain: { value: 'nordwind-papier.example' },
        total: { value: '131.00', confidence: 1 },
        paid: { value: '31.00' },
        paymentMethod: { value: 'transfer' },
      },
      linesWithTax: false,
      linesOff: '0',
      warnings: [],
    });
    expect(said.lines.map(({ total }) => total)).toEqual(['100.00', '20.00', '-10.00']);
  });

  test('is doubted where its arithmetic is wrong, and says so', () => {
    const { totals } = theInvoice();
    const said = eInvoiceReading(theInvoice({ totals: { ...totals, total: '141.00' }, adjustments: [] }));
    expect(said.fields.total).toMatchObject({ value: '141.00', confidence: 0.5 });
    expect(said.linesOff).toBe('10');
    expect(said.warnings.map(({ code }) => code)).toEqual(['taxDoesNotAddUp', 'linesDoNotAddUp']);
  });

  test('an account whose digits are wrong is no IBAN', () => {
    const { payment } = theInvoice();
    const said = eInvoiceReading(theInvoice({ payment: { ...payment, accounts: ['DE89370400440532013001'] } }));
    expect(said.fields.supplierIban).toBeUndefined();
    expect(said.fields.supplierAccount?.value).toBe('DE89370400440532013001');
  });
});
