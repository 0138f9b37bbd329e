import { expect, type Page } from '@playwright/test';
import { db } from '#lib/db.ts';
import { expectAccessible } from '#tests/support/accessibility.ts';
import { row, test } from '#tests/support/costs-pages.ts';
import { aSharedItem } from '#tests/support/shared-business.ts';

const supplier = (page: Page) => page.getByRole('combobox', { name: 'Supplier' });

test('a bookkeeper finds a supplier on the list, gives it the name that its bills print, and codes a bill by that', async ({
  business,
  open,
}) => {
  const published = await aSharedItem(business, { place: 'ARCHIVE' });
  await db.item.update({ where: { id: published.id }, data: { status: 'PUBLISHED' } });
  await aSharedItem(business, { type: 'CREDIT_NOTE', total: '30.00', issuedOn: new Date('2026-10-05') });
  const bare = await aSharedItem(business, { contactId: null });
  const other = await aSharedItem(business, { contactId: null });
  await db.contact.update({
    where: { id: business.books.acme },
    data: { bankAccount: '20-00-00 12345678', addresses: [{ kind: 'POSTAL', lines: ['1 Quay', 'London'] }] },
  });
  const page = await open('BOOKKEEPER');
  await page.keyboard.press('g');
  await page.keyboard.press('s');
  await expect(page.getByRole('heading', { name: 'Suppliers' })).toBeVisible();
  await expect(row(page, 'Acme Ltd')).toContainText('1 open, 1 published');
  await expectAccessible(page, 'the list of suppliers');

  await row(page, 'Acme Ltd').focus();
  await page.keyboard.press('Enter');
  await expect(page.getByRole('heading', { name: 'Acme Ltd' })).toBeVisible();
  await expect(page.getByText('20-00-00 12345678')).toBeVisible();
  const chart = page.getByRole('figure', { name: 'Totals by month in GBP' });
  await expect(chart).toContainText('GBP 90.00');
  await chart.getByText('Show the figures').click();
  await expect(chart.getByRole('row', { name: 'October 2026 1 -30.00' })).toBeVisible();
  const field = page.getByRole('textbox', { name: 'Another name on documents' });
  await field.fill('ACME Ltd');
  await field.press('Enter');
  await expect(page.getByText('Acme Ltd is found by this name already.')).toBeVisible();
  await field.fill('Roadrunner Traps');
  await field.press('Enter');
  const aliases = page.getByRole('list', { name: 'Aliases' });
  await expect(aliases).toContainText('Roadrunner Traps');
  await expectAccessible(page, 'the page of a supplier');
  await aliases.getByRole('button', { name: 'Remove Roadrunner Traps' }).click();
  await expect(aliases).toBeHidden();
  const removed = page.getByRole('alertdialog').filter({ hasText: 'is removed' });
  await removed.getByRole('button', { name: 'Undo' }).click();
  await expect(aliases).toContainText('Roadrunner Traps');

  await page.goto(`/${business.slug}/costs/${bare.number}`);
  await supplier(page).fill('roadrunner traps');
  await page.keyboard.press('Tab');
  await expect(supplier(page)).toHaveValue('Acme Ltd');
  await expect
    .poll(async () => (await db.item.findUniqueOrThrow({ where: { id: bare.id } })).contactId)
    .toBe(business.books.acme);

  // A name that is nearly one that is there is remembered where it is typed.
  await page.goto(`/${business.slug}/costs/${other.number}`);
  await supplier(page).fill('Acme Limited');
  await page.getByRole('option', { name: 'Create “Acme Limited”' }).click();
  await page.getByRole('dialog', { name: 'Is it one of these?' }).getByRole('button', { name: 'Use Acme Ltd' }).click();
  await expect(supplier(page)).toHaveValue('Acme Ltd');
  await page.getByRole('button', { name: 'Remember' }).click();
  await expect(page.getByText('“Acme Limited” means Acme Ltd')).toBeVisible();
});

test('a firm that is there twice is merged with a look at what that touches, and taken apart again', async ({
  business,
  open,
}) => {
  const { businessId } = business.scope;
  const twice = await db.contact.create({
    data: { businessId, name: 'ACME Limited', normalisedName: 'acme limited', isSupplier: true },
  });
  const item = await aSharedItem(business, { contactId: twice.id });
  const page = await open('BOOKKEEPER');
  await page.goto(`/${business.slug}/lists/suppliers`);
  await page.getByRole('link', { name: 'Possible duplicates' }).click();
  const pair = row(page, 'ACME Limited');
  await expect(pair).toContainText('Acme Ltd');
  await expect(pair).toContainText('Name');
  await expectAccessible(page, 'possible duplicates');
  await pair.getByRole('button', { name: 'Merge…' }).click();
  const dialog = page.getByRole('dialog', { name: 'Merge two contacts' });
  await expect(dialog).toContainText('1 open item follows to Acme Ltd.');
  // The other way round it would be in the books no more.
  await dialog.getByRole('radio', { name: 'ACME Limited' }).check();
  await expect(dialog.getByRole('alert')).toContainText('Acme Ltd is in your books and the other is not yet');
  await dialog.getByRole('radio', { name: 'Acme Ltd' }).check();
  await expect(dialog).toContainText('1 open item follows to Acme Ltd.');
  await expectAccessible(page, 'the merge of two contacts');
  await dialog.getByRole('button', { name: 'Merge' }).click();
  await expect(page.getByRole('heading', { name: 'No duplicates' })).toBeVisible();
  const contactOf = async () => (await db.item.findUniqueOrThrow({ where: { id: item.id } })).contactId;
  expect(await contactOf()).toBe(business.books.acme);

  // The page of the one that is left tells of the other, and takes it back.
  await page.goto(`/${business.slug}/lists/suppliers/${business.books.acme}`);
  await expect(page.getByRole('list', { name: 'Aliases' })).toContainText('ACME Limited');
  await page.getByRole('button', { name: 'Undo the merge of ACME Limited' }).click();
  await expect(page.getByText('ACME Limited is a contact of its own again')).toBeVisible();
  expect(await contactOf()).toBe(twice.id);

  await page.goto(`/${business.slug}/lists/suppliers/duplicates`);
  await row(page, 'ACME Limited').getByRole('button', { name: 'Not the same' }).click();
  await expect(page.getByRole('heading', { name: 'No duplicates' })).toBeVisible();
});

test('an admin has no supplier made in the books, and what has a new one is held and says so', async ({
  business,
  open,
}) => {
  const { businessId } = business.scope;
  const bakery = await db.contact.create({
    data: { businessId, name: 'Brand New Bakery', normalisedName: 'brand new bakery', isSupplier: true },
  });
  const item = await aSharedItem(business, { contactId: bakery.id });
  const page = await open('ADMIN');
  await page.goto(`/${business.slug}/settings/publishing`);
  const never = page.getByRole('radio', { name: /^Never/ });
  await expect(page.getByText(`item ${item.number} is published, and not before`)).toBeVisible();
  await never.check();
  await expect(page.getByText('1 item in the inbox will wait')).toBeVisible();
  await expectAccessible(page, 'the settings of publishing');
  await page.getByRole('button', { name: 'Save', exact: true }).click();
  await expect(page.getByText('Saved', { exact: true })).toBeVisible();
  await page.goto(`/${business.slug}/lists/suppliers`);
  await page.getByRole('radio', { name: /^Not yet in Xero/ }).check();
  await expect(row(page, 'Brand New Bakery')).toBeVisible();
  await expect(row(page, 'Acme Ltd')).toHaveCount(0);
});
