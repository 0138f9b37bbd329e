import { execFile } from 'node:child_process';
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { promisify } from 'node:util';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import {
  type AccountingApi,
  AccountType,
  BankTransaction,
  type BatchPayment,
  ContactGroup,
  CreditNote,
  CurrencyCode,
  Invoice,
  ManualJournal,
  type Payment,
  PurchaseOrder,
  QuoteLineAmountTypes,
  QuoteStatusCodes,
  TaxRate,
  XeroClient,
} from 'xero-node';
import { apiRoutes } from '#tests/sandbox/accounting/api/serve.ts';
import { checkCall } from '#tests/sandbox/contract/check-call.ts';
import type { LoggedCall } from '#tests/sandbox/server/call-log.ts';
import { aSandbox, CALLBACK, type TestSandbox } from '#tests/support/sandbox-client.ts';
import { hasContract } from '#tests/support/xero-contract.ts';

/* What Xero's own client for Node does with each kind of entry, through its own models. */

let sandbox: TestSandbox;
let api: AccountingApi;
let tenant: string;

beforeAll(async () => {
  sandbox = await aSandbox();
  const tokens = await sandbox.control<Record<string, string>>('POST', '/tokens', {
    email: 'amelia@harbour.example',
    organisations: ['Harbour & Vine Ltd'],
  });
  const xero = new XeroClient({ clientId: 'SANDBOX-APP', clientSecret: 'sandbox-secret', redirectUris: [CALLBACK] });
  xero.setTokenSet(tokens);
  api = xero.accountingApi;
  api.basePath = `${sandbox.url}/api.xro/2.0`;
  const { organisations } = await sandbox.control<{ organisations: { id: string; name: string }[] }>('GET', '');
  tenant = organisations.find((one) => one.name === 'Harbour & Vine Ltd')?.id ?? '';
});
afterAll(() => sandbox.close());

const line = { description: 'Goods', quantity: 1, unitAmount: 100, accountCode: '429', taxType: 'INPUT2' };
const lineItems = [line];
const document = { contact: { name: 'Bidfood' }, date: '2026-11-02', dueDate: '2026-12-02', lineItems };

async function aBill(status = Invoice.StatusEnum.AUTHORISED): Promise<Invoice> {
  const invoices = [{ ...document, type: Invoice.TypeEnum.ACCPAY, status }];
  return (await api.createInvoices(tenant, { invoices })).body.invoices?.[0] as Invoice;
}

async function aNote(): Promise<CreditNote> {
  const { ACCPAYCREDIT } = CreditNote.TypeEnum;
  const creditNotes = [{ ...document, type: ACCPAYCREDIT, status: CreditNote.StatusEnum.AUTHORISED }];
  return (await api.createCreditNotes(tenant, { creditNotes })).body.creditNotes?.[0] as CreditNote;
}

async function aJournal(): Promise<ManualJournal> {
  const journalLines = [
    { lineAmount: 10, accountCode: '429' },
    { lineAmount: -10, accountCode: '805' },
  ];
  const manualJournals = [{ narration: 'Accrual', date: '2026-11-30', journalLines }];
  return (await api.createManualJournals(tenant, { manualJournals })).body.manualJournals?.[0] as ManualJournal;
}

async function aPayment(invoiceID: string): Promise<Payment> {
  const payments = [{ invoice: { invoiceID }, account: { code: '090' }, date: '2026-11-10', amount: 120 }];
  return (await api.createPayments(tenant, { payments })).body.payments?.[0] as Payment;
}

async function anOrder(changes: Partial<PurchaseOrder> = {}): Promise<PurchaseOrder> {
  const purchaseOrders = [{ contact: document.contact, date: document.date, lineItems, ...changes }];
  return (await api.createPurchaseOrders(tenant, { purchaseOrders })).body.purchaseOrders?.[0] as PurchaseOrder;
}

async function aBatch(): Promise<BatchPayment> {
  const invoices = [await aBill(), await aBill()];
  const payments = invoices.map(({ invoiceID }) => ({ invoice: { invoiceID }, amount: 60 }));
  const batchPayments = [{ account: { code: '090' }, date: '2026-11-10', reference: 'Friday', payments }];
  return (await api.createBatchPayment(tenant, { batchPayments })).body.batchPayments?.[0] as BatchPayment;
}

test('bills: updated, approved, voided, listed with every parameter, noted', async () => {
  const { invoiceID = '' } = await aBill(Invoice.StatusEnum.DRAFT);
  const change = async (invoice: Invoice) =>
    (await api.updateInvoice(tenant, invoiceID, { invoices: [invoice] }, 4)).body.invoices?.[0];
  expect(await change({ invoiceID, reference: 'Changed' })).toMatchObject({ reference: 'Changed', total: 120 });
  expect((await change({ invoiceID, status: Invoice.StatusEnum.AUTHORISED }))?.status).toBe('AUTHORISED');
  const listed = await api.getInvoices(
    tenant,
    new Date(Date.now() - 60_000),
    'Type=="ACCPAY"',
    'Date DESC',
    [invoiceID],
    undefined,
    undefined,
    ['AUTHORISED'],
    1,
    true,
    true,
    4,
    false,
    10,
    'Changed',
  );
  expect(listed.body.invoices?.map((one) => one.invoiceID)).toEqual([invoiceID]);
  expect(listed.body.pagination).toMatchObject({ page: 1, pageSize: 10, itemCount: 1 });
  await api.createInvoiceHistory(tenant, invoiceID, { historyRecords: [{ details: 'From a test' }] });
  expect((await change({ invoiceID, status: Invoice.StatusEnum.VOIDED }))?.status).toBe('VOIDED');
});

test('credit notes: created, allocated, and the allocation taken back', async () => {
  const { invoiceID = '' } = await aBill();
  const { creditNoteID: id = '' } = await aNote();
  const allocations = [{ amount: 50, date: '2026-11-10', invoice: { invoiceID } }];
  const made = await api.createCreditNoteAllocation(tenant, id, { allocations });
  const allocationID = made.body.allocations?.[0]?.allocationID ?? '';
  expect((await api.getCreditNote(tenant, id)).body.creditNotes?.[0]?.remainingCredit).toBe(70);
  await api.deleteCreditNoteAllocations(tenant, id, allocationID);
  expect((await api.getCreditNote(tenant, id)).body.creditNotes?.[0]?.remainingCredit).toBe(120);
});

test('payments: made, listed, deleted', async () => {
  const { invoiceID = '' } = await aBill();
  const made = await aPayment(invoiceID);
  expect(made).toMatchObject({ amount: 120, status: 'AUTHORISED' });
  const listed = await api.getPayments(tenant, undefined, `Invoice.InvoiceID==Guid("${invoiceID}")`, undefined, 1, 5);
  expect(listed.body.payments).toHaveLength(1);
  const deleted = await api.deletePayment(tenant, made.paymentID ?? '', { status: 'DELETED' });
  expect(deleted.body.payments?.[0]?.status).toBe('DELETED');
});

test('batch payments: made, read, listed, deleted by id in the body and in the address', async () => {
  const made = await aBatch();
  expect(made).toMatchObject({ type: 'PAYBATCH', status: 'AUTHORISED', totalAmount: 120, reference: 'Friday' });
  const id = made.batchPaymentID ?? '';
  const [read] = (await api.getBatchPayment(tenant, id)).body.batchPayments ?? [];
  expect(read?.payments?.map(({ amount }) => amount)).toEqual([60, 60]);
  const paymentID = read?.payments?.[0]?.paymentID ?? '';
  const payment = (await api.getPayment(tenant, paymentID)).body.payments?.[0];
  expect(payment).toMatchObject({ batchPaymentID: id, batchPayment: { totalAmount: 120 } });
  const since = new Date(Date.now() - 60_000);
  const listed = await api.getBatchPayments(tenant, since, 'Status=="AUTHORISED"', 'Date ASC');
  expect(listed.body.batchPayments?.map(({ batchPaymentID }) => batchPaymentID)).toEqual([id]);
  const deleted = await api.deleteBatchPayment(tenant, { batchPaymentID: id, status: 'DELETED' });
  expect(deleted.body.batchPayments?.[0]?.status).toBe('DELETED');
  const other = (await aBatch()).batchPaymentID ?? '';
  const gone = await api.deleteBatchPaymentByUrlParam(tenant, other, { status: 'DELETED' });
  expect(gone.body.batchPayments?.[0]?.status).toBe('DELETED');
});

test('purchase orders: made, saved by id and by number, billed, listed with every parameter, read as PDF', async () => {
  const { AUTHORISED, BILLED } = PurchaseOrder.StatusEnum;
  const made = await anOrder({ status: AUTHORISED, deliveryDate: '2026-11-20', attentionTo: 'Amelia' });
  expect(made).toMatchObject({ status: 'AUTHORISED', total: 120, attentionTo: 'Amelia' });
  const [id, number] = [made.purchaseOrderID ?? '', made.purchaseOrderNumber ?? ''];
  const purchaseOrders = [{ purchaseOrderNumber: number, reference: 'By number' }];
  const saved = (await api.updateOrCreatePurchaseOrders(tenant, { purchaseOrders })).body.purchaseOrders?.[0];
  expect(saved).toMatchObject({ purchaseOrderID: id, reference: 'By number' });
  await api.updatePurchaseOrder(tenant, id, { purchaseOrders: [{ status: BILLED }] });
  expect((await api.getPurchaseOrder(tenant, id)).body.purchaseOrders?.[0]?.status).toBe('BILLED');
  expect((await api.getPurchaseOrderByNumber(tenant, number)).body.purchaseOrders?.[0]?.purchaseOrderID).toBe(id);
  const since = new Date(Date.now() - 60_000);
  const { date } = document;
  const order = 'PurchaseOrderNumber ASC';
  const listed = await api.getPurchaseOrders(tenant, since, 'BILLED', date, date, order, 1, 10);
  expect(listed.body.purchaseOrders?.map(({ purchaseOrderID }) => purchaseOrderID)).toEqual([id]);
  expect(String((await api.getPurchaseOrderAsPdf(tenant, id)).body)).toMatch(/^%PDF/);
});

const aQuote = async () =>
  (
    await api.createQuotes(tenant, {
      quotes: [{ ...document, expiryDate: '2026-12-02', lineAmountTypes: QuoteLineAmountTypes.EXCLUSIVE }],
    })
  ).body.quotes?.[0] ?? {};

test('quotes: made, saved by id and by number, accepted, listed with every parameter, read as PDF', async () => {
  const { quoteID = '', quoteNumber = '', contact } = await aQuote();
  const quotes = [{ ...document, quoteNumber, title: 'By number' }];
  const saved = (await api.updateOrCreateQuotes(tenant, { quotes })).body.quotes?.[0];
  expect(saved).toMatchObject({ quoteID, title: 'By number', total: 120, lineAmountTypes: 'EXCLUSIVE' });
  for (const status of [QuoteStatusCodes.SENT, QuoteStatusCodes.ACCEPTED]) {
    await api.updateQuote(tenant, quoteID, { quotes: [{ ...document, status }] });
  }
  expect((await api.getQuote(tenant, quoteID)).body.quotes?.[0]?.status).toBe('ACCEPTED');
  const since = new Date(Date.now() - 60_000);
  const [{ date }, expires, id] = [document, '2026-12-02', contact?.contactID];
  const order = 'QuoteNumber ASC';
  const asked = [since, date, date, expires, expires, id, 'ACCEPTED', 1, order, quoteNumber] as const;
  const listed = await api.getQuotes(tenant, ...asked);
  expect(listed.body.quotes?.map((quote) => quote.quoteID)).toEqual([quoteID]);
  expect(String((await api.getQuoteAsPdf(tenant, quoteID)).body)).toMatch(/^%PDF/);
});

test('reports: asked for with their parameters, and read', async () => {
  const contactId = (await aBill()).contact?.contactID ?? '';
  const [from, to] = ['2026-01-01', '2026-12-31'];
  const reports = [
    await api.getReportBalanceSheet(tenant, to, 2, 'QUARTER', undefined, undefined, true, false),
    await api.getReportProfitAndLoss(tenant, from, to, 1, 'YEAR'),
    await api.getReportTrialBalance(tenant, to, false),
    await api.getReportAgedPayablesByContact(tenant, contactId, to, from, to),
    await api.getReportAgedReceivablesByContact(tenant, contactId, to, from, to),
  ].map(({ body }) => body.reports?.[0]);
  expect(reports.map((report) => report?.reportType)).toEqual([
    'BalanceSheet',
    'ProfitAndLoss',
    'TrialBalance',
    'AgedPayablesByContact',
    'AgedReceivablesByContact',
  ]);
  for (const report of reports) {
    expect(report?.rows?.[0]?.rowType).toBe('Header');
    expect(report?.rows?.length).toBeGreaterThan(1);
  }
});

test('bank transactions: spent, prepaid and overpaid', async () => {
  const spend = async (type: BankTransaction.TypeEnum, lines = lineItems) => {
    const { contact, date } = document;
    const bankTransactions = [{ type, contact, date, lineItems: lines, bankAccount: { code: '090' } }];
    const reply = await api.createBankTransactions(tenant, { bankTransactions });
    return reply.body.bankTransactions?.[0] as BankTransaction;
  };
  const { SPEND, SPENDPREPAYMENT, SPENDOVERPAYMENT } = BankTransaction.TypeEnum;
  const spent = await spend(SPEND);
  expect(spent).toMatchObject({ status: 'AUTHORISED', total: 120 });
  const prepaid = await spend(SPENDPREPAYMENT);
  const prepayment = (await api.getPrepayment(tenant, prepaid.prepaymentID ?? '')).body.prepayments?.[0];
  expect(prepayment).toMatchObject({ remainingCredit: 120, status: 'AUTHORISED' });
  expect((await api.getPrepayments(tenant, undefined, undefined, undefined, 1)).body.prepayments).toHaveLength(1);
  const overpaid = await spend(SPENDOVERPAYMENT, [{ ...line, accountCode: '800', taxType: 'NONE' }]);
  const overpayment = await api.getOverpayment(tenant, overpaid.overpaymentID ?? '');
  expect(overpayment.body.overpayments?.[0]?.remainingCredit).toBe(100);
  expect((await api.getOverpayments(tenant)).body.overpayments).toHaveLength(1);
});

test('manual journals: drafted, posted, voided', async () => {
  const made = await aJournal();
  expect(made).toMatchObject({ status: 'DRAFT', narration: 'Accrual' });
  const id = made.manualJournalID ?? '';
  for (const status of [ManualJournal.StatusEnum.POSTED, ManualJournal.StatusEnum.VOIDED]) {
    const reply = await api.updateManualJournal(tenant, id, { manualJournals: [{ narration: 'Accrual', status }] });
    expect(reply.body.manualJournals?.[0]?.status).toBe(status);
  }
  await api.createManualJournalHistoryRecord(tenant, id, { historyRecords: [{ details: 'Voided again' }] });
  const listed = await api.getManualJournals(tenant, undefined, 'Status=="VOIDED"', undefined, 1, 5);
  expect(listed.body.manualJournals?.[0]?.journalLines).toHaveLength(2);
});

test('items, accounts, contacts, tax rates, tracking and currencies: written and read', async () => {
  const items = [{ code: 'TEA', name: 'Tea', purchaseDetails: { unitPrice: 3.5, accountCode: '310' } }];
  const item = (await api.createItems(tenant, { items })).body.items?.[0];
  expect(item?.purchaseDetails?.unitPrice).toBe(3.5);
  await api.updateItem(tenant, item?.itemID ?? '', { items: [{ code: 'TEA', name: 'Green tea' }] });
  expect((await api.getItems(tenant, undefined, 'Name=="Green tea"')).body.items).toHaveLength(1);
  await api.deleteItem(tenant, item?.itemID ?? '');

  const account = { code: '496', name: 'Software', type: AccountType.OVERHEADS, taxType: 'INPUT2' };
  const made = (await api.createAccount(tenant, account)).body.accounts?.[0];
  const id = made?.accountID ?? '';
  const renamed = await api.updateAccount(tenant, id, { accounts: [{ name: 'Software rent' }] });
  expect(renamed.body.accounts?.[0]?.name).toBe('Software rent');
  await api.deleteAccount(tenant, id);

  const contact = (await api.createContacts(tenant, { contacts: [{ name: 'Made by a client' }] })).body.contacts?.[0];
  const contacts = [{ name: 'Renamed by a client' }];
  const changed = await api.updateContact(tenant, contact?.contactID ?? '', { contacts });
  expect(changed.body.contacts?.[0]?.name).toBe('Renamed by a client');
  const group = (await api.getContactGroups(tenant, 'Name=="Utilities"')).body.contactGroups?.[0];
  const one = await api.getContactGroup(tenant, group?.contactGroupID ?? '');
  expect(one.body.contactGroups?.[0]?.contacts).toHaveLength(2);

  const category = (await api.getTrackingCategories(tenant)).body.trackingCategories?.[0];
  const categoryId = category?.trackingCategoryID ?? '';
  const options = (await api.createTrackingOptions(tenant, categoryId, { name: 'Abroad' })).body.options;
  const option = options?.find(({ name }) => name === 'Abroad')?.trackingOptionID ?? '';
  await api.updateTrackingOptions(tenant, categoryId, option, { name: 'Overseas' });
  await api.deleteTrackingOptions(tenant, categoryId, option);

  await api.createCurrency(tenant, { code: CurrencyCode.SEK, description: 'Swedish Krona' });
  expect((await api.getCurrencies(tenant)).body.currencies).toHaveLength(4);
  expect((await api.getUsers(tenant)).body.users).toHaveLength(4);
  expect((await api.getBrandingThemes(tenant)).body.brandingThemes).toHaveLength(1);
  expect((await api.getOrganisationActions(tenant)).body.actions?.length).toBeGreaterThan(3);
});

describe('every kind that carries files or notes', () => {
  type Operation = (...values: unknown[]) => Promise<{ body: Record<string, Record<string, string>[]> }>;
  /** An operation by its name: those about files and notes differ by the kind's name only. */
  const operation = (name: string): Operation =>
    (api as unknown as Record<string, Operation>)[name]?.bind(api) ?? expect.fail(`xero-node has no ${name}`);

  const spend = async (type: BankTransaction.TypeEnum) => {
    const { contact, date } = document;
    const lines = type === BankTransaction.TypeEnum.SPENDOVERPAYMENT ? [{ ...line, accountCode: '800' }] : lineItems;
    const bankTransactions = [{ type, contact, date, lineItems: lines, bankAccount: { code: '090' } }];
    return (await api.createBankTransactions(tenant, { bankTransactions })).body.bankTransactions?.[0]
      ?.bankTransactionID;
  };
  const { SPEND, SPENDPREPAYMENT, SPENDOVERPAYMENT } = BankTransaction.TypeEnum;
  const made: Record<string, () => Promise<string | undefined>> = {
    invoice: async () => (await aBill()).invoiceID,
    creditNote: async () => (await aNote()).creditNoteID,
    bankTransaction: () => spend(SPEND),
    manualJournal: async () => (await aJournal()).manualJournalID,
    contact: async () => (await api.getContacts(tenant)).body.contacts?.[0]?.contactID,
    account: async () => (await api.getAccounts(tenant)).body.accounts?.[0]?.accountID,
    item: async () => (await api.getItems(tenant)).body.items?.[0]?.itemID,
    prepayment: () => spend(SPENDPREPAYMENT),
    overpayment: () => spend(SPENDOVERPAYMENT),
    payment: async () => (await aPayment((await aBill()).invoiceID ?? '')).paymentID,
    batchPayment: async () => (await aBatch()).batchPaymentID,
    purchaseOrder: async () => (await anOrder()).purchaseOrderID,
    quote: async () => (await aQuote()).quoteID,
  };

  test.each([
    'Invoice',
    'CreditNote',
    'BankTransaction',
    'ManualJournal',
    'PurchaseOrder',
    'Quote',
    'Contact',
    'Account',
  ])('%s: files are attached, replaced, listed and read', async (kind) => {
    const id = await made[kind[0]?.toLowerCase() + kind.slice(1)]?.();
    const options = { headers: { 'Content-Type': 'application/pdf' } };
    const online = kind === 'Invoice' || kind === 'CreditNote' ? [false] : [];
    for (const verb of ['create', 'update']) {
      const attach = operation(`${verb}${kind}AttachmentByFileName`);
      await attach(tenant, id, 'a.pdf', Buffer.from(`%PDF ${verb}`), ...online, undefined, options);
    }
    const listed = await operation(`get${kind}Attachments`)(tenant, id);
    const [file] = listed.body.attachments ?? [];
    expect(file).toMatchObject({ fileName: 'a.pdf', contentLength: '%PDF update'.length });
    const byId = await operation(`get${kind}AttachmentById`)(tenant, id, file?.attachmentID, 'application/pdf');
    const byName = await operation(`get${kind}AttachmentByFileName`)(tenant, id, 'a.pdf', 'application/pdf');
    expect([String(byId.body), String(byName.body)]).toEqual(['%PDF update', '%PDF update']);
  });

  test.each([
    ['Invoice', 'getInvoiceHistory', 'createInvoiceHistory'],
    ['CreditNote', 'getCreditNoteHistory', 'createCreditNoteHistory'],
    ['BankTransaction', 'getBankTransactionsHistory', 'createBankTransactionHistoryRecord'],
    ['ManualJournal', 'getManualJournalsHistory', 'createManualJournalHistoryRecord'],
    ['PurchaseOrder', 'getPurchaseOrderHistory', 'createPurchaseOrderHistory'],
    ['Quote', 'getQuoteHistory', 'createQuoteHistory'],
    ['BatchPayment', 'getBatchPaymentHistory', 'createBatchPaymentHistoryRecord'],
    ['Contact', 'getContactHistory', 'createContactHistory'],
    ['Item', 'getItemHistory', 'createItemHistory'],
    ['Payment', 'getPaymentHistory', 'createPaymentHistory'],
    ['Prepayment', 'getPrepaymentHistory', 'createPrepaymentHistory'],
    ['Overpayment', 'getOverpaymentHistory', 'createOverpaymentHistory'],
  ])('%s: a note is added to its history', async (kind, read, create) => {
    const id = await made[kind[0]?.toLowerCase() + kind.slice(1)]?.();
    await operation(create)(tenant, id, { historyRecords: [{ details: 'Noted by a client' }] });
    const history = await operation(read)(tenant, id);
    expect(history.body.historyRecords?.map((record) => record.details)).toContain('Noted by a client');
  });
});

test('documents: saved by POST, read alone, as PDF and online', async () => {
  const sale = { ...document, type: Invoice.TypeEnum.ACCREC, status: Invoice.StatusEnum.AUTHORISED };
  const saleLines = [{ ...line, accountCode: '200', taxType: 'OUTPUT2' }];
  const contact = { name: 'Mailed Ltd', emailAddress: 'mail@mailed.example' };
  const invoices = [{ ...sale, contact, lineItems: saleLines }];
  const made = (await api.updateOrCreateInvoices(tenant, { invoices })).body.invoices?.[0];
  const invoiceID = made?.invoiceID ?? '';
  await api.emailInvoice(tenant, invoiceID, {});
  expect((await api.getInvoice(tenant, invoiceID)).body.invoices?.[0]?.sentToContact).toBe(true);
  expect(String((await api.getInvoiceAsPdf(tenant, invoiceID)).body)).toMatch(/^%PDF/);
  const online = (await api.getOnlineInvoice(tenant, invoiceID)).body.onlineInvoices?.[0];
  expect(online?.onlineInvoiceUrl).toContain(sandbox.url);

  const note = await aNote();
  const creditNotes = [{ creditNoteID: note.creditNoteID, reference: 'By POST' }];
  const saved = (await api.updateOrCreateCreditNotes(tenant, { creditNotes })).body.creditNotes?.[0];
  expect(saved?.reference).toBe('By POST');
  await api.updateCreditNote(tenant, note.creditNoteID ?? '', { creditNotes: [{ reference: 'By id' }] });
  expect((await api.getCreditNotes(tenant, undefined, 'Reference=="By id"')).body.creditNotes).toHaveLength(1);
  expect(String((await api.getCreditNoteAsPdf(tenant, note.creditNoteID ?? '')).body)).toMatch(/^%PDF/);

  const { contact: payee, date } = document;
  const spent = { type: BankTransaction.TypeEnum.SPEND, contact: payee, date, lineItems, bankAccount: { code: '090' } };
  const bank = await api.updateOrCreateBankTransactions(tenant, { bankTransactions: [spent] });
  const bankId = bank.body.bankTransactions?.[0]?.bankTransactionID ?? '';
  await api.updateBankTransaction(tenant, bankId, { bankTransactions: [{ ...spent, reference: 'Changed' }] });
  expect((await api.getBankTransaction(tenant, bankId)).body.bankTransactions?.[0]?.reference).toBe('Changed');
  expect((await api.getBankTransactions(tenant)).body.bankTransactions?.length).toBeGreaterThan(0);

  const journal = await aJournal();
  const manualJournals = [{ manualJournalID: journal.manualJournalID, narration: 'Told again' }];
  await api.updateOrCreateManualJournals(tenant, { manualJournals });
  const again = await api.getManualJournal(tenant, journal.manualJournalID ?? '');
  expect(again.body.manualJournals?.[0]?.narration).toBe('Told again');

  const { paymentID } = await aPayment((await aBill()).invoiceID ?? '');
  expect((await api.getPayment(tenant, paymentID ?? '')).body.payments?.[0]?.amount).toBe(120);
  const one = { invoice: { invoiceID: (await aBill()).invoiceID }, account: { code: '090' }, date, amount: 1 };
  expect((await api.createPayment(tenant, one)).body.payments).toHaveLength(1);
});

test('prepayments and overpayments: allocated and taken back', async () => {
  const { invoiceID } = await aBill();
  const allocations = [{ amount: 5, date: '2026-11-10', invoice: { invoiceID } }];
  const prepayment = (await api.getPrepayments(tenant)).body.prepayments?.[0]?.prepaymentID ?? '';
  const first = await api.createPrepaymentAllocations(tenant, prepayment, { allocations });
  const overpayment = (await api.getOverpayments(tenant)).body.overpayments?.[0]?.overpaymentID ?? '';
  const second = await api.createOverpaymentAllocations(tenant, overpayment, { allocations });
  expect((await api.getInvoice(tenant, invoiceID ?? '')).body.invoices?.[0]?.amountCredited).toBe(10);
  const idOf = (reply: typeof first) => reply.body.allocations?.[0]?.allocationID ?? '';
  await api.deletePrepaymentAllocations(tenant, prepayment, idOf(first));
  await api.deleteOverpaymentAllocations(tenant, overpayment, idOf(second));
  expect((await api.getInvoice(tenant, invoiceID ?? '')).body.invoices?.[0]?.amountCredited).toBe(0);
});

test('lists: each entry is read alone, saved by POST and ended', async () => {
  expect((await api.getTaxRates(tenant)).body.taxRates?.length).toBeGreaterThan(15);
  const account = (await api.getAccounts(tenant, undefined, 'Code=="429"')).body.accounts?.[0];
  expect((await api.getAccount(tenant, account?.accountID ?? '')).body.accounts?.[0]?.code).toBe('429');

  const contacts = [{ name: 'Saved by POST', contactNumber: 'POST-1' }];
  const contact = (await api.updateOrCreateContacts(tenant, { contacts })).body.contacts?.[0];
  const contactID = contact?.contactID ?? '';
  expect((await api.getContact(tenant, contactID)).body.contacts?.[0]?.balances?.accountsPayable?.outstanding).toBe(0);
  expect((await api.getContactByContactNumber(tenant, 'POST-1')).body.contacts?.[0]?.contactID).toBe(contactID);
  expect((await api.getContactCISSettings(tenant, contactID)).body.cISSettings).toHaveLength(1);
  expect((await api.getOrganisationCISSettings(tenant, tenant)).body.cISSettings).toHaveLength(1);

  const groups = await api.createContactGroup(tenant, { contactGroups: [{ name: 'Made here' }] });
  const group = groups.body.contactGroups?.[0]?.contactGroupID ?? '';
  await api.createContactGroupContacts(tenant, group, { contacts: [{ contactID }] });
  expect((await api.getContactGroup(tenant, group)).body.contactGroups?.[0]?.contacts).toHaveLength(1);
  await api.deleteContactGroupContact(tenant, group, contactID);
  await api.deleteContactGroupContacts(tenant, group);
  await api.updateContactGroup(tenant, group, { contactGroups: [{ status: ContactGroup.StatusEnum.DELETED }] });
  expect((await api.getContactGroups(tenant)).body.contactGroups?.map((one) => one.name)).toEqual(['Utilities']);

  const item = (await api.updateOrCreateItems(tenant, { items: [{ code: 'POST', name: 'Posted' }] })).body.items?.[0];
  expect((await api.getItem(tenant, item?.itemID ?? '')).body.items?.[0]?.name).toBe('Posted');

  const { INPUT } = TaxRate.ReportTaxTypeEnum;
  const taxRates = [{ name: 'Old rate', reportTaxType: INPUT, taxComponents: [{ name: 'VAT', rate: 12 }] }];
  const taxType = (await api.createTaxRates(tenant, { taxRates })).body.taxRates?.[0]?.taxType ?? '';
  const retired = [{ name: 'Old rate', taxType, status: TaxRate.StatusEnum.DELETED }];
  await api.updateTaxRate(tenant, { taxRates: retired });
  expect(String((await api.getTaxRateByTaxType(tenant, taxType)).body.taxRates?.[0]?.status)).toBe('DELETED');

  const { trackingCategoryID = '' } =
    (await api.getTrackingCategories(tenant)).body.trackingCategories?.find(({ name }) => name === 'Department') ?? {};
  await api.updateTrackingCategory(tenant, trackingCategoryID, { name: 'Team' });
  expect((await api.getTrackingCategory(tenant, trackingCategoryID)).body.trackingCategories?.[0]?.name).toBe('Team');
  await api.deleteTrackingCategory(tenant, trackingCategoryID);
  expect((await api.createTrackingCategory(tenant, { name: 'Project' })).body.trackingCategories).toHaveLength(1);

  const user = (await api.getUsers(tenant)).body.users?.[0]?.userID ?? '';
  expect((await api.getUser(tenant, user)).body.users).toHaveLength(1);
  const theme = (await api.getBrandingThemes(tenant)).body.brandingThemes?.[0]?.brandingThemeID ?? '';
  expect((await api.getBrandingTheme(tenant, theme)).body.brandingThemes).toHaveLength(1);
  expect((await api.getOrganisations(tenant)).body.organisations).toHaveLength(1);
});

test('no operation that the sandbox serves was left out here', async () => {
  const { counts } = await sandbox.control<{ counts: { method: string; endpoint: string }[] }>('GET', '/log/counts');
  const driven = new Set(counts.map(({ method, endpoint }) => `${method} ${endpoint}`));
  const served = apiRoutes.map(({ method, pattern }) => `${method} ${pattern.replace('/api.xro/2.0', '')}`);
  // xero-node asks for a PDF by the format it accepts.
  const byPath = ['Invoices', 'CreditNotes', 'PurchaseOrders', 'Quotes'].map((kind) => `GET /${kind}/:id/pdf`);
  expect(served.filter((one) => !driven.has(one))).toEqual(byPath);
});

test.skipIf(!hasContract)(
  'all of it was valid by the contract: what xero-node sent, and what it was answered',
  async () => {
    const { calls } = await sandbox.control<{ calls: LoggedCall[] }>('GET', '/log');
    const problems: string[] = [];
    for (const call of calls) {
      for (const problem of (await checkCall(call)) ?? []) problems.push(`${call.method} ${call.path}: ${problem}`);
    }
    expect(calls.length).toBeGreaterThan(150);
    expect(problems).toEqual([]);
  },
);

test('the script of the documentation works as it is written', async () => {
  const manual = readFileSync('docs/sandbox.md', 'utf8');
  const script = /```js\n([\s\S]*?)```/.exec(manual)?.[1] ?? '';
  // Beside the packages that it imports, as in a project of its own.
  const folder = mkdtempSync('node_modules/.sandbox-script-');
  try {
    const file = `${folder}/script.mjs`;
    writeFileSync(file, script.replace('http://localhost:4010', sandbox.url));
    const { stdout } = await promisify(execFile)(process.execPath, [file]);
    expect(stdout.trim()).toBe('true');
  } finally {
    rmSync(folder, { recursive: true });
  }
});
