import { randomUUID } from 'node:crypto';
import { readFile } from 'node:fs/promises';
import { expect, type Page } from '@playwright/test';
import { db } from '#lib/db.ts';
import { expectAccessible } from '#tests/support/accessibility.ts';
import { overflowPx, test } from '#tests/support/costs-pages.ts';
import { aSharedItem, type SharedBusiness } from '#tests/support/shared-business.ts';

/** The lists as a bookkeeper keeps them: what is offered, what is not, and back. */

async function manyCategories({ scope: { businessId }, books: { connectionId } }: SharedBusiness, count: number) {
  const owner = { businessId, connectionId };
  await db.account.createMany({
    data: Array.from({ length: count }, (_, index) => ({
      ...owner,
      ledgerId: randomUUID(),
      code: String(9_000 + index),
      name: `Boat ${index + 1}`,
      type: 'EXPENSE',
      class: 'EXPENSE',
      taxType: 'INPUT2',
    })),
  });
  await db.account.create({
    data: { ...owner, ledgerId: randomUUID(), code: '200', name: 'Sales', type: 'REVENUE', class: 'REVENUE' },
  });
}

const found = (page: Page, words: string) =>
  expect(page.getByRole('status').filter({ hasText: words })).toHaveText(words);
const rowOf = (page: Page, name: string) => page.getByRole('row').filter({ hasText: name });
const offered = (page: Page, name: string) => page.getByRole('switch', { name: `${name} is offered when coding` });

test('categories are found, hidden by the hundred and shown again, without a mouse', async ({ business, open }) => {
  await manyCategories(business, 300);
  await aSharedItem(business);
  const page = await open('BOOKKEEPER', '/../lists/categories');
  const { keyboard } = page;
  await found(page, '303 categories');
  await expect(rowOf(page, 'Light, Power, Heating')).toContainText('1 item');
  await expect(page.getByRole('radio', { name: 'Revenue 1' })).toBeVisible();

  await keyboard.press('/');
  await keyboard.type('boat 30');
  await found(page, '2 categories found');
  await page.getByRole('searchbox').press('Tab');
  await keyboard.press('j');
  await expect(rowOf(page, 'Boat 30').first()).toBeFocused();
  await keyboard.press('x');
  await expect(page.getByText('1 selected')).toBeVisible();
  await keyboard.press('h');
  await expect(page.getByText('1 category hidden')).toBeVisible();
  await expect(offered(page, 'Boat 30')).not.toBeChecked();
  await offered(page, 'Boat 300').uncheck();
  const hidden = { businessId: business.scope.businessId, isVisible: false };
  await expect.poll(() => db.account.count({ where: hidden })).toBe(2);
  await page.reload();
  await page.getByRole('switch', { name: 'Hidden only 2' }).check();
  await found(page, '2 categories found');

  await page.goto(`/${business.slug}/lists/categories?kind=EXPENSE`);
  await found(page, '302 categories found');
  await page.getByRole('checkbox', { name: 'Select all' }).check();
  await expect(page.getByText('200 selected')).toBeVisible();
  await page.getByRole('button', { name: 'Select all 302' }).click();
  await expect(page.getByText('302 selected')).toBeVisible();
  await expectAccessible(page, 'a selection of categories');
  await page.getByRole('button', { name: 'Hide' }).click();
  await expect(page.getByText('300 categories hidden')).toBeVisible();
  await expect(page.getByRole('switch', { name: 'Hidden only 302' })).toBeVisible();
  await page.getByRole('button', { name: 'Undo' }).click();
  await expect(page.getByRole('switch', { name: 'Hidden only 2' })).toBeVisible();
  await expect(offered(page, 'General Expenses')).toBeChecked();
});

test('what is seen goes out as a file, and what is changed in it comes back in after a look', async ({
  business,
  open,
}) => {
  await manyCategories(business, 2);
  const page = await open('BOOKKEEPER', '/../lists/categories?q=boat');
  const act = async (name: string) => {
    await page.getByRole('button', { name: 'Import and export' }).click();
    await page.getByRole('menuitem', { name }).click();
  };
  await found(page, '2 categories found');
  const downloading = page.waitForEvent('download');
  await act('Export as CSV');
  const download = await downloading;
  expect(download.suggestedFilename()).toBe('Categories.csv');
  const file = await readFile(await download.path(), 'utf8');
  expect(file.split('\r\n').slice(1, 3)).toEqual([
    expect.stringContaining('Boat 1'),
    expect.stringContaining('Boat 2'),
  ]);

  const dialog = page.getByRole('dialog', { name: 'Import from CSV' });
  const choose = async (text: string) => {
    const choosing = page.waitForEvent('filechooser');
    await dialog.getByRole('button', { name: /^Choose/ }).click();
    await (await choosing).setFiles({ name: 'categories.csv', mimeType: 'text/csv', buffer: Buffer.from(text) });
  };
  await act('Import from CSV');
  await choose(`${file}999999,Nothing,,,No\r\n`);
  await expect(dialog.getByText('There is no category with the code “999999”.')).toBeVisible();
  await expect(dialog.getByRole('button', { name: /^Import/ })).toHaveCount(0);
  await choose(file.replaceAll(',Yes,', ',No,'));
  await expect(dialog.getByText('Visible, becomes hidden')).toHaveCount(2);
  await expectAccessible(page, 'the preview of an import');
  await dialog.getByRole('button', { name: 'Import 2 changes' }).click();
  await expect(page.getByText('2 changes imported')).toBeVisible();
  await expect(offered(page, 'Boat 1')).not.toBeChecked();
  await page.getByRole('button', { name: 'Undo' }).click();
  await expect(offered(page, 'Boat 1')).toBeChecked();
});

test('payment methods are made of bank accounts, changed and archived, each with a way back', async ({
  business,
  open,
}) => {
  const page = await open('BOOKKEEPER', '/../lists/payment-methods');
  await page.getByRole('button', { name: 'Add one for 1 bank account' }).click();
  await expect(page.getByText('1 payment method added')).toBeVisible();
  await expect(rowOf(page, 'Current Account')).toContainText('090 Current Account');

  await page.getByRole('button', { name: 'Add payment method' }).click();
  const dialog = page.getByRole('dialog', { name: 'Add payment method' });
  await dialog.getByRole('textbox', { name: 'Name' }).fill('current account');
  await dialog.getByRole('textbox', { name: 'Card ends in (optional)' }).fill('42');
  await dialog.getByRole('combobox', { name: 'Bank account' }).fill('090');
  await page.keyboard.press('Tab');
  await dialog.getByRole('button', { name: 'Add payment method' }).click();
  await expect(dialog.getByText('Enter the last four digits')).toBeVisible();
  await dialog.getByRole('textbox', { name: 'Card ends in (optional)' }).fill('4242');
  await dialog.getByRole('button', { name: 'Add payment method' }).click();
  await expect(dialog.getByText('Another payment method has this name.')).toBeVisible();
  await expectAccessible(page, 'the dialog of a payment method');
  await dialog.getByRole('textbox', { name: 'Name' }).fill('Company card');
  await dialog.getByRole('button', { name: 'Add payment method' }).click();
  await expect(rowOf(page, 'Company card')).toContainText('4242');

  await page.getByRole('button', { name: 'About Company card' }).click();
  await page.getByRole('menuitem', { name: 'Archive' }).click();
  await expect(page.getByText('Company card is archived')).toBeVisible();
  await expect(rowOf(page, 'Company card')).toHaveCount(0);
  await page.getByRole('button', { name: 'Undo' }).first().click();
  await expect(rowOf(page, 'Company card')).toBeVisible();
  expect(await db.paymentMethod.count({ where: { businessId: business.scope.businessId, archivedAt: null } })).toBe(2);
});

test('on a phone, categories are cards that are narrowed and ordered from a menu', async ({ business, open }) => {
  await manyCategories(business, 3);
  const page = await open('BOOKKEEPER', '/../lists/categories', {
    viewport: { width: 390, height: 844 },
    hasTouch: true,
    isMobile: true,
  });
  await page.getByRole('button', { name: 'Show and sort' }).click();
  await page.getByRole('menuitem', { name: 'Revenue' }).click();
  await found(page, '1 category found');
  await expect(rowOf(page, 'Sales')).toBeVisible();
  expect(await overflowPx(page)).toBeLessThanOrEqual(0);
});
