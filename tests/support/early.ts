/** What somebody does on a page whose scripts have not come yet. Not by locators: those wait for the scripts. */
import type { Page } from '@playwright/test';

/** Holds back the scripts of the pages that are opened from now on, until the function that it gives is called. */
export async function withholdScripts(page: Page): Promise<() => void> {
  const { promise: come, resolve: letCome } = Promise.withResolvers<void>();
  await page.route('**/*.js', async (route) => {
    await come;
    await route.continue();
  });
  return letCome;
}

/** The same of those alone that a page brings once it needs them, such as the lists of its fields. */
export async function withholdLaterScripts(page: Page): Promise<() => void> {
  const html = await (await page.request.get(page.url())).text();
  const { promise: come, resolve: letCome } = Promise.withResolvers<void>();
  await page.route('**/_next/static/chunks/**', async (route) => {
    if (!html.includes(new URL(route.request().url()).pathname)) await come;
    await route.continue();
  });
  return letCome;
}

export async function focusEarly(page: Page, selector: string): Promise<void> {
  // What has come is hidden until all of it has.
  await page.waitForFunction((selector) => {
    const element = document.querySelector<HTMLElement>(selector);
    element?.focus();
    return element && element === document.activeElement;
  }, selector);
}

/** In place of what the field has. */
export async function typeEarly(page: Page, name: string, text: string): Promise<void> {
  await focusEarly(page, `input[name="${name}"]`);
  await page.keyboard.press('ControlOrMeta+a');
  await page.keyboard.type(text);
}
