import { readFile } from 'node:fs/promises';
import { expect } from '@playwright/test';
import { editItem } from '#lib/coding/edit-item.ts';
import { db } from '#lib/db.ts';
import { ruleInput } from '#lib/domain/rules/rule-schema.ts';
import { applyDueRules } from '#lib/rules/apply-rules.ts';
import { saveRule } from '#lib/rules/save-rule.ts';
import { expectAccessible } from '#tests/support/accessibility.ts';
import { row, test } from '#tests/support/costs-pages.ts';
import { aSharedItem } from '#tests/support/shared-business.ts';

test('a bookkeeper makes a rule of a coded item in two keys, sees what it does, changes it, and takes it back', async ({
  business,
  open,
}) => {
  const { books, slug } = business;
  const coded = await aSharedItem(business, { accountId: books.power, taxRateId: books.vat20 });
  const waiting = await aSharedItem(business, { accountId: null, taxRateId: null, taxAmount: null });
  const category = async () => (await db.item.findUniqueOrThrow({ where: { id: waiting.id } })).accountId;
  const page = await open('BOOKKEEPER');
  await page.goto(`/${slug}/costs/${coded.number}`);
  await expect(page.getByRole('combobox', { name: 'Supplier' })).toHaveValue('Acme Ltd');
  await page.keyboard.press('s');
  const save = page.getByRole('button', { name: 'Save rule' });
  await expect(save).toBeFocused();
  await expect(page.getByRole('combobox', { name: 'Category', exact: true })).toHaveValue(/Light, Power, Heating/);
  const trial = page.getByRole('region', { name: 'On the last 90 days' });
  await expect(trial.getByRole('status')).toContainText('It is for 2 items');
  await expect(trial.getByRole('listitem').filter({ hasText: `#${waiting.number}` })).toContainText('Category');
  await expectAccessible(page, 'the editor of a rule');
  await save.focus();
  await page.keyboard.press('Enter');
  await expect(page.getByRole('heading', { name: 'Automation' })).toBeVisible();
  await expect.poll(category).toBe(books.power);
  await expect(row(page, 'Acme Ltd')).toContainText('Light, Power, Heating');
  await expectAccessible(page, 'the list of rules');
  const done = page.getByRole('alertdialog').filter({ hasText: '1 item changed' });
  await done.getByRole('button', { name: 'Undo' }).click();
  await expect.poll(category).toBeNull();

  // Told on the supplier's page, where another is begun; and broken when its category is gone.
  await page.goto(`/${slug}/lists/suppliers/${books.acme}`);
  await expect(page.getByRole('heading', { name: 'Acme Ltd' })).toBeVisible();
  await page.getByRole('link', { name: 'Add rule' }).click();
  await expect(page.getByRole('heading', { name: 'New rule' })).toBeVisible();
  await page.getByRole('textbox', { name: 'Words in the document' }).fill('standing charge');
  await page.getByRole('textbox', { name: 'Reference or account number' }).fill('*');
  await page.getByRole('textbox', { name: 'Description', exact: true }).fill('Standing charge {month}');
  await save.click();
  await expect(page.getByText('Use at least two signs beside * and ?.').first()).toBeVisible();
  await page.getByRole('textbox', { name: 'Reference or account number' }).fill('');
  await save.click();
  await expect(row(page, 'Acme Ltd').filter({ hasText: 'Standing charge' })).toContainText('Text:');
  await db.account.update({ where: { id: books.power }, data: { isArchived: true } });
  await page.reload();
  await expect(row(page, 'Acme Ltd').filter({ hasText: 'Broken' })).toContainText('is archived');
  await page.getByRole('button', { name: 'More for Rule for Acme Ltd' }).last().click();
  await page.getByRole('menuitem', { name: 'Delete rule' }).click();
  const deleted = page.getByRole('alertdialog').filter({ hasText: 'is deleted' });
  await deleted.getByRole('button', { name: 'Undo' }).click();
  await expect(row(page, 'Acme Ltd').filter({ hasText: 'Broken' })).toBeVisible();
  await db.account.update({ where: { id: books.power }, data: { isArchived: false } });
});

test('a bookkeeper turns a rule off and on, takes the rules out as a file, and another in that is taken back', async ({
  business,
  open,
}) => {
  const { books, slug, scope } = business;
  const rule = ruleInput.parse({
    ...{ scope: { kind: 'SUPPLIER', id: books.acme }, name: 'Power of Acme', conditions: {}, isOn: true },
    effects: { accountId: books.power },
  });
  await saveRule(scope, { rule: null, input: rule }, { address: '', device: '' });
  const page = await open('BOOKKEEPER');
  await page.goto(`/${slug}/settings/automation`);
  await page.getByRole('switch', { name: 'Power of Acme is on' }).click();
  await expect(row(page, 'Power of Acme')).toContainText('Off');
  const waiting = await aSharedItem(business, { accountId: null, taxRateId: null, rulesDueAt: new Date() });
  await expect
    .poll(async () => (await db.item.findUniqueOrThrow({ where: { id: waiting.id } })).rulesDueAt, { timeout: 40_000 })
    .toBeNull();
  expect((await db.item.findUniqueOrThrow({ where: { id: waiting.id } })).accountId).toBeNull();
  await page.getByRole('switch', { name: 'Power of Acme is on' }).click();
  await expect(row(page, 'Power of Acme')).not.toContainText('Off');

  // People went against it: told where it is, with the items, and taken back.
  for (const _ of [1, 2]) {
    const { id } = await aSharedItem(business, { accountId: null, taxRateId: null, rulesDueAt: new Date() });
    await applyDueRules(scope.businessId);
    const { revision } = await db.item.findUniqueOrThrow({ where: { id } });
    await editItem(scope, { itemId: id, revision, changes: { accountId: books.office } });
  }
  await page.reload();
  await expect(row(page, 'Power of Acme')).toContainText('Stepped back');
  await row(page, 'Power of Acme').getByRole('link').first().click();
  await expect(page.getByText('This rule has stepped back from Category')).toBeVisible();
  await expectAccessible(page, 'a rule that has stepped back');
  await page.getByRole('button', { name: 'Let it act again' }).click();
  await expect(page.getByText('This rule has stepped back from Category')).toBeHidden();
  await page.goto(`/${slug}/settings/automation`);
  await expect(row(page, 'Power of Acme')).not.toContainText('Stepped back');

  await page.getByRole('button', { name: 'Import and export' }).click();
  const downloading = page.waitForEvent('download');
  await page.getByRole('menuitem', { name: 'Export as CSV' }).click();
  const file = await readFile(await (await downloading).path(), 'utf8');
  expect(file).toContain('Power of Acme');
  const [headings = '', line = ''] = file.trimEnd().split('\r\n');
  const another = line.replace(/^[^,]*/, '').replace('Power of Acme', 'Power again');
  await page.getByRole('button', { name: 'Import and export' }).click();
  await page.getByRole('menuitem', { name: 'Import from CSV' }).click();
  const dialog = page.getByRole('dialog', { name: 'Import from CSV' });
  const choosing = page.waitForEvent('filechooser');
  await dialog.getByRole('button', { name: 'Choose file' }).click();
  const buffer = Buffer.from([headings, line, another].join('\r\n'));
  await (await choosing).setFiles({ name: 'rules.csv', mimeType: 'text/csv', buffer });
  await expect(dialog.getByRole('status')).toContainText('1 change, 1 line without a change');
  await expectAccessible(page, 'what a file would change of the rules');
  await dialog.getByRole('button', { name: 'Import 1 change' }).click();
  await expect(row(page, 'Power again')).toBeVisible();
  await page
    .getByRole('alertdialog')
    .filter({ hasText: '1 change imported' })
    .getByRole('button', { name: 'Undo' })
    .click();
  await expect(row(page, 'Power again')).toBeHidden();
});
