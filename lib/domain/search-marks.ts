import { foldText } from './fold-text.ts';

/** A part of a text, in its UTF-16 units: from the first, up to and without the second. */
export type Mark = readonly [from: number, to: number];

/** A text with the parts of it that were searched for. */
export type MarkedText = { text: string; marks: Mark[] };

/**
 * Where the words of a search are in a text, whatever their case and accents, in order; those that meet are one. A word that
 * is there only without the text's apostrophes and points, as names are compared, is marked with them.
 */
export function marksIn(text: string, words: readonly string[]): Mark[] {
  const whole = folded(text, /^$/);
  const bare = folded(text, /['’.]/);
  const found = words.flatMap((word) => {
    const marks = placesOf(whole, foldedText(word));
    return marks.length > 0 ? marks : placesOf(bare, foldedText(word).replace(/['’.]/g, ''));
  });
  const joined: [number, number][] = [];
  for (const [from, to] of found.toSorted(([one], [other]) => one - other)) {
    const last = joined.at(-1);
    if (last && from <= last[1]) last[1] = Math.max(last[1], to);
    else joined.push([from, to]);
  }
  return joined;
}

/** Characters that are shown of a text around its first mark. */
const BEFORE = 16;
const LONGEST = 60;

/** The part of a long text that its first mark is in, with what is left of its marks. */
export function excerpt({ text, marks }: MarkedText): MarkedText {
  const first = marks[0]?.[0] ?? 0;
  // At the beginning of a word.
  const isWhole = first <= BEFORE || text.length <= LONGEST;
  const start = isWhole ? 0 : Math.min(text.indexOf(' ', first - BEFORE) + 1 || first, first);
  const part = text.slice(start, start + LONGEST);
  const lead = start > 0 ? '…' : '';
  const tail = start + LONGEST < text.length ? '…' : '';
  const moved = marks.flatMap(([from, to]): Mark[] => {
    const end = Math.min(to - start, part.length);
    return from < start || from - start >= end ? [] : [[from - start + lead.length, end + lead.length]];
  });
  return { text: `${lead}${part}${tail}`, marks: moved };
}

/** A text as it is compared, and for each of its units where the one that it comes from begins and ends. */
type Folded = { text: string; places: Mark[] };

function folded(text: string, left: RegExp): Folded {
  const places: Mark[] = [];
  let all = '';
  let at = 0;
  for (const character of text) {
    const end = at + character.length;
    const plain = left.test(character) ? '' : foldedText(character);
    // What is left of a letter's accent, written apart, belongs to the letter.
    const last = places.at(-1);
    if (plain === '' && last && last[1] === at && /\p{Mark}/u.test(character)) {
      places[places.length - 1] = [last[0], end];
    }
    for (let unit = 0; unit < plain.length; unit++) places.push([at, end]);
    all += plain;
    at = end;
  }
  return { text: all, places };
}

const foldedText = (text: string) => foldText(text).replace(/\s/gu, ' ');

function placesOf({ text, places }: Folded, wanted: string): Mark[] {
  const found: Mark[] = [];
  if (wanted === '') return found;
  for (let at = text.indexOf(wanted); at !== -1; at = text.indexOf(wanted, at + wanted.length)) {
    const first = places[at];
    const last = places[at + wanted.length - 1];
    if (first && last) found.push([first[0], last[1]]);
  }
  return found;
}
