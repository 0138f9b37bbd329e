import type { Amount } from '#lib/domain/amount.ts';
import { decimal } from '#lib/domain/money.ts';
import { excerpt, type MarkedText, marksIn } from '#lib/domain/search-marks.ts';
import { totalsOf, wordsOf } from './item-search.ts';

/** What of a row a search can have found: what is shown in columns of its own, and what is not, by its name there. */
export type Searched = {
  contact: string | null;
  reference: string | null;
  owner: string | null;
  total: Amount | null;
  others: readonly (readonly [name: string, text: string | null])[];
};

/** Why a row was found: the marks of what is shown, and what is not shown that holds a word which nothing shown holds. */
export type Found = {
  contact: MarkedText['marks'];
  reference: MarkedText['marks'];
  owner: MarkedText['marks'];
  isTotal: boolean;
  elsewhere: (MarkedText & { name: string }) | null;
};

/** Null where nothing was searched for. */
export function foundIn(search: string, { total, others, ...shown }: Searched): Found | null {
  const words = wordsOf(search);
  if (words.length === 0) return null;
  const marked = (text: string | null, of = words) => (text === null ? [] : marksIn(text, of));
  const isTotal = (word: string) =>
    total !== null && totalsOf(word).some((amount) => decimal(amount).equals(decimal(total)));
  const unseen = words.filter(
    (word) => !isTotal(word) && Object.values(shown).every((text) => marked(text, [word]).length === 0),
  );
  const place = others.find(([, text]) => marked(text, unseen).length > 0);
  return {
    contact: marked(shown.contact),
    reference: marked(shown.reference),
    owner: marked(shown.owner),
    isTotal: words.some(isTotal),
    elsewhere: place ? elsewhere(place[0], place[1] ?? '', unseen) : null,
  };
}

function elsewhere(name: string, text: string, words: readonly string[]): Found['elsewhere'] {
  const line = text.replace(/\s+/gu, ' ');
  return { name, ...excerpt({ text: line, marks: marksIn(line, words) }) };
}
