import { afterAll, beforeAll, expect, test } from 'vitest';
import { aSandbox, type Caller, type TestSandbox } from '#tests/support/sandbox-client.ts';

/* What two clients at once must never break: totals, the uniqueness of numbers and names, and limits. */

let sandbox: TestSandbox;
let clients: [Caller, Caller];
beforeAll(async () => {
  sandbox = await aSandbox();
  clients = [await sandbox.caller(), await sandbox.caller({ email: 'oliver@harbour.example' })];
  const limits = { minute: 10_000, concurrent: 100 };
  await sandbox.control('PATCH', `/organisations/${clients[0].tenantId}`, { limits });
});
afterAll(() => sandbox.close());

type Row = Record<string, unknown>;
type Lists = Record<string, Row[]>;

const line = { Description: 'Goods', Quantity: 1, UnitAmount: 100, AccountCode: '429', TaxType: 'INPUT2' };
const document = { Status: 'AUTHORISED', Date: '2026-11-02', DueDate: '2026-12-02' };
const bill = { ...document, Type: 'ACCPAY', Contact: { Name: 'Bidfood' }, LineItems: [line] };
const saleLine = { ...line, AccountCode: '200', TaxType: 'OUTPUT2' };
const sale = { ...document, Type: 'ACCREC', Contact: { Name: 'Fig & Olive' }, LineItems: [saleLine] };

/** The same call many times, by both clients in turn and all at once. */
const together = <T>(count: number, call: (client: Caller, index: number) => Promise<T>): Promise<T[]> =>
  Promise.all(Array.from({ length: count }, (_unused, index) => call(clients[index % 2] as Caller, index)));

const first = ({ json }: { json: Lists }, list: string) => json[list]?.[0] ?? {};

test('sales invoices without a number get each their own', async () => {
  const made = await together(60, (client) => client.put<Lists>('/Invoices', sale));
  const numbers = made.map((reply) => first(reply, 'Invoices').InvoiceNumber);
  expect(new Set(numbers).size).toBe(60);
});

test('of many sales invoices with one number, one is taken', async () => {
  const made = await together(20, (client) => client.put('/Invoices', { ...sale, InvoiceNumber: 'ONLY-ONE' }));
  expect(made.filter((reply) => reply.status === 200)).toHaveLength(1);
  expect(made.filter((reply) => reply.text.includes('Invoice # must be unique.'))).toHaveLength(19);
});

test('of many contacts with one name, one is made', async () => {
  const made = await together(20, (client) => client.put('/Contacts', { Name: 'Only One Ltd' }));
  expect(made.filter((reply) => reply.status === 200)).toHaveLength(1);
});

test('bills that name someone new at once share one contact', async () => {
  const made = await together(20, (client) =>
    client.put<Lists>('/Invoices', { ...bill, Contact: { Name: 'Newly Met' } }),
  );
  expect(new Set(made.map((reply) => (first(reply, 'Invoices').Contact as Row).ContactID)).size).toBe(1);
});

test('payments and credits together never exceed what is due', async () => {
  const [app] = clients;
  const { InvoiceID } = first(await app.put<Lists>('/Invoices', bill), 'Invoices');
  const note = { ...bill, Type: 'ACCPAYCREDIT', CreditNoteNumber: 'CR' };
  const { CreditNoteID } = first(await app.put<Lists>('/CreditNotes', note), 'CreditNotes');
  const replies = await together(20, (client, index) =>
    index % 4 < 2
      ? client.put('/Payments', { Invoice: { InvoiceID }, Account: { Code: '090' }, Date: '2026-11-10', Amount: 17 })
      : client.put(`/CreditNotes/${CreditNoteID}/Allocations`, { Amount: 17, Invoice: { InvoiceID } }),
  );
  expect(replies.filter((reply) => reply.status === 200)).toHaveLength(7);
  const after = first(await app.get<Lists>(`/Invoices/${InvoiceID}`), 'Invoices');
  expect(after).toMatchObject({ Total: 120, AmountDue: 1 });
  expect(Number(after.AmountPaid) + Number(after.AmountCredited)).toBe(119);
});

test('one idempotency key used at once makes one bill', async () => {
  const made = await together(10, () => clients[0].put<Lists>('/Invoices', bill, { 'idempotency-key': 'at-once' }));
  expect(new Set(made.map((reply) => first(reply, 'Invoices').InvoiceID)).size).toBe(1);
});

test('a limit on approvals holds', async () => {
  const { tenantId } = clients[0];
  const { invoices } = await sandbox.control<{ invoices: Row[] }>('GET', `/organisations/${tenantId}/books/invoices`);
  const approved = invoices.filter((one) => one.status === 'AUTHORISED' || one.status === 'PAID').length;
  await sandbox.control('PATCH', `/organisations/${tenantId}`, { approvalsPerMonth: approved + 3 });
  const made = await together(20, (client) => client.put('/Invoices', bill));
  await sandbox.control('PATCH', `/organisations/${tenantId}`, { approvalsPerMonth: null });
  expect(made.filter((reply) => reply.status === 200)).toHaveLength(3);
});

test('a limit on calls holds', async () => {
  const app = await sandbox.caller({ organisation: 'Wattle Street Pty Ltd' });
  await sandbox.control('PATCH', `/organisations/${app.tenantId}`, { limits: { minute: 25, concurrent: 100 } });
  const replies = await Promise.all(Array.from({ length: 40 }, () => app.get('/Currencies')));
  expect(replies.filter((reply) => reply.status === 200)).toHaveLength(25);
  expect(replies.filter((reply) => reply.status === 429)).toHaveLength(15);
});
