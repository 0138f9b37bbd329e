import type { BrowserContext, BrowserContextOptions, Locator, Page } from '@playwright/test';
import { expect } from '@playwright/test';
import { test as base } from './browser.ts';
import { aSharedBusiness, removeBusiness, type SharedBusiness } from './shared-business.ts';
import { type DemoRole, sessionOf } from './sign-in.ts';

/** The costs of the business as somebody sees them, in a browser of their own: on a small laptop unless told otherwise. */
type Open = (who: DemoRole, path?: string, options?: BrowserContextOptions) => Promise<Page>;

/** Playwright's `test` with a business of its own, and its costs on the screens of the demo people. */
export const test = base.extend<{ business: SharedBusiness; open: Open }>({
  business: async ({ playwright: _ }, use) => {
    const business = await aSharedBusiness();
    await use(business);
    await removeBusiness(business);
  },
  open: async ({ browser, business }, use) => {
    const contexts: BrowserContext[] = [];
    await use(async (who, path = '', options = {}) => {
      const viewport = { width: 1280, height: 720 };
      const context = await browser.newContext({ viewport, ...options, storageState: await sessionOf(who) });
      contexts.push(context);
      const page = await context.newPage();
      await page.goto(`/${business.slug}/costs${path}`);
      // Keys are pressed whatever the page is at, so it has to be there before, with what listens to them.
      await expect(page.getByRole('main')).toBeVisible();
      await expect(page.locator('html[data-is-ready]')).toBeAttached();
      await page.evaluate(() => new Promise((done) => requestIdleCallback(done)));
      return page;
    });
    for (const context of contexts) await context.close();
  },
});

export async function addFiles(page: Page, files: { name: string; mimeType: string; buffer: Buffer }[]) {
  await page.getByRole('button', { name: 'Add documents' }).first().click();
  const choosing = page.waitForEvent('filechooser');
  await page.getByRole('dialog', { name: 'Add documents' }).getByRole('button', { name: 'Choose files' }).click();
  await (await choosing).setFiles(files);
}

export const uploads = (page: Page) => page.getByRole('region', { name: 'Documents being added' });
export const row = (page: Page, reference: string) => page.getByRole('row').filter({ hasText: reference });
export const text = (within: Page | Locator, label: string) =>
  within.getByRole('textbox', { name: label, exact: true });
export const status = (page: Page, words: string) => page.getByRole('main').getByText(words, { exact: true }).first();

/** Types into a field and leaves it, which saves it. */
export async function setText(within: Page | Locator, label: string, value: string) {
  await text(within, label).fill(value);
  await text(within, label).press('Tab');
}

/** A cell of a line item, by its line from 1. */
export const lineCell = (page: Page, line: number, name: string) =>
  page.locator(`[data-line="${line - 1}"] [data-cell="${name}"]`);

/** Types into a cell of a line item and goes on to the next line, which saves it. */
export async function setCell(page: Page, line: number, name: string, value: string) {
  await lineCell(page, line, name).focus();
  await page.keyboard.type(value);
  await page.keyboard.press('Tab');
}

/** By how much the page, or the table on it, is wider than the room it has. */
export const overflowPx = (page: Page) =>
  page.evaluate(() =>
    Math.max(
      ...[document.documentElement, ...document.querySelectorAll('[role=grid]')].map(
        ({ scrollWidth, clientWidth }) => scrollWidth - clientWidth,
      ),
    ),
  );
