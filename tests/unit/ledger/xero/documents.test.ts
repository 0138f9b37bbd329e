import { describe, expect, test } from 'vitest';
import { calendarDate } from '#lib/domain/calendar-date.ts';
import { allocationBody } from '#lib/ledger/xero/allocations.ts';
import { safeFileName } from '#lib/ledger/xero/attachment-name.ts';
import { contactBody } from '#lib/ledger/xero/contact-requests.ts';
import type { StoredDocument } from '#lib/ledger/xero/document-endpoints.ts';
import { documentUrl } from '#lib/ledger/xero/document-url.ts';
import { documentBody } from '#lib/ledger/xero/documents.ts';
import { differencesOf } from '#lib/ledger/xero/echo.ts';
import { noteBody } from '#lib/ledger/xero/notes.ts';
import { paymentBody } from '#lib/ledger/xero/payments.ts';
import { assertSameBytes } from '#lib/ledger/xero/wire.ts';
import { contractProblems, hasContract } from '#tests/support/xero-contract.ts';
import { aDocument, aLine } from './builders.ts';

const region = {
  categoryLedgerId: 'e2f2f732-e92a-4f3a-9c4d-ee4da0182a13',
  categoryName: 'Region',
  optionLedgerId: 'dc54c220-0140-495a-b925-3246adc0075f',
  optionName: 'North',
};

describe('the body of a bill', () => {
  test('is the same for the same bill', () => {
    expect(documentBody([aDocument()])).toBe(documentBody([aDocument()]));
  });

  test('says what Xero needs and no more', () => {
    expect(JSON.parse(documentBody([aDocument({ lines: [aLine({ tracking: [region] })] })]))).toEqual({
      Invoices: [
        {
          Type: 'ACCPAY',
          Contact: { ContactID: '9ce626d2-14ea-463c-9fff-6785ab5f9bfb' },
          LineItems: [
            {
              Description: 'Table linen',
              Quantity: 1,
              UnitAmount: 120,
              AccountCode: '408',
              TaxType: 'INPUT2',
              LineAmount: 120,
              Tracking: [
                {
                  TrackingCategoryID: region.categoryLedgerId,
                  TrackingOptionID: region.optionLedgerId,
                  Name: 'Region',
                  Option: 'North',
                },
              ],
            },
          ],
          Date: '2026-11-02',
          DueDate: '2026-12-02',
          LineAmountTypes: 'Inclusive',
          InvoiceNumber: 'INV-1177',
          Url: 'https://books.example.com/open/0199a1b2-0000-7000-8000-000000000001',
          CurrencyCode: 'GBP',
          Status: 'AUTHORISED',
        },
      ],
    });
  });

  test('carries a tax amount only where Xero would compute another', () => {
    const line = JSON.parse(
      documentBody([aDocument({ lines: [aLine({ taxAmount: '19.99', taxIsOverridden: true })] })]),
    ).Invoices[0].LineItems[0];
    expect(line.TaxAmount).toBe(19.99);
  });

  test.each([
    ['EXCLUSIVE', 'Exclusive', 'INPUT2'],
    ['NONE', 'NoTax', undefined],
  ] as const)('says what its amounts are where they are %s', (taxMode, types, taxType) => {
    const line = aLine({ taxType: taxType ?? null, amount: '100.00', unitAmount: '100.00' });
    const [bill] = JSON.parse(documentBody([aDocument({ taxMode, lines: [line] })])).Invoices;
    expect(bill.LineAmountTypes).toBe(types);
    expect(bill.LineItems[0]).toMatchObject({ LineAmount: 100, UnitAmount: 100 });
    expect(bill.LineItems[0].TaxType).toBe(taxType);
  });

  test('shows no trace of binary fractions', () => {
    const lines = [aLine({ quantity: '3', unitAmount: '0.1', amount: '0.30' }), aLine({ unitAmount: '33.33335' })];
    const body = documentBody([aDocument({ lines })]);
    expect(body).toContain('"UnitAmount":0.1,');
    expect(body).toContain('"LineAmount":0.3,');
    expect(body).toContain('"UnitAmount":33.3334,');
  });

  test('names the account by its id when it has no code', () => {
    const body = documentBody([aDocument({ lines: [aLine({ accountCode: null })] })]);
    expect(body).toContain('"AccountID":"7d05a53d-613d-4eb2-a2fc-dcb6adb80b80"');
    expect(body).not.toContain('AccountCode');
  });

  test.each(['/Date(1254268800000+0000)/', 'A "quoted" £ – text\nof two lines', '{"Date":1}'])(
    'goes out byte by byte as it was stored, whatever the text: %s',
    (description) => {
      const body = documentBody([aDocument({ lines: [aLine({ description })] })]);
      expect(() => assertSameBytes(body, 'Invoices')).not.toThrow();
    },
  );

  test('that xero-node would send otherwise is never sent', () => {
    expect(() => assertSameBytes('{"Invoices":[{"Url":"x","Type":"ACCPAY"}]}', 'Invoices')).toThrow();
    expect(() => assertSameBytes('{"Invoices":[{"Unknown":1}]}', 'Invoices')).toThrow();
  });

  test('of a credit note has its number and no link, which Xero does not take there', () => {
    const [note] = JSON.parse(documentBody([aDocument({ kind: 'BILL_CREDIT_NOTE' })])).CreditNotes;
    expect(note).toMatchObject({ Type: 'ACCPAYCREDIT', CreditNoteNumber: 'INV-1177' });
    expect(note).not.toHaveProperty('Url');
  });

  test('of money spent has its bank account, its reference and its link, and leaves the currency to the account', () => {
    const spent = aDocument({ kind: 'SPEND_MONEY', bankAccountLedgerId: 'ac993f75-035b-433c-82e0-7b7a2d40802c' });
    const [transaction] = JSON.parse(documentBody([spent])).BankTransactions;
    expect(transaction).toMatchObject({
      Type: 'SPEND',
      Status: 'AUTHORISED',
      BankAccount: { AccountID: 'ac993f75-035b-433c-82e0-7b7a2d40802c' },
      Reference: 'INV-1177',
      Url: spent.mark,
    });
    expect(transaction).not.toHaveProperty('CurrencyCode');
    expect(transaction).not.toHaveProperty('DueDate');
  });

  test('of a line of a product has its code', () => {
    const [bill] = JSON.parse(documentBody([aDocument({ lines: [aLine({ productCode: 'PEN' })] })])).Invoices;
    expect(bill.LineItems).toMatchObject([{ ItemCode: 'PEN', AccountCode: '408' }]);
  });

  test('is refused for mixed kinds, and for none', () => {
    expect(() => documentBody([aDocument(), aDocument({ kind: 'SALES_INVOICE' })])).toThrow(RangeError);
    expect(() => documentBody([])).toThrow(RangeError);
  });
});

const aTarget = { ledgerId: '243216c5-369e-4056-ac67-05388f86dc81' };

test.skipIf(!hasContract)('every body is valid by the official contract (skipped without ../shared)', () => {
  const tracked = aLine({ tracking: [region], taxAmount: '19.99', taxIsOverridden: true });
  const bills = [
    aDocument({ lines: [tracked, aLine()] }),
    aDocument({ publishAs: 'DRAFT', dueOn: null, reference: null }),
    aDocument({ taxMode: 'EXCLUSIVE' }),
    aDocument({ taxMode: 'NONE', lines: [aLine({ taxType: null, taxAmount: '0.00' })] }),
  ];
  expect(contractProblems('accounting', 'Invoices', JSON.parse(documentBody(bills)))).toEqual([]);
  const notes = [aDocument({ kind: 'BILL_CREDIT_NOTE' })];
  expect(contractProblems('accounting', 'CreditNotes', JSON.parse(documentBody(notes)))).toEqual([]);
  const money = [aDocument({ kind: 'RECEIVE_MONEY', bankAccountLedgerId: 'ac993f75-035b-433c-82e0-7b7a2d40802c' })];
  expect(contractProblems('accounting', 'BankTransactions', JSON.parse(documentBody(money)))).toEqual([]);
  const paid = { ...aTarget, kind: 'BILL' } as const;
  const payment = paymentBody(paid, {
    ...{ accountLedgerId: 'ac993f75-035b-433c-82e0-7b7a2d40802c', amount: '20.00' },
    ...{ paidOn: calendarDate('2026-11-05'), exchangeRate: '1.17', reference: 'INV-1177' },
  });
  expect(contractProblems('accounting', 'Payments', JSON.parse(payment))).toEqual([]);
  const allocation = { documentLedgerId: aTarget.ledgerId, amount: '20.00', date: calendarDate('2026-11-05') };
  expect(contractProblems('accounting', 'Allocations', JSON.parse(allocationBody(allocation)))).toEqual([]);
  expect(contractProblems('accounting', 'HistoryRecords', JSON.parse(noteBody('From item 7')))).toEqual([]);
  expect(contractProblems('accounting', 'Contacts', JSON.parse(contactBody('Bidfood')))).toEqual([]);
});

describe('what Xero stored', () => {
  const document = aDocument({ lines: [aLine({ tracking: [region] })] });
  const stored: StoredDocument = {
    id: 'a',
    number: 'INV-1177',
    url: undefined,
    contactId: undefined,
    type: undefined,
    status: 'AUTHORISED',
    currency: 'GBP',
    total: 120,
    date: undefined,
    dueDate: undefined,
    due: 120,
    settlements: [],
    settledOn: undefined,
    changedAt: undefined,
    hasErrors: false,
    errors: [],
    warnings: [],
    lineItems: [
      {
        accountCode: '408',
        taxAmount: 20,
        tracking: [{ trackingCategoryID: region.categoryLedgerId, name: 'Region', option: 'North' }],
      },
    ],
  };

  test('differs in nothing when it echoes what was sent', () => {
    expect(differencesOf(document, stored)).toEqual([]);
  });

  test('is told where tracking was dropped, which Xero does without a word', () => {
    const dropped = { ...stored, lineItems: [{ accountCode: '408', taxAmount: 20, tracking: [] }] };
    expect(differencesOf(document, dropped)).toEqual([
      { field: 'tracking', line: 0, sent: 'Region: North', stored: '' },
    ]);
  });

  test('is told where the account is another or was left out, by code or by id, with what Xero says of it', () => {
    const text = "Account code '408' has been removed as it does not match a recognised account.";
    const line = { taxAmount: 20, tracking: stored.lineItems[0]?.tracking ?? [] };
    const told = (account: object, warnings: string[] = []) =>
      differencesOf(document, { ...stored, warnings, lineItems: [{ ...line, ...account }] });
    expect(told({}, [text])).toEqual([
      { field: 'account', line: 0, sent: '408', stored: '' },
      { field: 'warning', line: null, sent: '', stored: text },
    ]);
    expect(told({ accountCode: '429' })).toEqual([{ field: 'account', line: 0, sent: '408', stored: '429' }]);
    expect(told({ accountID: 'another' })).toMatchObject([{ field: 'account', stored: 'another' }]);
    expect(told({ accountID: document.lines[0]?.accountLedgerId })).toEqual([]);
  });

  test.each([
    ['AUTHORISED', 'PAID', []],
    ['DRAFT', 'AUTHORISED', []],
    ['SUBMITTED', 'PAID', []],
    ['AUTHORISED', 'SUBMITTED', ['status']],
    ['AUTHORISED', 'VOIDED', ['status']],
  ] as const)('sent as %s and now %s differs in %j: going on is no difference', (publishAs, status, fields) => {
    const sent = aDocument({ ...document, publishAs });
    expect(differencesOf(sent, { ...stored, status }).map(({ field }) => field)).toEqual(fields);
  });

  test('is told where total, tax, status or currency are others', () => {
    const other = { ...stored, total: 119.99, status: 'DRAFT', currency: 'EUR' };
    const lineItems = stored.lineItems.map((line) => ({ ...line, taxAmount: 19.99 }));
    expect(differencesOf(document, { ...other, lineItems }).map(({ field }) => field)).toEqual([
      'status',
      'currency',
      'total',
      'taxAmount',
    ]);
  });
});

test.each([
  ['Invoice 1177.pdf', 'application/pdf', 'Invoice-1177.pdf'],
  ['Rechnung für Küche & Bar.PDF', 'application/pdf', 'Rechnung-fur-Kuche-Bar.pdf'],
  ['../../etc/passwd', 'image/png', 'etc-passwd.png'],
  ['a:b*c?"d<e>|f.png', 'image/png', 'a-b-c-d-e-f.png'],
  ['領収書.jpg', 'image/jpeg', 'document.jpg'],
  ['scan.jpeg', 'image/jpeg', 'scan.jpeg'],
  ['really a PDF.png', 'application/pdf', 'really-a-PDF.png.pdf'],
  [`${'x'.repeat(200)}.pdf`, 'application/pdf', `${'x'.repeat(96)}.pdf`],
])('%s, a %s, is attached under a name that Xero takes and that says what it is', (name, mimeType, safe) => {
  expect(safeFileName(name, mimeType)).toBe(safe);
});

test('Open in Xero leads through the organisation to the bill, at the sandbox as at Xero', () => {
  const page = '/AccountsPayable/View.aspx?InvoiceID=1';
  const link = documentUrl('!hv7Kq', page);
  expect(link).toBe(`${process.env.XERO_API_URL}/organisationlogin/default.aspx?shortcode=!hv7Kq&redirecturl=${page}`);
});
