/** Characters of what is searched for. */
export const LONGEST_SEARCH = 200;

/**
 * Text as it is stored and searched: letters and their accents in one (Unicode NFC), which file names of macOS are not,
 * and without halves of surrogate pairs, which no database takes.
 */
export function normalText(text: string): string {
  return text.toWellFormed().normalize('NFC');
}
