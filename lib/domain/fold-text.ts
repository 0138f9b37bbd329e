/** Letters that no accent is part of, as people type them who have not got them; `fold_text` of the database has the same. */
const plainLetters: Record<string, string> = {
  ß: 'ss',
  æ: 'ae',
  œ: 'oe',
  þ: 'th',
  ø: 'o',
  đ: 'd',
  ð: 'd',
  ł: 'l',
  ı: 'i',
  ς: 'σ',
};

/** Accents that are written over and under letters. Signs of other scripts that are letters of their own stay. */
const ACCENTS = /[\u0300-\u036f\u1ab0-\u1aff\u1dc0-\u1dff\u20d0-\u20ff\ufe20-\ufe2f]/gu;

/**
 * A text as it is searched: `Köln` and `KOLN` are one, as are `Straße` and `strasse`. The database does the same to what
 * it searches (0250_search_of_every_field), so that what is found can be marked.
 */
export function foldText(text: string): string {
  return text
    .normalize('NFKD')
    .replace(ACCENTS, '')
    .toLowerCase()
    .replace(/[ßæœþøđðłıς]/gu, (letter) => plainLetters[letter] ?? letter);
}
