import { formatDate } from '../calendar-date.ts';
import type { Coding } from '../coding/coding.ts';
import { isolated } from '../isolated.ts';
import { monthName, monthOf } from '../month.ts';

/** What is suggested of an item from how items before it were coded. A description is a template. */
export const suggestedFields = [
  'accountId',
  'taxRateId',
  'tracking1OptionId',
  'tracking2OptionId',
  'description',
  'paidWith',
  'ownerId',
] as const;
export type SuggestedField = (typeof suggestedFields)[number];

/**
 * An item as people left it. A field that is missing nobody has decided; null is that it was left empty by whoever decided
 * about the item.
 */
export type PastItem = {
  number: number;
  values: Partial<Record<SuggestedField, string | null>>;
  /** Of its documents and lines; empty where nobody needed to know. */
  words: ReadonlySet<string>;
};

/** A value that an item most likely has, and why. */
export type Suggestion = {
  field: SuggestedField;
  value: string;
  because: string;
  /** From 0 to 1: how much of what is known speaks for it, the newest the most. */
  sureness: number;
  second: { value: string; because: string } | null;
};

/** From here on it is filled in where the business has that done; less sure it is only offered. */
export const FILLED_FROM = 0.6;
const OFFERED_FROM = 0.15;

/** How much an item counts for beside the one after it. */
const FADING = 0.65;
/** What speaks against everything that is known from little. */
const DOUBT = 0.4;
/** Of those that are looked at, the newest that reasons are told of. */
const TOLD_OF = 12;
/** A word that the last item with it and none other had says nothing. */
const LEAST_WITH_WORD = 2;
/** How much surer a word has to make it than the supplier alone. */
const WORTH_A_WORD = 0.05;

type Leaning = { value: string | null; share: number; count: number; of: number };

/**
 * What an item of a contact is likely coded with, field by field: as the items of the contact before it, newest first, were
 * by people; where those differ, as those were that have a word in common with it that tells them apart. What is newest
 * counts most, so that a change of mind is followed and a slip is not. Nothing where nobody decided anything.
 */
export function suggestions(
  past: readonly PastItem[],
  { words, contactName }: { words: ReadonlySet<string>; contactName: string },
): Suggestion[] {
  return suggestedFields.flatMap((field): Suggestion[] => {
    const decided = past.filter((item) => item.values[field] !== undefined);
    const whole = leanings(decided, field);
    const best = whole[0];
    if (!best) return [];
    const telling = best.share === 1 ? null : tellingWord(decided, field, words, sureness(best));
    const chosen = telling?.leanings ?? whole;
    const [first, second] = chosen;
    if (!first || first.value === null || sureness(first) < OFFERED_FROM) return [];
    const next = second ?? whole.find(({ value }) => value !== first.value);
    const told = (leaning: Leaning) =>
      second === undefined && leaning !== first
        ? reason(leaning, { contactName, word: null, only: null })
        : reason(leaning, { contactName, word: telling?.word ?? null, only: decided.length === 1 ? decided[0] : null });
    return [
      {
        field,
        value: first.value,
        because: told(first),
        sureness: sureness(first),
        second: next && next.value !== null ? { value: next.value, because: told(next) } : null,
      },
    ];
  });
}

/** The values that those items have of a field, the likeliest first. */
function leanings(items: readonly PastItem[], field: SuggestedField): Leaning[] {
  const found = new Map<string | null, { weight: number; count: number; newest: number }>();
  let total = 0;
  for (const [rank, { values }] of items.entries()) {
    const value = values[field] ?? null;
    const weight = FADING ** rank;
    total += weight;
    const known = found.get(value) ?? { weight: 0, count: 0, newest: rank };
    found.set(value, {
      ...known,
      weight: known.weight + weight,
      count: known.count + (rank < TOLD_OF ? 1 : 0),
    });
  }
  return [...found]
    .toSorted(([, a], [, b]) => b.weight - a.weight || a.newest - b.newest)
    .map(([value, { weight, count }]) => ({
      value,
      share: found.size === 1 ? 1 : weight / total,
      count,
      of: Math.min(items.length, TOLD_OF),
    }));
}

function sureness({ share, of }: Leaning): number {
  const known = (1 - FADING ** of) / (1 - FADING);
  return share * (known / (known + DOUBT));
}

/** The word that the item and some of those before it have, and that tells most surely how they were coded. */
function tellingWord(
  decided: readonly PastItem[],
  field: SuggestedField,
  words: ReadonlySet<string>,
  toBeat: number,
): { word: string; leanings: Leaning[] } | null {
  let best: { word: string; leanings: Leaning[]; sureness: number; of: number } | null = null;
  for (const word of words) {
    const having = decided.filter((item) => item.words.has(word));
    if (having.length < LEAST_WITH_WORD || having.length === decided.length) continue;
    const found = leanings(having, field);
    const [first] = found;
    if (!first) continue;
    const sure = sureness(first);
    if (sure < toBeat + WORTH_A_WORD) continue;
    const isBetter =
      best === null ||
      sure > best.sureness ||
      (sure === best.sureness && (having.length > best.of || (having.length === best.of && word < best.word)));
    if (isBetter) best = { word, leanings: found, sureness: sure, of: having.length };
  }
  return best;
}

function reason(
  { count, of }: Leaning,
  { contactName, word, only }: { contactName: string; word: string | null; only: PastItem | null | undefined },
): string {
  const whose = isolated(contactName);
  if (word !== null) return `${count} of the last ${of} of ${whose} with “${isolated(word)}”`;
  if (only) return `As item ${only.number} of ${whose}`;
  return `${count} of the last ${of} of ${whose}`;
}

const LONGEST_TEXT = 20_000;
const MAX_WORDS = 600;

/** The words of texts as they are compared: of three letters and more, without capitals, accents and numbers. */
export function wordsOf(texts: readonly string[]): Set<string> {
  const words = new Set<string>();
  for (const text of texts) {
    const plain = text.slice(0, LONGEST_TEXT).normalize('NFD').replace(/\p{M}/gu, '').toLowerCase();
    for (const [word] of plain.matchAll(/\p{L}{3,40}/gu)) {
      words.add(word);
      if (words.size >= MAX_WORDS) return words;
    }
  }
  return words;
}

/** What a description becomes that names the item's own month, date or reference, so that the next can have its own. */
export function templateOf(
  description: string,
  { issuedOn, reference }: Pick<Coding, 'issuedOn' | 'reference'>,
): string {
  let template = description;
  if (issuedOn) {
    template = template.replaceAll(formatDate(issuedOn), '{date}').replaceAll(monthName(monthOf(issuedOn)), '{month}');
  }
  if (reference && reference.length >= 3) template = template.replaceAll(reference, '{reference}');
  return template;
}
