import { randomUUID } from 'node:crypto';
import { readFile } from 'node:fs/promises';
import { expect } from '@playwright/test';
import { db } from '#lib/db.ts';
import { sharedPath } from '#lib/domain/paths.ts';
import { newToken, tokenHash } from '#lib/token.ts';
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

test('an export is scheduled from a list, run now, opened by a link, paused and deleted', async ({
  business,
  open,
  browser,
}) => {
  const reference = `DUE-${randomUUID().slice(0, 6)}`;
  await aSharedItem(business, { reference, createdAt: new Date(Date.now() - 86_400_000) });
  const page = await open('BOOKKEEPER');
  await expect(row(page, reference)).toBeVisible();
  await page.keyboard.press('d');
  await page.getByRole('dialog', { name: 'Export' }).getByRole('link', { name: 'Schedule it' }).click();
  await expect(page.getByRole('heading', { name: 'Schedule an export', level: 1 })).toBeVisible();
  await expect(page.getByRole('button', { name: 'As it was shown List' })).toBeVisible();
  await page.getByRole('radio', { name: 'Every week' }).check();
  await page.getByRole('checkbox', { name: 'Friday' }).check();
  await page.getByRole('textbox', { name: 'Time' }).fill('7 o’clock');
  await page.getByRole('button', { name: 'Save', exact: true }).click();
  await expect(page.getByText('Enter a name.')).toBeVisible();
  await expect(page.getByText('Enter a time, such as 07:00.')).toBeVisible();
  await page.getByRole('textbox', { name: 'Name' }).fill('Costs of the day');
  await page.getByRole('textbox', { name: 'Time' }).fill('06:30');
  await page.getByRole('button', { name: 'The month before Days' }).click();
  await page.getByRole('option', { name: 'The day before' }).click();
  await page.getByRole('textbox', { name: 'Other addresses' }).fill('kim@client.example');
  await page.getByRole('radio', { name: 'As a link' }).check();
  await expect(page.getByText('It is made each Monday and Friday at 06:30, with your rights.')).toBeVisible();
  await expectAccessible(page, 'the form of a scheduled export');
  await page.getByRole('button', { name: 'Save', exact: true }).click();
  await expect(page.getByRole('heading', { name: 'Costs of the day', level: 1 })).toBeVisible();
  expect(await overflowPx(page)).toBeLessThanOrEqual(0);

  await page.getByRole('button', { name: 'Run now' }).click();
  // There is no mail server here, which is told and is no failure.
  await expect(page.getByText('1 item, not sent')).toBeVisible();
  await expect(
    page.getByText('No mail server is set up for Intray, so nothing was sent.', { exact: false }),
  ).toBeVisible();
  const fetching = page.waitForEvent('download');
  await page.getByRole('button', { name: 'Download' }).click();
  expect((await fetching).suggestedFilename()).toMatch(/^Costs .*\.csv$/);
  await expectAccessible(page, 'a scheduled export with a run');
  const url = await linkOf(business.scope.businessId);
  const stranger = await browser.newPage();
  await stranger.goto(url);
  await expect(stranger.getByRole('heading', { level: 1 })).toContainText('.csv from Items & Sons');
  await expectAccessible(stranger, 'a link to a file');
  const shared = stranger.waitForEvent('download');
  await stranger.getByRole('link', { name: /^Download/ }).click();
  expect((await readFile(await (await shared).path())).toString()).toContain(reference);
  await stranger.close();

  await page.getByRole('button', { name: 'Pause' }).click();
  await expect(page.getByRole('button', { name: 'Go on' })).toBeVisible();
  await page.getByRole('link', { name: 'Exports' }).first().click();
  const listed = page.getByRole('listitem').filter({ has: page.getByRole('link', { name: 'Costs of the day' }) });
  await expect(listed).toContainText('Paused');
  await listed.getByRole('link', { name: 'Costs of the day' }).click();
  await page.getByRole('button', { name: 'Delete this scheduled export' }).click();
  await expect(page.getByText('None yet. One is made by itself', { exact: false })).toBeVisible();
});

/** A link to the file that was made last, as a mail would hold it. */
async function linkOf(businessId: string): Promise<string> {
  const { id: exportId } = await db.itemExport.findFirstOrThrow({ where: { businessId }, orderBy: { at: 'desc' } });
  const token = newToken();
  await db.share.create({
    data: {
      ...{ businessId, exportId, tokenHash: tokenHash(token), expiresAt: new Date(Date.now() + 86_400_000) },
      ...{ byName: 'Bram', message: 'As you asked.', items: [] },
    },
  });
  return sharedPath(token);
}

async function removeMade(name: string) {
  for (const { id: businessId } of await db.business.findMany({ where: { name }, select: { id: true } })) {
    await removeBusiness({ scope: { businessId } });
  }
}
