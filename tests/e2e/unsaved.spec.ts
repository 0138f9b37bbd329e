import { expect } from '@playwright/test';
import { db } from '#lib/db.ts';
import { lineCell, row, setCell, status, test } from '#tests/support/costs-pages.ts';
import { aSharedItem } from '#tests/support/shared-business.ts';

/** What somebody has typed and the server has not: it is told, kept and never lost without a question. */

test('what is shown and not stored is neither published nor left unasked, and goes once the item is locked', async ({
  business,
  open,
}) => {
  const { number } = await aSharedItem(business);
  const { number: other } = await aSharedItem(business, { reference: 'OTHER' });
  const page = await open('BOOKKEEPER', `/${number}`);
  const { keyboard } = page;
  const field = (name: string) => page.locator(`[data-field="${name}"] input`);
  const publish = page.getByRole('button', { name: 'Publish', exact: true });
  const question = page.getByRole('dialog', { name: 'Leave without saving?' });
  await expect(status(page, 'Ready')).toBeVisible();
  for (const [name, typed] of [
    ['total', '€12'],
    ['issuedOn', '31 Feb 2026'],
    ['contactId', 'Wholly New Ltd'],
  ] as const) {
    await field(name).fill(typed);
    await keyboard.press('Tab');
  }
  await expect(status(page, 'Not saved')).toBeVisible();

  await publish.click();
  await expect(page.getByText('“Wholly New Ltd” in Supplier is not saved.')).toBeVisible();
  await expect(field('contactId')).toBeFocused();
  await page.locator('[data-field=contactId]').getByRole('button', { name: 'Discard' }).click();
  await page.getByRole('tab', { name: 'History' }).click();
  await keyboard.press('p');
  await expect(page.getByText('“31 Feb 2026” in Date is not saved.')).toBeVisible();
  await expect(field('issuedOn')).toBeFocused();
  await keyboard.press('Escape');
  await expect(field('issuedOn')).toHaveValue('2 Nov 2026');

  await page.getByRole('link', { name: 'Back to the inbox' }).click();
  await expect(question).toContainText('“€12” in Total is not saved.');
  await question.getByRole('button', { name: 'Stay' }).click();
  await expect(field('total')).toBeFocused();
  await page.getByRole('tab', { name: 'Details' }).focus();
  await keyboard.press('k');
  await expect(question).toBeVisible();
  await keyboard.press('Escape');
  await expect(field('total')).toHaveValue('€12');

  const elsewhere = await open('ADMIN', `/${number}`);
  await elsewhere.getByRole('button', { name: 'Publish', exact: true }).click();
  await expect(field('total')).toHaveValue('120.00');
  await expect(page.getByText('This amount is in GBP')).toHaveCount(0);
  // It waits for the books, and only who can have it go on is led there.
  await expect(elsewhere.getByRole('main').getByRole('link', { name: 'Reconnect Xero' })).toBeVisible();
  await expect(page.getByRole('link', { name: 'Reconnect Xero' })).toHaveCount(0);

  await page.getByRole('link', { name: 'Back to the inbox' }).click();
  const category = row(page, 'OTHER').getByRole('combobox');
  const stored = await category.inputValue();
  const refused = row(page, 'OTHER').getByText('“No such category” is not on the list.');
  // Escape gives up what is refused, then leaves the field: from there the keys of the page work.
  for (const end of ['Enter', 'Tab']) {
    await category.fill('No such category');
    await keyboard.press(end);
    await expect(refused).toBeVisible();
    await category.focus();
    await keyboard.press('Escape');
    await expect(category).toHaveValue(stored);
    await expect(category).toBeFocused();
    await keyboard.press('Escape');
    await expect(row(page, 'OTHER')).toBeFocused();
    await keyboard.press('?');
    await expect(page.getByRole('dialog', { name: 'Keyboard shortcuts' })).toBeVisible();
    await keyboard.press('Escape');
    await expect(page.getByRole('dialog')).toHaveCount(0);
  }
  await category.fill('No such category');
  await keyboard.press('Tab');
  await expect(refused).toBeVisible();
  await row(page, 'OTHER').getByRole('button', { name: 'Publish' }).click();
  await expect(page.getByText(`“No such category” in Category of item ${other} is not saved.`)).toBeVisible();
  await row(page, 'OTHER').getByRole('link').click();
  await question.getByRole('button', { name: 'Leave without it' }).click();
  await expect(status(page, 'Ready')).toBeVisible();
});

test('a row with text that is not stored keeps it, however far one scrolls away', async ({ business, open }) => {
  for (let count = 0; count < 70; count++) await aSharedItem(business);
  const page = await open('BOOKKEEPER');
  const category = page.getByRole('combobox', { name: 'Category of item 70' });
  await category.fill('No such category');
  await category.press('Tab');
  // The row that the focus is in is kept in any case.
  await row(page, 'INV-68').focus();
  await page.getByRole('grid').evaluate((grid) => grid.scrollTo(0, grid.scrollHeight));
  await expect(row(page, 'INV-69')).toHaveCount(0);
  await page.getByRole('grid').evaluate((grid) => grid.scrollTo(0, 0));
  await expect(row(page, 'INV-69')).toBeVisible();
  await expect(category).toHaveValue('No such category');
});

test('amounts refused for their currency are taken, each of them, once that currency is chosen', async ({
  business,
  open,
}) => {
  const { businessId } = business.scope;
  const { connectionId } = business.books;
  await db.connection.update({ where: { id: connectionId }, data: { isMultiCurrency: true } });
  await db.currency.createMany({ data: ['EUR', 'USD'].map((code) => ({ connectionId, businessId, code })) });
  const { number } = await aSharedItem(business);
  const page = await open('BOOKKEEPER', `/${number}`);
  const total = page.locator('[data-field=total] input');
  const currency = page.getByRole('combobox', { name: 'Currency' });
  const lines = page.getByRole('region', { name: 'Line items' });
  await page.getByRole('button', { name: 'Add line items', exact: true }).click();
  await lines.getByRole('button', { name: 'Add line', exact: true }).click();
  await expect(lineCell(page, 2, 'description')).toBeFocused();
  await total.fill('$12.00');
  await total.press('Tab');
  await setCell(page, 1, 'total', '$7.00');
  await setCell(page, 2, 'total', '$5.00');
  await expect(page.getByText('This amount is in GBP. Choose the other currency first.')).toHaveCount(3);

  await currency.fill('EUR');
  await currency.press('Enter');
  await expect(page.getByText('This amount is in EUR. Choose the other currency first.')).toHaveCount(3);
  await currency.fill('USD');
  await currency.press('Enter');
  await expect(page.getByText('Choose the other currency first.')).toHaveCount(0);
  await expect(lines.getByText('The lines add up to USD 12.00')).toBeVisible();
  const stored = () => db.item.findFirstOrThrow({ where: { businessId, number }, include: { lines: true } });
  await expect
    .poll(async () => {
      const { currency, total, lines } = await stored();
      return [currency, total, ...lines.map(({ total }) => total)].map(String).sort();
    })
    .toEqual(['12', '5', '7', 'USD']);
});

test('what is typed and left behind by the browser’s own Back is there when one comes back, unless it has been changed', async ({
  business,
  open,
}) => {
  const { id, number } = await aSharedItem(business, { reference: 'HERE' });
  const page = await open('BOOKKEEPER');
  const field = (name: string) => page.locator(`[data-field="${name}"] :is(input, textarea)`);
  const visit = () => row(page, 'HERE').getByRole('link').click();
  await visit();
  await field('total').fill('€12');
  await field('contactId').fill('Wholly New Ltd');
  await field('description').fill('Half a sen');
  await page.goBack();
  await visit();
  await expect(field('total')).toHaveValue('€12');
  await expect(field('contactId')).toHaveValue('Wholly New Ltd');
  await expect(page.getByText('“Wholly New Ltd” is not chosen yet.')).toBeVisible();
  await expect(field('description')).toHaveValue('Half a sen');

  // What the server has not taken waits as well.
  await page.route(`**/costs/${number}`, (route) =>
    route.request().method() === 'POST' ? route.abort() : route.fallback(),
  );
  await field('description').fill('A whole sentence');
  await page.keyboard.press('Tab');
  await expect(page.getByText('This is not saved: the connection broke off.')).toBeVisible();
  await page.goBack();
  await page.unroute(`**/costs/${number}`);
  await visit();
  await expect(field('description')).toHaveValue('A whole sentence');
  await page.getByRole('button', { name: 'Try again' }).click();
  await expect(page.getByText('This was not saved when you left the page.')).toHaveCount(0);

  await page.goBack();
  await db.item.update({ where: { id }, data: { total: '99.00', taxAmount: '16.50' } });
  await visit();
  await expect(field('total')).toHaveValue('99.00');
  await expect(page.getByText('You had entered “€12”, which was not saved.')).toBeVisible();
  await field('contactId').fill('Nobody');
  await page.keyboard.press('Tab');
  await page.getByRole('link', { name: 'Back to the inbox' }).click();
  await page.getByRole('button', { name: 'Leave without it' }).click();
  await visit();
  await expect(field('contactId')).toHaveValue('Acme Ltd');
});
