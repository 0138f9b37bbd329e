import { type CarriedField, isCarriedByLines } from '../coding/bulk-edit.ts';
import type { Coding, CodingField, CodingLine } from '../coding/coding.ts';
import { changedFields, pick, withConsequences } from '../coding/coding-changes.ts';
import { changeLine, type Pricing } from '../coding/line-items.ts';
import { paymentFields } from '../coding/payment-fields.ts';
import { withoutLocked } from '../coding/provenance.ts';
import { emptyRow } from '../coding/rows.ts';
import type { Lists } from '../lists.ts';
import {
  type CodingDecision,
  effectChanges,
  fieldOfEffect,
  mayPay,
  maySplit,
  type RuleContext,
  type RuleDecision,
  resolve,
} from './resolve-rules.ts';
import { type Rule, sharesOn } from './rule.ts';
import type { RuleItem } from './rule-match.ts';
import { splitLines } from './split-lines.ts';

/** What one rule changes in one item, with why for each field. Made on what the steps before it leave. */
export type RuleStep = {
  rule: Pick<Rule, 'id' | 'name' | 'scope'>;
  changes: Partial<Coding>;
  because: Partial<Record<CodingField, string>>;
};

/**
 * What the rules change in an item, rule by rule: nothing that has the value already, nothing that a person decided. A
 * preview shows these, and whoever applies the rules makes these changes, in this order. The category comes first, since a
 * tax rate may follow from it, and a split last, since its lines begin as the item is coded.
 */
export function ruleSteps(
  rules: readonly Rule[],
  item: RuleItem,
  context: RuleContext,
  newId: () => string,
): RuleStep[] {
  const decisions = resolve(rules, item, context).filter(setsField);
  const byRule = Map.groupBy(
    decisions.filter(({ effect }) => effect !== 'split'),
    ({ rule }) => rule,
  );
  const setsCategory = (those: readonly CodingDecision[]) => those.some(({ effect }) => effect === 'accountId');
  const groups = [...byRule.values()].toSorted((a, b) => Number(setsCategory(b)) - Number(setsCategory(a)));
  const split = decisions.find(({ effect }) => effect === 'split');
  const steps: RuleStep[] = [];
  let now = item;
  const isSplit = split !== undefined && maySplit(item, split.rule.effects.split);
  for (const group of groups) {
    now = take(steps, now, group, changesOf(group, now, { ...context, isSplit, newId }), context.lists);
  }
  if (isSplit) take(steps, now, [split], splitChanges(split, now, context.lists, newId), context.lists);
  return steps;
}

const setsField = (decision: RuleDecision): decision is CodingDecision => decision.effect !== 'autoPublish';

/** Notes what a rule changes; returns the item as it is then. */
function take(
  steps: RuleStep[],
  item: RuleItem,
  decisions: readonly CodingDecision[],
  wanted: Partial<Coding>,
  lists: Lists,
): RuleItem {
  const [first] = decisions;
  if (!first) return item;
  const { id, name, scope } = first.rule;
  const provenance = { fields: item.sources, rows: item.rowSources };
  const { changes: allowed } = withoutLocked(item.coding, wanted, provenance, { kind: 'rule', ruleId: id, name: '' });
  const fields = changedFields(item.coding, allowed);
  if (fields.length === 0) return item;
  const changes = { ...pick(allowed, fields), ...printedTax(item, fields) };
  const becauseOf = (field: CodingField) =>
    decisions.find(({ effect }) => fieldOfEffect[effect] === field)?.because ?? first.because;
  steps.push({
    rule: { id, name, scope },
    changes,
    because: Object.fromEntries(fields.map((field) => [field, becauseOf(field)])),
  });
  const locked = new Set(Object.keys(item.sources).filter((field) => item.sources[field]?.isLocked) as CodingField[]);
  const followed = withConsequences(item.coding, changes, lists, locked, item.workspace).changes;
  return { ...item, coding: { ...item.coding, ...followed } };
}

/** The tax that the document prints stands, whatever the rate would give: named in a change, it is not calculated. */
export function printedTax({ coding, sources }: RuleItem, fields: readonly CodingField[]): Partial<Coding> {
  const isPrinted = sources.taxAmount?.by === 'extraction' && coding.taxAmount !== null;
  const isMoved = fields.includes('taxRateId') || fields.includes('accountId');
  return isPrinted && isMoved ? { taxAmount: coding.taxAmount } : {};
}

function changesOf(
  decisions: readonly CodingDecision[],
  item: RuleItem,
  { lists, isSplit, newId }: { lists: Lists; isSplit: boolean; newId: () => string },
): Partial<Coding> {
  const { coding } = item;
  const changes: Partial<Coding> = {};
  const carried: Partial<Record<CarriedField, string | null>> = {};
  for (const decision of decisions) {
    if (decision.effect === 'paidWith') {
      const payments = paymentsOf(decision, item, newId);
      if (payments) changes.payments = payments;
      continue;
    }
    const value = effectChanges(decision, item, lists);
    if (!value) continue;
    const field = fieldOfEffect[decision.effect];
    // Lines that no rule makes carry these in the item's place.
    if (coding.lines.length > 0 && !isSplit && isCarriedByLines(field)) {
      if (!decision.isOver) carried[field] = value[field] ?? null;
    } else Object.assign(changes, value);
    if (decision.isOver && field === 'accountId' && item.sources.taxRateId?.by === 'calculated') {
      changes.taxRateId ??= null;
    }
  }
  if (Object.keys(carried).length > 0) changes.lines = codedLines(item, carried, pricingOf(coding, lists));
  return changes;
}

/** The lines with these values, but for those that a person decided. */
export function codedLines(
  { coding, rowSources }: RuleItem,
  values: Partial<Record<CarriedField, string | null>>,
  pricing: Pricing,
): CodingLine[] {
  return coding.lines.map((line) => {
    const free = Object.entries(values).filter(
      ([field, value]) => !rowSources.get(line.id)?.[field]?.isLocked && line[field as CarriedField] !== value,
    );
    return free.length === 0 ? line : changeLine(line, Object.fromEntries(free), pricing);
  });
}

function paymentsOf({ rule, isOver }: RuleDecision, item: RuleItem, newId: () => string): Coding['payments'] | null {
  const { total, issuedOn, payments } = item.coding;
  if (!mayPay(item)) return null;
  if (isOver) return [];
  const id = payments[0]?.id ?? newId();
  const paymentMethodId = rule.effects.paidWith ?? null;
  return [{ ...emptyRow(paymentFields, id), amount: total, paidOn: issuedOn, paymentMethodId }];
}

function splitChanges(
  { rule, isOver }: RuleDecision,
  { coding, sources }: RuleItem,
  lists: Lists,
  newId: () => string,
): Partial<Coding> {
  if (isOver) return { lines: [] };
  // Those of a reading are others.
  const ids = sources.lines?.by === 'rule' ? coding.lines.map(({ id }) => id) : [];
  const { split } = rule.effects;
  const lines =
    split && splitLines(coding, sharesOn(split, coding.issuedOn), { ids, newId, pricing: pricingOf(coding, lists) });
  return lines ? { lines } : {};
}

export function pricingOf({ taxMode }: Coding, { taxRates, rules }: Pick<Lists, 'taxRates' | 'rules'>): Pricing {
  return { taxMode, rates: taxRates, digits: rules.amountDigits, unitDigits: rules.unitDigits };
}
