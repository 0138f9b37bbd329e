import { applyDueRules } from '#lib/rules/apply-rules.ts';
import type { Handlers } from './lanes.ts';

export const applyRulesOf: Handlers['apply-rules'] = async ({ businessId }, { signal }) => {
  await applyDueRules(businessId, { signal });
};
