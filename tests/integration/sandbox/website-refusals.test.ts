import { afterAll, describe, expect, test } from 'vitest';
import { aSandbox, PlainBrowser } from '#tests/support/sandbox-client.ts';
import { aBill, putBill, type Row } from './arrange-bills.ts';

const HARBOUR = '/organisations/0f3c2f3e-7d41-4b52-8d5e-2c8a51b70001';
const NOBODY = '00000000-0000-4000-8000-000000000000';

const sandbox = await aSandbox();
afterAll(() => sandbox.close());
const app = await sandbox.caller();
const amelia = await browserOf('amelia');
const ruth = await browserOf('ruth');
const ines = await browserOf('ines');

async function browserOf(name: string): Promise<PlainBrowser> {
  const browser = new PlainBrowser(sandbox.url);
  await browser.signIn(`${name}@harbour.example`);
  return browser;
}

let bills = 0;

async function aBillOf(status: string): Promise<{ id: string; address: string }> {
  bills += 1;
  const { bill } = await putBill(app, aBill({ Status: status, InvoiceNumber: `REFUSED-${bills}` }));
  const id = String(bill.InvoiceID);
  return { id, address: `${HARBOUR}/documents/${id}` };
}

async function statusOf(id: string): Promise<unknown> {
  return (await app.get<{ Invoices: Row[] }>(`/Invoices/${id}`)).json.Invoices[0]?.Status;
}

async function aBankAccountId(): Promise<string> {
  const { json } = await app.get<{ Accounts: Row[] }>('/Accounts?where=Code=="090"');
  return String(json.Accounts[0]?.AccountID);
}

/** What the page says after a form was refused. */
function problemOf({ location }: { location: string | null }): string {
  return new URL(location ?? '/', sandbox.url).searchParams.get('problem') ?? '';
}

async function aBankTransaction(): Promise<string> {
  const { json } = await app.put<{ BankTransactions: Row[] }>('/BankTransactions', {
    Type: 'SPEND',
    Contact: { Name: 'Corner Shop' },
    BankAccount: { Code: '090' },
    LineItems: [{ Description: 'Milk', Quantity: 1, UnitAmount: 3, AccountCode: '310', TaxType: 'NONE' }],
  });
  return String(json.BankTransactions[0]?.BankTransactionID);
}

async function aCreditNote(): Promise<string> {
  const { json } = await app.put<{ CreditNotes: Row[] }>('/CreditNotes', {
    Type: 'ACCPAYCREDIT',
    Status: 'AUTHORISED',
    Contact: { Name: 'Bidfood' },
    LineItems: [{ Description: 'Returned', Quantity: 1, UnitAmount: 4, AccountCode: '310', TaxType: 'NONE' }],
  });
  return String(json.CreditNotes[0]?.CreditNoteID);
}

async function aContact(): Promise<string> {
  const { json } = await app.get<{ Contacts: Row[] }>('/Contacts?page=1&pageSize=1');
  return String(json.Contacts[0]?.ContactID);
}

describe('somebody who may only invoice', () => {
  test.each<[string, Record<string, string>]>([
    ['/lock-dates', { period: '2026-01-31', year: '' }],
    ['/plan', { plan: 'PREMIUM', currencies: 'EUR USD', approvals: '' }],
    ['/users', { user: NOBODY, role: 'STANDARD' }],
    ['/accounts', { Code: '999', Name: 'Refused', Type: 'EXPENSE', TaxType: 'NONE' }],
    ['/tax-rates', { id: 'INPUT2', percentage: '1' }],
    ['/tracking', { name: 'Refused' }],
  ])('may not use %s, nor sees its form', async (section, fields) => {
    const refused = await ines.submit(`${HARBOUR}${section}`, fields);
    expect(refused.status).toBe(403);
    expect(refused.text).toContain('Your role may not do this.');
    const main = (await ines.open(`${HARBOUR}${section}`)).text.split('<main')[1];
    expect(main).toContain('Your role may draft bills and invoices');
    expect(main).not.toContain('method="post"');
  });

  test('may neither approve, void nor pay', async () => {
    const draft = await aBillOf('DRAFT');
    expect((await ines.submit(draft.address, { status: 'AUTHORISED' })).status).toBe(403);
    expect(await statusOf(draft.id)).toBe('DRAFT');
    const approved = await aBillOf('AUTHORISED');
    expect((await ines.submit(approved.address, { status: 'VOIDED' })).status).toBe(403);
    const payment = { account: await aBankAccountId(), amount: '1', date: '2026-11-20' };
    expect((await ines.submit(approved.address, payment)).status).toBe(403);
    expect(await statusOf(approved.id)).toBe('AUTHORISED');
    const page = (await ines.open(approved.address)).text;
    for (const words of ['Record payment', 'Void…']) expect(page).not.toContain(words);
    expect((await ines.open(draft.address)).text).not.toContain('>Approve<');
  });

  test('may not touch the bank nor set credit against a bill', async () => {
    const transaction = `${HARBOUR}/bank/${await aBankTransaction()}`;
    expect((await ines.submit(transaction, { reconcile: '1' })).status).toBe(403);
    expect((await ines.open(transaction)).text).not.toContain('Mark as reconciled');
    const note = `${HARBOUR}/credit-notes/${await aCreditNote()}`;
    const { id } = await aBillOf('AUTHORISED');
    expect((await ines.submit(note, { invoice: id, amount: '1' })).status).toBe(403);
  });

  test('may draft, submit, delete, write notes, change contacts and subscribe to apps', async () => {
    const { id, address } = await aBillOf('DRAFT');
    expect((await ines.open(address)).text).toContain('Submit for approval');
    expect((await ines.submit(address, { status: 'SUBMITTED' })).location).toContain('notice=');
    expect((await ines.submit(address, { note: 'Seen' })).location).toContain('notice=');
    expect((await ines.submit(address, { status: 'DELETED' })).location).toContain('notice=');
    expect(await statusOf(id)).toBe('DELETED');
    expect((await ines.submit(`${HARBOUR}/contacts`, { Name: 'By Ines Ltd' })).location).toContain('notice=');
    const subscription = { app: 'SANDBOX-APP', plan: 'Practice', status: 'ACTIVE' };
    expect((await ines.submit(`${HARBOUR}/apps`, subscription)).location).toContain('notice=');
  });
});

describe('a form without what it needs changes nothing', () => {
  test.each<[string, Record<string, string>, string]>([
    ['/tax-rates', { id: 'INPUT2', percentage: '' }, 'The percentage is missing'],
    ['/tax-rates', { id: 'INPUT2' }, 'The name is missing'],
    ['/tax-rates', { id: 'INPUT2', status: 'GONE' }, 'GONE is no choice'],
    ['/plan', {}, 'The plan is missing'],
    ['/plan', { plan: 'PREMIUM', approvals: '' }, 'The list of currencies is missing'],
    ['/lock-dates', {}, 'The lock date is missing'],
    ['/lock-dates', { period: '' }, 'The lock date of the year is missing'],
    ['/tracking', {}, 'The name is missing'],
    ['/apps', { app: 'SANDBOX-APP', plan: 'Practice' }, 'The status is missing'],
    ['/apps', { app: 'SANDBOX-APP', plan: 'Practice', status: 'PERHAPS' }, 'PERHAPS is no choice'],
  ])('%s with %j', async (section, fields, words) => {
    await amelia.submit(`${HARBOUR}/lock-dates`, { period: '2025-01-31', year: '2025-01-31' });
    const before = await settings();
    expect(problemOf(await amelia.submit(`${HARBOUR}${section}`, fields))).toContain(words);
    expect(await settings()).toEqual(before);
  });

  async function settings() {
    const all = ['/TaxRates', '/Currencies', '/Organisation', '/TrackingCategories'].map(async (path) => {
      const { Organisations, TaxRates, Currencies, TrackingCategories } = (await app.get<Row>(path)).json;
      return { Organisations, TaxRates, Currencies, TrackingCategories };
    });
    return [await Promise.all(all), subscriptionShown((await amelia.open(`${HARBOUR}/apps`)).text)];
  }

  function subscriptionShown(page: string): string {
    const shown = /<td>([^<]*)<details>/.exec(page)?.[1];
    if (shown === undefined) throw new Error('The page shows no subscription');
    return shown;
  }

  test('a document keeps its status', async () => {
    const { id, address } = await aBillOf('DRAFT');
    expect(problemOf(await amelia.submit(address, {}))).toContain('The status is missing');
    expect(problemOf(await amelia.submit(address, { status: 'LOST' }))).toContain('LOST is no choice');
    expect(await statusOf(id)).toBe('DRAFT');
  });

  test('a document is not paid', async () => {
    const { id, address } = await aBillOf('AUTHORISED');
    const account = await aBankAccountId();
    expect(problemOf(await amelia.submit(address, { account, date: '2026-11-20' }))).toContain('The amount is missing');
    const dateless = await amelia.submit(address, { account, amount: '1', date: '' });
    expect(problemOf(dateless)).toContain('The date is missing');
    expect(await statusOf(id)).toBe('AUTHORISED');
  });

  test('nobody is removed by a form without a role', async () => {
    const page = (await amelia.open(`${HARBOUR}/users`)).text;
    const user = /value="([^"]+)">\s*<select name="role" aria-label="Role of Ruth/.exec(page)?.[1] ?? '';
    expect(problemOf(await amelia.submit(`${HARBOUR}/users`, { user }))).toContain('The role is missing');
    expect((await amelia.open(`${HARBOUR}/users`)).text).toContain('ruth@harbour.example');
  });
});

test('a payment is removed on the page of its own document alone', async () => {
  const [paid, other] = [await aBillOf('AUTHORISED'), await aBillOf('AUTHORISED')];
  await amelia.submit(paid.address, { account: await aBankAccountId(), amount: '120', date: '2026-11-20' });
  const payment = /name="payment" value="([^"]+)"/.exec((await amelia.open(paid.address)).text)?.[1] ?? '';
  expect(problemOf(await amelia.submit(other.address, { payment }))).toContain('no such payment');
  expect(await statusOf(paid.id)).toBe('PAID');
  expect((await amelia.submit(paid.address, { payment })).location).toContain('notice=');
});

describe('an id', () => {
  test.each([
    ['documents', async () => (await aBillOf('DRAFT')).id],
    ['credit-notes', aCreditNote],
    ['bank', aBankTransaction],
    ['contacts', aContact],
  ])('of %s may come in capitals', async (section, make) => {
    const address = `${HARBOUR}/${section}/${(await make()).toUpperCase()}`;
    expect((await amelia.open(address)).status).toBe(200);
    expect((await amelia.submit(address, { note: 'In capitals' })).location).toContain('notice=');
  });

  test.each(['documents', 'credit-notes', 'bank', 'contacts'])(
    'of %s that is unknown is not found',
    async (section) => {
      for (const id of [NOBODY, '%E2%82%AC', '%0d%0a']) {
        const address = `${HARBOUR}/${section}/${id}`;
        expect((await amelia.open(address)).status).toBe(404);
        expect((await amelia.submit(address, { note: 'x' })).status).toBe(404);
      }
    },
  );

  test.each<[string, Record<string, string>]>([
    ['/tax-rates', { id: 'UNKNOWN', percentage: '1' }],
    ['/tax-rates', { percentage: '1' }],
    ['/users', { user: NOBODY, role: 'STANDARD' }],
    ['/users', { role: 'STANDARD' }],
    ['/accounts', { id: NOBODY, Name: 'Unknown', Code: 'U1', Type: 'EXPENSE' }],
    ['/contacts', { id: NOBODY, Name: 'Unknown' }],
    ['/tracking', { category: NOBODY, name: 'Unknown' }],
    ['/apps', { app: 'UNKNOWN', plan: 'Practice', status: 'ACTIVE' }],
  ])('in a form of %s that is not there is not found: %j', async (section, fields) => {
    const answer = await amelia.submit(`${HARBOUR}${section}`, fields);
    expect(answer.status).toBe(404);
    expect(answer.text).toContain('There is no such');
  });

  test('of an app or an organisation that is unknown is told on the sandbox’s pages', async () => {
    const webhook = { clientId: 'UNKNOWN', url: 'http://localhost:1/', key: 'k', category: 'CONTACT' };
    expect(problemOf(await amelia.submit('/sandbox/webhooks', webhook))).toBe('There is no app UNKNOWN');
    const fault = { kind: 'status', milliseconds: '0', share: '100', tenantId: NOBODY };
    expect(problemOf(await amelia.submit('/sandbox/faults', fault))).toBe(`There is no organisation ${NOBODY}`);
  });
});

test.each(['%E2%82%AC', '%0d%0a'])('an address with %s is answered and no connection dropped', async (odd) => {
  expect((await ruth.submit(`${HARBOUR}/documents/${odd}`, { note: 'x' })).status).toBe(403);
  const onward = `/organisationlogin/default.aspx?shortcode=!hv7Kq&redirecturl=/${odd}`;
  expect((await amelia.open(onward)).location).toBe(`/${odd.toUpperCase()}`);
  const login = { email: 'ruth@harbour.example', password: 'sandbox', return: `/${decodeURIComponent(odd)}` };
  expect((await ruth.submit('/identity/user/login', login)).location).toBe(`/${odd.toUpperCase()}`);
});

test.each<Record<string, string>>([
  { by: '1e14' },
  { by: '-1e14' },
  { by: '9e11' },
  { by: '' },
  { to: '1969-12-31T23:59' },
  { to: '+010000-01-01T00:00' },
])('the clock is not moved to a year that it cannot show: %j', async (fields) => {
  expect(problemOf(await amelia.submit('/sandbox/clock', fields))).toContain('stays as it is');
  expect((await amelia.open('/sandbox/clock')).status).toBe(200);
  expect((await sandbox.control<{ offsetSeconds: number }>('GET', '/clock')).offsetSeconds).toBe(0);
});
