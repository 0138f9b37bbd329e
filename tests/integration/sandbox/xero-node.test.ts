import { createRequire } from 'node:module';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { Invoice, LineAmountTypes, XeroClient } from 'xero-node';
import { aSandbox, CALLBACK, PlainBrowser, type TestSandbox } from '#tests/support/sandbox-client.ts';

/** The openid-client that xero-node itself uses, version 5. */
const fromXeroNode = createRequire(createRequire(import.meta.url).resolve('xero-node'));
const { Issuer } = fromXeroNode('openid-client');

const SCOPES =
  'openid profile email offline_access accounting.invoices accounting.contacts accounting.settings.read accounting.attachments';

let sandbox: TestSandbox;
let xero: XeroClient;
let tenantId: string;

beforeAll(async () => {
  sandbox = await aSandbox();
  const issuer = await Issuer.discover(sandbox.url);
  xero = new XeroClient({
    clientId: 'SANDBOX-APP',
    clientSecret: 'sandbox-secret',
    redirectUris: [CALLBACK],
    scopes: SCOPES.split(' '),
    state: 'a-state',
  });
  xero.openIdClient = new issuer.Client({
    client_id: 'SANDBOX-APP',
    client_secret: 'sandbox-secret',
    redirect_uris: [CALLBACK],
    response_types: ['code'],
  });
  xero.accountingApi.basePath = `${sandbox.url}/api.xro/2.0`;
});
afterAll(() => sandbox.close());

test('xero-node signs in: consent address, code, id token, connections', async () => {
  const browser = new PlainBrowser(sandbox.url);
  await browser.signIn('oliver@harbour.example');
  const consent = new URL(await xero.buildConsentUrl());
  const page = await browser.open(consent.href);
  const organisation = /name="organisation" value="([^"]+)"/.exec(page.text)?.[1] ?? '';
  const back = await browser.submit('/identity/connect/consent', {
    request: consent.search.slice(1),
    organisation,
    decision: 'allow',
  });
  const tokens = await xero.apiCallback(back.location ?? '');
  expect(tokens.claims().email).toBe('oliver@harbour.example');
  const response = await fetch(`${sandbox.url}/connections`, {
    headers: { authorization: `Bearer ${tokens.access_token}` },
  });
  const connections = (await response.json()) as { tenantId: string; tenantName: string }[];
  expect(connections.map((one) => one.tenantName)).toEqual(['Harbour & Vine Ltd']);
  tenantId = connections[0]?.tenantId ?? '';
});

test('xero-node refreshes its tokens', async () => {
  const before = xero.readTokenSet().refresh_token;
  await xero.refreshToken();
  expect(xero.readTokenSet().refresh_token).not.toBe(before);
});

test('xero-node reads every list', async () => {
  const api = xero.accountingApi;
  expect((await api.getOrganisations(tenantId)).body.organisations?.[0]?.name).toBe('Harbour & Vine Ltd');
  expect((await api.getAccounts(tenantId)).body.accounts?.length).toBeGreaterThan(50);
  expect((await api.getTaxRates(tenantId)).body.taxRates?.length).toBeGreaterThan(15);
  expect((await api.getTrackingCategories(tenantId)).body.trackingCategories?.map((one) => one.name)).toEqual([
    'Region',
    'Department',
  ]);
  expect((await api.getCurrencies(tenantId)).body.currencies).toHaveLength(3);
  expect((await api.getItems(tenantId)).body.items?.length).toBeGreaterThan(0);
  expect(
    (await api.getContacts(tenantId, undefined, undefined, undefined, undefined, 1)).body.pagination?.itemCount,
  ).toBeGreaterThan(30);
});

test('xero-node creates a bill, attaches a file, and reads both back', async () => {
  const api = xero.accountingApi;
  const created = await api.createInvoices(
    tenantId,
    {
      invoices: [
        {
          type: Invoice.TypeEnum.ACCPAY,
          status: Invoice.StatusEnum.AUTHORISED,
          contact: { name: 'Smithfield Meats' },
          invoiceNumber: 'SM-77',
          date: '2026-11-20',
          dueDate: '2026-12-20',
          lineAmountTypes: LineAmountTypes.Inclusive,
          lineItems: [
            { description: 'Meat', quantity: 1, unitAmount: 48, accountCode: '310', taxType: 'ZERORATEDINPUT' },
          ],
        },
      ],
    },
    false,
  );
  const bill = created.body.invoices?.[0];
  expect(bill).toMatchObject({ total: 48, totalTax: 0, hasErrors: false });
  const id = bill?.invoiceID ?? '';
  const file = Buffer.from('%PDF-1.7');
  await api.createInvoiceAttachmentByFileName(tenantId, id, 'SM-77.pdf', file, false, undefined, {
    headers: { 'Content-Type': 'application/pdf' },
  });
  expect((await api.getInvoiceAttachments(tenantId, id)).body.attachments?.[0]).toMatchObject({
    fileName: 'SM-77.pdf',
    mimeType: 'application/pdf',
  });
  expect((await api.getInvoice(tenantId, id)).body.invoices?.[0]?.hasAttachments).toBe(true);
  expect((await api.getInvoiceHistory(tenantId, id)).body.historyRecords?.length).toBe(2);
});

test('xero-node’s refusals carry Xero’s status and words', async () => {
  const refused = await xero.accountingApi
    .createContacts(tenantId, { contacts: [{ name: 'bidfood' }] })
    .catch((error) => error);
  const { response, body } = JSON.parse(refused);
  expect(response.statusCode).toBe(400);
  expect(response.headers['x-minlimit-remaining']).toBeDefined();
  expect(body.Elements[0].ValidationErrors[0].Message).toContain('already assigned to another contact');
});
