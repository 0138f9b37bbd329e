/** A document's rows as rules read them: each with its cells, and from any part of its text back to the place. */
import type { Place } from './reading.ts';
import { placeAround, type Row, type TextPage, toRow, type Word } from './text-page.ts';

/** Words close to each other: one column of a row. `start` and `end` are in the row's text. */
export type Cell = { text: string; start: number; end: number; left: number; right: number };

export type PrintedRow = {
  /** Among all rows of the document. */
  index: number;
  page: number;
  words: Word[];
  /** Where each word begins in the text. */
  starts: number[];
  text: string;
  /** The text in small letters without accents, letter for letter. */
  plain: string;
  cells: Cell[];
  left: number;
  right: number;
  top: number;
  bottom: number;
};

export type PrintedText = {
  rows: PrintedRow[];
  /** What stands before decimals in most of its amounts. */
  decimalMark: '.' | ',';
  /** Whether letters were seen by a machine, which takes some for others. */
  isSeen: boolean;
  /** The usual height of a row, in widths of the page. */
  rowHeight: number;
};

/** A gap of so many heights parts two columns. */
const CELL_GAP = 0.9;
const MAX_ROWS = 3_000;

export function printedText(pages: TextPage[]): PrintedText {
  const decimalMark = decimalMarkOf(pages);
  const rows = pages
    .flatMap(({ rows: found, source }, page) =>
      found.map((row) => {
        const joined = withNumbersJoined(row, decimalMark);
        return { page, row: source === 'ocr' ? withAmountsJoined(joined) : joined };
      }),
    )
    .slice(0, MAX_ROWS)
    .map(({ page, row }, index) => toPrintedRow(row, page, index));
  const heights = rows.map(({ top, bottom }) => bottom - top).sort((one, other) => one - other);
  return {
    rows,
    decimalMark,
    isSeen: pages.some(({ source }) => source === 'ocr'),
    rowHeight: heights[Math.floor(heights.length / 2)] ?? 0.015,
  };
}

function decimalMarkOf(pages: TextPage[]): '.' | ',' {
  let [points, commas] = [0, 0];
  for (const { text } of pages.flatMap(({ rows }) => rows)) {
    points += text.match(/\d\.\d{2}(?![\d.,])/g)?.length ?? 0;
    commas += text.match(/\d,\d{2}(?![\d.,])/g)?.length ?? 0;
  }
  return commas > points ? ',' : '.';
}

/**
 * `1 234,56` is one number where its parts stand close; where decimals stand behind a point, only behind the sign of a
 * currency: `2 150.00` is a quantity and its price.
 */
function withNumbersJoined(row: Row, decimalMark: '.' | ','): Row {
  if (!/\d \d{3}([,.]\d\d| \d{3}|\s?[€$£])/.test(row.text)) return row;
  const [begins, goesOn] =
    decimalMark === ','
      ? [/^[-−]?\d{1,3}(\d{3})*$/, /^\d{3}(,\d\d)?[€$£]?$/]
      : [/^[$€£R]\d{1,3}(\d{3})*$/, /^\d{3}(\.\d\d)?$/];
  return withJoined(row, 0.35, (one, other) => begins.test(one) && goesOn.test(other));
}

/** A one is narrow, and what stands behind it looks apart: `$1 1.70`, `1.1 7`. Readers see a speck as a mark: `5,*47`. */
function withAmountsJoined(row: Row): Row {
  const words = row.words.map((word) => ({ ...word, text: word.text.replace(/(?<=\d[.,])\*(?=\d{2}$)/, '') }));
  return withJoined(
    toRow(words),
    0.3,
    (one, other) =>
      /^[-$€£]{0,2}\d{1,4}[.,]?\d?$/.test(one) &&
      /^\d?[.,]?\d{1,2}$/.test(other) &&
      /^[-$€£]{0,2}\d{1,4}[.,]\d{2}$/.test(one + other),
  );
}

/** With words made one that stand closer than so many heights and belong together. */
function withJoined(row: Row, gap: number, isOne: (one: string, other: string) => boolean): Row {
  const words: Word[] = [];
  for (const word of row.words) {
    const last = words.at(-1);
    if (last && word.left - last.right < gap * (word.bottom - word.top) && isOne(last.text, word.text)) {
      const place = placeAround([last.place, word.place]) ?? last.place;
      const confidence = Math.min(last.confidence, word.confidence);
      words[words.length - 1] = { ...last, text: last.text + word.text, right: word.right, place, confidence };
    } else words.push(word);
  }
  return toRow(words);
}

function toPrintedRow(row: Row, page: number, index: number): PrintedRow {
  const { words, left, right, top, bottom } = row;
  const text = words.map((word) => word.text).join(' ');
  const starts: number[] = [];
  const cells: Cell[] = [];
  let start = 0;
  let previous: Word | undefined;
  for (const word of words) {
    starts.push(start);
    const end = start + word.text.length;
    const height = Math.min(word.bottom - word.top, previous ? previous.bottom - previous.top : Infinity);
    const last = cells.at(-1);
    if (last && previous && word.left - previous.right < CELL_GAP * height) {
      last.end = end;
      last.right = Math.max(last.right, word.right);
      last.text = text.slice(last.start, end);
    } else cells.push({ text: word.text, start, end, left: word.left, right: word.right });
    previous = word;
    start = end + 1;
  }
  return { index, page, words, starts, text, plain: plainText(text), cells, left, right, top, bottom };
}

/** In small letters without accents, each letter in its place; a zero or a one among letters is the letter it looks like. */
export function plainText(text: string): string {
  const letters = [...text.toLowerCase()].map((letter) => {
    const bare = letter === 'ß' ? 's' : (letter.normalize('NFD')[0] ?? letter);
    return bare.length === letter.length ? bare : letter;
  });
  return letters
    .join('')
    .replace(/(?<=[a-z])[01]{1,2}(?=[a-z])/g, (digits) =>
      digits.replaceAll('0', 'o').replaceAll('1', digits.length > 1 ? 'i' : 'l'),
    )
    .replace(/(?<![a-z\d])0(?=[a-z]{2})/g, 'o')
    .replace(/(?<=[a-z]{3})1(?![a-z\d])/g, 'l');
}

/** Where a part of a row's text stands: the words it touches, cut to it in proportion. */
export function spanOf(
  row: PrintedRow,
  start: number,
  end: number,
): { left: number; right: number; place: Place | null } {
  const touched = row.words.flatMap((word, index) => {
    const from = row.starts[index] ?? 0;
    const until = from + word.text.length;
    if (from >= end || until <= start) return [];
    const [first, last] = [Math.max(0, start - from), Math.min(word.text.length, end - from)];
    const share = (at: number) => at / Math.max(1, word.text.length);
    const { place } = word;
    const part = { ...place, left: place.left + place.width * share(first), width: place.width * share(last - first) };
    const width = word.right - word.left;
    return { left: word.left + width * share(first), right: word.left + width * share(last), place: part };
  });
  return {
    left: Math.min(...touched.map(({ left }) => left)),
    right: Math.max(...touched.map(({ right }) => right)),
    place: placeAround(touched.map(({ place }) => place)),
  };
}

/** How sure the reader was of the letters of a part of a row. */
export function sureness(row: PrintedRow, start: number, end: number): number {
  const touched = row.words.filter((word, index) => {
    const from = row.starts[index] ?? 0;
    return from < end && from + word.text.length > start;
  });
  return Math.min(1, ...touched.map(({ confidence }) => confidence));
}

/** Text on the row above or below that stands in the same column. */
export function overlaps(one: { left: number; right: number }, other: { left: number; right: number }): boolean {
  const shared = Math.min(one.right, other.right) - Math.max(one.left, other.left);
  return shared > 0.25 * Math.min(one.right - one.left, other.right - other.left);
}
