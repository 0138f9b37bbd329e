import { afterEach, describe, expect, test } from 'vitest';
import { db } from '#lib/db.ts';
import { loadPublications } from '#lib/publishing/load-publications.ts';
import {
  aConnectedBusiness,
  aMethod,
  anItem,
  booksOf,
  drainToTheEnd,
  fault,
  filesAtLedger,
  newestPublication,
  paidBy,
  publish,
} from '#tests/support/publishing.ts';
import { withSandbox } from '#tests/support/sandbox.ts';
import { checkCalls } from '#tests/support/sandbox-contract.ts';
import { control } from '#tests/support/sandbox-control.ts';

/** Where each kind of item lands beside bills: sales, credit notes, and money on a bank account. */

withSandbox();
afterEach(() => control('DELETE', '/faults'));

type Posted = {
  id: string;
  number: string;
  type: string;
  status: string;
  date: string;
  total: number;
  totalTax: number;
  url?: string;
  reference: string;
  currencyCode: string;
  bankAccountId: string;
  lines: { itemCode?: string; tracking: unknown[] }[];
};

const revenue = { workspace: 'SALES', accountCode: '200', taxType: 'OUTPUT2' } as const;

describe('a sale', () => {
  test('becomes an invoice in the status that it has, under its own number, with the link back and its document', async () => {
    const business = await aConnectedBusiness();
    const items = await Promise.all(
      (['DRAFT', 'SUBMITTED', 'AUTHORISED'] as const).map((publishAs) => anItem(business, { ...revenue, publishAs })),
    );
    await publish(business, items);
    await drainToTheEnd(business);

    const invoices = await booksOf<Posted>(business, 'invoices');
    for (const item of items) {
      const [invoice, ...others] = invoices.filter(({ number }) => number === item.reference);
      expect(others).toEqual([]);
      expect(invoice).toMatchObject({ type: 'ACCREC', status: item.publishAs, total: 120, totalTax: 20 });
      expect(invoice?.url).toContain(`/open/${item.id}`);
      expect(await filesAtLedger(business, invoice?.id ?? '')).toHaveLength(1);
      expect(await newestPublication(item.id)).toMatchObject({ state: 'COMPLETE', differences: [] });
    }
  });

  test('without a number is given one there, and one whose number is taken there is told so at its number', async () => {
    const business = await aConnectedBusiness();
    const [unnumbered, first] = [
      await anItem(business, { ...revenue, reference: null }),
      await anItem(business, revenue),
    ];
    await publish(business, [unnumbered, first]);
    await drainToTheEnd(business);
    expect((await newestPublication(unnumbered.id)).ledgerNumber).toMatch(/^INV-\d+$/);
    const same = await anItem(business, { ...revenue, reference: first.reference, total: '60.00', taxAmount: '10.00' });
    await publish(business, [same]);
    await drainToTheEnd(business);
    expect(await newestPublication(same.id)).toMatchObject({
      state: 'REJECTED',
      reasons: [{ code: 'duplicateNumber', field: 'reference' }],
    });
    expect(
      (await booksOf<Posted>(business, 'invoices')).filter(({ number }) => number === first.reference),
    ).toHaveLength(1);
  });
});

test.each([
  ['COSTS', 'ACCPAYCREDIT', {}],
  ['SALES', 'ACCRECCREDIT', revenue],
] as const)(
  'a credit note of %s becomes an %s, with its number, its document, and a note that leads back',
  async (_, type, values) => {
    const business = await aConnectedBusiness();
    const item = await anItem(business, { ...values, type: 'CREDIT_NOTE', dueOn: null });
    await publish(business, [item]);
    await drainToTheEnd(business);
    const [note, ...others] = await booksOf<Posted>(business, 'creditNotes');
    expect(others).toEqual([]);
    expect(note).toMatchObject({ type, number: item.reference, status: 'AUTHORISED', total: 120, totalTax: 20 });
    expect(await filesAtLedger(business, note?.id ?? '')).toHaveLength(1);
    const history = await booksOf<{ ownerId: string; details: string }>(business, 'history');
    const notes = history.filter(
      ({ ownerId, details }) => ownerId === note?.id && details.includes(`/open/${item.id}`),
    );
    expect(notes).toHaveLength(1);
    expect(await newestPublication(item.id)).toMatchObject({ state: 'COMPLETE', differences: [] });
  },
);

describe('money on a bank account', () => {
  test.each([
    ['a cost that was paid', 'SPEND', {}],
    ['a credit of a supplier that came back', 'RECEIVE', { type: 'CREDIT_NOTE' }],
    ['a sale that was paid', 'RECEIVE', revenue],
    ['a credit that went back to a customer', 'SPEND', { ...revenue, type: 'CREDIT_NOTE' }],
  ] as const)('of %s is %s, on the day and the account of its payment, ready to reconcile', async (_, type, values) => {
    const business = await aConnectedBusiness();
    const card = await aMethod(business, '095');
    const region = await db.trackingOption.findFirstOrThrow({
      where: { category: { connectionId: business.connectionId }, name: 'North' },
    });
    const item = await anItem(business, {
      ...{ publishTo: 'BANK_ACCOUNT', publishAs: 'DRAFT', dueOn: null, tracking1OptionId: region.id, ...values },
      ...paidBy(business, card, ['120.00', '2026-11-05']),
    });
    expect(await publish(business, [item])).toMatchObject([{ outcome: 'queued' }]);
    await drainToTheEnd(business);

    const [transaction, ...others] = await booksOf<Posted>(business, 'bankTransactions');
    expect(others).toEqual([]);
    const [account] = (await booksOf<{ id: string; code: string }>(business, 'accounts')).filter(
      ({ code }) => code === '095',
    );
    expect(transaction).toMatchObject({
      ...{ type, status: 'AUTHORISED', date: '2026-11-05', total: 120, totalTax: 20, isReconciled: false },
      ...{ reference: item.reference, bankAccountId: account?.id, currencyCode: 'GBP' },
      lines: [{ tracking: [expect.anything()] }],
    });
    expect(transaction?.url).toContain(`/open/${item.id}`);
    expect(await filesAtLedger(business, transaction?.id ?? '')).toHaveLength(1);
    expect(await newestPublication(item.id)).toMatchObject({ state: 'COMPLETE', differences: [] });
    const view = (await loadPublications(business.scope, [item.id])).get(item.id);
    expect(view).toMatchObject({ status: type === 'SPEND' ? 'Bank payment' : 'Bank receipt' });
  });

  test('is in the currency of its account, has the tax that the rate gives, and is converted where the account is in pounds', async () => {
    const business = await aConnectedBusiness({ currencies: ['EUR'] });
    const [euros, pounds] = [await aMethod(business, '092'), await aMethod(business, '090')];
    const forBank = { publishTo: 'BANK_ACCOUNT', dueOn: null, currency: 'EUR', original: null } as const;
    const own = await anItem(business, {
      ...forBank,
      taxAmount: '19.98',
      ...paidBy(business, euros, ['120.00', '2026-11-05']),
    });
    const converted = await anItem(business, {
      ...{ ...forBank, exchangeRate: '1.17', taxMode: 'EXCLUSIVE', taxAmount: '19.98' },
      ...paidBy(business, pounds, ['120.00', '2026-11-05']),
    });
    const without = await anItem(business, { ...forBank, ...paidBy(business, pounds, ['120.00', '2026-11-05']) });
    const wrong = await anItem(business, {
      ...forBank,
      currency: 'GBP',
      ...paidBy(business, euros, ['120.00', '2026-11-05']),
    });
    expect(await publish(business, [own, converted, without, wrong])).toMatchObject([
      { outcome: 'queued' },
      { outcome: 'queued' },
      { outcome: 'notReady', problems: [{ code: 'exchangeRateMissing' }] },
      { outcome: 'notReady', problems: [{ code: 'paymentCurrency', field: 'payments' }] },
    ]);
    await drainToTheEnd(business);
    const posted = await booksOf<Posted>(business, 'bankTransactions');
    const of = (reference: string | null) => posted.filter((each) => each.reference === reference);
    expect(of(own.reference)).toMatchObject([{ currencyCode: 'EUR', total: 120, totalTax: 20 }]);
    expect(of(converted.reference)).toMatchObject([{ currencyCode: 'GBP', total: 102.56, totalTax: 17.09 }]);
    for (const { id } of [own, converted]) expect((await newestPublication(id)).differences).toEqual([]);
  });

  test.each(['drop-after', 'drop-before'])(
    'whose answer got lost (%s) is found by its link, and there once',
    async (kind) => {
      const business = await aConnectedBusiness();
      const card = await aMethod(business, '090');
      const item = await anItem(business, {
        ...{ publishTo: 'BANK_ACCOUNT', dueOn: null, original: null },
        ...paidBy(business, card, ['120.00', '2026-11-05']),
      });
      // Until its key has ended, so that it is looked for.
      await fault(business, { kind, method: 'PUT', path: '/BankTransactions', remaining: 1 });
      await fault(business, { kind: 'status', status: 500, method: 'PUT', path: '/BankTransactions', remaining: 3 });
      await publish(business, [item]);
      await drainToTheEnd(business);
      expect(await booksOf(business, 'bankTransactions')).toHaveLength(1);
      expect(await newestPublication(item.id)).toMatchObject({ state: 'COMPLETE' });
    },
  );
});

test('every call keeps to the ledger’s own contract', async () => {
  expect((await checkCalls())?.problems ?? []).toEqual([]);
});
