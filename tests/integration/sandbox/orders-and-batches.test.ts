import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest';
import { aSandbox } from '#tests/support/sandbox-client.ts';

/* What is ordered of suppliers, and what is paid at once. */

type Row = Record<string, unknown>;
type Lists = Record<string, Row[]>;

const sandbox = await aSandbox();
const app = await sandbox.caller();
afterAll(() => sandbox.close());

const UNKNOWN = '0f3c2f3e-0000-4000-8000-000000000000';
const line = { Description: 'Goods', Quantity: 1, UnitAmount: 100, AccountCode: '429', TaxType: 'INPUT2' };

/** Writes one element and gives it as it was answered, or throws what was refused. */
async function write(method: 'PUT' | 'POST', path: string, element: Row, caller = app): Promise<Row> {
  const reply = await caller.call<Lists>(method, path, element);
  if (reply.status !== 200) throw new Error(`${reply.status} ${reply.text}`);
  return reply.json[path.split('/')[1] ?? '']?.[0] ?? {};
}

async function list(path: string, headers?: Record<string, string>): Promise<Row[]> {
  const reply = await app.get<Lists>(path, headers);
  return reply.json[path.split(/[/?]/)[1] ?? ''] ?? [];
}

describe('a purchase order', () => {
  const anOrder = (changes: Row = {}, method: 'PUT' | 'POST' = 'PUT') =>
    write(method, '/PurchaseOrders', {
      Contact: { Name: 'Bidfood' },
      Date: '2026-11-02',
      LineItems: [line],
      ...changes,
    });
  const change = (order: Row, changes: Row) => write('POST', `/PurchaseOrders/${order.PurchaseOrderID}`, changes);

  test('is read by id and by number as it was written', async () => {
    const delivery = {
      DeliveryAddress: '1 Quay Street',
      AttentionTo: 'Amelia',
      Telephone: '01 234',
      DeliveryInstructions: 'Ring twice',
      Reference: 'Winter',
      PurchaseOrderNumber: 'Winter 1/2',
    };
    const made = await anOrder({
      ...delivery,
      Status: 'AUTHORISED',
      DeliveryDate: '2026-11-20',
      ExpectedArrivalDate: '2026-11-21',
      SentToContact: true,
    });
    const expected = {
      ...delivery,
      Status: 'AUTHORISED',
      DeliveryDateString: '2026-11-20T00:00:00',
      ExpectedArrivalDate: `/Date(${Date.UTC(2026, 10, 21)}+0000)/`,
      SentToContact: true,
      SubTotal: 100,
      TotalTax: 20,
      Total: 120,
      HasAttachments: false,
      Contact: expect.objectContaining({ Name: 'Bidfood' }),
      LineItems: [expect.objectContaining({ AccountCode: '429', LineAmount: 100 })],
    };
    expect(made).toMatchObject(expected);
    for (const key of [made.PurchaseOrderID, encodeURIComponent('WINTER 1/2')]) {
      expect((await list(`/PurchaseOrders/${key}`))[0]).toMatchObject(expected);
    }
    expect((await app.get(`/PurchaseOrders/${UNKNOWN}`)).status).toBe(404);
  });

  const LIFE = {
    DRAFT: ['DRAFT', 'SUBMITTED', 'AUTHORISED', 'DELETED'],
    SUBMITTED: ['SUBMITTED', 'DRAFT', 'AUTHORISED', 'DELETED'],
    AUTHORISED: ['AUTHORISED', 'BILLED', 'DELETED'],
    BILLED: ['BILLED', 'AUTHORISED'],
    DELETED: [] as string[],
  };
  const steps = Object.entries(LIFE).flatMap(([from, allowed]) =>
    Object.keys(LIFE).map((to) => ({ from, to, isAllowed: allowed.includes(to) })),
  );

  test.each(steps)('that is $from may become $to: $isAllowed', async ({ from, to, isAllowed }) => {
    const born = from === 'BILLED' ? 'AUTHORISED' : from === 'DELETED' ? 'DRAFT' : from;
    const made = await anOrder({ Status: born });
    const order = born === from ? made : await change(made, { Status: from });
    const changed = change(order, { Status: to, Reference: 'x' });
    if (isAllowed) {
      expect((await changed).Status).toBe(to);
      return;
    }
    const words =
      from === 'DELETED' ? 'Deleted PurchaseOrders cannot be updated' : 'PurchaseOrder status change is invalid';
    await expect(changed).rejects.toThrow(words);
    expect((await list(`/PurchaseOrders/${order.PurchaseOrderID}`))[0]).toMatchObject({ Status: from, Reference: '' });
  });

  test.each(['BILLED', 'DELETED'])('cannot begin as %s', async (Status) => {
    await expect(anOrder({ Status })).rejects.toThrow('PurchaseOrder status change is invalid');
  });

  test('may lack account and tax rate even when it is approved, but neither contact nor lines', async () => {
    const bare = await anOrder({ Status: 'AUTHORISED', LineItems: [{ Description: 'Goods', UnitAmount: 7 }] });
    expect(bare).toMatchObject({ Status: 'AUTHORISED', Total: 7 });
    await expect(anOrder({ LineItems: [] })).rejects.toThrow('One or more line items must be specified');
    await expect(anOrder({ Contact: undefined })).rejects.toThrow('A Contact must be specified');
  });

  test('gets the next free number where it is given none', async () => {
    const first = await anOrder();
    const count = Number(/^PO-(\d{4})$/.exec(String(first.PurchaseOrderNumber))?.[1]);
    const numberOf = (next: number) => `PO-${String(count + next).padStart(4, '0')}`;
    await anOrder({ PurchaseOrderNumber: numberOf(1) });
    expect((await anOrder()).PurchaseOrderNumber).toBe(numberOf(2));
  });

  test('has a number of its own, in whatever case', async () => {
    const first = await anOrder({ PurchaseOrderNumber: 'Unique-1' });
    const words = 'Order number must be unique';
    await expect(anOrder({ PurchaseOrderNumber: 'UNIQUE-1' })).rejects.toThrow(words);
    const second = await anOrder({ PurchaseOrderNumber: 'Unique-2' });
    await expect(change(second, { PurchaseOrderNumber: 'unique-1' })).rejects.toThrow(words);
    expect((await change(first, { PurchaseOrderNumber: 'unique-1' })).PurchaseOrderNumber).toBe('unique-1');
  });

  test('of a number that exists is edited by POST and refused by PUT', async () => {
    const made = await anOrder({ PurchaseOrderNumber: 'Edited-1' });
    const edited = await anOrder({ PurchaseOrderNumber: 'edited-1', Reference: 'Again' }, 'POST');
    expect(edited).toMatchObject({ PurchaseOrderID: made.PurchaseOrderID, Reference: 'Again' });
    await expect(anOrder({ PurchaseOrderNumber: 'Edited-1' })).rejects.toThrow('Order number must be unique');
    const other = await anOrder({ PurchaseOrderNumber: 'Edited-2' }, 'POST');
    expect(other.PurchaseOrderID).not.toBe(made.PurchaseOrderID);
  });

  test('that is deleted lets go of its number, and the address by number leads to the new one', async () => {
    const old = await anOrder({ PurchaseOrderNumber: 'Again-1' });
    await change(old, { Status: 'DELETED' });
    const fresh = await anOrder({ PurchaseOrderNumber: 'Again-1' }, 'POST');
    expect(fresh.PurchaseOrderID).not.toBe(old.PurchaseOrderID);
    expect((await list('/PurchaseOrders/Again-1'))[0]?.PurchaseOrderID).toBe(fresh.PurchaseOrderID);
  });

  test('keeps what a change does not send', async () => {
    const order = await anOrder({
      Reference: 'Stays',
      BrandingThemeID: (await list('/BrandingThemes'))[0]?.BrandingThemeID,
    });
    const changed = await change(order, { AttentionTo: 'Oliver' });
    const { UpdatedDateUTC: _then, ...before } = order;
    expect(changed).toMatchObject({ ...before, AttentionTo: 'Oliver' });
  });

  test('is discounted, unlike a bill', async () => {
    const order = await anOrder({ LineItems: [{ ...line, DiscountRate: 10 }] });
    expect(order).toMatchObject({ IsDiscounted: true, TotalDiscount: 10, SubTotal: 90, Total: 108 });
  });

  test('is marked as sent once it is approved; before, a warning says that it is not', async () => {
    const draft = await anOrder({ SentToContact: true });
    const Message = 'Only AUTHORISED and BILLED purchase orders may have SentToContact updated.';
    expect(draft).toMatchObject({ SentToContact: false, Warnings: [{ Message }] });
    const sent = await change(draft, { Status: 'AUTHORISED', SentToContact: true });
    expect(sent.SentToContact).toBe(true);
    expect(sent.Warnings).toBeUndefined();
  });

  test('is no matter of lock dates', async () => {
    const kowhai = await sandbox.caller({ organisation: 'Kowhai Trading Ltd', email: 'oliver@harbour.example' });
    const element = { Contact: { Name: 'Anyone' }, Date: '2026-01-02', Status: 'AUTHORISED', LineItems: [line] };
    const order = await write('PUT', '/PurchaseOrders', element, kowhai);
    const address = `/PurchaseOrders/${order.PurchaseOrderID}`;
    expect((await write('POST', address, { Status: 'BILLED' }, kowhai)).Status).toBe('BILLED');
  });

  test('in a currency that the organisation does not have, of a theme or of an id that is unknown is refused', async () => {
    await expect(anOrder({ CurrencyCode: 'JPY' })).rejects.toThrow('Organisation is not subscribed to currency JPY');
    await expect(anOrder({ BrandingThemeID: UNKNOWN })).rejects.toThrow('BrandingTheme could not be found');
    await expect(anOrder({ PurchaseOrderID: UNKNOWN }, 'POST')).rejects.toThrow(
      'The document with the supplied id was not found for this endpoint.',
    );
    await expect(anOrder({ DeliveryInstructions: 'x'.repeat(501) })).rejects.toThrow('a maximum length of 500');
  });

  test('is drafted by who may only invoice, and approved by others', async () => {
    const ines = await sandbox.caller({ email: 'ines@harbour.example' });
    const element = { Contact: { Name: 'Bidfood' }, LineItems: [line] };
    const draft = await write('PUT', '/PurchaseOrders', element, ines);
    const approval = { Status: 'AUTHORISED' };
    await expect(write('POST', `/PurchaseOrders/${draft.PurchaseOrderID}`, approval, ines)).rejects.toThrow('401');
  });

  test('is a PDF by its path and by the format that is asked for', async () => {
    const order = await anOrder();
    const address = `/PurchaseOrders/${order.PurchaseOrderID}`;
    for (const reply of [await app.get(`${address}/pdf`), await app.get(address, { accept: 'application/pdf' })]) {
      expect(reply.headers.get('content-type')).toBe('application/pdf');
      expect(reply.text).toMatch(/^%PDF/);
      expect(reply.text).toContain(`Purchase order ${order.PurchaseOrderNumber}`);
    }
  });

  test('is a PDF in the letters of Western Europe, and in the nearest to any other', async () => {
    const order = await anOrder({ Contact: { Name: 'Café (Łódź) – €' } });
    const headers = {
      accept: 'application/pdf',
      authorization: `Bearer ${app.accessToken}`,
      'xero-tenant-id': app.tenantId,
    };
    const address = `${sandbox.url}/api.xro/2.0/PurchaseOrders/${order.PurchaseOrderID}`;
    const bytes = Buffer.from(await (await fetch(address, { headers })).arrayBuffer());
    expect(bytes.toString('latin1')).toContain('Caf\xe9 \\(?\xf3dz\\) \x96 \x80');
  });

  test('carries files and history', async () => {
    const order = await anOrder();
    const address = `/PurchaseOrders/${order.PurchaseOrderID}`;
    const file = new TextEncoder().encode('%PDF');
    await app.put(`${address}/Attachments/order.pdf`, file, { 'content-type': 'application/pdf' });
    const [read] = await list(address);
    expect(read).toMatchObject({ HasAttachments: true, Attachments: [{ FileName: 'order.pdf' }] });
    const history = await app.get<Lists>(`${address}/History`);
    expect(history.json.HistoryRecords?.map(({ Changes }) => Changes).sort()).toEqual(['Attached a file', 'Created']);
  });

  test('holds on to the accounts and the tracking of its lines', async () => {
    const account = await write('PUT', '/Accounts', {
      Code: '498X',
      Name: 'Ordered',
      Type: 'OVERHEADS',
      TaxType: 'INPUT2',
    });
    const [category] = await list('/TrackingCategories');
    const [option] = (category?.Options ?? []) as Row[];
    const Tracking = [{ Name: category?.Name, Option: option?.Name }];
    await anOrder({ LineItems: [{ ...line, AccountCode: '498X', Tracking }] });
    const refused = await app.call('DELETE', `/Accounts/${account.AccountID}`);
    expect(refused.text).toContain('The account cannot be deleted because it is in use');
    const address = `/TrackingCategories/${category?.TrackingCategoryID}`;
    for (const carried of [address, `${address}/Options/${option?.TrackingOptionID}`]) {
      expect((await app.call('DELETE', carried)).text).toContain('Tracking that transactions carry cannot be deleted.');
    }
  });

  describe('in a list', () => {
    let numbers: (query: string, headers?: Record<string, string>) => Promise<unknown[]>;
    beforeAll(async () => {
      for (const [number, date, Status] of [
        ['L-1', '2025-03-01', 'DRAFT'],
        ['L-2', '2025-03-15', 'AUTHORISED'],
        ['L-3', '2025-03-31', 'AUTHORISED'],
      ])
        await anOrder({ PurchaseOrderNumber: number, Date: date, Status });
      numbers = async (query, headers) =>
        (await list(`/PurchaseOrders?${query}`, headers)).map((order) => order.PurchaseOrderNumber);
    });

    test.each([
      ['order=PurchaseOrderNumber&dateFrom=2025-03-01&dateTo=2025-03-31', ['L-1', 'L-2', 'L-3']],
      ['DateFrom=2025-03-15&DateTo=2025-03-30', ['L-2']],
      ['dateTo=2025-03-14', ['L-1']],
      ['order=PurchaseOrderNumber&status=AUTHORISED&dateTo=2025-12-31', ['L-2', 'L-3']],
      ['order=Date DESC&dateTo=2025-12-31', ['L-3', 'L-2', 'L-1']],
      ['order=PurchaseOrderNumber&dateTo=2025-12-31&page=2&pageSize=2', ['L-3']],
    ])('%s gives %j', async (query, expected) => {
      expect(await numbers(query)).toEqual(expected);
    });

    test('has lines on a page only, and Xero’s `where` is not among what it knows', async () => {
      const query = 'dateTo=2025-03-01&where=Total==0';
      expect(await list(`/PurchaseOrders?${query}`)).toMatchObject([{ PurchaseOrderNumber: 'L-1', LineItems: [] }]);
      expect((await list(`/PurchaseOrders?${query}&page=1`))[0]?.LineItems).toHaveLength(1);
    });

    test('is left out when it has not changed since', async () => {
      const later = new Date(Date.now() + 3_600_000).toISOString();
      expect(await numbers('dateTo=2025-12-31', { 'if-modified-since': later })).toEqual([]);
    });

    test('a date that is none is refused', async () => {
      expect((await app.get('/PurchaseOrders?dateFrom=yesterday')).status).toBe(400);
    });
  });
});

describe('a batch payment', () => {
  const aBill = (changes: Row = {}) =>
    write('PUT', '/Invoices', {
      Type: 'ACCPAY',
      Status: 'AUTHORISED',
      Contact: { Name: 'Bidfood' },
      Date: '2026-11-02',
      DueDate: '2026-12-02',
      LineItems: [line],
      ...changes,
    });
  const aSale = () => aBill({ Type: 'ACCREC', LineItems: [{ ...line, AccountCode: '200', TaxType: 'OUTPUT2' }] });
  const paying = (...some: [invoice: Row, amount: number][]) =>
    some.map(([invoice, Amount]) => ({ Invoice: { InvoiceID: invoice.InvoiceID }, Amount }));
  const aBatch = (Payments: Row[], changes: Row = {}) =>
    write('PUT', '/BatchPayments', { Account: { Code: '090' }, Date: '2026-11-10', ...changes, Payments });
  const invoice = async ({ InvoiceID }: Row) => (await list(`/Invoices/${InvoiceID}`))[0] ?? {};
  const batch = async ({ BatchPaymentID }: Row) => (await list(`/BatchPayments/${BatchPaymentID}`))[0] ?? {};
  const remove = (made: Row) => write('POST', `/BatchPayments/${made.BatchPaymentID}`, { Status: 'DELETED' });

  let first: Row;
  let second: Row;
  beforeEach(async () => {
    first = await aBill();
    second = await aBill({ Contact: { Name: 'Thames Water' } });
  });

  test('pays bills of several suppliers at once, each by a payment that names it', async () => {
    const made = await aBatch(paying([first, 120], [second, 20]), {
      Reference: 'Friday',
      Details: 'BACS',
      Code: 'F-1',
    });
    const expected = {
      Type: 'PAYBATCH',
      Status: 'AUTHORISED',
      TotalAmount: 140,
      IsReconciled: false,
      Reference: 'Friday',
      Details: 'BACS',
      Code: 'F-1',
      DateString: '2026-11-10T00:00:00',
      Account: { CurrencyCode: 'GBP' },
      Payments: [
        { Amount: 120, BankAmount: 120, Invoice: { InvoiceID: first.InvoiceID } },
        { Amount: 20, BankAmount: 20, Invoice: { InvoiceID: second.InvoiceID } },
      ],
    };
    expect(made).toMatchObject(expected);
    expect(await batch(made)).toMatchObject(expected);
    expect(await invoice(first)).toMatchObject({ Status: 'PAID', AmountDue: 0 });
    expect(await invoice(second)).toMatchObject({ Status: 'AUTHORISED', AmountDue: 100 });

    const { BatchPaymentID } = made;
    const payments = await list(`/Payments?where=BatchPaymentID==Guid("${BatchPaymentID}")&order=Amount`);
    expect(payments).toMatchObject([
      { Amount: 20, PaymentType: 'ACCPAYPAYMENT', BatchPaymentID, BatchPayment: { BatchPaymentID, TotalAmount: 140 } },
      { Amount: 120, PaymentType: 'ACCPAYPAYMENT', BatchPaymentID, Account: { Code: '090' } },
    ]);
    expect(await list(`/Payments?where=BatchPayment.Reference=="Friday"`)).toHaveLength(2);
  });

  test('receives what customers owe', async () => {
    const made = await aBatch(paying([await aSale(), 120], [await aSale(), 120]));
    expect(made).toMatchObject({ Type: 'RECBATCH', TotalAmount: 240 });
  });

  test('is of one account and one day, whatever its payments say', async () => {
    const payments = paying([first, 120]).map((one) => ({ ...one, Account: { Code: '835' }, Date: '2026-11-30' }));
    const made = await aBatch(payments);
    const [payment] = await list(`/Payments?where=BatchPaymentID==Guid("${made.BatchPaymentID}")`);
    expect(payment).toMatchObject({ Account: { Code: '090' }, Date: `/Date(${Date.UTC(2026, 10, 10)}+0000)/` });
  });

  test.each<[string, (good: Row) => Promise<[Row[], Row?]>, string]>([
    [
      'one pays too much',
      async (good) => [paying([good, 20], [second, 121])],
      'Payment amount exceeds the amount outstanding on this document',
    ],
    [
      'one is a draft',
      async (good) => [paying([good, 20], [await aBill({ Status: 'DRAFT' }), 20])],
      'Payments can only be made against Authorised documents',
    ],
    [
      'one is in another currency',
      async (good) => [paying([good, 20], [await aBill({ CurrencyCode: 'EUR' }), 20])],
      "Invoice's currency must match the organisation's base currency",
    ],
    [
      'one is to be received and not paid',
      async (good) => [paying([good, 20], [await aSale(), 20])],
      'Bills and sales invoices cannot be paid in the same batch payment',
    ],
    [
      'one is unknown',
      async (good) => [paying([good, 20], [{ InvoiceID: UNKNOWN }, 20])],
      'Invoice could not be found',
    ],
    [
      'one is no invoice',
      async (good) => {
        const note = { Type: 'ACCPAYCREDIT', Status: 'AUTHORISED', Contact: { Name: 'Bidfood' }, LineItems: [line] };
        const { CreditNoteID } = await write('PUT', '/CreditNotes', note);
        return [[...paying([good, 20]), { CreditNote: { CreditNoteID }, Amount: 20 }]];
      },
      'A batch payment can only be for invoices',
    ],
    ['they are none', async () => [[]], 'One or more payments must be specified'],
    ['it has no date', async (good) => [paying([good, 20]), { Date: undefined }], 'The Date field must be specified.'],
    ['it has no account', async (good) => [paying([good, 20]), { Account: undefined }], 'Account could not be found'],
    [
      'its account is not for payments',
      async (good) => [paying([good, 20]), { Account: { Code: '429' } }],
      'Account type is invalid for making a payment to/from',
    ],
    [
      'its code is too long for a bank',
      async (good) => [paying([good, 20]), { Code: 'x'.repeat(13) }],
      'The field Code must be a string with a maximum length of 12.',
    ],
  ])('when %s: all of it is refused and nothing is left behind', async (_what, attempt, words) => {
    const [payments, changes] = await attempt(first);
    const left = async () => [await list('/Payments'), await list('/BatchPayments'), await invoice(first)];
    const before = await left();
    await expect(aBatch(payments, changes)).rejects.toThrow(words);
    expect(await left()).toEqual(before);
  });

  test('that pays one bill twice pays no more than is due', async () => {
    expect(await aBatch(paying([first, 60], [first, 60]))).toMatchObject({ TotalAmount: 120 });
    await expect(aBatch(paying([second, 60], [second, 61]))).rejects.toThrow('exceeds the amount outstanding');
  });

  test.each(['by its address', 'by its id in the body'])('is deleted %s, and its bills are due again', async (how) => {
    const made = await aBatch(paying([first, 120], [second, 20]));
    const { BatchPaymentID } = made;
    const deleted =
      how === 'by its address'
        ? await remove(made)
        : await write('POST', '/BatchPayments', { BatchPaymentID, Status: 'DELETED' });
    expect(deleted).toMatchObject({ BatchPaymentID, Status: 'DELETED', Payments: [], TotalAmount: 140 });
    for (const one of [first, second]) {
      expect(await invoice(one)).toMatchObject({ Status: 'AUTHORISED', AmountDue: 120, Payments: [] });
    }
    const payments = await list(`/Payments?where=BatchPaymentID==Guid("${BatchPaymentID}")`);
    expect(payments.map(({ Status }) => Status)).toEqual(['DELETED', 'DELETED']);
    await expect(remove(made)).rejects.toThrow('Invoice not of valid status for modification');
  });

  test('is changed by nothing but its deletion', async () => {
    const made = await aBatch(paying([first, 120]));
    const address = `/BatchPayments/${made.BatchPaymentID}`;
    await expect(write('POST', address, { Reference: 'x' })).rejects.toThrow(
      'Invoice not of valid status for modification',
    );
    await expect(write('POST', '/BatchPayments', { BatchPaymentID: UNKNOWN, Status: 'DELETED' })).rejects.toThrow(
      'The document with the supplied id was not found for this endpoint.',
    );
    expect((await app.get(`/BatchPayments/${UNKNOWN}`)).status).toBe(404);
  });

  test('does not let go of one of its payments', async () => {
    const made = await aBatch(paying([first, 120], [second, 20]));
    const [payment] = made.Payments as Row[];
    await expect(write('POST', `/Payments/${payment?.PaymentID}`, { Status: 'DELETED' })).rejects.toThrow(
      'This payment cannot be deleted as it is part of a batch payment.',
    );
    expect(await invoice(first)).toMatchObject({ Status: 'PAID' });
  });

  test('that comes twice at once never overpays', async () => {
    const payments = paying([first, 100], [second, 100]);
    const both = await Promise.allSettled([1, 2].map(() => aBatch(payments)));
    expect(both.map(({ status }) => status).sort()).toEqual(['fulfilled', 'rejected']);
    for (const one of [first, second]) expect((await invoice(one)).AmountDue).toBe(20);
  });

  test('is all or nothing for itself where errors are not summed up', async () => {
    const element = { Account: { Code: '090' }, Date: '2026-11-10' };
    const reply = await app.put<Lists>('/BatchPayments?summarizeErrors=false', {
      BatchPayments: [
        { ...element, Payments: paying([first, 20], [second, 121]) },
        { ...element, Payments: paying([first, 30]) },
      ],
    });
    expect(reply.json.BatchPayments).toMatchObject([
      { StatusAttributeString: 'ERROR', BatchPaymentID: '00000000-0000-0000-0000-000000000000' },
      { StatusAttributeString: 'OK', TotalAmount: 30 },
    ]);
    expect((await invoice(first)).AmountDue).toBe(90);
  });

  test('in a locked period is neither made nor deleted', async () => {
    const kowhai = await sandbox.caller({ organisation: 'Kowhai Trading Ltd', email: 'oliver@harbour.example' });
    const bill = { Type: 'ACCPAY', Status: 'AUTHORISED', Contact: { Name: 'Anyone' }, DueDate: '2026-12-02' };
    const made = await write('PUT', '/Invoices', { ...bill, Date: '2026-11-02', LineItems: [line] }, kowhai);
    const element = { Account: { Code: '090' }, Payments: paying([made, 10]) };
    const pay = (day: string) => write('PUT', '/BatchPayments', { ...element, Date: day }, kowhai);
    await expect(pay('2026-06-30')).rejects.toThrow('before the period lock date');
    const paid = await pay('2026-11-10');
    await sandbox.control('PATCH', `/organisations/${kowhai.tenantId}`, { periodLockDate: '2026-11-30' });
    const address = `/BatchPayments/${paid.BatchPaymentID}`;
    await expect(write('POST', address, { Status: 'DELETED' }, kowhai)).rejects.toThrow('before the period lock date');
  });

  test('is reconciled when all its payments are', async () => {
    const payments = paying([first, 20], [second, 20]).map((one) => ({ ...one, IsReconciled: true }));
    const made = await aBatch(payments);
    expect(made.IsReconciled).toBe(true);
    const found = await list('/BatchPayments?where=IsReconciled==true');
    expect(found.map(({ BatchPaymentID }) => BatchPaymentID)).toEqual([made.BatchPaymentID]);
  });

  test('carries a history, and is listed, selected and ordered', async () => {
    const made = await aBatch(paying([first, 20]), { Reference: 'Zulu' });
    const history = await app.get<Lists>(`/BatchPayments/${made.BatchPaymentID}/History`);
    expect(history.json.HistoryRecords).toMatchObject([{ Changes: 'Approved' }]);
    const [last] = await list('/BatchPayments?where=Type=="PAYBATCH"&order=Reference DESC');
    expect(last?.BatchPaymentID).toBe(made.BatchPaymentID);
    const later = new Date(Date.now() + 3_600_000).toISOString();
    expect(await list('/BatchPayments', { 'if-modified-since': later })).toEqual([]);
  });

  test.each(['ines@harbour.example', 'ruth@harbour.example'])('is refused to %s, as payments are', async (email) => {
    const caller = await sandbox.caller({ email });
    const element = { Account: { Code: '090' }, Date: '2026-11-10', Payments: paying([first, 20]) };
    await expect(write('PUT', '/BatchPayments', element, caller)).rejects.toThrow('401');
  });
});
