import { expect, type Page } from '@playwright/test';
import { db } from '#lib/db.ts';
import { findDueLikenesses } from '#lib/inbox/duplicates/find-likenesses.ts';
import { addDocument } from '#lib/intake/add-document.ts';
import { readUpload } from '#lib/intake/read-upload.ts';
import { expectAccessible } from '#tests/support/accessibility.ts';
import { overflowPx, row, test } from '#tests/support/costs-pages.ts';
import { aPdf } from '#tests/support/files.ts';
import { aSharedItem } from '#tests/support/shared-business.ts';

const select = (page: Page, reference: string) => row(page, reference).getByRole('checkbox').click();
const more = (page: Page, name: string) =>
  page
    .getByRole('button', { name: 'More', exact: true })
    .first()
    .click()
    .then(() => page.getByRole('menuitem', { name }).click());
const desk = (page: Page) => page.getByRole('list', { name: 'Pages' });

test('items are merged, unmerged exactly, put in order by key and split by pages', async ({ business, open }) => {
  const original = (name: string, ...texts: string[]) => ({
    fileName: `${name}.pdf`,
    bytes: aPdf(...texts),
    pages: texts.length,
  });
  const invoice = await aSharedItem(business, { reference: 'FRONT-1' }, original('front', 'Front', 'Terms'));
  await aSharedItem(business, { reference: 'NOTE-2', total: '75.00' }, original('note', 'Delivery note'));
  const page = await open('BOOKKEEPER');
  await select(page, 'FRONT-1');
  await select(page, 'NOTE-2');
  await more(page, 'Merge…');
  const dialog = page.getByRole('dialog', { name: 'Merge 2 items' });
  await expect(dialog.getByRole('radio')).toHaveCount(2);
  await dialog.getByRole('radio', { name: /^Item 1 / }).check();
  await expectAccessible(page, 'merging items');
  await dialog.getByRole('button', { name: 'Merge', exact: true }).click();
  await expect(page.getByText('Item merged into item 1')).toBeVisible();
  await expect(row(page, 'NOTE-2')).toHaveCount(0);

  // The lead shows all pages, and its desk gives the other back.
  await row(page, 'FRONT-1').getByRole('link').first().click();
  await expect(page.getByText('Page 1 of 3')).toBeVisible();
  await more(page, 'Pages, split, merge…');
  await expect(desk(page).getByRole('listitem')).toHaveCount(3);
  await expectAccessible(page, 'the pages of an item');
  expect(await overflowPx(page)).toBeLessThanOrEqual(0);
  await page.getByRole('button', { name: 'Unmerge item 2' }).click();
  await expect(row(page, 'NOTE-2')).toBeVisible();

  // By key: the second page goes before the first, and turns.
  await page.goto(`/${business.slug}/costs/${invoice.number}/pages`);
  await desk(page)
    .getByRole('button', { name: /^Page 2, 2 of 2/ })
    .focus();
  await page.keyboard.press('Alt+ArrowLeft');
  await page.keyboard.press('r');
  await expect(desk(page).getByRole('button', { name: 'Page 2, 1 of 2, turned 90°' })).toBeFocused();
  await page.getByRole('button', { name: 'Save', exact: true }).click();
  await expect(page.getByText('Pages saved')).toBeVisible();
  await expect
    .poll(async () => (await db.itemDocument.findFirstOrThrow({ where: { itemId: invoice.id } })).pages)
    .toEqual([
      { page: 2, turn: 90 },
      { page: 1, turn: 0 },
    ]);

  await page.goto(`/${business.slug}/costs/${invoice.number}/pages`);
  await page.getByRole('button', { name: 'One per page' }).click();
  await page.getByRole('button', { name: 'Split into 2 items' }).click();
  await expect(page.getByText('New: item 3. They are read now.')).toBeVisible();
  await page.getByRole('button', { name: 'Undo' }).first().click();
  await expect.poll(() => db.item.count({ where: { businessId: business.scope.businessId, deletedAt: null } })).toBe(2);
});

test('what may be one purchase is told in the inbox, shown side by side, merged, and told apart for good', async ({
  business,
  open,
}) => {
  const { businessId } = business.scope;
  await aSharedItem(business, { reference: 'ORDER-77', total: '48.20', place: 'ARCHIVE', archivedAt: new Date() });
  const later = await aSharedItem(business, {
    reference: 'order 77',
    total: '50.00',
    issuedOn: new Date('2026-11-20'),
  });
  const lunch = await aSharedItem(business, { reference: 'LUNCH-A', total: '9.80' });
  const again = await aSharedItem(business, { reference: 'lunch a', total: '9.90' });
  await findDueLikenesses(businessId);
  const page = await open('BOOKKEEPER');
  await expect(row(page, 'order 77')).toContainText('twice?');
  await page.goto(`/${business.slug}/costs/${later.number}`);
  await expect(page.getByText('This may be the same purchase')).toBeVisible();
  await page.getByRole('button', { name: 'Compare' }).click();
  const dialog = page.getByRole('dialog');
  await expect(dialog.getByText('Archived')).toBeVisible();
  await expectAccessible(page, 'two items that may be one purchase');
  await dialog.getByRole('button', { name: 'It is the same purchase' }).click();
  await dialog.getByRole('button', { name: 'Merge', exact: true }).click();
  await expect(page.getByText('Item merged into item 1')).toBeVisible();
  await page.getByRole('button', { name: 'Undo' }).first().click();
  await expect.poll(async () => (await db.item.findUniqueOrThrow({ where: { id: later.id } })).deletedAt).toBeNull();

  await page.goto(`/${business.slug}/costs/${again.number}`);
  await page.getByRole('button', { name: 'Compare' }).click();
  await page.getByRole('dialog').getByRole('button', { name: 'It is a different one' }).click();
  await expect(page.getByText(`Item ${lunch.number} is another purchase`)).toBeVisible();
  await expect(page.getByText('This may be the same purchase')).toHaveCount(0);
});

test('amounts are split from an item’s menu, to the cent, and put together again', async ({ business, open }) => {
  const bill = await aSharedItem(business, { reference: 'SHARED-9' }, { fileName: 'bill.pdf', bytes: aPdf('Bill') });
  const page = await open('BOOKKEEPER', `/${bill.number}`);
  await more(page, 'Split amounts…');
  const dialog = page.getByRole('dialog', { name: `Split item ${bill.number}` });
  await dialog.getByRole('textbox', { name: 'New item' }).fill('33.33');
  await page.keyboard.press('Tab');
  await expect(dialog.getByText('86.67')).toBeVisible();
  await expect(dialog.getByText('tax 14.45')).toBeVisible();
  await expectAccessible(page, 'splitting amounts');
  await dialog.getByRole('button', { name: 'Split', exact: true }).click();
  await expect(page.getByText('New: item 2, with the same document.')).toBeVisible();
  const totals = async () => {
    const items = await db.item.findMany({
      where: { businessId: business.scope.businessId, deletedAt: null },
      orderBy: { number: 'asc' },
    });
    return items.map(({ total, taxAmount }) => [total?.toFixed(2), taxAmount?.toFixed(2)]);
  };
  expect(await totals()).toEqual([
    ['86.67', '14.45'],
    ['33.33', '5.55'],
  ]);
  await page.getByRole('button', { name: 'Undo', exact: true }).click();
  await expect.poll(totals).toEqual([['120.00', '20.00']]);
});

test('an admin has what is surely the same put together, which the item tells, and takes apart', async ({
  business,
  open,
}) => {
  const { scope, slug } = business;
  const page = await open('ADMIN');
  await page.goto(`/${slug}/settings/extraction`);
  await page.getByRole('radio', { name: 'Put together what is surely the same' }).check();
  await expect(page.getByText('For documents that come from now on.')).toBeVisible();
  const added = async () => {
    const upload = await readUpload(new Blob([new Uint8Array(aPdf('The same page'))]).stream());
    if (!upload.ok) throw new Error(upload.error.message);
    await addDocument(scope, { workspace: 'COSTS', fileName: 'page.pdf', upload: upload.value });
  };
  await added();
  await added();
  await findDueLikenesses(scope.businessId);
  await page.goto(`/${slug}/costs`);
  await expect(row(page, 'page.pdf')).toHaveCount(1);
  await expect(row(page, 'page.pdf')).toContainText('twice?');
  await page.goto(`/${slug}/costs/1`);
  await expect(page.getByText('Another copy was put together with this by itself')).toBeVisible();
  await page.getByRole('button', { name: 'Compare' }).click();
  await expectAccessible(page, 'two items that were put together by themselves');
  await page.getByRole('dialog').getByRole('button', { name: 'Take apart' }).click();
  await expect(page.getByText('Item 2 is back in the inbox')).toBeVisible();
  await page.goto(`/${slug}/costs`);
  await expect(row(page, 'page.pdf')).toHaveCount(2);
});
