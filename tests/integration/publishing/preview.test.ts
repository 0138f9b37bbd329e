import { expect, test } from 'vitest';
import { db } from '#lib/db.ts';
import { previewItem } from '#lib/publishing/preview-item.ts';
import {
  aConnectedBusiness,
  aMethod,
  anItem,
  billRequests,
  drainToTheEnd,
  paidBy,
  publish,
} from '#tests/support/publishing.ts';
import { withSandbox } from '#tests/support/sandbox.ts';

withSandbox();

test('what the books will show is read from the body that is then sent, with a reason for each value', async () => {
  const business = await aConnectedBusiness();
  const card = await aMethod(business, '090');
  const item = await anItem(business, { taxAmount: '19.98', ...paidBy(business, card, ['50.00', '2026-11-05']) });
  const source = { by: 'person', name: 'Ada', at: new Date().toISOString(), isLocked: true };
  await db.item.update({ where: { id: item.id }, data: { provenance: { v: 1, fields: { issuedOn: source } } } });

  const preview = await previewItem(business.scope, item.id);
  expect(preview).toMatchObject({
    value: {
      title: 'Bill',
      facts: expect.arrayContaining([
        { label: 'Date', value: '2 Nov 2026', reason: 'Entered by Ada' },
        { label: 'Reference', value: item.reference, reason: null },
        { label: 'Status', value: 'Awaiting payment', reason: null },
        { label: 'Link back', value: 'To this item', reason: null },
      ]),
      lines: [
        {
          ...{ description: 'Paper and pens', account: '429 General Expenses', tax: '19.98', amount: '120.00' },
          taxNote: 'Told as it is here: the rate gives 20.00',
        },
      ],
      totals: [
        { label: 'Net', value: '100.02' },
        { label: 'Tax', value: '19.98' },
        { label: 'Total GBP', value: '120.00' },
      ],
      following: [
        expect.stringMatching(/^A payment of GBP 50\.00 on 5 Nov 2026 through .*Business Bank Account/),
        expect.stringContaining('Invoice-Marz.pdf'),
      ],
    },
  });
  expect(await billRequests(business)).toEqual([]);
  await publish(business, [item]);
  await drainToTheEnd(business);
  const [sent] = await billRequests(business);
  const { Invoices } = JSON.parse(sent?.requestBody ?? '{}') as { Invoices: object[] };
  expect(Invoices).toMatchObject([{ InvoiceNumber: item.reference, LineItems: [{ TaxAmount: 19.98 }] }]);
});

test('of money on a bank account it has the account and the day of the payment, and says what is converted', async () => {
  const business = await aConnectedBusiness({ currencies: ['EUR'] });
  const card = await aMethod(business, '090');
  const item = await anItem(business, {
    ...{
      publishTo: 'BANK_ACCOUNT',
      dueOn: null,
      currency: 'EUR',
      exchangeRate: '1.2',
      newSupplier: 'Brand New Bakery',
    },
    ...paidBy(business, card, ['120.00', '2026-11-05']),
  });
  expect(await previewItem(business.scope, item.id)).toMatchObject({
    value: {
      title: 'Spend money',
      facts: expect.arrayContaining([
        { label: 'Contact', value: 'Brand New Bakery', reason: 'Made there first' },
        { label: 'Date', value: '5 Nov 2026', reason: 'The day of its payment' },
        { label: 'Currency', value: 'GBP', reason: 'Of the bank account' },
      ]),
      changes: [expect.stringContaining('In the books as GBP 100.00, not EUR 120.00')],
      lines: [{ amount: '100.00' }],
    },
  });
});

test('of what is not ready there is none, and it says what is left to do', async () => {
  const business = await aConnectedBusiness();
  const item = await anItem(business, { contactId: null });
  expect(await previewItem(business.scope, item.id)).toMatchObject({
    error: { code: 'notReady', message: 'Xero would not take it as it is. Choose the supplier.' },
  });
  const elsewhere = await aConnectedBusiness();
  expect(await previewItem(elsewhere.scope, item.id)).toMatchObject({ error: { code: 'missing' } });
});
