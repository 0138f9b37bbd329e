import { expect } from '@playwright/test';
import { needsReconnecting } from '#lib/connections/lose-grant.ts';
import { db } from '#lib/db.ts';
import { expectAccessible } from '#tests/support/accessibility.ts';
import { test } from '#tests/support/browser.ts';
import { aSharedBusiness, removeBusiness, type SharedBusiness } from '#tests/support/shared-business.ts';
import { sessionOf } from '#tests/support/sign-in.ts';

let business: SharedBusiness;

test.beforeAll(async () => {
  business = await aSharedBusiness();
});

test.afterAll(() => removeBusiness(business));

test('an admin reads in the sandbox what would have been sent, and copies the link in it', async ({
  page,
  context,
}) => {
  await context.setStorageState(await sessionOf('ADMIN'));
  await context.grantPermissions(['clipboard-read', 'clipboard-write']);
  await page.goto(`/${business.slug}/settings`);
  await page.getByRole('navigation', { name: 'Business settings' }).getByRole('link', { name: 'Mail' }).click();
  await expect(page.getByText('This is the sandbox: no mail leaves it')).toBeVisible();
  await expect(page.getByRole('heading', { name: 'No mail yet' })).toBeVisible();
  await expectAccessible(page, 'no mail');

  await page.getByRole('button', { name: 'Send a test message' }).click();
  const test = page.getByRole('row', { name: /A test message from Intray/ });
  await expect(test).toContainText('admin@intray.example');
  await expect(test).toContainText('Not sent');

  const { connectionId } = business.books;
  await db.connection.update({ where: { id: connectionId }, data: { status: 'CONNECTED' } });
  await db.$transaction((transaction) => needsReconnecting(transaction, connectionId, 'authorisationLost'));
  const lost = page.getByRole('link', { name: 'Items & Sons: Xero needs reconnecting' });
  await expect(lost, 'the open page shows it by itself').toBeVisible();
  await expectAccessible(page, 'mails');
  await lost.click();

  await expect(page.getByText('the mail would have been sent, and is only shown here')).toBeVisible();
  const message = page.frameLocator('iframe');
  await expect(message.getByRole('heading', { name: 'Items & Sons: Xero needs reconnecting' })).toBeVisible();
  await expect(message.getByText('You get this because you are an admin of Items & Sons')).toBeVisible();
  await expect(page.locator('iframe')).toHaveAttribute('sandbox', '');
  await expect(page.getByRole('button', { name: 'Send again' })).toHaveCount(0);
  await expectAccessible(page, 'a mail');

  await page.getByRole('button', { name: 'Copy link' }).click();
  await expect(page.getByText('Link copied')).toBeVisible();
  const copied = await page.evaluate(() => navigator.clipboard.readText());
  expect(copied).toBe(await message.getByRole('link', { name: 'Reconnect', exact: true }).getAttribute('href'));
  await page.goto(copied);
  await expect(page).toHaveURL(/\/settings\/connections\/connect\/xero\?reconnect=/);
});
