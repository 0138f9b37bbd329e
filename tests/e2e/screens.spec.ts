import { expect, type Page } from '@playwright/test';
import { expectAccessible } from '#tests/support/accessibility.ts';
import { overflowPx, row, setText, test, text } from '#tests/support/costs-pages.ts';
import { aPdf } from '#tests/support/files.ts';
import { aSharedItem } from '#tests/support/shared-business.ts';

/** The same pages on a small laptop and on a phone. */

test('the inbox, an item and the archive are accessible, and fit a small laptop', async ({ business, open }) => {
  const document = { fileName: 'invoice.pdf', bytes: aPdf('Invoice') };
  const { number } = await aSharedItem(business, { contactId: null }, document);
  // Refused for reasons without a field, and here twice.
  const refusal = ['It is late.', 'It is wrong.', 'It is odd.'].map((message) => ({
    code: 'other',
    field: null,
    line: null,
    message,
    ledgerText: message,
  }));
  const refused = await aSharedItem(business, { reference: 'TWIN', refusal });
  await aSharedItem(business, { reference: 'TWIN' });
  const archived = await aSharedItem(business, { place: 'ARCHIVE', archivedAt: new Date(), reference: null });
  const page = await open('BOOKKEEPER');
  for (const [path, sign] of [
    ['', page.getByRole('row', { name: /To review/ }).first()],
    [`/${number}`, page.getByRole('img', { name: 'Page 1 of invoice.pdf' })],
    [`/${refused.number}`, page.getByRole('combobox', { name: 'Category' })],
    ['/archive', page.getByRole('row', { name: /Archived/ })],
  ] as const) {
    await page.goto(`/${business.slug}/costs${path}`);
    await expect(sign).toBeInViewport();
    await expectAccessible(page, `costs${path}`);
    expect(await overflowPx(page), `costs${path}`).toBeLessThanOrEqual(0);
  }
  // What cannot be filled in invites nobody to, and what stands on a document is shown sign by sign.
  await page.goto(`/${business.slug}/costs/${archived.number}`);
  await expect(text(page, 'Document reference')).toBeDisabled();
  await expect(text(page, 'Document reference')).not.toHaveAttribute('placeholder');
  const widths = await page.evaluate(() =>
    ['80x12', '80×12'].map((words) => {
      const sample = window.document.body.appendChild(window.document.createElement('span'));
      sample.textContent = words;
      return sample.getBoundingClientRect().width;
    }),
  );
  expect(widths[0]).not.toBe(widths[1]);
});

test('on a phone everything is large enough for a finger, and two lines stand above the rows', async ({
  business,
  open,
}) => {
  await aSharedItem(business, { reference: 'LARGE' });
  // Above the other until both are sorted.
  await aSharedItem(business, { reference: 'SMALL', total: '12.00', taxAmount: '2.00' });
  await aSharedItem(business, { place: 'ARCHIVE', archivedAt: new Date(), reference: 'DONE' });
  const phone = { viewport: { width: 390, height: 844 }, hasTouch: true, isMobile: true };
  const page = await open('BOOKKEEPER', '', phone);

  await expect(row(page, 'LARGE').getByText('Publish', { exact: true })).toBeVisible();
  expect(await smallTargets(page)).toEqual([]);
  expect(await overflowPx(page)).toBeLessThanOrEqual(0);
  await page.getByRole('button', { name: 'Show and sort: All' }).tap();
  expect(await smallTargets(page)).toEqual([]);
  await page.getByRole('menuitem', { name: /^Total/ }).tap();
  await expect(page.locator('[data-row]').first()).toContainText('LARGE');
  await page.getByRole('button', { name: 'Show and sort: All' }).tap();
  await page.getByRole('menuitem', { name: /^Total/ }).tap();
  await expect(page.locator('[data-row]').first()).toContainText('SMALL');

  await row(page, 'LARGE').getByRole('checkbox').check();
  await page.getByRole('checkbox', { name: 'Select all' }).check();
  await expect(page.getByRole('button', { name: 'Publish 2 · GBP 132.00' })).toBeVisible();
  expect(await smallTargets(page)).toEqual([]);
  expect(await overflowPx(page)).toBeLessThanOrEqual(0);
  await expectAccessible(page, 'the inbox on a phone');

  await page.getByRole('button', { name: 'Add documents' }).tap();
  await expect(page.getByRole('button', { name: 'Take a photo' })).toBeVisible();
  await expect(page.locator('input[type=file][capture=environment]')).toHaveCount(1);
  expect(await smallTargets(page)).toEqual([]);

  await page.goto(`/${business.slug}/costs/archive`);
  await expect(row(page, 'DONE')).toBeVisible();
  expect(await smallTargets(page)).toEqual([]);
  expect((await row(page, 'DONE').boundingBox())?.y).toBeLessThanOrEqual(100);
  await page.getByRole('button', { name: 'Navigation' }).tap();
  await expect(page.getByRole('dialog', { name: 'Navigation' })).toBeVisible();
  expect(await smallTargets(page)).toEqual([]);

  for (const [path, sign] of [
    ['lists/suppliers', page.getByRole('searchbox')],
    ['lists/categories', page.getByRole('searchbox')],
    ['settings', page.getByRole('heading', { name: 'Business profile' })],
    ['settings/connections', page.getByRole('heading', { name: 'Connections' })],
  ] as const) {
    await page.goto(`/${business.slug}/${path}`);
    await expect(sign).toBeVisible();
    expect(await smallTargets(page), path).toEqual([]);
    // What the books last said of the list, and what is done with it, take no line of their own.
    if (path.startsWith('lists')) {
      expect((await page.locator('header[data-page-header]').boundingBox())?.height, path).toBeLessThanOrEqual(56);
    }
  }
});

/** What can be pressed on the page, or in the dialog over it, and is less than 44 px high or wide; not links in sentences. */
const smallTargets = (page: Page) =>
  page.evaluate(() => {
    const within = [...document.querySelectorAll('[role=dialog],[role=menu]')].at(-1) ?? document.body;
    return [...within.querySelectorAll('a[href],button,input:not([type=file]),[role=menuitem]')].flatMap((element) => {
      // A card's link is the whole card, as a box's label is the box.
      const target = element.closest(element.tagName === 'A' ? '[data-row]' : 'label') ?? element;
      const { width, height, left, bottom } = target.getBoundingClientRect();
      const isShown = element.checkVisibility({ visibilityProperty: true }) && width > 1 && left >= 0 && bottom > 0;
      const isInText = getComputedStyle(element).display === 'inline';
      return isShown && !isInText && (width < 44 || height < 44)
        ? `${element.outerHTML.slice(0, 120)} ${width}×${height}`
        : [];
    });
  });

test('on a phone the document, the details and the history are a touch away', async ({ business, open }) => {
  const document = { fileName: 'invoice.pdf', bytes: aPdf('Invoice') };
  const { number } = await aSharedItem(business, { reference: 'TWIN' }, document);
  await aSharedItem(business, { reference: 'TWIN' });
  const page = await open('BOOKKEEPER', `/${number}`, {
    viewport: { width: 390, height: 844 },
    hasTouch: true,
    isMobile: true,
  });
  await expect(text(page, 'Document reference')).toBeVisible();
  expect((await page.locator('[data-details]').boundingBox())?.y).toBeLessThanOrEqual(100);
  await expect(page.getByRole('button', { name: 'Next item' })).toBeVisible();
  expect(await smallTargets(page)).toEqual([]);
  // What is told of takes no room from what one is at: the page makes way.
  await setText(page, 'Document reference', 'OTHER');
  await page.getByRole('button', { name: /^Undo/ }).tap();
  const told = page.getByRole('region', { name: 'Notifications' });
  await expect(told).toContainText('Undone: Document reference');
  const [main, message] = await Promise.all([page.getByRole('main').boundingBox(), told.boundingBox()]);
  expect((main?.y ?? 0) + (main?.height ?? 0)).toBeLessThanOrEqual(message?.y ?? 0);
  expect(await smallTargets(page)).toEqual([]);
  // What puts a field right fits beside its neighbour.
  await expect(page.getByRole('button', { name: 'It is another document' })).toBeInViewport({ ratio: 1 });
  expect(await overflowPx(page)).toBeLessThanOrEqual(0);
  await page.getByRole('radio', { name: 'Document' }).check();
  await expect(page.getByRole('img', { name: 'Page 1 of invoice.pdf' })).toBeVisible();
  await expectAccessible(page, 'the document on a phone');
  await page.getByRole('radio', { name: 'History' }).check();
  await expect(page.getByRole('tabpanel')).toBeVisible();
  await expect(page.getByRole('img', { name: 'Page 1 of invoice.pdf' })).toBeHidden();
});
