import { db } from '#lib/db.ts';
import { failure, ok, type Result } from '#lib/domain/result.ts';
import type { RuleScope } from '#lib/domain/rules/rule.ts';
import { ruleTroubles } from '#lib/domain/rules/rule-entries.ts';
import { parseRuleParts } from '#lib/domain/rules/rule-schema.ts';
import { conditionWords, effectWords, scopeName } from '#lib/domain/rules/rule-words.ts';
import type { RequestOrigin } from '#lib/events/record-audit.ts';
import type { BusinessScope, PersonScope } from '#lib/scope.ts';
import type { RuleSuggestion } from '#prisma/generated/client.ts';
import { customerNamesOf, type RuleDraft } from '../list-rules.ts';
import { listsOfRules, saveRule } from '../save-rule.ts';
import { loadStoredRules } from '../stored-rules.ts';

/** A suggested rule as lists show it, in words. */
export type SuggestedRule = {
  id: string;
  origin: 'BOOKS' | 'PEOPLE';
  scope: RuleScope;
  scopeName: string;
  conditions: string[];
  effects: { label: string; value: string }[];
  /** Decisions of people that it could have made, and those of them that are as it would have made them. */
  support: number;
  agreeing: number;
  itemNumbers: number[];
};

const MAX_SHOWN = 500;

/** Those that wait for somebody and could act, what people decided first, then by what speaks for them. */
export async function suggestedRules({ businessId, numbers = 'commaPoint' }: BusinessScope): Promise<SuggestedRule[]> {
  const rows = await db.ruleSuggestion.findMany({
    where: { businessId, state: 'OPEN' },
    orderBy: [{ origin: 'desc' }, { support: 'desc' }, { id: 'asc' }],
    take: MAX_SHOWN,
  });
  const read = rows.flatMap((row) => {
    const rule = ruleOf(row);
    return rule ? [{ row, rule }] : [];
  });
  if (read.length === 0) return [];
  const lists = await listsOfRules(
    db,
    businessId,
    read.map(({ rule }) => rule),
  );
  return read.flatMap(({ row, rule }) => {
    if (ruleTroubles(rule, lists).length > 0) return [];
    return [
      {
        ...{ id: row.id, origin: row.origin, scope: rule.scope, scopeName: scopeName(rule, lists) },
        conditions: conditionWords(rule.conditions, { lists, numbers }),
        effects: effectWords(rule, { lists, numbers }).map(({ label, value }) => ({ label, value })),
        ...{ support: row.support, agreeing: row.agreeing, itemNumbers: row.itemNumbers },
      },
    ];
  });
}

/** How many wait, and how many of those are from the books and nobody has looked since: they are told of once. */
export async function countSuggested({ businessId }: BusinessScope): Promise<{ open: number; untold: number }> {
  const [{ suggestionsSeenAt }, open, ofBooks] = await Promise.all([
    db.business.findUniqueOrThrow({ where: { id: businessId }, select: { suggestionsSeenAt: true } }),
    db.ruleSuggestion.count({ where: { businessId, state: 'OPEN' } }),
    db.ruleSuggestion.count({ where: { businessId, state: 'OPEN', origin: 'BOOKS' } }),
  ]);
  return { open, untold: suggestionsSeenAt === null ? ofBooks : 0 };
}

/** Somebody looks at them, or does not want to be told. */
export async function noteSeen({ businessId }: BusinessScope): Promise<void> {
  await db.business.updateMany({ where: { id: businessId }, data: { suggestionsSeenAt: new Date() } });
}

/** What the editor begins with; null for one that somebody has decided about. */
export async function draftOfSuggestion({ businessId }: BusinessScope, id: string): Promise<RuleDraft | null> {
  const row = await db.ruleSuggestion.findFirst({ where: { id, businessId, state: 'OPEN' } });
  const rule = row && ruleOf(row);
  if (!rule) return null;
  const lists = await listsOfRules(db, businessId, [rule]);
  return {
    ...(await onTopOf(businessId, rule)),
    ...{
      scopeName: scopeName(rule, lists),
      troubles: [],
      steppedBack: [],
      customerNames: customerNamesOf(rule, lists),
    },
  };
}

/**
 * Each becomes a rule, or part of the one that there is for the same items. What could not is said, and waits on. `ruleIds`
 * are those that were not there before.
 */
export async function acceptSuggestions(
  scope: PersonScope,
  { ids }: { ids: readonly string[] },
  from: RequestOrigin,
): Promise<Result<{ made: number; ruleIds: string[] }>> {
  const { businessId } = scope;
  const rows = await db.ruleSuggestion.findMany({ where: { id: { in: [...ids] }, businessId, state: 'OPEN' } });
  const ruleIds: string[] = [];
  let made = 0;
  let refused: Result<never> | null = null;
  for (const row of rows) {
    const suggested = ruleOf(row);
    if (!suggested) continue;
    const { rule, ...input } = await onTopOf(businessId, suggested);
    const saved = await saveRule(scope, { rule, input }, from);
    if (!saved.ok) {
      refused = saved;
      continue;
    }
    made += 1;
    if (rule === null) ruleIds.push(saved.value.ruleId);
    await decide(scope, [row.id], 'ACCEPTED');
  }
  if (made > 0) return ok({ made, ruleIds });
  return refused ?? suggestionGone;
}

/** They stay away until much more speaks for them. `restore` takes that back. */
export async function dismissSuggestions(
  scope: PersonScope,
  { ids, change }: { ids: readonly string[]; change: 'dismiss' | 'restore' },
): Promise<Result<number>> {
  const count = await decide(scope, ids, change === 'dismiss' ? 'DISMISSED' : 'OPEN');
  return count === 0 ? suggestionGone : ok(count);
}

/** One that was saved as a rule from its editor. */
export const noteAccepted = (scope: PersonScope, id: string): Promise<number> => decide(scope, [id], 'ACCEPTED');

const suggestionGone = failure(
  'missing',
  'Somebody has decided about this suggestion meanwhile, or it no longer holds. Nothing was changed: reload the page.',
);

function decide(
  { businessId, actor }: PersonScope,
  ids: readonly string[],
  state: 'ACCEPTED' | 'DISMISSED' | 'OPEN',
): Promise<number> {
  return db.$executeRaw`
    UPDATE "RuleSuggestion"
       SET "state" = ${state}::"SuggestionState", "decidedAt" = now(), "decidedByName" = ${actor.name},
           "dismissedSupport" = CASE WHEN ${state} = 'OPEN' THEN NULL ELSE "support" END
     WHERE "businessId" = ${businessId}::uuid AND "id" = ANY(${[...ids]}::uuid[])
       AND ("state" = 'OPEN') = (${state} <> 'OPEN')`;
}

/** What the suggestion makes of the rule that there is for the same items, or a rule of its own. */
async function onTopOf(businessId: string, suggested: NonNullable<ReturnType<typeof ruleOf>>) {
  const there = (await loadStoredRules(db, businessId)).find(
    ({ scope, conditions }) =>
      scope.kind === suggested.scope.kind &&
      scope.id === suggested.scope.id &&
      JSON.stringify(conditions) === JSON.stringify(suggested.conditions),
  );
  if (!there) return { rule: null, ...suggested };
  const { id: ruleId, revision, scope, name, conditions, isOn } = there;
  const effects = { ...there.effects, ...suggested.effects };
  return { rule: { ruleId, revision }, ...{ scope, name, conditions, effects, isOn } };
}

function ruleOf(row: RuleSuggestion) {
  const parts = parseRuleParts(row);
  const scope = { kind: row.scope, id: row.scopeId } as RuleScope;
  return parts && { scope, name: null, ...parts, isOn: true };
}
