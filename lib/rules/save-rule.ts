import { type Db, db } from '#lib/db.ts';
import type { AuditAction } from '#lib/domain/audit.ts';
import { idsOf } from '#lib/domain/coding/list-entry.ts';
import { isolated } from '#lib/domain/isolated.ts';
import type { Lists } from '#lib/domain/lists.ts';
import { failure, ok, type Result } from '#lib/domain/result.ts';
import { MAX_RULES, type Rule } from '#lib/domain/rules/rule.ts';
import { entriesOfRule, ruleTroubles } from '#lib/domain/rules/rule-entries.ts';
import type { RuleInput } from '#lib/domain/rules/rule-schema.ts';
import { conditionWords, effectWords, ruleTitle } from '#lib/domain/rules/rule-words.ts';
import { type RequestOrigin, recordAudit } from '#lib/events/record-audit.ts';
import { loadLists } from '#lib/lists/load-lists.ts';
import type { PersonScope } from '#lib/scope.ts';
import type { Prisma } from '#prisma/generated/client.ts';
import { loadStoredRules, type StoredRule } from './stored-rules.ts';

export type RuleRef = { ruleId: string; revision: number };
export type SavedRule = RuleRef & { title: string };

/**
 * Writes a new rule, or another version of one on the revision that was seen: a later one is refused with `conflict`, what
 * names something that cannot be chosen with `entryUnknown`. Nothing that it has set before changes by that.
 */
export function saveRule(
  scope: PersonScope,
  { rule, input }: { rule: RuleRef | null; input: RuleInput },
  from: RequestOrigin,
): Promise<Result<SavedRule>> {
  return rulesHeld(scope, async (transaction) => {
    const { businessId } = scope;
    const lists = await listsOfRules(transaction, businessId, [input]);
    const [trouble] = ruleTroubles(input, lists);
    if (trouble) return failure('entryUnknown', `${trouble} Nothing was saved: choose another.`);
    const data = ruleData(scope, input);
    const title = ruleTitle(input, lists);
    if (rule === null) {
      const rules = await transaction.rule.findMany({
        where: { businessId, deletedAt: null },
        select: { position: true, scope: true },
      });
      if (rules.length >= MAX_RULES)
        return failure('tooMany', `There are at most ${MAX_RULES} rules. Delete some first.`);
      const position =
        Math.max(-1, ...rules.filter((each) => each.scope === data.scope).map((each) => each.position)) + 1;
      const { id, revision } = await transaction.rule.create({ data: { businessId, position, ...data } });
      await tellRule(transaction, scope, 'ruleMade', { ...input, id }, lists, from);
      return ok({ ruleId: id, revision, title });
    }
    const moved = await write(transaction, scope, rule, data);
    if (!moved.ok) return moved;
    await tellRule(transaction, scope, 'ruleChanged', { ...input, id: rule.ruleId }, lists, from);
    return ok({ ruleId: rule.ruleId, revision: moved.value, title });
  });
}

/** The columns of a rule as a person wrote it. */
export function ruleData({ actor }: PersonScope, { scope, name, isOn, conditions, effects }: RuleInput) {
  return {
    ...{ scope: scope.kind, scopeId: scope.id, name, isOn, updatedByName: actor.name, updatedAt: new Date() },
    conditions: conditions as Prisma.InputJsonObject,
    effects: effects as Prisma.InputJsonObject,
    ...wholeAgain,
  };
}

/** What somebody writes, turns on or lets act says all of it again, and is judged by what is decided from then on. */
const wholeAgain = { steppedBack: {}, correctedAt: null } as const;

/**
 * Turns rules on or off, deletes them, brings deleted ones back, or lets those act again in all that they set that had
 * stepped back. What they have set stays.
 */
export function setRules(
  scope: PersonScope,
  { ruleIds, change }: { ruleIds: readonly string[]; change: RuleChange },
  from: RequestOrigin,
): Promise<Result<number>> {
  return rulesHeld(scope, async (transaction) => {
    const { businessId, actor } = scope;
    const isBack = change === 'restore';
    const rows = await transaction.rule.findMany({
      where: { businessId, id: { in: [...ruleIds] }, deletedAt: isBack ? { not: null } : null },
      select: { id: true },
    });
    if (rows.length === 0) return ruleMissing;
    const ids = rows.map(({ id }) => id);
    const now = new Date();
    const told = isBack ? null : await loadStoredRules(transaction, businessId, { ids });
    await transaction.rule.updateMany({
      where: { businessId, id: { in: ids } },
      data: {
        ...written[change](now),
        ...{ revision: { increment: 1 }, updatedAt: now, updatedByName: actor.name },
      },
    });
    const rules = told ?? (await loadStoredRules(transaction, businessId, { ids }));
    const lists = await listsOfRules(transaction, businessId, rules);
    for (const rule of rules) await tellRule(transaction, scope, actions[change], rule, lists, from);
    return ok(ids.length);
  });
}

export const ruleChanges = ['on', 'off', 'delete', 'restore', 'resume'] as const;
export type RuleChange = (typeof ruleChanges)[number];

const written: Record<RuleChange, (now: Date) => Prisma.RuleUpdateManyMutationInput> = {
  on: () => ({ isOn: true, ...wholeAgain }),
  off: () => ({ isOn: false }),
  delete: (now) => ({ deletedAt: now }),
  restore: () => ({ deletedAt: null }),
  resume: () => wholeAgain,
};

const actions = {
  resume: 'ruleResumed',
  on: 'ruleOn',
  off: 'ruleOff',
  delete: 'ruleDeleted',
  restore: 'ruleRestored',
} as const satisfies Record<RuleChange, AuditAction>;

/** Puts a rule one place up or down among those that have conditions, or have none, of its scope's kind. */
export function moveRule(scope: PersonScope, { ruleId, by }: { ruleId: string; by: -1 | 1 }): Promise<Result<null>> {
  return rulesHeld(scope, async (transaction) => {
    const rules = await loadStoredRules(transaction, scope.businessId);
    const rule = rules.find(({ id }) => id === ruleId);
    if (!rule) return ruleMissing;
    const alike = rules.filter((other) => isAlike(other, rule));
    const at = alike.indexOf(rule);
    const other = alike[at + by];
    if (!other) return ok(null);
    const order = alike.with(at, other).with(at + by, rule);
    for (const [position, { id }] of order.entries()) {
      await transaction.rule.updateMany({ where: { id, businessId: scope.businessId }, data: { position } });
    }
    return ok(null);
  });
}

const isAlike = (a: StoredRule, b: StoredRule) =>
  a.scope.kind === b.scope.kind && Object.keys(a.conditions).length > 0 === Object.keys(b.conditions).length > 0;

/** The same rule for other suppliers or customers; one that has a rule of the very same is left as it is. Returns how many. */
export function copyRule(
  scope: PersonScope,
  { ruleId, contactIds }: { ruleId: string; contactIds: readonly string[] },
  from: RequestOrigin,
): Promise<Result<string[]>> {
  return rulesHeld(scope, async (transaction) => {
    const { businessId, actor } = scope;
    const rules = await loadStoredRules(transaction, businessId);
    const rule = rules.find(({ id }) => id === ruleId);
    if (!rule || (rule.scope.kind !== 'SUPPLIER' && rule.scope.kind !== 'CUSTOMER')) return ruleMissing;
    const { kind } = rule.scope;
    if (rules.length + contactIds.length > MAX_RULES) {
      return failure('tooMany', `There are at most ${MAX_RULES} rules. Delete some first.`);
    }
    const made: string[] = [];
    let position = Math.max(...rules.map((each) => each.position)) + 1;
    for (const contactId of new Set(contactIds)) {
      const copy: Pick<Rule, 'scope' | 'conditions' | 'effects' | 'name'> = { ...rule, scope: { kind, id: contactId } };
      const isThere = rules.some((other) => partsOf(other) === partsOf(copy));
      const lists = await listsOfRules(transaction, businessId, [copy]);
      if (isThere || ruleTroubles(copy, lists).length > 0) continue;
      const { id } = await transaction.rule.create({
        data: {
          ...{ businessId, scope: kind, scopeId: contactId, name: rule.name, isOn: rule.isOn },
          conditions: rule.conditions as Prisma.InputJsonObject,
          effects: rule.effects as Prisma.InputJsonObject,
          ...{ position: position++, updatedByName: actor.name },
        },
      });
      await tellRule(transaction, scope, 'ruleMade', { ...copy, id }, lists, from);
      made.push(id);
    }
    return ok(made);
  });
}

const partsOf = ({ scope, conditions, effects }: Pick<Rule, 'scope' | 'conditions' | 'effects'>) =>
  JSON.stringify([scope.kind, scope.id, conditions, effects]);

export const ruleMissing = failure('missing', 'This rule was deleted meanwhile. Nothing was changed: reload the page.');

async function write(
  transaction: Db,
  { businessId }: PersonScope,
  { ruleId, revision }: RuleRef,
  data: Prisma.RuleUpdateManyMutationInput,
): Promise<Result<number>> {
  const rule = await transaction.rule.findFirst({
    where: { id: ruleId, businessId, deletedAt: null },
    select: { revision: true, updatedByName: true },
  });
  if (!rule) return ruleMissing;
  if (rule.revision !== revision) {
    return failure(
      'conflict',
      `${isolated(rule.updatedByName)} changed this rule while you had it open. What you entered is still here: open the rule in another tab to see theirs, then save again.`,
      { detail: { revision: rule.revision } },
    );
  }
  await transaction.rule.update({ where: { id: ruleId }, data: { ...data, revision: revision + 1 } });
  return ok(revision + 1);
}

/** The lists with all that rules name. */
export function listsOfRules(
  client: Db,
  businessId: string,
  rules: readonly Pick<Rule, 'scope' | 'conditions' | 'effects'>[],
): Promise<Lists> {
  return loadLists(client, businessId, { ...idsOf(rules.flatMap(entriesOfRule)), accountIds: undefined });
}

type Told = Pick<Rule, 'id' | 'scope' | 'name' | 'conditions' | 'effects'>;

export async function tellRule(
  transaction: Db,
  { businessId, actor }: PersonScope,
  action: AuditAction,
  rule: Told,
  lists: Lists,
  from: RequestOrigin,
): Promise<void> {
  const told = { lists, numbers: 'commaPoint' } as const;
  const asks = conditionWords(rule.conditions, told);
  const sets = effectWords(rule, told).map(({ label, value }) => `${label}: ${value}`);
  await recordAudit(transaction, {
    ...{ businessId, userId: null, by: { userId: actor.userId, name: actor.name }, action, from },
    detail: { name: ruleTitle(rule, lists), what: [...asks, ...sets].join('; ').slice(0, 1_000) },
  });
}

/** Two who change rules at once take turns. */
export function rulesHeld<T>(
  { businessId }: PersonScope,
  run: (transaction: Db) => Promise<Result<T>>,
): Promise<Result<T>> {
  return db.$transaction(
    async (transaction) => {
      await transaction.$queryRaw`SELECT pg_advisory_xact_lock(hashtextextended(${`rules ${businessId}`}, 0))::text`;
      // A rule may say whether items are published by themselves: lib/auto-publish asks anew.
      await transaction.autoPublishing.updateMany({ where: { businessId }, data: { changedAt: new Date() } });
      return run(transaction);
    },
    { timeout: 30_000 },
  );
}
