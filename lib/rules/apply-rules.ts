import { randomUUID } from 'node:crypto';
import { changeCoding } from '#lib/coding/change-coding.ts';
import { type Db, db } from '#lib/db.ts';
import type { Actor } from '#lib/domain/actor.ts';
import type { Lists } from '#lib/domain/lists.ts';
import { entriesOfRule } from '#lib/domain/rules/rule-entries.ts';
import { type RuleStep, ruleSteps } from '#lib/domain/rules/rule-steps.ts';
import { ruleTitle } from '#lib/domain/rules/rule-words.ts';
import { log } from '#lib/log.ts';
import { enqueue } from '#lib/queue/enqueue.ts';
import { loadRuleContext, ruleItemOf, type StoredRuleItem, withRuleParts } from './rule-items.ts';
import { actingRules, loadStoredRules, type StoredRule } from './stored-rules.ts';

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
 * Lets the rules have their turn on the items of a business that wait for it, or on those of them that are named. Each item
 * is one transaction; one that somebody holds or changes meanwhile waits for the next time. Returns the items that changed.
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
    rules ??= (await loadStoredRules(db, businessId)).filter(({ isOn }) => isOn);
    if (rules.length === 0) await noteAsked(db, items);
    else {
      const context = await loadRuleContext(db, businessId, items, rules.flatMap(entriesOfRule));
      const acting = actingRules(rules, context.lists);
      for (const item of items) {
        try {
          if (await applyTo(item, acting, { businessId, origin, context })) changed.push(item.id);
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
};

async function applyTo(seen: StoredRuleItem, rules: readonly StoredRule[], asked: Asked): Promise<boolean> {
  const { businessId, origin, context } = asked;
  const steps = ruleSteps(rules, ruleItemOf(seen, context.lists.rules), context, randomUUID);
  if (steps.length === 0) {
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
    await noteAsked(transaction, [seen]);
    return revision !== seen.revision;
  });
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
