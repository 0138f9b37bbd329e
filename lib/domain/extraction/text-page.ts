/** The text of a page as readers of PDFs and pictures find it: words with places, put into rows as a person sees them. */
import { MAX_PAGE_ROWS, MAX_ROW_WORDS, type Place, type ReadPage } from './reading.ts';

/**
 * A word, or what stands like one. Its sides are measured in widths of the page, on the page as it is read: turned, and
 * with its rows made straight. `place` is on the page as it is shown.
 */
export type Word = {
  text: string;
  left: number;
  right: number;
  top: number;
  bottom: number;
  /** How sure its reader is of the letters, 0 to 1. */
  confidence: number;
  place: Place;
};

/** Words that stand beside each other, from left to right. */
export type Row = { words: Word[]; text: string; left: number; right: number; top: number; bottom: number };

export type TextPage = { source: ReadPage['source']; rows: Row[] /** Height in widths. */; height: number };

/** Longer texts are cut, so that a reading stays small. */
const MAX_WORD_CHARACTERS = 200;

/** Words as rows from top to bottom; what overlaps another word of a row begins a row of its own. */
export function rowsOf(words: Word[]): Row[] {
  const sorted = words
    .filter(({ text }) => text.trim() !== '')
    .sort((one, other) => one.top + one.bottom - other.top - other.bottom);
  const rows: { words: Word[]; top: number; bottom: number; middle: number }[] = [];
  for (const word of sorted) {
    const middle = (word.top + word.bottom) / 2;
    let best: (typeof rows)[number] | undefined;
    let bestShare = 0.5;
    for (const row of rows.slice(-NEAR_ROWS)) {
      const height = Math.min(word.bottom - word.top, row.bottom - row.top);
      const share = (Math.min(word.bottom, row.bottom) - Math.max(word.top, row.top)) / Math.max(height, 1e-6);
      const isNear =
        Math.abs(middle - row.middle) < 0.55 * Math.max(word.bottom - word.top, row.bottom - row.top) &&
        !row.words.some((other) => collides(other, word));
      if (share > bestShare && isNear) {
        best = row;
        bestShare = share;
      }
    }
    if (best) {
      best.words.push(word);
      const count = best.words.length;
      best.middle += (middle - best.middle) / count;
      // The row's band is its words' average, so that a tall word does not swallow the next row.
      best.top += (word.top - best.top) / count;
      best.bottom += (word.bottom - best.bottom) / count;
    } else rows.push({ words: [word], top: word.top, bottom: word.bottom, middle });
  }
  return rows
    .sort((one, other) => one.middle - other.middle)
    .slice(0, MAX_PAGE_ROWS)
    .map(({ words: found }) => toRow(found.sort((one, other) => one.left - other.left).slice(0, MAX_ROW_WORDS)));
}

const NEAR_ROWS = 8;

function collides(one: Word, other: Word): boolean {
  const shared = Math.min(one.right, other.right) - Math.max(one.left, other.left);
  return shared > 0.5 * Math.min(one.right - one.left, other.right - other.left);
}

export function toRow(words: Word[]): Row {
  return {
    words,
    text: words.map(({ text }) => text).join(' '),
    left: Math.min(...words.map(({ left }) => left)),
    right: Math.max(...words.map(({ right }) => right)),
    top: Math.min(...words.map(({ top }) => top)),
    bottom: Math.max(...words.map(({ bottom }) => bottom)),
  };
}

/** The words as they are kept beside a reading. */
export function toReadPage({ source, rows }: TextPage): ReadPage {
  return {
    source,
    rows: rows.map(({ words }) =>
      words.map(({ text, place: { left, top, width, height } }) => ({
        text: text.slice(0, MAX_WORD_CHARACTERS),
        ...{ left, top, width, height },
      })),
    ),
  };
}

/** The place around several, which are on one page. */
export function placeAround(places: Place[]): Place | null {
  const [first] = places;
  if (!first) return null;
  const same = places.filter(({ page }) => page === first.page);
  const left = Math.min(...same.map((each) => each.left));
  const top = Math.min(...same.map((each) => each.top));
  const right = Math.max(...same.map((each) => each.left + each.width));
  const bottom = Math.max(...same.map((each) => each.top + each.height));
  return {
    page: first.page,
    left,
    top,
    width: Math.min(1 - left, right - left),
    height: Math.min(1 - top, bottom - top),
  };
}

/** A place by its sides in parts of the page, with what lies outside of it cut off. */
export function placeOf(page: number, sides: { left: number; top: number; right: number; bottom: number }): Place {
  const cut = (value: number) => Math.min(1, Math.max(0, Math.round(value * 1e5) / 1e5));
  const [left, top] = [cut(sides.left), cut(sides.top)];
  const round = (value: number) => Math.round(value * 1e5) / 1e5;
  return { page, left, top, width: round(cut(sides.right) - left), height: round(cut(sides.bottom) - top) };
}
