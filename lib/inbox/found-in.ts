import type { ExtraColumn } from '#lib/domain/list-layout.ts';
import { decimal } from '#lib/domain/money.ts';
import { excerpt, type MarkedText, marksIn } from '#lib/domain/search-marks.ts';
import { valuesOf, wordsOf } from '#lib/domain/search-words.ts';
import type { ExtraCells } from './extra-cells.ts';

/** A field that no column shows, by its name on the item. One with `values` is found by one of them, whole. */
export type SearchedPlace = { name: string; text: string | null; values?: readonly string[] };

/** What of a row a search can have found: what is shown in columns of its own, and what is not. */
export type Searched = Record<'contact' | 'reference' | 'owner', string | null> &
  Record<FoundCell, readonly string[]> & { others: readonly SearchedPlace[] };

/** Cells that are found whole. */
type FoundCell = 'date' | 'total' | 'tax';

/** Why a row was found: the marks of what is shown, and what is not shown that holds a word which nothing shown holds. */
export type Found = Record<'contact' | 'reference' | 'owner', MarkedText['marks']> & {
  cells: FoundCell[];
  /** Of the columns that only some people show; one that is found whole has one mark. */
  extra: Partial<Record<ExtraColumn, MarkedText['marks']>>;
  elsewhere: (MarkedText & { name: string }) | null;
};

/** Null where nothing was searched for. `extra` is what the row shows besides. */
export function foundIn(search: string, searched: Searched, extra: ExtraCells): Found | null {
  const words = wordsOf(search);
  if (words.length === 0) return null;
  const { contact, reference, owner, others } = searched;
  const marked = (text: string | null, of = words) => (text === null ? [] : marksIn(text, of));
  const cellsOf = (of: readonly string[]) =>
    (['date', 'total', 'tax'] as const).filter((cell) => of.some((word) => isAmong(searched[cell], word)));
  const extraOf = (of: readonly string[]) =>
    Object.entries(extra).flatMap(([name, text]) => {
      const marks = marksOfExtra(name as ExtraColumn, text, of);
      return marks.length > 0 ? [[name, marks] as const] : [];
    });
  const unseen = words.filter(
    (word) =>
      [contact, reference, owner].every((text) => marked(text, [word]).length === 0) &&
      cellsOf([word]).length + extraOf([word]).length === 0,
  );
  const place = others.find((each) => unseen.some((word) => holds(each, word)));
  return {
    contact: marked(contact),
    reference: marked(reference),
    owner: marked(owner),
    cells: cellsOf(words),
    extra: Object.fromEntries(extraOf(words)),
    elsewhere: place ? elsewhere(place, unseen) : null,
  };
}

const isAmong = (values: readonly string[], word: string) => valuesOf(word).some((value) => values.includes(value));

/** What is not searched, although a column shows it, has no marks; nor has when it was added. */
function marksOfExtra(name: ExtraColumn, text: string, words: readonly string[]): MarkedText['marks'] {
  switch (name) {
    case 'type':
    case 'paid':
    case 'added':
      return [];
    case 'net':
      return words.some((word) => isAmong([decimal(text).toFixed()], word)) ? [[0, text.length]] : [];
    case 'due':
      return words.some((word) => isAmong([text], word)) ? [[0, text.length]] : [];
    default:
      return marksIn(text, words);
  }
}

const holds = ({ text, values }: SearchedPlace, word: string) =>
  values ? isAmong(values, word) : text !== null && marksIn(text, [word]).length > 0;

function elsewhere({ name, text, values }: SearchedPlace, words: readonly string[]): Found['elsewhere'] {
  const line = (text ?? '').replace(/\s+/gu, ' ');
  return { name, ...excerpt({ text: line, marks: values ? [[0, line.length]] : marksIn(line, words) }) };
}
