import { z } from 'zod';
import { calendarDate, toCalendarDate } from '../calendar-date.ts';
import { MAX_DUE_DAYS } from '../coding/due-days.ts';
import { itemTypeNames, publishAsStatuses, publishToNames } from '../coding/fields.ts';
import { decimal, sum } from '../money.ts';
import { workspaces } from '../paths.ts';
import { textSchema } from '../text.ts';
import { unknownNames } from './description-template.ts';
import {
  allShares,
  LONGEST_PATTERN,
  MAX_SPLIT_PARTS,
  MAX_SPLIT_VERSIONS,
  MAX_WORDS,
  type RuleConditions,
  type RuleEffects,
  type RuleScope,
  ruleScopeKinds,
  type SplitPart,
  workspaceOfScope,
} from './rule.ts';
import { type SteppedBack, steppingEffects } from './stepped-back.ts';

const amount = z.string().regex(/^\d{1,15}(\.\d{1,4})?$/, 'Enter an amount.');
const day = z
  .string()
  .refine((text) => toCalendarDate(text) !== null, 'Enter a real date.')
  .transform(calendarDate);
const template = textSchema(z, { longest: 500, missing: 'Enter a description.', mayHaveLines: true });

const conditions = z
  .strictObject({
    words: z
      .array(textSchema(z, { longest: 100 }).refine((word) => /[\p{L}\p{N}]/u.test(word), 'Enter a word.'))
      .min(1)
      .max(MAX_WORDS, `At most ${MAX_WORDS} words.`),
    pattern: textSchema(z, { longest: LONGEST_PATTERN })
      .refine((pattern) => !/\s/.test(pattern), 'A pattern is of one word: it has no spaces.')
      .refine((pattern) => pattern.replace(/[*?]/g, '').length >= 2, 'Use at least two signs beside * and ?.'),
    amountFrom: amount,
    amountTo: amount,
    currency: z.string().regex(/^[A-Z]{3}$/, 'Choose a currency.'),
    ownerId: z.uuid(),
    datedFrom: day,
    datedTo: day,
    types: z.array(z.enum(Object.keys(itemTypeNames) as (keyof typeof itemTypeNames)[])).min(1),
    workspace: z.enum(workspaces),
  })
  .exactPartial()
  .superRefine(({ amountFrom, amountTo, datedFrom, datedTo }, context) => {
    if (amountFrom !== undefined && amountTo !== undefined && decimal(amountFrom).gt(amountTo)) {
      context.addIssue({ code: 'custom', path: ['amountTo'], message: 'This is less than where it begins.' });
    }
    if (datedFrom && datedTo && datedFrom > datedTo) {
      context.addIssue({ code: 'custom', path: ['datedTo'], message: 'This is before the first day.' });
    }
  });

const splitPart = z
  .strictObject({
    kind: z.enum(['AMOUNT', 'PERCENT']),
    value: amount.refine((value) => decimal(value).gt(0), 'Enter more than zero.'),
    description: textSchema(z, { longest: 500 }),
    accountId: z.uuid(),
    taxRateId: z.uuid(),
    tracking1OptionId: z.uuid(),
    tracking2OptionId: z.uuid(),
    rebillableContactId: z.uuid(),
  })
  .exactPartial()
  .required({ kind: true, value: true });

const shares = z.strictObject({
  parts: z.array(splitPart).min(1, 'Add a part.').max(MAX_SPLIT_PARTS, `A split has at most ${MAX_SPLIT_PARTS} parts.`),
  restTo: z.int().min(0),
});
const split = z
  .strictObject({
    ...shares.shape,
    later: z
      .array(z.strictObject({ from: day, ...shares.shape }))
      .min(1)
      .max(MAX_SPLIT_VERSIONS, `A split changes at most ${MAX_SPLIT_VERSIONS} times.`),
    replacesRead: z.boolean(),
  })
  .exactPartial()
  .required({ parts: true, restTo: true })
  .refine(
    ({ later = [] }) => later.every(({ from }, index) => index === 0 || (later[index - 1]?.from ?? '') < from),
    'Each change of shares begins after the one before it.',
  )
  .refine(
    (split) => allShares(split).every(({ parts, restTo }) => restTo < parts.length),
    'Choose the part that takes the cents.',
  )
  .refine(
    (split) => allShares(split).every(({ parts }) => percentOf(parts).lte(100)),
    'The percentages are more than 100 together.',
  );

const percentOf = (parts: readonly SplitPart[]) =>
  sum(parts.flatMap(({ kind, value }) => (kind === 'PERCENT' ? [value] : [])));

const effects = z
  .strictObject({
    accountId: z.uuid(),
    taxRateId: z.uuid(),
    tracking1OptionId: z.uuid(),
    tracking2OptionId: z.uuid(),
    description: template.superRefine((text, context) => {
      const [unknown] = unknownNames(text);
      if (unknown !== undefined) context.addIssue(`{${unknown}} is no name of anything.`);
    }),
    dueDays: z.int('Enter whole days.').min(0).max(MAX_DUE_DAYS, `At most ${MAX_DUE_DAYS} days.`),
    paidWith: z.uuid(),
    publishTo: z.enum(Object.keys(publishToNames) as (keyof typeof publishToNames)[]),
    publishAs: z.enum(publishAsStatuses),
    split,
    autoPublish: z.boolean(),
  })
  .exactPartial();

const scope = z.discriminatedUnion('kind', [
  z.strictObject({ kind: z.enum(ruleScopeKinds).exclude(['BUSINESS']), id: z.uuid() }),
  z.strictObject({ kind: z.literal('BUSINESS'), id: z.null() }),
]) satisfies z.ZodType<RuleScope>;

/** A rule as a person writes it. */
export const ruleInput = z
  .strictObject({
    scope,
    name: textSchema(z, { longest: 80 })
      .nullable()
      .transform((name) => name || null),
    conditions,
    effects: effects.refine((set) => Object.keys(set).length > 0, 'Choose at least one value for the rule to set.'),
    isOn: z.boolean(),
  })
  .superRefine(({ scope, effects, conditions }, context) => {
    if (scope.kind === 'PAYMENT_METHOD' && effects.paidWith !== undefined) {
      const message = 'A rule of a payment method cannot say what is paid with it.';
      context.addIssue({ code: 'custom', path: ['effects', 'paidWith'], message });
    }
    if (workspaceOfScope(scope) && conditions.workspace !== undefined) {
      const message = 'Suppliers are of costs, and customers of sales.';
      context.addIssue({ code: 'custom', path: ['conditions', 'workspace'], message });
    }
  });
export type RuleInput = z.output<typeof ruleInput>;

/** What is stored; null where this version can't read it, so that it is shown as broken and does nothing. */
export function parseRuleParts(stored: {
  conditions: unknown;
  effects: unknown;
}): { conditions: RuleConditions; effects: RuleEffects } | null {
  const parsed = z.object({ conditions, effects }).safeParse(stored);
  return parsed.success ? parsed.data : null;
}

const steppedBack = z.partialRecord(z.enum(steppingEffects), z.object({ items: z.array(z.int()) }));

/** What this version cannot read is nothing: the rule says all that it sets. */
export const parseSteppedBack = (stored: unknown): SteppedBack => steppedBack.safeParse(stored).data ?? {};
