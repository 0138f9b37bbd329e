import { expect, type Page } from '@playwright/test';
import { db } from '#lib/db.ts';
import { expectAccessible } from '#tests/support/accessibility.ts';
import { overflowPx, row, test } from '#tests/support/costs-pages.ts';
import { aSharedItem, type SharedBusiness } from '#tests/support/shared-business.ts';

/** What the ledger refused, as bookkeepers find it and put it right. */

const reason = (code: string, field: string | null, message: string) => ({
  ...{ code, field, message },
  line: null,
  ledgerText: message,
});

/** Three items of a category that is archived by now, one that the plan does not approve, one that nobody understands. */
async function someFailures(business: SharedBusiness): Promise<void> {
  await db.account.update({ where: { id: business.books.power }, data: { isArchived: true } });
  const archived = { refusal: [reason('accountArchived', 'accountId', 'The category is archived.')] };
  for (const reference of ['FIRST', 'SECOND', 'THIRD']) await aSharedItem(business, { ...archived, reference });
  const { office } = business.books;
  await aSharedItem(business, {
    ...{ reference: 'LIMIT', accountId: office },
    refusal: [reason('approvalLimit', 'publishAs', 'The limit of approved bills is reached.')],
  });
  await aSharedItem(business, {
    ...{ reference: 'MOON', accountId: office },
    refusal: [reason('other', null, 'The moon must be full.')],
  });
}

const causes = (page: Page) => page.getByRole('region', { name: 'Why items failed' });
const cause = (page: Page, words: string | RegExp) => causes(page).getByRole('listitem').filter({ hasText: words });

test('what failed is listed by cause, and one action puts a cause right in all of its items', async ({
  business,
  open,
}) => {
  await someFailures(business);
  const page = await open('BOOKKEEPER', '?show=refused');
  const archived = cause(page, /3 items: Category .* is archived/);
  await expect(archived.getByRole('button', { name: 'Choose another category…' })).toBeVisible();
  await expect(
    cause(page, '1 item: The moon must be full.').getByRole('button', { name: 'Publish again' }),
  ).toBeVisible();
  await expectAccessible(page, 'what failed');

  // The items of one cause are the rows below.
  await archived.getByRole('link', { name: '3 items' }).press('Enter');
  await expect(page.getByRole('list', { name: 'Filters' })).toContainText('is archived');
  await expect(row(page, 'MOON')).toHaveCount(0);
  await expect(row(page, 'SECOND')).toBeVisible();

  await archived.getByRole('button', { name: 'Choose another category…' }).press('Enter');
  const dialog = page.getByRole('dialog', { name: 'Choose another category' });
  await dialog.getByRole('combobox', { name: 'Category' }).fill('General');
  await page
    .getByRole('option', { name: /General Expenses/ })
    .first()
    .click();
  await dialog.getByRole('button', { name: 'Preview' }).click();
  await expect(dialog).toContainText('3 items would change.');
  await expectAccessible(page, 'what would change');
  await dialog.getByRole('button', { name: 'Change 3 items and publish again' }).click();
  await expect(page.getByText('3 items are being published.')).toBeVisible();
  await expect(archived).toHaveCount(0);
  await expect(row(page, 'MOON')).toBeVisible();

  // Nothing has left yet, so all of it can be taken back.
  await page.getByRole('button', { name: 'Undo' }).click();
  await expect(page.getByText('3 items as before')).toBeVisible();
  await expect(archived).toHaveCount(1);
  expect(await overflowPx(page)).toBeLessThanOrEqual(0);
});

test('on an item, what was refused is put right at its field, and what has no field above', async ({
  business,
  open,
}) => {
  await someFailures(business);
  const page = await open('BOOKKEEPER', '?show=refused');
  await row(page, 'LIMIT').getByRole('link').first().click();
  await page.getByRole('button', { name: 'Publish as draft' }).click();
  await expect(page.getByText('The limit of approved bills is reached.')).toHaveCount(0);
  await expect(page.getByText('Ready', { exact: true }).first()).toBeVisible();

  await page.getByRole('link', { name: 'Back to the inbox' }).click();
  await row(page, 'MOON').getByRole('link').first().click();
  const alert = page.getByRole('alert').filter({ hasText: 'The moon must be full.' });
  await alert.getByRole('button', { name: 'Publish again' }).click();
  await expect(alert).toHaveCount(0);
  expect(await db.publication.count({ where: { businessId: business.scope.businessId, state: 'QUEUED' } })).toBe(1);
});
