import { expect } from '@playwright/test';
import { db } from '#lib/db.ts';
import { expectAccessible } from '#tests/support/accessibility.ts';
import { lineCell, overflowPx, status, test } from '#tests/support/costs-pages.ts';
import { aSharedItem } from '#tests/support/shared-business.ts';

/** The lines of a document, as somebody works them who is used to a spreadsheet. */

test('lines are worked by the keyboard alone: entered, filled, moved, copied and removed, until they add up', async ({
  business,
  open,
}) => {
  const { number } = await aSharedItem(business);
  const page = await open('BOOKKEEPER', `/${number}`);
  const { keyboard } = page;
  const lines = page.getByRole('region', { name: 'Line items' });
  const rows = lines.getByRole('row', { name: /^Line \d/ });
  const cell = (line: number, name: string) => lineCell(page, line, name);
  await page.getByRole('button', { name: 'Add line items', exact: true }).click();
  await expect(cell(1, 'description')).toBeFocused();
  await expect(lines.getByText('The lines add up to GBP 120.00')).toBeVisible();

  // Typing replaces what is there, Tab goes on, and Escape takes back what was typed.
  await keyboard.type('Heating');
  await keyboard.press('Tab');
  await expect(cell(1, 'quantity')).toBeFocused();
  await keyboard.type('3');
  await keyboard.press('Tab');
  await keyboard.type('10');
  await keyboard.press('Escape');
  await expect(cell(1, 'unitAmount')).toBeFocused();
  await expect(cell(1, 'unitAmount')).toHaveText(/^Unit price120\.00$/);
  await keyboard.press('F2');
  await keyboard.press('Control+a');
  await keyboard.type('12.5');
  await keyboard.press('Enter');
  // After the last line comes another, which waits to be filled in.
  await expect(cell(2, 'description')).toBeFocused();
  await expect(cell(1, 'total')).toContainText('37.50');
  await expect(lines.getByText('Out by 82.50')).toBeVisible();
  await keyboard.type('Delivery');
  await keyboard.press('Tab');
  for (const key of ['ArrowRight', 'ArrowRight']) await keyboard.press(key);
  await expect(cell(2, 'accountId')).toBeFocused();
  await keyboard.type('429');
  await keyboard.press('Tab');
  await expect(cell(2, 'accountId')).toContainText('General Expenses');
  // A key of the page is a letter here.
  await cell(2, 'description').focus();
  await keyboard.type('j');
  await keyboard.press('Escape');
  await expect(cell(2, 'description')).toContainText('Delivery');

  // The difference, by its key, on the line where one is.
  await keyboard.press('Alt+=');
  await expect(lines.getByText('The lines add up to GBP 120.00')).toBeVisible();
  await expect(cell(2, 'total')).toContainText('82.50');
  await expect(status(page, 'Ready')).toBeVisible();

  // Two lines below, one of them a copy; the category of the first goes down through all of them.
  await keyboard.press('Alt+Shift+ArrowDown');
  await expect(rows).toHaveCount(3);
  await expect(cell(3, 'description')).toBeFocused();
  await keyboard.press('Alt+ArrowUp');
  await keyboard.press('Alt+ArrowUp');
  await expect(cell(1, 'description')).toContainText('Delivery');
  await expect(cell(1, 'description')).toBeFocused();
  await keyboard.press('Control+Enter');
  await expect(cell(2, 'description')).toBeFocused();
  await cell(1, 'accountId').focus();
  await keyboard.press('Control+Shift+ArrowDown');
  await expect(lines.locator('[aria-selected=true]')).toHaveCount(4);
  await keyboard.press('Control+d');
  await expect(lines.getByRole('gridcell', { name: 'General Expenses' })).toHaveCount(4);
  await expectAccessible(page, 'the line items');

  // What is copied can be pasted here and in a spreadsheet.
  await cell(1, 'description').focus();
  await keyboard.press('Shift+End');
  await keyboard.press('Control+c');
  await cell(2, 'description').focus();
  await keyboard.press('Control+v');
  await expect(cell(2, 'total')).toContainText('82.50');
  await keyboard.press('Control+Delete');
  await expect(rows).toHaveCount(3);
  await expect(page.getByRole('button', { name: 'Undo: Remove line' })).toBeEnabled();
  await keyboard.press('Control+z');
  await expect(rows).toHaveCount(4);
  await expect(page.getByText('Undone: Remove line')).toBeVisible();
  expect(await overflowPx(page)).toBe(0);

  // What is typed and left behind is there when one comes back, and is saved.
  await cell(2, 'description').focus();
  await keyboard.type('Half a sen');
  await page.reload();
  await expect(cell(2, 'description')).toContainText('Half a sen');
  await expect(lines.getByText('Saving')).toHaveCount(0);

  // One tab stop: Tab leads out again.
  await cell(2, 'quantity').focus();
  await keyboard.press('Escape');
  await keyboard.press('Tab');
  await expect(lines.getByRole('grid').locator(':focus')).toHaveCount(0);
});

test('a table of a spreadsheet becomes lines, what is not understood is shown first, and lines alike are grouped', async ({
  business,
  open,
}) => {
  const { number } = await aSharedItem(business, { total: '1120.00', taxAmount: '186.67' });
  const page = await open('BOOKKEEPER', `/${number}`);
  const lines = page.getByRole('region', { name: 'Line items' });
  const rows = lines.getByRole('row', { name: /^Line \d/ });
  await page.getByRole('button', { name: 'Add line items', exact: true }).click();
  await expect(lineCell(page, 1, 'description')).toBeFocused();
  const paste = (text: string) =>
    page.evaluate((data) => {
      const clipboardData = new DataTransfer();
      clipboardData.setData('text/plain', data);
      document.activeElement?.dispatchEvent(
        new ClipboardEvent('paste', { clipboardData, bubbles: true, cancelable: true }),
      );
    }, text);

  await paste(
    [
      'Item\tQty\tPrice\tAccount\tVAT rate\tColour',
      'Toner\t2\t£30.00\t429\t20%\t',
      '"Paper, white\nA4"\t1\t1,000.00\t429\t20%\tblue',
      'toner\t1\t30.00\t445\t20%\t',
      'Toner\t1\t30.00\t429\t20%\t',
    ].join('\n'),
  );
  const dialog = page.getByRole('dialog', { name: 'Paste from a spreadsheet' });
  await expect(dialog.getByText('One cell is not understood.')).toBeVisible();
  await expect(dialog.getByText('There is no column for it.')).toBeVisible();
  await dialog.getByRole('button', { name: 'Paste 4 lines' }).click();
  await expect(rows).toHaveCount(4);
  await expect(lineCell(page, 2, 'description')).toContainText('blue');
  await expect(lineCell(page, 2, 'total')).toContainText('1,000.00');
  await expect(lines.getByText('The lines add up to GBP 1,120.00')).toBeVisible();
  const message = page.getByRole('alertdialog').filter({ hasText: '4 lines pasted' });
  await expect(message).toBeVisible();

  await lines.getByRole('button', { name: 'More for lines' }).click();
  await page.getByRole('menuitem', { name: 'Group by description' }).click();
  await expect(rows).toHaveCount(3);
  await expect(lineCell(page, 1, 'total')).toContainText('90.00');
  await expect(lineCell(page, 1, 'quantity')).toContainText('3');
  await page
    .getByRole('alertdialog')
    .filter({ hasText: 'grouped into 3' })
    .getByRole('button', { name: 'Undo' })
    .click();
  await expect(rows).toHaveCount(4);

  // Of the whole selection at once, and net from here on: the total is the same.
  await lines.getByRole('button', { name: 'More for lines' }).click();
  await page.getByRole('menuitem', { name: 'Change all lines…' }).click();
  const change = page.getByRole('dialog', { name: 'Change 4 lines' });
  await change.getByRole('combobox', { name: 'Category' }).fill('445');
  await change.getByRole('combobox', { name: 'Category' }).press('Enter');
  await change.getByRole('textbox', { name: 'Description' }).fill('For the office');
  await change.getByRole('combobox', { name: 'Rebill to' }).fill('Rowing');
  await page.getByRole('option', { name: 'Rowing Club' }).click();
  await expect(change.getByText('4 of 4 lines would change.')).toBeVisible();
  await expect(change.getByText('Rebill to: Rowing Club')).toBeVisible();
  await expectAccessible(page, 'the change of several lines');
  await change.getByRole('button', { name: 'Change', exact: true }).click();
  await expect(lines.getByRole('gridcell', { name: 'Light, Power, Heating' })).toHaveCount(4);
  await expect(lines.getByRole('gridcell', { name: 'For the office' })).toHaveCount(4);
  await expect(lines.getByRole('gridcell', { name: 'Rowing Club' })).toHaveCount(4);
  await lines.getByRole('button', { name: /Amounts are/ }).click();
  await page.getByRole('option', { name: 'Tax exclusive' }).click();
  await expect(page.getByText('The lines add up to the total as before')).toBeVisible();
  await expect(lineCell(page, 1, 'unitAmount')).toContainText('25.00');

  const stored = await db.item.findFirstOrThrow({
    where: { businessId: business.scope.businessId, number },
    include: { lines: { orderBy: { position: 'asc' } } },
  });
  expect(stored.lines.map(({ total, accountId }) => [String(total), accountId])).toEqual(
    ['60', '1000', '30', '30'].map((total) => [total, business.books.power]),
  );
});

test('a product fills in its line, and on a phone each line is a card', async ({ business, open }) => {
  const { number } = await aSharedItem(business, { accountId: null, taxRateId: null, taxAmount: null });
  await db.product.update({
    where: { id: business.books.pens },
    data: {
      description: 'A box of 50 pens',
      purchaseUnitAmount: '24.00',
      purchaseAccountCode: '429',
      purchaseTaxType: 'INPUT2',
    },
  });
  const page = await open('BOOKKEEPER', `/${number}`);
  const { keyboard } = page;
  const lines = page.getByRole('region', { name: 'Line items' });
  await page.getByRole('button', { name: 'Add line items', exact: true }).click();
  await expect(lineCell(page, 1, 'description')).toBeFocused();
  await lines.getByRole('button', { name: 'More for lines' }).click();
  await page.getByRole('menuitem', { name: 'Show Product' }).click();
  await lines.getByRole('button', { name: 'Add line', exact: true }).click();
  await expect(lineCell(page, 2, 'description')).toBeFocused();
  await lineCell(page, 2, 'productId').focus();
  await keyboard.type('PEN');
  await expect(page.getByRole('option', { name: /Box of pens/ })).toBeVisible();
  await keyboard.press('Enter');
  await expect(lineCell(page, 2, 'productId')).toContainText('Box of pens');
  await expect(lineCell(page, 2, 'description')).toContainText('A box of 50 pens');
  await expect(lineCell(page, 2, 'accountId')).toContainText('General Expenses');
  await expect(lineCell(page, 2, 'taxRateId')).toContainText('20% (VAT on Expenses)');
  await expect(lineCell(page, 2, 'total')).toContainText('24.00');
  await expect(lines.getByText('Saving')).toHaveCount(0);

  await page.setViewportSize({ width: 390, height: 844 });
  await page.getByRole('radio', { name: 'Lines' }).check();
  await lineCell(page, 2, 'quantity').click();
  await lineCell(page, 2, 'quantity').click();
  await lineCell(page, 2, 'quantity').getByRole('textbox').fill('2');
  await keyboard.press('Enter');
  await expect(lineCell(page, 2, 'total')).toContainText('48.00');
  expect(await overflowPx(page)).toBe(0);
});
