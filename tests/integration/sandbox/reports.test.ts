import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { aSandbox, type Caller } from '#tests/support/sandbox-client.ts';

/* Books of one small year: what is in them is known, so each figure of a report can be reckoned by hand. */

type Row = { RowType: string; Title?: string; Cells?: { Value: string; Attributes?: object[] }[]; Rows?: Row[] };
type Report = { ReportTitles: string[]; Rows: Row[] };

const sandbox = await aSandbox();
afterAll(() => sandbox.close());
const name = 'Reported Ltd';
const scopes = [
  ...['invoices', 'payments', 'banktransactions', 'contacts', 'settings', 'manualjournals'].map(
    (one) => `accounting.${one}`,
  ),
  ...['aged', 'balancesheet', 'profitandloss', 'trialbalance'].map((one) => `accounting.reports.${one}.read`),
];
let app: Caller;
let supplierId = '';

async function made(list: string, element: object): Promise<Record<string, string>> {
  const { json } = await app.put<Record<string, Record<string, string>[]>>(`/${list}`, element);
  return json[list]?.[0] ?? {};
}

const line = (UnitAmount: number, AccountCode: string, TaxType: string, changes = {}) => ({
  Description: 'Goods',
  Quantity: 1,
  UnitAmount,
  AccountCode,
  TaxType,
  ...changes,
});
const bill = (changes: object) => ({
  Type: 'ACCPAY',
  Status: 'AUTHORISED',
  Contact: { ContactID: supplierId },
  DueDate: '2026-06-30',
  ...changes,
});

beforeAll(async () => {
  await sandbox.control('POST', '/organisations', {
    name,
    country: 'GB',
    currencies: ['EUR'],
    tracking: { Region: ['North', 'South'] },
    members: { 'amelia@harbour.example': 'FINANCIALADVISER', 'oliver@harbour.example': 'STANDARD' },
    limits: { minute: 10_000 },
  });
  app = await sandbox.caller({ organisation: name, scopes });
  supplierId = (await made('Contacts', { Name: 'Paper Mill' })).ContactID ?? '';
  const bank = await made('Accounts', { Code: '099', Name: 'Till', Type: 'BANK', BankAccountNumber: '20000012345678' });
  const North = [{ Name: 'Region', Option: 'North' }];
  // Last financial year, then this one, which began on 1 April: 100 and 50 spent, 300 earned.
  await made('Invoices', bill({ Date: '2026-02-10', LineItems: [line(200, '429', 'INPUT2')] }));
  const paid = await made(
    'Invoices',
    bill({ Date: '2026-05-10', InvoiceNumber: 'MAY', LineItems: [line(100, '429', 'INPUT2', { Tracking: North })] }),
  );
  await made('Invoices', {
    ...bill({ Type: 'ACCREC', Contact: { Name: 'Reader' } }),
    Date: '2026-05-20',
    LineAmountTypes: 'Inclusive',
    LineItems: [line(360, '200', 'OUTPUT2')],
  });
  await made('Payments', {
    Invoice: { InvoiceID: paid.InvoiceID },
    Account: { AccountID: bank.AccountID },
    Date: '2026-06-01',
    Amount: 20,
  });
  await made('BankTransactions', {
    Type: 'SPEND',
    Contact: { ContactID: supplierId },
    BankAccount: { AccountID: bank.AccountID },
    Date: '2026-06-02',
    LineAmountTypes: 'NoTax',
    LineItems: [line(50, '310', 'NONE')],
  });
  await made('Invoices', bill({ Status: 'DRAFT', Date: '2026-06-03', LineItems: [line(999, '429', 'INPUT2')] }));
});

async function report(path: string): Promise<Report> {
  const { status, json, text } = await app.get<{ Reports: Report[] }>(`/Reports/${path}`);
  if (status !== 200) throw new Error(text);
  return json.Reports[0] as Report;
}

/** Each row's texts, by its first. */
function figures({ Rows }: Report): Record<string, string[]> {
  const rows = Rows.flatMap((row) => [row, ...(row.Rows ?? [])]).filter(({ RowType }) => RowType.endsWith('Row'));
  return Object.fromEntries(
    rows.map(({ Cells = [] }) => {
      const [first = '', ...others] = Cells.map(({ Value }) => Value);
      return [first, others];
    }),
  );
}

test('the trial balance adds up to the same on both sides, in the month and in the year', async () => {
  const found = figures(await report('TrialBalance?date=2026-06-30'));
  expect(found).toMatchObject({
    'Sales (200)': ['', '0.00', '', '300.00'],
    'General Expenses (429)': ['0.00', '', '100.00', ''],
    'Accounts Receivable (610)': ['0.00', '', '360.00', ''],
    'Accounts Payable (800)': ['20.00', '', '', '340.00'],
    'Till (099)': ['', '70.00', '', '70.00'],
    'Retained Earnings (960)': ['', '0.00', '200.00', ''],
  });
  const [debit, credit, ytdDebit, ytdCredit] = found.Total ?? [];
  expect([debit, ytdDebit]).toEqual([credit, ytdCredit]);
  expect(Number(ytdDebit)).toBeGreaterThan(0);
});

test('the balance sheet leaves as much as its equity says, also at the ends of earlier months', async () => {
  const { ReportTitles, Rows } = await report('BalanceSheet?date=2026-06-15&periods=2&timeframe=MONTH');
  const found = figures({ ReportTitles, Rows });
  expect(ReportTitles).toEqual(['Balance Sheet', name, 'As at 30 June 2026']);
  expect(Rows[0]?.Cells?.map(({ Value }) => Value)).toEqual(['', '30 Jun 2026', '31 May 2026', '30 Apr 2026']);
  expect(found).toMatchObject({
    Till: ['-70.00', '0.00', '0.00'],
    'Accounts Payable': ['340.00', '360.00', '240.00'],
    'Current Year Earnings': ['150.00', '200.00', '0.00'],
    'Retained Earnings': ['-200.00', '-200.00', '-200.00'],
    'Net Assets': ['-50.00', '0.00', '-200.00'],
  });
  expect(found['Total Equity']).toEqual(found['Net Assets']);
});

test('profit is what was earned less what was spent in the span, beside the same of the one before', async () => {
  const asked = 'ProfitAndLoss?fromDate=2026-04-01&toDate=2026-06-30';
  expect(figures(await report(asked))).toMatchObject({
    'Total Income': ['300.00'],
    'Total Cost of Sales': ['50.00'],
    'Gross Profit': ['250.00'],
    'Total Operating Expenses': ['100.00'],
    'Net Profit': ['150.00'],
  });
  const compared = figures(await report(`${asked}&periods=1&timeframe=QUARTER`));
  expect(compared['Net Profit']).toEqual(['150.00', '-200.00']);
});

test('profit of one tracking option counts only what carries it', async () => {
  const { json } = await app.get<{ TrackingCategories: { Options: { TrackingOptionID: string; Name: string }[] }[] }>(
    '/TrackingCategories',
  );
  const north = json.TrackingCategories[0]?.Options.find(({ Name }) => Name === 'North')?.TrackingOptionID;
  const asked = `ProfitAndLoss?fromDate=2026-04-01&toDate=2026-06-30&trackingOptionID=${north}`;
  expect(figures(await report(asked))['Net Profit']).toEqual(['-100.00']);
});

describe('what is owed to a supplier', () => {
  test('is told bill by bill on a date, with what was paid until then', async () => {
    const asked = await report(`AgedPayablesByContact?contactId=${supplierId}&date=2026-07-10`);
    expect(asked.ReportTitles.slice(0, 2)).toEqual(['Invoices', 'Paper Mill']);
    expect(figures(asked)).toMatchObject({
      '2026-05-10 00:00:00': ['MAY', '2026-06-30 00:00:00', '10 days overdue', '120.00', '20.00', '0.00', '100.00'],
      Total: ['', '', '', '360.00', '20.00', '0.00', '340.00'],
      'Closing Balance': ['', '', '', '360.00', '20.00', '0.00', '340.00'],
    });
    const earlier = figures(await report(`AgedPayablesByContact?contactId=${supplierId}&date=2026-05-31`));
    expect(earlier['Closing Balance']?.at(-1)).toBe('360.00');
  });

  test('begins with what was owed before the first day', async () => {
    const found = figures(
      await report(`AgedPayablesByContact?contactId=${supplierId}&date=2026-07-10&fromDate=2026-04-01`),
    );
    expect(found['2026-04-01 00:00:00']).toEqual(['Opening Balance', '', '', '', '', '', '240.00']);
    expect(found['Closing Balance']?.at(-1)).toBe('340.00');
  });

  test('is nothing of what a customer owes', async () => {
    const found = figures(await report(`AgedReceivablesByContact?contactId=${supplierId}&date=2026-07-10`));
    expect(found['Closing Balance']?.at(-1)).toBe('0.00');
  });
});

test.each([
  ['AgedPayablesByContact', 400],
  ['AgedPayablesByContact?contactId=00000000-0000-4000-8000-000000000000', 404],
  ['BalanceSheet?date=soon', 400],
  ['BalanceSheet?periods=99', 400],
  ['ProfitAndLoss?timeframe=DECADE', 400],
  ['ProfitAndLoss?fromDate=2026-02-01&toDate=2026-01-01', 400],
  ['TrialBalance?paymentsOnly=true', 400],
])('%s is refused with %i and never answered with another report', async (path, status) => {
  expect((await app.get(`/Reports/${path}`)).status).toBe(status);
});

test('each report needs its own scope', async () => {
  const narrow = await sandbox.caller({
    organisation: name,
    email: 'oliver@harbour.example',
    scopes: ['accounting.reports.trialbalance.read'],
  });
  expect((await narrow.get('/Reports/TrialBalance')).status).toBe(200);
  expect((await narrow.get('/Reports/BalanceSheet')).status).toBe(401);
});

test('money in another currency is told in that of the organisation, and a changed rate is a gain or a loss', async () => {
  const contact = { Name: 'Papeterie' };
  const owed = await made('Invoices', {
    ...bill({ Contact: contact, CurrencyCode: 'EUR', CurrencyRate: 1.25 }),
    Date: '2027-05-01',
    LineAmountTypes: 'NoTax',
    LineItems: [line(100, '429', 'NONE')],
  });
  await made('Payments', {
    Invoice: { InvoiceID: owed.InvoiceID },
    Account: { Code: '099' },
    Date: '2027-05-02',
    Amount: 100,
    CurrencyRate: 1,
  });
  const asked = 'ProfitAndLoss?fromDate=2027-05-01&toDate=2027-05-31';
  expect(figures(await report(asked))).toMatchObject({
    'General Expenses': ['80.00'],
    'Realised Currency Gains': ['20.00'],
    'Net Profit': ['-100.00'],
  });
});
