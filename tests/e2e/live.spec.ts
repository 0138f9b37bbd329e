import { randomUUID } from 'node:crypto';
import { type Browser, type BrowserContext, expect, type Page } from '@playwright/test';
import { db } from '#lib/db.ts';
import { announce } from '#lib/events/announce.ts';
import type { Topic } from '#lib/events/announcement.ts';
import { newestEvent } from '#lib/events/read-log.ts';
import type { Prisma } from '#prisma/generated/client.ts';
import { test } from '#tests/support/browser.ts';
import { aSharedBusiness, aSharedItem, removeBusiness, type SharedBusiness } from '#tests/support/shared-business.ts';
import { type DemoRole, sessionOf } from '#tests/support/sign-in.ts';

/** What open pages show of what goes on elsewhere, by themselves. */

let business: SharedBusiness;
const contexts: BrowserContext[] = [];

test.beforeEach(async () => {
  business = await aSharedBusiness();
});

test.afterEach(async () => {
  for (const context of contexts.splice(0)) await context.close();
  await removeBusiness(business);
});

test('a refresh that archives the category of an item shows on the open item', async ({ browser }) => {
  const { number } = await aSharedItem(business);
  const page = await open(browser, 'BOOKKEEPER', `/${number}`);
  await expect(page.getByRole('textbox', { name: 'Document reference' })).toBeVisible();
  const { power, connectionId } = business.books;
  await change('sync', connectionId, (transaction) =>
    transaction.account.update({ where: { id: power }, data: { isArchived: true } }),
  );
  await expect(page.getByText('445 Light, Power, Heating is archived. Choose another category.')).toBeVisible();
});

test('a connection that is lost shows on the open item', async ({ browser }) => {
  const { number } = await aSharedItem(business);
  const page = await open(browser, 'BOOKKEEPER', `/${number}`);
  const publish = page.getByRole('button', { name: 'Publish', exact: true });
  await expect(publish).toBeVisible();
  // It does something, and explains nothing.
  await expect(publish).not.toHaveAttribute('aria-expanded');
  const { connectionId } = business.books;
  await change('connection', connectionId, (transaction) =>
    transaction.connection.update({ where: { id: connectionId }, data: { status: 'DISCONNECTED' } }),
  );
  await expect(publish).toHaveAttribute('aria-expanded', 'false');
  await publish.click();
  await expect(page.getByText('Publishing needs your accounting software')).toBeVisible();
});

test('a category set in the inbox is drawn once: its row from the answer, for others by one drawing', async ({
  browser,
}) => {
  const { number } = await aSharedItem(business);
  const [alex, robin] = [await open(browser, 'ADMIN'), await open(browser, 'BOOKKEEPER')];
  const drawings = [countDrawings(alex), countDrawings(robin)];
  const category = (page: Page) => page.getByRole('combobox', { name: `Category of item ${number}` });
  await category(alex).fill('General');
  await alex.getByRole('option', { name: /General Expenses/ }).click();
  await expect(alex.getByText('Category set to General Expenses')).toBeVisible();
  for (const page of [alex, robin]) await expect(category(page)).toHaveValue(/General Expenses/);
  expect(drawings.map(({ count }) => count)).toEqual([0, 1]);
});

test('a storm of changes is drawn a few times, and its end is shown', async ({ browser }) => {
  const { id } = await aSharedItem(business, { reference: 'CALM' });
  const page = await open(browser, 'BOOKKEEPER');
  await expect(page.getByText('CALM', { exact: true })).toBeVisible();
  const drawings = countDrawings(page);
  const began = performance.now();
  for (let count = 1; count <= 200; count++) {
    await change('items', id, (transaction) =>
      transaction.item.update({ where: { id }, data: { reference: `STORM-${count}` } }),
    );
  }
  const seconds = (performance.now() - began) / 1_000;
  await expect(page.getByText('STORM-200', { exact: true })).toBeVisible();
  // The first at once, then one every two seconds, and one for the end.
  expect(drawings.count).toBeLessThanOrEqual(Math.ceil(seconds / 2) + 1);
  expect(drawings.count).toBeGreaterThan(0);
});

test('the way back from an item leads to an inbox that shows what was changed on it', async ({ browser }) => {
  const { number } = await aSharedItem(business, { reference: 'BEFORE' });
  const page = await open(browser, 'BOOKKEEPER');
  await page.getByRole('row').filter({ hasText: 'BEFORE' }).getByRole('link').click();
  const reference = page.getByRole('textbox', { name: 'Document reference' });
  await reference.fill('AFTER');
  const answered = page.waitForResponse(
    (response) => response.request().method() === 'POST' && response.url().includes(`/costs/${number}`),
  );
  await reference.press('Tab');
  await answered;
  await page.goBack();
  await expect(page.getByRole('row').filter({ hasText: 'AFTER' })).toBeVisible();
});

test('the title of an item follows its supplier', async ({ browser }) => {
  const { number } = await aSharedItem(business, { contactId: null });
  const page = await open(browser, 'BOOKKEEPER', `/${number}`);
  await expect(page).toHaveTitle(`Item ${number} · Intray`);
  await page.getByRole('combobox', { name: 'Supplier' }).fill('Acme');
  await page.getByRole('option', { name: 'Acme Ltd' }).click();
  await expect(page).toHaveTitle('Acme Ltd · Intray');
});

test('a browser that connects again is told what it missed, by the last event that it names', async ({ browser }) => {
  const { businessId } = business.scope;
  const tell = (id: string) => announce(db, { businessId, topic: 'items', id });
  const [seen, missed] = [randomUUID(), randomUUID()];
  await tell(seen);
  const last = await newestEvent(businessId);
  await tell(missed);
  const page = await open(browser, 'SUBMITTER');
  const told = await page.evaluate(
    async ({ path, last, missed }) => {
      const leaving = new AbortController();
      const answer = await fetch(path, { headers: { 'Last-Event-ID': String(last) }, signal: leaving.signal });
      const reader = answer.body?.pipeThrough(new TextDecoderStream()).getReader();
      let text = '';
      while (reader && !text.includes(missed)) {
        const { value, done } = await reader.read();
        if (done) break;
        text += value;
      }
      leaving.abort();
      return text;
    },
    { path: `/${business.slug}/events?since=0`, last, missed },
  );
  expect(told).toContain(`id: ${await newestEvent(businessId)}\n`);
  expect(told).toContain(missed);
  expect(told).not.toContain(seen);
});

test('a page whose server is gone says so, and no longer once it is back', async ({ browser }) => {
  const context = await browser.newContext({ storageState: await sessionOf('BOOKKEEPER') });
  contexts.push(context);
  const page = await context.newPage();
  await page.clock.install();
  let isGone = true;
  await page.route('**/events?*', (route) => (isGone ? route.abort() : route.fallback()));
  const failed = page.waitForEvent('requestfailed', (request) => request.url().includes('/events?'));
  await page.goto(`/${business.slug}/costs`);
  await failed;
  const note = page.getByRole('status').filter({ hasText: 'This page may be out of date' });
  await page.clock.runFor(2_000);
  await expect(note).toBeHidden();
  await page.clock.runFor(10_000);
  await expect(note).toBeVisible();
  isGone = false;
  await page.clock.runFor(60_000);
  await expect(note).toBeHidden();
});

/** Changes something as a worker does: with its event, in one transaction. */
function change(topic: Topic, id: string, make: (transaction: Prisma.TransactionClient) => Promise<unknown>) {
  return db.$transaction(async (transaction) => {
    await make(transaction);
    await announce(transaction, { businessId: business.scope.businessId, topic, id });
  });
}

/** How often the page that is open is asked for anew from now on; what moving about would ask for is not meant. */
function countDrawings(page: Page): { count: number } {
  const drawings = { count: 0 };
  const { pathname } = new URL(page.url());
  page.on('request', (request) => {
    const url = new URL(request.url());
    if (url.searchParams.has('_rsc') && url.pathname === pathname) drawings.count++;
  });
  return drawings;
}

/** The costs of the business as somebody sees them, in a browser of their own. */
async function open(browser: Browser, who: DemoRole, path = ''): Promise<Page> {
  const context = await browser.newContext({ storageState: await sessionOf(who) });
  contexts.push(context);
  const page = await context.newPage();
  await page.goto(`/${business.slug}/costs${path}`);
  await expect(page.getByRole('main')).toBeVisible();
  return page;
}
