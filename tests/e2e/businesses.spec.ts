import { expect, type Page } from '@playwright/test';
import { db } from '#lib/db.ts';
import { demoPassword } from '#lib/team/demo.ts';
import { expectAccessible } from '#tests/support/accessibility.ts';
import { overflowPx, row, test } from '#tests/support/costs-pages.ts';
import { aPicture } from '#tests/support/files.ts';
import { aSharedItem } from '#tests/support/shared-business.ts';

const phone = { viewport: { width: 390, height: 844 }, hasTouch: true, isMobile: true };

async function looksRight(page: Page, what: string) {
  await expectAccessible(page, what);
  expect(await overflowPx(page), what).toBeLessThanOrEqual(0);
}

test('an item is given to somebody without an account, found by that, and handed on', async ({ business, open }) => {
  const { number } = await aSharedItem(business, { reference: 'HERS' });
  await aSharedItem(business, { reference: 'OTHER' });
  const page = await open('BOOKKEEPER', `/${number}`);

  const owner = page.getByRole('combobox', { name: 'Owner' });
  await owner.fill('Mo Driver');
  await page.getByRole('option', { name: 'Create “Mo Driver”' }).click();
  await expect(page.locator('[data-field=ownerId]').getByText('Saved')).toBeVisible();
  await looksRight(page, 'an item with an owner');
  await page.getByRole('tab', { name: 'History' }).click();
  await expect(page.getByRole('tabpanel')).toContainText('Mo Driver');

  await page.goto(`/${business.slug}/costs`);
  await expect(row(page, 'HERS')).toContainText('Mo Driver');
  await page.keyboard.press('Shift+F');
  await page.getByRole('menuitem', { name: 'Owner' }).click();
  const filter = page.getByRole('dialog', { name: 'Owner' });
  await filter.getByRole('combobox', { name: 'Is' }).fill('Mo');
  await page.getByRole('option', { name: 'Mo Driver' }).click();
  await filter.getByRole('button', { name: 'Apply' }).click();
  await expect(row(page, 'OTHER')).toHaveCount(0);
  await expect(row(page, 'HERS')).toBeVisible();
  await expect(page.getByRole('radio', { name: 'All 1' })).toBeChecked();
  await looksRight(page, 'the inbox of one owner');
  await page.getByRole('button', { name: 'Owner Mo Driver' }).click();
  await filter.getByRole('button', { name: 'Remove Mo Driver' }).click();
  await filter.getByRole('checkbox', { name: 'Nobody' }).check();
  await filter.getByRole('button', { name: 'Apply' }).click();
  await expect(row(page, 'OTHER')).toBeVisible();
  await expect(row(page, 'HERS')).toHaveCount(0);

  await page.getByRole('button', { name: 'Add documents' }).first().click();
  const adding = page.getByRole('dialog', { name: 'Add documents' });
  await expect(adding.getByRole('combobox', { name: 'Owner' })).toHaveValue('Robin Ledger');
  await expectAccessible(page, 'adding documents for an owner');
  await page.keyboard.press('Escape');

  await page.goto(`/${business.slug}/settings/owners`);
  await looksRight(page, 'owners');
  await page.getByRole('button', { name: 'About Mo Driver' }).click();
  await page.getByRole('menuitem', { name: 'Archive' }).click();
  const archiving = page.getByRole('dialog', { name: 'Archive Mo Driver?' });
  await archiving.getByRole('combobox', { name: 'Who takes over their 1 open item?' }).click();
  await page.getByRole('option', { name: 'Robin Ledger' }).click();
  await expectAccessible(page, 'archiving an owner');
  await archiving.getByRole('button', { name: 'Archive' }).click();
  await expect(page.getByText('Mo Driver is archived, and 1 item handed over')).toBeVisible();

  const small = await open('BOOKKEEPER', '', phone);
  await small.getByRole('button', { name: 'Filter', exact: true }).tap();
  await small.getByRole('menuitem', { name: 'Owner' }).tap();
  await small.getByRole('checkbox', { name: 'Me', exact: true }).check();
  await small.getByRole('button', { name: 'Apply' }).tap();
  await expect(row(small, 'HERS')).toBeVisible();
  await expect(row(small, 'OTHER')).toHaveCount(0);
  await small.goto(`/${business.slug}/settings/owners`);
  await expect(small.getByRole('row', { name: /Mo Driver/ })).toContainText('Archived');
  await looksRight(small, 'owners on a phone');
});

test('an admin keeps the profile and the logo, and two of them lose nothing', async ({ business, open }) => {
  const page = await open('ADMIN');
  await page.goto(`/${business.slug}/settings`);
  const legalName = page.getByRole('textbox', { name: 'Legal name' });
  await legalName.fill('Items & Sons Ltd');
  await page.getByRole('button', { name: 'Add a trading name' }).click();
  await page.getByRole('textbox', { name: 'Trading name 1' }).fill('The Items');
  await page.getByRole('button', { name: 'Add a tax number' }).click();
  await page.getByRole('textbox', { name: 'Tax number 1' }).fill('GB12345678');
  await expect(page.getByText('This does not look like the usual form')).toBeVisible();
  await looksRight(page, 'the business profile, being changed');
  await page.getByRole('navigation', { name: 'Main' }).getByRole('link', { name: 'Suppliers' }).click();
  const leaving = page.getByRole('dialog', { name: 'Leave without saving?' });
  await leaving.getByRole('button', { name: 'Stay' }).click();
  await page.getByRole('button', { name: 'Save', exact: true }).click();
  await expect(page.getByText('Business profile saved')).toBeVisible();
  // The page is drawn anew after that: from here on nothing of it is on its way.
  await page.reload();
  await expect(legalName).toHaveValue('Items & Sons Ltd');

  const { businessId } = business.scope;
  await db.business.update({ where: { id: businessId }, data: { legalName: 'Theirs Ltd', tradingAddress: '1 Quay' } });
  await legalName.fill('Mine Ltd');
  await page.getByRole('button', { name: 'Save', exact: true }).click();
  await expect(page.getByText('Changed by somebody else meanwhile: Theirs Ltd')).toBeVisible();
  await expect(legalName).toHaveValue('Mine Ltd');
  await expect(page.getByRole('textbox', { name: 'Trading address' })).toHaveValue('1 Quay');
  await page.getByRole('button', { name: 'Save', exact: true }).click();
  await expect(page.getByText('Not saved yet')).toHaveCount(0);
  expect(await db.business.findUniqueOrThrow({ where: { id: businessId } })).toMatchObject({
    legalName: 'Mine Ltd',
    tradingNames: ['The Items'],
    taxNumbers: [{ kind: 'VAT', number: 'GB12345678' }],
    tradingAddress: '1 Quay',
  });

  const logoFile = page.locator('input[type=file][accept^="image/png"]');
  for (let time = 0; time < 2; time += 1) {
    await logoFile.setInputFiles({ name: 'logo.png', mimeType: 'image/png', buffer: Buffer.from('no picture') });
    await expect(page.getByRole('main').getByRole('alert')).toHaveText(/.+/);
  }
  // What is wrong with a logo stands at its field, once, and goes with the next one.
  await expect(page.getByRole('alertdialog').filter({ hasText: 'logo' })).toHaveCount(0);
  const choosing = page.waitForEvent('filechooser');
  await page.getByRole('button', { name: 'Choose a logo' }).click();
  await (await choosing).setFiles({ name: 'logo.png', mimeType: 'image/png', buffer: await aPicture('png') });
  await expect(page.getByRole('main').getByRole('alert')).toHaveCount(0);
  const logo = page.getByRole('navigation', { name: 'Main' }).locator(`img[src^="/${business.slug}/logo"]`);
  await expect(logo).toBeVisible();
  await expect.poll(() => logo.evaluate((image: HTMLImageElement) => image.naturalWidth)).toBeGreaterThan(0);
  await looksRight(page, 'the business profile with a logo');

  const small = await open('ADMIN', '', phone);
  await small.goto(`/${business.slug}/settings`);
  await expect(small.getByRole('textbox', { name: 'Legal name' })).toHaveValue('Mine Ltd');
  await looksRight(small, 'the business profile on a phone');

  const readers = await open('BOOKKEEPER', '', phone);
  await readers.goto(`/${business.slug}/settings`);
  await expect(readers.getByText('Mine Ltd')).toBeVisible();
  await expect(readers.getByRole('button', { name: 'Save' })).toHaveCount(0);
  await looksRight(readers, 'the business profile, read on a phone');
});

test('another business is made, found by typing, and left; and one is closed, and opened again', async ({
  business,
  open,
}) => {
  const page = await open('BOOKKEEPER');
  const made = `Quince ${crypto.randomUUID().slice(0, 8)}`;
  const others = await db.business.createManyAndReturn({
    data: ['Apple', 'Blackthorn', 'Cherry', 'Damson', 'Elder'].map((name) => ({
      name: `${name} Ltd`,
      slug: `${name.toLowerCase()}-${crypto.randomUUID().slice(0, 8)}`,
      country: 'GB',
      baseCurrency: 'GBP',
    })),
  });
  const { id: userId } = await db.user.findUniqueOrThrow({ where: { email: 'bookkeeper@intray.example' } });
  await db.membership.createMany({
    data: others.map(({ id }) => ({ businessId: id, userId, role: 'BOOKKEEPER' as const })),
  });
  try {
    await page.keyboard.press('b');
    await page.getByRole('menuitem', { name: 'New business' }).click();
    await page.getByRole('textbox', { name: 'Business name' }).fill(made);
    await page.getByRole('combobox', { name: 'Country' }).fill('New Zea');
    await page.getByRole('option', { name: 'New Zealand' }).click();
    await expect(page.getByRole('combobox', { name: 'Base currency' })).toHaveValue('New Zealand Dollar');
    await looksRight(page, 'a new business');
    await page.getByRole('button', { name: 'Make the business' }).click();
    await expect(page.getByRole('button', { name: `Business: ${made}` })).toBeVisible();

    await page.keyboard.press('b');
    await expect(page.getByRole('searchbox', { name: 'Find a business' })).toBeFocused();
    await page.keyboard.type('thorn');
    await expect(page.getByRole('menuitem')).toHaveCount(1);
    await expectAccessible(page, 'the list of businesses');
    await page.keyboard.press('ArrowDown');
    await page.keyboard.press('Enter');
    await expect(page.getByRole('button', { name: 'Business: Blackthorn Ltd' })).toBeVisible();

    await page.goto(`/${business.slug}/settings`);
    await page.getByRole('button', { name: 'Leave Items & Sons' }).click();
    const leaving = page.getByRole('dialog', { name: 'Leave Items & Sons?' });
    await expect(leaving.getByRole('button', { name: 'Leave', exact: true })).toBeDisabled();
    await leaving.getByRole('textbox', { name: 'Type the name of the business' }).fill('items & sons');
    await expectAccessible(page, 'leaving a business');
    await leaving.getByRole('button', { name: 'Leave', exact: true }).click();
    await expect(page).not.toHaveURL(/settings/);
    await page.goto(`/${business.slug}/costs`);
    await expect(page.getByRole('heading', { name: 'There is nothing at this address' })).toBeVisible();

    await page.goto('/');
    await page.getByRole('button', { name: /^Business:/ }).click();
    await page.getByRole('searchbox', { name: 'Find a business' }).fill(made);
    await page.getByRole('menuitem', { name: made }).click();
    await page.getByRole('button', { name: `Business: ${made}` }).click();
    await page.getByRole('menuitem', { name: 'Business profile' }).click();
    await expect(page.getByText(`You are the only admin of ${made}`)).toBeVisible();

    await page.getByRole('button', { name: `Close ${made}` }).click();
    const closing = page.getByRole('dialog', { name: `Close ${made}?` });
    await expect(closing, 'in the sandbox').toContainText('No mail leaves this installation');
    const ownPath = new URL(page.url()).pathname.replace('settings', 'costs');
    await expect(closing.getByRole('link', { name: 'Costs' }), 'for the export').toHaveAttribute('href', ownPath);
    await closing.getByRole('textbox', { name: 'Type the name of the business' }).fill(made);
    await closing.getByLabel('Your password').fill('wrong');
    await closing.getByRole('button', { name: 'Close the business' }).click();
    await expect(closing.getByText('This is not your present password.')).toBeVisible();
    await looksRight(page, 'closing a business');
    await closing.getByLabel('Your password').fill(demoPassword);
    await closing.getByRole('button', { name: 'Close the business' }).click();
    await page.waitForURL('/account/closed');
    await expect(page.getByRole('listitem').filter({ hasText: made })).toContainText('Closed by Robin Ledger');
    await looksRight(page, 'closed businesses');
    const own = page.getByRole('navigation', { name: 'Your account' });
    await own.getByRole('link', { name: 'Profile' }).click();
    await page.waitForURL('/account');
    await own.getByRole('link', { name: 'Closed businesses' }).click();
    await page.waitForURL('/account/closed');
    const { slug } = await db.business.findFirstOrThrow({ where: { name: made } });
    await page.goto(`/${slug}/costs`);
    await expect(page, 'nothing of it is reached').toHaveURL('/account/closed');
    await page.getByRole('button', { name: 'Open again' }).click();
    const opening = page.getByRole('dialog', { name: `Open ${made} again?` });
    await opening.getByLabel('Your password').fill(demoPassword);
    await opening.getByRole('button', { name: 'Open again' }).click();
    await expect(page.getByRole('button', { name: `Business: ${made}` })).toBeVisible();
  } finally {
    await db.business.deleteMany({ where: { OR: [{ name: made }, { id: { in: others.map(({ id }) => id) } }] } });
  }
});
