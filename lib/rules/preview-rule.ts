import { randomUUID } from 'node:crypto';
import { db } from '#lib/db.ts';
import { type CodingField, codingFields } from '#lib/domain/coding/coding.ts';
import { changedFields, pick } from '#lib/domain/coding/coding-changes.ts';
import type { Provenance } from '#lib/domain/coding/provenance.ts';
import { fieldName, showValue } from '#lib/domain/coding/show-value.ts';
import type { Workspace } from '#lib/domain/paths.ts';
import { failure, ok, type Result } from '#lib/domain/result.ts';
import type { Rule } from '#lib/domain/rules/rule.ts';
import { entriesOfRule, ruleTroubles } from '#lib/domain/rules/rule-entries.ts';
import { matchOf, type RuleItem } from '#lib/domain/rules/rule-match.ts';
import type { RuleInput } from '#lib/domain/rules/rule-schema.ts';
import { ruleSteps } from '#lib/domain/rules/rule-steps.ts';
import type { BusinessScope } from '#lib/scope.ts';
import { scopeItems } from './rule-candidates.ts';
import { loadRuleContext, ruleItemOf, withRuleParts } from './rule-items.ts';
import { loadJudgedRules } from './step-back.ts';
import { actingRules } from './stored-rules.ts';

export const PREVIEW_DAYS = 90;
/** Items that are looked at, the newest of those that the rule could be for. */
const MAX_LOOKED_AT = 2_000;
const BATCH = 500;
const MAX_SHOWN = 50;

/** One item that the rule is for and that it would have changed. */
export type PreviewedItem = {
  number: number;
  workspace: Workspace;
  contact: string | null;
  issuedOn: string | null;
  total: string | null;
  currency: string | null;
  because: string;
  /** `isKept`: a person chose what is there, and it stays. */
  fields: { field: CodingField; name: string; before: string; after: string; isKept: boolean }[];
};

/** What a rule would have changed of the items that arrived in the last 90 days. */
export type RulePreview = {
  /** Items that it is for; those of them that it would change, that have its values already, and where a person chose others. */
  matching: number;
  changing: number;
  same: number;
  kept: number;
  items: PreviewedItem[];
  /** More items than are looked at: these are the newest. */
  lookedAt: number;
  isCut: boolean;
};

/**
 * Tries a rule, as it is written and before it is saved, on what arrived in the last 90 days, beside the rules that are on.
 * What it tells of an item that is in the inbox is what applying it would change there. Nothing is changed.
 */
export async function previewRule(
  scope: BusinessScope,
  { ruleId, input }: { ruleId: string | null; input: RuleInput },
): Promise<Result<RulePreview>> {
  const { businessId, numbers = 'commaPoint' } = scope;
  const stored = await loadJudgedRules(businessId);
  const before = stored.find(({ id }) => id === ruleId);
  const position = before?.position ?? Math.max(-1, ...stored.map((rule) => rule.position)) + 1;
  const tried: Rule = { ...input, id: ruleId ?? randomUUID(), position, isOn: true };
  const others = stored.filter((rule) => rule.isOn && rule.id !== ruleId);
  const named = [...others, tried].flatMap(entriesOfRule);
  const since = new Date(Date.now() - PREVIEW_DAYS * 24 * 60 * 60_000);
  const where = { businessId, deletedAt: null, createdAt: { gte: since }, ...scopeItems(tried) };
  const preview: RulePreview = { matching: 0, changing: 0, same: 0, kept: 0, items: [], lookedAt: 0, isCut: false };

  for (let before = Number.MAX_SAFE_INTEGER; preview.lookedAt < MAX_LOOKED_AT; ) {
    const items = await db.item.findMany({
      where: { ...where, ...(before < Number.MAX_SAFE_INTEGER && { number: { lt: before } }) },
      orderBy: { number: 'desc' },
      take: BATCH,
      include: withRuleParts,
    });
    const context = await loadRuleContext(db, businessId, items, named);
    const { lists } = context;
    const [trouble] = ruleTroubles(tried, lists);
    if (trouble) return failure('entryUnknown', trouble);
    const rules = [...actingRules(others, lists), tried];
    for (const item of items) {
      const seen = ruleItemOf(item, lists.rules);
      const told = trialOf(rules, tried, seen, context);
      if (!told) continue;
      preview.matching++;
      const isChanging = told.some(({ isKept }) => !isKept);
      if (told.length === 0) preview.same++;
      else if (isChanging) preview.changing++;
      else preview.kept++;
      if (told.length === 0 || preview.items.length >= MAX_SHOWN) continue;
      const { coding, workspace } = seen;
      const shown = { lists, numbers };
      preview.items.push({
        ...{
          number: item.number,
          workspace,
          issuedOn: coding.issuedOn,
          total: coding.total,
          currency: coding.currency,
        },
        contact: coding.contactId === null ? null : (lists.contacts.get(coding.contactId)?.name ?? null),
        because: matchOf(tried, seen, { ...context, methodIds: methodsIn(seen) }) ?? '',
        fields: told.map(({ field, after, isKept }) => ({
          field,
          name: fieldName(field, workspace, lists),
          before: showValue(field, coding, shown).text,
          after: showValue(field, { ...coding, ...after }, shown).text,
          isKept,
        })),
      });
    }
    preview.lookedAt += items.length;
    before = items.at(-1)?.number ?? 0;
    if (items.length < BATCH) return ok(preview);
  }
  return ok({ ...preview, isCut: true });
}

const methodsIn = ({ coding }: RuleItem) => coding.payments.flatMap(({ paymentMethodId }) => paymentMethodId ?? []);

/** The fields in which the tried rule would have its way, and those that a person has kept from it; null where it is not for the item. */
function trialOf(
  rules: readonly Rule[],
  tried: Rule,
  item: RuleItem,
  context: Parameters<typeof ruleSteps>[2],
): { field: CodingField; after: Partial<RuleItem['coding']>; isKept: boolean }[] | null {
  const own = (seen: RuleItem) => {
    const steps = ruleSteps(rules, seen, context, randomUUID).filter(({ rule }) => rule.id === tried.id);
    const after = Object.assign({}, ...steps.map(({ changes }) => changes));
    return pick(after, changedFields(item.coding, after));
  };
  const allowed = own(item);
  const wished = own({ ...item, sources: unlocked(item.sources), rowSources: unlockedRows(item.rowSources) });
  if (Object.keys(allowed).length === 0 && Object.keys(wished).length === 0) {
    return matchOf(tried, item, { ...context, methodIds: methodsIn(item) }) === null ? null : [];
  }
  return codingFields
    .filter((field) => field in allowed || field in wished)
    .map((field) => ({ field, after: field in allowed ? allowed : wished, isKept: !(field in allowed) }));
}

const unlocked = (sources: Provenance): Provenance =>
  Object.fromEntries(Object.entries(sources).map(([field, source]) => [field, { ...source, isLocked: false }]));

const unlockedRows = (rows: RuleItem['rowSources']) =>
  new Map([...rows].map(([id, sources]) => [id, unlocked(sources)] as const));
