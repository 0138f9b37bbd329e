import { chromium, type Page } from '@playwright/test';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { findBrowser } from '#scripts/lib/browser.mjs';
import { siteRoutes } from '#tests/sandbox/website/routes.ts';
import { violations } from '#tests/support/accessibility.ts';
import { aSandbox, type TestSandbox } from '#tests/support/sandbox-client.ts';

const HARBOUR = '0f3c2f3e-7d41-4b52-8d5e-2c8a51b70001';
const executablePath = await findBrowser();

/** The pages that people see, read from the website's own routes: a new one is looked at without anyone remembering. */
const pages = siteRoutes
  .filter(({ method, pattern }) => method === 'GET' && /^\/(organisations|sandbox|$)/.test(pattern))
  .map(({ pattern }) => pattern)
  .filter((pattern) => !pattern.startsWith('/sandbox/api') && !pattern.includes('/files/'));

let sandbox: TestSandbox;
let ids: Record<string, string>;
beforeAll(async () => {
  sandbox = await aSandbox();
  ids = await someDocuments();
});
afterAll(() => sandbox.close());

/** One of each kind that has a page of its own, with a file, a payment, an allocation and a fault to be seen. */
async function someDocuments(): Promise<Record<string, string>> {
  const app = await sandbox.caller();
  const make = async (list: string, element: object) => {
    const reply = await app.put<Record<string, Record<string, string>[]>>(`/${list}`, element);
    return reply.json[list]?.[0] ?? {};
  };
  const common = {
    Status: 'AUTHORISED',
    Contact: { Name: 'Bidfood' },
    DueDate: '2027-01-01',
    LineItems: [{ Description: 'Flour', Quantity: 2, UnitAmount: 10, AccountCode: '310', TaxType: 'INPUT2' }],
  };
  const bill = await make('Invoices', { ...common, Type: 'ACCPAY', InvoiceNumber: 'AXE-1' });
  const note = await make('CreditNotes', { ...common, Type: 'ACCPAYCREDIT', CreditNoteNumber: 'AXE-CR' });
  const spent = await make('BankTransactions', { ...common, Type: 'SPEND', BankAccount: { Code: '090' } });
  await make('Payments', { Invoice: bill, Account: { Code: '090' }, Date: '2026-11-20', Amount: 5 });
  await app.put(`/CreditNotes/${note.CreditNoteID}/Allocations`, { Amount: 5, Invoice: { InvoiceID: bill.InvoiceID } });
  await app.put(`/Invoices/${bill.InvoiceID}/Attachments/a.pdf`, new TextEncoder().encode('%PDF-1.7'), {
    'content-type': 'application/pdf',
  });
  await app.get('/Nothing');
  await sandbox.control('POST', '/faults', { kind: 'delay', path: '/never-called', milliseconds: 1 });
  const sale = await make('Invoices', {
    ...common,
    Type: 'ACCREC',
    LineItems: [{ Description: 'Tea', Quantity: 1, UnitAmount: 9, AccountCode: '200', TaxType: 'OUTPUT2' }],
  });
  const online = await app.get<{ OnlineInvoices: { OnlineInvoiceUrl: string }[] }>(
    `/Invoices/${sale.InvoiceID}/OnlineInvoice`,
  );
  const accounts = await app.get<{ Accounts: { AccountID: string }[] }>('/Accounts?where=Code=="090"');
  return {
    documents: `${bill.InvoiceID}`,
    'credit-notes': `${note.CreditNoteID}`,
    bank: `${spent.BankTransactionID}`,
    'bank/accounts': `${accounts.json.Accounts[0]?.AccountID}`,
    contacts: String((bill.Contact as unknown as Record<string, string>).ContactID),
    online: new URL(online.json.OnlineInvoices[0]?.OnlineInvoiceUrl ?? '').pathname,
  };
}

function addressOf(pattern: string): string {
  return pattern.replace(':organisation', HARBOUR).replace(/\/([^/]+|bank\/accounts)\/:id$/, (_all, kind: string) => {
    const id = ids[kind];
    if (!id) throw new Error(`Make something for the page ${pattern}`);
    return `/${kind}/${id}`;
  });
}

/** In the light theme: the dark one has other colours and nothing else, and a unit test holds all of those. */
const expectAccessible = async (page: Page, what: string) => expect(await violations(page, 'all'), what).toEqual([]);

test('the list of pages was found', () => {
  expect(pages.length).toBeGreaterThan(20);
  expect(pages).toContain('/organisations/:organisation/credit-notes/:id');
});

test.skipIf(!executablePath)(
  'every page, the sign-in and the consent are accessible',
  { timeout: 120_000 },
  async () => {
    const browser = await chromium.launch({ executablePath: executablePath ?? undefined, args: ['--no-sandbox'] });
    try {
      const page = await (await browser.newContext()).newPage();
      await page.goto(`${sandbox.url}/`);
      await expectAccessible(page, 'sign-in');
      await page.getByRole('button', { name: /Amelia Hart/ }).click();
      for (const pattern of pages) {
        await page.goto(`${sandbox.url}${addressOf(pattern)}`);
        // Rows fold the same forms away; a few of them stand for all.
        for (const details of (await page.locator('details').all()).slice(0, 3)) {
          await details.evaluate((element) => element.setAttribute('open', ''));
        }
        await expectAccessible(page, pattern);
      }
      const consent = new URLSearchParams({
        response_type: 'code',
        client_id: 'SANDBOX-APP',
        redirect_uri: 'http://localhost:3000/callback',
        scope: 'openid offline_access accounting.invoices',
        state: 'a-state',
      });
      await page.goto(`${sandbox.url}/identity/connect/authorize?${consent}`);
      await expectAccessible(page, 'consent');
      await page.goto(`${sandbox.url}${ids.online}`);
      await expectAccessible(page, 'an invoice online');
      await page.goto(`${sandbox.url}/no-such-page`);
      await expectAccessible(page, 'not found');
    } finally {
      await browser.close();
    }
  },
);
