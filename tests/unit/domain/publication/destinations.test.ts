import { expect, test } from 'vitest';
import { calendarDate } from '#lib/domain/calendar-date.ts';
import type { Coding } from '#lib/domain/coding/coding.ts';
import { emptyLine } from '#lib/domain/coding/line-items.ts';
import { asPublished } from '#lib/domain/publication/as-published.ts';
import { ledgerDocument, noteOf } from '#lib/domain/publication/ledger-document.ts';
import { ledgerPayment } from '#lib/domain/publication/ledger-payment.ts';
import { taxNotes } from '#lib/domain/tax-notes.ts';
import { asSent } from '#lib/domain/tax-policy.ts';
import { aCoding, lists, organisation } from '#tests/support/coding.ts';

const by = { lists, organisation, numbers: 'commaPoint' } as const;
const paid = { id: 'one', amount: '120.00', paidOn: calendarDate('2026-11-05'), paymentMethodId: 'card' };
const forBank = (changes: Partial<Coding> = {}) =>
  aCoding({ publishTo: 'BANK_ACCOUNT', publishAs: 'DRAFT', payments: [paid], ...changes });

test('money spent is of the day of its payment, on its account, waits for nobody and is due at no time', () => {
  expect(ledgerDocument('SPEND_MONEY', forBank(), lists, null)).toMatchObject({
    publishAs: 'AUTHORISED',
    issuedOn: '2026-11-05',
    dueOn: null,
    bankAccountLedgerId: 'ledger-bank',
    total: '120.00',
  });
});

test('a line has the code of its product, and none of a product that the books have retired', () => {
  const lines = [
    { ...emptyLine('a'), ...{ accountId: 'power', taxRateId: 'vat20', total: '120.00', productId: 'pens' } },
  ];
  const codes = (products: typeof lists.products) =>
    ledgerDocument('BILL', aCoding({ lines }), { ...lists, products }, null).lines.map(
      ({ productCode }) => productCode,
    );
  expect(codes(lists.products)).toEqual(['PEN']);
  expect(codes(new Map([['pens', { id: 'pens', code: 'PEN', name: null, isArchived: true }]]))).toEqual([null]);
});

test('a payment goes through the account that its method has by now, in the document\u2019s currency and at its rate', () => {
  const coding = aCoding({
    currency: 'EUR',
    exchangeRate: '1.2',
    payments: [paid, { ...paid, id: 'two', amount: '1' }],
  });
  expect(ledgerPayment('two', coding, lists)).toEqual({
    ...{
      accountLedgerId: 'ledger-bank',
      amount: '1.00',
      paidOn: '2026-11-05',
      exchangeRate: '1.2',
      reference: 'INV-7',
    },
  });
  expect(ledgerPayment('gone', coding, lists)).toBeNull();
});

test('what is in euros goes to an account in pounds as pounds, to the cent of its payment, and says so', () => {
  const { coding, changes } = asPublished(forBank({ currency: 'EUR', exchangeRate: '1.17' }), by);
  expect(coding).toMatchObject({
    currency: 'GBP',
    total: '102.56',
    taxAmount: '17.09',
    payments: [{ amount: '102.56' }],
  });
  expect(changes).toEqual([expect.stringContaining('since the bank account is in GBP')]);
  expect(
    asPublished(forBank({ currency: 'EUR', payments: [{ ...paid, paymentMethodId: 'euros' }] }), by).changes,
  ).toEqual([]);
});

test('payments that paid all still do once they are converted', () => {
  const parts = ['40.00', '40.00', '40.00'].map((amount, at) => ({ ...paid, id: `${at}`, amount }));
  const coding = aCoding({ currency: 'USD', exchangeRate: '1.3', payments: parts });
  const converting = { ...by, lists: { ...lists, house: { ...lists.house, foreignCurrency: 'CONVERT' as const } } };
  const { total, payments } = asPublished(coding, converting).coding;
  expect([total, ...payments.map(({ amount }) => amount)]).toEqual(['92.31', '30.77', '30.77', '30.77']);
});

test('on a bank account the tax is what the rate gives, the total stays, and the difference is named', () => {
  const coding = forBank({ taxMode: 'EXCLUSIVE', taxAmount: '19.98' });
  expect(asSent(coding, lists)).toMatchObject({ taxMode: 'INCLUSIVE', total: '120.00', taxAmount: '20.00' });
  expect(taxNotes(coding, 'COSTS', lists, 'commaPoint')).toEqual([
    'On a bank account the books take no tax but what the rate gives: 20.00, where this item has 19.98. The total stays.',
  ]);
  expect(asSent({ ...coding, publishTo: 'DOCUMENT' }, lists)).toMatchObject({ taxAmount: '19.98' });
});

test('payments in a locked period move with it where the business moves what lies there', () => {
  const locked = calendarDate('2026-03-30');
  const moving = { ...by, lists: { ...lists, house: { ...lists.house, lockPolicy: 'MOVE' as const } } };
  const document = asPublished(aCoding({ payments: [{ ...paid, paidOn: locked }] }), moving);
  expect(document.coding).toMatchObject({ issuedOn: '2026-11-01', payments: [{ paidOn: '2026-04-01' }] });
  expect(document.changes).toEqual([expect.stringContaining('Paid in the books on 1 Apr 2026')]);
  const spent = asPublished(forBank({ payments: [{ ...paid, paidOn: locked }] }), moving);
  expect(spent.coding).toMatchObject({
    ...{ issuedOn: '2026-11-01', description: 'Electricity (paid 30 Mar 2026)', payments: [{ paidOn: '2026-04-01' }] },
  });
});

test('what has no field for a link back has a note that leads to the item', () => {
  expect(noteOf('https://books.example.com', { id: 'an-id', number: 7 })).toBe(
    'Published by Intray from item 7: https://books.example.com/open/an-id',
  );
});
