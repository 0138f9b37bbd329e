import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { aSandbox, type Caller, type TestSandbox } from '#tests/support/sandbox-client.ts';

/*
 * Every validation message that the sandbox knows from Xero, provoked once, by the call that provokes it at Xero. The
 * guarantee: a client that reads these words from the sandbox reads the same ones from Xero.
 */

type Row = Record<string, unknown>;

let sandbox: TestSandbox;
let harbour: Caller;
let kowhai: Caller;
let wattle: Caller;
let liffey: Caller;

/** Documents in the states that the cases need, by name. */
const made: Record<string, Row> = {};

const UNKNOWN = '0f3c2f3e-0000-4000-8000-000000000000';
const line = (changes: Row = {}): Row => ({
  Description: 'Goods',
  Quantity: 1,
  UnitAmount: 100,
  AccountCode: '429',
  TaxType: 'INPUT2',
  ...changes,
});
const saleLine = (changes: Row = {}) => line({ AccountCode: '200', TaxType: 'OUTPUT2', ...changes });
const bill = (changes: Row = {}, lineChanges: Row = {}): Row => ({
  Type: 'ACCPAY',
  Status: 'AUTHORISED',
  Contact: { Name: 'Bidfood' },
  Date: '2026-11-02',
  DueDate: '2026-12-02',
  LineItems: [line(lineChanges)],
  ...changes,
});
const sale = (changes: Row = {}, lineChanges: Row = {}) =>
  bill({ Type: 'ACCREC', Contact: { Name: 'Fig & Olive' }, LineItems: [saleLine(lineChanges)], ...changes });
const note = (changes: Row = {}): Row => bill({ Type: 'ACCPAYCREDIT', CreditNoteNumber: 'CR', ...changes });
const spend = (changes: Row = {}, lineChanges: Row = {}): Row => ({
  Type: 'SPEND',
  Contact: { Name: 'Trainline' },
  BankAccount: { Code: '090' },
  LineItems: [line(lineChanges)],
  ...changes,
});
const journal = (changes: Row = {}, lineChanges: Row = {}): Row => ({
  Narration: 'By hand',
  JournalLines: [
    { LineAmount: 1, AccountCode: '429', ...lineChanges },
    { LineAmount: -1, AccountCode: '805' },
  ],
  ...changes,
});

const order = (changes: Row = {}): Row => ({ Contact: { Name: 'Bidfood' }, LineItems: [line()], ...changes });

async function make(endpoint: string, element: Row, caller = harbour): Promise<Row> {
  const reply = await caller.put<Record<string, Row[]>>(`/${endpoint}`, { [endpoint]: [element] });
  const [answered] = reply.json[endpoint] ?? [];
  if (!answered) throw new Error(`${endpoint} was refused: ${reply.text}`);
  return answered;
}

const payment = (invoice: Row, changes: Row = {}): Row => ({
  Invoice: { InvoiceID: invoice.InvoiceID },
  Account: { Code: '090' },
  Date: '2026-11-10',
  Amount: 10,
  ...changes,
});

beforeAll(async () => {
  sandbox = await aSandbox();
  harbour = await sandbox.caller();
  kowhai = await sandbox.caller({ organisation: 'Kowhai Trading Ltd', email: 'oliver@harbour.example' });
  wattle = await sandbox.caller({ organisation: 'Wattle Street Pty Ltd', email: 'oliver@harbour.example' });
  liffey = await sandbox.caller({ organisation: 'Liffey Bikes Ltd', email: 'erin@liffey.example' });
  const settings = (caller: Caller, changes: Row) =>
    sandbox.control('PATCH', `/organisations/${caller.tenantId}`, changes);
  await settings(liffey, { approvalsPerMonth: 0 });

  made.bill = await make('Invoices', bill({ InvoiceNumber: 'B-1' }));
  made.other = await make('Invoices', bill({ Contact: { Name: 'Thames Water' } }));
  made.draft = await make('Invoices', bill({ Status: 'DRAFT' }));
  made.draftSale = await make('Invoices', sale({ Status: 'DRAFT' }));
  made.partPaid = await make('Invoices', bill());
  made.payment = await make('Payments', payment(made.partPaid));
  made.paid = await make('Invoices', bill());
  await make('Payments', payment(made.paid, { Amount: 120 }));
  made.sale = await make('Invoices', sale({ InvoiceNumber: 'S-1' }));
  made.note = await make('CreditNotes', note());
  made.usedNote = await make('CreditNotes', note());
  await harbour.put(`/CreditNotes/${made.usedNote.CreditNoteID}/Allocations`, {
    Amount: 5,
    Invoice: { InvoiceID: made.other.InvoiceID },
  });
  await harbour.put(`/CreditNotes/${made.usedNote.CreditNoteID}/Allocations`, {
    Amount: 5,
    Invoice: { InvoiceID: made.bill.InvoiceID },
  });
  made.reconciled = await make('BankTransactions', spend({ IsReconciled: true }));
  made.order = await make('PurchaseOrders', order());
  made.deletedOrder = await make('PurchaseOrders', order());
  await harbour.post(`/PurchaseOrders/${made.deletedOrder.PurchaseOrderID}`, { Status: 'DELETED' });
  made.euroBill = await make('Invoices', bill({ CurrencyCode: 'EUR' }));
  made.contact = await make('Contacts', { Name: 'Numbered Ltd', ContactNumber: 'N-1' });
  made.archived = await make('Contacts', { Name: 'Gone Ltd' });
  await harbour.post(`/Contacts/${made.archived.ContactID}`, { ContactStatus: 'ARCHIVED' });
  made.item = await make('Items', { Code: 'abc', Name: 'A thing' });
  await make('Items', {
    Code: 'STOCK',
    InventoryAssetAccountCode: '630',
    PurchaseDetails: { COGSAccountCode: '310' },
    SalesDetails: { UnitPrice: 9 },
  });
  await make('Invoices', bill({}, { ItemCode: 'STOCK', Quantity: 4, AccountCode: undefined }));
  made.kowhaiBill = await make('Invoices', bill({ Date: '2026-11-02' }), kowhai);
  await settings(kowhai, { endOfYearLockDate: '2026-11-30' });
  made.noEmail = await make('Invoices', sale({ Contact: { Name: 'No Mail Ltd' } }));
  for (const [code, status] of [
    ['485', 'ARCHIVED'],
    ['091', 'ARCHIVED'],
  ])
    await sandbox.control('PATCH', `/organisations/${harbour.tenantId}/accounts/${code}`, { Status: status });
});
afterAll(() => sandbox.close());

type Case = [message: string, call: () => Promise<{ text: string; status: number }>];

const put =
  (endpoint: string, element: Row, caller = () => harbour) =>
  () =>
    caller().put(`/${endpoint}`, { [endpoint.split('/').at(-1) ?? endpoint]: [element] });
const post = (endpoint: string, element: Row | (() => Row)) => () =>
  harbour.post(`/${endpoint}`, { [endpoint]: [typeof element === 'function' ? element() : element] });
const id = (name: string, key = 'InvoiceID') => String(made[name]?.[key]);
const allocate =
  (noteName: string, invoiceName: string, Amount = 10) =>
  () =>
    harbour.put(`/CreditNotes/${id(noteName, 'CreditNoteID')}/Allocations`, {
      Allocations: [{ Amount, Invoice: { InvoiceID: id(invoiceName) } }],
    });
const pay =
  (name: string, changes: Row = {}) =>
  () =>
    harbour.put('/Payments', { Payments: [payment(made[name] ?? {}, changes)] });
const email = (name: string) => () => harbour.post(`/Invoices/${id(name)}/Email`, {});

const numbersAndStatus: Case[] = [
  ['Invoice # must be unique.', put('Invoices', sale({ InvoiceNumber: 'S-1' }))],
  [
    'Invoice not of valid status for modification',
    post('Invoices', () => ({ InvoiceID: id('bill'), Status: 'DELETED' })),
  ],
  ['Invoice not of valid status for creation', put('Invoices', bill({ Status: 'PAID' }))],
  ['Invoice not of valid type for creation', put('Invoices', bill({ Type: undefined }))],
  [
    'This document cannot be edited as it has a payment or credit note allocated to it.',
    post('CreditNotes', () => ({ CreditNoteID: id('usedNote', 'CreditNoteID'), Reference: 'x' })),
  ],
  ...['VOIDED', 'DRAFT', 'SUBMITTED'].map(
    (Status): Case => [
      `The status ${Status} cannot be applied to the invoice because it has payments or credit notes allocated to it.`,
      post('Invoices', () => ({ InvoiceID: id('partPaid'), Status })),
    ],
  ),
  [
    'The status AUTHORISED cannot be applied to the invoice because it has payments or credit notes allocated to it.',
    post('Invoices', () => ({ InvoiceID: id('paid'), Status: 'AUTHORISED' })),
  ],
  [
    'To update fields on a paid invoice line item, you must supply a LineItemID',
    post('Invoices', () => ({ InvoiceID: id('paid'), LineItems: [line()] })),
  ],
  ['An existing invoice with the specified ID could not be found', post('Invoices', { InvoiceID: UNKNOWN })],
  [
    'Invoice with invoice number 123 does not exist for this organisation',
    pay('bill', { Invoice: { InvoiceNumber: '123' } }),
  ],
  [
    'An existing Credit Note with the specified CreditNoteID could not be found',
    post('CreditNotes', { CreditNoteID: UNKNOWN }),
  ],
  [
    'You have reached the limit of invoices you can approve',
    put('Invoices', bill({ Contact: { Name: 'An Post' } }, { TaxType: 'INPUT' }), () => liffey),
  ],
  [
    'PurchaseOrder status change is invalid',
    post('PurchaseOrders', () => ({ PurchaseOrderID: id('order', 'PurchaseOrderID'), Status: 'BILLED' })),
  ],
  [
    'Deleted PurchaseOrders cannot be updated',
    post('PurchaseOrders', () => ({ PurchaseOrderID: id('deletedOrder', 'PurchaseOrderID'), Reference: 'x' })),
  ],
  ['Order number must be unique', put('PurchaseOrders', order({ PurchaseOrderNumber: 'PO-0001' }))],
  [
    'Only AUTHORISED and BILLED purchase orders may have SentToContact updated.',
    put('PurchaseOrders', order({ SentToContact: true })),
  ],
  [
    'The document with the supplied id was not found for this endpoint.',
    post('BankTransactions', { ...spend(), BankTransactionID: UNKNOWN }),
  ],
];

const required: Case[] = [
  ['The document DueDate field must be specified.', put('Invoices', bill({ DueDate: undefined }))],
  ['The Date field must be specified.', pay('bill', { Date: undefined })],
  ['One or more line items must be specified', put('Invoices', bill({ LineItems: [] }))],
  ['A Contact must be specified for this type of transaction', put('Invoices', bill({ Contact: undefined }))],
  [
    'The Contact must contain at least 1 of the following elements to identify the contact: Name, ContactID, ContactNumber',
    put('Invoices', bill({ Contact: {} })),
  ],
  ['Account code or ID must be specified', put('Invoices', bill({}, { AccountCode: undefined }))],
  ['Account code must be specified', put('ManualJournals', journal({ Status: 'POSTED' }, { AccountCode: undefined }))],
  ['The TaxType field is mandatory', put('Invoices', bill({}, { TaxType: undefined }))],
];

const accounts: Case[] = [
  ["Account code '999' is not a valid code for this document.", put('Invoices', bill({}, { AccountCode: '999' }))],
  [
    "Account code '485' has been archived, or has been deleted. Each line item must reference a valid account.",
    put('Invoices', bill({}, { AccountCode: '485' })),
  ],
  ['Account must be valid.', put('ManualJournals', journal({}, { AccountCode: undefined, AccountID: UNKNOWN }))],
  ['Account could not be found', pay('bill', { Account: { Code: '000' } })],
  [
    "Account code '476' has been removed as it does not match a recognised account.",
    put('ManualJournals', journal({}, { AccountCode: '476' })),
  ],
  [
    'The total debits (100.00) must equal total credits (-1.00)',
    put('ManualJournals', journal({}, { LineAmount: 100 })),
  ],
  [
    'Business Savings Account bank account is archived and cannot be used',
    put('BankTransactions', spend({ BankAccount: { Code: '091' } })),
  ],
  [
    'The specified bank account details do not match a known bank account',
    put('BankTransactions', spend({ BankAccount: { Code: '429' } })),
  ],
  ['Please enter a unique Name.', put('Accounts', { Code: '492', Name: 'Rent', Type: 'OVERHEADS', TaxType: 'INPUT2' })],
  [
    'The Bank Account Number must contain a 6-digit BSB code and account number',
    put('Accounts', { Code: '099', Name: 'Till', Type: 'BANK', BankAccountNumber: '12' }, () => wattle),
  ],
];

const tax: Case[] = [
  [
    'The TaxType code X does not exist or cannot be used for this type of transaction.',
    put('Invoices', bill({}, { TaxType: 'X' })),
  ],
  [
    "The TaxType code 'OUTPUT2' cannot be used with account code '429'.",
    put('Invoices', bill({}, { TaxType: 'OUTPUT2' })),
  ],
  ['Tax rate must be valid.', put('ManualJournals', journal({ LineAmountTypes: 'Exclusive' }, { TaxType: 'X' }))],
  [
    'Tax rate must be Active',
    put('ManualJournals', journal({ LineAmountTypes: 'Exclusive' }, { TaxType: 'CAPEXINPUT' })),
  ],
  ['The tax amount cannot be greater than the line amount!', put('Invoices', bill({}, { TaxAmount: 101 }))],
];

const contacts: Case[] = [
  [
    'The contact name BIDFOOD is already assigned to another contact. The contact name must be unique across all active contacts.',
    put('Contacts', { Name: 'BIDFOOD' }),
  ],
  [
    'Another contact has this contact number. Please enter a different contact number.',
    put('Contacts', { Name: 'New', ContactNumber: 'N-1' }),
  ],
  [
    'The contact with the specified contact details has been archived. The contact must be un-archived before creating new invoices or credit notes.',
    put('Invoices', bill({ Contact: { Name: 'Gone Ltd' } })),
  ],
  [
    'The specified contact details matched an archived contact. Archived contacts cannot currently be edited via the API.',
    post('Contacts', { Name: 'Gone Ltd', FirstName: 'A' }),
  ],
  ['Email address must be valid', put('Contacts', { Name: 'New', EmailAddress: 'nobody' })],
  [
    "There is no ACTIVE tracking category with the name 'Nowhere'",
    put('Contacts', {
      Name: 'New',
      PurchasesTrackingCategories: [{ TrackingCategoryName: 'Nowhere', TrackingOptionName: 'North' }],
    }),
  ],
  [
    'SalesCategory is missing a TrackingCategoryName',
    put('Contacts', { Name: 'New', SalesTrackingCategories: [{ TrackingOptionName: 'North' }] }),
  ],
];

const currencies: Case[] = [
  ['Users Organisation is not subscribed to currency NZD', put('Contacts', { Name: 'New', DefaultCurrency: 'NZD' })],
  ['Organisation is not subscribed to currency JPY', put('Invoices', bill({ CurrencyCode: 'JPY' }))],
  [
    "The current organisation is not subscribed to currency 'JPY'.",
    put('Accounts', { Code: '099', Name: 'Yen', Type: 'BANK', CurrencyCode: 'JPY' }),
  ],
  [
    "Invoice's currency must match the organisation's base currency",
    () =>
      harbour.put('/BatchPayments', {
        BatchPayments: [
          {
            Account: { Code: '090' },
            Date: '2026-11-10',
            Payments: [payment(made.bill ?? {}), payment(made.euroBill ?? {})],
          },
        ],
      }),
  ],
];

const lockDates: Case[] = [
  [
    'The document date cannot be before the period lock date, currently set at 30-Jun-2026',
    async () => {
      await sandbox.control('PATCH', `/organisations/${kowhai.tenantId}`, { endOfYearLockDate: null });
      const reply = await kowhai.put('/Invoices', { Invoices: [bill({ Date: '2026-06-30' })] });
      await sandbox.control('PATCH', `/organisations/${kowhai.tenantId}`, { endOfYearLockDate: '2026-11-30' });
      return reply;
    },
  ],
  [
    'The document date cannot be before the end of year lock date, currently set at 30-Nov-2026',
    put('Invoices', bill(), () => kowhai),
  ],
  [
    'The document cannot be edited as it is currently dated before the end of year lock date',
    () => kowhai.post(`/Invoices/${id('kowhaiBill')}`, { Reference: 'x' }),
  ],
];

const amounts: Case[] = [
  ['The line total 99.00 does not match the expected line total 100.00', put('Invoices', bill({}, { LineAmount: 99 }))],
  ['The document total does not equal the sum of the lines.', put('Invoices', bill({ Total: 1 }))],
  [
    'The document sub total does not equal the sub total of the lines',
    put('BankTransactions', spend({ SubTotal: 1, Total: 1 })),
  ],
  [
    'Tax amount 52.23 is incorrect for INPUT2 tax type, should be 52.28',
    put('BankTransactions', spend({}, { UnitAmount: 261.4, TaxAmount: 52.23 })),
  ],
  ['The Total for this document must be greater than zero', put('Invoices', bill({}, { UnitAmount: -1 }))],
  [
    "The discount rate '127.83' is invalid. Discount must not be greater than the line total.",
    put('Invoices', sale({}, { DiscountRate: 127.83 })),
  ],
  [
    "The quantity value '-2.0000' is invalid. Quantity must not be less than zero.",
    put('Invoices', bill({}, { Quantity: -2 })),
  ],
];

const settlement: Case[] = [
  ['Payments can only be made against Authorised documents', pay('draft')],
  ['Payment amount exceeds the amount outstanding on this document', pay('bill', { Amount: 1000 })],
  ['Account type is invalid for making a payment to/from', pay('bill', { Account: { Code: '429' } })],
  ['Invoice could not be found', pay('bill', { Invoice: { InvoiceID: UNKNOWN } })],
  ['The invoice you are trying to allocate to has already been paid off', allocate('note', 'paid')],
  ['Credit Note cannot be allocated as amount is greater than amount outstanding', allocate('note', 'bill', 1000)],
  ['Credit Note cannot be allocated to an incorrect invoice t', allocate('note', 'sale')],
  ['The ContactID and the TargetTransaction ContactID do not match', allocate('note', 'noEmail')],
];

const others: Case[] = [
  ['Url must be a valid absolute url', put('Invoices', bill({ Url: '/items/1' }))],
  [
    'Spend money transactions cannot be updated',
    post('BankTransactions', () => ({ BankTransactionID: id('reconciled', 'BankTransactionID'), Reference: 'x' })),
  ],
  ["Price List Item with Code 'abc' already exists", put('Items', { Code: 'abc' })],
  ['Guid should contain 32 digits with 4 dashes', put('Invoices', bill({ Contact: { ContactID: 'x' } }))],
  [
    'Idempotency Key: K is used with a different request.',
    async () => {
      const key = { 'idempotency-key': 'K' };
      await harbour.put('/Contacts', { Name: 'Once Ltd' }, key);
      return harbour.put('/Contacts', { Name: 'Twice Ltd' }, key);
    },
  ],
  ['Draft, voided or deleted invoices cannot be emailed', email('draftSale')],
  ['Invoices for contacts with no email address assigned cannot be emailed', email('noEmail')],
  [
    'Insufficient stock. Items are eligible for backorder.',
    put('Invoices', sale({}, { ItemCode: 'STOCK', Quantity: 5 })),
  ],
];

describe.each([
  ['numbers and status', numbersAndStatus],
  ['what is required', required],
  ['accounts', accounts],
  ['tax', tax],
  ['contacts', contacts],
  ['currencies', currencies],
  ['lock dates', lockDates],
  ['amounts', amounts],
  ['payments and allocations', settlement],
  ['the rest', others],
])('Xero’s words about %s', (_about, cases) => {
  test.each(cases)('%s', async (message, call) => {
    const { text } = await call();
    expect(text).toContain(JSON.stringify(message).slice(1, -1));
  });
});
