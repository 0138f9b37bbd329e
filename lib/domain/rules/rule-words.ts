import { formatDate } from '../calendar-date.ts';
import { itemTypeNames, publishToNames } from '../coding/fields.ts';
import { activeCategories, type EntryList, entryName } from '../coding/list-entry.ts';
import { isolated } from '../isolated.ts';
import type { Lists } from '../lists.ts';
import { decimal } from '../money.ts';
import { type WrittenForm, writeNumber } from '../number-form.ts';
import { workspaceNames } from '../words.ts';
import {
  effectLabels,
  type Rule,
  type RuleConditions,
  type RuleEffect,
  type RuleScopeKind,
  type SplitShares,
} from './rule.ts';

export const scopeNames: Record<RuleScopeKind, string> = {
  MEMBER: 'Member',
  PAYMENT_METHOD: 'Payment method',
  SUPPLIER: 'Supplier',
  CUSTOMER: 'Customer',
  BUSINESS: 'Whole business',
};

/** What the order is, told where rules are: `compareRules`. */
export const orderWords =
  'Where two rules set the same field, that of the member decides, then that of the payment method, then that of the supplier or customer, then that of the whole business. Among those of one kind, rules with conditions go before rules without, and then those further up before those below. What a person has chosen stands above all rules, and a rule that people went against twice in a row says no more of that field.';

/** Whose items it is for: a name, or `All items`. */
export function scopeName({ scope }: Pick<Rule, 'scope'>, lists: Lists): string {
  if (scope.kind === 'BUSINESS') return 'All items';
  const list = scope.kind === 'MEMBER' ? 'owners' : scope.kind === 'PAYMENT_METHOD' ? 'paymentMethods' : 'contacts';
  return entryName(list, scope.id, lists, 'kept') ?? 'Unknown';
}

/** What it is called in histories. */
export function ruleTitle(rule: Pick<Rule, 'scope' | 'name'>, lists: Lists): string {
  return rule.name ?? (rule.scope.kind === 'BUSINESS' ? 'Rule for all items' : `Rule for ${scopeName(rule, lists)}`);
}

type Told = { lists: Lists; numbers: WrittenForm };

/** What it asks beside its scope, each as a few words. */
export function conditionWords(conditions: RuleConditions, { lists, numbers }: Told): string[] {
  const { words, pattern, amountFrom, amountTo, currency, ownerId, datedFrom, datedTo, types, workspace } = conditions;
  const said = (amount: string) => writeNumber(decimal(amount).toFixed(), numbers);
  return [
    ...(workspace ? [workspaceNames[workspace]] : []),
    ...(types ? [types.map((type) => itemTypeNames[type]).join(' or ')] : []),
    ...(words ? [`Text: ${words.map((word) => `“${isolated(word)}”`).join(' or ')}`] : []),
    ...(pattern ? [`Number like ${isolated(pattern)}`] : []),
    ...range('Total', amountFrom && said(amountFrom), amountTo && said(amountTo)),
    ...(currency ? [currency] : []),
    ...(ownerId ? [`Owner: ${isolated(entryName('owners', ownerId, lists, numbers) ?? 'unknown')}`] : []),
    ...range('Dated', datedFrom && formatDate(datedFrom), datedTo && formatDate(datedTo)),
  ];
}

function range(what: string, from: string | undefined, to: string | undefined): string[] {
  if (from && to) return [`${what} ${from} to ${to}`];
  if (from) return [`${what} from ${from}`];
  return to ? [`${what} up to ${to}`] : [];
}

const entryLists: Partial<Record<RuleEffect, EntryList>> = {
  accountId: 'accounts',
  taxRateId: 'taxRates',
  tracking1OptionId: 'trackingOptions',
  tracking2OptionId: 'trackingOptions',
  paidWith: 'paymentMethods',
};

/** What an effect sets is called; tracking by the name that it has in the books. */
export function effectLabel(effect: RuleEffect, lists: Pick<Lists, 'tracking'>): string {
  const slot = effect === 'tracking1OptionId' ? 0 : effect === 'tracking2OptionId' ? 1 : null;
  return (slot === null ? undefined : activeCategories(lists)[slot]?.name) ?? effectLabels[effect];
}

/** What it sets, field by field. */
export function effectWords(
  { effects }: Pick<Rule, 'effects'>,
  { lists, numbers }: Told,
): { effect: RuleEffect; label: string; value: string }[] {
  return (Object.keys(effectLabels) as RuleEffect[]).flatMap((effect) => {
    const value = effectValue(effect, effects, { lists, numbers });
    return value === null ? [] : [{ effect, label: effectLabel(effect, lists), value }];
  });
}

function effectValue(effect: RuleEffect, effects: Rule['effects'], { lists, numbers }: Told): string | null {
  const value = effects[effect];
  if (value === undefined) return null;
  const list = entryLists[effect];
  if (list) return entryName(list, String(value), lists, numbers) ?? 'unknown';
  if (effect === 'dueDays') return value === 1 ? '1 day after the date' : `${value} days after the date`;
  if (effect === 'autoPublish') return value ? 'Yes' : 'Never';
  if (effect === 'publishTo') return publishToNames[value as keyof typeof publishToNames];
  if (effect === 'publishAs') return lists.rules.statusNames[value as keyof typeof lists.rules.statusNames];
  if (effect === 'split') {
    const told = ({ parts }: SplitShares) =>
      parts
        .map(({ kind, value }) => writeNumber(decimal(value).toFixed(), numbers) + (kind === 'PERCENT' ? '%' : ''))
        .join(' + ');
    const { split } = effects;
    if (!split) return null;
    return [told(split), ...(split.later ?? []).map((each) => `from ${formatDate(each.from)} ${told(each)}`)].join(
      ', ',
    );
  }
  return String(value);
}
