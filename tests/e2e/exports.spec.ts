import { randomUUID } from 'node:crypto';
import { expect } from '@playwright/test';
import { db } from '#lib/db.ts';
import { expectAccessible } from '#tests/support/accessibility.ts';
import { overflowPx, row, test } from '#tests/support/costs-pages.ts';
import { aPdf } from '#tests/support/files.ts';
import { aSharedItem, removeBusiness } from '#tests/support/shared-business.ts';

test('the whole business is made into a file, fetched, and read back in as a new business', async ({ business, open }, {
  outputDir,
}) => {
  const reference = `WHOLE-${randomUUID().slice(0, 6)}`;
  await aSharedItem(business, { reference }, { fileName: 'invoice.pdf', bytes: aPdf('An invoice') });
  const page = await open('ADMIN');
  await expect(row(page, reference)).toBeVisible();
  await page.goto(`/${business.slug}/settings/exports`);
  await page.getByRole('button', { name: 'Make a complete export' }).click();
  await expect(page.getByText('1 item, 1 document, 3 suppliers and customers')).toBeVisible();
  const fetching = page.waitForEvent('download');
  await page.getByRole('button', { name: 'Download' }).click();
  const file = await fetching;
  expect(file.suggestedFilename()).toMatch(/^items-\w+ .* complete\.zip$/);
  const path = `${outputDir}/complete.zip`;
  await file.saveAs(path);
  await expectAccessible(page, 'exports with a complete one');

  await page.getByRole('link', { name: 'Read one back in…' }).click();
  await expect(page.getByRole('heading', { name: 'Read a complete export back in', level: 1 })).toBeVisible();
  const choose = page.locator('input[type=file]');
  await choose.setInputFiles({ name: 'letter.zip', mimeType: 'application/zip', buffer: Buffer.from('a letter') });
  await expect(page.getByText('This is not a complete export of Intray.', { exact: false })).toBeVisible();
  await page.getByRole('button', { name: 'Remove letter.zip' }).click();
  await expect(page.getByText('letter.zip')).toHaveCount(0);

  await choose.setInputFiles(path);
  const name = page.getByRole('textbox', { name: 'Name of the new business' });
  await expect(name).toHaveValue('Items & Sons');
  await name.fill('');
  await page.getByRole('button', { name: 'Make this business' }).click();
  await expect(page.getByText('Enter the name of the business.')).toBeVisible();
  await name.fill('Items read back');
  await expectAccessible(page, 'what is in a complete export');
  expect(await overflowPx(page)).toBeLessThanOrEqual(0);
  await page.getByRole('button', { name: 'Make this business' }).click();
  await expect(page.getByText('Items read back is here')).toBeVisible();
  await page.getByRole('link', { name: 'Open it' }).click();
  await expect(page).toHaveURL(/\/items-read-back(-\d+)?\/costs/);
  await expect(row(page, reference)).toContainText('Acme Ltd');

  // The same file once more is told of.
  await page.goto(`/${business.slug}/settings/exports/read-back`);
  // As a person does, whom nothing opens the files for before the page listens.
  await expect(async () => {
    const asking = page.waitForEvent('filechooser', { timeout: 2_000 });
    await page.getByRole('button', { name: 'Choose a complete export' }).click();
    await (await asking).setFiles(path);
  }).toPass();
  await expect(page.getByText('This very file was read back in before')).toBeVisible();
  await removeMade('Items read back');
});

async function removeMade(name: string) {
  for (const { id: businessId } of await db.business.findMany({ where: { name }, select: { id: true } })) {
    await removeBusiness({ scope: { businessId } });
  }
}
