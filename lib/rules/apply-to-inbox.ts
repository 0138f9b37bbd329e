import { randomUUID } from 'node:crypto';
import { applyBulkEdit } from '#lib/coding/bulk/ask-for-bulk-edit.ts';
import type { BulkOutcome } from '#lib/coding/bulk/bulk-outcome.ts';
import { storedAs, storedSteps } from '#lib/coding/bulk/stored-bulk-edit.ts';
import { db } from '#lib/db.ts';
import { MAX_BULK_ITEMS } from '#lib/domain/coding/bulk-edit.ts';
import type { Coding, CodingField } from '#lib/domain/coding/coding.ts';
import { pick } from '#lib/domain/coding/coding-changes.ts';
import { pastStates } from '#lib/domain/publication/publication.ts';
import { failure, type Result } from '#lib/domain/result.ts';
import { entriesOfRule } from '#lib/domain/rules/rule-entries.ts';
import { ruleSteps } from '#lib/domain/rules/rule-steps.ts';
import { ruleTitle } from '#lib/domain/rules/rule-words.ts';
import type { PersonScope } from '#lib/scope.ts';
import type { Prisma } from '#prisma/generated/client.ts';
import { scopeItems } from './rule-candidates.ts';
import { loadRuleContext, ruleItemOf, withRuleParts } from './rule-items.ts';
import { loadJudgedRules } from './step-back.ts';
import { actingRules } from './stored-rules.ts';

/** Items looked at in one go. */
const BATCH = 200;

/**
 * Applies the rules to what is in the inbox and neither published nor on its way: those items of which `ruleId` decides
 * something, or all. It is an edit of many items like any other, with progress, and taken back in the same way; an item that
 * somebody changes between is left alone. `ruleBroken` for a rule that is off, or names what is gone.
 */
export async function applyToInbox(
  scope: PersonScope,
  { ruleId }: { ruleId: string | null },
): Promise<Result<BulkOutcome>> {
  const { businessId, actor } = scope;
  const rules = (await loadJudgedRules(businessId)).filter(({ isOn }) => isOn);
  const named = rules.flatMap(entriesOfRule);
  const own = rules.find(({ id }) => id === ruleId);
  const pending: Prisma.BulkEditItemCreateManyBulkEditInput[] = [];
  let isActing = ruleId === null;
  for (let after = ''; pending.length < MAX_BULK_ITEMS; ) {
    const items = await db.item.findMany({
      where: {
        businessId,
        place: 'INBOX',
        deletedAt: null,
        isBeingRead: false,
        publications: { none: { state: { notIn: [...pastStates] } } },
        ...(own && scopeItems(own)),
        ...(after && { id: { gt: after } }),
      },
      orderBy: { id: 'asc' },
      take: BATCH,
      include: withRuleParts,
    });
    const context = await loadRuleContext(db, businessId, items, named);
    const acting = actingRules(rules, context.lists);
    isActing ||= acting.some(({ id }) => id === ruleId);
    if (!isActing) return ruleBroken;
    for (const item of items) {
      const seen = ruleItemOf(item, context.lists.rules);
      const steps = ruleSteps(acting, seen, context, randomUUID);
      if (steps.length === 0 || (ruleId !== null && !steps.some(({ rule }) => rule.id === ruleId))) continue;
      const fields = [...new Set(steps.flatMap(({ changes }) => Object.keys(changes) as CodingField[]))];
      pending.push({
        itemId: item.id,
        revision: item.revision,
        was: storedAs(pick(seen.coding, fields) as Partial<Coding>),
        steps: storedSteps(
          steps.map(({ rule, changes, because }) => ({
            rule: { id: rule.id, name: ruleTitle(rule, context.lists) },
            changes,
            because,
          })),
        ),
      });
    }
    after = items.at(-1)?.id ?? '';
    if (items.length < BATCH) break;
  }
  const { id } = await db.bulkEdit.create({
    data: {
      ...{ businessId, byUserId: actor.userId, values: {}, total: Math.min(pending.length, MAX_BULK_ITEMS) },
      items: { createMany: { data: pending.slice(0, MAX_BULK_ITEMS) } },
    },
    select: { id: true },
  });
  return applyBulkEdit(scope, id);
}

const ruleBroken = failure(
  'ruleBroken',
  'This rule is off, or names something that is gone, so nothing was changed. Put it right first.',
);
