import { expect } from '@playwright/test';
import { storeStatus } from '#lib/coding/store-status.ts';
import { db } from '#lib/db.ts';
import { test } from '#tests/support/costs-pages.ts';
import { aSharedItem } from '#tests/support/shared-business.ts';
import { setAutoPublish } from '#lib/auto-publish/auto-publish-setting.ts';
import { firstAutoPublish } from '#lib/domain/auto-publish/auto-publish-settings.ts';

test('pictures', async ({ business, open }) => {
  test.setTimeout(240_000);
  const { slug } = business;
  const { businessId } = business.scope;
  for (const month of [1, 2, 3, 4]) {
    const item = await aSharedItem(business, { issuedOn: new Date(`2026-0${month}-03`), dueOn: new Date(`2026-0${month}-28`), reference: `INV-${month}`, place: 'ARCHIVE', archivedAt: new Date() });
    await db.publication.create({ data: { businessId, connectionId: business.books.connectionId, itemId: item.id, itemRevision: 1, kind: 'BILL', publishAs: 'AUTHORISED', coding: {}, state: 'COMPLETE', requestedByName: 'Alex Harbour' } });
    await db.$transaction((t) => storeStatus(t, businessId, [item.id]));
  }
  const usual = await aSharedItem(business, { reference: 'INV-70' });
  const odd = await aSharedItem(business, { reference: '2026/71', total: '1720.00', taxAmount: '120.00' });
  await db.paymentMethod.create({ data: { businessId, name: 'Company card', accountId: business.books.bank } });
  await db.contact.updateMany({ where: { id: business.books.acme }, data: { autoPublish: true } });
  await setAutoPublish(business.scope, { isOn: true, settings: { ...firstAutoPublish, byDefault: true, quiet: firstAutoPublish.quiet } }, { address: '', device: '' });
  await expect.poll(() => db.autoPublication.count({ where: { businessId } }), { timeout: 60_000 }).toBe(2);
  for (const [name, options] of [['light', {}], ['dark', { colorScheme: 'dark' as const }], ['phone', { viewport: { width: 390, height: 844 } }]] as const) {
    const page = await open('ADMIN', '', options);
    for (const [what, path] of [
      ['setting', '/settings/automation/auto-publish'], ['rules', '/settings/automation'],
      ['item', `/costs/${usual.number}`], ['held', `/costs/${odd.number}`], ['supplier', `/lists/suppliers/${business.books.acme}`], ['inbox', '/costs?auto=held'], ['editor', '/settings/automation/new']] as const) {
      await page.goto(`/${slug}${path}`);
      await page.waitForLoadState('networkidle').catch(() => undefined);
      if (what === 'setting') await expect(page.getByRole('status').filter({ hasText: 'would have been' })).toBeVisible({ timeout: 20_000 });
      if (what === 'item') await expect(page.getByText('Will be published')).toBeVisible({ timeout: 20_000 });
      await page.screenshot({ path: `/tmp/autopublish/${what}-${name}.png` });
    }
  }
});
