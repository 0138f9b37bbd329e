'use server';

import { z } from 'zod';
import { requestOrigin } from '#lib/access.ts';
import { action } from '#lib/action.ts';
import { ok } from '#lib/domain/result.ts';
import { autoCategoriseChoices } from '#lib/domain/suggestions/auto-categorise.ts';
import { setAutoCategorise } from '#lib/rules/auto-categorise-setting.ts';
import { setRules } from '#lib/rules/save-rule.ts';
import { findRules } from '#lib/rules/suggested/find-rules.ts';
import { acceptSuggestions, dismissSuggestions, noteSeen } from '#lib/rules/suggested/suggested-rules.ts';

const permission = 'rules.edit';
const MAX_AT_ONCE = 500;
const ids = z.array(z.uuid()).min(1).max(MAX_AT_ONCE);

export const accept = action(
  { name: 'acceptSuggestions', permission, input: z.object({ ids }) },
  async ({ scope, input }) => acceptSuggestions(scope, input, await requestOrigin()),
);

export const dismiss = action(
  { name: 'dismissSuggestions', permission, input: z.object({ ids, change: z.enum(['dismiss', 'restore']) }) },
  ({ scope, input }) => dismissSuggestions(scope, input),
);

export const takeBack = action(
  { name: 'takeSuggestionsBack', permission, input: z.object({ ids, ruleIds: ids }) },
  async ({ scope, input }) => {
    const deleted = await setRules(scope, { ruleIds: input.ruleIds, change: 'delete' }, await requestOrigin());
    return deleted.ok ? dismissSuggestions(scope, { ids: input.ids, change: 'restore' }) : deleted;
  },
);

export const find = action({ name: 'findRules', permission, input: z.object({}) }, async ({ scope }) =>
  ok(await findRules(scope.businessId)),
);

export const choose = action(
  { name: 'setAutoCategorise', permission, input: z.object({ autoCategorise: z.enum(autoCategoriseChoices) }) },
  async ({ scope, input }) => setAutoCategorise(scope, input, await requestOrigin()),
);

/** Nobody is told of them again. */
export const tellNoMore = action(
  { name: 'tellNoMoreOfSuggestions', permission, input: z.object({}) },
  async ({ scope }) => {
    await noteSeen(scope);
    return ok(null);
  },
);
