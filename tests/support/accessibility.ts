import { readFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { expect, type Page } from '@playwright/test';
import type { AxeResults, ImpactValue } from 'axe-core';

/** A page reads it in two thirds of the time that the source that the package gives takes, which is not minified. */
const source = readFileSync(createRequire(import.meta.url).resolve('axe-core/axe.min.js'), 'utf8');

/** The rules that we keep: all that WCAG 2.2 asks for on its first two levels, or those about colours alone. */
const rules = { all: ['wcag2a', 'wcag2aa', 'wcag21aa', 'wcag22aa'], colours: ['color-contrast'] };

/**
 * Fails, naming the elements, when axe finds something serious on the page: by all its rules in the light theme, and
 * by those about colours in the dark one, which has other colours and nothing else.
 */
export async function expectAccessible(page: Page, what: string): Promise<void> {
  // Of a page that one has just gone to within the product, the title comes after its content.
  await expect(page).toHaveTitle(/./);
  for (const [colorScheme, which] of [['light', 'all'] as const, ['dark', 'colours'] as const]) {
    await page.emulateMedia({ colorScheme });
    const serious = await violations(page, which, ['serious', 'critical']);
    expect(serious, `${what}, ${colorScheme}`).toEqual([]);
  }
  await page.emulateMedia({ colorScheme: 'light' });
}

/** What axe finds on the page as it stands, of any impact or of those given. */
export async function violations(
  page: Page,
  which: keyof typeof rules,
  impacts: ImpactValue[] = ['minor', 'moderate', 'serious', 'critical'],
): Promise<string[]> {
  // Half a megabyte: once for a page.
  if (!(await page.evaluate(() => 'axe' in globalThis))) await page.evaluate(source);
  const found = await page.evaluate((runOnly) => {
    const { axe } = globalThis as unknown as { axe: { run: (...given: unknown[]) => Promise<AxeResults> } };
    // What the widget library has just read out, kept for seconds after the row that it names may be gone.
    // No rule of ours looks into style sheets or sounds themselves, which axe would fetch once more.
    const options = { runOnly, resultTypes: ['violations'], preload: false };
    return axe.run({ exclude: ['[data-live-announcer]'] }, options);
  }, rules[which]);
  return found.violations
    .filter(({ impact }) => impacts.includes(impact ?? 'minor'))
    .map(({ id, nodes }) => `${id}: ${nodes.map(({ html }) => html.slice(0, 200)).join('\n  ')}`);
}
