import AxeBuilder from '@axe-core/playwright';
import { expect, type Page } from '@playwright/test';

const WCAG = ['wcag2a', 'wcag2aa', 'wcag21aa', 'wcag22aa'];

/**
 * Fails, naming the elements, when axe finds something serious on the page: by all its rules in the light theme, and
 * by those about colours in the dark one, which has other colours and nothing else.
 */
export async function expectAccessible(page: Page, what: string): Promise<void> {
  for (const colorScheme of ['light', 'dark'] as const) {
    await page.emulateMedia({ colorScheme });
    // What the widget library has just read out, kept for seconds after the row that it names may be gone. Our pages
    // have no frames of other sites, so that axe needs no second page to gather what it found: twice as fast.
    const axe = new AxeBuilder({ page }).setLegacyMode().exclude('[data-live-announcer]');
    const asked = colorScheme === 'light' ? axe.withTags(WCAG) : axe.withRules(['color-contrast']);
    const { violations } = await asked.analyze();
    const serious = violations
      .filter(({ impact }) => impact === 'serious' || impact === 'critical')
      .map(({ id, nodes }) => `${id}: ${nodes.map(({ html }) => html.slice(0, 200)).join('\n  ')}`);
    expect(serious, `${what}, ${colorScheme}`).toEqual([]);
  }
  await page.emulateMedia({ colorScheme: 'light' });
}
