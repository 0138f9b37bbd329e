import type { Coding } from '../coding/coding.ts';
import type { Provenance, Source } from '../coding/provenance.ts';
import type { Lists } from '../lists.ts';
import { effectChanges, fieldOfEffect } from './resolve-rules.ts';
import type { Rule, RuleEffect } from './rule.ts';
import type { RuleItem } from './rule-match.ts';

/**
 * The parts of a rule that can step back. A description is not among them, since people amend one more often than it is
 * wrong, and a split has no one value.
 */
export const steppingEffects = [
  'accountId',
  'taxRateId',
  'tracking1OptionId',
  'tracking2OptionId',
  'dueDays',
  'paidWith',
  'publishTo',
  'publishAs',
] as const satisfies readonly RuleEffect[];
export type SteppingEffect = (typeof steppingEffects)[number];

/** What a rule says no more, each with the items in which people chose otherwise, the newest first. */
export type SteppedBack = Partial<Record<SteppingEffect, { items: number[] }>>;

/** What became of a value that a rule had set: it stood, or a person chose another; null while neither is known. */
export type Verdict = 'stood' | 'against' | null;

/** Decisions one after the other that all went against a rule: one may be a slip. */
export const AGAINST_TO_STEP_BACK = 2;

/** Whether the newest decisions speak against a rule. `verdicts` are those of the items that it coded, the newest first. */
export function stepsBack(verdicts: readonly Verdict[]): boolean {
  const known = verdicts.filter((verdict) => verdict !== null).slice(0, AGAINST_TO_STEP_BACK);
  return known.length === AGAINST_TO_STEP_BACK && known.every((verdict) => verdict === 'against');
}

/** The rule without the parts in which it has stepped back: it is for the same items, and leaves these fields to others. */
export function standingPart<T extends Pick<Rule, 'effects'>>(rule: T, back: SteppedBack): T {
  const rest = Object.fromEntries(Object.entries(rule.effects).filter(([effect]) => !(effect in back)));
  return { ...rule, effects: rest };
}

/** `isSettled`: the item is published or on its way, so what a rule has set of it somebody has let stand. */
export function verdictOf(
  effect: SteppingEffect,
  rule: Rule,
  item: Pick<RuleItem, 'coding' | 'sources' | 'rowSources'>,
  { isSettled, lists }: { isSettled: boolean; lists: Lists },
): Verdict {
  const cells = cellsOf(effect, item);
  const wanted = wantedOf(effect, rule, item, lists);
  if (wanted === undefined || cells.length === 0) return null;
  const others = cells.filter(({ value }) => value !== wanted);
  if (others.length > 0) return others.some(({ source }) => source?.isLocked) ? 'against' : null;
  return isSettled || cells.some(({ source }) => source?.isLocked) ? 'stood' : null;
}

function wantedOf(effect: SteppingEffect, rule: Rule, { coding }: Pick<RuleItem, 'coding'>, lists: Lists): unknown {
  if (effect === 'paidWith') return rule.effects.paidWith;
  return effectChanges({ effect, rule, because: '', isOver: false }, { coding }, lists)?.[fieldOfEffect[effect]];
}

type Cell = { value: unknown; source: Source | undefined };

/** Where an item has the value: in itself, in its lines where it has any, or in its payments. */
function cellsOf(
  effect: SteppingEffect,
  { coding, sources, rowSources }: Pick<RuleItem, 'coding' | 'sources' | 'rowSources'>,
): Cell[] {
  const field = fieldOfEffect[effect];
  if (effect === 'paidWith') {
    const [payment] = coding.payments;
    const own = payment && rowSources.get(payment.id)?.paymentMethodId;
    return [{ value: payment?.paymentMethodId ?? undefined, source: own?.isLocked ? own : sources.payments }];
  }
  const isOfLines = field in (coding.lines[0] ?? {});
  if (!isOfLines) return [{ value: coding[field as keyof Coding], source: sources[field] }];
  return coding.lines.map((line) => ({
    value: line[field as keyof typeof line],
    source: (rowSources.get(line.id) as Provenance | undefined)?.[field],
  }));
}
