import { afterAll, describe, expect, test } from 'vitest';
import { aSandbox } from '#tests/support/sandbox-client.ts';
import { aBill, type Bills, messagesAbout, putBill, type Row } from './arrange-bills.ts';

const sandbox = await aSandbox();
const harbour = await sandbox.caller();
const kowhai = await sandbox.caller({ organisation: 'Kowhai Trading Ltd', email: 'oliver@harbour.example' });
afterAll(() => sandbox.close());

const put = (bill: Row, query = '', caller = harbour) => putBill(caller, bill, query);
const messages = (bill: Row) => messagesAbout(harbour, bill);

describe('a bill', () => {
  test('is answered whole, with its ids, dates, totals and full contact', async () => {
    const { status, bill } = await put(aBill());
    expect(status).toBe(200);
    expect(bill).toMatchObject({
      Type: 'ACCPAY',
      InvoiceNumber: 'SUP-1',
      Reference: '',
      Status: 'AUTHORISED',
      DateString: '2026-11-02T00:00:00',
      Date: `/Date(${Date.UTC(2026, 10, 2)}+0000)/`,
      SubTotal: 100,
      TotalTax: 20,
      Total: 120,
      AmountDue: 120,
      CurrencyCode: 'GBP',
      LineAmountTypes: 'Exclusive',
    });
    expect(bill.Contact.Phones).toHaveLength(4);
    expect(bill.LineItems[0]).toHaveProperty('LineItemID');
    const recorded =
      'Type InvoiceID InvoiceNumber Reference Prepayments Overpayments AmountDue AmountPaid SentToContact CurrencyRate ' +
      'IsDiscounted HasErrors InvoicePaymentServices UpdatedDateUTCString Contact DateString Date DueDateString ' +
      'DueDate Status LineAmountTypes LineItems SubTotal TotalTax Total UpdatedDateUTC CurrencyCode';
    expect(Object.keys(bill).sort()).toEqual(recorded.split(' ').sort());
    const listed = (await harbour.get<{ Invoices: Row[] }>(`/Invoices?page=1&IDs=${bill.InvoiceID}`)).json.Invoices[0];
    expect(listed).toMatchObject({ AmountCredited: 0, HasAttachments: false, Payments: [], CreditNotes: [] });
    expect(listed).not.toHaveProperty('SentToContact');
  });

  test.each([
    ['Exclusive', [25.06, 25.61, 25.63], 15.26, 91.56],
    ['Inclusive', [541.25], 90.21, 541.25],
    ['Inclusive', [97], 16.17, 97],
    ['NoTax', [10.005], 0, 10.01],
  ])('taxed %s with lines %j rounds each line, then adds', async (types, amounts, tax, total) => {
    const { bill } = await put(
      aBill({
        LineAmountTypes: types,
        LineItems: amounts.map((UnitAmount) => ({
          Description: 'x',
          Quantity: 1,
          UnitAmount,
          AccountCode: '429',
          TaxType: 'INPUT2',
        })),
      }),
    );
    expect([bill.TotalTax, bill.Total]).toEqual([tax, total]);
  });

  test.each([
    [541.25, 70.6],
    [97, 12.65],
    [89, 11.61],
    [500, 65.22],
  ])('of %d including 15%% has the tax that Xero recorded', async (amount, tax) => {
    const bill = aBill({ LineAmountTypes: 'Inclusive', Date: '2026-11-02' }, { UnitAmount: amount });
    expect((await put(bill, '', kowhai)).bill.TotalTax).toBe(tax);
  });

  test('unit amounts have two places, and four with unitdp=4', async () => {
    const line = { Quantity: 100, UnitAmount: 0.1234 };
    expect((await put(aBill({}, line))).bill.SubTotal).toBe(12);
    const { bill } = await put(aBill({}, line), '?unitdp=4');
    expect(bill.SubTotal).toBe(12.34);
    const shown = async (query: string) => {
      const { json } = await harbour.get<Bills>(`/Invoices/${bill.InvoiceID}${query}`);
      return json.Invoices[0]?.LineItems[0]?.UnitAmount;
    };
    expect([await shown(''), await shown('?unitdp=4')]).toEqual([0.12, 0.1234]);
  });

  test('a tax amount that is sent is kept', async () => {
    expect((await put(aBill({}, { TaxAmount: 19.99 }))).bill.TotalTax).toBe(19.99);
  });

  test('a line with a description only needs no account', async () => {
    const bill = aBill();
    const lines = [...(bill.LineItems as Row[]), { Description: 'Thank you' }];
    const { bill: answered } = await put({ ...bill, LineItems: lines });
    expect(Object.keys(answered.LineItems[1] ?? {}).sort()).toEqual([
      'Description',
      'LineItemID',
      'Tracking',
      'ValidationErrors',
    ]);
  });

  test('a draft needs no account, tax rate or due date', async () => {
    const { status, bill } = await put({
      Type: 'ACCPAY',
      Contact: { Name: 'Bidfood' },
      LineItems: [{ Description: 'x', UnitAmount: 5 }],
    });
    expect(status).toBe(200);
    expect(bill).toMatchObject({ Status: 'DRAFT', Total: 5, LineAmountTypes: 'Exclusive' });
  });

  test('two may have the same supplier’s number', async () => {
    expect((await put(aBill({ InvoiceNumber: 'SAME' }))).status).toBe(200);
    expect((await put(aBill({ InvoiceNumber: 'SAME' }))).status).toBe(200);
  });

  test('a new supplier named on it becomes a contact and a supplier', async () => {
    const { bill } = await put(aBill({ Contact: { Name: 'Brand New Foods' } }));
    const { json } = await harbour.get<{ Contacts: Row[] }>(`/Contacts/${bill.Contact.ContactID}`);
    expect(json.Contacts[0]).toMatchObject({ Name: 'Brand New Foods', IsSupplier: true, IsCustomer: false });
  });

  test('tracking is matched by name or id, and what does not match is dropped without a word', async () => {
    const { bill } = await put(
      aBill(
        {},
        {
          Tracking: [
            { Name: 'Region', Option: 'North' },
            { Name: 'Department', Option: 'Nowhere' },
          ],
        },
      ),
    );
    expect(bill.LineItems[0]?.Tracking).toEqual([expect.objectContaining({ Name: 'Region', Option: 'North' })]);
  });

  test('tracking that is no list breaks the call, and a malformed id refuses it', async () => {
    expect((await put(aBill({}, { Tracking: { Name: 'Region', Option: 'North' } }))).status).toBe(500);
    const malformed = await put(aBill({}, { Tracking: [{ TrackingCategoryID: 'x' }] }));
    expect(malformed.json).toMatchObject({ ErrorNumber: 14, Type: 'PostDataInvalidException' });
  });
});

describe('summarizeErrors', () => {
  const two = { Invoices: [aBill({ InvoiceNumber: 'GOOD' }), aBill({ InvoiceNumber: 'BAD', DueDate: undefined })] };

  test('by default one bad bill refuses all, and only the bad one is listed', async () => {
    const reply = await harbour.put<{ Elements: Row[] }>('/Invoices', two);
    expect(reply.status).toBe(400);
    expect(reply.json.Elements.map((element) => element.InvoiceNumber)).toEqual(['BAD']);
    const { json } = await harbour.get<Bills>('/Invoices?InvoiceNumbers=GOOD');
    expect(json.Invoices).toEqual([]);
  });

  test('as false, each says how it went, and the good one is kept', async () => {
    const reply = await harbour.put<Bills>('/Invoices?summarizeErrors=false', two);
    expect(reply.status).toBe(200);
    expect(reply.json.Invoices.map((bill) => [bill.StatusAttributeString, bill.HasErrors])).toEqual([
      ['OK', false],
      ['ERROR', true],
    ]);
    expect((await harbour.get<Bills>('/Invoices?InvoiceNumbers=GOOD')).json.Invoices).toHaveLength(1);
  });
});

describe('the life of a bill', () => {
  const move = (id: unknown, Status: string) =>
    harbour.post<Bills>(`/Invoices/${id}`, { Invoices: [{ InvoiceID: id, Status }] });

  test.each([
    ['DRAFT', ['SUBMITTED', 'DRAFT', 'AUTHORISED', 'VOIDED']],
    ['DRAFT', ['DELETED']],
    ['SUBMITTED', ['DELETED']],
  ])('goes from %s through %j', async (start, path) => {
    const { bill } = await put(aBill({ Status: start }));
    for (const status of path) {
      const reply = await move(bill.InvoiceID, status);
      expect([reply.status, reply.json.Invoices?.[0]?.Status]).toEqual([200, status]);
    }
  });

  test.each([
    ['DRAFT', 'VOIDED'],
    ['SUBMITTED', 'VOIDED'],
    ['AUTHORISED', 'DELETED'],
    ['AUTHORISED', 'DRAFT'],
  ])('does not go from %s to %s', async (start, end) => {
    const { bill } = await put(aBill({ Status: start }));
    const reply = await move(bill.InvoiceID, end);
    expect(reply.status).toBe(400);
    expect(reply.text).toContain('Invoice not of valid status for modification');
  });

  test('a change of status alone blanks nothing', async () => {
    const { bill } = await put(aBill({ Status: 'DRAFT', Url: 'https://intray.example/items/1' }));
    await move(bill.InvoiceID, 'AUTHORISED');
    const read = (await harbour.get<Bills>(`/Invoices/${bill.InvoiceID}`)).json.Invoices[0];
    expect(read).toMatchObject({ InvoiceNumber: 'SUP-1', Total: 120, Url: 'https://intray.example/items/1' });
    expect(read?.LineItems).toEqual(bill.LineItems);
  });

  test('what a draft may lack is asked for when it is approved', async () => {
    const { bill } = await put(aBill({ Status: 'DRAFT', DueDate: undefined }));
    expect((await move(bill.InvoiceID, 'AUTHORISED')).text).toContain('The document DueDate field must be specified.');
  });

  test('POST with a number that exists edits that bill', async () => {
    const { bill } = await put(aBill({ InvoiceNumber: 'EDIT-ME', Status: 'DRAFT' }));
    const reply = await harbour.post<Bills>('/Invoices', {
      Invoices: [{ InvoiceNumber: 'EDIT-ME', Reference: 'again' }],
    });
    expect(reply.json.Invoices[0]).toMatchObject({ InvoiceID: bill.InvoiceID, Reference: 'again', Total: 120 });
  });

  test('an id that does not exist is refused', async () => {
    const reply = await harbour.post('/Invoices', {
      Invoices: [{ InvoiceID: '0f3c2f3e-0000-4000-8000-000000000000' }],
    });
    expect(reply.text).toContain('An existing invoice with the specified ID could not be found');
  });
});

describe('sales invoices', () => {
  const aSale = (changes: Row = {}, line: Row = {}) =>
    aBill(
      { Type: 'ACCREC', InvoiceNumber: undefined, Contact: { Name: 'Fig & Olive' }, ...changes },
      { AccountCode: '200', TaxType: 'OUTPUT2', ...line },
    );

  test('are numbered by themselves, and a taken number is refused', async () => {
    const first = (await put(aSale())).bill.InvoiceNumber;
    const second = (await put(aSale())).bill.InvoiceNumber;
    expect(first).toMatch(/^INV-\d{4}$/);
    expect(second).not.toBe(first);
    expect(await messages(aSale({ InvoiceNumber: first }))).toEqual(['Invoice # must be unique.']);
  });

  test('may carry a discount', async () => {
    const { bill } = await put(aSale({}, { DiscountRate: 10 }));
    expect(bill).toMatchObject({ SubTotal: 90, IsDiscounted: true, TotalDiscount: 10 });
  });
});

describe('lists of bills', () => {
  test('carry lines only in pages, and a slim contact without an e-mail address', async () => {
    const all = (await harbour.get<Bills>('/Invoices')).json;
    expect(all.Invoices.every((bill) => bill.LineItems.length === 0)).toBe(true);
    const page = (await harbour.get<Bills & { pagination: Row }>('/Invoices?page=1&pageSize=5')).json;
    expect(page.Invoices[0]?.LineItems.length).toBeGreaterThan(0);
    expect(page.Invoices[0]?.Contact).not.toHaveProperty('EmailAddress');
    expect(page.pagination.pageSize).toBe(5);
  });

  test.each([
    ['where=Type=="ACCPAY" AND Status=="AUTHORISED" AND Total==120', 120],
    ['where=Contact.Name=="Bidfood" AND Total==120', 120],
    ['where=Date>=DateTime(2026,11,02) AND Date<DateTime(2026,11,03) AND Total==120', 120],
  ])('are selected by %s', async (query, total) => {
    const { json } = await harbour.get<Bills>(`/Invoices?${query.replaceAll(' ', '%20').replaceAll('"', '%22')}`);
    expect(json.Invoices.length).toBeGreaterThan(0);
    expect(new Set(json.Invoices.map((bill) => bill.Total))).toEqual(new Set([total]));
  });

  test('createdByMyApp leaves out what others made', async () => {
    const all = (await harbour.get<Bills>('/Invoices?where=Type==%22ACCPAY%22')).json.Invoices;
    const mine = (await harbour.get<Bills>('/Invoices?createdByMyApp=true&where=Type==%22ACCPAY%22')).json.Invoices;
    expect(mine.length).toBe(all.length - 5);
  });

  test('Statuses, ContactIDs and If-Modified-Since select', async () => {
    const { bill } = await put(aBill({ Contact: { Name: 'Only Here Ltd' }, Status: 'SUBMITTED' }));
    const { json } = await harbour.get<Bills>(`/Invoices?Statuses=SUBMITTED&ContactIDs=${bill.Contact.ContactID}`);
    expect(json.Invoices.map((one) => one.InvoiceID)).toEqual([bill.InvoiceID]);
    const later = new Date(Date.now() + 60_000).toISOString();
    expect((await harbour.get<Bills>('/Invoices', { 'if-modified-since': later })).json.Invoices).toEqual([]);
  });
});

describe('attachments and history', () => {
  const pdf = new TextEncoder().encode('%PDF-1.7 a document');
  const attach = (id: unknown, name: string, body: Uint8Array = pdf, caller = harbour) =>
    caller.put<{ Attachments: Row[] }>(`/Invoices/${id}/Attachments/${encodeURIComponent(name)}`, body, {
      'content-type': 'application/pdf',
    });

  test('a file is kept byte for byte and found by name and by id', async () => {
    const { bill } = await put(aBill());
    const { json } = await attach(bill.InvoiceID, 'bill 1.pdf');
    expect(json.Attachments[0]).toMatchObject({
      FileName: 'bill 1.pdf',
      MimeType: 'application/pdf',
      ContentLength: pdf.length,
    });
    expect(json.Attachments[0]).not.toHaveProperty('IncludeOnline');
    for (const key of ['bill%201.pdf', String(json.Attachments[0]?.AttachmentID)]) {
      const file = await harbour.get(`/Invoices/${bill.InvoiceID}/Attachments/${key}`);
      expect([file.headers.get('content-type'), file.text]).toEqual(['application/pdf', '%PDF-1.7 a document']);
    }
    const read = (await harbour.get<Bills>(`/Invoices/${bill.InvoiceID}`)).json.Invoices[0];
    expect(read?.HasAttachments).toBe(true);
  });

  test('the same name replaces, an eleventh file is refused', async () => {
    const { bill } = await put(aBill());
    for (let count = 1; count <= 10; count += 1)
      expect((await attach(bill.InvoiceID, `${count}.pdf`)).status).toBe(200);
    expect((await attach(bill.InvoiceID, '1.pdf')).status).toBe(200);
    expect((await attach(bill.InvoiceID, '11.pdf')).status).toBe(400);
    const { json } = await harbour.get<{ Attachments: Row[] }>(`/Invoices/${bill.InvoiceID}/Attachments`);
    expect(json.Attachments).toHaveLength(10);
  });

  test('a file that is too large, or named with forbidden signs, is refused', async () => {
    const { bill } = await put(aBill());
    const large = await attach(bill.InvoiceID, 'large.pdf', new Uint8Array(10 * 1024 * 1024 + 1));
    expect(large.json).toMatchObject({ Title: 'RequestEntityTooLarge', Status: 413 });
    expect((await attach(bill.InvoiceID, 'a:b.pdf')).status).toBe(400);
  });

  test('without the scope there are no attachments, as if they did not exist', async () => {
    const { bill } = await put(aBill());
    const blind = await sandbox.caller({ email: 'ines@harbour.example', scopes: ['accounting.invoices'] });
    expect((await attach(bill.InvoiceID, 'a.pdf', pdf, blind)).status).toBe(404);
  });

  test('what was done is in the history, with notes', async () => {
    const { bill } = await put(aBill());
    await attach(bill.InvoiceID, 'a.pdf');
    const note = await harbour.put<{ HistoryRecords: Row[] }>(`/Invoices/${bill.InvoiceID}/History`, {
      HistoryRecords: [{ Details: 'From Intray' }],
    });
    expect(note.json.HistoryRecords[0]).toMatchObject({ Details: 'From Intray', ValidationErrors: [] });
    const { json } = await harbour.get<{ HistoryRecords: Row[] }>(`/Invoices/${bill.InvoiceID}/History`);
    expect(json.HistoryRecords.map((record) => record.Changes).sort()).toEqual(['Approved', 'Attached a file', 'Note']);
  });
});
