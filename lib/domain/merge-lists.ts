import { contactNameKey, nameKeyOf, normaliseContactName } from './contact-name.ts';
import { comparable } from './text.ts';

/** The lists that can be merged, as their pages are called in addresses. Bank accounts are payment methods. */
export const mergeLists = ['categories', 'tax-rates', 'tracking', 'payment-methods', 'products', 'contacts'] as const;
export type MergeList = (typeof mergeLists)[number];

export const mergeListTitles: Record<MergeList, string> = {
  categories: 'Categories',
  'tax-rates': 'Tax rates',
  tracking: 'Tracking',
  'payment-methods': 'Payment methods',
  products: 'Products and services',
  contacts: 'Suppliers and customers',
};

/** An entry of old or new books, with what it can be known again by. */
export type MergeEntry = {
  id: string;
  code: string | null;
  name: string;
  /**
   * The class of a category, the percentage of a tax rate, the tracking category of an option, the currency of a bank
   * account.
   */
  group: string | null;
  /** A bank account's number; a contact's tax, account and bank account numbers. */
  numbers: readonly string[];
  email: string | null;
};

/** By what two entries seem to be one. */
const pairReasons = ['name', 'code', 'number', 'firm', 'alike', 'email', 'group'] as const;
export type PairReason = (typeof pairReasons)[number];

/** How sure a suggestion is, the surest first. */
export const confidences = ['certain', 'likely', 'possible'] as const;
export type Confidence = (typeof confidences)[number];

export type Suggestion = {
  fromId: string;
  toId: string;
  confidence: Confidence;
  reasons: PairReason[];
  /** Another entry would do as well. */
  isAmbiguous: boolean;
};

type Rule = {
  /** Entries of two groups are never one: a rate of another percentage would change the tax. */
  isWithinGroup: boolean;
  certain: readonly PairReason[][];
  likely: readonly PairReason[][];
  possible: readonly PairReason[][];
};

const rules: Record<MergeList, Rule> = {
  categories: {
    isWithinGroup: true,
    certain: [['name']],
    likely: [['code', 'alike']],
    possible: [['code'], ['alike']],
  },
  'tax-rates': {
    isWithinGroup: true,
    certain: [['code'], ['name']],
    likely: [['alike']],
    possible: [],
  },
  tracking: { isWithinGroup: false, certain: [['name', 'group']], likely: [], possible: [['name']] },
  'payment-methods': {
    isWithinGroup: true,
    certain: [['number']],
    likely: [['name']],
    possible: [['alike']],
  },
  products: { isWithinGroup: false, certain: [['code', 'name']], likely: [['code'], ['name']], possible: [['alike']] },
  contacts: {
    isWithinGroup: false,
    certain: [['name'], ['firm', 'number']],
    likely: [['firm'], ['number']],
    possible: [['email']],
  },
};

/** What is worth the more, the first above all: decides between several, never whether one is suggested. */
const weights: Record<PairReason, number> = { name: 32, number: 16, code: 8, firm: 4, email: 3, alike: 2, group: 1 };

/** Names that have at least half of their words in common. */
const ALIKE = 0.5;

/**
 * Which new entry each old one most likely is, with how sure that is and why. At most one for each, none twice: where
 * two old ones point at one new, the surer has it. One that others would do as well for is never more than possible.
 * Does not depend on the order in which the entries come.
 */
export function suggestPairs(
  list: MergeList,
  olds: readonly MergeEntry[],
  news: readonly MergeEntry[],
): Map<string, Suggestion> {
  const alike = likenesses(list, news.map(traitsOf));
  const scored = olds.flatMap((old) => {
    const traits = traitsOf(old);
    const found = alike(traits).flatMap((candidate) => compared(list, traits, candidate) ?? []);
    const best = Math.max(...found.map(({ score }) => score));
    const isTied = found.filter(({ score }) => score === best).length > 1;
    return found.map((pair) => ({ ...pair, isAmbiguous: isTied && pair.score === best }));
  });
  scored.sort(
    (one, other) =>
      rank(one) - rank(other) ||
      other.score - one.score ||
      compareText(one.fromId, other.fromId) ||
      compareText(one.toId, other.toId),
  );
  const suggestions = new Map<string, Suggestion>();
  const taken = new Set<string>();
  for (const { score: _, ...pair } of scored) {
    if (suggestions.has(pair.fromId) || taken.has(pair.toId)) continue;
    taken.add(pair.toId);
    suggestions.set(pair.fromId, pair.isAmbiguous ? { ...pair, confidence: 'possible' } : pair);
  }
  return suggestions;
}

/** Whether a suggestion is at least so sure. */
export function isAsSure(suggestion: Confidence, wanted: Confidence): boolean {
  return confidences.indexOf(suggestion) <= confidences.indexOf(wanted);
}

/** Finds those that have something in common: one by one where words are compared, else by what they have. */
function likenesses(list: MergeList, known: readonly Traits[]): (old: Traits) => readonly Traits[] {
  const { certain, likely, possible } = rules[list];
  if ([certain, likely, possible].flat(2).includes('alike')) return () => known;
  const having = new Map<string, Traits[]>();
  for (const traits of known) {
    for (const key of keysOf(traits)) {
      const others = having.get(key);
      if (others) others.push(traits);
      else having.set(key, [traits]);
    }
  }
  return (old) => [...new Set(keysOf(old).flatMap((key) => having.get(key) ?? []))];
}

const keysOf = ({ name, code, firm, numbers, email }: Traits): string[] =>
  Object.entries({ name, code, firm, email })
    .flatMap(([trait, value]) => (value === '' ? [] : [`${trait} ${value}`]))
    .concat([...numbers].map((number) => `number ${number}`));

type Scored = Suggestion & { score: number };

const rank = ({ confidence, isAmbiguous }: Scored) => confidences.indexOf(confidence) + (isAmbiguous ? 10 : 0);
const compareText = (one: string, other: string) => (one < other ? -1 : one > other ? 1 : 0);

type Traits = {
  entry: MergeEntry;
  code: string;
  name: string;
  firm: string;
  words: ReadonlySet<string>;
  numbers: ReadonlySet<string>;
  email: string;
  group: string;
};

function traitsOf(entry: MergeEntry): Traits {
  const normalised = normaliseContactName(entry.name);
  const numbers = entry.numbers.map((number) => number.replace(/[^\p{Letter}\p{Number}]/gu, '').toUpperCase());
  return {
    entry,
    code: comparable(entry.code ?? ''),
    name: nameKeyOf(entry.name),
    firm: contactNameKey(normalised),
    words: new Set(normalised.split(' ').filter((word) => word.length > 1)),
    // Such as "n/a".
    numbers: new Set(numbers.filter((number) => number.length >= 5)),
    email: comparable(entry.email ?? ''),
    group: comparable(entry.group ?? ''),
  };
}

function compared(list: MergeList, old: Traits, candidate: Traits): Omit<Scored, 'isAmbiguous'> | null {
  const rule = rules[list];
  const isSameGroup = old.group !== '' && old.group === candidate.group;
  if (rule.isWithinGroup && old.group !== candidate.group) return null;
  const isName = old.name !== '' && old.name === candidate.name;
  const holds: Record<PairReason, boolean> = {
    name: isName,
    code: old.code !== '' && old.code === candidate.code,
    number: [...old.numbers].some((number) => candidate.numbers.has(number)),
    firm: old.firm !== '' && old.firm === candidate.firm,
    alike: isName || shared(old.words, candidate.words) >= ALIKE,
    email: old.email !== '' && old.email === candidate.email,
    group: isSameGroup,
  };
  const confidence = confidences.find((each) => rule[each].some((all) => all.every((reason) => holds[reason])));
  if (!confidence) return null;
  const isSaid = (reason: PairReason) =>
    holds[reason] &&
    !(isName && (reason === 'firm' || reason === 'alike')) &&
    (reason !== 'firm' || list === 'contacts');
  const reasons = pairReasons.filter(isSaid);
  const score = pairReasons.reduce((sum, reason) => sum + (holds[reason] ? weights[reason] : 0), 0);
  return { fromId: old.entry.id, toId: candidate.entry.id, confidence, reasons, score };
}

/** The part of the words of both that both have. */
function shared(one: ReadonlySet<string>, other: ReadonlySet<string>): number {
  let both = 0;
  for (const word of one) if (other.has(word)) both++;
  const all = one.size + other.size - both;
  return all === 0 ? 0 : both / all;
}

const groupNames: Record<MergeList, string> = {
  categories: 'class',
  'tax-rates': 'rate',
  tracking: 'tracking category',
  'payment-methods': 'currency',
  products: 'kind',
  contacts: 'kind',
};

/** Why a pair is suggested, in words: `Same name and code`. */
export function pairWords(
  list: MergeList,
  { reasons, isAmbiguous }: Pick<Suggestion, 'reasons' | 'isAmbiguous'>,
): string {
  const names: Record<PairReason, string> = {
    name: 'name',
    code: list === 'tax-rates' ? 'tax type' : 'code',
    number: 'number',
    firm: 'name but for its legal form',
    alike: 'words',
    email: 'e-mail',
    group: groupNames[list],
  };
  const same = reasons.map((reason) => names[reason]);
  const words = same.length > 1 ? `${same.slice(0, -1).join(', ')} and ${same.at(-1)}` : (same[0] ?? '');
  return `Same ${words}${isAmbiguous ? '; others would do as well' : ''}`;
}
