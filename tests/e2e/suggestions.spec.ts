import { expect } from '@playwright/test';
import { editItem } from '#lib/coding/edit-item.ts';
import { db } from '#lib/db.ts';
import { expectAccessible } from '#tests/support/accessibility.ts';
import { aBusinessWithBooks } from '#tests/support/connected-business.ts';
import { row, test } from '#tests/support/costs-pages.ts';
import { control } from '#tests/support/sandbox-control.ts';
import { aSharedItem } from '#tests/support/shared-business.ts';
import { sessionOf } from '#tests/support/sign-in.ts';

test('what was chosen before is taken with a key, and the rule that it speaks for is opened and saved', async ({
  business,
  open,
}) => {
  const { books, slug, scope } = business;
  await db.business.update({ where: { id: scope.businessId }, data: { autoCategorise: 'RULES' } });
  const fresh = { accountId: null, taxRateId: null, taxAmount: null, provenance: { v: 1, fields: {} } };
  for (let count = 0; count < 3; count++) {
    const { id } = await aSharedItem(business, fresh);
    await editItem(scope, { itemId: id, revision: 1, changes: { accountId: books.power } });
  }
  const item = await aSharedItem(business, fresh);
  const page = await open('BOOKKEEPER', `/${item.number}`);
  const category = page.getByRole('combobox', { name: 'Category', exact: true });
  await expect(page.getByRole('button', { name: /Take 445 Light, Power, Heating: 3 of the last 3/ })).toBeVisible();
  await expectAccessible(page, 'an item with suggestions');
  await page.keyboard.press('c');
  await expect(category).toHaveValue(/Light, Power, Heating/);
  await expect
    .poll(async () => (await db.item.findUniqueOrThrow({ where: { id: item.id } })).accountId)
    .toBe(books.power);

  await page.goto(`/${slug}/settings/automation`);
  await page.getByRole('link', { name: /^Suggestions/ }).click();
  await expect(page.getByRole('heading', { name: 'Suggestions' })).toBeVisible();
  await page.getByRole('button', { name: 'Look again' }).first().click();
  await expect(row(page, 'Acme Ltd')).toContainText('4 of 4 decisions');
  await expectAccessible(page, 'suggested rules');
  await page.getByRole('button', { name: 'Dismiss the rule for Acme Ltd' }).click();
  await expect(page.getByText('No rule to suggest')).toBeVisible();
  await page.getByRole('alertdialog').filter({ hasText: 'dismissed' }).getByRole('button', { name: 'Undo' }).click();
  await row(page, 'Acme Ltd').getByRole('link').first().click();
  await expect(page.getByRole('button', { name: 'Save rule' })).toBeFocused();
  await page.keyboard.press('Enter');
  await expect(page.getByText('No rule to suggest')).toBeVisible();
  const rules = await db.rule.findMany({ where: { businessId: scope.businessId } });
  expect(rules).toMatchObject([{ scopeId: books.acme, effects: { accountId: books.power } }]);
});

test('in the first hour the books suggest rules, which is said once, and all are accepted', async ({ browser }) => {
  const { slug, scope, organisationId } = await aBusinessWithBooks();
  for (const Name of ['Ridgeway Power', 'Birch Stationers']) {
    const contact = { Name, PurchasesDefaultAccountCode: '429' };
    await control('POST', `/organisations/${organisationId}/contacts`, contact);
  }
  const context = await browser.newContext({ storageState: await sessionOf('ADMIN') });
  const page = await context.newPage();
  await page.goto(`/${slug}/settings/connections`);
  await page.getByRole('button', { name: /^Manage/ }).click();
  await page.getByRole('menuitem', { name: 'Refresh integration data' }).click();
  await expect
    .poll(() => db.ruleSuggestion.count({ where: { businessId: scope.businessId } }), { timeout: 60_000 })
    .toBe(2);
  await page.reload();
  await expect(page.getByText('2 rules are suggested by your books')).toBeVisible();
  await page.getByRole('link', { name: 'Look at them' }).click();
  await expect(row(page, 'Ridgeway Power')).toContainText('Default in your books');
  await page.getByRole('button', { name: 'Accept all' }).click();
  await expect(page.getByText('2 rules are made')).toBeVisible();
  await expect(page.getByText('No rule to suggest')).toBeVisible();
  expect(await db.rule.count({ where: { businessId: scope.businessId, deletedAt: null } })).toBe(2);
  await page.goto(`/${slug}/settings/connections`);
  await expect(page.getByRole('heading', { name: 'Connections' })).toBeVisible();
  await expect(page.getByText('suggested by your books')).toBeHidden();
  await context.close();
});
