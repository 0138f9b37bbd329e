import { randomUUID } from 'node:crypto';
import { readFileSync } from 'node:fs';
import { expect } from '@playwright/test';
import { db } from '#lib/db.ts';
import { expectAccessible } from '#tests/support/accessibility.ts';
import { addFiles, overflowPx, row, setText, status, test, text, uploads } from '#tests/support/costs-pages.ts';
import { aPdf } from '#tests/support/files.ts';
import { aSharedItem, type SharedBusiness } from '#tests/support/shared-business.ts';
import { unzipped } from '#tests/support/unzip.ts';

/** Sales, which are worked through as costs are: what a business has invoiced to its customers. */

test('a sale is added, coded to what was earned, found and published, apart from the costs', async ({
  business,
  open,
}) => {
  await revenue(business);
  await aSharedItem(business, { reference: 'A-COST' });
  const page = await open('BOOKKEEPER');
  const places = page.getByRole('navigation', { name: 'Main' });
  await expect(places.getByRole('link', { name: /^Costs 1/ })).toBeVisible();
  // Of the two keys that lead somewhere, the second does nothing else, such as selecting the row that one is at.
  await row(page, 'A-COST').focus();
  await page.keyboard.press('g');
  await page.keyboard.press('x');
  await expect(page).toHaveURL(/\/bin$/);
  await page.keyboard.press('g');
  await page.keyboard.press('l');
  await expect(page.getByRole('heading', { name: 'Sales', level: 1 })).toBeVisible();
  await expect(page.getByText('There are no sales here')).toBeVisible();
  await expect(row(page, 'A-COST')).toHaveCount(0);

  await addFiles(page, [{ name: 'march.pdf', mimeType: 'application/pdf', buffer: aPdf('Our invoice') }]);
  await expect(places.getByRole('link', { name: /^Sales 1/ })).toBeVisible();
  await uploads(page)
    .getByRole('link', { name: /^Open item/ })
    .click();

  // Customers first, and the accounts and the tax of what is sold.
  const customer = page.getByRole('combobox', { name: 'Customer' });
  await customer.click();
  await expect(page.getByRole('option').first()).toHaveText('Rowing Club');
  await page.getByRole('option', { name: 'Rowing Club' }).click();
  await page.getByRole('combobox', { name: 'Category' }).click();
  await expect(page.getByRole('option').first()).toContainText('Hire of boats');
  await page.getByRole('option', { name: 'Hire of boats' }).click();
  await expect(page.getByRole('combobox', { name: 'Tax rate' })).toHaveValue('20% (VAT on Income)');
  await page.getByRole('button', { name: /Type$/ }).click();
  await expect(page.getByRole('option')).toHaveText(['Invoice', 'Credit note', 'Receipt']);
  await page.keyboard.press('Escape');
  await setText(page, 'Document reference', 'OURS-7');
  await setText(page, 'Date', '02/11/2026');
  await setText(page, 'Due date', '02/12/2026');
  await setText(page, 'Total', '120.00');
  await expect(status(page, 'Ready')).toBeVisible();
  await expectAccessible(page, 'a sale');

  await page.getByRole('link', { name: 'Back to the inbox' }).click();
  await expect(page).toHaveURL(`/${business.slug}/sales`);
  await page.getByRole('searchbox').fill('rowing');
  await expect(page.getByText('1 match', { exact: true })).toBeVisible();
  await expect(row(page, 'Rowing Club').getByRole('combobox')).toHaveValue('Hire of boats');
  await row(page, 'Rowing Club').getByRole('checkbox').check();
  await expect(page.getByRole('button', { name: 'Publish 1 · GBP 120.00' })).toBeVisible();
  await page.keyboard.press('Escape');
  expect(await overflowPx(page)).toBeLessThanOrEqual(0);

  await places.getByRole('link', { name: /^Costs/ }).click();
  await expect(row(page, 'A-COST')).toBeVisible();
  await expect(row(page, 'Rowing Club')).toHaveCount(0);
});

test('a cost that is a sale is moved there with what it may keep, alone or with others, and back again', async ({
  business,
  open,
}) => {
  await revenue(business);
  const { number } = await aSharedItem(business, { reference: 'ALONE' });
  await aSharedItem(business, { reference: 'ONE' });
  await aSharedItem(business, { reference: 'TWO' });
  const page = await open('BOOKKEEPER', `/${number}`);
  await expect(text(page, 'Document reference')).toHaveValue('ALONE');
  await page.keyboard.press('Escape');
  await page.keyboard.press('t');
  await expect(page).toHaveURL(`/${business.slug}/sales/${number}`);
  await expect(page.getByText(`Item ${number} moved to sales`)).toBeVisible();
  await expect(page.getByText('Its supplier is its customer now. Emptied')).toBeVisible();
  await expect(page.getByRole('combobox', { name: 'Customer' })).toHaveValue('Acme Ltd');
  await expect(page.getByRole('combobox', { name: 'Category' })).toHaveValue('');
  await page.getByRole('tab', { name: 'History' }).click();
  await expect(page.getByText('moved it to Sales')).toBeVisible();
  await page.getByRole('button', { name: 'Undo', exact: true }).click();
  await expect(page).toHaveURL(`/${business.slug}/costs/${number}`);
  await expect(page.getByRole('combobox', { name: 'Category' })).toHaveValue('Light, Power, Heating');

  // Its address leads there from where it was.
  await page.getByRole('button', { name: 'More' }).click();
  await page.getByRole('menuitem', { name: 'Move to sales' }).click();
  await expect(page.getByRole('combobox', { name: 'Customer' })).toBeVisible();
  await page.goto(`/${business.slug}/costs/${number}`);
  await expect(page).toHaveURL(`/${business.slug}/sales/${number}`);

  await page.goto(`/${business.slug}/costs`);
  await row(page, 'ONE').getByRole('checkbox').check();
  await row(page, 'TWO').getByRole('checkbox').check();
  await page.getByRole('button', { name: 'More' }).click();
  await page.getByRole('menuitem', { name: 'Move to sales' }).click();
  await expect(page.getByText('2 items moved to sales')).toBeVisible();
  await expect(page.getByText('Your inbox is empty')).toBeVisible();
  await expect(page.getByRole('link', { name: /^Sales 3/ })).toBeVisible();
  await page.getByRole('button', { name: 'Undo', exact: true }).last().click();
  await expect(row(page, 'ONE')).toContainText('Ready');
  await expect(row(page, 'TWO')).toContainText('Ready');
});

test('without a connection, what is ready is exported with its documents, archived, and brought back', async ({
  business,
  open,
  browser,
}) => {
  await db.connection.update({ where: { id: business.books.connectionId }, data: { status: 'DISCONNECTED' } });
  await aSharedItem(business, { reference: 'FIRST' }, { fileName: 'first.pdf', bytes: aPdf('First') });
  const { number } = await aSharedItem(business, { reference: 'SECOND' });
  const page = await open('BOOKKEEPER');
  const exporting = page.getByRole('dialog', { name: 'Export' });

  await row(page, 'FIRST').getByRole('checkbox').check();
  await row(page, 'SECOND').getByRole('checkbox').check();
  await page.getByRole('button', { name: 'More' }).click();
  await page.getByRole('menuitem', { name: 'Export…' }).click();
  await expect(exporting).toContainText('2 items, 1 document');
  await exporting.getByRole('radio', { name: /^Table and documents/ }).check();
  await exporting.getByRole('checkbox', { name: /^Archive afterwards/ }).check();
  await expectAccessible(page, 'the export dialog');
  const download = page.waitForEvent('download');
  await exporting.getByRole('button', { name: 'Export' }).click();
  const zip = await download;
  expect(zip.suggestedFilename()).toMatch(/^Costs .*\.zip$/);
  expect(unzipped(readFileSync(await zip.path())).map(({ name }) => name)).toEqual([
    ...['items.csv', 'manifest.csv', expect.stringContaining('first.pdf')],
  ]);
  await expect(page.getByText('2 items exported')).toBeVisible();
  await expect(page.getByText('Your inbox is empty')).toBeVisible();

  await page.keyboard.press('g');
  await page.keyboard.press('a');
  await expect(row(page, 'SECOND')).toContainText('Archived');
  await row(page, 'SECOND').getByText('SECOND').click();
  await expect(text(page, 'Document reference')).toBeDisabled();
  await expect(page.getByRole('button', { name: 'Publish', exact: true })).toHaveCount(0);
  await page.keyboard.press('d');
  await expect(exporting).toContainText('It was exported before');
  // Columns of one's own, kept for the next time and for everybody.
  await exporting.getByRole('radio', { name: /^Workbook/ }).check();
  await exporting.getByRole('button', { name: 'Change columns…' }).click();
  await exporting.getByRole('button', { name: 'Leave out Item', exact: true }).click();
  await exporting.getByRole('button', { name: 'Move Date up' }).click();
  await exporting.getByRole('textbox', { name: 'Keep these columns as' }).fill('Month end');
  await exporting.getByRole('button', { name: 'Save', exact: true }).click();
  await expect(exporting.getByRole('button', { name: /^Month end/ })).toBeVisible();
  const book = page.waitForEvent('download');
  await exporting.getByRole('button', { name: 'Export', exact: true }).click();
  expect((await book).suggestedFilename()).toMatch(/^Costs .*\.xlsx$/);
  await expect(exporting).toHaveCount(0);
  await page.keyboard.press('a');
  await expect(page.getByText('Item back in the inbox')).toBeVisible();
  await expect(text(page, 'Document reference')).toBeEnabled();
  await page.goto(`/${business.slug}/costs`);
  await expect(row(page, 'SECOND')).toContainText('Ready');
  await page.goto(`/${business.slug}/costs/${number}`);
  await page.getByRole('tab', { name: 'History' }).click();
  await expect(page.getByText('exported it with its document')).toBeVisible();

  // A PDF with documents is a worker's: it is followed to its end, and lies with the others.
  await page.goto(`/${business.slug}/costs`);
  await expect(row(page, 'SECOND')).toContainText('Ready');
  await page.getByRole('button', { name: 'Export all that is shown' }).click();
  await exporting.getByRole('radio', { name: /^Summary with documents/ }).check();
  const pdf = page.waitForEvent('download');
  await exporting.getByRole('button', { name: 'Export', exact: true }).click();
  expect((await pdf).suggestedFilename()).toMatch(/^Costs .*\.pdf$/);
  await page.goto(`/${business.slug}/settings/exports`);
  await expect(page.getByText('Costs, PDF, 1 item')).toBeVisible();
  await expect(page.getByText('Costs, Excel, 1 item')).toBeVisible();
  await expect(page.getByText('A row for each line: Date, Type,')).toBeVisible();
  await expectAccessible(page, 'the exports');
  const again = page.waitForEvent('download');
  await page
    .getByRole('listitem')
    .filter({ hasText: 'Costs, ZIP, 2 items' })
    .getByRole('button', { name: 'Download' })
    .click();
  await again;
  await page.getByRole('button', { name: 'Delete this export' }).first().click();
  await expect(page.getByText('Costs, PDF, 1 item')).toHaveCount(0);

  // Somebody without an account is given a link, which is taken back.
  for (const reference of ['THIRD', 'FOURTH'])
    await aSharedItem(business, { reference }, { fileName: `${reference}.pdf`, bytes: aPdf(reference) });
  await page.goto(`/${business.slug}/costs`);
  for (const reference of ['SECOND', 'THIRD', 'FOURTH']) await row(page, reference).getByRole('checkbox').check();
  await expect(page.getByRole('button', { name: 'More' })).toBeVisible();
  await page.keyboard.press('l');
  const sending = page.getByRole('dialog', { name: 'Send' });
  await sending.getByRole('radio', { name: 'Link to copy' }).check();
  await sending.getByRole('textbox', { name: 'Message' }).fill('As you asked.');
  await expectAccessible(page, 'the sending dialog');
  await sending.getByRole('button', { name: 'Make the link' }).click();
  const url = await sending.getByRole('textbox', { name: 'Link', exact: true }).inputValue();
  await sending.getByRole('button', { name: 'Done' }).click();
  const stranger = await browser.newPage();
  await stranger.goto(url);
  await expect(stranger.getByRole('heading', { level: 1 })).toContainText('3 items from Items & Sons');
  await expect(stranger.getByRole('heading', { level: 2, name: /SECOND/ })).toBeVisible();
  await expect(stranger.getByText('As you asked.')).toBeVisible();
  await expectAccessible(stranger, 'what a link shows');
  const together = stranger.waitForEvent('download');
  await stranger.getByRole('link', { name: /^Download all/ }).click();
  const names = unzipped(readFileSync(await (await together).path())).map(({ name }) => name);
  expect(names.map((name) => name.replace(/^\d+ /, '')).sort()).toEqual(['FOURTH.pdf', 'THIRD.pdf']);
  await page.goto(`/${business.slug}/settings/exports`);
  await expect(page.getByText('Opened once')).toBeVisible();
  await page.getByRole('button', { name: 'Revoke' }).click();
  await expect(page.getByText('None is open.', { exact: false })).toBeVisible();
  await stranger.goto(url);
  await expect(stranger.getByRole('heading', { name: 'This link does not open' })).toBeVisible();
  await stranger.close();
});

/** An account of what is earned, with its tax. */
async function revenue({ scope: { businessId }, books: { connectionId } }: SharedBusiness) {
  const owner = { businessId, connectionId };
  const taxType = 'OUTPUT2';
  await db.taxRate.create({
    data: { ...owner, taxType, name: '20% (VAT on Income)', effectiveRate: '20', canApplyToRevenue: true },
  });
  const hire = {
    ledgerId: randomUUID(),
    code: '200',
    name: 'Hire of boats',
    type: 'REVENUE',
    class: 'REVENUE',
    taxType,
  };
  await db.account.create({ data: { ...owner, ...hire } });
}
