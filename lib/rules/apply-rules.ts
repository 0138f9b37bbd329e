import { randomUUID } from 'node:crypto';
import { changeCoding } from '#lib/coding/change-coding.ts';
import { type Past, pastLoader, suggestionsOf } from '#lib/coding/load-past.ts';
import { type Db, db } from '#lib/db.ts';
import { type Actor, intray } from '#lib/domain/actor.ts';
import type { ListEntry } from '#lib/domain/coding/list-entry.ts';
import type { Lists } from '#lib/domain/lists.ts';
import { entriesOfRule } from '#lib/domain/rules/rule-entries.ts';
import { type RuleStep, ruleSteps } from '#lib/domain/rules/rule-steps.ts';
import { ruleTitle } from '#lib/domain/rules/rule-words.ts';
import { entriesOfPast, type HistoryChanges, historyChanges } from '#lib/domain/suggestions/history-changes.ts';
import { wordsOf } from '#lib/domain/suggestions/past-choices.ts';
import { log } from '#lib/log.ts';
import { enqueue } from '#lib/queue/enqueue.ts';
import { loadRuleContext, ruleItemOf, type StoredRuleItem, withRuleParts } from './rule-items.ts';
import { loadJudgedRules } from './step-back.ts';
import { actingRules, type StoredRule } from './stored-rules.ts';

/** Items that are looked at together. */
const BATCH = 50;
/** Businesses that one sweep wakes. */
const MAX_WOKEN = 100;

/** Asked of anew when it arrives or changes: what is in the inbox, and not being read any more. */
const due = { rulesDueAt: { not: null }, place: 'INBOX', deletedAt: null, isBeingRead: false } as const;

/** As histories call it. */
export const ruleActor = ({ rule }: Pick<RuleStep, 'rule'>, lists: Lists): Actor => ({
  kind: 'rule',
  ruleId: rule.id,
  name: ruleTitle(rule, lists),
});

/**
 * Lets the rules have their turn on the items of a business that wait for it, or on those of them that are named, and then
 * what people chose before, as far as the business has that done by itself. Each item is one transaction; one that somebody
 * holds or changes meanwhile waits for the next time. Returns the items that changed.
 */
export async function applyDueRules(
  businessId: string,
  {
    itemIds,
    origin,
    signal,
  }: {
    itemIds?: readonly string[] /** The tab whose edit it follows. */;
    origin?: string | undefined;
    signal?: AbortSignal;
  } = {},
): Promise<string[]> {
  const changed: string[] = [];
  let rules: StoredRule[] | null = null;
  const { autoCategorise } = await db.business.findUniqueOrThrow({
    where: { id: businessId },
    select: { autoCategorise: true },
  });
  const past = pastLoader(db, businessId);
  for (let after = ''; !signal?.aborted; ) {
    const items = await db.item.findMany({
      where: {
        businessId,
        ...due,
        ...(itemIds && { AND: { id: { in: [...itemIds] } } }),
        ...(after && { id: { gt: after } }),
      },
      orderBy: { id: 'asc' },
      take: BATCH,
      include: withRuleParts,
    });
    if (items.length === 0) break;
    rules ??= autoCategorise === 'NEVER' ? [] : (await loadJudgedRules(businessId)).filter(({ isOn }) => isOn);
    const pasts = autoCategorise === 'ALWAYS' ? await pastsOf(items, past) : new Map<string, Past>();
    if (rules.length === 0 && pasts.size === 0) await noteAsked(db, items);
    else {
      const named: ListEntry[] = [...rules.flatMap(entriesOfRule), ...[...pasts.values()].flatMap(entriesOfPast)];
      const context = await loadRuleContext(db, businessId, items, named);
      const acting = actingRules(rules, context.lists);
      for (const item of items) {
        try {
          const asked = { businessId, origin, context, past: pasts.get(item.id) ?? null };
          if (await applyTo(item, acting, asked)) changed.push(item.id);
        } catch (error) {
          log.error({ err: error, itemId: item.id }, 'rules failed on an item, which stays as it is');
          await noteAsked(db, [item]);
        }
      }
    }
    after = items.at(-1)?.id ?? '';
    if (items.length < BATCH) break;
  }
  return changed;
}

type Asked = {
  businessId: string;
  origin: string | undefined;
  context: Awaited<ReturnType<typeof loadRuleContext>>;
  past: Past | null;
};

/** By the ids of the items, how those of their contacts were coded. */
async function pastsOf(
  items: readonly StoredRuleItem[],
  load: ReturnType<typeof pastLoader>,
): Promise<Map<string, Past>> {
  const pasts = new Map<string, Past>();
  for (const { id, workspace, contactId } of items) {
    const past = contactId ? await load({ workspace, contactId }) : null;
    if (past) pasts.set(id, past);
  }
  return pasts;
}

async function applyTo(seen: StoredRuleItem, rules: readonly StoredRule[], asked: Asked): Promise<boolean> {
  const { businessId, origin, context } = asked;
  const steps = ruleSteps(rules, ruleItemOf(seen, context.lists.rules), context, randomUUID);
  if (steps.length === 0 && !fills(seen, asked)) {
    await noteAsked(db, [seen]);
    return false;
  }
  return db.$transaction(async (transaction) => {
    await transaction.$queryRaw`SELECT 1 FROM "Item" WHERE "id" = ${seen.id}::uuid FOR UPDATE`;
    const now = await transaction.item.findUnique({ where: { id: seen.id }, select: { revision: true } });
    // Whoever changed it meanwhile has it asked again.
    if (now?.revision !== seen.revision) return false;
    let { revision } = seen;
    for (const step of steps) {
      const sources = Object.fromEntries(Object.entries(step.because).map(([field, because]) => [field, { because }]));
      const done = await changeCoding(
        transaction,
        { businessId, actor: ruleActor(step, context.lists), ...(origin && { origin }) },
        { itemId: seen.id, revision, changes: step.changes, sources },
        context,
      );
      // What is published or on its way stays as it was sent.
      if (!done.ok) break;
      revision = done.value.revision;
    }
    const coded =
      steps.length === 0 ? seen : await transaction.item.findUnique({ where: { id: seen.id }, include: withRuleParts });
    const filled = coded && fills(coded, asked);
    if (filled) {
      const scope = { businessId, actor: intray, ...(origin && { origin }) };
      const done = await changeCoding(transaction, scope, { itemId: seen.id, revision, ...filled }, context);
      if (done.ok) revision = done.value.revision;
    }
    await noteAsked(transaction, [seen]);
    return revision !== seen.revision;
  });
}

/** What people chose before fills in; null for nothing. */
function fills(item: StoredRuleItem, { past, context }: Asked): HistoryChanges | null {
  const seen = ruleItemOf(item, context.lists.rules);
  const suggested = suggestionsOf(past, item.id, wordsOf(seen.texts));
  const found = historyChanges(seen, suggested, { lists: context.lists, newId: randomUUID });
  return Object.keys(found.changes).length === 0 ? null : found;
}

/** What has changed since it was seen waits on. */
async function noteAsked(client: Db, items: readonly Pick<StoredRuleItem, 'id' | 'rulesDueAt'>[]): Promise<void> {
  for (const { id, rulesDueAt } of items) {
    await client.item.updateMany({ where: { id, rulesDueAt }, data: { rulesDueAt: null } });
  }
}

/** For the sweep: wakes a worker for each business with items that nobody has asked the rules of. Returns how many. */
export async function wakeRules(): Promise<number> {
  const waiting = await db.item.findMany({
    where: due,
    distinct: ['businessId'],
    take: MAX_WOKEN,
    select: { businessId: true },
  });
  for (const { businessId } of waiting) await enqueue('apply-rules', { businessId });
  return waiting.length;
}
