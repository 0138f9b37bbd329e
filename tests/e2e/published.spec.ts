import { expect, type Page } from '@playwright/test';
import { db } from '#lib/db.ts';
import { enqueue } from '#lib/queue/enqueue.ts';
import { expectAccessible } from '#tests/support/accessibility.ts';
import { test } from '#tests/support/browser.ts';
import { aBusinessWithBooks } from '#tests/support/connected-business.ts';
import {
  anItem,
  billsAtLedger,
  callLedger,
  filesAtLedger,
  newestPublication,
  publish,
} from '#tests/support/publishing.ts';
import { control } from '#tests/support/sandbox-control.ts';
import { sessionOf } from '#tests/support/sign-in.ts';

/** What was published, afterwards: what becomes of it in the books, and what can still be done about it here. */

const row = (page: Page, reference: string) => page.getByRole('row').filter({ hasText: reference });

async function asBookkeeper(browser: import('@playwright/test').Browser, slug: string, who: 'BOOKKEEPER' | 'ADMIN') {
  const viewport = { width: 1280, height: 720 };
  const context = await browser.newContext({ viewport, storageState: await sessionOf(who) });
  const page = await context.newPage();
  const go = async (path: string) => {
    await page.goto(`/${slug}${path}`);
    await expect(page.getByRole('main')).toBeVisible();
  };
  return { page, go };
}

test('what the books have already is told before it gets there twice, and is attached to or passed over', async ({
  browser,
}) => {
  const business = await aBusinessWithBooks();
  const supplier = await db.contact.findFirstOrThrow({
    where: { connectionId: business.connectionId, isArchived: false },
    orderBy: { name: 'asc' },
  });
  const [item, other] = [
    await anItem(business, { reference: 'BY-HAND-7' }),
    await anItem(business, { reference: 'OURS-8' }),
  ];
  const { Invoices } = await callLedger<{ Invoices: { InvoiceID: string }[] }>(business, 'PUT', '/Invoices', {
    ...{ Type: 'ACCPAY', Status: 'AUTHORISED', Contact: { ContactID: supplier.ledgerId }, InvoiceNumber: 'by hand 7' },
    ...{ Date: '2026-11-04', DueDate: '2026-12-02', LineAmountTypes: 'Inclusive' },
    LineItems: [{ Description: 'By hand', Quantity: 1, UnitAmount: 120, AccountCode: '429', TaxType: 'INPUT2' }],
  });
  await enqueue('mirror-books', { connectionId: business.connectionId });
  await expect.poll(() => db.item.count({ where: { id: item.id, mayBeInBooks: true } }), { timeout: 60_000 }).toBe(1);

  const { page, go } = await asBookkeeper(browser, business.slug, 'BOOKKEEPER');
  await go('/costs');
  await row(page, 'BY-HAND-7').getByRole('button', { name: 'Ready, may be in the books already: show why' }).click();
  await expect(page.getByText(/A bill like this one, of the same supplier, is in the books already/)).toBeVisible();
  await page.keyboard.press('Escape');
  await page.getByRole('checkbox', { name: 'Select all' }).click();
  await page.getByRole('button', { name: /^Publish 2/ }).click();
  const question = page.getByRole('dialog', { name: 'Xero may have 1 of the 2 already' });
  await expect(question).toContainText('The others are on their way.');
  await expectAccessible(page, 'the question about what the books have already');
  await question.getByRole('button', { name: 'Leave it out' }).click();
  await expect.poll(async () => (await newestPublication(other.id)).state, { timeout: 60_000 }).toBe('COMPLETE');
  expect(await db.publication.count({ where: { itemId: item.id } })).toBe(0);

  await go('/costs?duplicate=books');
  await row(page, 'BY-HAND-7').getByRole('link').first().click();
  await expect(page.getByText('Xero has this already')).toBeVisible();
  await page.getByRole('button', { name: 'Publish', exact: true }).click();
  const compared = page.getByRole('dialog', { name: `Item ${item.number} and what Xero has` });
  await expect(compared.getByRole('row', { name: /^Date differs/ })).toContainText('4 Nov 2026');
  await expect(compared.getByRole('link', { name: 'Open in Xero' })).toHaveAttribute(
    'href',
    new RegExp(Invoices[0]?.InvoiceID ?? 'none'),
  );
  await expectAccessible(page, 'an item beside what the books have');
  await compared.getByRole('button', { name: 'Attach to that bill' }).click();
  const card = page.getByRole('region', { name: 'What was published' });
  await expect(card).toContainText('Attached by Robin Ledger');
  await expect.poll(async () => (await newestPublication(item.id)).state, { timeout: 60_000 }).toBe('COMPLETE');
  expect(await filesAtLedger(business, Invoices[0]?.InvoiceID ?? '')).toHaveLength(1);
  await card.getByRole('button', { name: 'Bring back to the inbox' }).click();
  await expect(page.getByText('The file stays attached in Xero, where it can be removed.')).toBeVisible();

  await page.getByRole('button', { name: 'Compare with Xero' }).click();
  await compared.getByRole('button', { name: 'It is another document' }).click();
  await expect(page.getByText('Xero has this already')).toBeHidden();
  await page.getByRole('button', { name: 'Publish', exact: true }).click();
  await expect.poll(async () => (await billsAtLedger(business, 'BY-HAND-7')).length, { timeout: 60_000 }).toBe(1);

  const admin = await asBookkeeper(browser, business.slug, 'ADMIN');
  await admin.go('/settings/publishing');
  await admin.page.getByRole('radio', { name: 'Stop it until somebody has looked' }).check();
  await admin.page.getByRole('button', { name: 'Save what is asked' }).click();
  await expect(admin.page.getByText('The inbox is looked through by it.')).toBeVisible();
  expect(await db.business.findUniqueOrThrow({ where: { id: business.scope.businessId } })).toMatchObject({
    booksDuplicates: 'STOP',
  });
});

test('what becomes of a bill in the books is told in the archive and on its item, by webhook within seconds', async ({
  browser,
}) => {
  const business = await aBusinessWithBooks();
  const [paid, edited, gone] = [
    await anItem(business, { reference: 'PAID-1' }),
    await anItem(business, { reference: 'EDIT-1' }),
    await anItem(business, { reference: 'GONE-1', publishAs: 'DRAFT' }),
  ];
  await publish(business, [paid, edited, gone]);
  const idOf = async (item: { id: string }) => {
    await expect.poll(async () => (await newestPublication(item.id)).state, { timeout: 60_000 }).toBe('COMPLETE');
    return (await newestPublication(item.id)).ledgerId ?? '';
  };
  const ids = { paid: await idOf(paid), edited: await idOf(edited), gone: await idOf(gone) };
  // As if they had been published before lunch: what comes just after is taken for their own echo.
  const before = new Date(Date.now() - 10 * 60_000);
  await db.publication.updateMany({
    where: { businessId: business.scope.businessId },
    data: { postedAt: before, completedAt: before },
  });

  const admin = await asBookkeeper(browser, business.slug, 'ADMIN');
  await admin.go('/settings/connections');
  const news = admin.page.getByRole('article', { name: 'Changes made in Xero' });
  await expect(news).toContainText('Nothing came yet');
  await news.getByText('Set up webhooks').click();
  const address = await news.getByRole('textbox', { name: 'Delivery address' }).inputValue();
  expect(address).toBe(`${process.env.APP_URL}/api/webhooks/xero`);
  const subscribed = await control<{ status: string }>('POST', '/webhooks', {
    url: address,
    key: process.env.XERO_WEBHOOK_KEY,
  });
  expect(subscribed.status).toBe('OK');

  const { page, go } = await asBookkeeper(browser, business.slug, 'BOOKKEEPER');
  await go('/costs/archive');
  await expect(row(page, 'PAID-1')).toContainText('Awaiting payment');
  await callLedger(business, 'PUT', '/Payments', {
    ...{ Invoice: { InvoiceID: ids.paid }, Account: { Code: '090' }, Date: '2026-11-12', Amount: 50 },
  });
  await expect(row(page, 'PAID-1')).toContainText('Part paid', { timeout: 60_000 });
  await callLedger(business, 'POST', `/Invoices/${ids.edited}`, {
    LineAmountTypes: 'Inclusive',
    LineItems: [{ Description: 'Wine', Quantity: 1, UnitAmount: 90, TaxType: 'INPUT2', AccountCode: '445' }],
  });
  await callLedger(business, 'POST', `/Invoices/${ids.gone}`, { Status: 'DELETED' });
  await expect(row(page, 'GONE-1')).toContainText('Deleted', { timeout: 60_000 });

  await go('/costs/archive?books=edited');
  await expect(page.getByText('Changed there')).toBeVisible();
  await expect(row(page, 'EDIT-1')).toBeVisible({ timeout: 60_000 });
  await expect(row(page, 'PAID-1')).toBeHidden();
  await row(page, 'EDIT-1').getByRole('link').first().click();
  await expect(page.getByText('Changed in Xero since')).toBeVisible();
  await expect(page.getByText('Total: sent 120.00, now 90.00')).toBeVisible();

  await go(`/costs/${paid.number}`);
  const card = page.getByRole('region', { name: 'What was published' });
  await expect(card).toContainText('Part paid');
  await expect(card).toContainText('Paid 50.00 on 12 Nov 2026');
  await page.getByRole('tab', { name: 'History' }).click();
  await expect(page.getByText('has it as Part paid now')).toBeVisible();

  await go(`/costs/${gone.number}`);
  await expect(page.getByText('Deleted in Xero', { exact: true }).first()).toBeVisible();
  await expectAccessible(page, 'an item whose bill was deleted in the books');
  await page.getByRole('button', { name: 'Bring back to the inbox' }).click();
  await expect(page.getByRole('button', { name: 'Publish', exact: true })).toBeVisible();

  await admin.page.reload();
  await expect(news).toContainText('Webhooks on');
  await expect(news).toContainText('of invoices');
  await expectAccessible(admin.page, 'a connection with webhooks');
});

test('what is published is corrected in place, published anew where it is paid, and taken out of the books', async ({
  browser,
}) => {
  const business = await aBusinessWithBooks();
  const item = await anItem(business, { reference: 'AGAIN-1' });
  await publish(business, [item]);
  await expect.poll(async () => (await newestPublication(item.id)).state, { timeout: 60_000 }).toBe('COMPLETE');
  const { page, go } = await asBookkeeper(browser, business.slug, 'BOOKKEEPER');
  await go(`/costs/${item.number}`);
  const card = page.getByRole('region', { name: 'What was published' });
  await expect(card).toContainText('Awaiting payment');

  await page.getByRole('button', { name: 'Correct', exact: true }).click();
  await expect(page.getByText('Robin Ledger is correcting what is published')).toBeVisible();
  const total = page.getByRole('textbox', { name: 'Total', exact: true });
  await total.fill('90.00');
  await total.press('Tab');
  await expect(page.getByRole('textbox', { name: 'Tax', exact: true })).toHaveValue('15.00');
  await page.getByRole('button', { name: 'Update in Xero' }).click();
  await expect(page.getByRole('button', { name: 'Correct', exact: true })).toBeVisible({ timeout: 60_000 });
  expect(await billsAtLedger(business, 'AGAIN-1')).toMatchObject([{ status: 'AUTHORISED', total: 90 }]);

  // Paid since: it ends, and is published anew.
  const { ledgerId } = await newestPublication(item.id);
  await callLedger(business, 'PUT', '/Payments', {
    ...{ Invoice: { InvoiceID: ledgerId }, Account: { Code: '090' }, Date: '2026-11-12', Amount: 90 },
  });
  await db.documentWatch.upsert({
    where: { connectionId: business.connectionId },
    create: { connectionId: business.connectionId, askedAt: new Date() },
    update: { askedAt: new Date() },
  });
  await enqueue('follow-due-documents', {});
  await expect(card).toContainText('Paid 90.00 on 12 Nov 2026', { timeout: 60_000 });
  await page.getByRole('button', { name: 'Correct', exact: true }).click();
  await expect(page.getByText(/Because of payments or credits on it, it is voided in Xero/)).toBeVisible();
  await total.fill('96.00');
  await total.press('Tab');
  await expect(page.getByRole('textbox', { name: 'Tax', exact: true })).toHaveValue('16.00');
  await page.getByRole('button', { name: 'Publish anew' }).click();
  const asked = page.getByRole('dialog', { name: 'Void and publish anew?' });
  await expect(asked).toContainText('Paid 90.00 on 12 Nov 2026');
  await expectAccessible(page, 'the question before publishing anew');
  await asked.getByRole('button', { name: 'Void and publish anew' }).click();
  await expect(page.getByRole('button', { name: 'Correct', exact: true })).toBeVisible({ timeout: 60_000 });
  const bills = await billsAtLedger(business, 'AGAIN-1');
  expect(bills.map(({ status, total }) => `${status} ${total}`).sort()).toEqual(['AUTHORISED 96', 'VOIDED 90']);

  await page.getByRole('tab', { name: 'History' }).click();
  await page.getByRole('button', { name: 'Show what was sent' }).click();
  await expect(page.getByText('Change in place')).toBeVisible();
  await page.getByText('The bill: Answered (200)').first().click();
  await expect(page.getByRole('region', { name: 'Sent' }).first()).toContainText('"InvoiceNumber": "AGAIN-1"');
  await expectAccessible(page, 'what was sent');

  await page.getByRole('tab', { name: 'Details' }).click();
  await page.getByRole('button', { name: 'Unpublish' }).click();
  const unpublishing = page.getByRole('dialog', { name: 'Unpublish this bill?' });
  await unpublishing.getByRole('button', { name: 'Unpublish' }).click();
  await expect(page.getByRole('button', { name: 'Publish', exact: true })).toBeVisible({ timeout: 60_000 });
  expect((await billsAtLedger(business, 'AGAIN-1')).every(({ status }) => status === 'VOIDED')).toBe(true);
});
