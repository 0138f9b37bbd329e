'use server';

import { refresh } from 'next/cache';
import { z } from 'zod';
import { requestOrigin } from '#lib/access.ts';
import { action } from '#lib/action.ts';
import { ok } from '#lib/domain/result.ts';
import { ruleInput } from '#lib/domain/rules/rule-schema.ts';
import { applyToInbox } from '#lib/rules/apply-to-inbox.ts';
import { undoRuleImport } from '#lib/rules/csv/import-rules.ts';
import { previewRule } from '#lib/rules/preview-rule.ts';
import { copyRule, moveRule, ruleChanges, saveRule, setRules } from '#lib/rules/save-rule.ts';
import { noteAccepted } from '#lib/rules/suggested/suggested-rules.ts';

const permission = 'rules.edit';
const ruleId = z.uuid();
const MAX_AT_ONCE = 500;

/** With the inbox coded by it at once, where that is asked. */
export const save = action(
  {
    name: 'saveRule',
    permission,
    input: z.object({
      rule: z.object({ ruleId, revision: z.int32().positive() }).nullable(),
      input: ruleInput,
      appliesToInbox: z.boolean(),
      suggestionId: z.uuid().nullable(),
    }),
  },
  async ({ scope, input: { appliesToInbox, suggestionId, ...input } }) => {
    const saved = await saveRule(scope, input, await requestOrigin());
    if (!saved.ok) return saved;
    if (suggestionId) await noteAccepted(scope, suggestionId);
    const applied = appliesToInbox ? await applyToInbox(scope, { ruleId: saved.value.ruleId }) : null;
    return ok({ ...saved.value, bulkEditId: applied?.ok ? applied.value.bulkEditId : null });
  },
);

export const preview = action(
  { name: 'previewRule', permission, input: z.object({ ruleId: ruleId.nullable(), input: ruleInput }) },
  ({ scope, input }) => previewRule(scope, input),
);

export const set = action(
  {
    name: 'setRules',
    permission,
    input: z.object({
      ruleIds: z.array(ruleId).min(1).max(MAX_AT_ONCE),
      change: z.enum(ruleChanges),
    }),
  },
  async ({ scope, input }) => {
    const set = await setRules(scope, input, await requestOrigin());
    refresh();
    return set;
  },
);

export const move = action(
  { name: 'moveRule', permission, input: z.object({ ruleId, by: z.literal([-1, 1]) }) },
  async ({ scope, input }) => {
    const moved = await moveRule(scope, input);
    refresh();
    return moved;
  },
);

export const copy = action(
  { name: 'copyRule', permission, input: z.object({ ruleId, contactIds: z.array(z.uuid()).min(1).max(MAX_AT_ONCE) }) },
  async ({ scope, input }) => {
    const copied = await copyRule(scope, input, await requestOrigin());
    refresh();
    return copied;
  },
);

export const applyInbox = action(
  { name: 'applyRulesToInbox', permission, input: z.object({ ruleId: ruleId.nullable() }) },
  ({ scope, input }) => applyToInbox(scope, input),
);

export const undoImport = action(
  { name: 'undoRuleImport', permission, input: z.object({ changeId: z.uuid() }) },
  async ({ scope, input }) => {
    const undone = await undoRuleImport(scope, input);
    refresh();
    return undone;
  },
);
