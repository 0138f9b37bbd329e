import { makeClaimFile } from '#lib/claims/file/make-claim-file.ts';
import { Postponed } from '#lib/queue/postponed.ts';
import type { Handlers } from './lanes.ts';

export const makeClaimFileOf: Handlers['make-claim-file'] = async ({ claimId }, { signal }) => {
  const isDone = await makeClaimFile(claimId, { signal });
  if (!isDone) throw new Postponed(new Date(), 'the worker is stopping');
};
