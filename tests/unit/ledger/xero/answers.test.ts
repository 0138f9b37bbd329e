import { randomUUID } from 'node:crypto';
import { once } from 'node:events';
import { createServer } from 'node:http';
import { afterAll, beforeAll, expect, test } from 'vitest';
import type { LedgerSession } from '#lib/ledger/ledger-session.ts';
import { changeDocument } from '#lib/ledger/xero/change-documents.ts';
import { createDocuments, documentBody } from '#lib/ledger/xero/documents.ts';
import { logLines } from '#tests/support/log-lines.ts';
import { aDocument, aLine } from './builders.ts';

/* Answers that Xero gives and the sandbox does not, through the whole of xero-node. */

let answer: { status: number; body: object };
const correlationId = randomUUID();
const server = createServer((request, response) => {
  request.resume().on('end', () => {
    response.writeHead(answer.status, { 'content-type': 'application/json', 'Xero-Correlation-Id': correlationId });
    response.end(JSON.stringify(answer.body));
  });
});

beforeAll(() => once(server.listen(Number(process.env.XERO_SANDBOX_PORT), '127.0.0.1'), 'listening'));
afterAll(() => server.close());

const session: LedgerSession = {
  organisationId: 'organisation',
  shortCode: null,
  call: async (send) => (await send('token')).result,
};
const bill = aDocument({ lines: [aLine(), aLine()] });
const InvoiceID = '0f3c2f3e-0000-4000-8000-000000000001';
const create = () =>
  createDocuments(session, 'BILL', [bill], { idempotencyKey: randomUUID(), body: documentBody([bill]) });

test('why a line and the contact were refused is read from a good answer too, and from a refused one', async () => {
  const element = {
    StatusAttributeString: 'ERROR',
    LineItems: [{}, { ValidationErrors: [{ Message: 'The TaxType field is mandatory' }] }],
    Contact: { ValidationErrors: [{ Message: 'Email address must be valid' }] },
  };
  const reasons = [
    { field: 'taxRateId', line: 1 },
    { field: 'contactId', line: null },
  ];
  answer = { status: 200, body: { Invoices: [element] } };
  expect(await create()).toMatchObject({ ok: true, value: [{ ok: false, reasons }] });
  answer = { status: 400, body: { ErrorNumber: 10, Type: 'ValidationException', Elements: [element] } };
  expect(await create()).toMatchObject({ ok: false, error: { kind: 'rejected', reasons } });
});

test('a warning and the account that was left out are told of a bill, new or changed', async () => {
  const text = "Account code '408' has been removed as it does not match a recognised account.";
  const line = { TaxAmount: 20 };
  const element = {
    InvoiceID,
    Status: 'AUTHORISED',
    StatusAttributeString: 'WARNING',
    CurrencyCode: 'GBP',
    Total: 120,
    LineItems: [line, { ...line, AccountCode: '408' }],
    Warnings: [{ Message: text }],
  };
  const differences = [
    { field: 'account', line: 0, sent: '408', stored: '' },
    { field: 'warning', line: null, sent: '', stored: text },
  ];
  answer = { status: 200, body: { Invoices: [element] } };
  expect(await create()).toMatchObject({ ok: true, value: [{ ok: true, posted: { differences } }] });
  const target = { kind: 'BILL', ledgerId: InvoiceID } as const;
  const change = { operation: 'UPDATE', document: bill } as const;
  const request = { idempotencyKey: randomUUID(), body: documentBody([bill]) };
  expect(await changeDocument(session, target, change, request)).toMatchObject({
    ok: true,
    value: { ok: true, posted: { differences } },
  });
});

test('the log has the id under which Xero finds the call again', async () => {
  const lines = await logLines(async () => {
    answer = { status: 200, body: { Invoices: [{ InvoiceID, LineItems: [] }] } };
    await create();
    answer = { status: 500, body: {} };
    await create();
  });
  expect(
    lines.map(({ level, status, correlationId: id, organisationId }) => [level, status, id, organisationId]),
  ).toEqual([
    [30, 200, correlationId, 'organisation'],
    [40, 500, correlationId, 'organisation'],
  ]);
});
