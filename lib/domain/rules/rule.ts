import type { Amount } from '../amount.ts';
import type { CalendarDate } from '../calendar-date.ts';
import type { ItemType, PublishAs } from '../coding/coding.ts';
import type { publishToNames } from '../coding/fields.ts';
import type { Workspace } from '../paths.ts';

/**
 * Whose items a rule is for, the strongest first: where two rules have something to say of one field, that of the stronger
 * scope decides it.
 */
export const ruleScopeKinds = ['MEMBER', 'PAYMENT_METHOD', 'SUPPLIER', 'CUSTOMER', 'BUSINESS'] as const;
export type RuleScopeKind = (typeof ruleScopeKinds)[number];

/** The id is of an owner, a payment method or a contact; of a rule for all items there is none. */
export type RuleScope = { kind: Exclude<RuleScopeKind, 'BUSINESS'>; id: string } | { kind: 'BUSINESS'; id: null };

/** What has to be so of an item, all of it. What is missing is not asked. */
export type RuleConditions = {
  /** Any of these stands in the document's words, its file name or the reference. */
  words?: string[];
  /** A word of those texts, such as a reference or an account number, has this form: number-pattern.ts. */
  pattern?: string;
  /** The total lies between these, both included. */
  amountFrom?: Amount;
  amountTo?: Amount;
  currency?: string;
  ownerId?: string;
  datedFrom?: CalendarDate;
  datedTo?: CalendarDate;
  types?: ItemType[];
  /** For rules that are of no supplier or customer, who have theirs. */
  workspace?: Workspace;
};

/** One line of a split: so much of the total, or so many per cent of what the fixed amounts leave. */
export type SplitPart = {
  kind: 'AMOUNT' | 'PERCENT';
  value: Amount;
  description?: string;
  accountId?: string;
  taxRateId?: string;
  tracking1OptionId?: string;
  tracking2OptionId?: string;
  rebillableContactId?: string;
};

/** `restTo` is the index of the part that takes the cents which the percentages leave. */
export type SplitShares = { parts: SplitPart[]; restTo: number };

/** `later` are the shares from a day on, in the order of their days; the item's date decides, by the first where it has none. */
export type Split = SplitShares & {
  later?: (SplitShares & { from: CalendarDate })[];
  /** Also lines that were read from the document give way to it; else an item with lines is left alone. */
  replacesRead?: boolean;
};

/** The shares that a split has on a day. */
export function sharesOn({ later = [], ...first }: Split, day: CalendarDate | null): SplitShares {
  return (day && later.findLast(({ from }) => from <= day)) || first;
}

/** The shares of all days. */
export const allShares = (split: Split): SplitShares[] => [split, ...(split.later ?? [])];

/** What a rule sets. What is missing it says nothing of. */
export type RuleEffects = {
  accountId?: string;
  taxRateId?: string;
  tracking1OptionId?: string;
  tracking2OptionId?: string;
  /** A template: description-template.ts. */
  description?: string;
  /** Days after the document's date. */
  dueDays?: number;
  /** Paid in full on its date, by this method. */
  paidWith?: string;
  publishTo?: keyof typeof publishToNames;
  publishAs?: PublishAs;
  split?: Split;
  /** Published by itself once it is ready and no guard holds it, or never: lib/domain/auto-publish. */
  autoPublish?: boolean;
};
export type RuleEffect = keyof RuleEffects;
/** Those that set a field of the item. */
export type CodingEffect = Exclude<RuleEffect, 'autoPublish'>;

/** How to code an item from what is known of it. */
export type Rule = {
  id: string;
  scope: RuleScope;
  /** A name of its own; null for one that is called by its scope. */
  name: string | null;
  conditions: RuleConditions;
  effects: RuleEffects;
  /** Its place among the rules of its scope's kind. */
  position: number;
  isOn: boolean;
};

export const MAX_RULES = 2_000;
export const MAX_SPLIT_PARTS = 50;
export const MAX_SPLIT_VERSIONS = 20;
export const MAX_WORDS = 10;
export const LONGEST_PATTERN = 60;

export const effectLabels: Record<RuleEffect, string> = {
  accountId: 'Category',
  taxRateId: 'Tax rate',
  tracking1OptionId: 'Tracking 1',
  tracking2OptionId: 'Tracking 2',
  description: 'Description',
  dueDays: 'Due date',
  paidWith: 'Paid with',
  publishTo: 'Publish to',
  publishAs: 'Publish as',
  split: 'Split',
  autoPublish: 'Publish by itself',
};
export const ruleEffects = Object.keys(effectLabels) as RuleEffect[];

/** Which items a rule can be of, by its scope; null where both. */
export function workspaceOfScope({ kind }: Pick<RuleScope, 'kind'>): Workspace | null {
  if (kind === 'SUPPLIER') return 'COSTS';
  return kind === 'CUSTOMER' ? 'SALES' : null;
}

/** Whether it asks for anything beside its scope. */
export const hasConditions = ({ conditions }: Pick<Rule, 'conditions'>): boolean =>
  Object.values(conditions).some((value) => value !== undefined);
