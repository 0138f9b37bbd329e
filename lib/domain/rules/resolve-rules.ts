import { addDays } from '../calendar-date.ts';
import type { Coding, CodingField } from '../coding/coding.ts';
import { hasDueDate } from '../coding/due-date.ts';
import { dueDaysOf } from '../coding/due-days.ts';
import type { Lists } from '../lists.ts';
import { filledTemplate } from './description-template.ts';
import type { CodingEffect, Rule, RuleEffect, Split } from './rule.ts';
import { matchOf, type RuleItem } from './rule-match.ts';
import { compareRules } from './rule-order.ts';

/** What one rule has decided about one field of an item, and why it was its turn. */
export type RuleDecision = {
  effect: RuleEffect;
  rule: Rule;
  because: string;
  /** It is taken back: the rule had set the field, and is for the item no more. */
  isOver: boolean;
};

/** One about a field of the item. */
export type CodingDecision = RuleDecision & { effect: CodingEffect };

/** What rules are asked in: the books, and the currency of items that have none. */
export type RuleContext = { lists: Lists; baseCurrency: string };

/** The field of an item that each effect sets; whether it is published by itself is none of them. */
export const fieldOfEffect = {
  accountId: 'accountId',
  taxRateId: 'taxRateId',
  tracking1OptionId: 'tracking1OptionId',
  tracking2OptionId: 'tracking2OptionId',
  description: 'description',
  dueDays: 'dueOn',
  paidWith: 'payments',
  publishTo: 'publishTo',
  publishAs: 'publishAs',
  split: 'lines',
} as const satisfies Record<CodingEffect, CodingField>;

/**
 * Which rule decides each field of an item, in the order of `compareRules`: the first that is for the item and says something
 * of the field. At most one per field, whatever the order in which the rules are given, and the same however often it is
 * asked, since rules ask nothing that rules set: but for the payment method, of which those decide first that are not of a
 * payment method themselves. `rules` are those that are on and name nothing that is gone.
 */
export function resolve(rules: readonly Rule[], item: RuleItem, context: RuleContext): RuleDecision[] {
  const ordered = rules.toSorted(compareRules);
  const asked = { ...context, methodIds: methodsOf(item) };
  const payer = ordered.flatMap((rule) => {
    if (rule.effects.paidWith === undefined || rule.scope.kind === 'PAYMENT_METHOD') return [];
    const because = matchOf(rule, item, asked);
    return because === null ? [] : [{ rule, because }];
  })[0];
  const paidWith = payer?.rule.effects.paidWith;
  const methodIds = paidWith !== undefined && mayPay(item) ? [paidWith] : asked.methodIds;

  const decided = new Map<RuleEffect, RuleDecision>();
  if (payer) decided.set('paidWith', { ...payer, effect: 'paidWith', isOver: false });
  const matching = new Set<string>();
  for (const rule of ordered) {
    const because = matchOf(rule, item, { ...context, methodIds });
    if (because === null) continue;
    matching.add(rule.id);
    for (const effect of Object.keys(rule.effects) as RuleEffect[]) {
      if (effect === 'paidWith' || rule.effects[effect] === undefined || decided.has(effect)) continue;
      decided.set(effect, { effect, rule, because, isOver: false });
    }
  }
  const over = takenBack.flatMap((effect): RuleDecision[] => {
    const source = item.sources[fieldOfEffect[effect]];
    const rule = source?.by === 'rule' ? rules.find(({ id }) => id === source.id) : undefined;
    if (!rule || decided.has(effect) || matching.has(rule.id)) return [];
    return [{ effect, rule, because: 'The rule is not for this item any more', isOver: true }];
  });
  return [...decided.values(), ...over];
}

/** Which rule says whether an item is published by itself, and what. */
export function autoPublishDecision(
  rules: readonly Rule[],
  item: RuleItem,
  context: RuleContext,
): { rule: Rule; publishes: boolean; because: string } | null {
  const decided = resolve(rules, item, context).find(({ effect }) => effect === 'autoPublish');
  if (!decided) return null;
  return { rule: decided.rule, publishes: decided.rule.effects.autoPublish === true, because: decided.because };
}

/** What is empty again when nothing says anything of it; where an item goes always has a value. */
const takenBack = [
  'accountId',
  'taxRateId',
  'tracking1OptionId',
  'tracking2OptionId',
  'description',
  'dueDays',
  'paidWith',
  'split',
] as const satisfies readonly RuleEffect[];

/** Whether the payments are a rule's to set: there are none, or a rule or history has made them and nobody has touched them. */
export function mayPay({ coding: { payments, type, total, issuedOn }, sources, rowSources }: RuleItem): boolean {
  if (type === 'CREDIT_NOTE' || total === null || issuedOn === null || sources.payments?.isLocked) return false;
  const isMade = sources.payments?.by === 'rule' || sources.payments?.by === 'history';
  return payments.length === 0 || (isMade && isUntouched(payments, rowSources));
}

/** Whether the lines are a rule's to make: there are none, or what made them gives way to it and nobody has touched them. */
export function maySplit(
  { coding: { lines }, sources, rowSources }: RuleItem,
  split: Pick<Split, 'replacesRead'> | undefined,
): boolean {
  if (sources.lines?.isLocked) return false;
  if (lines.length === 0) return true;
  const by = sources.lines?.by;
  return (by === 'rule' || (by === 'extraction' && split?.replacesRead === true)) && isUntouched(lines, rowSources);
}

const isUntouched = (rows: readonly { id: string }[], sources: RuleItem['rowSources']) =>
  !rows.some(({ id }) => Object.values(sources.get(id) ?? {}).some(({ isLocked }) => isLocked));

/** Those that the item is paid with, unless a rule said so: then it is for the rules to say it again. */
function methodsOf(item: RuleItem): string[] {
  const isByRule = item.sources.payments?.by === 'rule' && mayPay(item);
  return isByRule ? [] : item.coding.payments.flatMap(({ paymentMethodId }) => paymentMethodId ?? []);
}

/** What a decision about anything but lines and payments makes of its field; undefined where it makes nothing. */
export function effectChanges(
  { effect, rule: { effects }, isOver }: RuleDecision,
  item: Pick<RuleItem, 'coding'>,
  lists: Lists,
): Partial<Coding> | undefined {
  const { coding } = item;
  switch (effect) {
    case 'accountId':
    case 'tracking1OptionId':
    case 'tracking2OptionId':
      return { [effect]: isOver ? null : (effects[effect] ?? null) };
    case 'taxRateId':
      if (coding.taxMode === 'NONE') return undefined;
      return { taxRateId: isOver ? null : (effects.taxRateId ?? null) };
    case 'description':
      return { description: isOver ? null : filledTemplate(effects.description ?? '', coding, lists) };
    case 'dueDays': {
      if (!hasDueDate(coding) || coding.issuedOn === null) return undefined;
      const days = isOver ? (dueDaysOf(coding.contactId, lists)?.days ?? null) : (effects.dueDays ?? null);
      return { dueOn: days === null ? null : addDays(coding.issuedOn, days) };
    }
    case 'publishTo':
      return effects.publishTo && { publishTo: effects.publishTo };
    case 'publishAs':
      return effects.publishAs && { publishAs: effects.publishAs };
    default:
      return undefined;
  }
}
