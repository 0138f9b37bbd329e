import { reviewItems } from '#lib/coding/review-items.ts';
import { publishAwaited } from '#lib/publishing/reload-and-publish.ts';
import { Postponed } from '#lib/queue/postponed.ts';
import type { Handlers } from './lanes.ts';

export const reviewItemsOf: Handlers['review-items'] = async ({ businessId }, { signal }) => {
  const isDone = await reviewItems(businessId, signal);
  if (isDone) await publishAwaited(businessId);
  if (!isDone) throw new Postponed(new Date(), 'the lists changed again, or the worker is stopping');
};
