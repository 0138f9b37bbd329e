import type { Db } from '#lib/db.ts';
import { MAX_RULES, type RuleScope } from '#lib/domain/rules/rule.ts';
import { entriesOfRule } from '#lib/domain/rules/rule-entries.ts';
import { parseRuleParts } from '#lib/domain/rules/rule-schema.ts';
import { successors } from './successors.ts';

/** The entries that rules name, each with the rules that do. */
export type RuledEntries = ReadonlyMap<string, ReadonlySet<string>>;

/** As the rules act now: what gave way to another entry counts as that. */
export async function ruledEntries(db: Db, businessId: string): Promise<RuledEntries> {
  const rules = await db.rule.findMany({
    where: { businessId, deletedAt: null },
    select: { id: true, scope: true, scopeId: true, conditions: true, effects: true },
    take: MAX_RULES,
  });
  const named = rules.flatMap(({ id, scope, scopeId, ...stored }) => {
    const parts = parseRuleParts(stored);
    const entries = parts ? entriesOfRule({ scope: { kind: scope, id: scopeId } as RuleScope, ...parts }) : [];
    return entries.map((entry) => ({ ruleId: id, entryId: entry.id }));
  });
  if (named.length === 0) return new Map();
  const successor = await successors(db, businessId, [...new Set(named.map(({ entryId }) => entryId))]);
  const ruled = new Map<string, Set<string>>();
  for (const { ruleId, entryId } of named) {
    const now = successor.get(entryId) ?? entryId;
    ruled.set(now, (ruled.get(now) ?? new Set()).add(ruleId));
  }
  return ruled;
}
