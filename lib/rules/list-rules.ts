import { db } from '#lib/db.ts';
import type { RuleConditions, RuleEffects, RuleScope } from '#lib/domain/rules/rule.ts';
import { conditionWords, effectWords, ruleTitle, scopeName } from '#lib/domain/rules/rule-words.ts';
import type { BusinessScope } from '#lib/scope.ts';
import { listsOfRules } from './save-rule.ts';
import { loadStoredRules, type StoredRule, troublesOf } from './stored-rules.ts';

/** A rule as lists show it, in words. */
export type RuleRow = {
  id: string;
  revision: number;
  title: string;
  name: string | null;
  scope: RuleScope;
  scopeName: string;
  conditions: string[];
  effects: { label: string; value: string }[];
  isOn: boolean;
  /** Why it does nothing. */
  troubles: string[];
  /** Items that it has set something of, and when it did so last: an ISO instant. */
  hits: number;
  lastUsedAt: string | null;
  /** Values of its that people have changed since. */
  corrections: number;
};

/** All rules, or those of one supplier, customer, member or payment method, in the order in which they decide. */
export async function listRules(scope: BusinessScope, of?: RuleScope): Promise<RuleRow[]> {
  const { businessId, numbers = 'commaPoint' } = scope;
  const all = await loadStoredRules(db, businessId);
  const rules = of ? all.filter((rule) => rule.scope.kind === of.kind && rule.scope.id === of.id) : all;
  if (rules.length === 0) return [];
  const [lists, uses] = await Promise.all([listsOfRules(db, businessId, rules), usesOf(rules)]);
  return rules.map((rule) => ({
    ...{ id: rule.id, revision: rule.revision, name: rule.name, scope: rule.scope, isOn: rule.isOn },
    title: ruleTitle(rule, lists),
    scopeName: scopeName(rule, lists),
    conditions: conditionWords(rule.conditions, { lists, numbers }),
    effects: effectWords(rule, { lists, numbers }).map(({ label, value }) => ({ label, value })),
    troubles: troublesOf(rule, lists),
    ...(uses.get(rule.id) ?? { hits: 0, lastUsedAt: null, corrections: 0 }),
  }));
}

/** A rule as its editor begins with it; null for one that is gone. */
export type RuleDraft = {
  rule: { ruleId: string; revision: number } | null;
  scope: RuleScope;
  scopeName: string;
  name: string | null;
  conditions: RuleConditions;
  effects: RuleEffects;
  isOn: boolean;
  troubles: string[];
};

export async function getRule({ businessId }: BusinessScope, ruleId: string): Promise<RuleDraft | null> {
  const [rule] = await loadStoredRules(db, businessId, { ids: [ruleId] });
  if (!rule) return null;
  const lists = await listsOfRules(db, businessId, [rule]);
  const { revision, scope, name, conditions, effects, isOn } = rule;
  return {
    rule: { ruleId, revision },
    ...{ scope, name, conditions, effects, isOn },
    scopeName: scopeName(rule, lists),
    troubles: troublesOf(rule, lists),
  };
}

async function usesOf(
  rules: readonly StoredRule[],
): Promise<Map<string, Pick<RuleRow, 'hits' | 'lastUsedAt' | 'corrections'>>> {
  const ids = rules.map(({ id }) => id);
  const [hits, corrections] = await Promise.all([
    db.$queryRaw<{ id: string; hits: number; lastUsedAt: Date }[]>`
      SELECT "actorId" AS "id", count(DISTINCT "itemId")::int AS "hits", max("at") AS "lastUsedAt"
        FROM "ItemEvent" WHERE "actorKind" = 'RULE' AND "actorId" = ANY(${ids}::uuid[]) GROUP BY 1`,
    db.$queryRaw<{ id: string; count: number }[]>`
      SELECT "detail" -> 'was' -> 'source' ->> 'id' AS "id", count(*)::int AS "count"
        FROM "ItemEvent"
       WHERE "actorKind" = 'PERSON' AND "detail" -> 'was' -> 'source' ->> 'by' = 'rule'
         AND "detail" -> 'was' -> 'source' ->> 'id' = ANY(${ids}::text[]) GROUP BY 1`,
  ]);
  const corrected = new Map(corrections.map(({ id, count }) => [id, count]));
  return new Map(
    hits.map(({ id, hits, lastUsedAt }) => [
      id,
      { hits, lastUsedAt: lastUsedAt.toISOString(), corrections: corrected.get(id) ?? 0 },
    ]),
  );
}
