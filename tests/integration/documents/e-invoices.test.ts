import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { describe, expect, test } from 'vitest';
import { drawLaidOut, drawPage, inspectDocument } from '#lib/documents/decoding/decode.ts';
import { withPdf } from '#lib/documents/decoding/pdf.ts';
import { xmlAttachments } from '#lib/documents/decoding/pdf-attachments.ts';
import { readEInvoices } from '#lib/documents/e-invoice/read-e-invoice.ts';
import { eInvoiceReading } from '#lib/extraction/e-invoice/e-invoice-reading.ts';
import { aCii, aFatturaPa, aHybridPdf, aUbl } from '#tests/support/e-invoices.ts';

const asker = { for: 'Alex' };

describe('an e-invoice as a document', () => {
  test('its data is shown as pages, an invoice on a page of its own, and drawn as a PDF that is the same each time', async () => {
    const xml = aFatturaPa({ number: '1' }, { number: '2' });
    expect(await inspectDocument(xml, asker)).toMatchObject({
      ok: true,
      document: { mimeType: 'application/xml', pageCount: 2, undrawnTextPages: [] },
    });
    const read = async () => xml;
    const page = await drawPage({ read, mimeType: 'application/xml', page: 1, widthPx: 200 }, asker);
    expect(page.ok).toBe(true);
    const draw = () => drawLaidOut({ bytes: xml, mimeType: 'application/xml' }, asker);
    const [first, again] = [await draw(), await draw()];
    expect(first.ok && again.ok && first.value.equals(again.value)).toBe(true);
  });

  test.each([
    ['other XML', '<?xml version="1.0"?><feed/>', 'noEInvoice'],
    ['a web page', '<html><body>Invoice</body></html>', 'foreign'],
    ['a document type', `<?xml version="1.0"?><!DOCTYPE a [<!ENTITY b "c">]>${aUbl()}`, 'unsafe'],
  ])('%s is refused with its reason', async (_what, text, code) => {
    expect(await inspectDocument(Buffer.from(text), asker)).toEqual({ ok: false, code });
  });

  test('the data in a PDF is found', async () => {
    const files = await withPdf(aHybridPdf(aCii(), 'Rechnung RE-2041'), xmlAttachments);
    expect(files.map(({ name }) => name)).toEqual(['factur-x.xml']);
    expect(readEInvoices(files[0]?.bytes ?? new Uint8Array())).toMatchObject({
      ok: true,
      invoices: [{ number: 'RE-2041' }],
    });
  });
});

const FOLDER = fileURLToPath(new URL('../../../../shared/data/e-invoices/', import.meta.url));
const real = existsSync(FOLDER) ? readdirSync(FOLDER).filter((name) => /\.(pdf|xml)$/.test(name)) : [];

/** Those that say no lines, or none with amounts. */
const withoutLines = /BASICWL|MINIMUM|acme_invoice/;

describe.skipIf(real.length === 0)('real e-invoices of each kind are read whole', () => {
  test.each(real)('%s', async (name) => {
    const bytes = readFileSync(`${FOLDER}${name}`);
    const xml = name.endsWith('.pdf') ? (await withPdf(bytes, xmlAttachments)).map((file) => file.bytes) : [bytes];
    const read = xml.map(readEInvoices).find(({ ok }) => ok);
    if (!read?.ok) throw new Error('Not read');
    const [invoice] = read.invoices;
    const said = invoice && eInvoiceReading(invoice);
    for (const field of ['number', 'date', 'supplierName', 'currency', 'total'] as const) {
      expect(said?.fields[field], field).toBeDefined();
    }
    if (!withoutLines.test(name)) expect(said?.linesOff).toBe('0');
    expect(said?.warnings).toEqual([]);
  });
});
