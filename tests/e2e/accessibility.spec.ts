import { globSync } from 'node:fs';
import { expect } from '@playwright/test';
import { expectAccessible } from '#tests/support/accessibility.ts';
import { test } from '#tests/support/browser.ts';
import { signInAs } from '#tests/support/sign-in.ts';

/** Every page there is, found on disk: a new one is looked at without anyone remembering. */
const pages = globSync('app/**/page.tsx')
  .map((file) => `/${file.replace(/^app\//, '').replace(/\/?page\.tsx$/, '')}`.replaceAll(/\/\([^)]+\)/g, '') || '/')
  .sort();

const business = 'harbour-and-vine';
const segments: Record<string, string> = { '[business]': business, '[ledger]': 'xero' };

/** Pages that need something made first are looked at where the story makes it. */
const elsewhere = [
  '/gallery',
  '/[business]/costs/[item]',
  '/[business]/settings/connections/connect/[ledger]/organisation',
  '/[business]/settings/connections/connect/[ledger]/confirm',
];

test('the list of pages was found', () => {
  expect(pages.length).toBeGreaterThan(15);
  for (const path of elsewhere) expect(pages).toContain(path);
});

for (const path of pages.filter((page) => !elsewhere.includes(page))) {
  const address = path.replaceAll(/\[[^\]]+\]/g, (segment) => {
    const value = segments[segment];
    if (!value) throw new Error(`${path}: give ${segment} a value, or look at the page where the story makes it`);
    return value;
  });

  test(`${path} is accessible in light and dark`, async ({ page }) => {
    if (!path.startsWith('/sign-in')) await signInAs(page.request, 'ADMIN');
    await page.goto(address);
    await expectAccessible(page, path);
  });
}

test('what a bookkeeper may not see is told accessibly', async ({ page }) => {
  await signInAs(page.request, 'BOOKKEEPER');
  await page.goto(`/${business}/settings/connections`);
  await expect(page.getByRole('heading', { name: 'Connections needs an admin' })).toBeVisible();
  await expectAccessible(page, 'no permission');
});
