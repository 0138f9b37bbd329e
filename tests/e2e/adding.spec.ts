import { createHash } from 'node:crypto';
import { expect, type Locator } from '@playwright/test';
import { refusalMessages } from '#lib/documents/document-kind.ts';
import { expectAccessible } from '#tests/support/accessibility.ts';
import { addFiles, test, text, uploads } from '#tests/support/costs-pages.ts';
import { aCrashingPdf, aHeic, aLockedPdf, aPdf } from '#tests/support/files.ts';
import { aSharedItem } from '#tests/support/shared-business.ts';

/** Documents as they come in, and as they are shown. */

test('files that cannot be read are refused, each with its reason, and the good ones are added', async ({ open }) => {
  const page = await open('BOOKKEEPER');
  const refused: [name: string, reason: string, bytes: Buffer][] = [
    ['empty.pdf', refusalMessages.empty, Buffer.alloc(0)],
    ['broken.pdf', refusalMessages.broken, Buffer.from('%PDF-1.7\n1 0 obj\n<</Type/Cat')],
    ['locked.pdf', refusalMessages.encrypted, aLockedPdf()],
    ['huge.pdf', refusalMessages.tooLarge, Buffer.concat([aPdf('Huge'), Buffer.alloc(25 * 1024 * 1024)])],
    ['notes.pdf', refusalMessages.foreign, Buffer.from('Remember the milk')],
  ];
  await addFiles(page, [
    ...refused.map(([name, , buffer]) => ({ name, mimeType: 'application/pdf', buffer })),
    { name: 'good.pdf', mimeType: 'application/pdf', buffer: aPdf('Good') },
    { name: 'photo.jpg', mimeType: 'image/jpeg', buffer: aHeic() },
  ]);
  for (const [name, reason] of refused) {
    await expect(uploads(page).getByRole('listitem').filter({ hasText: name })).toContainText(reason);
  }
  await expect(uploads(page).getByRole('link', { name: /^Open item/ })).toHaveCount(2);
  await expect(uploads(page)).toContainText('2 added, 5 not added');
  await expectAccessible(page, 'the files being added');
  await uploads(page).getByRole('button', { name: 'Close' }).click();
  await expect(page.getByRole('row')).toHaveCount(3);
});

for (const [screen, options] of [
  ['a small laptop', { viewport: { width: 1280, height: 720 } }],
  ['a phone', { viewport: { width: 390, height: 844 }, hasTouch: true, isMobile: true }],
] as const) {
  test(`on ${screen}, what became of the files covers no field of an item that is opened`, async ({ open }) => {
    const page = await open('BOOKKEEPER', '', options);
    const good = ['one', 'two', 'three'].map((name) => ({
      name: `${name}.pdf`,
      mimeType: 'application/pdf',
      buffer: aPdf(name),
    }));
    await addFiles(page, good);
    await expect(uploads(page)).toContainText('3 added');
    const openFirst = uploads(page).getByRole('link', { name: 'Open item 1' });
    if ('hasTouch' in options) expect((await openFirst.boundingBox())?.height).toBeGreaterThanOrEqual(44);
    await openFirst.click();
    await expect(text(page, 'Description')).toBeVisible();
    await expect(uploads(page)).toHaveCount(0);

    await page.getByRole('link', { name: 'Back to the inbox' }).click();
    await addFiles(page, [
      { name: 'four.pdf', mimeType: 'application/pdf', buffer: aPdf('four') },
      { name: 'empty.pdf', mimeType: 'application/pdf', buffer: Buffer.alloc(0) },
    ]);
    await expect(uploads(page)).toContainText('1 added, 1 not added');
    await uploads(page).getByRole('link', { name: 'Open item 4' }).click();
    await expect(text(page, 'Description')).toBeVisible();
    await expect(uploads(page)).toContainText('1 added, 1 not added');
    for (const field of await page.locator('[data-details] [data-field]').all()) {
      await field.scrollIntoViewIfNeeded();
      expect(await isOnTop(field), (await field.getAttribute('data-field')) ?? '').toBe(true);
    }
    await uploads(page).getByRole('button', { name: 'Show the documents' }).click();
    await expect(uploads(page)).toContainText(refusalMessages.empty);
    await expect(uploads(page).getByRole('button', { name: 'Close' })).toBeVisible();
  });
}

/** Whether the pointer would reach it all over, and nothing that lies above it. */
const isOnTop = (field: Locator) =>
  field.evaluate((element) => {
    const { left, right, top, bottom } = element.getBoundingClientRect();
    const [x, width] = [left + 2, right - left - 4];
    return [top + 2, (top + bottom) / 2, bottom - 2].every((y) =>
      [0, 0.5, 1].every((part) => {
        const there = document.elementFromPoint(x + part * width, y);
        return there !== null && (element.contains(there) || there.contains(element));
      }),
    );
  });

test('a HEIC photo is shown converted, and its original comes back byte for byte under its name', async ({ open }) => {
  const page = await open('BOOKKEEPER');
  await addFiles(page, [{ name: 'Büro – №1.heic', mimeType: 'image/heic', buffer: aHeic() }]);
  await uploads(page)
    .getByRole('link', { name: /^Open item/ })
    .click();
  const picture = page.getByRole('img', { name: 'Page 1 of Büro – №1.heic' });
  await expect(picture).toBeVisible();
  const proportion = () => picture.evaluate((image: HTMLImageElement) => image.naturalWidth / image.naturalHeight);
  await expect.poll(proportion).toBeCloseTo(4 / 3);

  const downloading = page.waitForEvent('download');
  await page.getByRole('link', { name: 'Download the original' }).click();
  const download = await downloading;
  expect(download.suggestedFilename()).toBe('Büro – №1.heic');
  const hash = createHash('sha256');
  for await (const part of await download.createReadStream()) hash.update(part);
  expect(hash.digest('hex')).toBe(createHash('sha256').update(aHeic()).digest('hex'));
});

test('a page that cannot be drawn says so, and its original can still be downloaded', async ({ business, open }) => {
  const { number } = await aSharedItem(business, {}, { fileName: 'crash.pdf', bytes: aCrashingPdf() });
  const page = await open('BOOKKEEPER');
  const drawing = page.waitForResponse((response) => response.url().includes('/pages/1?'));
  await page.goto(`/${business.slug}/costs/${number}`);
  expect((await drawing).status()).toBe(422);
  await expect(page.getByRole('alert').filter({ hasText: 'This page could not be drawn.' })).toBeVisible();
  const downloading = page.waitForEvent('download');
  await page.getByRole('link', { name: 'Download the original' }).click();
  expect((await downloading).suggestedFilename()).toBe('crash.pdf');
});

test('a submitter sees their own items only, and nothing to publish or to change', async ({ business, open }) => {
  const others = await aSharedItem(business);
  const page = await open('SUBMITTER');
  await expect(page.getByText('A bookkeeper looks after them')).toBeVisible();
  await expect(page.getByText(/Code them|publish them/)).toHaveCount(0);
  await addFiles(page, [{ name: 'lunch.pdf', mimeType: 'application/pdf', buffer: aPdf('Lunch') }]);
  await expect(page.getByRole('row')).toHaveCount(2);
  await expect(page.getByRole('button', { name: 'Publish', exact: true })).toHaveCount(0);

  await uploads(page)
    .getByRole('link', { name: /^Open item/ })
    .click();
  await expect(page.getByText('A bookkeeper codes and publishes this')).toBeVisible();
  await expect(page.getByRole('button', { name: 'Publish', exact: true })).toHaveCount(0);
  await expect(text(page, 'Document reference')).toHaveCount(0);
  await expect(page.getByText(/Choose|Enter the/)).toHaveCount(0);
  await page.getByRole('button', { name: 'What becomes of it' }).click();
  await expect(page.getByRole('dialog').getByText('There is nothing for you to do')).toBeVisible();

  await page.goto(`/${business.slug}/costs/${others.number}`);
  await expect(page.getByText('There is no such item')).toBeVisible();
});
