import type { SplitGroups } from './split-groups.ts';

/** What of a page tells where a document begins. */
export type PageSigns = {
  isBlank: boolean;
  /** As in "Page 2 of 3". */
  number: { page: number; of: number } | null;
  /** The words at its top, where it has text. */
  head: string;
  /** Where ink is at its top, as hexadecimal bits; null where there is hardly any. */
  picture: string | null;
};

const NUMBERS =
  /\b(?:page|pg|p\.|seite|blatt|pagina|página|pág|side|sida|strana)\s*[:.]?\s*(\d{1,3})\s*(?:of|\/|von|sur|di|de|van|af|av|\|)\s*(\d{1,3})\b/i;
/** Without the word, it stands alone on its line: "2/3" in a text may be anything. */
const ALONE = /^[ \t-]*(\d{1,3})\s*(?:of|\/)\s*(\d{1,3})[ \t-]*$/im;

/** The number that a page says it has. */
export function pageNumberIn(text: string): PageSigns['number'] {
  const found = NUMBERS.exec(text) ?? ALONE.exec(text);
  const [page, of] = [Number(found?.[1]), Number(found?.[2])];
  return page >= 1 && of >= page ? { page, of } : null;
}

const TITLES =
  /\b(invoice|receipt|credit note|statement|remittance|bill|rechnung|gutschrift|quittung|facture|avoir|fattura|ricevuta|factura|recibo|factuur|bon)\b/i;

/** Of two tops of pages, the share of words that they have in common; numbers differ between pages of one sender. */
export function likeness(one: string, other: string): number {
  const [words, others] = [wordsOf(one), wordsOf(other)];
  if (words.size < 3 || others.size < 3) return 0;
  const common = [...words].filter((word) => others.has(word)).length;
  return common / Math.max(words.size, others.size);
}

const wordsOf = (text: string) => new Set(text.toLowerCase().match(/\p{L}{2,}/gu) ?? []);

/** Bits in which two pictures of a top differ. */
export function difference(one: string, other: string): number {
  let bits = 0;
  for (let at = 0; at < Math.max(one.length, other.length); at++) {
    let differing = Number.parseInt(one[at] ?? '0', 16) ^ Number.parseInt(other[at] ?? '0', 16);
    for (; differing; differing &= differing - 1) bits++;
  }
  return bits;
}

const ALIKE = 0.6;
/** Of 128. */
const MAX_DIFFERENCE = 10;

function isSameHead(one: PageSigns, other: PageSigns): boolean {
  if (one.head !== '' && other.head !== '') return likeness(one.head, other.head) >= ALIKE;
  return one.picture !== null && other.picture !== null && difference(one.picture, other.picture) <= MAX_DIFFERENCE;
}

/** Blank pages are the backs of paper that was scanned on both sides, and part nothing, where most second sides are. */
function areBacks(pages: readonly PageSigns[]): boolean {
  const backs = pages.filter((_, index) => index % 2 === 1);
  const fronts = pages.filter((_, index) => index % 2 === 0);
  const blank = backs.filter(({ isBlank }) => isBlank).length;
  return blank >= 2 && blank * 2 > backs.length && !fronts.some(({ isBlank }) => isBlank);
}

/**
 * Where a file that holds several documents is split: at a page that says it is the first of some, behind a blank page, and at
 * a letterhead that an earlier page has begun a document with. A page that says it follows the one before does. Blank pages
 * are left out.
 */
export function splitPages(pages: readonly PageSigns[]): SplitGroups {
  const skipsBlanks = areBacks(pages);
  const groups: number[][] = [];
  const firsts: PageSigns[] = [];
  const leftOut: number[] = [];
  let before: PageSigns | null = null;
  let isParted = true;
  for (const [index, signs] of pages.entries()) {
    if (signs.isBlank) {
      leftOut.push(index + 1);
      isParted ||= !skipsBlanks;
      continue;
    }
    if (begins(signs, { before, firsts, isParted })) {
      groups.push([]);
      firsts.push(signs);
    }
    groups.at(-1)?.push(index + 1);
    before = signs;
    isParted = false;
  }
  // A file of nothing but blank pages is somebody's document all the same.
  return groups.length > 0 ? { groups, leftOut } : { groups: [leftOut], leftOut: [] };
}

type Place = { before: PageSigns | null; firsts: readonly PageSigns[]; isParted: boolean };

function begins(signs: PageSigns, { before, firsts, isParted }: Place): boolean {
  if (before === null) return true;
  const { number } = signs;
  if (number) {
    const follows = before.number !== null && before.number.of === number.of && before.number.page === number.page - 1;
    if (follows) return false;
    if (number.page === 1) return true;
    if (!isParted && before.number === null) return false;
  }
  // The one before says that more of it are to come.
  if (!isParted && before.number && before.number.page < before.number.of && !number) return false;
  if (isParted) return true;
  if (before.number && before.number.page === before.number.of) return true;
  return firsts.some((first) => isSameHead(first, signs)) || (TITLES.test(signs.head) && !isSameHead(before, signs));
}

/** Each page one item. */
export const eachPage = (pageCount: number): SplitGroups => ({
  groups: Array.from({ length: pageCount }, (_, index) => [index + 1]),
  leftOut: [],
});
