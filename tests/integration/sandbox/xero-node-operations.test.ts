import { execFile } from 'node:child_process';
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { promisify } from 'node:util';
import { afterAll, beforeAll, expect, test } from 'vitest';
import {
  type AccountingApi,
  AccountType,
  BankTransaction,
  CreditNote,
  CurrencyCode,
  Invoice,
  ManualJournal,
  XeroClient,
} from 'xero-node';
import { aSandbox, CALLBACK, type TestSandbox } from '#tests/support/sandbox-client.ts';

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
  await sandbox.control('PATCH', `/organisations/${tenant}`, { limits: { minute: 10_000 } });
});
afterAll(() => sandbox.close());

const line = { description: 'Goods', quantity: 1, unitAmount: 100, accountCode: '429', taxType: 'INPUT2' };
const lineItems = [line];
const document = { contact: { name: 'Bidfood' }, date: '2026-11-02', dueDate: '2026-12-02', lineItems };

async function aBill(status = Invoice.StatusEnum.AUTHORISED): Promise<Invoice> {
  const invoices = [{ ...document, type: Invoice.TypeEnum.ACCPAY, status }];
  return (await api.createInvoices(tenant, { invoices })).body.invoices?.[0] as Invoice;
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
  const creditNotes = [
    {
      ...document,
      type: CreditNote.TypeEnum.ACCPAYCREDIT,
      status: CreditNote.StatusEnum.AUTHORISED,
      creditNoteNumber: 'CR-9',
    },
  ];
  const note = (await api.createCreditNotes(tenant, { creditNotes })).body.creditNotes?.[0];
  const id = note?.creditNoteID ?? '';
  const allocations = [{ amount: 50, date: '2026-11-10', invoice: { invoiceID } }];
  const made = await api.createCreditNoteAllocation(tenant, id, { allocations });
  const allocationID = made.body.allocations?.[0]?.allocationID ?? '';
  expect((await api.getCreditNote(tenant, id)).body.creditNotes?.[0]?.remainingCredit).toBe(70);
  await api.deleteCreditNoteAllocations(tenant, id, allocationID);
  expect((await api.getCreditNote(tenant, id)).body.creditNotes?.[0]?.remainingCredit).toBe(120);
  const headers = { 'Content-Type': 'application/pdf' };
  await api.createCreditNoteAttachmentByFileName(tenant, id, 'cr.pdf', Buffer.from('%PDF'), false, undefined, {
    headers,
  });
  expect((await api.getCreditNoteAttachments(tenant, id)).body.attachments).toHaveLength(1);
});

test('payments: made, listed, deleted', async () => {
  const { invoiceID = '' } = await aBill();
  const payments = [{ invoice: { invoiceID }, account: { code: '090' }, date: '2026-11-10', amount: 120 }];
  const made = (await api.createPayments(tenant, { payments })).body.payments?.[0];
  expect(made).toMatchObject({ amount: 120, status: 'AUTHORISED' });
  const listed = await api.getPayments(tenant, undefined, `Invoice.InvoiceID==Guid("${invoiceID}")`, undefined, 1, 5);
  expect(listed.body.payments).toHaveLength(1);
  const deleted = await api.deletePayment(tenant, made?.paymentID ?? '', { status: 'DELETED' });
  expect(deleted.body.payments?.[0]?.status).toBe('DELETED');
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
  const journalLines = [
    { lineAmount: 10, accountCode: '429' },
    { lineAmount: -10, accountCode: '805' },
  ];
  const manualJournals = [{ narration: 'Accrual', date: '2026-11-30', journalLines }];
  const made = (await api.createManualJournals(tenant, { manualJournals })).body.manualJournals?.[0];
  expect(made).toMatchObject({ status: 'DRAFT', narration: 'Accrual' });
  const id = made?.manualJournalID ?? '';
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
