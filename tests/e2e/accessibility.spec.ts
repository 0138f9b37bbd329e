import { globSync } from 'node:fs';
import { expect, type Page } from '@playwright/test';
import { expectAccessible } from '#tests/support/accessibility.ts';
import { test } from '#tests/support/browser.ts';
import { aSharedBusiness, aSharedItem, removeBusiness, type SharedBusiness } from '#tests/support/shared-business.ts';
import { sessionOf } from '#tests/support/sign-in.ts';

/** Every page there is, found on disk: a new one is looked at without anyone remembering. */
const pages = globSync('app/**/page.tsx')
  .map((file) => `/${file.replace(/^app\//, '').replace(/\/?page\.tsx$/, '')}`.replaceAll(/\/\([^)]+\)/g, '') || '/')
  .sort();

/** Pages that need something made first are looked at where the story makes it. */
const elsewhere = [
  '/gallery',
  '/[business]/[workspace]/[item]',
  // The story of pages looks at it.
  '/[business]/[workspace]/[item]/pages',
  // Leads on to the list that it shows.
  '/[business]/[workspace]/views/[view]',
  '/[business]/expense-claims/[claim]',
  '/[business]/lists/merge/[list]',
  '/[business]/settings/automation/[rule]',
  // The story of splitting looks at it.
  '/[business]/split/[arrival]',
  '/[business]/settings/connections/connect/[ledger]/organisation',
  '/[business]/settings/connections/connect/[ledger]/confirm',
  '/[business]/settings/exports/scheduled/[schedule]',
  '/[business]/settings/mail/[mail]',
  '/invitation/[token]',
  '/sandbox-mail/[mail]',
  '/shared/[token]',
];

test('the list of pages was found', () => {
  expect(pages.length).toBeGreaterThan(15);
  for (const path of elsewhere) expect(pages).toContain(path);
});

let business: SharedBusiness;
/** One for all pages: the next one finds the scripts at hand, as it does for a person. */
let admins: Page;

test.beforeAll(async ({ browser }) => {
  business = await aSharedBusiness();
  await aSharedItem(business);
  await aSharedItem(business, { place: 'ARCHIVE', archivedAt: new Date() });
  admins = await browser.newPage({ storageState: await sessionOf('ADMIN') });
});

test.afterAll(async () => {
  await admins.close();
  await removeBusiness(business);
});

for (const path of pages.filter((page) => !elsewhere.includes(page) && page !== '/sign-in')) {
  test(`${path} is accessible in light and dark`, async () => {
    await admins.goto(addressOf(path));
    await expectAccessible(admins, path);
  });
}

test('the guide shows its pictures to everybody', async ({ page }) => {
  await page.goto('/guide');
  await page.getByRole('link', { name: 'Code an item' }).click();
  const picture = page.getByRole('img', { name: /^An item: the document/ });
  await expect.poll(() => picture.evaluate((it: HTMLImageElement) => it.naturalWidth)).toBe(1280);
});

test('/sign-in is accessible in light and dark', async ({ page }) => {
  await page.goto('/sign-in');
  await expectAccessible(page, '/sign-in');
});

test('what a bookkeeper may not see is told accessibly', async ({ page, context }) => {
  await context.setStorageState(await sessionOf('BOOKKEEPER'));
  await page.goto(`/${business.slug}/settings/connections`);
  await expect(page.getByRole('heading', { name: 'Connections needs an admin' })).toBeVisible();
  await expectAccessible(page, 'no permission');
});

function addressOf(path: string): string {
  const segments: Record<string, string> = {
    '[business]': business.slug,
    '[workspace]': 'costs',
    '[ledger]': 'xero',
    '[contact]': business.books.acme,
    '[page]': 'coding-an-item',
  };
  return path.replaceAll(/\[[^\]]+\]/g, (segment) => {
    const value = segments[segment];
    if (!value) throw new Error(`${path}: give ${segment} a value, or look at the page where the story makes it`);
    return value;
  });
}
