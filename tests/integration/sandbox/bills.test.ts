import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { aSandbox, type Caller, type TestSandbox } from '#tests/support/sandbox-client.ts';

let sandbox: TestSandbox;
let harbour: Caller;
let kowhai: Caller;
beforeAll(async () => {
  sandbox = await aSandbox();
  harbour = await sandbox.caller();
  kowhai = await sandbox.caller({ organisation: 'Kowhai Trading Ltd', email: 'oliver@harbour.example' });
  for (const { tenantId } of [harbour, kowhai]) {
    await sandbox.control('PATCH', `/organisations/${tenantId}`, { limits: { minute: 10_000 } });
  }
});
afterAll(() => sandbox.close());

type Row = Record<string, unknown>;
type Bills = { Invoices: (Row & { LineItems: Row[]; Contact: Row; ValidationErrors?: Row[] })[] };

function aBill(changes: Row = {}, line: Row = {}): Row {
  return {
    Type: 'ACCPAY',
    Status: 'AUTHORISED',
    Contact: { Name: 'Bidfood' },
    InvoiceNumber: 'SUP-1',
    Date: '2026-11-02',
    DueDate: '2026-12-02',
    LineItems: [{ Description: 'Goods', Quantity: 1, UnitAmount: 100, AccountCode: '429', TaxType: 'INPUT2', ...line }],
    ...changes,
  };
}

async function put(bill: Row, query = '', caller = harbour) {
  const reply = await caller.put<Bills>(`/Invoices${query}`, { Invoices: [bill] });
  return { ...reply, bill: reply.json.Invoices?.[0] as Bills['Invoices'][number] };
}

async function messages(bill: Row, caller = harbour): Promise<unknown[]> {
  const { bill: answered } = await put(bill, '?summarizeErrors=false', caller);
  return (answered.ValidationErrors ?? []).map((error) => error.Message);
}

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

describe('a bill is refused in Xero’s words', () => {
  const cases: [string, Row, string][] = [
    [
      'an unknown account',
      aBill({}, { AccountCode: '999' }),
      "Account code '999' is not a valid code for this document.",
    ],
    [
      'a bank account',
      aBill({}, { AccountCode: '090', TaxType: 'NONE' }),
      "Account code '090' is not a valid code for this document.",
    ],
    [
      'the creditors account',
      aBill({}, { AccountCode: '800', TaxType: 'NONE' }),
      "Account code '800' is not a valid code for this document.",
    ],
    ['no account', aBill({}, { AccountCode: undefined }), 'Account code or ID must be specified'],
    ['no tax rate', aBill({}, { TaxType: undefined }), 'The TaxType field is mandatory'],
    [
      'an unknown tax rate',
      aBill({}, { TaxType: 'WHAT' }),
      'The TaxType code WHAT does not exist or cannot be used for this type of transaction.',
    ],
    [
      'a retired tax rate',
      aBill({}, { TaxType: 'CAPEXINPUT' }),
      'The TaxType code CAPEXINPUT does not exist or cannot be used for this type of transaction.',
    ],
    [
      'a sales tax rate on a cost',
      aBill({}, { TaxType: 'OUTPUT2' }),
      "The TaxType code 'OUTPUT2' cannot be used with account code '429'.",
    ],
    ['more tax than the line', aBill({}, { TaxAmount: 101 }), 'The tax amount cannot be greater than the line amount!'],
    [
      'a line total that is wrong',
      aBill({}, { LineAmount: 99 }),
      'The line total 99.00 does not match the expected line total 100.00',
    ],
    [
      'a negative quantity',
      aBill({}, { Quantity: -1 }),
      "The quantity value '-1.0000' is invalid. Quantity must not be less than zero.",
    ],
    ['no due date', aBill({ DueDate: undefined }), 'The document DueDate field must be specified.'],
    ['no lines', aBill({ LineItems: [] }), 'One or more line items must be specified'],
    ['no contact', aBill({ Contact: undefined }), 'A Contact must be specified for this type of transaction'],
    [
      'a contact without a name',
      aBill({ Contact: {} }),
      'The Contact must contain at least 1 of the following elements to identify the contact: Name, ContactID, ContactNumber',
    ],
    ['a total below zero', aBill({}, { UnitAmount: -5 }), 'The Total for this document must be greater than zero'],
    ['a total that is not the sum', aBill({ Total: 119 }), 'The invoice total does not equal the sum of the lines.'],
    ['another currency than it has', aBill({ CurrencyCode: 'JPY' }), 'Organisation is not subscribed to currency JPY'],
    ['an address without a host', aBill({ Url: '/items/1' }), 'Url must be a valid absolute url'],
    ['an address that names Xero', aBill({ Url: 'https://xero.example/1' }), 'Url must be a valid absolute url'],
    ['a status to create in', aBill({ Status: 'PAID' }), 'Invoice not of valid status for creation'],
    ['no type', aBill({ Type: undefined }), 'Invoice not of valid type for creation'],
  ];
  test.each(cases)('for %s', async (_what, bill, message) => {
    expect(await messages(bill)).toContain(message);
  });

  test('for an archived account', async () => {
    await sandbox.control('PATCH', `/organisations/${harbour.tenantId}/accounts/485`, { Status: 'ARCHIVED' });
    expect(await messages(aBill({}, { AccountCode: '485' }))).toEqual([
      "Account code '485' has been archived, or has been deleted. Each line item must reference a valid account.",
    ]);
  });

  test('for an archived contact, by id and by name', async () => {
    await sandbox.control('PATCH', `/organisations/${harbour.tenantId}/contacts/Aviva%20Commercial`, {
      ContactStatus: 'ARCHIVED',
    });
    const words =
      'The contact with the specified contact details has been archived. The contact must be un-archived before creating new invoices or credit notes.';
    expect(await messages(aBill({ Contact: { Name: 'Aviva Commercial' } }))).toEqual([words]);
  });

  test('for an unknown contact id, the whole request is not found', async () => {
    const { status } = await put(
      aBill({ Contact: { ContactID: '0f3c2f3e-0000-4000-8000-000000000000' } }),
      '?summarizeErrors=false',
    );
    expect(status).toBe(404);
  });

  test('for a word that is no member of its list, the whole request cannot be read', async () => {
    const { json } = await put(aBill({ LineAmountTypes: 'NO_TAX' }));
    expect(json).toMatchObject({ ErrorNumber: 14, Type: 'PostDataInvalidException' });
    expect(String((json as Row).Message)).toContain('Error converting value "NO_TAX" to type');
  });

  test('for a request of more than ten megabytes', async () => {
    const { status, json } = await put(aBill({}, { Description: 'x'.repeat(11 * 1024 * 1024) }));
    expect([status, (json as Row).Title]).toEqual([413, 'RequestEntityTooLarge']);
  });

  test('for JSON that cannot be read', async () => {
    const reply = await harbour.put('/Invoices', '{"Invoices": [');
    expect(reply.json).toMatchObject({ ErrorNumber: 14, Type: 'PostDataInvalidException' });
  });

  test('with all its reasons at once', async () => {
    expect(await messages(aBill({ DueDate: undefined }, { AccountCode: '999' }))).toEqual([
      "Account code '999' is not a valid code for this document.",
      'The document DueDate field must be specified.',
    ]);
  });
});

describe('lock dates', () => {
  test('refuse an approved bill in a locked year and in a locked period, and take a draft', async () => {
    const line = { TaxType: 'INPUT2' };
    expect(await messages(aBill({ Date: '2026-03-31' }, line), kowhai)).toEqual([
      'The document date cannot be before the end of year lock date, currently set at 31-Mar-2026',
    ]);
    expect(await messages(aBill({ Date: '2026-06-30' }, line), kowhai)).toEqual([
      'The document date cannot be before the period lock date, currently set at 30-Jun-2026',
    ]);
    expect(await messages(aBill({ Date: '2026-07-01' }, line), kowhai)).toEqual([]);
    expect(await messages(aBill({ Date: '2026-03-31', Status: 'DRAFT' }, line), kowhai)).toEqual([]);
  });

  test('let an adviser post in a locked period, and nobody in a locked year', async () => {
    const adviser = await sandbox.caller({ organisation: 'Kowhai Trading Ltd' });
    expect(await messages(aBill({ Date: '2026-06-30' }), adviser)).toEqual([]);
    expect(await messages(aBill({ Date: '2026-03-31' }), adviser)).toHaveLength(1);
  });
});

test('a plan with an approval limit approves so many bills in a month and takes drafts beyond it', async () => {
  const liffey = await sandbox.caller({ organisation: 'Liffey Bikes Ltd', email: 'erin@liffey.example' });
  const bill = aBill({ Contact: { Name: 'An Post' } }, { TaxType: 'INPUT' });
  for (let count = 1; count <= 5; count += 1) expect(await messages(bill, liffey)).toEqual([]);
  expect(await messages(bill, liffey)).toEqual(['You have reached the limit of invoices you can approve']);
  expect(await messages({ ...bill, Status: 'DRAFT' }, liffey)).toEqual([]);
  const listed = await liffey.get<{ Invoices: Row[] }>('/Invoices?Statuses=AUTHORISED');
  await liffey.post(`/Invoices/${listed.json.Invoices[0]?.InvoiceID}`, { Status: 'VOIDED' });
  // What is voided was approved all the same.
  expect(await messages(bill, liffey)).toHaveLength(1);
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
