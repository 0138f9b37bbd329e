import type { Workspace } from '../paths.ts';
import type { Rule, RuleConditions, RuleEffects } from '../rules/rule.ts';
import { type PastItem, type SuggestedField, suggestedFields } from './past-choices.ts';

/** A rule that what people decided here speaks for. */
export type FoundRule = {
  /** By which it is known again, whatever it would set by then. */
  subject: string;
  scope: { kind: 'SUPPLIER' | 'CUSTOMER'; id: string };
  conditions: RuleConditions;
  effects: RuleEffects;
  /** Decisions that it could have made, and those of them that people made as it would have. */
  support: number;
  agreeing: number;
  /** A few of the items that agree, the newest. */
  itemNumbers: number[];
};

/** Of a contact, the newest items that are looked at. */
export const LOOKED_AT = 24;
/** Fewer decisions are a beginning and no habit. */
const LEAST_SUPPORT = 3;
/** Of a hundred decisions, those that a rule has to have met. */
const LEAST_PRECISION = 0.9;
/** The same for one that goes by a word, of all that were coded so. */
const LEAST_COVERED = 0.7;
const MAX_BY_WORDS = 3;
const SHOWN_ITEMS = 5;

/** What a rule sets for a field of which people decided. Owners have no rule that sets them. */
const effectOf = {
  accountId: 'accountId',
  taxRateId: 'taxRateId',
  tracking1OptionId: 'tracking1OptionId',
  tracking2OptionId: 'tracking2OptionId',
  description: 'description',
  paidWith: 'paidWith',
} as const satisfies Partial<Record<SuggestedField, keyof RuleEffects>>;
type RuledField = keyof typeof effectOf;

const ruledFields = suggestedFields.filter((field): field is RuledField => field in effectOf);

/**
 * The rules that the decisions about one contact speak for, newest items first: one for what is nearly always decided alike
 * and, where the category goes by what the document says, one for each category that a word of it tells. Nothing that a rule
 * of the contact says already, unless the last decisions all went against it.
 */
export function foundRules(
  items: readonly PastItem[],
  contact: { id: string; workspace: Workspace },
  rules: readonly Pick<Rule, 'scope' | 'conditions' | 'effects'>[],
): FoundRule[] {
  const lately = items.slice(0, LOOKED_AT);
  const scope = { kind: contact.workspace === 'COSTS' ? 'SUPPLIER' : 'CUSTOMER', id: contact.id } as const;
  const own = rules.filter((rule) => rule.scope.kind === scope.kind && rule.scope.id === scope.id);
  const isSaid = (field: RuledField, words?: string) =>
    own.some(
      ({ conditions, effects }) =>
        effects[effectOf[field]] !== undefined &&
        (words === undefined ? Object.keys(conditions).length === 0 : (conditions.words ?? []).includes(words)),
    );

  const effects: RuleEffects = {};
  for (const field of ruledFields) {
    const said = own.find(
      (rule) => Object.keys(rule.conditions).length === 0 && rule.effects[effectOf[field]] !== undefined,
    )?.effects[effectOf[field]];
    const value = said === undefined ? usualOf(lately, field) : changedFrom(String(said), lately, field);
    if (value) Object.assign(effects, { [effectOf[field]]: value });
  }
  const found: FoundRule[] = [];
  if (Object.keys(effects).length > 0) {
    found.push({
      subject: `${scope.kind} ${scope.id}`,
      scope,
      conditions: {},
      effects,
      ...evidenceOf(lately, effects),
    });
  }
  for (const { conditions, effects: said } of own) {
    const { words = [], ...more } = conditions;
    if (words.length === 0 || Object.keys(more).length > 0 || said.accountId === undefined) continue;
    const having = lately.filter((item) => words.some((word) => item.words.has(word)));
    const accountId = changedFrom(said.accountId, having, 'accountId');
    if (accountId === null) continue;
    const subject = `${scope.kind} ${scope.id} ${words.join(' ')}`;
    found.push({ subject, scope, conditions, effects: { accountId }, ...evidenceOf(having, { accountId }) });
  }
  const isMixed = effects.accountId === undefined && !isSaid('accountId');
  for (const { word, accountId, having } of isMixed ? wordsThatTell(lately) : []) {
    if (isSaid('accountId', word)) continue;
    const set = { accountId };
    found.push({
      ...{ subject: `${scope.kind} ${scope.id} ${word}`, scope, conditions: { words: [word] }, effects: set },
      ...evidenceOf(having, set),
    });
  }
  return found;
}

/** The value that is nearly always chosen; null for none, also where it is nearly always left empty. */
function usualOf(items: readonly PastItem[], field: RuledField): string | null {
  const decided = items.flatMap(({ values }) => (values[field] === undefined ? [] : [values[field]]));
  if (decided.length < LEAST_SUPPORT) return null;
  const counts = Map.groupBy(decided, (value) => value);
  const [best] = [...counts].toSorted(([, a], [, b]) => b.length - a.length);
  if (!best || best[0] === null) return null;
  // What was chosen last is what holds now.
  return best[1].length / decided.length >= LEAST_PRECISION && decided[0] === best[0] ? best[0] : null;
}

/** What people choose by now in place of what a rule says: the last ones agree on it. Null where they do as it says. */
function changedFrom(said: string, items: readonly PastItem[], field: RuledField): string | null {
  const lately = items.flatMap(({ values }) => values[field] ?? []).slice(0, LEAST_SUPPORT);
  const [value = said] = lately;
  return lately.length === LEAST_SUPPORT && value !== said && lately.every((each) => each === value) ? value : null;
}

function evidenceOf(
  items: readonly PastItem[],
  effects: RuleEffects,
): Pick<FoundRule, 'support' | 'agreeing' | 'itemNumbers'> {
  const set = ruledFields.filter((field) => effects[effectOf[field]] !== undefined);
  const decided = items.filter(({ values }) => set.some((field) => values[field] !== undefined));
  const agreeing = decided.filter(({ values }) =>
    set.every((field) => values[field] === undefined || values[field] === effects[effectOf[field]]),
  );
  return {
    support: decided.length,
    agreeing: agreeing.length,
    itemNumbers: agreeing.slice(0, SHOWN_ITEMS).map(({ number }) => number),
  };
}

/** For each category the word that tells it best, where one does. */
function wordsThatTell(items: readonly PastItem[]): { word: string; accountId: string; having: PastItem[] }[] {
  const decided = items.filter(({ values }) => values.accountId);
  const found: { word: string; accountId: string; having: PastItem[]; covered: number }[] = [];
  for (const [accountId, those] of Map.groupBy(decided, ({ values }) => values.accountId as string)) {
    if (those.length < LEAST_SUPPORT || those.length === decided.length) continue;
    let best: { word: string; having: PastItem[]; covered: number } | null = null;
    for (const word of new Set(those.flatMap(({ words }) => [...words]))) {
      const having = decided.filter(({ words }) => words.has(word));
      const right = having.filter(({ values }) => values.accountId === accountId).length;
      const covered = right / those.length;
      if (right < LEAST_SUPPORT || right / having.length < LEAST_PRECISION || covered < LEAST_COVERED) continue;
      const isBetter = !best || covered > best.covered || (covered === best.covered && isPlainer(word, best.word));
      if (isBetter) best = { word, having, covered };
    }
    if (best) found.push({ ...best, accountId });
  }
  return found.toSorted((a, b) => b.having.length - a.having.length).slice(0, MAX_BY_WORDS);
}

/** Of two words that tell the same, the longer says more to people. */
const isPlainer = (word: string, than: string) =>
  word.length > than.length || (word.length === than.length && word < than);

/** How much more evidence there has to be than when a suggestion was dismissed, for it to be made again. */
const MUCH_MORE = 2;

/** Whether a dismissed suggestion is made again: it says something else by now, or much more speaks for it. */
export function isMadeAgain(
  dismissed: { effects: RuleEffects; conditions: RuleConditions; support: number },
  found: Pick<FoundRule, 'effects' | 'conditions' | 'support'>,
): boolean {
  const says = ({ effects, conditions }: Pick<FoundRule, 'effects' | 'conditions'>) =>
    JSON.stringify([Object.entries(effects).toSorted(), Object.entries(conditions).toSorted()]);
  return says(dismissed) !== says(found) || found.support >= Math.max(dismissed.support, LEAST_SUPPORT) * MUCH_MORE;
}
