import { expect, type Page } from '@playwright/test';
import { saveClaimRate } from '#lib/claims/rates/claim-rates.ts';
import { db } from '#lib/db.ts';
import { calendarDate } from '#lib/domain/calendar-date.ts';
import { expectAccessible } from '#tests/support/accessibility.ts';
import { test } from '#tests/support/browser.ts';
import { aClaim } from '#tests/support/claims.ts';
import { aBusinessWithBooks } from '#tests/support/connected-business.ts';
import { overflowPx } from '#tests/support/costs-pages.ts';
import { aPdf } from '#tests/support/files.ts';
import { anItem, billsAtLedger } from '#tests/support/publishing.ts';
import { sessionOf } from '#tests/support/sign-in.ts';
import { from } from '#tests/support/team.ts';

const row = (page: Page, reference: string) => page.getByRole('row').filter({ hasText: reference });

test('receipts are gathered from the inbox, put right on the claim, looked at as one PDF, and published as one bill', async ({
  browser,
}) => {
  const business = await aBusinessWithBooks();
  const original = aPdf('Receipt');
  const train = await anItem(business, { reference: 'TRAIN-1', description: 'Train to Leeds', original });
  const lunch = await anItem(business, {
    reference: 'LUNCH-1',
    accountId: null,
    total: '12.00',
    taxAmount: '2.00',
    original,
  });
  const hotel = await anItem(business, { reference: 'HOTEL-1', description: 'One night', original });
  const context = await browser.newContext({
    viewport: { width: 1280, height: 720 },
    storageState: await sessionOf('BOOKKEEPER'),
  });
  const page = await context.newPage();
  await page.goto(`/${business.slug}/costs`);
  await expect(page.locator('html[data-is-ready]')).toBeAttached();
  for (const { reference } of [train, lunch])
    await row(page, reference ?? '')
      .getByRole('checkbox')
      .check();
  await page.getByRole('button', { name: 'More', exact: true }).click();
  await page.getByRole('menuitem', { name: 'Add to expense claim…' }).click();
  const adding = page.getByRole('dialog', { name: 'Add to expense claim' });
  await adding.getByRole('textbox', { name: 'Name' }).fill('Leeds in November');
  await adding.getByRole('button', { name: 'Add', exact: true }).click();
  await expect(adding).toBeHidden();
  await expect(row(page, 'TRAIN-1')).toBeHidden();
  await expect(row(page, 'HOTEL-1')).toBeVisible();

  await page.getByRole('link', { name: 'Expense claims' }).click();
  const claimRow = row(page, 'Leeds in November');
  await expect(claimRow).toContainText('132.00');
  await expect(claimRow).toContainText('1 to fix');
  await expectAccessible(page, 'the list of expense claims');
  await claimRow.getByRole('link').first().click();

  const items = page.getByRole('list', { name: 'Items' });
  await expect(items.getByRole('listitem')).toHaveCount(2);
  await page.getByRole('button', { name: 'Add items' }).click();
  const picking = page.getByRole('dialog', { name: 'Add items' });
  await picking.getByText('Also what is not').click();
  await picking.getByRole('checkbox', { name: new RegExp(`no. ${hotel.number}`) }).check();
  await picking.getByRole('button', { name: 'Add 1 item' }).click();
  await expect(items.getByRole('listitem')).toHaveCount(3);
  await expect(page.getByText('1 thing left to do')).toBeVisible();
  await expectAccessible(page, 'an expense claim');

  // What is missing is put right at the item, from which the way leads back.
  const named = items.getByRole('listitem').filter({ hasText: `no. ${lunch.number}` });
  await expect(named).toContainText('Choose the category');
  await named.getByRole('link').click();
  await expect(page.getByText('It is published with that, as a line of its bill.')).toBeVisible();
  const category = page.getByRole('combobox', { name: 'Category' });
  await category.fill('493');
  await category.press('Enter');
  await page.getByRole('link', { name: 'Leeds in November' }).click();
  await expect(page.getByText('Ready to publish', { exact: true })).toBeVisible();

  // The next month makes its claim by itself, and miles have a rate.
  await page.goto(`/${business.slug}/settings/claims`);
  const mine = page.getByRole('row').filter({ hasText: '(you)' });
  await mine.getByRole('button', { name: /When claims of/ }).click();
  await page.getByRole('option', { name: 'Every month' }).click();
  await expect(mine).toContainText('Last day');
  await expect(mine).toContainText('After');
  await page.getByRole('button', { name: 'Add rate' }).click();
  const rate = page.getByRole('dialog', { name: 'Add rate' });
  await rate.getByRole('textbox', { name: 'Name' }).fill('Own car');
  await rate.getByRole('textbox', { name: 'Rate a mile' }).fill('0.45');
  await rate.getByRole('textbox', { name: 'From' }).fill('1 Jan 2026');
  await rate.getByRole('combobox', { name: 'Category' }).fill('493');
  await rate.getByRole('combobox', { name: 'Category' }).press('Enter');
  await expect(rate.getByRole('combobox', { name: 'Tax rate' })).not.toHaveValue('');
  await rate.getByRole('textbox', { name: 'Limit of a claim' }).fill('50');
  await rate.getByRole('textbox', { name: 'Limit of a claim' }).press('Tab');
  await rate.getByRole('button', { name: 'Add rate' }).click();
  await expect(page.getByText('0.45 a mile from 1 Jan 2026')).toBeVisible();
  await expectAccessible(page, 'the settings of expense claims');

  await page.goto(`/${business.slug}/expense-claims`);
  await row(page, 'Leeds in November').getByRole('link').first().click();
  await expect(items.getByRole('listitem')).toHaveCount(3);
  await page.getByRole('button', { name: 'More', exact: true }).click();
  await page.getByRole('menuitem', { name: 'Add mileage or days…' }).click();
  const driving = page.getByRole('dialog', { name: 'Add mileage or days' });
  await driving.getByRole('textbox', { name: 'Day' }).fill('3 Nov 2026');
  await driving.getByRole('textbox', { name: 'Miles' }).fill('100');
  await driving.getByRole('textbox', { name: 'For' }).fill('To the station');
  await expect(driving).toContainText('45.00 in all');
  await driving.getByRole('button', { name: 'Add', exact: true }).click();
  await expect(items.getByRole('listitem')).toHaveCount(4);
  await expect(page.getByText('100 miles are more than the 50 miles')).toBeVisible();

  await page.getByRole('button', { name: 'What Xero will show in GBP' }).click();
  const preview = page.getByRole('dialog', { name: 'What Xero will show' });
  await expect(preview).toContainText('The expense claim');
  await expect(preview).toContainText('Train to Leeds');
  await preview.getByRole('button', { name: 'Close' }).click();
  await page.getByRole('button', { name: 'Show the PDF' }).click();
  await expect(page.getByRole('img', { name: /^Page 1 of Leeds in November.pdf/ })).toBeVisible({ timeout: 60_000 });

  await page.getByRole('tab', { name: 'Details' }).click();
  await page.getByRole('textbox', { name: 'Name' }).fill('Leeds');
  await page.getByRole('textbox', { name: 'Name' }).press('Enter');
  await expect(page.getByRole('heading', { name: 'Leeds', exact: true })).toBeVisible();
  await page.getByRole('tab', { name: 'Items' }).click();
  await expect(page.getByText('The claim was changed since it was made.', { exact: false })).toBeVisible();

  await page.getByRole('button', { name: 'Publish', exact: true }).click();
  const card = page.getByRole('region', { name: 'What was published' });
  await expect(card).toContainText('Awaiting payment', { timeout: 60_000 });
  await expect(page.getByRole('main').getByText('Published', { exact: true }).first()).toBeVisible();
  expect(await billsAtLedger(business, 'Leeds')).toMatchObject([{ total: 297, hasAttachments: true }]);

  // Whose item it is sees where it is, and that it stays so.
  await page.goto(`/${business.slug}/costs/${train.number}`);
  await expect(page.getByText('It is published with that, and stays as it is.')).toBeVisible();
  await page.goto(`/${business.slug}/costs/archive`);
  await expect(row(page, 'TRAIN-1')).toContainText('In expense claim');

  const { number } = await db.claim.findFirstOrThrow({ where: { businessId: business.scope.businessId } });
  await page.setViewportSize({ width: 390, height: 844 });
  await page.goto(`/${business.slug}/expense-claims/${number}`);
  await expect(items.getByRole('listitem')).toHaveCount(4);
  expect(await overflowPx(page), 'a claim on a phone').toBeLessThanOrEqual(0);
  await context.close();
});

test('an item is returned with a reason, days are paid at their rate, and a deleted claim comes back', async ({
  browser,
}) => {
  const business = await aBusinessWithBooks();
  const train = await anItem(business, { reference: 'TRAIN-2' });
  const bar = await anItem(business, { reference: 'BAR-1' });
  await saveClaimRate(
    business.scope,
    {
      ...{
        rateId: null,
        name: 'Meals away',
        unit: 'DAY',
        amount: '26.00',
        most: null,
        fromOn: calendarDate('2026-01-01'),
      },
      ...{ accountId: train.accountId, taxRateId: null },
    },
    from,
  );
  const { number } = await aClaim(business.scope, [train, bar], { name: 'Trade fair' });
  const context = await browser.newContext({
    viewport: { width: 1280, height: 720 },
    storageState: await sessionOf('BOOKKEEPER'),
  });
  const page = await context.newPage();
  await page.goto(`/${business.slug}/expense-claims/${number}`);
  const items = page.getByRole('list', { name: 'Items' });
  const named = items.getByRole('listitem').filter({ hasText: `no. ${bar.number}` });
  await named.getByRole('button', { name: /^More/ }).click();
  await page.getByRole('menuitem', { name: 'Return…' }).click();
  const returning = page.getByRole('dialog', { name: `Return item ${bar.number}` });
  await returning.getByRole('button', { name: 'Return', exact: true }).click();
  await expect(returning.getByText('Say why.')).toBeVisible();
  await returning.getByRole('textbox', { name: 'Reason' }).fill('Drinks are not paid back.');
  await returning.getByRole('button', { name: 'Return', exact: true }).click();
  await expect(returning).toBeHidden();
  await expect(items.getByRole('listitem')).toHaveCount(1);

  await page.getByRole('button', { name: 'More', exact: true }).click();
  await page.getByRole('menuitem', { name: 'Add mileage or days…' }).click();
  const adding = page.getByRole('dialog', { name: 'Add mileage or days' });
  await adding.getByRole('textbox', { name: 'Day', exact: true }).fill('9 Nov 2026');
  await adding.getByRole('textbox', { name: 'Days', exact: true }).fill('2');
  await adding.getByRole('textbox', { name: 'Days', exact: true }).press('Tab');
  await expect(adding).toContainText('52.00 in all');
  await expectAccessible(page, 'adding days to a claim');
  await adding.getByRole('button', { name: 'Add', exact: true }).click();
  await expect(items.getByRole('listitem')).toHaveCount(2);

  await page.getByRole('button', { name: 'More', exact: true }).click();
  await page.getByRole('menuitem', { name: 'Delete' }).click();
  await expect(page.getByText('Trade fair is deleted')).toBeVisible();
  await page.getByRole('button', { name: 'Undo' }).click();
  await row(page, 'Trade fair').getByRole('link').first().click();
  await expect(items.getByRole('listitem')).toHaveCount(2);
  await page.goto(`/${business.slug}/costs`);
  await expect(row(page, 'BAR-1')).toBeVisible();
  await expect(row(page, 'TRAIN-2')).toBeHidden();
  await context.close();
});
