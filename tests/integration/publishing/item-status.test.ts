import { expect, test } from 'vitest';
import { reviewItems } from '#lib/coding/review-items.ts';
import { db } from '#lib/db.ts';
import { cancelPublication } from '#lib/publishing/cancel-publication.ts';
import {
  aConnectedBusiness,
  anItem,
  control,
  drainToTheEnd,
  newestPublication,
  publish,
  refreshed,
} from '#tests/support/publishing.ts';
import { withSandbox } from '#tests/support/sandbox.ts';

withSandbox();

test('an item waits while it is published, is free again when that is cancelled or refused, and ends published', async () => {
  const business = await aConnectedBusiness();
  const { businessId } = business.scope;
  const { id } = await anItem(business, { accountCode: '429' });
  const status = async () => {
    const item = await db.item.findUniqueOrThrow({ where: { id } });
    return [item.status, item.reasonCount];
  };

  await publish(business, [{ id, revision: 1 }]);
  expect(await status()).toEqual(['WAITING', 0]);
  await cancelPublication(business.scope, (await newestPublication(id)).id);
  expect(await status()).toEqual(['READY', 0]);

  await control('PATCH', `/organisations/${business.organisationId}/accounts/429`, { Status: 'ARCHIVED' });
  await publish(business, [{ id, revision: 1 }]);
  await drainToTheEnd(business);
  expect(await status()).toEqual(['REFUSED', 1]);

  // The refresh that the refusal began tells our own rules.
  await refreshed(business);
  expect((await db.business.findUniqueOrThrow({ where: { id: businessId } })).reviewDueAt).not.toBeNull();
  await reviewItems(businessId, new AbortController().signal);
  expect(await status()).toEqual(['TO_REVIEW', 1]);

  await control('PATCH', `/organisations/${business.organisationId}/accounts/429`, { Status: 'ACTIVE' });
  await db.account.updateMany({ where: { businessId, code: '429' }, data: { isArchived: false } });
  await publish(business, [{ id, revision: 1 }]);
  await drainToTheEnd(business);
  expect(await status()).toEqual(['PUBLISHED', 0]);
});
