import { test as base, type Page } from '@playwright/test';
import { db } from '#lib/db.ts';

/**
 * Playwright's `test`, for pages of ours: before anything is done or expected on one, its scripts have begun to
 * take it over. What is pressed before is noted and done then, which stories of its own tell. All stories use it, so that
 * their files share processes and browsers, which they do only with the same fixtures of a process.
 */
export const test = base.extend<object, { database: typeof db }>({
  database: [
    async ({ playwright: _ }, use) => {
      await use(db);
      await db.$disconnect();
    },
    { scope: 'worker', auto: true },
  ],
  browser: [
    async ({ browser }, use) => {
      browser.on('context', (context) => context.on('page', waitUntilReady));
      await use(browser);
    },
    { scope: 'worker' },
  ],
});

/** Playwright waits itself until the locator of a handler matches no more. Pages of others have no such scripts. */
async function waitUntilReady(page: Page): Promise<void> {
  await page.addLocatorHandler(page.locator('html:has(script[src^="/_next/"]):not([data-is-ready])'), async () => {});
}
