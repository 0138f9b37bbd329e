import { describe, expect, test } from 'vitest';
import { readEInvoices } from '#lib/documents/e-invoice/read-e-invoice.ts';
import { parseXml } from '#lib/documents/e-invoice/xml-tree.ts';
import { aCii, aFatturaPa, aUbl } from '#tests/support/e-invoices.ts';

const theOnly = (bytes: Uint8Array) => {
  const read = readEInvoices(bytes);
  if (!read.ok || read.invoices.length !== 1) throw new Error(`Read ${JSON.stringify(read)}`);
  return read.invoices[0];
};

const theSale = {
  kind: 'invoice',
  number: 'RE-2041',
  issuedOn: '2026-03-02',
  dueOn: '2026-04-01',
  currency: 'EUR',
  purchaseOrder: 'PO-7',
  payment: { method: 'transfer', accounts: ['DE89370400440532013000'] },
  taxes: [
    { rate: '20', net: '100.00', amount: '20.00' },
    { rate: '10', net: '10.00', amount: '1.00' },
  ],
  totals: { net: '110.00', tax: '21.00', total: '131.00' },
};
const fromGermany = { name: 'Nordwind Papier GmbH', country: 'DE' };
const ink = { description: 'Ink', quantity: '1', unitPrice: '20', taxRate: '10', total: '20.00' };
const discount = [{ reason: 'Loyal customer', amount: '-10.00', taxRate: '10' }];
const partlyPaid = { totals: { ...theSale.totals, paid: '31.00', due: '100.00' } };

describe('each format says the same of the same sale', () => {
  test.each([
    ['UBL and Peppol', () => aUbl(), { seller: fromGermany, adjustments: discount, ...partlyPaid }],
    [
      'CII: ZUGFeRD 2, Factur-X, XRechnung',
      () => aCii(),
      { seller: fromGermany, adjustments: discount, ...partlyPaid },
    ],
    ['ZUGFeRD 1', () => aCii({}, { version: 1 }), { seller: fromGermany, adjustments: discount, ...partlyPaid }],
    ['FatturaPA', () => aFatturaPa(), { seller: { name: 'Carta Nord S.r.l.', taxNumbers: ['IT12345670785'] } }],
  ])('%s', (_format, make, own) => {
    const invoice = theOnly(make());
    expect(invoice).toMatchObject({ ...theSale, ...own });
    expect(invoice?.lines[0]).toMatchObject({
      description: 'Paper, white',
      quantity: '2',
      unitPrice: '50',
      total: '100.00',
    });
    if (invoice?.format !== 'FatturaPA') expect(invoice?.lines[1]).toMatchObject(ink);
  });

  test('the VAT number comes before the national one, and the total in the document’s currency before another', () => {
    expect(theOnly(aCii())?.seller.taxNumbers).toEqual(['DE136695976', '22/815/0815/4']);
    expect(theOnly(aUbl())?.totals.tax).toBe('21.00');
  });

  test('names are read whatever way their letters are written: as they are, by number, by name, or as CDATA', () => {
    const named = (name: string) => {
      const xml = Buffer.from(aUbl()).toString('utf8').replaceAll('Nordwind Papier GmbH', name);
      return theOnly(Buffer.from(xml))?.seller.name;
    };
    expect(named('M&#252;ller &amp; S&#xF6;hne')).toBe('Müller & Söhne');
    expect(named('<![CDATA[Müller & Söhne]]>')).toBe('Müller & Söhne');
    // What is written as text of a reference is that text.
    expect(named('&amp;#252;')).toBe('&#252;');
    expect(named('A&#xD800;B&#0;C')).toBe('ABC');
  });

  test('a credit note is one by its name or by its code', () => {
    expect(theOnly(aUbl({}, 'CreditNote'))?.kind).toBe('creditNote');
    expect(theOnly(aCii({}, { typeCode: '381' }))?.kind).toBe('creditNote');
  });

  test('a file with several invoices has all of them', () => {
    const read = readEInvoices(aFatturaPa({ number: '1' }, { number: '2' }, { number: '3' }));
    expect(read.ok && read.invoices.map(({ number }) => number)).toEqual(['1', '2', '3']);
  });
});

describe('however it is written', () => {
  const named = 'Müller & Söhne';
  const latin = aUbl({ supplier: 'Müller &amp; Söhne' }).toString('utf8');

  test.each([
    ['UTF-16 with its mark', Buffer.concat([Buffer.from([0xff, 0xfe]), Buffer.from(latin, 'utf16le')])],
    ['UTF-16 without', Buffer.from(latin, 'utf16le')],
    ['Latin 1 that says so', Buffer.from(latin.replace('UTF-8', 'ISO-8859-1'), 'latin1')],
    ['Latin 1 that says UTF-8', Buffer.from(latin, 'latin1')],
    ['without a declaration', Buffer.from(latin.replace(/<\?xml.*?\?>/, ''))],
  ])('%s', (_how, bytes) => expect(theOnly(bytes)?.seller.name).toBe(named));
});

describe('what is no e-invoice, or not safe to read, is refused', () => {
  const nested = `<?xml version="1.0"?><Invoice><ID>1</ID>${'<a>'.repeat(5_000)}${'</a>'.repeat(5_000)}</Invoice>`;
  test.each([
    ['any other XML', '<feed><entry/></feed>', 'foreign'],
    ['an invoice that says nothing', '<Invoice/>', 'foreign'],
    ['a draft from before ZUGFeRD', '<rsm:Invoice xmlns:rsm="x"><rsm:Header/></rsm:Invoice>', 'foreign'],
    ['a document type', '<!DOCTYPE Invoice SYSTEM "file:///etc/passwd"><Invoice><ID>1</ID></Invoice>', 'unsafe'],
    ['an entity', '<!DOCTYPE a [<!ENTITY b "b">]><Invoice><ID>&b;</ID></Invoice>', 'unsafe'],
    ['half a file', '<Invoice><ID>1</ID>', 'broken'],
    ['depths that no invoice has', nested, 'broken'],
    ['an encoding that nobody knows', '<?xml version="1.0" encoding="klingon"?><Invoice/>', 'broken'],
  ])('%s', (_what, text, fault) => {
    expect(readEInvoices(Buffer.from(text))).toEqual({ ok: false, fault });
  });

  test('names that are dangerous in JavaScript are names like others, or refused', () => {
    const read = parseXml(Buffer.from('<a><__proto__><x>1</x></__proto__><constructor>2</constructor></a>'));
    expect(read === 'broken' || typeof read === 'object').toBe(true);
    expect(Object.prototype).not.toHaveProperty('x');
  });
});
