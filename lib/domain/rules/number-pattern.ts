/** Words of a text that are looked at, and characters of each: more is no number of anything. */
const MAX_WORDS_READ = 50_000;
const LONGEST_WORD = 200;

/**
 * Whether a text has the form of a pattern: `#` is a digit, `?` any one character, `*` any number of them, all else itself;
 * capitals and small letters are one. In steps of at most the product of both lengths, whatever the pattern.
 */
export function hasForm(text: string, pattern: string): boolean {
  const [chars, signs] = [[...text.toLowerCase()], [...pattern.toLowerCase()]];
  let at = 0;
  let sign = 0;
  let star = -1;
  let retry = 0;
  while (at < chars.length) {
    const wanted = signs[sign];
    if (wanted === '*') {
      star = sign++;
      retry = at;
    } else if (wanted !== undefined && isOne(wanted, chars[at] ?? '')) {
      at++;
      sign++;
    } else if (star >= 0) {
      sign = star + 1;
      at = ++retry;
    } else return false;
  }
  while (signs[sign] === '*') sign++;
  return sign === signs.length;
}

const isOne = (sign: string, char: string) => sign === '?' || (sign === '#' ? /\d/.test(char) : sign === char);

/** The first word of the texts that has the form; what stands around a word, such as a comma, aside. */
export function wordOfForm(texts: readonly string[], pattern: string): string | null {
  let left = MAX_WORDS_READ;
  for (const text of texts) {
    for (const [word] of text.matchAll(/\S+/g)) {
      if (left-- <= 0) return null;
      if (word.length > LONGEST_WORD) continue;
      if (hasForm(word, pattern)) return word;
      const bare = word.replace(/^[^\p{L}\p{N}]+|[^\p{L}\p{N}]+$/gu, '');
      if (bare !== word && hasForm(bare, pattern)) return bare;
    }
  }
  return null;
}
