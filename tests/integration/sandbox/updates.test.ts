import { connect } from 'node:net';
import { afterAll, describe, expect, test } from 'vitest';
import { aSandbox } from '#tests/support/sandbox-client.ts';

/* What changes with a call, what stays, and what a call cannot do. */

type Row = Record<string, unknown>;
type Lists = Record<string, Row[]>;

const sandbox = await aSandbox();
const app = await sandbox.caller();
afterAll(() => sandbox.close());

const UNKNOWN = '0f3c2f3e-0000-4000-8000-000000000000';
const line = { Description: 'Goods', Quantity: 1, UnitAmount: 100, AccountCode: '429', TaxType: 'INPUT2' };
const saleLine = { ...line, AccountCode: '200', TaxType: 'OUTPUT2' };

async function write(method: 'PUT' | 'POST', path: string, element: Row): Promise<Row> {
  const reply = await app.call<Lists>(method, path, element);
  const list = path.split('/')[1] ?? '';
  if (reply.status !== 200) throw new Error(reply.text);
  return reply.json[list]?.[0] ?? {};
}

const aBill = (changes: Row = {}, lineChanges: Row = {}) =>
  write('PUT', '/Invoices', {
    Type: 'ACCPAY',
    Status: 'AUTHORISED',
    Contact: { Name: 'Bidfood' },
    DueDate: '2026-12-02',
    LineItems: [{ ...line, ...lineChanges }],
    ...changes,
  });
const aSale = (lineChanges: Row) =>
  aBill({ Type: 'ACCREC', Contact: { Name: 'Fig & Olive' }, LineItems: [{ ...saleLine, ...lineChanges }] });
const change = (bill: Row, changes: Row) => write('POST', `/Invoices/${bill.InvoiceID}`, changes);
const lineOf = (document: Row) => (document.LineItems as Row[])[0] ?? {};
const payments = (changes: Row) =>
  write('PUT', '/Payments', { Account: { Code: '090' }, Date: '2026-11-10', Amount: 10, ...changes });

describe('a change of one field leaves the rest as it is', () => {
  test('also an amount that its rounded price does not give again', async () => {
    const bill = await aBill({}, { Quantity: 3000, UnitAmount: undefined, LineAmount: 100 });
    expect(bill.SubTotal).toBe(100);
    expect(await change(bill, { Reference: 'x' })).toMatchObject({ SubTotal: 100, Reference: 'x' });
  });

  test('also when the account of a line has been archived since', async () => {
    const bill = await aBill({}, { AccountCode: '408' });
    await sandbox.control('PATCH', `/organisations/${app.tenantId}/accounts/408`, { Status: 'ARCHIVED' });
    expect((await change(bill, { Reference: 'x' })).Reference).toBe('x');
  });

  test('also when the code of its account is another one now', async () => {
    const bill = await aBill({}, { AccountCode: '412' });
    await sandbox.control('PATCH', `/organisations/${app.tenantId}/accounts/412`, { Code: '412N' });
    expect(lineOf(await change(bill, { Reference: 'x' })).AccountCode).toBe('412N');
  });

  test('also the rate of money spent in another currency', async () => {
    const spent = await write('PUT', '/BankTransactions', {
      Type: 'SPEND',
      Contact: { Name: 'Trainline' },
      BankAccount: { Code: '092' },
      CurrencyRate: 1.5,
      LineItems: [line],
    });
    const address = `/BankTransactions/${spent.BankTransactionID}`;
    expect(await write('POST', address, { Reference: 'x' })).toMatchObject({ CurrencyRate: 1.5, CurrencyCode: 'EUR' });
  });
});

test('a draft whose amounts come to contain the tax is taxed anew', async () => {
  const bill = await aBill({ Status: 'DRAFT' });
  expect(bill).toMatchObject({ SubTotal: 100, TotalTax: 20 });
  const inclusive = await change(bill, { LineAmountTypes: 'Inclusive' });
  expect(inclusive).toMatchObject({ SubTotal: 83.33, TotalTax: 16.67, Total: 100 });
  const { LineItemID } = lineOf(bill);
  const back = await change(bill, { LineAmountTypes: 'Exclusive', LineItems: [{ LineItemID }] });
  expect(back).toMatchObject({ SubTotal: 100, TotalTax: 20, Total: 120 });
});

test('a bill of nothing is paid from the start, and its amounts stay', async () => {
  const bill = await aBill({}, { UnitAmount: 0 });
  expect(bill.Status).toBe('PAID');
  await expect(change(bill, { LineItems: [line] })).rejects.toThrow('you must supply a LineItemID');
  const changed = await change(bill, { LineItems: [{ ...line, LineItemID: lineOf(bill).LineItemID }] });
  expect(changed).toMatchObject({ Status: 'PAID', Total: 0, AmountDue: 0 });
});

test('an id of a line stands for one line', async () => {
  const bill = await aBill();
  const { LineItemID } = lineOf(bill);
  const twice = await change(bill, {
    LineItems: [
      { ...line, LineItemID },
      { ...line, LineItemID },
    ],
  });
  expect(new Set((twice.LineItems as Row[]).map((one) => one.LineItemID)).size).toBe(2);
  expect(lineOf(await aBill({}, { LineItemID })).LineItemID).not.toBe(LineItemID);
});

describe('amounts', () => {
  test.each([
    ['a part of a cent', 0.001, 'The payment amount must be greater than zero'],
    ['more than is due after rounding', 120.006, 'Payment amount exceeds the amount outstanding on this document'],
  ])('of a payment: %s is refused', async (_what, Amount, message) => {
    const bill = await aBill();
    await expect(payments({ Invoice: { InvoiceID: bill.InvoiceID }, Amount })).rejects.toThrow(message);
  });

  test('of allocations are whole cents', async () => {
    const bill = await aBill();
    const note = await write('PUT', '/CreditNotes', {
      Type: 'ACCPAYCREDIT',
      Status: 'AUTHORISED',
      Contact: { Name: 'Bidfood' },
      LineItems: [line],
    });
    const address = `/CreditNotes/${note.CreditNoteID}/Allocations`;
    await app.put(address, { Amount: 10.005, Invoice: { InvoiceID: bill.InvoiceID } });
    const read = (await app.get<Lists>(`/Invoices/${bill.InvoiceID}`)).json.Invoices?.[0];
    expect(read).toMatchObject({ AmountCredited: 10.01, AmountDue: 109.99 });
  });

  test('a quantity has four decimals', async () => {
    expect(lineOf(await aBill({}, { Quantity: 0.1 + 0.2 })).Quantity).toBe(0.3);
    expect(lineOf(await aBill({}, { Quantity: 1.23456 })).Quantity).toBe(1.2346);
  });

  test('the price of a line amount is the one before its discount', async () => {
    const sale = await aSale({ UnitAmount: undefined, LineAmount: 90, DiscountRate: 10 });
    expect(lineOf(sale)).toMatchObject({ UnitAmount: 100, LineAmount: 90 });
    expect(sale.TotalDiscount).toBe(10);
  });

  test.each([
    [
      'a quantity of nothing with an amount',
      { Quantity: 0, UnitAmount: undefined, LineAmount: 100 },
      'line total 100.00',
    ],
    ['an amount that is no line total', { LineAmount: 1e11, UnitAmount: undefined }, 'An amount cannot be more than'],
    ['a quantity of fourteen digits', { Quantity: 12345678901234, UnitAmount: 0 }, 'more than 13 digits'],
  ])('%s is refused', async (_what, changes, message) => {
    await expect(aBill({}, changes)).rejects.toThrow(message);
  });

  test.each([
    ['more than the line', { DiscountAmount: 150 }],
    ['an amount that adds to the line', { DiscountAmount: -5 }],
    ['less than nothing', { DiscountRate: -10 }],
  ])('a discount of %s is refused', async (_what, changes) => {
    await expect(aSale(changes)).rejects.toThrow('Discount must not be greater than the line total.');
  });

  test('an amount off a line takes the place of a percentage', async () => {
    const sale = await aSale({ DiscountRate: 10 });
    const changed = await change(sale, { LineItems: [{ LineItemID: lineOf(sale).LineItemID, DiscountAmount: 5 }] });
    expect(changed).toMatchObject({ SubTotal: 95, TotalDiscount: 5 });
    expect(lineOf(changed).DiscountRate).toBeUndefined();
  });

  test('all of a line discounted leaves no amount', async () => {
    const nothing = aSale({ UnitAmount: undefined, LineAmount: 50, DiscountRate: 100 });
    await expect(nothing).rejects.toThrow('The line total 50.00 does not match the expected line total 0.00');
  });

  test('a payment in the currency of the document exchanges nothing', async () => {
    const bill = await aBill();
    const paid = await payments({ Invoice: { InvoiceID: bill.InvoiceID }, CurrencyRate: 3, BankAmount: 7 });
    expect(paid).toMatchObject({ Amount: 10, BankAmount: 10, CurrencyRate: 1 });
  });

  test('a line amount alone does not change a price', async () => {
    const bill = await aBill();
    const { LineItemID } = lineOf(bill);
    await expect(change(bill, { LineItems: [{ LineItemID, LineAmount: 70 }] })).rejects.toThrow(
      'The line total 70.00 does not match the expected line total 100.00',
    );
  });

  test('a payment from an account in another currency leaves that one in its own', async () => {
    const bill = await aBill();
    const paid = await payments({
      Invoice: { InvoiceID: bill.InvoiceID },
      Account: { Code: '092' },
      CurrencyRate: 1.2,
    });
    expect(paid).toMatchObject({ Amount: 10, BankAmount: 12 });
  });

  test.each([
    ['a bill', () => aBill({ CurrencyCode: 'EUR', CurrencyRate: -1.2 })],
    ['a payment', async () => payments({ Invoice: { InvoiceID: (await aBill()).InvoiceID }, CurrencyRate: -1.2 })],
  ])('a rate below nothing is refused for %s', async (_what, call) => {
    await expect(call()).rejects.toThrow('The CurrencyRate must be greater than zero');
  });
});

describe('the chart of accounts and the lists', () => {
  test('an account that anything stands on cannot be deleted', async () => {
    const make = (Code: string, changes: Row) =>
      write('PUT', '/Accounts', { Code, Name: `Account ${Code}`, TaxType: 'NONE', ...changes });
    const bank = await make('098', { Type: 'BANK' });
    const bill = await aBill();
    await payments({ Invoice: { InvoiceID: bill.InvoiceID }, Account: { Code: '098' } });
    const cost = await make('499X', { Type: 'OVERHEADS' });
    await write('PUT', '/ManualJournals', {
      Narration: 'Accrual',
      JournalLines: [
        { LineAmount: 1, AccountCode: '499X' },
        { LineAmount: -1, AccountCode: '805' },
      ],
    });
    for (const account of [bank, cost]) {
      expect((await app.call('DELETE', `/Accounts/${account.AccountID}`)).status).toBe(400);
    }
  });

  test.each([
    ['an account without a type', '/Accounts', { Code: '491', Name: 'x' }, 'Account Type is required'],
    ['a code of eleven characters', '/Accounts', { Code: '12345678901', Name: 'x', Type: 'EXPENSE' }, 'length of 10'],
    ['a currency that is none', '/Currencies', { Code: 'QQQ' }, "to type 'CurrencyCode'"],
    ['a box of no tax return', '/TaxRates', { Name: 'x', ReportTaxType: 'NOPE' }, "to type 'ReportTaxType'"],
    [
      'a rate above a hundred per cent',
      '/TaxRates',
      { Name: 'x', ReportTaxType: 'INPUT', TaxComponents: [{ Name: 'VAT', Rate: 101 }] },
      'between 0 and 100',
    ],
    [
      'two tax rates at once',
      '/TaxRates',
      { TaxRates: [{ Name: 'x' }, { Name: 'y' }] },
      'Only one of the TaxRates can be written in a request.',
    ],
    ['a currency of a contact', '/Contacts', { Name: 'x', DefaultCurrency: 'Z' }, "to type 'CurrencyCode'"],
    [
      'terms of no kind',
      '/Contacts',
      { Name: 'x', PaymentTerms: { Bills: { Day: 1, Type: 'SOON' } } },
      'PaymentTermType',
    ],
    ['an account of a contact', '/Contacts', { Name: 'x', SalesDefaultAccountCode: '9999' }, 'Account must be valid.'],
    [
      'a transaction of no status',
      '/BankTransactions',
      { Type: 'SPEND', Status: 'JUNK' },
      "to type 'BankTransactionStatus'",
    ],
    [
      'a date that is none',
      '/Invoices',
      { Type: 'ACCPAY', Contact: { Name: 'x' }, Date: '2026-02-30' },
      'System.DateTime',
    ],
    [
      'a date beyond all dates',
      '/Invoices',
      { Type: 'ACCPAY', Contact: { Name: 'x' }, Date: '/Date(99999999999999999999)/' },
      'System.DateTime',
    ],
    ['a list that is an object', '/Invoices', { Invoices: { Type: 'ACCPAY' } }, 'System.Collections.Generic.List'],
  ])('%s is refused', async (_what, path, body, message) => {
    const reply = await app.put(path, body);
    expect([reply.status, reply.text]).toEqual([400, expect.stringContaining(message)]);
  });

  test('a third tracking category cannot come back to life', async () => {
    const { json } = await app.get<Lists>('/TrackingCategories');
    const [first] = json.TrackingCategories ?? [];
    const address = `/TrackingCategories/${first?.TrackingCategoryID}`;
    await app.post(address, { Status: 'ARCHIVED' });
    const made = await write('PUT', '/TrackingCategories', { Name: 'Project', Options: [{ Name: 'One' }] });
    expect(made.Options).toMatchObject([{ Name: 'One', Status: 'ACTIVE' }]);
    expect((await app.post(address, { Status: 'ACTIVE' })).text).toContain('A maximum of 2 active');
    const breaks = await app.put(`/TrackingCategories/${made.TrackingCategoryID}/Options`, { Name: 'Two ' });
    expect(breaks.status).toBe(500);
  });

  test('a document changes the contact by all that it says of it', async () => {
    const contact = await write('PUT', '/Contacts', { Name: 'Told Ltd' });
    const { ContactID } = contact;
    const batch = { BankAccountNumber: '12-34', BankAccountName: 'Told' };
    await aBill({ Contact: { ContactID, CompanyNumber: '0042', BatchPayments: batch } });
    const read = (await app.get<Lists>(`/Contacts/${ContactID}`)).json.Contacts?.[0];
    expect(read).toMatchObject({
      CompanyNumber: '0042',
      BatchPayments: batch,
      Balances: { AccountsPayable: { Outstanding: 120, Overdue: 0 }, AccountsReceivable: { Outstanding: 0 } },
    });
    // Neither its name nor all that was read of it is a change.
    await aBill({ Contact: { ContactID, Name: 'Told Ltd' } });
    await aBill({ Contact: read });
    expect((await app.get<Lists>(`/Contacts/${ContactID}`)).json.Contacts?.[0]?.UpdatedDateUTC).toBe(
      read?.UpdatedDateUTC,
    );
  });
});

describe('a call', () => {
  test('that is refused a change carries the id of what it was to change', async () => {
    const bill = await aBill();
    const refused = await app.post<{ Elements: Row[] }>(`/Invoices/${bill.InvoiceID}`, { Status: 'DRAFT' });
    expect(refused.json.Elements[0]?.InvoiceID).toBe(bill.InvoiceID);
  });

  test('may write its parameters in any case', async () => {
    await aBill({ InvoiceNumber: 'FIND-ME' });
    for (const query of ['SearchTerm=find-me&PAGE=1', 'invoicenumbers=FIND-ME&page=1&PageSize=1']) {
      const { json } = await app.get<Lists>(`/Invoices?${query}`);
      expect(json.Invoices?.map((one) => one.InvoiceNumber)).toEqual(['FIND-ME']);
    }
  });

  test('gets a page only when it asks for one', async () => {
    const { json } = await app.get<Lists>('/BankTransactions?pageSize=1');
    expect(json).not.toHaveProperty('pagination');
    expect(json.BankTransactions?.every((one) => (one.LineItems as Row[]).length === 0)).toBe(true);
  });

  test('needs the word Bearer', async () => {
    expect((await app.get('/Organisation', { authorization: app.accessToken })).status).toBe(401);
  });

  test('to an address that is none is answered, and the next one too', async () => {
    for (const path of ['//', '//x:99999/', '/%', '/api.xro/2.0/Invoices/%']) {
      expect(await statusOfRawCall(path)).toMatch(/^HTTP\/1.1 (200|40[14])/);
    }
    expect((await app.get('/Organisation')).status).toBe(200);
  });

  test('for the e-mail of a bill is refused', async () => {
    const bill = await aBill({ Contact: { Name: 'Bidfood' } });
    expect((await app.post(`/Invoices/${bill.InvoiceID}/Email`, {})).status).toBe(400);
  });

  test('for a document of nobody is not found', async () => {
    for (const path of [
      '/Invoices',
      '/CreditNotes',
      '/BankTransactions',
      '/ManualJournals',
      '/Contacts',
      '/Payments',
    ]) {
      expect((await app.get(`${path}/${UNKNOWN}`)).status).toBe(404);
    }
  });
});

test('a sales invoice is read as a PDF, and its customer finds it online', async () => {
  const sale = await aSale({});
  for (const reply of [
    await app.get(`/Invoices/${sale.InvoiceID}/pdf`),
    await app.get(`/Invoices/${sale.InvoiceID}`, { accept: 'application/pdf' }),
  ]) {
    expect(reply.headers.get('content-type')).toBe('application/pdf');
    expect(reply.text).toMatch(/^%PDF-1\.4/);
    expect(reply.text).toContain('Total 120.00 GBP');
  }
  const online = await app.get<Lists>(`/Invoices/${sale.InvoiceID}/OnlineInvoice`);
  const page = await fetch(String(online.json.OnlineInvoices?.[0]?.OnlineInvoiceUrl));
  expect(await page.text()).toContain(`<h1>Invoice ${sale.InvoiceNumber}</h1>`);
  const bill = await aBill();
  expect((await app.get(`/Invoices/${bill.InvoiceID}/OnlineInvoice`)).status).toBe(404);
});

test('an invoice read alone shows its files', async () => {
  const bill = await aBill();
  const file = { 'content-type': 'application/pdf' };
  await app.put(`/Invoices/${bill.InvoiceID}/Attachments/a.pdf`, new TextEncoder().encode('%PDF'), file);
  const read = (await app.get<Lists>(`/Invoices/${bill.InvoiceID}`)).json.Invoices?.[0];
  expect(read).toMatchObject({
    HasAttachments: true,
    Attachments: [{ FileName: 'a.pdf', MimeType: 'application/pdf' }],
  });
});

/** The first line that answers a path which no client of HTTP would send. */
function statusOfRawCall(path: string): Promise<string> {
  return new Promise((resolve, reject) => {
    const socket = connect(sandbox.port, '127.0.0.1', () => {
      socket.write(`GET ${path} HTTP/1.1\r\nHost: localhost\r\nConnection: close\r\n\r\n`);
    });
    let text = '';
    socket.on('data', (chunk) => {
      text += chunk;
    });
    socket.on('error', reject);
    socket.on('close', () => resolve(text.split('\r\n')[0] ?? ''));
  });
}
