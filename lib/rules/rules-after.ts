import { mergeBooks } from '#lib/coding/merge-lists/merge-books.ts';
import { liveConnection } from '#lib/connections/business-connection.ts';
import { db } from '#lib/db.ts';
import { entriesOfRule, renamedRule } from '#lib/domain/rules/rule-entries.ts';
import { ruleTitle } from '#lib/domain/rules/rule-words.ts';
import type { BusinessScope } from '#lib/scope.ts';
import { listsOfRules } from './save-rule.ts';
import { loadStoredRules, type StoredRule, troublesOf } from './stored-rules.ts';

/** A rule as those see it who are about to change what it names; `why` says what is wrong with it then. */
export type TouchedRule = { id: string; title: string; why: string[] };

/** What becomes of the rules that are on, once lists are merged as they are paired now. */
export type RulesAfterMerge = {
  /** They do nothing as yet, and act again. */
  mended: TouchedRule[];
  /** They act now, and do nothing then. */
  broken: TouchedRule[];
  /** They do nothing now, and do nothing then either: what they name is not paired. */
  stillBroken: TouchedRule[];
};

/** Asks for no change: what merging the lists now would do to rules. */
export async function rulesAfterListMerge(scope: BusinessScope): Promise<RulesAfterMerge> {
  const { businessId } = scope;
  const books = await mergeBooks(scope);
  if (!books) return { mended: [], broken: [], stillBroken: [] };
  const pairs = await db.entryPair.findMany({
    where: { businessId, connectionId: books.connectionId, toId: { not: null } },
    select: { fromId: true, toId: true },
  });
  return rulesAfter(businessId, new Map(pairs.map(({ fromId, toId }) => [fromId, toId ?? fromId])));
}

async function rulesAfter(businessId: string, replaced: ReadonlyMap<string, string>): Promise<RulesAfterMerge> {
  const rules = (await loadStoredRules(db, businessId)).filter(({ isOn }) => isOn);
  const after = rules.map((rule): StoredRule => ({ ...rule, ...renamedRule(rule, (id) => replaced.get(id) ?? id) }));
  const lists = await listsOfRules(db, businessId, [...rules, ...after]);
  const found: RulesAfterMerge = { mended: [], broken: [], stillBroken: [] };
  for (const [index, rule] of rules.entries()) {
    const then = after[index] ?? rule;
    const [now, why] = [troublesOf(rule, lists), troublesOf(then, lists)];
    if (now.length === 0 && why.length === 0) continue;
    const told = { id: rule.id, title: ruleTitle(why.length === 0 ? then : rule, lists), why };
    found[why.length === 0 ? 'mended' : now.length === 0 ? 'broken' : 'stillBroken'].push(told);
  }
  return found;
}

/** The rules that are on and would follow one contact to another, if it were merged into that. */
export async function rulesOfContact({ businessId }: BusinessScope, contactId: string): Promise<TouchedRule[]> {
  const rules = (await loadStoredRules(db, businessId)).filter(
    (rule) => rule.isOn && entriesOfRule(rule).some(({ id }) => id === contactId),
  );
  if (rules.length === 0) return [];
  const lists = await listsOfRules(db, businessId, rules);
  return rules.map((rule) => ({ id: rule.id, title: ruleTitle(rule, lists), why: [] }));
}

/**
 * The rules that are on, act now, and name something of the connected books: with other books in their place they do
 * nothing until the lists are merged.
 */
export async function rulesOfBooks({ businessId }: BusinessScope): Promise<TouchedRule[]> {
  const connection = await liveConnection(db, businessId);
  if (!connection) return [];
  const rules = (await loadStoredRules(db, businessId)).filter(({ isOn }) => isOn);
  if (rules.length === 0) return [];
  const ids = [...new Set(rules.flatMap((rule) => entriesOfRule(rule).map(({ id }) => id)))];
  const where = { connectionId: connection.id, id: { in: ids } };
  const select = { id: true } as const;
  const named = await Promise.all([
    db.account.findMany({ where, select }),
    db.taxRate.findMany({ where, select }),
    db.trackingOption.findMany({ where, select }),
    db.contact.findMany({ where, select }),
  ]);
  const ofBooks = new Set(named.flat().map(({ id }) => id));
  const lists = await listsOfRules(db, businessId, rules);
  return rules
    .filter((rule) => troublesOf(rule, lists).length === 0 && entriesOfRule(rule).some(({ id }) => ofBooks.has(id)))
    .map((rule) => ({ id: rule.id, title: ruleTitle(rule, lists), why: [] }));
}
