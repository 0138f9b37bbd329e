import { findDueLikenesses } from '#lib/inbox/duplicates/find-likenesses.ts';
import type { Handlers } from './lanes.ts';

export const findDuplicatesOf: Handlers['find-duplicates'] = async ({ businessId }, { signal }) => {
  await findDueLikenesses(businessId, signal);
};
