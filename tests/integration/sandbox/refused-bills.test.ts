import { afterAll, describe, expect, test } from 'vitest';
import { aSandbox } from '#tests/support/sandbox-client.ts';
import { aBill, messagesAbout, putBill, type Row } from './arrange-bills.ts';

/* Bills that are not taken, and why. */

const sandbox = await aSandbox();
const harbour = await sandbox.caller();
const kowhai = await sandbox.caller({ organisation: 'Kowhai Trading Ltd', email: 'oliver@harbour.example' });
afterAll(() => sandbox.close());

const put = (bill: Row, query = '', caller = harbour) => putBill(caller, bill, query);
const messages = (bill: Row, caller = harbour) => messagesAbout(caller, bill);

describe('a bill is refused in Xero’s words', () => {
  const cases: [string, Row, string][] = [
    [
      'an unknown account',
      aBill({}, { AccountCode: '999' }),
      "Account code '999' is not a valid code for this document.",
    ],
    [
      'a bank account',
      aBill({}, { AccountCode: '090', TaxType: 'NONE' }),
      "Account code '090' is not a valid code for this document.",
    ],
    [
      'the creditors account',
      aBill({}, { AccountCode: '800', TaxType: 'NONE' }),
      "Account code '800' is not a valid code for this document.",
    ],
    ['no account', aBill({}, { AccountCode: undefined }), 'Account code or ID must be specified'],
    ['no tax rate', aBill({}, { TaxType: undefined }), 'The TaxType field is mandatory'],
    [
      'an unknown tax rate',
      aBill({}, { TaxType: 'WHAT' }),
      'The TaxType code WHAT does not exist or cannot be used for this type of transaction.',
    ],
    [
      'a retired tax rate',
      aBill({}, { TaxType: 'CAPEXINPUT' }),
      'The TaxType code CAPEXINPUT does not exist or cannot be used for this type of transaction.',
    ],
    [
      'a sales tax rate on a cost',
      aBill({}, { TaxType: 'OUTPUT2' }),
      "The TaxType code 'OUTPUT2' cannot be used with account code '429'.",
    ],
    ['more tax than the line', aBill({}, { TaxAmount: 101 }), 'The tax amount cannot be greater than the line amount!'],
    [
      'a line total that is wrong',
      aBill({}, { LineAmount: 99 }),
      'The line total 99.00 does not match the expected line total 100.00',
    ],
    [
      'a negative quantity',
      aBill({}, { Quantity: -1 }),
      "The quantity value '-1.0000' is invalid. Quantity must not be less than zero.",
    ],
    ['no due date', aBill({ DueDate: undefined }), 'The document DueDate field must be specified.'],
    ['no lines', aBill({ LineItems: [] }), 'One or more line items must be specified'],
    ['no contact', aBill({ Contact: undefined }), 'A Contact must be specified for this type of transaction'],
    [
      'a contact without a name',
      aBill({ Contact: {} }),
      'The Contact must contain at least 1 of the following elements to identify the contact: Name, ContactID, ContactNumber',
    ],
    ['a total below zero', aBill({}, { UnitAmount: -5 }), 'The Total for this document must be greater than zero'],
    ['a total that is not the sum', aBill({ Total: 119 }), 'The document total does not equal the sum of the lines.'],
    ['another currency than it has', aBill({ CurrencyCode: 'JPY' }), 'Organisation is not subscribed to currency JPY'],
    ['an address without a host', aBill({ Url: '/items/1' }), 'Url must be a valid absolute url'],
    ['an address that names Xero', aBill({ Url: 'https://xero.example/1' }), 'Url must be a valid absolute url'],
    ['a status to create in', aBill({ Status: 'PAID' }), 'Invoice not of valid status for creation'],
    ['no type', aBill({ Type: undefined }), 'Invoice not of valid type for creation'],
  ];
  test.each(cases)('for %s', async (_what, bill, message) => {
    expect(await messages(bill)).toContain(message);
  });

  test('for an archived account', async () => {
    await sandbox.control('PATCH', `/organisations/${harbour.tenantId}/accounts/485`, { Status: 'ARCHIVED' });
    expect(await messages(aBill({}, { AccountCode: '485' }))).toEqual([
      "Account code '485' has been archived, or has been deleted. Each line item must reference a valid account.",
    ]);
  });

  test('for an archived contact, by id and by name', async () => {
    await sandbox.control('PATCH', `/organisations/${harbour.tenantId}/contacts/Aviva%20Commercial`, {
      ContactStatus: 'ARCHIVED',
    });
    const words =
      'The contact with the specified contact details has been archived. The contact must be un-archived before creating new invoices or credit notes.';
    expect(await messages(aBill({ Contact: { Name: 'Aviva Commercial' } }))).toEqual([words]);
  });

  test('for an unknown contact id, the whole request is not found', async () => {
    const { status } = await put(
      aBill({ Contact: { ContactID: '0f3c2f3e-0000-4000-8000-000000000000' } }),
      '?summarizeErrors=false',
    );
    expect(status).toBe(404);
  });

  test('for a word that is no member of its list, the whole request cannot be read', async () => {
    const { json } = await put(aBill({ LineAmountTypes: 'NO_TAX' }));
    expect(json).toMatchObject({ ErrorNumber: 14, Type: 'PostDataInvalidException' });
    expect(String((json as Row).Message)).toContain('Error converting value "NO_TAX" to type');
  });

  test('for a request of more than ten megabytes', async () => {
    const { status, json } = await put(aBill({}, { Description: 'x'.repeat(11 * 1024 * 1024) }));
    expect([status, (json as Row).Title]).toEqual([413, 'RequestEntityTooLarge']);
  });

  test('for JSON that cannot be read', async () => {
    const reply = await harbour.put('/Invoices', '{"Invoices": [');
    expect(reply.json).toMatchObject({ ErrorNumber: 14, Type: 'PostDataInvalidException' });
  });

  test('with all its reasons at once', async () => {
    expect(await messages(aBill({ DueDate: undefined }, { AccountCode: '999' }))).toEqual([
      "Account code '999' is not a valid code for this document.",
      'The document DueDate field must be specified.',
    ]);
  });
});

describe('lock dates', () => {
  test('refuse an approved bill in a locked year and in a locked period, and take a draft', async () => {
    const line = { TaxType: 'INPUT2' };
    expect(await messages(aBill({ Date: '2026-03-31' }, line), kowhai)).toEqual([
      'The document date cannot be before the end of year lock date, currently set at 31-Mar-2026',
    ]);
    expect(await messages(aBill({ Date: '2026-06-30' }, line), kowhai)).toEqual([
      'The document date cannot be before the period lock date, currently set at 30-Jun-2026',
    ]);
    expect(await messages(aBill({ Date: '2026-07-01' }, line), kowhai)).toEqual([]);
    expect(await messages(aBill({ Date: '2026-03-31', Status: 'DRAFT' }, line), kowhai)).toEqual([]);
  });

  test('let an adviser post in a locked period, and nobody in a locked year', async () => {
    const adviser = await sandbox.caller({ organisation: 'Kowhai Trading Ltd' });
    expect(await messages(aBill({ Date: '2026-06-30' }), adviser)).toEqual([]);
    expect(await messages(aBill({ Date: '2026-03-31' }), adviser)).toHaveLength(1);
  });
});

test('a plan with an approval limit approves so many bills in a month and takes drafts beyond it', async () => {
  const liffey = await sandbox.caller({ organisation: 'Liffey Bikes Ltd', email: 'erin@liffey.example' });
  const bill = aBill({ Contact: { Name: 'An Post' } }, { TaxType: 'INPUT' });
  for (let count = 1; count <= 5; count += 1) expect(await messages(bill, liffey)).toEqual([]);
  expect(await messages(bill, liffey)).toEqual(['You have reached the limit of invoices you can approve']);
  expect(await messages({ ...bill, Status: 'DRAFT' }, liffey)).toEqual([]);
  const listed = await liffey.get<{ Invoices: Row[] }>('/Invoices?Statuses=AUTHORISED');
  await liffey.post(`/Invoices/${listed.json.Invoices[0]?.InvoiceID}`, { Status: 'VOIDED' });
  // What is voided was approved all the same.
  expect(await messages(bill, liffey)).toHaveLength(1);
});
