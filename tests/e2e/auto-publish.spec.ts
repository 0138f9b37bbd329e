import { expect } from '@playwright/test';
import { storeStatus } from '#lib/coding/store-status.ts';
import { db } from '#lib/db.ts';
import { expectAccessible } from '#tests/support/accessibility.ts';
import { row, test } from '#tests/support/costs-pages.ts';
import { aSharedItem, type SharedBusiness } from '#tests/support/shared-business.ts';

/** What people have published of the supplier before, so that what is usual is known. */
async function publishedBefore(business: SharedBusiness) {
  const { businessId } = business.scope;
  for (const month of [1, 2, 3, 4]) {
    const item = await aSharedItem(business, {
      ...{ issuedOn: new Date(`2026-0${month}-03`), dueOn: new Date(`2026-0${month}-28`), reference: `INV-${month}` },
      ...{ place: 'ARCHIVE', archivedAt: new Date() },
    });
    await db.publication.create({
      data: {
        ...{ businessId, connectionId: business.books.connectionId, itemId: item.id, itemRevision: 1 },
        ...{ kind: 'BILL', publishAs: 'AUTHORISED', coding: {}, state: 'COMPLETE', requestedByName: 'Alex Harbour' },
      },
    });
    await db.$transaction((transaction) => storeStatus(transaction, businessId, [item.id]));
  }
}

test('an admin lets items be published by themselves; one is stopped, let go and goes out; a guard holds another', async ({
  business,
  open,
}) => {
  const { slug } = business;
  await publishedBefore(business);
  const usual = await aSharedItem(business, { reference: 'INV-70' });
  const odd = await aSharedItem(business, { reference: 'INV-71', total: '720.00', taxAmount: '120.00' });

  const admin = await open('ADMIN');
  await admin.goto(`/${slug}/settings/automation`);
  await admin.getByRole('link', { name: 'Publish by itself' }).click();
  await expect(admin.getByRole('heading', { name: 'Publish by itself' })).toBeVisible();
  const trial = admin.getByRole('region', { name: 'On the last 90 days' });
  await expect(trial.getByRole('status')).toContainText('0 of 6 would have been published by themselves');
  await admin.getByRole('button', { name: /Unless something else is said/ }).click();
  await admin.getByRole('option', { name: 'All that is ready' }).click();
  await admin.getByRole('checkbox', { name: 'Quiet hours' }).uncheck();
  await expect(trial.getByRole('status')).toContainText('2 of 6 would have been published by themselves, 4 held back');
  await trial.getByRole('radio', { name: 'Held back' }).check({ force: true });
  await expect(trial.getByRole('listitem').filter({ hasText: `#${odd.number}` })).toContainText('is not usual of');
  await expectAccessible(admin, 'what is published by itself');
  await admin.getByRole('button', { name: 'Turn on…' }).click();
  const dialog = admin.getByRole('dialog', { name: 'Publish items by themselves?' });
  await expect(dialog).toContainText('1 that is ready now will go out after 1 hour');
  await dialog.getByRole('button', { name: 'Turn on' }).click();
  await expect(admin.getByText('On', { exact: true })).toBeVisible();

  const page = await open('BOOKKEEPER', `/${usual.number}`);
  const waiting = page.getByText('Will be published by itself at');
  await expect(waiting).toBeVisible({ timeout: 40_000 });
  await page.getByRole('button', { name: 'Stop', exact: true }).click();
  await expect(page.getByText('Stopped by')).toBeVisible();
  await expect(waiting).toBeHidden();
  await page.getByRole('button', { name: 'Publish by itself' }).click();
  await expect(waiting).toBeVisible({ timeout: 40_000 });

  // The hour is over.
  await db.autoPublication.update({ where: { itemId: usual.id }, data: { publishAt: new Date() } });
  await expect(page.getByText('needs reconnecting').first()).toBeVisible({ timeout: 40_000 });
  await expect(waiting).toBeHidden();
  expect(await db.publication.count({ where: { itemId: usual.id, requestedByKind: 'RULE' } })).toBe(1);

  await page.goto(`/${slug}/costs?auto=held`);
  await page.getByRole('button', { name: 'Ready, held back: show why' }).click();
  await expect(page.getByText('Not published by itself: The total')).toBeVisible();
  await page.keyboard.press('Escape');
  await row(page, 'INV-71').getByRole('link').first().click();
  await expect(page.getByText('Not published by itself')).toBeVisible();
  await expect(page.getByText('is not usual of')).toBeVisible();
  await expectAccessible(page, 'an item that a guard holds');

  await admin.getByRole('button', { name: 'Turn off' }).click();
  await expect(admin.getByText('Off', { exact: true })).toBeVisible();
});
