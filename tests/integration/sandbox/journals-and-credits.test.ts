import { afterAll, describe, expect, test } from 'vitest';
import { aSandbox, type Caller } from '#tests/support/sandbox-client.ts';

const sandbox = await aSandbox();
const app = await sandbox.caller();
afterAll(() => sandbox.close());

type Row = Record<string, unknown>;
type Lists = Record<string, Row[]>;

const first = (reply: { json: Lists }, list: string) => reply.json[list]?.[0] ?? {};

describe('manual journals', () => {
  const aJournal = (changes: Row = {}) => ({
    Narration: 'Accrued rent',
    Date: '2026-11-30',
    JournalLines: [
      { LineAmount: 100, AccountCode: '469', Description: 'Rent of November' },
      { LineAmount: -100, AccountCode: '805' },
    ],
    ...changes,
  });
  const post = (journal: Row) => app.post<Lists>('/ManualJournals', { ManualJournals: [journal] });

  test('one is a draft until it is posted, and is voided afterwards', async () => {
    const draft = first(await app.put<Lists>('/ManualJournals', aJournal()), 'ManualJournals');
    expect(draft).toMatchObject({
      Narration: 'Accrued rent',
      Status: 'DRAFT',
      LineAmountTypes: 'NoTax',
      ShowOnCashBasisReports: true,
      JournalLines: [expect.objectContaining({ LineAmount: 100, AccountCode: '469' }), expect.anything()],
    });
    const address = `/ManualJournals/${draft.ManualJournalID}`;
    const statuses: unknown[] = [];
    for (const Status of ['POSTED', 'VOIDED'])
      statuses.push(first(await app.post<Lists>(address, { Status }), 'ManualJournals').Status);
    expect(statuses).toEqual(['POSTED', 'VOIDED']);
    expect((await app.post(address, { Status: 'POSTED' })).status).toBe(400);
    expect(first(await app.get<Lists>(address), 'ManualJournals').Status).toBe('VOIDED');
  });

  test('a draft loses an account that does not exist, with a warning', async () => {
    const lines = [
      { LineAmount: 5, AccountCode: '476' },
      { LineAmount: -5, AccountCode: '805' },
    ];
    const journal = first(await post(aJournal({ JournalLines: lines })), 'ManualJournals');
    expect(journal.Warnings).toEqual([
      { Message: "Account code '476' has been removed as it does not match a recognised account." },
    ]);
    expect((journal.JournalLines as Row[])[0]).not.toHaveProperty('AccountCode');
  });

  test('tax on top counts for the balance', async () => {
    const lines = (credit: number) => [
      { LineAmount: 100, AccountCode: '429', TaxType: 'INPUT2' },
      { LineAmount: credit, AccountCode: '805', TaxType: 'NONE' },
    ];
    const types = { LineAmountTypes: 'Exclusive' };
    expect((await post(aJournal({ ...types, JournalLines: lines(-100) }))).text).toContain(
      'The total debits (120.00) must equal total credits (-100.00)',
    );
    expect((await post(aJournal({ ...types, JournalLines: lines(-120) }))).status).toBe(200);
  });

  test('lists carry lines only in pages, and are selected like others', async () => {
    await post(aJournal({ Narration: 'Find me' }));
    const where = encodeURIComponent('Narration.Contains("find") AND Status=="DRAFT"');
    expect(first(await app.get<Lists>(`/ManualJournals?where=${where}`), 'ManualJournals').JournalLines).toEqual([]);
    const paged = await app.get<Lists>(`/ManualJournals?where=${where}&page=1&pageSize=5`);
    expect(first(paged, 'ManualJournals').JournalLines).toHaveLength(2);
    expect(paged.json.pagination).toMatchObject({ itemCount: 1 });
  });

  test('one carries files and history', async () => {
    const { ManualJournalID } = first(await post(aJournal()), 'ManualJournals');
    const file = new TextEncoder().encode('%PDF');
    const attached = await app.put<Lists>(`/ManualJournals/${ManualJournalID}/Attachments/why.pdf`, file, {
      'content-type': 'application/pdf',
    });
    expect(attached.status).toBe(200);
    const read = first(await app.get<Lists>(`/ManualJournals/${ManualJournalID}`), 'ManualJournals');
    expect(read.HasAttachments).toBe(true);
    const history = await app.get<Lists>(`/ManualJournals/${ManualJournalID}/History`);
    expect(history.json.HistoryRecords).toHaveLength(2);
  });

  test('need their own scope', async () => {
    const other = await sandbox.caller({ email: 'oliver@harbour.example', scopes: ['accounting.invoices'] });
    expect((await other.get('/ManualJournals')).status).toBe(401);
  });
});

const addStock = (Code: string) =>
  app.put('/Items', {
    Code,
    InventoryAssetAccountCode: '630',
    PurchaseDetails: { COGSAccountCode: '310', TaxType: 'INPUT2' },
    SalesDetails: { UnitPrice: 12, AccountCode: '200', TaxType: 'OUTPUT2' },
  });

test('the stock of an item grows by what is bought, shrinks by what is sold, and holds a sale back', async () => {
  await addStock('WINE');
  const document = (Type: string, Quantity: number, query = '', UnitAmount?: number) =>
    app.put<Lists>(`/Invoices${query}`, {
      Type,
      Status: 'AUTHORISED',
      Contact: { Name: 'Berry Bros Cellars' },
      DueDate: '2026-12-02',
      LineItems: [{ Description: 'Wine', ItemCode: 'WINE', Quantity, UnitAmount }],
    });
  const stock = async () => first(await app.get<Lists>('/Items/WINE'), 'Items');
  expect(first(await document('ACCPAY', 10, '', 7), 'Invoices').LineItems).toMatchObject([{ AccountCode: '630' }]);
  expect(await stock()).toMatchObject({ IsTrackedAsInventory: true, QuantityOnHand: 10, TotalCostPool: 70 });
  await document('ACCREC', 4);
  expect(await stock()).toMatchObject({ QuantityOnHand: 6, TotalCostPool: 42 });
  expect((await document('ACCREC', 7)).text).toContain('Insufficient stock. Items are eligible for backorder.');
  expect((await document('ACCREC', 7, '?allowBackorders=true')).status).toBe(200);
  expect((await stock()).QuantityOnHand).toBe(-1);
});

test('the stock of an item counts what a sale took already, money received, and goes on under another code', async () => {
  await addStock('CIDER');
  const lines = (Quantity: number) => [{ Description: 'Cider', ItemCode: 'CIDER', Quantity, UnitAmount: 5 }];
  const document = { Status: 'AUTHORISED', Contact: { Name: 'Berry Bros Cellars' }, DueDate: '2026-12-02' };
  await app.put('/Invoices', { ...document, Type: 'ACCPAY', LineItems: lines(10) });
  const sale = first(
    await app.put<Lists>('/Invoices', { ...document, Type: 'ACCREC', LineItems: lines(6) }),
    'Invoices',
  );
  const sell = (Quantity: number) =>
    app.post<Lists>(`/Invoices/${sale.InvoiceID}`, {
      LineItems: [{ LineItemID: (sale.LineItems as Row[])[0]?.LineItemID, Quantity }],
    });
  expect((await sell(11)).text).toContain('Insufficient stock.');
  expect((await sell(9)).status).toBe(200);
  const received = { Type: 'RECEIVE', Contact: { Name: 'Fig & Olive' }, BankAccount: { Code: '090' } };
  expect((await app.put('/BankTransactions', { ...received, LineItems: lines(2) })).text).toContain(
    'Insufficient stock.',
  );
  expect((await app.put('/BankTransactions', { ...received, LineItems: lines(1) })).status).toBe(200);
  const renamed = first(await app.post<Lists>('/Items/CIDER', { Code: 'CIDER-2' }), 'Items');
  expect(renamed).toMatchObject({ QuantityOnHand: 0 });
  const read = first(await app.get<Lists>(`/Invoices/${sale.InvoiceID}`), 'Invoices');
  expect(read.LineItems).toMatchObject([{ ItemCode: 'CIDER-2' }]);
});

describe('prepayments and overpayments', () => {
  const pay = (Type: string, line: Row) =>
    app.put<Lists>('/BankTransactions', {
      Type,
      Contact: { Name: 'Bidfood' },
      BankAccount: { Code: '090' },
      Date: '2026-11-08',
      LineItems: [{ Description: 'On account', Quantity: 1, UnitAmount: 50, ...line }],
    });

  test.each([
    ['SPEND-PREPAYMENT', 'Prepayments', 'PrepaymentID', { AccountCode: '429', TaxType: 'INPUT2' }, 60, '429'],
    ['RECEIVE-PREPAYMENT', 'Prepayments', 'PrepaymentID', { AccountCode: '200', TaxType: 'OUTPUT2' }, 60, '200'],
    ['SPEND-OVERPAYMENT', 'Overpayments', 'OverpaymentID', {}, 50, '800'],
    ['RECEIVE-OVERPAYMENT', 'Overpayments', 'OverpaymentID', { AccountCode: '610' }, 50, '610'],
  ])('%s makes one of the %s, which ends with it', async (type, list, key, line, total, account) => {
    const made = first(await pay(type, line), 'BankTransactions');
    const address = `/${list}/${made[key]}`;
    expect(first(await app.get<Lists>(address), list)).toMatchObject({
      Type: type,
      Status: 'AUTHORISED',
      Total: total,
      RemainingCredit: total,
      LineItems: [expect.objectContaining({ AccountCode: account })],
    });
    const where = encodeURIComponent(`Type=="${type}" AND Status=="AUTHORISED"`);
    const listed = await app.get<Lists>(`/${list}?where=${where}&page=1`);
    expect(listed.json[list]?.map((one) => one[key])).toEqual([made[key]]);
    expect((await app.get<Lists>(`${address}/History`)).json.HistoryRecords).toHaveLength(1);
    await app.post(`/BankTransactions/${made.BankTransactionID}`, { Status: 'DELETED' });
    expect(first(await app.get<Lists>(address), list)).toMatchObject({ Status: 'VOIDED', RemainingCredit: 0 });
  });

  test('an overpayment stands on the receivable or payable account and on no other', async () => {
    expect((await pay('SPEND-OVERPAYMENT', { AccountCode: '429' })).text).toContain(
      "Account code '429' is not a valid code for this document.",
    );
  });

  test.each([
    ['SPEND-PREPAYMENT', 'Prepayment', { AccountCode: '429', TaxType: 'NONE' }, 'APPREPAYMENTPAYMENT'],
    ['SPEND-OVERPAYMENT', 'Overpayment', {}, 'APOVERPAYMENTPAYMENT'],
  ])('%s is set against a bill, given back, and refunded', async (type, kind, line, paymentType) => {
    const made = first(await pay(type, line), 'BankTransactions');
    const id = made[`${kind}ID`];
    const bill = first(
      await app.put<Lists>('/Invoices', {
        Type: 'ACCPAY',
        Status: 'AUTHORISED',
        Contact: { Name: 'Bidfood' },
        DueDate: '2026-12-02',
        LineItems: [{ Description: 'Flour', Quantity: 1, UnitAmount: 80, AccountCode: '310', TaxType: 'NONE' }],
      }),
      'Invoices',
    );
    const allocate = (Amount: number) =>
      app.put<Lists>(`/${kind}s/${id}/Allocations`, { Amount, Invoice: { InvoiceID: bill.InvoiceID } });
    const credit = async () => first(await app.get<Lists>(`/${kind}s/${id}`), `${kind}s`);
    const billNow = async () => first(await app.get<Lists>(`/Invoices/${bill.InvoiceID}`), 'Invoices');

    expect((await allocate(50.01)).text).toContain(
      `${kind} cannot be allocated as amount is greater than amount outstanding`,
    );
    const allocation = first(await allocate(50), 'Allocations');
    expect(await credit()).toMatchObject({ Status: 'PAID', RemainingCredit: 0, Allocations: [{ Amount: 50 }] });
    expect(await billNow()).toMatchObject({
      AmountCredited: 50,
      AmountDue: 30,
      [`${kind}s`]: [{ [`${kind}ID`]: id, AppliedAmount: 50, Total: 50 }],
      CreditNotes: [],
    });
    const held = await app.post(`/BankTransactions/${made.BankTransactionID}`, { Status: 'DELETED' });
    expect(held.text).toContain('This document cannot be edited as it has a payment or credit note allocated to it.');
    await app.call('DELETE', `/${kind}s/${id}/Allocations/${allocation.AllocationID}`);
    expect(await billNow()).toMatchObject({ AmountCredited: 0, AmountDue: 80, [`${kind}s`]: [] });
    const refund = await app.put<Lists>('/Payments', {
      [kind]: { [`${kind}ID`]: id },
      Account: { Code: '090' },
      Date: '2026-11-12',
      Amount: 20,
    });
    expect(first(refund, 'Payments')).toMatchObject({ PaymentType: paymentType, [kind]: { [`${kind}ID`]: id } });
    expect(await credit()).toMatchObject({ Status: 'AUTHORISED', RemainingCredit: 30, Payments: [{ Amount: 20 }] });
  });

  test('money plainly spent is neither', async () => {
    const spent = first(await pay('SPEND', { AccountCode: '429', TaxType: 'INPUT2' }), 'BankTransactions');
    expect((await app.get(`/Prepayments/${spent.BankTransactionID}`)).status).toBe(404);
    expect(spent).not.toHaveProperty('PrepaymentID');
  });
});

describe('items', () => {
  test('one is made, changed, priced on a bill and deleted', async () => {
    const made = first(
      await app.put<Lists>('/Items', {
        Items: [
          { Code: 'SALT', Name: 'Salt', PurchaseDetails: { UnitPrice: 4.125, AccountCode: '310', TaxType: 'INPUT2' } },
        ],
      }),
      'Items',
    );
    expect(made).toMatchObject({
      Code: 'SALT',
      IsPurchased: true,
      IsSold: false,
      PurchaseDetails: { UnitPrice: 4.13 },
    });
    const changed = await app.post<Lists>('/Items?unitdp=4', { Code: 'SALT', PurchaseDetails: { UnitPrice: 4.125 } });
    expect(first(changed, 'Items')).toMatchObject({ ItemID: made.ItemID, PurchaseDetails: { UnitPrice: 4.125 } });
    const bill = await app.put<Lists>('/Invoices', {
      Type: 'ACCPAY',
      Contact: { Name: 'Cornish Sea Salt Co' },
      LineItems: [{ ItemCode: 'SALT', Description: 'Salt', Quantity: 2, UnitAmount: 5 }],
    });
    expect((first(bill, 'Invoices').LineItems as Row[])[0]).toMatchObject({ ItemCode: 'SALT', AccountCode: '310' });
    const found = await app.get<Lists>(`/Items?where=${encodeURIComponent('Code=="SALT"')}&order=Name%20DESC`);
    expect(found.json.Items).toHaveLength(1);
    expect((await app.call('DELETE', `/Items/${made.ItemID}`)).status).toBe(204);
    expect((await app.get('/Items/SALT')).status).toBe(404);
  });
});

describe('settings', () => {
  test('contacts come with their groups, and a group with its contacts', async () => {
    const groups = await app.get<Lists>(`/ContactGroups?where=${encodeURIComponent('Name=="Utilities"')}&order=Name`);
    const { ContactGroupID } = first(groups, 'ContactGroups');
    const group = first(await app.get<Lists>(`/ContactGroups/${ContactGroupID}`), 'ContactGroups');
    expect((group.Contacts as Row[]).map((contact) => contact.Name).sort()).toEqual(['BT Business', 'Thames Water']);
    const contact = first(await app.get<Lists>('/Contacts?searchTerm=thames'), 'Contacts');
    expect(contact.ContactGroups).toEqual([expect.objectContaining({ ContactGroupID, Name: 'Utilities' })]);
  });

  test('users, currencies and tracking are selected and ordered like others', async () => {
    const advisers = await app.get<Lists>(`/Users?where=${encodeURIComponent('OrganisationRole=="FINANCIALADVISER"')}`);
    expect(advisers.json.Users?.map((user) => user.FirstName)).toEqual(['Amelia']);
    expect((await app.get<Lists>(`/Users/${first(advisers, 'Users').UserID}`)).json.Users).toHaveLength(1);
    const codes = await app.get<Lists>('/Currencies?order=Code%20DESC');
    expect(codes.json.Currencies?.map((currency) => currency.Code)).toEqual(['USD', 'GBP', 'EUR']);
    const tracking = await app.get<Lists>('/TrackingCategories?order=Name');
    expect(tracking.json.TrackingCategories?.map((category) => category.Name)).toEqual(['Department', 'Region']);
  });

  test('a currency is added where the plan has others, and refused where it has not', async () => {
    expect((await app.put('/Currencies', { Code: 'SEK', Description: 'Swedish Krona' })).status).toBe(200);
    const kowhai = await sandbox.caller({ organisation: 'Kowhai Trading Ltd' });
    expect((await kowhai.put('/Currencies', { Code: 'AUD' })).status).toBe(400);
  });

  test('tracking that nothing carries is deleted, and what a bill carries stays', async () => {
    const region = first(await app.get<Lists>(`/TrackingCategories?where=Name==%22Region%22`), 'TrackingCategories');
    const options = region.Options as Row[];
    const option = (name: string) => options.find((one) => one.Name === name)?.TrackingOptionID;
    await app.put('/Invoices', {
      Type: 'ACCPAY',
      Contact: { Name: 'Bidfood' },
      LineItems: [{ Description: 'x', UnitAmount: 1, Tracking: [{ Name: 'Region', Option: 'North' }] }],
    });
    const remove = (id: unknown) =>
      app.call('DELETE', `/TrackingCategories/${region.TrackingCategoryID}/Options/${id}`);
    expect((await remove(option('North'))).status).toBe(400);
    expect((await remove(option('West'))).status).toBe(200);
    const now = first(await app.get<Lists>(`/TrackingCategories/${region.TrackingCategoryID}`), 'TrackingCategories');
    expect((now.Options as Row[]).map((one) => one.Name)).toEqual(['North', 'South', 'East']);
  });

  test('one British organisation has the domestic reverse charge, the other has not added it', async () => {
    const typesOf = async (caller: Caller) =>
      (await caller.get<Lists>('/TaxRates')).json.TaxRates?.map((rate) => rate.TaxType) ?? [];
    const thornbury = await sandbox.caller({ email: 'erin@liffey.example', organisation: 'Thornbury Interiors Ltd' });
    expect(await typesOf(app)).toContain('DRCHARGESUPPLY20');
    expect(await typesOf(thornbury)).not.toContain('DRCHARGESUPPLY20');
    expect(await typesOf(thornbury)).toContain('INPUT2');
  });
});
