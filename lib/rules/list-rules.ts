import { db } from '#lib/db.ts';
import { entryName } from '#lib/domain/coding/list-entry.ts';
import type { Lists } from '#lib/domain/lists.ts';
import { type Workspace, workspaces } from '#lib/domain/paths.ts';
import type { Rule, RuleConditions, RuleEffects, RuleScope } from '#lib/domain/rules/rule.ts';
import { entriesOfRule } from '#lib/domain/rules/rule-entries.ts';
import { conditionWords, effectLabel, effectWords, ruleTitle, scopeName } from '#lib/domain/rules/rule-words.ts';
import { steppingEffects } from '#lib/domain/rules/stepped-back.ts';
import type { BusinessScope } from '#lib/scope.ts';
import { listsOfRules } from './save-rule.ts';
import { loadJudgedRules } from './step-back.ts';
import { type StoredRule, troublesOf } from './stored-rules.ts';

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
  /** Fields of which it says nothing any more, since people kept choosing otherwise. */
  steppedBack: string[];
  /** Items that it has set something of, and when it did so last: an ISO instant. */
  hits: number;
  lastUsedAt: string | null;
  /** Values of its that people have changed since. */
  corrections: number;
};

/** All rules, or those of one supplier, customer, member or payment method, in the order in which they decide. */
export async function listRules(scope: BusinessScope, of?: RuleScope): Promise<RuleRow[]> {
  const { businessId, numbers = 'commaPoint' } = scope;
  const all = await loadJudgedRules(businessId);
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
    steppedBack: steppedBackIn(rule).map((effect) => effectLabel(effect, lists)),
    ...(uses.get(rule.id) ?? { hits: 0, lastUsedAt: null, corrections: 0 }),
  }));
}

/** A field of which a rule says nothing any more, and items in which people chose otherwise. */
export type SteppedBackPart = { label: string; items: { number: number; workspace: Workspace }[] };

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
  steppedBack: SteppedBackPart[];
  /** By id, how the customers of its parts are called. */
  customerNames: Record<string, string>;
};

export async function getRule({ businessId }: BusinessScope, ruleId: string): Promise<RuleDraft | null> {
  const rule = (await loadJudgedRules(businessId)).find(({ id }) => id === ruleId);
  if (!rule) return null;
  const lists = await listsOfRules(db, businessId, [rule]);
  const { revision, scope, name, conditions, effects, isOn } = rule;
  return {
    rule: { ruleId, revision },
    ...{ scope, name, conditions, effects, isOn },
    scopeName: scopeName(rule, lists),
    troubles: troublesOf(rule, lists),
    steppedBack: await steppedBackOf(rule, businessId, lists),
    customerNames: customerNamesOf(rule, lists),
  };
}

/** How the customers are called that a rule charges parts on to. */
export const customerNamesOf = (rule: Pick<Rule, 'scope' | 'conditions' | 'effects'>, lists: Lists) =>
  Object.fromEntries(
    entriesOfRule(rule).flatMap(({ list, id }) =>
      list === 'customers' ? [[id, entryName(list, id, lists, 'kept') ?? 'Unknown'] as const] : [],
    ),
  );

const steppedBackIn = ({ steppedBack }: StoredRule) => steppingEffects.filter((effect) => effect in steppedBack);

async function steppedBackOf(rule: StoredRule, businessId: string, lists: Lists): Promise<SteppedBackPart[]> {
  const effects = steppedBackIn(rule);
  const numbers = effects.flatMap((effect) => rule.steppedBack[effect]?.items ?? []);
  const items = await db.item.findMany({
    where: { businessId, deletedAt: null, number: { in: numbers }, workspace: { in: [...workspaces] } },
    orderBy: { number: 'desc' },
    select: { number: true, workspace: true },
  });
  return effects.map((effect) => ({
    label: effectLabel(effect, lists),
    items: items.filter(({ number }) => rule.steppedBack[effect]?.items.includes(number)),
  }));
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
