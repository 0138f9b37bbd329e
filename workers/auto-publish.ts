import { publishByItself } from '#lib/auto-publish/publish-by-itself.ts';
import type { Handlers } from './lanes.ts';

export const autoPublishOf: Handlers['auto-publish'] = async ({ businessId }, { signal }) => {
  await publishByItself(businessId, { signal });
};
