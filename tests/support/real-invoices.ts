import { existsSync, readFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { plainPdf } from '#tests/sandbox/accounting/documents/plain-pdf.ts';

/** Documents that suppliers really sent lie beside the repository; where they are absent, generated ones stand in. */
const FOLDER = fileURLToPath(new URL('../../../shared/data/invoices/', import.meta.url));

/** What a bookkeeper reads off each document and decides. Those from abroad carry no domestic tax. */
const read = [
  {
    fileName: 'AzureInterior.pdf',
    supplier: 'Azure Interior',
    reference: 'INV/2023/03/0008',
    issuedOn: '20 Mar 2023',
    dueOn: '4 Apr 2023',
    currency: 'USD',
    total: '279.84',
    tax: '0.00',
    category: 'Cost of Goods Sold',
    taxRate: 'No VAT',
    description: 'Beeswax, chairs and truffles',
  },
  {
    fileName: 'saeco.pdf',
    supplier: 'e-Luscious Nederland B.V.',
    reference: 'VF1005193039',
    issuedOn: '8 Sep 2022',
    dueOn: '22 Sep 2022',
    currency: 'EUR',
    total: '49.99',
    tax: '8.33',
    category: 'General Expenses',
    taxRate: '20% (VAT on Expenses)',
    description: 'Parts for the coffee machine',
  },
  {
    fileName: 'coolblue1.pdf',
    supplier: 'Coolblue B.V.',
    reference: '993548900',
    issuedOn: '19 Apr 2014',
    dueOn: '3 May 2014',
    currency: 'EUR',
    total: '717.97',
    tax: '119.66',
    category: 'Office Equipment',
    taxRate: '20% (VAT on Expenses)',
    description: 'Computer equipment',
  },
  {
    fileName: 'free_fiber.pdf',
    supplier: 'Free',
    reference: '562044387',
    issuedOn: '2 Jul 2015',
    dueOn: '5 Jul 2015',
    currency: 'EUR',
    total: '29.99',
    tax: '5.00',
    category: 'Telephone & Internet',
    taxRate: '20% (VAT on Expenses)',
    description: 'Fibre, July',
  },
  {
    fileName: 'NetpresseInvoice.pdf',
    supplier: 'NETPRESSE',
    reference: '2022089083',
    issuedOn: '28 Nov 2022',
    dueOn: '28 Dec 2022',
    currency: 'EUR',
    total: '56.02',
    tax: '9.34',
    category: 'Subscriptions',
    taxRate: '20% (VAT on Expenses)',
    description: 'Newspapers',
  },
] as const;

export type RealInvoice = Record<keyof (typeof read)[number], string> & { bytes: Buffer };

function withBytes(invoice: (typeof read)[number]): RealInvoice {
  const file = `${FOLDER}${invoice.fileName}`;
  const { supplier, reference, issuedOn, currency, total } = invoice;
  return {
    ...invoice,
    bytes: existsSync(file) ? readFileSync(file) : plainPdf([supplier, reference, issuedOn, `${currency} ${total}`]),
  };
}

const [first, ...others] = read;
export const invoices: readonly [RealInvoice, ...RealInvoice[]] = [withBytes(first), ...others.map(withBytes)];
