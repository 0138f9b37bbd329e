import { continueTaxChange } from '#lib/coding/apply-tax-settings.ts';
import { Postponed } from '#lib/queue/postponed.ts';
import type { Handlers } from './lanes.ts';

export const codeTaxAnew: Handlers['code-tax-anew'] = async ({ taxChangeId }, { signal }) => {
  const isDone = await continueTaxChange(taxChangeId, signal);
  if (!isDone) throw new Postponed(new Date(), 'the worker is stopping');
};
