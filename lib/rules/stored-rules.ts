import { successors } from '#lib/coding/merge-lists/successors.ts';
import type { Db } from '#lib/db.ts';
import type { Lists } from '#lib/domain/lists.ts';
import { MAX_RULES, type Rule, type RuleScope } from '#lib/domain/rules/rule.ts';
import { entriesOfRule, renamedRule, ruleTroubles } from '#lib/domain/rules/rule-entries.ts';
import { compareRules } from '#lib/domain/rules/rule-order.ts';
import { parseRuleParts, parseSteppedBack } from '#lib/domain/rules/rule-schema.ts';
import { type SteppedBack, standingPart } from '#lib/domain/rules/stepped-back.ts';
import type { Rule as RuleRow } from '#prisma/generated/client.ts';

/** A rule that this version cannot read has nothing to set, and says so. */
export type StoredRule = Rule & {
  revision: number;
  isUnreadable: boolean;
  updatedByName: string;
  updatedAt: Date;
  /** What it says no more, since people kept choosing otherwise. */
  steppedBack: SteppedBack;
  /** Somebody has changed a value of its, and it is to be judged: step-back.ts. */
  correctedAt: Date | null;
};

/**
 * The business's rules in their order, those that are off among them. Where entries that they name gave way to others, by
 * a merge of contacts or of lists, they are as if they named those: a merge that is taken back takes that back too.
 */
export async function loadStoredRules(
  db: Db,
  businessId: string,
  only: { ids?: string[] } = {},
): Promise<StoredRule[]> {
  const rows = await db.rule.findMany({
    where: { businessId, deletedAt: null, ...(only.ids && { id: { in: only.ids } }) },
    orderBy: { id: 'asc' },
    take: MAX_RULES,
  });
  if (rows.length === 0) return [];
  const rules = rows.map(ruleOf);
  const successor = await successors(db, businessId, [
    ...new Set(rules.flatMap((rule) => entriesOfRule(rule).map(({ id }) => id))),
  ]);
  return rules.map((rule) => ({ ...rule, ...renamedRule(rule, (id) => successor.get(id) ?? id) })).sort(compareRules);
}

function ruleOf(row: RuleRow): StoredRule {
  const { id, name, position, isOn, revision, updatedAt, updatedByName, correctedAt } = row;
  const scope = { kind: row.scope, id: row.scopeId } as RuleScope;
  const parts = parseRuleParts(row);
  return {
    ...{ id, name, scope, position, isOn, revision, updatedAt, updatedByName, correctedAt },
    steppedBack: parseSteppedBack(row.steppedBack),
    ...(parts ?? { conditions: {}, effects: {} }),
    isUnreadable: parts === null,
  };
}

/** Those that act, as they do: on, readable, naming nothing that is gone, and without what they have stepped back from. */
export const actingRules = (rules: readonly StoredRule[], lists: Lists): StoredRule[] =>
  rules
    .filter((rule) => rule.isOn && !rule.isUnreadable && ruleTroubles(rule, lists).length === 0)
    .map((rule) => standingPart(rule, rule.steppedBack));

/** Why a rule does nothing although it is on. */
export const troublesOf = (rule: StoredRule, lists: Lists): string[] =>
  rule.isUnreadable ? ['It was written by another version and cannot be read.'] : ruleTroubles(rule, lists);
