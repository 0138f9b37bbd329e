import { expect } from '@playwright/test';
import { expectAccessible } from '#tests/support/accessibility.ts';
import { addFiles, overflowPx, test, uploads } from '#tests/support/costs-pages.ts';
import { aPdf } from '#tests/support/files.ts';
import { aZip } from '#tests/support/office-files.ts';

/** Many documents at once: in a ZIP file, and one after the other in a long scan. */

test('a ZIP file becomes items, and a long scan is split by keys before anything is made', async ({ open }) => {
  const page = await open('BOOKKEEPER');
  const zip = await aZip({
    'March/bill.pdf': aPdf('Bill'),
    'March/receipt.pdf': aPdf('Receipt'),
    'notes.txt': 'Remember the milk',
    '.DS_Store': 'x',
  });
  await addFiles(page, [{ name: 'March.zip', mimeType: 'application/zip', buffer: zip }]);
  await expect(uploads(page)).toContainText('2 added, 1 not added');
  await expect(uploads(page)).toContainText('2 of 3 files added. 1 that systems put beside documents was left out.');
  await expect(uploads(page).getByRole('listitem').filter({ hasText: 'notes.txt' }).last()).toContainText(
    'no kind of file',
  );
  await expectAccessible(page, 'what became of a ZIP file');
  await expect(page.getByRole('row')).toHaveCount(3);
  await uploads(page).getByRole('button', { name: 'Close' }).click();

  // Two letters of two pages, and one of one.
  const scan = aPdf('Page 1 of 2', 'Page 2 of 2', 'Page 1 of 2', 'Page 2 of 2', 'Page 1 of 1');
  await page.getByRole('button', { name: 'Add documents' }).first().click();
  const dialog = page.getByRole('dialog', { name: 'Add documents' });
  await dialog.getByRole('radio', { name: /^Several, to be split/ }).check();
  const choosing = page.waitForEvent('filechooser');
  await dialog.getByRole('button', { name: 'Choose files' }).click();
  await (await choosing).setFiles([{ name: 'scan.pdf', mimeType: 'application/pdf', buffer: scan }]);
  await expect(uploads(page)).toContainText('3 items would be made of it');
  // What waits is told of on the page too, also when it is loaded anew.
  await page.reload();
  await page.getByRole('complementary', { name: 'Files to be split' }).getByRole('link', { name: 'scan.pdf' }).click();

  const item = (number: number) => page.getByRole('listitem').filter({ hasText: `Item ${number},` });
  await expect(item(3)).toContainText('page 5');
  await page.getByRole('button', { name: 'Page 1, in item 1' }).focus();
  await page.keyboard.press('End');
  await page.keyboard.press('Enter');
  await expect(item(2)).toContainText('pages 3–5');
  await page.keyboard.press('Home');
  await page.keyboard.press('.');
  await expect(item(1)).toContainText('page 2');
  await expect(item(2)).toContainText('pages 1, 3–5');
  await page.keyboard.press('Control+z');
  await page.keyboard.press('ArrowRight');
  await page.keyboard.press('Delete');
  await expect(page.getByRole('region', { name: 'Left out' })).toContainText('page 2');
  await expect(page.getByRole('button', { name: 'Page 2, left out' })).toBeFocused();
  await page.getByRole('button', { name: 'Put back' }).click();
  // By mouse.
  await page
    .getByRole('button', { name: 'Page 5, in item 2' })
    .dragTo(page.getByRole('button', { name: 'Page 1, in item 1' }));
  await expect(item(1)).toContainText('pages 5, 1–2');
  await page.getByRole('button', { name: 'Undo' }).click();
  await expectAccessible(page, 'a file that is split');
  await page.setViewportSize({ width: 390, height: 844 });
  expect(await overflowPx(page)).toBeLessThanOrEqual(0);
  await page.setViewportSize({ width: 1280, height: 720 });
  await expect(item(1)).toContainText('pages 1–2');
  await page.reload();
  await expect(item(2)).toContainText('pages 3–5');

  await page.getByRole('button', { name: 'Make 2 items' }).click();
  await expect(page.getByRole('row')).toHaveCount(5);
  await expect(page.getByRole('complementary', { name: 'Files to be split' })).toHaveCount(0);
});
