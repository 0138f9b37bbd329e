import { expect, test } from 'vitest';
import { db } from '#lib/db.ts';
import {
  aConnectedBusiness,
  anItem,
  billsAtLedger,
  type ConnectedBusiness,
  callLedger,
  drainToTheEnd,
  newestPublication,
  publish,
} from '#tests/support/publishing.ts';
import { withSandbox } from '#tests/support/sandbox.ts';

withSandbox();

async function billOf(business: ConnectedBusiness, { reference }: { reference: string | null }) {
  const [bill] = await billsAtLedger(business, reference);
  const { Invoices } = await callLedger<{ Invoices: object[] }>(business, 'GET', `/Invoices/${bill?.id}`);
  return Invoices[0];
}

test('a bill in a currency of the books goes there in it, at the rate that was typed in or at that of the books', async () => {
  const business = await aConnectedBusiness({ currencies: ['EUR'] });
  const typed = await anItem(business, { currency: 'EUR', exchangeRate: '1.1712' });
  const theirs = await anItem(business, { currency: 'EUR' });
  await publish(business, [typed, theirs]);
  await drainToTheEnd(business);
  expect(await billOf(business, typed)).toMatchObject({ CurrencyCode: 'EUR', Total: 120, CurrencyRate: 1.1712 });
  expect(await billOf(business, theirs)).toMatchObject({ CurrencyCode: 'EUR', Total: 120 });
  expect(await newestPublication(typed.id)).toMatchObject({ state: 'COMPLETE', differences: [] });
});

test('a bill in a currency that the books lack is held, or goes there in theirs with its own in the description', async () => {
  const business = await aConnectedBusiness();
  const item = await anItem(business, { currency: 'JPY', exchangeRate: '190.5', total: '12000', taxAmount: '2000' });
  expect(await publish(business, [item])).toMatchObject([
    { outcome: 'notReady', problems: [{ code: 'currencyNotEnabled', field: 'currency' }] },
  ]);

  await db.business.update({ where: { id: business.scope.businessId }, data: { foreignCurrency: 'CONVERT' } });
  await publish(business, [item]);
  await drainToTheEnd(business);
  expect(await billOf(business, item)).toMatchObject({
    CurrencyCode: 'GBP',
    Total: 62.99,
    TotalTax: 10.5,
    LineItems: [{ Description: 'Paper and pens (JPY 12000 at 1 GBP = 190.5 JPY)' }],
  });
  expect(await newestPublication(item.id)).toMatchObject({ state: 'COMPLETE', differences: [] });
  expect(await db.item.findUniqueOrThrow({ where: { id: item.id } })).toMatchObject({ currency: 'JPY' });
});
