import { codingOf, withRows } from '#lib/coding/coding-columns.ts';
import { visibleItems } from '#lib/coding/visible-items.ts';
import { db } from '#lib/db.ts';
import type { Coding } from '#lib/domain/coding/coding.ts';
import { hasDueDate } from '#lib/domain/coding/due-date.ts';
import type { Workspace } from '#lib/domain/paths.ts';
import type { RuleConditions, RuleEffects, RuleScope } from '#lib/domain/rules/rule.ts';
import { scopeName } from '#lib/domain/rules/rule-words.ts';
import { loadRules } from '#lib/lists/load-lists.ts';
import type { BusinessScope } from '#lib/scope.ts';
import { getRule, type RuleDraft } from './list-rules.ts';
import { listsOfRules } from './save-rule.ts';
import { loadStoredRules } from './stored-rules.ts';

/**
 * What a new rule begins with: of a contact; of an item its supplier or customer, with what the item is coded with; or of
 * the whole business. Where the contact of an item has one rule without conditions already, that is what is opened, with
 * the item's values in it. With `paid`, one by which all items of that workspace are paid.
 */
export async function draftRule(
  scope: BusinessScope,
  {
    item: itemId,
    of,
    id,
    paid = null,
  }: {
    item: string | null;
    of: 'SUPPLIER' | 'CUSTOMER' | null;
    id: string | null;
    paid?: Workspace | null;
  },
): Promise<RuleDraft> {
  if (paid) return paidRule(scope, paid);
  if (of && id) return empty(scope, { kind: of, id }, {});
  const item = itemId
    ? await db.item.findFirst({ where: { ...visibleItems(scope), id: itemId }, include: withRows })
    : null;
  if (!item?.contactId) return empty(scope, { kind: 'BUSINESS', id: null }, {});
  const coding = codingOf(item, await loadRules(db, scope.businessId));
  const effects = effectsOf(coding);
  const kind = item.workspace === 'COSTS' ? 'SUPPLIER' : 'CUSTOMER';
  const known = (await loadStoredRules(db, scope.businessId)).find(
    (rule) => rule.scope.kind === kind && rule.scope.id === item.contactId && Object.keys(rule.conditions).length === 0,
  );
  const stored = known && (await getRule(scope, known.id));
  if (stored) return { ...stored, effects: { ...stored.effects, ...effects } };
  return empty(scope, { kind, id: item.contactId }, effects);
}

/** What an item is coded with that the next of its contact may be coded with too. */
function effectsOf(coding: Coding): RuleEffects {
  const coded = coding.lines[0] ?? coding;
  const { accountId, taxRateId, tracking1OptionId, tracking2OptionId } = coded;
  const [payment] = coding.payments;
  const days =
    hasDueDate(coding) && coding.dueOn && coding.issuedOn
      ? Math.round((Date.parse(coding.dueOn) - Date.parse(coding.issuedOn)) / 86_400_000)
      : null;
  return {
    ...(accountId && { accountId }),
    ...(taxRateId && coding.taxMode !== 'NONE' && { taxRateId }),
    ...(tracking1OptionId && { tracking1OptionId }),
    ...(tracking2OptionId && { tracking2OptionId }),
    ...(days !== null && days >= 0 && days <= 365 && { dueDays: days }),
    ...(payment?.paymentMethodId && { paidWith: payment.paymentMethodId }),
    publishTo: coding.publishTo,
    ...(coding.publishTo === 'DOCUMENT' && { publishAs: coding.publishAs }),
  };
}

/** By the first payment method that money goes through, as a document that can be paid. */
async function paidRule(scope: BusinessScope, workspace: Workspace): Promise<RuleDraft> {
  const method = await db.paymentMethod.findFirst({
    where: { businessId: scope.businessId, archivedAt: null, accountId: { not: null } },
    orderBy: [{ name: 'asc' }, { id: 'asc' }],
    select: { id: true },
  });
  const effects: RuleEffects = { ...(method && { paidWith: method.id }), publishAs: 'AUTHORISED' };
  return empty(scope, { kind: 'BUSINESS', id: null }, effects, { workspace });
}

async function empty(
  { businessId }: BusinessScope,
  of: RuleScope,
  effects: RuleEffects,
  conditions: RuleConditions = {},
): Promise<RuleDraft> {
  const parts = { scope: of, conditions, effects };
  const lists = await listsOfRules(db, businessId, [parts]);
  return {
    rule: null,
    ...parts,
    scopeName: scopeName(parts, lists),
    name: null,
    isOn: true,
    troubles: [],
    steppedBack: [],
    customerNames: {},
  };
}
