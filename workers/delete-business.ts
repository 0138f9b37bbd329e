import { Postponed } from '#lib/queue/postponed.ts';
import { deleteBusiness } from '#lib/team/closing/delete-business.ts';
import type { Handlers } from './lanes.ts';

export const deleteBusinessOf: Handlers['delete-business'] = async ({ businessId }, { signal }) => {
  const isDone = await deleteBusiness(businessId, signal);
  if (!isDone) throw new Postponed(new Date(), 'there is more to delete, or the worker is stopping');
};
