import { db } from '#lib/db.ts';
import type { Lists } from '#lib/domain/lists.ts';
import { pastStates } from '#lib/domain/publication/publication.ts';
import { effectLabel, ruleTitle } from '#lib/domain/rules/rule-words.ts';
import { type SteppedBack, steppingEffects, stepsBack, verdictOf } from '#lib/domain/rules/stepped-back.ts';
import { recordAudit } from '#lib/events/record-audit.ts';
import type { Prisma } from '#prisma/generated/client.ts';
import { ruleItemOf } from './rule-items.ts';
import { listsOfRules } from './save-rule.ts';
import { loadStoredRules, type StoredRule } from './stored-rules.ts';

/** Items of a rule that are looked at, the newest: more than decide, since some are in the inbox still. */
const LOOKED_AT = 12;

/**
 * The rules of a business as they act now. Those of which people have changed a value since somebody looked are judged first:
 * where the last decisions all went against one, it says no more of that field, until somebody lets it. Nothing is judged
 * inside the edits themselves, which only leave a mark.
 */
export async function loadJudgedRules(businessId: string): Promise<StoredRule[]> {
  const rules = await loadStoredRules(db, businessId);
  const corrected = rules.filter(({ correctedAt }) => correctedAt !== null);
  if (corrected.length === 0) return rules;
  const lists = await listsOfRules(db, businessId, corrected);
  const judged = new Map<string, SteppedBack>();
  for (const rule of corrected) {
    const found = await judge(rule, businessId, lists);
    const steppedBack: SteppedBack = { ...rule.steppedBack, ...found };
    judged.set(rule.id, steppedBack);
    await db.$transaction(async (transaction) => {
      // Whoever saves it or changes another value meanwhile has it judged anew.
      const { count } = await transaction.rule.updateMany({
        where: { id: rule.id, businessId, revision: rule.revision, correctedAt: rule.correctedAt },
        data: { correctedAt: null, steppedBack: steppedBack as Prisma.InputJsonObject },
      });
      if (count === 0) return;
      for (const effect of steppingEffects) {
        const items = found[effect]?.items;
        if (!items || rule.steppedBack[effect]) continue;
        const detail = { name: ruleTitle(rule, lists), what: effectLabel(effect, lists), items: items.join(', ') };
        await recordAudit(transaction, { businessId, userId: null, by: null, action: 'ruleSteppedBack', detail });
      }
    });
  }
  return rules.map((rule) => ({ ...rule, steppedBack: judged.get(rule.id) ?? rule.steppedBack }));
}

async function judge(rule: StoredRule, businessId: string, lists: Lists): Promise<SteppedBack> {
  const effects = steppingEffects.filter((effect) => rule.effects[effect] !== undefined && !rule.steppedBack[effect]);
  if (effects.length === 0) return {};
  // Ids follow the order in which items arrived.
  const touched = await db.$queryRaw<{ id: string }[]>`
    SELECT DISTINCT e."itemId" AS "id" FROM "ItemEvent" AS e
     WHERE e."actorKind" = 'RULE' AND e."actorId" = ${rule.id}::uuid AND e."at" > ${rule.updatedAt}
     ORDER BY e."itemId" DESC LIMIT ${LOOKED_AT}`;
  const items = await db.item.findMany({
    where: { businessId, deletedAt: null, id: { in: touched.map(({ id }) => id) } },
    orderBy: { number: 'desc' },
    include: withVerdictParts,
  });
  const found: SteppedBack = {};
  for (const effect of effects) {
    const verdicts = items.map((item) => ({
      number: item.number,
      verdict: verdictOf(effect, rule, ruleItemOf({ ...item, documents: [] }, lists.rules), {
        isSettled: item.publications.length > 0,
        lists,
      }),
    }));
    if (!stepsBack(verdicts.map(({ verdict }) => verdict))) continue;
    found[effect] = { items: verdicts.flatMap(({ number, verdict }) => (verdict === 'against' ? [number] : [])) };
  }
  return found;
}

const withVerdictParts = {
  lines: { orderBy: { position: 'asc' } },
  payments: { orderBy: { position: 'asc' } },
  publications: { where: { state: { notIn: [...pastStates] } }, select: { id: true }, take: 1 },
} satisfies Prisma.ItemInclude;
