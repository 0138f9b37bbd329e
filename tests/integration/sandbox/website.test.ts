import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { aSandbox, type Caller, PlainBrowser, type TestSandbox } from '#tests/support/sandbox-client.ts';
import { hasContract } from '#tests/support/xero-contract.ts';

const HARBOUR = '/organisations/0f3c2f3e-7d41-4b52-8d5e-2c8a51b70001';

let sandbox: TestSandbox;
let app: Caller;
let browser: PlainBrowser;
beforeAll(async () => {
  sandbox = await aSandbox();
  app = await sandbox.caller();
  browser = new PlainBrowser(sandbox.url);
  await browser.signIn('amelia@harbour.example');
});
afterAll(() => sandbox.close());

type Row = Record<string, unknown>;

async function aBill(): Promise<string> {
  const { json } = await app.put<{ Invoices: Row[] }>('/Invoices', {
    Type: 'ACCPAY',
    Status: 'AUTHORISED',
    Contact: { Name: 'Bidfood <script>' },
    InvoiceNumber: 'WEB-1',
    DueDate: '2027-01-01',
    LineItems: [{ Description: 'Flour', Quantity: 2, UnitAmount: 10, AccountCode: '310', TaxType: 'INPUT2' }],
  });
  return String(json.Invoices[0]?.InvoiceID);
}

test.each([
  ['/', 'Harbour &amp; Vine Ltd'],
  [HARBOUR, 'Awaiting payment'],
  [`${HARBOUR}/bills`, 'BF-88120'],
  [`${HARBOUR}/bills?status=DRAFT`, 'Harbourside Laundry'],
  [`${HARBOUR}/invoices`, 'Nothing here'],
  [`${HARBOUR}/contacts?q=thames`, 'Thames Water'],
  [`${HARBOUR}/accounts`, 'Light, Power, Heating'],
  [`${HARBOUR}/tax-rates`, 'Domestic Reverse Charge'],
  [`${HARBOUR}/tracking`, 'Department'],
  [`${HARBOUR}/lock-dates`, 'end of year'],
  [`${HARBOUR}/payments`, 'Nothing is paid yet'],
  [`${HARBOUR}/users`, 'Subscriber'],
  [`${HARBOUR}/plan`, 'EUR USD'],
  [`${HARBOUR}/apps`, 'Intray'],
  ['/sandbox/apps', 'SANDBOX-APP'],
  ['/sandbox/webhooks', 'No app has a webhook'],
  ['/sandbox/clock', 'One day on'],
  ['/sandbox/faults', 'Add a fault'],
  ['/sandbox/log', 'API log'],
])('%s shows %s', async (path, words) => {
  const page = await browser.open(path);
  expect(page.status).toBe(200);
  expect(page.text).toContain(words);
});

test('somebody unknown is asked to sign in, and then sees the page they wanted', async () => {
  const stranger = new PlainBrowser(sandbox.url);
  const asked = await stranger.open(`${HARBOUR}/bills`);
  expect(asked.text).toContain('Log in');
  expect(asked.text).toContain(`value="${HARBOUR}/bills`);
  const wrong = await stranger.submit('/identity/user/login', { email: 'amelia@harbour.example', password: 'x' });
  expect(wrong.status).toBe(422);
  const away = await stranger.submit('/identity/user/login', {
    email: 'amelia@harbour.example',
    password: 'sandbox',
    return: '//evil.example',
  });
  expect(away.location).toBe('/');
});

test('nobody sees the books of an organisation that they do not belong to', async () => {
  const tane = new PlainBrowser(sandbox.url);
  await tane.signIn('tane@kowhai.example');
  expect((await tane.open(`${HARBOUR}/bills`)).status).toBe(404);
  expect((await tane.submit(`${HARBOUR}/lock-dates`, { period: '2026-01-31' })).status).toBe(404);
});

describe('a bill', () => {
  test('is reached by the links that open it in Xero', async () => {
    const id = await aBill();
    const direct = await browser.open(`/AccountsPayable/View.aspx?InvoiceID=${id}`);
    expect(direct.location).toBe(`${HARBOUR}/documents/${id}`);
    const short = `/organisationlogin/default.aspx?shortcode=!hv7Kq&redirecturl=/AccountsPayable/View.aspx?InvoiceID=${id}`;
    expect((await browser.open(short)).location).toBe(`/AccountsPayable/View.aspx?InvoiceID=${id}`);
  });

  test('shows its lines, its file and its history, and escapes what others wrote', async () => {
    const id = await aBill();
    await app.put(`/Invoices/${id}/Attachments/receipt.pdf`, new TextEncoder().encode('%PDF-1.7'), {
      'content-type': 'application/pdf',
    });
    const page = await browser.open(`${HARBOUR}/documents/${id}`);
    expect(page.text).toContain('Flour');
    expect(page.text).toContain('title="receipt.pdf"');
    expect(page.text).toContain('Attached a file');
    expect(page.text).not.toContain('<script>');
    const address = /src="([^"]+\/files\/[^"]+)"/.exec(page.text)?.[1] ?? '';
    expect((await browser.open(address)).text).toBe('%PDF-1.7');
  });

  test('is voided by hand, and the app sees it', async () => {
    const id = await aBill();
    await browser.submit(`${HARBOUR}/documents/${id}`, { status: 'VOIDED' });
    const { json } = await app.get<{ Invoices: Row[] }>(`/Invoices/${id}`);
    expect(json.Invoices[0]).toMatchObject({ Status: 'VOIDED', AmountDue: 0 });
    const again = await browser.submit(`${HARBOUR}/documents/${id}`, { status: 'AUTHORISED' });
    expect(decodeURIComponent(again.location ?? '')).toContain('problem=Invoice+not+of+valid+status');
  });
});

test('a bill paid by hand is paid for the app too, and shows in the bank account', async () => {
  const id = await aBill();
  const page = await browser.open(`${HARBOUR}/documents/${id}`);
  const account = /<option value="([^"]+)">Business Bank Account/.exec(page.text)?.[1] ?? '';
  await browser.submit(`${HARBOUR}/documents/${id}`, { account, amount: '24.00', date: '2026-11-20' });
  const { json } = await app.get<{ Invoices: Row[] }>(`/Invoices/${id}`);
  expect(json.Invoices[0]).toMatchObject({ Status: 'PAID', AmountPaid: 24 });
  const bank = `${HARBOUR}/bank/accounts/${account}`;
  expect((await browser.open(bank)).text).toContain('Payment of WEB-1');
  expect((await browser.open(`${HARBOUR}/bank`)).text).toContain('-24.00 GBP');
  expect((await browser.open(`${HARBOUR}/payments`)).text).toContain('24.00 GBP');
  const paid = await browser.open(`${HARBOUR}/documents/${id}`);
  const payment = /name="payment" value="([^"]+)"/.exec(paid.text)?.[1] ?? '';
  await browser.submit(`${HARBOUR}/documents/${id}`, { payment });
  expect((await app.get<{ Invoices: Row[] }>(`/Invoices/${id}`)).json.Invoices[0]?.Status).toBe('AUTHORISED');
});

test('credit notes and money spent have pages of their own', async () => {
  const line = { Description: 'Returned', Quantity: 1, UnitAmount: 10, AccountCode: '310', TaxType: 'INPUT2' };
  const note = await app.put<{ CreditNotes: Row[] }>('/CreditNotes', {
    Type: 'ACCPAYCREDIT',
    Status: 'AUTHORISED',
    CreditNoteNumber: 'CR-WEB',
    Contact: { Name: 'Bidfood' },
    LineItems: [line],
  });
  const spent = await app.put<{ BankTransactions: Row[] }>('/BankTransactions', {
    Type: 'SPEND',
    BankAccount: { Code: '090' },
    Contact: { Name: 'Trainline' },
    LineItems: [line],
  });
  expect((await browser.open(`${HARBOUR}/credit-notes`)).text).toContain('CR-WEB');
  const notePage = await browser.open(`${HARBOUR}/credit-notes/${note.json.CreditNotes[0]?.CreditNoteID}`);
  expect(notePage.text).toContain('Remaining credit');
  const account = /bank\/accounts\/([0-9a-f-]+)">Business Bank Account/.exec(
    (await browser.open(`${HARBOUR}/bank`)).text,
  )?.[1];
  expect((await browser.open(`${HARBOUR}/bank/accounts/${account}`)).text).toContain('Spent at Trainline');
  const address = `${HARBOUR}/bank/${spent.json.BankTransactions[0]?.BankTransactionID}`;
  await browser.submit(address, { reconcile: '1' });
  expect((await browser.open(address)).text).toContain('Reconciled');
});

test('what a person did carries that person’s name, and what an app did does not', async () => {
  const id = await aBill();
  await browser.submit(`${HARBOUR}/documents/${id}`, { status: 'VOIDED' });
  const { json } = await app.get<{ HistoryRecords: Row[] }>(`/Invoices/${id}/History`);
  expect(json.HistoryRecords.map((record) => [record.Changes, record.User])).toEqual([
    ['Voided', 'Amelia Hart'],
    ['Approved', 'System Generated'],
  ]);
});

test('a note of nothing changes nothing', async () => {
  const id = await aBill();
  const answer = await browser.submit(`${HARBOUR}/documents/${id}`, { note: '   ' });
  expect(decodeURIComponent(answer.location ?? '')).toContain('Write+a+note+first.');
  const { json } = await app.get<{ HistoryRecords: Row[] }>(`/Invoices/${id}/History`);
  expect(json.HistoryRecords).toHaveLength(1);
});

test('a credit is set against a bill by hand, and taken back', async () => {
  const id = await aBill();
  const made = await app.put<{ CreditNotes: Row[] }>('/CreditNotes', {
    Type: 'ACCPAYCREDIT',
    Status: 'AUTHORISED',
    Contact: (await app.get<{ Invoices: Row[] }>(`/Invoices/${id}`)).json.Invoices[0]?.Contact,
    LineItems: [{ Description: 'Returned', Quantity: 1, UnitAmount: 5, AccountCode: '310', TaxType: 'NONE' }],
  });
  const note = made.json.CreditNotes[0]?.CreditNoteID;
  const credited = async () => (await app.get<{ Invoices: Row[] }>(`/Invoices/${id}`)).json.Invoices[0]?.AmountCredited;
  await browser.submit(`${HARBOUR}/credit-notes/${note}`, { invoice: id, amount: '4' });
  expect(await credited()).toBe(4);
  const page = await browser.open(`${HARBOUR}/credit-notes/${note}`);
  await browser.submit(`${HARBOUR}/credit-notes/${note}`, {
    allocation: /name="allocation" value="([^"]+)"/.exec(page.text)?.[1] ?? '',
  });
  expect(await credited()).toBe(0);
});

test('of many bills each can be found: by page, by status and by words', async () => {
  const { organisation } = await sandbox.control<{ organisation: { id: string } }>('POST', '/organisations', {
    name: 'Many Ltd',
    bills: 250,
    contacts: 40,
  });
  const bills = `/organisations/${organisation.id}/bills`;
  expect((await browser.open(bills)).text).toContain('Page 1 of 3, 250 in all');
  expect((await browser.open(`${bills}?page=3`)).text.match(/<tr>/g)).toHaveLength(51);
  expect((await browser.open(`${bills}?status=DRAFT`)).text).toContain('Draft (50)');
  const found = await browser.open(`${bills}?q=b-249`);
  expect(found.text).toContain('All (1)');
});

test('a contact has a page with its documents and its history', async () => {
  const id = await aBill();
  const { Contact } = (await app.get<{ Invoices: Row[] }>(`/Invoices/${id}`)).json.Invoices[0] ?? {};
  const page = await browser.open(`${HARBOUR}/contacts/${(Contact as Row).ContactID}`);
  expect(page.text).toContain(`/documents/${id}`);
});

describe('the other side’s hand', () => {
  test('archives an account', async () => {
    const account = async () =>
      (await app.get<{ Accounts: Row[] }>('/Accounts?where=Code==%22463%22')).json.Accounts[0] ?? {};
    await browser.submit(`${HARBOUR}/accounts`, { id: String((await account()).AccountID), Status: 'ARCHIVED' });
    expect((await account()).Status).toBe('ARCHIVED');
  });

  test('adds, renames and archives a contact', async () => {
    await browser.submit(`${HARBOUR}/contacts`, { Name: 'By Hand Ltd', EmailAddress: '' });
    const find = async () =>
      (await app.get<{ Contacts: Row[] }>('/Contacts?searchTerm=by%20hand&includeArchived=true')).json.Contacts[0] ??
      {};
    await browser.submit(`${HARBOUR}/contacts`, { id: String((await find()).ContactID), Name: 'By Hand and Sons' });
    expect((await find()).Name).toBe('By Hand and Sons');
    await browser.submit(`${HARBOUR}/contacts`, { id: String((await find()).ContactID), ContactStatus: 'ARCHIVED' });
    expect((await find()).ContactStatus).toBe('ARCHIVED');
  });

  test('renames and restores a tracking option, and archives a category', async () => {
    type Category = { TrackingCategoryID: string; Name: string; Options: Row[] };
    const categories = async (query = '') =>
      (await app.get<{ TrackingCategories: Category[] }>(`/TrackingCategories${query}`)).json.TrackingCategories;
    const region = (await categories()).find((one) => one.Name === 'Region') as Category;
    const option = String(region.Options[0]?.TrackingOptionID);
    const post = (fields: Record<string, string>) =>
      browser.submit(`${HARBOUR}/tracking`, { category: region.TrackingCategoryID, ...fields });
    await post({ option, status: 'ARCHIVED' });
    await post({ option, status: 'ACTIVE' });
    await post({ option, name: 'Far North' });
    const changed = (await categories()).find((one) => one.Name === 'Region');
    expect(changed?.Options[0]).toMatchObject({ Name: 'Far North', Status: 'ACTIVE' });
    await post({ status: 'ARCHIVED' });
    expect((await categories()).map((one) => one.Name)).toEqual(['Department']);
    await post({ status: 'ACTIVE' });
    expect((await categories()).map((one) => one.Name)).toEqual(['Region', 'Department']);
  });

  test('changes the percentage of a tax rate, for bills to come', async () => {
    const tax = async () => {
      const reply = await app.put<{ Invoices: Row[] }>('/Invoices', {
        Type: 'ACCPAY',
        Contact: { Name: 'Bidfood' },
        LineItems: [{ Description: 'x', UnitAmount: 100, AccountCode: '445', TaxType: 'RRINPUT' }],
      });
      return reply.json.Invoices[0]?.TotalTax;
    };
    const set = (percentage: string) => browser.submit(`${HARBOUR}/tax-rates`, { id: 'RRINPUT', percentage });
    expect(await tax()).toBe(5);
    await set('8');
    expect(await tax()).toBe(8);
    expect((await set('800')).location).toContain('problem=');
    await set('5');
  });

  test('gives a person another role, which the app feels at once', async () => {
    const ines = await sandbox.caller({ email: 'ines@harbour.example' });
    const page = await browser.open(`${HARBOUR}/users`);
    const user = /value="([^"]+)">\s*<select name="role" aria-label="Role of Ines Moreau"/.exec(page.text)?.[1] ?? '';
    await browser.submit(`${HARBOUR}/users`, { user, role: 'READONLY' });
    expect((await ines.put('/Contacts', { Name: 'Refused Ltd' })).status).toBe(401);
    await browser.submit(`${HARBOUR}/users`, { user, role: 'INVOICEONLY' });
    expect((await ines.put('/Contacts', { Name: 'Taken Ltd' })).status).toBe(200);
    await browser.submit(`${HARBOUR}/users`, { user, remove: '1' });
    expect((await ines.get('/Contacts')).status).toBe(403);
  });

  test('changes the plan: without other currencies, and with a limit of approvals', async () => {
    const refused = await browser.submit(`${HARBOUR}/plan`, { plan: 'STARTER', currencies: 'EUR', approvals: '' });
    expect(refused.location).toContain('problem=');
    await browser.submit(`${HARBOUR}/plan`, { plan: 'STARTER', currencies: '', approvals: '1' });
    const actions = await app.get<{ Actions: Row[] }>('/Organisation/Actions');
    expect(actions.json.Actions).toContainEqual({ Name: 'UseMulticurrency', Status: 'NOT-ALLOWED' });
    const organisation = await app.get<{ Organisations: Row[] }>('/Organisation');
    expect(organisation.json.Organisations[0]?.Class).toBe('STARTER');
    await browser.submit(`${HARBOUR}/plan`, { plan: 'PREMIUM', currencies: 'EUR, usd', approvals: '' });
    expect((await app.get<{ Currencies: Row[] }>('/Currencies')).json.Currencies).toHaveLength(3);
  });

  test('registers an app, which then signs in with its own secret', async () => {
    await browser.submit('/sandbox/apps', {
      name: 'Another app',
      id: 'ANOTHER',
      secret: 'its-secret',
      redirectUris: 'https://another.example/callback',
      tier: 'starter',
    });
    expect((await browser.open('/sandbox/apps')).text).toContain('https://another.example/callback');
    const tokens = await sandbox.control<{ refresh_token: string }>('POST', '/tokens', {
      clientId: 'ANOTHER',
      email: 'oliver@harbour.example',
      organisations: ['Harbour & Vine Ltd'],
    });
    const refreshed = await fetch(`${sandbox.url}/connect/token`, {
      method: 'POST',
      headers: { authorization: `Basic ${Buffer.from('ANOTHER:its-secret').toString('base64')}` },
      body: new URLSearchParams({ grant_type: 'refresh_token', refresh_token: tokens.refresh_token }),
    });
    expect(refreshed.status).toBe(200);
    const nameless = await browser.submit('/sandbox/apps', { name: '', tier: 'core' });
    expect(nameless.location).toContain('problem=');
  });

  test('never takes an app’s place, changes one, and removes one with all it was allowed', async () => {
    const app = { name: 'Thief', id: 'SANDBOX-APP', secret: 'x', redirectUris: '', tier: 'core' };
    const refused = await browser.submit('/sandbox/apps', app);
    expect(refused.location).toContain('problem=');
    await browser.submit('/sandbox/apps', { ...app, id: 'PASSING', name: 'Passing app' });
    const caller = await sandbox.control<{ access_token: string }>('POST', '/tokens', {
      clientId: 'PASSING',
      email: 'oliver@harbour.example',
      organisations: ['Harbour & Vine Ltd'],
    });
    await browser.submit('/sandbox/apps', { change: 'PASSING', name: 'Changed app', redirectUris: '', tier: 'plus' });
    expect((await browser.open('/sandbox/apps')).text).toContain('Changed app');
    await browser.submit('/sandbox/apps', { remove: 'PASSING' });
    expect((await browser.open('/sandbox/apps')).text).not.toContain('Changed app');
    const { status } = await fetch(`${sandbox.url}/connections`, {
      headers: { authorization: `Bearer ${caller.access_token}` },
    });
    expect(status).toBe(401);
  });

  test('adds a tracking category and its options, none of them twice', async () => {
    const kowhai = '/organisations/0f3c2f3e-7d41-4b52-8d5e-2c8a51b70002/tracking';
    await browser.submit(kowhai, { name: 'Channel' });
    const category = /name="category" value="([^"]+)">\s*<label>New option of Channel/.exec(
      (await browser.open(kowhai)).text,
    )?.[1];
    const add = (newOption: string) => browser.submit(kowhai, { category: category ?? '', newOption });
    expect((await add('Online')).location).toContain('notice=');
    expect(decodeURIComponent((await add('online')).location ?? '')).toContain('Please+enter+a+unique+Name.');
    expect((await browser.submit(kowhai, { name: 'A third' })).location).toContain('problem=');
  });

  test('sets a webhook, and sees why its address was not taken', async () => {
    await browser.submit('/sandbox/webhooks', {
      clientId: 'SANDBOX-APP',
      url: `${sandbox.url}/nobody-listens-here`,
      key: 'a-key',
      category: ['CONTACT', 'PREPAYMENT'],
    });
    const page = await browser.open('/sandbox/webhooks');
    expect(page.text).toContain('Intent to receive failed');
    expect(page.text).toContain('Contacts, Prepayments');
  });

  test('sets lock dates', async () => {
    await browser.submit(`${HARBOUR}/lock-dates`, { period: '2026-01-31', year: '' });
    const { json } = await app.get<{ Organisations: Row[] }>('/Organisation');
    expect(json.Organisations[0]?.PeriodLockDate).toBe(`/Date(${Date.UTC(2026, 0, 31)}+0000)/`);
    expect(json.Organisations[0]).not.toHaveProperty('EndOfYearLockDate');
  });

  test('may not be that of someone who may only read', async () => {
    const ruth = new PlainBrowser(sandbox.url);
    await ruth.signIn('ruth@harbour.example');
    const answer = await ruth.submit(`${HARBOUR}/lock-dates`, { period: '2026-02-28', year: '' });
    expect(answer.status).toBe(403);
    expect(answer.text).toContain('Your role may only look.');
  });

  test('gives an account another code and tax rate', async () => {
    const accounts = await app.get<{ Accounts: Row[] }>('/Accounts?where=Code=="441"');
    const id = String(accounts.json.Accounts[0]?.AccountID);
    await browser.submit(`${HARBOUR}/accounts`, { id, Code: '441A', Name: 'Legal Expenses', TaxType: 'NONE' });
    const { json } = await app.get<{ Accounts: Row[] }>(`/Accounts/${id}`);
    expect(json.Accounts[0]).toMatchObject({ Code: '441A', TaxType: 'NONE' });
  });

  test('takes a plan of an app, and ends it', async () => {
    const choose = (status: string) =>
      browser.submit(`${HARBOUR}/apps`, { app: 'SANDBOX-APP', plan: 'Practice', status });
    await choose('ACTIVE');
    expect((await browser.open(`${HARBOUR}/apps`)).text).toContain('Practice, active');
    await choose('CANCELED');
    expect((await browser.open(`${HARBOUR}/apps`)).text).toContain('Practice, cancelled');
  });

  test('moves the clock', async () => {
    await browser.submit('/sandbox/clock', { by: '86400' });
    const { offsetSeconds } = await sandbox.control<{ offsetSeconds: number }>('GET', '/clock');
    await browser.submit('/sandbox/clock', { by: 'reset' });
    expect(offsetSeconds).toBe(86_400);
  });

  test('arms a fault', async () => {
    await browser.submit('/sandbox/faults', {
      kind: 'status',
      status: '503',
      milliseconds: '0',
      method: 'GET',
      path: '/Users',
      remaining: '1',
      share: '100',
    });
    expect((await app.get('/Users')).status).toBe(503);
    expect((await app.get('/Users')).status).toBe(200);
  });

  test('disconnects an app', async () => {
    const page = await browser.open(`${HARBOUR}/apps`);
    const connection = /name="connection" value="([^"]+)"/.exec(page.text)?.[1] ?? '';
    await browser.submit(`${HARBOUR}/apps`, { connection });
    expect((await app.get('/Organisation')).status).toBe(403);
  });
});

describe('the API log', () => {
  test('counts the day’s calls for each endpoint and organisation', async () => {
    await sandbox.control('DELETE', '/log');
    const kowhai = await sandbox.caller({ organisation: 'Kowhai Trading Ltd' });
    for (const path of ['/Accounts', '/Accounts', '/Users']) await kowhai.get(path);
    const { counts } = await sandbox.control<{ counts: Row[] }>('GET', '/log/counts');
    expect(counts.map(({ endpoint, calls, tenantId }) => [endpoint, calls, tenantId])).toEqual([
      ['/Accounts', 2, kowhai.tenantId],
      ['/Users', 1, kowhai.tenantId],
    ]);
    const page = await browser.open('/sandbox/log');
    expect(page.text).toContain('Today’s calls');
    expect(page.text).toContain('<td>GET /Accounts</td><td>Kowhai Trading Ltd</td><td class="amount">2</td>');
  });

  test.skipIf(hasContract)('says where Xero’s contract is absent', async () => {
    expect((await browser.open('/sandbox/log')).text).toContain('contract is not on this computer');
  });

  test.skipIf(!hasContract)('holds each request and answer against Xero’s contract', async () => {
    await sandbox.control('DELETE', '/log');
    const caller = await sandbox.caller({ organisation: 'Wattle Street Pty Ltd' });
    await caller.put('/Contacts', { Contacts: [{ Name: 'Valid Pty Ltd' }] });
    expect((await browser.open('/sandbox/log')).text).toContain('<td>Valid</td>');
    await sandbox.control('DELETE', '/log');
    await caller.put('/Contacts', { Contacts: [{ Name: 'Wrong Pty Ltd', IsSupplier: 'perhaps' }] });
    const page = await browser.open('/sandbox/log');
    expect(page.text).toContain('<td>1 problem</td>');
    expect(page.text).toContain('Asked: Contact/IsSupplier must be boolean');
    await caller.put('/Contacts', { Contacts: [{ Name: 'Odd Pty Ltd', phones: [] }] });
    expect((await browser.open('/sandbox/log')).text).toContain('Asked: Contact/phones is no field of the contract');
  });
});

test('a page of another site can post nothing here', async () => {
  const response = await fetch(`${sandbox.url}/sandbox/api/reset`, {
    method: 'POST',
    headers: { origin: 'https://evil.example' },
  });
  expect(response.status).toBe(403);
});
