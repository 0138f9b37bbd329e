import { afterAll, describe, expect, test } from 'vitest';
import { aSandbox } from '#tests/support/sandbox-client.ts';

const sandbox = await aSandbox();
const app = await sandbox.caller();
afterAll(() => sandbox.close());

type Row = Record<string, unknown>;
const line = { Description: 'Goods', Quantity: 1, UnitAmount: 100, AccountCode: '429', TaxType: 'INPUT2' };

async function put(endpoint: string, element: Row): Promise<Row> {
  const reply = await app.put<Record<string, Row[]>>(`/${endpoint}?summarizeErrors=false`, { [endpoint]: [element] });
  return reply.json[endpoint]?.[0] ?? {};
}

const messagesOf = (element: Row) => ((element.ValidationErrors ?? []) as Row[]).map((error) => error.Message);

const aBill = (changes: Row = {}) =>
  put('Invoices', {
    Type: 'ACCPAY',
    Status: 'AUTHORISED',
    Contact: { Name: 'Bidfood' },
    Date: '2026-11-02',
    DueDate: '2026-12-02',
    LineItems: [line],
    ...changes,
  });

const aCreditNote = (changes: Row = {}) =>
  put('CreditNotes', {
    Type: 'ACCPAYCREDIT',
    Status: 'AUTHORISED',
    Contact: { Name: 'Bidfood' },
    CreditNoteNumber: 'CR-1',
    Date: '2026-11-03',
    LineItems: [{ ...line, UnitAmount: 50 }],
    ...changes,
  });

const aPayment = (changes: Row = {}) =>
  put('Payments', { Account: { Code: '090' }, Date: '2026-11-10', Amount: 120, ...changes });

async function read(endpoint: string, id: unknown): Promise<Row> {
  return (await app.get<Record<string, Row[]>>(`/${endpoint}/${id}`)).json[endpoint]?.[0] ?? {};
}

describe('payments', () => {
  test.each(['true', 'false'])(
    'several at once are taken together or not at all (summarizeErrors=%s)',
    async (summarise) => {
      const bill = await aBill();
      const pay = (...amounts: number[]) =>
        app.put<{ Payments: Row[]; Elements: Row[] }>(`/Payments?summarizeErrors=${summarise}`, {
          Payments: amounts.map((Amount) => ({
            Invoice: { InvoiceID: bill.InvoiceID },
            Account: { Code: '090' },
            Date: '2026-11-10',
            Amount,
          })),
        });
      const refused = await pay(20, 500);
      expect(refused.status).toBe(400);
      expect(refused.json.Elements.flatMap(messagesOf)).toEqual([
        'Payment amount exceeds the amount outstanding on this document',
      ]);
      expect(await read('Invoices', bill.InvoiceID)).toMatchObject({ AmountPaid: 0, AmountDue: 120 });
      expect((await pay(20, 100)).json.Payments).toHaveLength(2);
      expect(await read('Invoices', bill.InvoiceID)).toMatchObject({ Status: 'PAID' });
    },
  );

  test('a bill paid in full is paid, and due again when the payment is deleted', async () => {
    const bill = await aBill();
    const payment = await aPayment({ Invoice: { InvoiceID: bill.InvoiceID }, Reference: 'BACS' });
    expect(payment).toMatchObject({
      Amount: 120,
      PaymentType: 'ACCPAYPAYMENT',
      Status: 'AUTHORISED',
      Reference: 'BACS',
    });
    expect(await read('Invoices', bill.InvoiceID)).toMatchObject({
      Status: 'PAID',
      AmountDue: 0,
      AmountPaid: 120,
      FullyPaidOnDate: `/Date(${Date.UTC(2026, 10, 10)}+0000)/`,
      Payments: [expect.objectContaining({ PaymentID: payment.PaymentID, Amount: 120 })],
    });
    const history = await app.get<{ HistoryRecords: Row[] }>(`/Payments/${payment.PaymentID}/History`);
    expect(history.json.HistoryRecords[0]).toMatchObject({ Changes: 'Paid' });
    const deleted = await app.post<{ Payments: Row[] }>(`/Payments/${payment.PaymentID}`, { Status: 'DELETED' });
    expect(deleted.json.Payments[0]?.Status).toBe('DELETED');
    expect(await read('Invoices', bill.InvoiceID)).toMatchObject({
      Status: 'AUTHORISED',
      AmountDue: 120,
      Payments: [],
    });
  });

  test('a number means the document that has not ended', async () => {
    const sale = {
      Type: 'ACCREC',
      InvoiceNumber: 'DUP-2',
      LineItems: [{ ...line, AccountCode: '200', TaxType: 'OUTPUT2' }],
    };
    const draft = await aBill({ ...sale, Status: 'DRAFT' });
    await app.post(`/Invoices/${draft.InvoiceID}`, { Status: 'DELETED' });
    const live = await aBill(sale);
    const payment = await aPayment({ Invoice: { InvoiceNumber: 'DUP-2' }, Amount: 1 });
    expect(payment.Invoice).toMatchObject({ InvoiceID: live.InvoiceID });
  });

  test('a bill paid in part can be neither voided nor rewritten, but its due date can move', async () => {
    const bill = await aBill();
    await aPayment({ Invoice: { InvoiceID: bill.InvoiceID }, Amount: 20 });
    const change = (fields: Row) =>
      app.post<{ Invoices: Row[] }>(`/Invoices/${bill.InvoiceID}`, { Invoices: [fields] });
    expect((await change({ Status: 'VOIDED' })).text).toContain(
      'The status VOIDED cannot be applied to the invoice because it has payments or credit notes allocated to it.',
    );
    expect((await change({ LineItems: [line] })).text).toContain(
      'To update fields on a paid invoice line item, you must supply a LineItemID',
    );
    const moved = await change({ DueDate: '2026-12-24', LineAmountTypes: 'NoTax' });
    expect(moved.json.Invoices[0]).toMatchObject({ DueDateString: '2026-12-24T00:00:00', Total: 120, AmountDue: 100 });
  });

  test.each([
    ['more than is due', { Amount: 120.01 }, 'Payment amount exceeds the amount outstanding on this document'],
    ['no date', { Date: undefined }, 'The Date field must be specified.'],
    [
      'an account that is no bank',
      { Account: { Code: '429' } },
      'Account type is invalid for making a payment to/from',
    ],
    ['an unknown account', { Account: { Code: '000' } }, 'Account could not be found'],
    [
      'an unknown invoice',
      { Invoice: { InvoiceID: '0f3c2f3e-0000-4000-8000-000000000000' } },
      'Invoice could not be found',
    ],
  ])('with %s is refused in Xero’s words', async (_what, changes, message) => {
    const bill = await aBill();
    const payment = await aPayment({ Invoice: { InvoiceID: bill.InvoiceID }, ...changes });
    expect(messagesOf(payment)).toContain(message);
  });

  test('only an approved document can be paid', async () => {
    const bill = await aBill({ Status: 'DRAFT' });
    expect(messagesOf(await aPayment({ Invoice: { InvoiceID: bill.InvoiceID } }))).toEqual([
      'Payments can only be made against Authorised documents',
    ]);
  });

  test('an account with payments enabled may pay, an archived bank account may not', async () => {
    const bill = await aBill();
    const paid = await aPayment({ Invoice: { InvoiceID: bill.InvoiceID }, Account: { Code: '835' }, Amount: 10 });
    expect(paid.Status).toBe('AUTHORISED');
    await sandbox.control('PATCH', `/organisations/${app.tenantId}/accounts/091`, { Status: 'ARCHIVED' });
    expect(
      messagesOf(await aPayment({ Invoice: { InvoiceID: bill.InvoiceID }, Account: { Code: '091' }, Amount: 10 })),
    ).toEqual(['Business Savings Account bank account is archived and cannot be used']);
  });

  test('two that come at once never pay more than is due', async () => {
    const bill = await aBill();
    const both = await Promise.all([1, 2].map(() => aPayment({ Invoice: { InvoiceID: bill.InvoiceID }, Amount: 100 })));
    expect(both.filter((payment) => payment.Status === 'AUTHORISED')).toHaveLength(1);
    expect((await read('Invoices', bill.InvoiceID)).AmountDue).toBe(20);
  });

  test('lists are paged and selected like others', async () => {
    const { json } = await app.get<{ Payments: Row[]; pagination: Row }>(
      '/Payments?page=1&pageSize=2&where=Status==%22AUTHORISED%22',
    );
    expect(json.Payments).toHaveLength(2);
    expect(json.pagination).toMatchObject({ page: 1, pageSize: 2 });
  });
});

describe('credit notes', () => {
  const allocate = async (note: Row, bill: Row, Amount: number) => {
    const reply = await app.put<{ Allocations: Row[] }>(
      `/CreditNotes/${note.CreditNoteID}/Allocations?summarizeErrors=false`,
      {
        Allocations: [{ Amount, Date: '2026-11-05', Invoice: { InvoiceID: bill.InvoiceID } }],
      },
    );
    return reply.json.Allocations?.[0] ?? {};
  };

  test('one is answered with what is left of it', async () => {
    expect(await aCreditNote()).toMatchObject({
      Type: 'ACCPAYCREDIT',
      CreditNoteNumber: 'CR-1',
      Total: 60,
      RemainingCredit: 60,
      Status: 'AUTHORISED',
      Allocations: [],
    });
  });

  test('allocated, it lowers the bill; deleted, the allocation gives both back', async () => {
    const [note, bill] = [await aCreditNote(), await aBill()];
    const allocation = await allocate(note, bill, 60);
    expect(await read('CreditNotes', note.CreditNoteID)).toMatchObject({ Status: 'PAID', RemainingCredit: 0 });
    expect(await read('Invoices', bill.InvoiceID)).toMatchObject({
      AmountDue: 60,
      AmountCredited: 60,
      CreditNotes: [expect.objectContaining({ CreditNoteID: note.CreditNoteID, AppliedAmount: 60 })],
    });
    const address = `/CreditNotes/${note.CreditNoteID}/Allocations/${allocation.AllocationID}`;
    const deleted = await app.call('DELETE', address);
    expect(deleted.json).toMatchObject({ AllocationID: allocation.AllocationID, IsDeleted: true });
    expect(await read('CreditNotes', note.CreditNoteID)).toMatchObject({ Status: 'AUTHORISED', RemainingCredit: 60 });
    expect((await read('Invoices', bill.InvoiceID)).AmountDue).toBe(120);
  });

  test.each([
    [
      'more than its credit',
      {},
      {},
      61,
      'Credit Note cannot be allocated as amount is greater than amount outstanding',
    ],
    [
      'another supplier’s bill',
      {},
      { Contact: { Name: 'Trainline' } },
      10,
      'The ContactID and the TargetTransaction ContactID do not match',
    ],
    ['a draft bill', {}, { Status: 'DRAFT' }, 10, 'Payments can only be made against Authorised documents'],
    ['a draft credit note', { Status: 'DRAFT' }, {}, 10, 'Payments can only be made against Authorised documents'],
  ])('allocating %s is refused', async (_what, noteChanges, billChanges, amount, message) => {
    const [note, bill] = [await aCreditNote(noteChanges), await aBill(billChanges)];
    expect(messagesOf(await allocate(note, bill, amount))).toContain(message);
  });

  test('allocating to a bill that is paid is refused', async () => {
    const [note, bill] = [await aCreditNote(), await aBill()];
    await aPayment({ Invoice: { InvoiceID: bill.InvoiceID } });
    expect(messagesOf(await allocate(note, bill, 10))).toContain(
      'The invoice you are trying to allocate to has already been paid off',
    );
  });

  test('it can be refunded by a payment', async () => {
    const note = await aCreditNote();
    const refund = await aPayment({ CreditNote: { CreditNoteID: note.CreditNoteID }, Amount: 60 });
    expect(refund.PaymentType).toBe('APCREDITPAYMENT');
    expect(await read('CreditNotes', note.CreditNoteID)).toMatchObject({ Status: 'PAID', RemainingCredit: 0 });
  });

  test('it carries files and history', async () => {
    const note = await aCreditNote();
    const file = await app.put(
      `/CreditNotes/${note.CreditNoteID}/Attachments/credit.pdf`,
      new TextEncoder().encode('%PDF'),
      {
        'content-type': 'application/pdf',
      },
    );
    expect(file.status).toBe(200);
    expect(
      (await app.get<{ HistoryRecords: Row[] }>(`/CreditNotes/${note.CreditNoteID}/History`)).json.HistoryRecords,
    ).toHaveLength(2);
  });
});

describe('bank transactions', () => {
  const spend = (changes: Row = {}, lineChanges: Row = {}) =>
    put('BankTransactions', {
      Type: 'SPEND',
      Contact: { Name: 'Trainline' },
      BankAccount: { Code: '090' },
      Date: '2026-11-08',
      Reference: 'CARD',
      LineItems: [{ ...line, ...lineChanges }],
      ...changes,
    });

  test('money spent is there at once, approved, in the bank account’s currency', async () => {
    expect(await spend()).toMatchObject({
      Type: 'SPEND',
      Status: 'AUTHORISED',
      Total: 120,
      CurrencyCode: 'GBP',
      Reference: 'CARD',
    });
    expect(await spend({ BankAccount: { Code: '092' } })).toMatchObject({ CurrencyCode: 'EUR' });
  });

  test.each([
    [
      'an account that is no bank',
      { BankAccount: { Code: '429' } },
      {},
      'The specified bank account details do not match a known bank account',
    ],
    ['no contact', { Contact: undefined }, {}, 'A Contact must be specified for this type of transaction'],
    ['no lines', { LineItems: [] }, {}, 'One or more line items must be specified'],
    ['no account on a line', {}, { AccountCode: undefined }, 'Account code or ID must be specified'],
    ['nothing spent', {}, { UnitAmount: 0 }, 'The Total for this document must be greater than zero'],
  ])('with %s is refused in Xero’s words', async (_what, changes, lineChanges, message) => {
    expect(messagesOf(await spend(changes, lineChanges))).toContain(message);
  });

  test('one with the tax that the rate gives is taken, and the same on a bill with another', async () => {
    expect(await spend({}, { UnitAmount: 261.4, TaxAmount: 52.28 })).toMatchObject({ TotalTax: 52.28 });
    expect(await aBill({ LineItems: [{ ...line, TaxAmount: 19.99 }] })).toMatchObject({ TotalTax: 19.99 });
  });

  test('one is deleted by its status, and a reconciled one cannot be touched', async () => {
    const made = await spend();
    const deleted = await app.post<{ BankTransactions: Row[] }>(`/BankTransactions/${made.BankTransactionID}`, {
      BankTransactions: [{ BankTransactionID: made.BankTransactionID, Status: 'DELETED' }],
    });
    expect(deleted.json.BankTransactions[0]?.Status).toBe('DELETED');
    const reconciled = await spend({ IsReconciled: true });
    const reply = await app.post(`/BankTransactions/${reconciled.BankTransactionID}`, { Reference: 'x' });
    expect(reply.text).toContain('Spend money transactions cannot be updated');
  });

  test('they are found by reference', async () => {
    await spend({ Reference: 'FIND-ME' });
    const { json } = await app.get<{ BankTransactions: Row[] }>('/BankTransactions?References=FIND-ME&page=1');
    expect(json.BankTransactions.map((one) => one.Reference)).toEqual(['FIND-ME']);
  });
});
