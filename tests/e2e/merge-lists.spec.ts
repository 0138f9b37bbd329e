import { expect } from '@playwright/test';
import { storeStatus } from '#lib/coding/store-status.ts';
import { db } from '#lib/db.ts';
import { expectAccessible } from '#tests/support/accessibility.ts';
import { someBooks } from '#tests/support/books.ts';
import { row, test } from '#tests/support/costs-pages.ts';
import { aSharedItem } from '#tests/support/shared-business.ts';

test('after other books are connected, a bookkeeper pairs the old entries with the new, merges, and takes it back', async ({
  business,
  open,
}) => {
  const { scope, books: old } = business;
  const { businessId } = scope;
  const item = await aSharedItem(business);
  await aSharedItem(business, { accountId: old.office, taxRateId: null, taxAmount: null });
  const published = await aSharedItem(business, { place: 'ARCHIVE' });
  await db.item.update({ where: { id: published.id }, data: { status: 'PUBLISHED' } });
  await db.connection.update({
    where: { id: old.connectionId },
    data: { status: 'DISCONNECTED', organisationName: 'Old Books Ltd' },
  });
  const now = await someBooks(scope);
  await db.connection.update({ where: { id: now.connectionId }, data: { status: 'NEEDS_RECONNECTING' } });
  await db.account.update({ where: { id: now.office }, data: { name: 'Sundries', code: '500' } });
  await db.business.update({ where: { id: businessId }, data: { otherBooksItems: 2 } });
  await db.$transaction((transaction) => storeStatus(transaction, businessId, [item.id]));

  // The item says what is wrong, and leads to where that is put right; so does the inbox.
  const page = await open('BOOKKEEPER');
  await page.goto(`/${business.slug}/costs/${item.number}`);
  await expect(page.getByText('This category belongs to other books.')).toBeVisible();
  await page.goto(`/${business.slug}/costs`);
  await expect(page.getByText('2 items name entries of other books')).toBeVisible();
  await page.getByRole('link', { name: 'Merge lists' }).click();
  await expect(page.getByRole('heading', { name: 'Merge lists' })).toBeVisible();
  const power = row(page, 'Light, Power, Heating');
  await expect(power).toContainText('Same name, code and class');
  await expectAccessible(page, 'the page that pairs lists');

  await page.getByRole('button', { name: 'Accept suggestions' }).click();
  await page.getByRole('menuitem', { name: 'Those that are certain', exact: true }).click();
  await expect(page.getByText('1 pair accepted')).toBeVisible();
  await expect(power.getByRole('combobox')).toHaveValue('445 Light, Power, Heating');
  const office = row(page, 'General Expenses').getByRole('combobox');
  await office.fill('sundr');
  await page.getByRole('option', { name: '500 Sundries' }).click();
  await expect(row(page, 'General Expenses').getByRole('button', { name: 'Decide again' })).toBeVisible();

  const tabs = page.getByRole('navigation', { name: 'Lists to merge' });
  await tabs.getByRole('link', { name: 'Tax rates' }).click();
  await page.getByRole('button', { name: 'Use 20% (VAT on Expenses) (20%) for 20% (VAT on Expenses) (20%)' }).click();
  await expect(page.getByRole('button', { name: 'Decide again' })).toBeVisible();
  await tabs.getByRole('link', { name: 'Suppliers and customers' }).click();
  await page.getByRole('button', { name: 'Skip Acme Ltd' }).click();
  await expect(page.getByRole('button', { name: 'Decide again' })).toBeVisible();

  await page.getByRole('button', { name: 'Dry run and merge…' }).click();
  const dialog = page.getByRole('dialog', { name: 'Merge lists' });
  await expect(dialog).toContainText('2 open items');
  await expect(dialog).toContainText('1 item that is archived, published or on its way keeps what it has.');
  await expect(dialog).toContainText('429 General Expenses → 500 Sundries');
  await expectAccessible(page, 'the dry run of a merge of lists');
  await dialog.getByRole('button', { name: 'Merge', exact: true }).click();
  await expect(page.getByText('Lists merged: 2 items')).toBeVisible();
  const coding = async () => {
    const { accountId, taxRateId, contactId } = await db.item.findUniqueOrThrow({ where: { id: item.id } });
    return { accountId, taxRateId, contactId };
  };
  expect(await coding()).toEqual({ accountId: now.power, taxRateId: now.vat20, contactId: old.acme });

  await page.getByRole('button', { name: 'Merges…' }).click();
  await page.getByRole('dialog', { name: 'Merges of lists' }).getByRole('button', { name: 'Undo' }).click();
  await expect(page.getByText('The merge of lists is undone')).toBeVisible();
  expect(await coding()).toEqual({ accountId: old.power, taxRateId: old.vat20, contactId: old.acme });
});

test('a business without a connection keeps its own tax rates and categories, by hand and from a file', async ({
  business,
  open,
}) => {
  const { businessId } = business.scope;
  await db.connection.deleteMany({ where: { businessId } });
  const page = await open('BOOKKEEPER');
  await page.goto(`/${business.slug}/lists/tax-rates`);
  await page.getByRole('button', { name: 'Add tax rate' }).click();
  const dialog = page.getByRole('dialog', { name: 'Add tax rate' });
  await dialog.getByRole('textbox', { name: 'Name' }).fill('20% VAT');
  await dialog.getByRole('textbox', { name: 'Rate in percent' }).fill('many');
  await dialog.getByRole('button', { name: 'Add tax rate' }).click();
  await expect(dialog.getByText('Enter a percentage such as 20 or 8.375.')).toBeVisible();
  await dialog.getByRole('textbox', { name: 'Rate in percent' }).fill('20');
  await dialog.getByRole('button', { name: 'Add tax rate' }).click();
  await expect(row(page, '20% VAT')).toBeVisible();

  await page.goto(`/${business.slug}/lists/categories`);
  await page.getByRole('button', { name: 'Import your own' }).click();
  const file = page.getByRole('dialog', { name: 'Import from CSV' });
  await expect(file).toContainText('Name, Code, Type, Tax rate');
  const choosing = page.waitForEvent('filechooser');
  await file.getByRole('button', { name: 'Choose file' }).click();
  await (await choosing).setFiles({
    name: 'categories.csv',
    mimeType: 'text/csv',
    buffer: Buffer.from('Code,Name,Type,Tax rate\n445,Power,Expense,20% VAT\n429,Sundries,Expense,\n'),
  });
  await file.getByRole('button', { name: 'Import 2 changes' }).click();
  await expect(row(page, 'Power')).toContainText('20% VAT');
  await expectAccessible(page, 'a list of a business without a connection');

  await row(page, 'Sundries').getByRole('button', { name: 'More about Sundries' }).click();
  await page.getByRole('menuitem', { name: 'Change' }).click();
  const change = page.getByRole('dialog', { name: 'Change category' });
  await change.getByRole('textbox', { name: 'Code' }).fill('445');
  await change.getByRole('button', { name: 'Save' }).click();
  await expect(change.getByText('Power has the code 445 already.')).toBeVisible();
  await change.getByRole('textbox', { name: 'Code' }).fill('500');
  await change.getByRole('textbox', { name: 'Name' }).fill('Office costs');
  await change.getByRole('button', { name: 'Save' }).click();
  await expect(row(page, 'Office costs')).toContainText('500');
  await page.getByRole('alertdialog').filter({ hasText: 'is changed' }).getByRole('button', { name: 'Undo' }).click();
  await expect(row(page, 'Sundries')).toContainText('429');
});
