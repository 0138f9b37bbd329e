import { afterEach, describe, expect, test } from 'vitest';
import { changeClaim } from '#lib/claims/change-claim.ts';
import { deleteClaim } from '#lib/claims/delete-claim.ts';
import { takeOutOfClaim } from '#lib/claims/gather-items.ts';
import { publishClaim } from '#lib/claims/publish-claim.ts';
import { editItem } from '#lib/coding/edit-item.ts';
import { db } from '#lib/db.ts';
import { changePublished } from '#lib/publishing/change-published.ts';
import { publishItems } from '#lib/publishing/publish-items.ts';
import { aClaim, claimNow, publishWhole } from '#tests/support/claims.ts';
import {
  aConnectedBusiness,
  aMethod,
  anItem,
  booksOf,
  callLedger,
  drainToTheEnd,
  filesAtLedger,
} from '#tests/support/publishing.ts';
import { withSandbox } from '#tests/support/sandbox.ts';
import { control } from '#tests/support/sandbox-control.ts';

withSandbox();
afterEach(() => control('DELETE', '/faults'));

type Bill = {
  id: string;
  number: string;
  type: string;
  status: string;
  total: number;
  totalTax: number;
  currencyCode: string;
};

describe('publishing a claim', () => {
  test('makes one bill of each currency with a line for each item, and attaches the PDF of all receipts', async () => {
    const business = await aConnectedBusiness({ currencies: ['EUR'] });
    const items = [
      await anItem(business, { description: 'Train to Leeds' }),
      await anItem(business, { total: '12.00', taxAmount: '2.00', accountCode: '493', description: 'Lunch' }),
      await anItem(business, { currency: 'EUR', total: '60.00', taxAmount: '10.00' }),
    ];
    const { claimId } = await aClaim(business.scope, items);
    expect((await claimNow(business.scope, claimId)).status).toBe('READY');

    expect(await publishWhole(business, claimId)).toMatchObject({ ok: true, value: { outcome: 'preparing' } });

    const bills = (await booksOf<Bill>(business, 'invoices')).filter(({ type }) => type === 'ACCPAY');
    expect(bills.map(({ number, total, totalTax, currencyCode }) => [number, currencyCode, total, totalTax])).toEqual([
      ['November GBP', 'GBP', 132, 22],
      ['November EUR', 'EUR', 60, 10],
    ]);
    const whole = await callLedger<{ Invoices: { LineItems: Record<string, unknown>[]; Contact: { Name: string } }[] }>(
      business,
      'GET',
      `/Invoices/${bills[0]?.id}`,
    );
    expect(whole.Invoices[0]?.Contact.Name).toBe(business.scope.actor.name);
    expect(
      whole.Invoices[0]?.LineItems.map(({ Description, LineAmount, AccountCode }) => [
        Description,
        LineAmount,
        AccountCode,
      ]),
    ).toEqual([
      [expect.stringMatching(/, 2 Nov 2026, Train to Leeds$/), 120, '429'],
      [expect.stringMatching(/, 2 Nov 2026, Lunch$/), 12, '493'],
    ]);
    for (const { id, number } of bills) {
      expect(await filesAtLedger(business, id)).toMatchObject([{ fileName: `${number.replace(' ', '-')}.pdf` }]);
    }
    const claim = await claimNow(business.scope, claimId);
    expect(claim.status).toBe('PUBLISHED');
    const pages = await db.document.findMany({ where: { items: { some: { item: { billOfId: claimId } } } } });
    // A cover sheet and one page of each receipt.
    expect(pages.map(({ pageCount }) => pageCount).sort()).toEqual([2, 3]);
  });

  test('keeps what is in it as it is until it is unpublished, and leads to no second bill', async () => {
    const business = await aConnectedBusiness();
    const { scope } = business;
    const item = await anItem(business);
    const { claimId } = await aClaim(scope, [item]);
    const { row } = await claimNow(scope, claimId);
    const [first, second] = await Promise.all([
      publishClaim(scope, { claimId, revision: row.revision }),
      publishClaim(scope, { claimId, revision: row.revision }),
    ]);
    expect([first, second].some(({ ok }) => ok)).toBe(true);
    await publishWhole(business, claimId);
    await publishWhole(business, claimId);
    expect(await booksOf<Bill>(business, 'invoices')).toHaveLength(1);

    const now = await db.item.findUniqueOrThrow({ where: { id: item.id } });
    const edit = () => editItem(scope, { itemId: item.id, revision: now.revision, changes: { total: '60.00' } });
    expect(await edit()).toMatchObject({ ok: false, error: { code: 'locked' } });
    expect(await takeOutOfClaim(scope, { claimId, itemIds: [item.id] })).toMatchObject({ ok: false });
    expect(await deleteClaim(scope, claimId)).toMatchObject({ ok: false, error: { code: 'locked' } });
    expect(await changeClaim(scope, { claimId, revision: 1, changes: { name: 'Other' } })).toMatchObject({ ok: false });
    expect(await publishItems(scope, [{ itemId: item.id, revision: now.revision }])).toMatchObject({
      value: [{ outcome: 'archived' }],
    });

    const [bill] = (await claimNow(scope, claimId)).bills;
    await changePublished(scope, bill?.publication?.id ?? '', { wish: 'end', settlements: [] });
    await drainToTheEnd(business);
    expect(await claimNow(scope, claimId)).toMatchObject({ status: 'READY', bills: [{ row: { place: 'CLAIM' } }] });
    expect(await edit()).toMatchObject({ ok: true });
    await publishWhole(business, claimId);
    const bills = await booksOf<Bill>(business, 'invoices');
    expect(bills.map(({ status, total }) => [status, total])).toEqual([
      ['VOIDED', 120],
      ['AUTHORISED', 60],
    ]);
  });

  test('tells what was refused at the claim, and publishes it, and only it, once that is put right', async () => {
    const business = await aConnectedBusiness({ currencies: ['EUR'] });
    const { scope } = business;
    const refused = await anItem(business, { accountCode: '461' });
    const { claimId } = await aClaim(scope, [refused, await anItem(business, { currency: 'EUR' })]);
    await control('PATCH', `/organisations/${business.organisationId}/accounts/461`, { Status: 'ARCHIVED' });
    await publishWhole(business, claimId);
    const claim = await claimNow(scope, claimId);
    expect(claim.status).toBe('FAILED');
    expect(
      claim.bills.map(({ assessment, publication }) => [assessment.refusal.length, publication?.isPublished]),
    ).toEqual([
      [1, false],
      [0, true],
    ]);
    // What is in the other currency is open still.
    const { revision } = await db.item.findUniqueOrThrow({ where: { id: refused.id } });
    const { id: accountId } = await db.account.findFirstOrThrow({
      where: { connectionId: business.connectionId, code: '429' },
    });
    expect(await editItem(scope, { itemId: refused.id, revision, changes: { accountId } })).toMatchObject({ ok: true });
    await publishWhole(business, claimId);
    expect((await claimNow(scope, claimId)).status).toBe('PUBLISHED');
    expect(await booksOf<Bill>(business, 'invoices')).toHaveLength(2);
  });

  test('spends money from the account that it was paid from, dated and whole', async () => {
    const business = await aConnectedBusiness();
    const { scope } = business;
    const paymentMethodId = await aMethod(business, '090');
    const { claimId } = await aClaim(scope, [await anItem(business), await anItem(business)]);
    await changeClaim(scope, { claimId, revision: 1, changes: { publishTo: 'BANK_ACCOUNT', paymentMethodId } });
    await publishWhole(business, claimId);
    const transactions = await booksOf<{ type: string; total: number; date: string }>(business, 'bankTransactions');
    expect(transactions).toMatchObject([{ type: 'SPEND', total: 240 }]);
    expect((await claimNow(scope, claimId)).status).toBe('PAID');
  });
});
